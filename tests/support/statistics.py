"""Published statistics for tests: a version with one figure, and what it was made of."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.access_factories import act_as

VERSION = {
    "question": "incidents",
    "published_at": "2026-01-02T03:04:05Z",
    "profile": "dfe",
    "title": "How often?",
    "definition": "episodes: all of them.",
    "source": "A test.",
    "coverage": "2 of 2.",
    "caveats": ["Invented."],
    "periods": ["2024-25"],
    "geography": ["region"],
}

NOT_COMPARED = {"position": "suppressed", "reason": "not_compared"}


def tell_of_statistics(connection: sa.Connection) -> uuid.UUID:
    """Write a version with a row, two figures and a change, and what they were made of. Returns its key."""
    key = uuid.uuid4()
    connection.execute(tables.statistic.insert().values(**VERSION, id=key, version=2, denominator="Episodes."))
    row = {"statistic_id": key, "number": 1, "period": "2024-25", "level": "region", "area_code": story.REGION}
    row |= {"period_from": "2024-04-01", "period_to": "2025-04-01", "breakdown": "setting", "coverage": "Few."}
    made = tables.statistic_row.insert().values(**row).returning(tables.statistic_row.c.id)
    row_id = connection.scalar(made)
    named = {"row_id": row_id, "number": 1, "name": "setting", "code": "care", "label": "A placement in care"}
    connection.execute(tables.statistic_dimension.insert().values(**named))
    for number, given in enumerate(({"value": 20.0, "rounded_to": 10.0}, {"symbol": "c"}), start=1):
        cell = {"row_id": row_id, "number": number, "measure": f"measure_{number}", **given}
        connection.execute(tables.statistic_cell.insert().values(**cell))
    changed = {"statistic_id": key, "number": 1, "since": 1, "period": "2024-25", "area_code": story.REGION}
    changed |= {"breakdown": "setting", "category": "care", "measure": "measure_1", "before": 10.0, "now": 20.0}
    connection.execute(tables.statistic_change.insert().values(**changed))
    tell_of_targets(connection)
    tell_of_decisions(connection)
    kept = {"statistic_id": key, "counts": "what is counted", "report": "what was attacked"}
    connection.execute(tables.statistic_workings.insert().values(**kept))
    return key


def tell_of_targets(connection: sa.Connection) -> None:
    """Write how an authority and a force compare: one with an unusual figure, and one with a suppressed one."""
    shown = {"numerator": 90.0, "denominator": 300.0, "rate": 30.0, "england": 20.0, "lower_95": 15.67}
    shown |= {"upper_95": 24.67, "lower_998": 13.33, "upper_998": 27.33, "neighbours_rate": 21.5}
    for kind, area, other, points in (
        ("authority", story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL, 6), ("force", story.NORTHBY, story.SOUTHBY, 0),
    ):  # fmt: skip
        row = {"kind": kind, "area_code": area, "period": "2024-25", "made_at": VERSION["published_at"], "place": 1}
        row |= {"among": 2, "points": points, "very_unusual": bool(points), "suppressed": not points}
        made = tables.area_target.insert().values(**row, not_available=0, is_complete=True)
        target = connection.scalar(made.returning(tables.area_target.c.id))
        compared = {"target_id": target, "number": 1, "component": "children_missing", "neighbours_counted": 1}
        compared |= {"weight": 3, "points": points, "versions": ["missing_children 2"]}
        compared |= shown | {"position": "far_above", "reason": "very_unusual"} if points else NOT_COMPARED
        connection.execute(tables.area_target_component.insert().values(**compared))
        near = {"target_id": target, "number": 1, "area_code": other, "distance": 0.25}
        connection.execute(tables.area_target_neighbour.insert().values(**near))


def tell_of_decisions(connection: sa.Connection) -> None:
    """Write what Ofsted and HMICFRS decided, about areas that are compared and one that is not."""
    deciders = {story.NORTHBY_COUNCIL: "ofsted", story.NORTHBY: "hmicfrs", story.SOUTHBY_COUNCIL: "ofsted"}
    for area, agency in deciders.items():
        act_as(connection, f"chooser of {area}", agency)
        decided = {"area_code": area, "choice": "watch", "reason": f"A reason about {area}."}
        connection.execute(tables.target_decision.insert().values(**decided))
    act_as(connection, "", "")


def closed_years() -> list[tuple[str, date, date]]:
    """The last three years of statistics that are over, the first first: its name, its first day, the day after."""
    today = datetime.now(UTC).date()
    last = today.year - (1 if today.month >= 4 else 2)
    begun = range(last - 2, last + 1)
    return [(f"{year}-{(year + 1) % 100:02}", date(year, 4, 1), date(year + 1, 4, 1)) for year in begun]


def publish_for_areas(connection: sa.Connection, question: str, version: int, *, count: float = 40.0) -> uuid.UUID:
    """Write a version with the totals of two authorities in three years, one of them suppressed, and more beside."""
    key = uuid.uuid4()
    of = VERSION | {"question": question, "published_at": sa.func.now(), "coverage": f"{question}: 150 of 153."}
    connection.execute(tables.statistic.insert().values(**of, id=key, version=version))
    places = ((story.REGION, "region", ""), (story.NORTHBY_COUNCIL, "authority", ""))
    places += ((story.SOUTHBY_COUNCIL, "authority", ""), (story.SOUTHBY_COUNCIL, "authority", "age"))
    lines = [(year, place) for year in closed_years() for place in places]
    for number, ((period, first, after), (area, level, breakdown)) in enumerate(lines, start=1):
        row: dict[str, Any] = {"statistic_id": key, "number": number, "period": period, "level": level}
        row |= {"period_from": first, "period_to": after, "area_code": area, "breakdown": breakdown}
        row |= {"coverage": "Of 11 months." if area == story.SOUTHBY_COUNCIL else None}
        made = tables.statistic_row.insert().values(**row).returning(tables.statistic_row.c.id)
        row_id = connection.scalar(made)
        shown = {"symbol": "c"} if area == story.SOUTHBY_COUNCIL else {"value": 12.5, "rounded_to": 0.1}
        for at, given in enumerate(({"value": count + number, "rounded_to": 1.0}, shown), start=1):
            cell = {"row_id": row_id, "number": at, "measure": f"{question}_{at}", **given}
            connection.execute(tables.statistic_cell.insert().values(**cell))
    return key
