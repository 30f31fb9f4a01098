"""Values that nobody could guess, put into every column of every table that somebody may not read in full.

An answer with one of them in it shows where it came from. Which columns take one is derived from the tables.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from typing import Any

import sqlalchemy as sa
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB

from tests.hostile.legal_values import form_of, texts_of
from tests.hostile.matrix import VERSION
from tests.hostile.row_changes import QUIETLY, stored
from tests.hostile.rows import Rows
from tests.hostile.walled import ASKERS, HIDING, TABLES

# Columns that keep their values, and why.
KEPT = {
    **dict.fromkeys(
        (f"live_grant.{each}_at" for each in ("issued", "starts", "ends", "approved", "ended")),
        "says whether access is live",
    ),
    **dict.fromkeys(
        ("interview_narrative.ciphertext", "police_extract.ciphertext"),
        "an encrypted text of the very row; tests/resolvers/commands looks everywhere for what it says",
    ),
    "encounter.person": "a digest of who asked, by which the database counts",
    "return_duty.unable_at": "said exactly where a reason is",
    "return_interview.closed_at": "says whether a provider still has the case",
    "live_grant.area_codes": "says which areas access opens",
    **dict.fromkeys(
        ("appointment.valid_from", "appointment.valid_to", "suspension.suspended_at", "suspension.lifted_at"),
        "says whether someone is appointed, or shut out",
    ),
    **dict.fromkeys(("entry.at", "entry.transaction"), "says whether a change is told yet"),
    "access_log.operation": "entries are asked for by it",
    **dict.fromkeys(
        (f"{subject}_reach.valid_{end}" for subject in ("child", "placement", "episode") for end in ("from", "to")),
        "says who reaches the record",
    ),
    "home_finder.valid_to": "says who reaches the home",
    "home_finder.urn": "says in which order homes come",
    "child_characteristics.ethnicity": "one of a few codes of four letters",
}
# Texts with a form of their own.
PATTERNS = {
    "child_identity.nhs_number": "98{:08}",
    "child_identity.upn": "A98{:09}Z",
    "missing_episode.child_pseudonym": "98{:030x}",
    # A code is shown in capitals.
    "entry_author.agency": "CANARY OF AN AGENCY {:08}",
}
# Numbers from these on: of several lengths, for not every column takes the longest.
LEAST = (987_654_321_000, 876_540_000, 87_654_000)
FIRST_YEAR = 1100
MOST = 10_000
DAYS = sa.Date | sa.DateTime
PLANTED = sa.Text | sa.Integer | sa.Date | sa.DateTime | JSONB
# Each of these is known again as it is: nobody guesses a key, a place or a hash.
KNOWN_AGAIN = sa.Uuid | sa.Float | Geometry | sa.LargeBinary
# What some canaries need beside them: homes that may have secure places, and an opening that somebody looked at.
BEFOREHAND = (
    "update register.home_identity set secure_approved = true",
    QUIETLY,
    "update register.opening set reviewed_at = opened_at, reviewed_agency = 'police'"
    " where ctid = (select min(ctid) from register.opening)",
)
PLANT = """
with numbered as (select ctid as its_ctid, row_number() over (order by ctid)::int as n from {table})
update {table} set {changes} from numbered where {table}.ctid = numbered.its_ctid
"""
EVERY_ROW, ONE_ROW = "true", "n = 1"

Values = Mapping[sa.Column[Any], Iterator[Any]]
Deciding = Mapping[str, set[str]]


def plantable(table: sa.Table, deciding: Deciding) -> list[sa.Column[Any]]:
    """The columns that can hold a value of their own: not keys and codes, nor what decides who sees what."""
    return [column for column in stored(table) if why_not(column, deciding) is None]


def why_not(column: sa.Column[Any], deciding: Deciding) -> str | None:
    """Why a column holds no canary; nothing where it does. deciding: what decides who may read rows, by table."""
    name = column.table.name.removesuffix("_history")
    if column.primary_key or column.foreign_keys:
        return "it is a key"
    if column.info.get("codes") or isinstance(column.type, sa.Boolean):
        return "it has few values"
    if isinstance(_kind(column), KNOWN_AGAIN):
        return "its values are known again as they are"
    if column.name in deciding.get(name, ()) or column.name in VERSION:
        return "with another value in it, others would see the row"
    return KEPT.get(f"{name}.{column.name}")


def _kind(column: sa.Column[Any]) -> Any:
    """The type of a column, or of what is listed in it."""
    return column.type.item_type if isinstance(column.type, sa.ARRAY) else column.type


class Canaries:
    """Values to plant: none is taken twice, whatever column it is for."""

    def __init__(self) -> None:
        self.years, self.numbers = count(FIRST_YEAR, 2), [count(least) for least in LEAST]
        self.texts: dict[str, Iterator[str]] = {}
        self.short = map("Canary {:06}".format, count(1_000))

    def ways(self, column: sa.Column[Any]) -> list[Iterator[Any]]:
        """Values for a column, of one length or another. Raises: LookupError if nobody said how to plant its type."""
        form, kind = form_of(column), _kind(column)
        if not isinstance(kind, PLANTED):
            raise LookupError(f"column {column}: say in tests/hostile/canaries.py how it is known again")
        if form:
            return [self.texts.setdefault(form, texts_of(form))]
        if isinstance(kind, sa.Integer):
            return list(self.numbers)
        pattern = PATTERNS.get(f"{column.table.name.removesuffix('_history')}.{column.name}")
        if pattern:
            return [map(pattern.format, count(1_000))]
        named = f"Canary {column.table.name} {column.name} {{}}"
        if column.info.get("longest", MOST) < len(named.format(10_000)):
            return [self.short]
        return [map(named.format, count(1_000))]

    def days(self) -> Iterator[datetime]:
        """Days of a year, which is later than those before it."""
        first = datetime(next(self.years), 1, 1, 3, 4, 5, 678_901, UTC)
        return (first + timedelta(days=number) for number in count())


def plant(connection: sa.Connection) -> dict[str, frozenset[str]]:
    """Put a value of its own into every cell that takes one; of each table, the columns that do."""
    deciding = Rows(connection.engine, TABLES).deciding(ASKERS.values())
    for statement in BEFOREHAND:
        connection.execute(sa.text(statement))
    canaries = Canaries()
    return {table.name: _plant_in(connection, plantable(table, deciding), canaries) for table in HIDING}


def _plant_in(connection: sa.Connection, columns: list[sa.Column[Any]], canaries: Canaries) -> frozenset[str]:
    """Days are planted together, in the order of their columns, which they keep; all else column by column."""
    days = {column: canaries.days() for column in columns if isinstance(column.type, DAYS)}
    taken = [*days] if days and _take_days(connection, days) else []
    others = [column for column in columns if column not in days]
    taken += [each for each in others if any(_take(connection, each, values) for values in canaries.ways(each))]
    return frozenset(column.name for column in taken)


def _take_days(connection: sa.Connection, days: Values) -> bool:
    """Whether the database accepts a day where a row has one; if none has, in one row, for no day means it goes on."""
    rows = {column: _is_held(column) if _held(connection, column) else ONE_ROW for column in days}
    return _accepted(connection, days, rows)


def _take(connection: sa.Connection, column: sa.Column[Any], values: Iterator[Any]) -> bool:
    """Whether the database accepts a value in every row, or in every row that has one."""
    ways = [EVERY_ROW, _is_held(column)] if _held(connection, column) else [EVERY_ROW]
    return any(_accepted(connection, {column: values}, {column: rows}) for rows in ways)


def _is_held(column: sa.Column[Any]) -> str:
    return f'"{column.name}" is not null'


def _held(connection: sa.Connection, column: sa.Column[Any]) -> int:
    return connection.scalar(sa.select(sa.func.count(column))) or 0


def _accepted(connection: sa.Connection, values: Values, rows: Mapping[sa.Column[Any], str]) -> bool:
    """Whether the database accepts these values. rows: the condition on the rows that take one, by column."""
    table = next(iter(values)).table
    total = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    given = {column.name: list(islice(each, total)) for column, each in values.items()}
    changes = ", ".join(
        f'"{each.name}" = case when {rows[each]} then {_nth(each)} else "{each.name}" end' for each in values
    )
    savepoint = connection.begin_nested()
    try:
        connection.execute(sa.text(PLANT.format(table=table, changes=changes)), given)
    except sa.exc.DBAPIError:
        savepoint.rollback()
        return False
    savepoint.commit()
    return True


def _nth(column: sa.Column[Any]) -> str:
    """The value of a row: as it is, as the only one in a list, or as JSON."""
    kind = _kind(column)
    named = "text" if isinstance(kind, JSONB) else kind.compile(postgresql.dialect())
    value = f"(cast(:{column.name} as {named}[]))[n]"
    if isinstance(kind, JSONB):
        return f"to_jsonb({value})"
    return f"array[{value}]" if isinstance(column.type, sa.ARRAY) else value
