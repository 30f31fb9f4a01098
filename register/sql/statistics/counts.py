"""The statements that count facts: how many of each kind in each area and year, and what parts stay below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from register import tables
from register.sql.statistics.facts import FACTS
from register.vocabulary import AreaKind

ENGLAND = "E92000001"


@dataclass(frozen=True, slots=True)
class Counted:
    """So many facts of an area and a year. stage: of the fact; codes: of the dimensions asked for, in their order."""

    area: str
    period: date
    stage: str
    codes: tuple[str, ...]
    count: int


class Facts:
    """The facts of some years, in a transaction of theirs. Each kind is gathered once, however often it is counted."""

    def __init__(self, connection: sa.Connection, periods: Sequence[date]) -> None:
        self.connection = connection
        self._periods = list(periods)
        self._gathered: dict[str, sa.FromClause] = {}

    def of(self, name: str) -> sa.FromClause:
        """The rows of a kind of facts, in a table that goes with the transaction."""
        if name not in self._gathered:
            self._gathered[name] = self._gather(name)
        return self._gathered[name]

    def _gather(self, name: str) -> sa.FromClause:
        rows = FACTS[name](self._periods).subquery("facts")
        of_them = sa.select(rows).where(rows.c.period.in_(self._periods))
        gathered = f"gathered_{name}"
        compiled = of_them.compile(self.connection, compile_kwargs={"render_postcompile": True})
        self.connection.exec_driver_sql(f"drop table if exists pg_temp.{gathered}")
        created = f"create temporary table {gathered} on commit drop as {compiled}"
        self.connection.exec_driver_sql(created, dict(compiled.params))
        return sa.table(gathered, *(sa.column(each.name, each.type) for each in rows.c), schema="pg_temp")


def count_facts(
    facts: Facts,
    name: str,
    *,
    by: AreaKind,
    stage: str | None,
    dimensions: Sequence[str],
    adds: str | None = None,
) -> list[Counted]:
    """Facts, counted by area, year, stage and dimensions. adds: a column that is added up instead of counting."""
    rows = facts.of(name)
    area = rows.c.force if by is AreaKind.FORCE else rows.c.authority
    kind = sa.literal("all") if stage is None else rows.c[stage]
    groups = [area, rows.c.period, kind, *(rows.c[each] for each in dimensions)]
    amount = sa.func.count() if adds is None else sa.func.sum(rows.c[adds])
    asked = facts.connection.execute(sa.select(*groups, amount).where(area.is_not(None)).group_by(*groups))
    return [Counted(row[0], row[1], row[2], tuple(row[3:-1]), int(row[-1] or 0)) for row in asked]


def quantiles(
    facts: Facts,
    name: str,
    *,
    by: AreaKind,
    column: str,
    part: float,
    within: Mapping[str, Sequence[str]],
) -> dict[tuple[str, date], float]:
    """The value that a part of the facts of an area does not exceed, by area and year. within: each area's parts."""
    rows = facts.of(name)
    base = rows.c.force if by is AreaKind.FORCE else rows.c.authority
    whole = [(whole, part_of) for whole, parts in within.items() for part_of in parts]
    mapped = (
        sa.func.unnest(
            sa.cast([each[0] for each in whole], sa.ARRAY(sa.Text)),
            sa.cast([each[1] for each in whole], sa.ARRAY(sa.Text)),
        )
        .table_valued("whole", "part", name="areas")
        .render_derived()
    )
    value = sa.func.percentile_cont(part).within_group(rows.c[column])
    groups = [mapped.c.whole, rows.c.period]
    found = facts.connection.execute(sa.select(*groups, value).join(mapped, mapped.c.part == base).group_by(*groups))
    return {(row[0], row[1]): float(row[2]) for row in found if row[2] is not None}


@dataclass(frozen=True, slots=True)
class Place:
    """An area with its larger areas. reports: false if the register has nothing of it, so that no figure of it is 0."""

    code: str
    region: str | None
    reports: bool


def places(connection: sa.Connection, kind: AreaKind) -> list[Place]:
    """The areas of England of a kind, as they are now, in the order of their codes."""
    area, within = tables.area, tables.area_within
    region = sa.select(within.c.within_code).where(
        within.c.code == area.c.code, within.c.within_kind == AreaKind.REGION
    )
    asked = sa.select(area.c.code, region.scalar_subquery()).where(
        area.c.kind == kind, area.c.valid_to.is_(None), area.c.code.startswith("E")
    )
    known = set(_reporting(connection, kind))
    return [Place(row[0], row[1], row[0] in known) for row in connection.execute(asked.order_by(area.c.code))]


def _reporting(connection: sa.Connection, kind: AreaKind) -> Iterator[str]:
    episode = tables.missing_episode
    if kind is AreaKind.FORCE:
        yield from connection.scalars(sa.select(episode.c.owning_force_code).distinct())
        return
    yield from connection.scalars(sa.select(tables.child.c.responsible_authority_code).distinct())
    yield from connection.scalars(sa.select(episode.c.responsible_authority_code).distinct())


def successors(connection: sa.Connection) -> dict[str, str]:
    """The area that replaced each one that ended, where it is one."""
    table = tables.area_successor
    alone = sa.select(table.c.code, sa.func.min(table.c.successor_code)).group_by(table.c.code)
    return {row[0]: row[1] for row in connection.execute(alone.having(sa.func.count() == 1))}


def first_day(connection: sa.Connection) -> date | None:
    """The first day of which the register knows an episode."""
    day: date | None = connection.scalar(sa.select(sa.cast(sa.func.min(tables.missing_episode.c.started_at), sa.Date)))
    return day
