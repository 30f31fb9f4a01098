"""Rights of each role: the grants of the matrix, column by column."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from register.policy.grants import GRANTS, Grant
from register.policy.roles import SEALS_ROLE, role_of
from register.tables import ANCHOR_OF, GROUP_OF, SUBJECTS, metadata
from register.tables.anchors import Hashes
from register.tables.declare import Writes
from register.vocabulary import Agency, Use


@dataclass(frozen=True, slots=True, order=True)
class Right:
    """One verb on one column that a role is granted; without a column, the whole table."""

    role: str
    table: str
    verb: str
    column: str | None


def rights() -> Iterator[Right]:
    """Every right that the grants give, and the right to log a consultation."""
    for table in metadata.sorted_tables:
        for agency in Agency:
            yield from _rights(agency, table)
        if isinstance(ANCHOR_OF[table], Hashes):
            yield from (Right(SEALS_ROLE, table.name, "select", column.name) for column in table.columns)


def granted(agency: Agency, table: sa.Table, use: Use) -> list[Grant]:
    """The grants by which a kind of body uses a table."""
    group = GROUP_OF[table]
    return [g for g in GRANTS if g.agency is agency and g.group is group and use in g.uses]


def changes(agency: Agency, table: sa.Table) -> list[Grant]:
    """The grants by which a kind of body changes a table; its history is written by the database."""
    return [] if table.info.get("history") else granted(agency, table, Use.CHANGE)


def written_by_all(table: sa.Table) -> bool:
    """True if every role adds its own rows, whatever it is granted."""
    writes: Writes | None = table.info.get("writes")
    return writes is not None and writes.everyone


def is_removed(table: sa.Table) -> bool:
    """True if rows are also removed by a role that changes them: those recorded by mistake, and those that come from
    other tables, as links do."""
    writes: Writes | None = table.info.get("writes")
    return (writes is not None and writes.withdrawn) or _is_worked_out(table)


def _is_worked_out(table: sa.Table) -> bool:
    links = {name for s in SUBJECTS if s.links for name in (s.links.reach, s.links.areas)}
    return table.name in links and inserted(table) != ()


def _rights(agency: Agency, table: sa.Table) -> Iterator[Right]:
    role = role_of(agency)
    if granted(agency, table, Use.READ):
        yield from (Right(role, table.name, "select", column.name) for column in table.columns)
    if written_by_all(table):
        yield from (Right(role, table.name, "insert", name) for name in inserted(table))
    elif changes(agency, table):
        yield from (Right(role, table.name, "insert", name) for name in inserted(table))
        yield from (Right(role, table.name, "update", name) for name in updated(agency, table))
        if is_removed(table):
            yield Right(role, table.name, "delete", None)


def inserted(table: sa.Table) -> tuple[str, ...]:
    """The columns of a new row that a role may fill."""
    writes: Writes | None = table.info["writes"]
    if writes is not None and writes.inserted is not None:
        return writes.inserted
    return tuple(column.name for column in table.columns if column.computed is None)


def updated(agency: Agency, table: sa.Table) -> tuple[str, ...]:
    """The columns of a row that a role may change."""
    writes: Writes | None = table.info["writes"]
    if writes is not None and writes.updated is not None:
        return writes.updated.get(agency, ())
    keys = {column.name for column in table.primary_key.columns}
    return tuple(name for name in inserted(table) if name not in keys)
