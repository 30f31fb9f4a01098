"""Joint inspections of areas for tests: a round of the programme, and inspections asked for and approved."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.access_factories import act_as

NOW = datetime.now(UTC)
ROUND: dict[str, Any] = {
    "theme": "criminal_exploitation", "title": "Criminal exploitation of children", "is_about_missing": True,
    "starts_on": date(2022, 3, 1), "ends_on": None,
}  # fmt: skip


def create_round(connection: sa.Connection, **given: Any) -> uuid.UUID:
    """A round of the programme that has not ended."""
    key = uuid.uuid4()
    connection.execute(tables.inspection_round.insert().values(id=key, **ROUND | given))
    return key


def create_inspection(connection: sa.Connection, authority: str, of_round: uuid.UUID, **given: Any) -> uuid.UUID:
    """An inspection of an authority's area that two people agreed on today: its picture is frozen now."""
    key, today = uuid.uuid4(), NOW.date()
    row = {
        "force_codes": [story.NORTHBY], "health_codes": [], "inspectorates": ["ofsted_inspector", "cqc"],
        "notified_at": NOW - timedelta(days=1), "fieldwork_from": today + timedelta(days=10),
        "fieldwork_to": today + timedelta(days=14), "letter_due_on": today + timedelta(days=40), "plan_days": 20,
        "access_ends_at": NOW + timedelta(days=60), "chosen_because": "Many children go missing there.", **given,
    }  # fmt: skip
    act_as(connection, "keeper", "ofsted")
    added = tables.area_inspection.insert().values(id=key, authority_code=authority, round_id=of_round, **row)
    connection.execute(added)
    act_as(connection, "second keeper", "ofsted")
    mine = tables.area_inspection.c.id == key
    connection.execute(tables.area_inspection.update().where(mine).values(approved_at=sa.func.now()))
    act_as(connection, "", "")
    return key


def tell_of_area_inspections(connection: sa.Connection) -> None:
    """Two rounds, and inspections of both authorities of the story and of an area that is a force's."""
    of_round = create_round(connection)
    create_round(connection, theme="neglect", title="Neglect", is_about_missing=False)
    served = {"organisation_code": "story-board", "authority_code": story.NORTHBY_COUNCIL}
    connection.execute(tables.organisation_area.insert().values(**served))
    for area in (story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL, story.SOUTHBY):
        tell_what_was_found(connection, area, create_inspection(connection, area, of_round))


def tell_what_was_found(connection: sa.Connection, area: str, inspection: uuid.UUID) -> None:
    """Findings of two inspectorates, a cohort, a letter with a finding, and an action about it."""
    named = {"inspection_id": inspection, "authority_code": area}
    said = {"kind": "improvement", "body": "partnership", "is_about_missing": True}
    for agency, place in (("ofsted_inspector", "first"), ("cqc", "second")):
        act_as(connection, f"{agency} of {area}", agency)
        row = {"id": uuid.uuid4(), "agency": agency, "narrative": f"The {place} finding about {area}."}
        connection.execute(tables.area_finding.insert().values(**row, **named, **said))
    agreed = tables.area_finding.update().where(tables.area_finding.c.id == row["id"])
    act_as(connection, f"lead of {area}", "ofsted_inspector")
    connection.execute(agreed.values(agreed_at=sa.func.now()))
    connection.execute(tables.area_cohort.insert().values(**named, seed=f"seed of {area}", size=2))
    act_as(connection, "keeper", "ofsted")
    letter, today = uuid.uuid4(), NOW.date()
    days = {"started_on": today, "published_on": today, "plan_due_on": today + timedelta(days=5)}
    published = {"id": letter, "kind": "joint", "area_code": area, "joint_inspection_id": inspection, **days}
    published |= {"summary": f"A letter about {area}.", "is_about_missing": True, "theme": "criminal_exploitation"}
    connection.execute(tables.published_inspection.insert().values(**published))
    act_as(connection, "", "")
    if not area.startswith("E0"):
        return
    finding = sa.select(tables.published_finding.c.id).where(tables.published_finding.c.inspection_id == letter)
    act_as(connection, "", "")
    plan = {"finding_id": connection.scalar(finding), "authority_code": area, "action": f"An action of {area}."}
    connection.execute(tables.area_action.insert().values(**plan, due_on=today + timedelta(days=20)))
