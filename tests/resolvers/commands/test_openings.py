"""Reviewing a home that was opened: its reason is kept, and a dry run reviews nothing."""

import uuid

import sqlalchemy as sa

from register.tables import opening
from tests.support.access_factories import appoint, give
from tests.support.command_client import document
from tests.support.story import NORTHBY, OUTSIDE

AUTHOR = """
select a.subject, a.reason from register.entry e join register.entry_author a using (number)
 where e.entity = 'opening' and e.operation = 'update'
"""


def reviews(server, key, **more):
    given = {"id": key, "reason": "In order.", "idempotencyKey": str(uuid.uuid4())} | more
    return server.ask(document("reviewAccess"), "police", NORTHBY, subject="sergeant", purpose=None, input=given)


def test_a_review_takes_a_home_off_the_list_and_keeps_what_was_found(own_server):
    with own_server.owner.begin() as owner:
        appoint(owner, subject="sergeant")
        key = str(give(owner, "break_glass", urn=OUTSIDE))

    tried = reviews(own_server, key, dryRun=True)
    with own_server.owner.connect() as owner:
        assert owner.scalar(sa.select(opening.c.reviewed_at)) is None
    told = reviews(own_server, key)

    assert tried.data["reviewAccess"] == told.data["reviewAccess"] == {"opening": {"id": key}, "problems": []}
    with own_server.owner.connect() as owner:
        assert tuple(owner.execute(sa.text(AUTHOR)).one()) == ("sergeant", "In order.")


def test_what_was_not_opened_is_not_found(own_server):
    with own_server.owner.begin() as owner:
        appoint(owner, subject="sergeant")

    for key in (str(uuid.uuid4()), "no key"):
        (problem,) = reviews(own_server, key).data["reviewAccess"]["problems"]
        assert (problem["code"], problem["field"]) == ("POLICY_NOT_FOUND", "id")
