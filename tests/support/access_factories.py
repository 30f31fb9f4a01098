"""Access that people give, appointments and suspensions, for tests: invented, valid by default."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from register import tables
from tests.support import story

A_MINUTE = timedelta(minutes=1)


def live_grant(kind: str, **given: Any) -> dict[str, Any]:
    """The row of access of this kind, given a minute ago: to a force's officer, an inspectorate or an administrator."""
    now = datetime.now(UTC)
    for one, several in (("area_code", "area_codes"), ("holder_subject", "holder_subjects")):
        if kind == "inspection" and one in given and several not in given:
            given[several] = None if given[one] is None else [given[one]]
        elif kind == "inspection" and several in given:
            given.setdefault(one, given[several][0] if len(given[several]) == 1 else None)
    return FORMS[kind] | {"id": uuid.uuid4(), "starts_at": now - A_MINUTE, "ends_at": now + 30 * A_MINUTE} | given


FORMS: dict[str, dict[str, Any]] = {
    "break_glass": {
        "kind": "break_glass",
        "holder_agency": "police",
        "holder_area": story.NORTHBY,
        "holder_subject": "tester",
        "purpose": "incident_response",
        "incident": "NP-2026-0001",
        "reason": "A child is missing from this home.",
        "issued_by": "tester",
        "issued_agency": "police",
    },
    "administration": {
        "kind": "administration",
        "holder_agency": "admin",
        "holder_subject": "tester",
        "purpose": "system_support",
        "reason": "Its address cannot be corrected.",
        "issued_by": "tester",
        "issued_agency": "admin",
    },
    "inspection": {
        "kind": "inspection",
        "holder_agency": "hmicfrs",
        "holder_subject": "tester",
        "holder_subjects": ["tester"],
        "area_code": story.SOUTHBY,
        "area_codes": [story.SOUTHBY],
        "purpose": "inspection",
        "reason": "Joint inspection of Southby.",
        "issued_by": "keeper",
        "issued_agency": "ofsted",
    },
}


def give(connection: sa.Connection, kind: str, *, urn: str | None = None, **given: Any) -> uuid.UUID:
    """Give access of this kind, that of inspectors approved. urn: of the home; an inspection has an area instead."""
    if urn is not None:
        given["home_id"] = connection.scalar(sa.select(tables.home.c.id).where(tables.home.c.urn == urn))
    row = live_grant(kind, **given)
    act_as(connection, row["issued_by"], row["issued_agency"])
    connection.execute(tables.live_grant.insert().values(**row))
    made: uuid.UUID = row["id"]
    if kind == "inspection":
        approve(connection, made, "second keeper")
    return made


def approve(connection: sa.Connection, grant: uuid.UUID, subject: str = "second") -> None:
    """Approve access as another person."""
    act_as(connection, subject, "admin")
    connection.execute(
        tables.live_grant.update().where(tables.live_grant.c.id == grant).values(approved_at=sa.func.now())
    )


def end(connection: sa.Connection, grant: uuid.UUID, subject: str = "supervisor") -> None:
    """End access before its time."""
    act_as(connection, subject, "police")
    connection.execute(tables.live_grant.update().where(tables.live_grant.c.id == grant).values(ended_at=sa.func.now()))


def appoint(connection: sa.Connection, **given: Any) -> None:
    """Appoint the tester supervisor of Northby's force."""
    row = {
        "subject": "tester",
        "agency": "police",
        "area": story.NORTHBY,
        "role": "supervisor",
        "appointed_by": "chief",
    }
    connection.execute(tables.appointment.insert().values(**{"valid_from": date(2020, 1, 1)} | row | given))


def suspend(connection: sa.Connection, **given: Any) -> None:
    """Suspend whom the columns name."""
    connection.execute(tables.suspension.insert().values(**{"reason": "A test."} | given))


def act_as(connection: sa.Connection, subject: str, agency: str) -> None:
    """Sign what the transaction does from here on."""
    settings = "select set_config('register.subject', :subject, true), set_config('register.agency', :agency, true)"
    connection.execute(sa.text(settings), {"subject": subject, "agency": agency})
