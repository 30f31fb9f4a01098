"""Published statistics for tests: a version with one figure, and what it was made of."""

import uuid

import sqlalchemy as sa

from register import tables
from tests.support import story

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
    kept = {"statistic_id": key, "counts": "what is counted", "report": "what was attacked"}
    connection.execute(tables.statistic_workings.insert().values(**kept))
    return key
