"""A register of any size: the demonstration's homes several times over, each copy with records of its own.

A copy keeps its original's areas and lies within a few metres of it. Links, log and history are written by the tables'
own triggers, as they are for any row; keys, references and positions are the only values that differ.
"""

from collections.abc import Callable

import sqlalchemy as sa

from register.demo.bulk_load import analyse, sign
from register.tables import ANCHOR_OF, HISTORY_OF, counter_of, home, metadata
from register.tables.anchors import Of
from register.tables.declare import Writes

Tell = Callable[[str], None]

# Of inspections, which are the most rows of all, a copy keeps this many.
INSPECTIONS = 2
FIRST_URN = 1_000_000
URNS_OF_A_COPY = 5_000
UPRNS_OF_A_COPY = 1_000_000_000
METRES_APART = 5
# What the tables work out by themselves, or nobody may copy: a home is merged into one of its own copy, or none is.
LEFT_OUT = frozenset({"merged_into_id", "previous_urn"})


def enlarge(connection: sa.Connection, size: int, tell: Tell) -> int:
    """Copy every home, and what belongs to it, until there are about so many; returns how many homes there are then."""
    homes = connection.scalar(sa.select(sa.func.count()).select_from(home)) or 0
    copies = max(0, round(size / homes) - 1)
    sign(connection, "copies for a larger register")
    tables = [table for table in metadata.sorted_tables if _is_copied(table)]
    for table in tables:
        tell(f"copying {table.name} {copies} times")
        connection.execute(sa.text(_copying(table)), {"copies": copies})
    analyse(connection, [each for table in tables for each in (table, HISTORY_OF.get(table)) if each is not None])
    return connection.scalar(sa.select(sa.func.count()).select_from(home)) or 0


def _is_copied(table: sa.Table) -> bool:
    """True for what a home or a child has, without the access that people were given and what triggers write."""
    anchor = ANCHOR_OF[table]
    if table not in HISTORY_OF or not isinstance(anchor, Of) or anchor.of_holder or table is counter_of(home):
        return False
    # Who reaches a child, and which interviews are due, follows from other records, whoever writes them.
    writes: Writes | None = table.info["writes"]
    is_derived = writes is not None and writes.inserted == ()
    beside = {key.column.table for column in table.primary_key.columns for key in column.foreign_keys}
    return not is_derived and all(map(_is_copied, beside))


def _copying(table: sa.Table) -> str:
    """One statement that copies a table: each column as it is, or as a copy of its own."""
    columns = [column for column in table.columns if column.computed is None and column.name not in LEFT_OUT]
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(_value(column) for column in columns)
    return (
        f"insert into register.{table.name} ({names})"  # noqa: S608 - names from the catalogue, nothing of a caller's
        f" select {values} from generate_series(1, :copies) as copy(n), {_originals(table)} as o"
    )


def _originals(table: sa.Table) -> str:
    """The rows to copy: of a home's inspections, the latest few."""
    if table.name == "home":
        return "(select *, row_number() over (order by urn) as place from register.home)"
    if table.name != "inspection":
        return f"register.{table.name}"
    numbered = "row_number() over (partition by home_id order by started_on desc, id) as place"
    return f"(select * from (select *, {numbered} from register.inspection) s where place <= {INSPECTIONS})"  # noqa: S608


def _value(column: sa.Column[object]) -> str:
    """A column's value in a copy, from its original o and the copy's number."""
    special = _own_values(column)
    if special is not None:
        return special
    if isinstance(column.type, sa.Uuid) and (
        column.primary_key or any(_names_a_copy(key) for key in column.foreign_keys)
    ):
        return f"md5(o.\"{column.name}\"::text || ':' || copy.n)::uuid"
    return f'o."{column.name}"'


def _names_a_copy(key: sa.ForeignKey) -> bool:
    return _is_copied(key.column.table)


def _own_values(column: sa.Column[object]) -> str | None:
    table = column.table.name
    # A few metres to the side, in turn: the boundaries that a copy lies within are its original's.
    east, north = (f"{METRES_APART} * {way}(copy.n)" for way in ("cos", "sin"))
    moved = f"st_translate(o.point_27700, {east}, {north})"
    values = {
        ("home", "urn"): f"({FIRST_URN} + copy.n * {URNS_OF_A_COPY} + o.place)::text",
        ("premises", "uprn"): f"(o.uprn % {UPRNS_OF_A_COPY}) + (copy.n::bigint % 900 + 1) * {UPRNS_OF_A_COPY}",
        ("premises", "point_27700"): moved,
        ("premises", "longitude"): f"st_x(st_transform({moved}, 4326))",
        ("premises", "latitude"): f"st_y(st_transform({moved}, 4326))",
    }
    if (table, column.name) in values:
        return values[table, column.name]
    if column.unique and isinstance(column.type, sa.Text):
        return f"o.\"{column.name}\" || '-' || copy.n"
    return None
