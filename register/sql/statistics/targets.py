"""The statements of the comparison of areas: the latest published figures are read, and what is made of them kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from register import tables
from register.open_types import Values
from register.vocabulary import AreaKind, StatisticsQuestion

MADE = tables.area_target


def latest(connection: sa.Connection, questions: Sequence[StatisticsQuestion]) -> list[Values]:
    """The latest version of each question that was not withdrawn."""
    version = tables.statistic
    asked = (
        sa.select(version.c.id, version.c.question, version.c.version, version.c.periods)
        .where(version.c.withdrawn_at.is_(None), version.c.question.in_([each.value for each in questions]))
        .order_by(version.c.question, version.c.version.desc())
    )
    found: dict[str, Values] = {}
    for row in connection.execute(asked).mappings():
        found.setdefault(row["question"], dict(row))
    return list(found.values())


# Where a figure is: period, area, breakdown, code and measure.
Where = tuple[str, str, str, str, str]
Figure = tuple[UUID, Where, float | None, str | None]


def figures(connection: sa.Connection, keys: Sequence[UUID], *, periods: Sequence[str]) -> Iterator[Figure]:
    """The figures of versions in some periods, in total or by one thing: each with the key of its version."""
    row, cell, part = tables.statistic_row, tables.statistic_cell, tables.statistic_dimension
    asked = (
        sa.select(
            row.c.statistic_id, row.c.period, row.c.area_code, row.c.breakdown,
            sa.func.coalesce(part.c.code, "").label("code"), cell.c.measure, cell.c.value, cell.c.symbol,
        )
        .join(cell, cell.c.row_id == row.c.id)
        .outerjoin(part, part.c.row_id == row.c.id)
        .where(
            row.c.statistic_id.in_(list(keys)),
            row.c.period.in_(list(periods)),
            row.c.breakdown.in_(("", "found_by", "judgement", "first_risk")),
        )
        .order_by(row.c.id, cell.c.id)
    )  # fmt: skip
    for each in connection.execute(asked):
        yield each[0], (each[1], each[2], each[3], each[4], each[5]), each[6], each[7]


def regions(connection: sa.Connection) -> dict[str, str | None]:
    """The region of each local authority of England as it is now."""
    area, within = tables.area, tables.area_within
    asked = (
        sa.select(area.c.code, within.c.within_code)
        .outerjoin(within, sa.and_(within.c.code == area.c.code, within.c.within_kind == AreaKind.REGION))
        .where(area.c.kind == AreaKind.AUTHORITY, area.c.valid_to.is_(None), area.c.code.startswith("E"))
        .order_by(area.c.code)
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def parts(connection: sa.Connection) -> dict[str, list[str]]:
    """The local authorities of each police force of England as they are now."""
    area, within = tables.area, tables.area_within
    asked = (
        sa.select(within.c.within_code, within.c.code)
        .join(area, area.c.code == within.c.code)
        .where(
            area.c.kind == AreaKind.AUTHORITY,
            area.c.valid_to.is_(None),
            area.c.code.startswith("E"),
            within.c.within_kind == AreaKind.FORCE,
        )
        .order_by(within.c.within_code, within.c.code)
    )
    found: dict[str, list[str]] = {}
    for force, authority in connection.execute(asked):
        found.setdefault(force, []).append(authority)
    return found


def now(connection: sa.Connection) -> datetime:
    """The instant of the transaction."""
    at: datetime = connection.execute(sa.select(sa.func.now())).scalar_one()
    return at


def clear(connection: sa.Connection) -> None:
    """Take the comparison of before away; decisions stay."""
    connection.execute(sa.delete(MADE))
