"""Consultations of children: what the database notes of the log, and for how long."""

import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import NOW, ago, create_child

ENTRY = {
    "request": "r", "subject": "someone", "document": "d", "root": "child", "outcome": "allowed", "row_count": 1,
    "policy_version": "v", "agency": "health", "organisation": "story-health", "purpose": "safeguarding_child",
}  # fmt: skip
INDEX = """insert into register.access_key (key, access_id)
    select distinct unnest(l.keys), l.id from register.access_log l
     where not exists (select from register.access_key k where k.access_id = l.id)"""


def note(connection, child, **given):
    """Log one consultation of a child, seal it, and tell what is noted of the child."""
    connection.execute(tables.access_log.insert().values(**(ENTRY | {"keys": [str(child)]} | given)))
    connection.execute(sa.text(INDEX))
    noted = sa.select(tables.consultation).where(tables.consultation.c.child_id == child)
    return connection.execute(noted).all()


def test_one_request_is_one_consultation_of_a_child_whatever_it_read(told):
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)

    (noted,) = note(told, child)
    note(told, child, request="another")
    told.execute(tables.access_log.insert(), [ENTRY | {"keys": [str(child)], "request": "two roots"}] * 2)

    assert (noted.agency, noted.asked_on) == ("health", NOW.date())
    assert len(note(told, child, request="two roots")) == 3


def test_an_investigation_a_refusal_and_the_own_authority_are_not_noted(told):
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)
    hidden = ("missing_investigation", "incident_response", "prevention_analysis", "inspection", "regulation")

    for purpose in (*hidden, "statistics", None):
        assert note(told, child, purpose=purpose) == []
    assert note(told, child, outcome="refused", refusal="POLICY_FORBIDDEN") == []
    own = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL, "organisation": None}
    assert note(told, child, **own) == []
    assert len(note(told, child, **(own | {"area": story.SOUTHBY_COUNCIL}))) == 1


def test_what_is_older_than_12_months_goes(told):
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)
    old = {"child_id": child, "asked_on": ago(days=400).date(), "agency": "health"}
    told.execute(tables.consultation.insert().values(**old))

    (noted,) = note(told, child)
    assert noted.asked_on == NOW.date()
