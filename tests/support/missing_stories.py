"""One child who is missing, for the stories in which every kind of body asks: whose, where, looked for by whom."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from register import tables
from register.vocabulary import INSPECTORATES
from tests.support import access_factories, child_factories, story

CHILD = uuid.UUID("00000000-0000-4000-8000-000000000001")
WENT = datetime(2026, 1, 5, 21, tzinfo=UTC)
LONG_AGO = datetime(2021, 6, 1, 22, 30, tzinfo=UTC)
# Of every kind of body one, and of forces and authorities two: the owner and the host, and the other.
EVERY_BODY: dict[str, dict[str, Any]] = {
    "police_of_northby": {"agency": "police", "area": story.NORTHBY},
    "police_of_southby": {"agency": "police", "area": story.SOUTHBY},
    "authority_of_northby": {"agency": "local_authority", "area": story.NORTHBY_COUNCIL},
    "authority_of_southby": {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL},
    "interview_provider": {"agency": "interview_provider", "organisation": "story-trust"},
    "health": {"agency": "health", "organisation": "story-health"},
    **{agency.value: {"agency": agency, "purpose": "inspection"} for agency in INSPECTORATES},
    **{
        agency: {"agency": agency}
        for agency in (
            "ukmpu", "ofsted", "dfe", "dfe_statistics", "commissioner", "commissioner_statistics", "admin", "auditor",
        )
    },
}  # fmt: skip


def tell_of_a_missing_child(connection: sa.Connection) -> None:
    """Southby's child lives in a home in Northby, and has been missing from there since January.

    The interview after an earlier episode, which Southby's force owned, is commissioned and not held. Inspectors were
    given Northby's area.
    """
    health = {"code": "story-health", "agency": "health", "name": "Story Health Board"}
    connection.execute(tables.organisation.insert().values(**health))
    child_factories.create_child(connection, "Ada Far", story.SOUTHBY_COUNCIL, id=CHILD)
    child_factories.create_placement(connection, CHILD, story.NORTHBY_COUNCIL, urn=story.INSIDE)
    ended = LONG_AGO + timedelta(hours=5)
    earlier = child_factories.create_episode(
        connection, CHILD, story.SOUTHBY, reference="SP/1", started_at=LONG_AGO, found_at=ended, returned_at=ended,
        ended_at=ended, found_by="police", outcome="returned_family",
    )  # fmt: skip
    child_factories.create_episode(
        connection, CHILD, story.NORTHBY, reference="NP/2", urn=story.INSIDE, started_at=WENT
    )
    commissioned = {"provider_code": "story-trust", "commissioned_at": ended, "offered_at": ended, "status": "accepted"}
    of_earlier = tables.return_interview.c.episode_id == earlier
    connection.execute(tables.return_interview.update().where(of_earlier).values(**commissioned))
    flag = {"id": uuid.uuid4(), "child_id": CHILD, "raised_on": date(2026, 1, 2), "review_due_on": date(2099, 1, 1)}
    connection.execute(tables.exploitation_flag.insert().values(**flag))
    said = {"flag_id": flag["id"], "child_id": CHILD, "kind": "criminal", "status": "suspected"}
    connection.execute(tables.exploitation_detail.insert().values(**said))
    for agency in INSPECTORATES:
        access_factories.give(connection, "inspection", holder_agency=agency, area_code=story.NORTHBY_COUNCIL)
