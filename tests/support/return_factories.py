"""Returns by both authorities of the story, with a row in every table that holds something of a return."""

import uuid
from datetime import date

import sqlalchemy as sa

from register import tables
from tests.support import story

PERIOD = {"kind": "missing_yearly", "period_start": date(2024, 4, 1), "period_end": date(2025, 3, 31)}


def tell_of_authority_returns(connection: sa.Connection) -> None:
    """A return of each authority, with a row and all that is kept of it, and another of which nothing is kept."""
    for authority in (story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL):
        create_return(connection, authority, number=2)
        key = create_return(connection, authority)
        of_return = {"return_id": key, "authority_code": authority}
        connection.execute(tables.return_duty.insert().values(authority_code=authority, **PERIOD, due_on="2025-06-30"))
        counted = {"figure": "filled", "field": "DOB", "value": 1, "out_of": 1, "before": 2}
        connection.execute(tables.return_figure.insert().values(**of_return, **counted))
        row = {"line": 2, "child_number": "S0", "reference": "row 2", "born_on": date(2012, 3, 4), "urn": "SC900001"}
        row |= {"missing_kind": "missing", "starts_on": date(2024, 5, 4), "is_offered": True, "is_accepted": True}
        row |= {"child_id": _child(connection, authority), **dict.fromkeys(OTHER_TEXTS, "AB")}
        connection.execute(tables.return_row.insert().values(**of_return, **row))
        episode = connection.scalar(sa.select(tables.missing_episode.c.id).limit(1))
        paired = {"line": 2, "episode_id": episode, "outcome": "dates_apart", "days_apart": 1}
        connection.execute(tables.return_match.insert().values(**of_return, **paired))
        check = uuid.uuid4()
        found = {"rule": "564", "severity": "error", "line": 2, "field": "MIS_START", "message": "It is not there."}
        connection.execute(tables.return_check.insert().values(id=check, **of_return, **found))
        connection.execute(tables.return_bypass.insert().values(check_id=check, **of_return, reason="It is right."))
        judged = {"check_id": check, "decision": "allowed", "judgement": "Agreed."}
        connection.execute(tables.return_judgement.insert().values(**of_return, **judged))
        for person, act in (("clerk", "submitted"), ("director", "signed_off")):
            signed = {"person": f"{person} of {authority}", "act": act}
            connection.execute(tables.return_sign_off.insert().values(**of_return, **signed))


OTHER_TEXTS = (
    "reason_began", "legal_status", "need", "placement", "placement_provider", "reason_ended", "reason_changed",
    "home_postcode", "placement_postcode", "placement_authority",
)  # fmt: skip


def create_return(connection: sa.Connection, authority: str, **given: object) -> uuid.UUID:
    """The return of an authority for the year to March 2025, checked and not submitted unless told otherwise."""
    key = uuid.uuid4()
    row = {"number": 1, "status": "checked", "channel": "upload", "row_total": 1, "error_total": 1, **PERIOD, **given}
    connection.execute(tables.authority_return.insert().values(id=key, authority_code=authority, **row))
    return key


def _child(connection: sa.Connection, authority: str) -> uuid.UUID | None:
    mine = sa.select(tables.child.c.id).where(tables.child.c.responsible_authority_code == authority)
    found: uuid.UUID | None = connection.scalar(mine.order_by(tables.child.c.id).limit(1))
    return found
