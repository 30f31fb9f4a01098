"""Who is to return a list, and has not by its day, is reported to that authority and to oversight, and to nobody else.

So is a shield past its review, to the authority that is responsible for the child alone.
"""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.vocabulary import Agency
from tests.support import story
from tests.support.child_factories import create_child
from tests.support.command_client import kept_register
from tests.support.copy_client import wait_until_told

FEED = """query ($since: String) { changes(since: $since, kinds: [RETURN_DUTY, CHILD], first: 1000) {
  token nodes { kind operation fields childId returnDutyId } } }"""
DUTIES = "query ($id: ID!) { returnDuties(where: {id: {eq: $id}}) { nodes { authorityCode submittedAt acceptedAt } } }"
OURS, THEIRS = story.SOUTHBY_COUNCIL, story.NORTHBY_COUNCIL
AREAS = {Agency.LOCAL_AUTHORITY: THEIRS, Agency.POLICE: story.SOUTHBY}
ORGANISATIONS = {Agency.HEALTH: "story-health", Agency.INTERVIEW_PROVIDER: "story-trust"}
BODIES = {
    each.value: {"agency": each.value, "area": AREAS.get(each), "organisation": ORGANISATIONS.get(each)}
    for each in Agency
}
OWN = {"own authority": {"agency": "local_authority", "area": OURS}}
OVERSEERS = {"dfe", "ofsted", "ofsted_inspector", "commissioner", "auditor"}
ANNOUNCE = sa.text("select register.announce_overdue()")


@pytest.fixture(scope="module")
def server(cluster, story, worker):
    """A served copy of the story, with the organisations that its bodies are of."""
    with kept_register(cluster, story, worker, named="overdue", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        with kept.server.owner.begin() as owner:
            tell_of_organisations(owner)
        wait_until_told(kept.server)
        yield kept.server


def tell_of_organisations(owner):
    """The organisations that bodies of this module are of, but for those that the story has."""
    for agency, code in ORGANISATIONS.items():
        row = {"code": code, "agency": agency.value, "name": code}
        found = sa.select(tables.organisation.c.code).where(tables.organisation.c.code == code)
        if owner.scalar(found) is None:
            owner.execute(tables.organisation.insert().values(**row))


def owe(owner, days, authority=OURS, **more):
    """A duty that was due so many days ago, of a period of its own: its key. more: what came of it."""
    duty, ago = (
        tables.return_duty,
        sa.text("select (now() at time zone 'Europe/London')::date - cast(:days as integer)"),
    )
    due = owner.scalar(ago, {"days": days})
    period = {"period_start": due - timedelta(days=60), "period_end": due - timedelta(days=30)}
    whole = {"authority_code": authority, "kind": "missing_monthly", "due_on": due} | period
    made = owner.scalar(duty.insert().values(**whole).returning(duty.c.id))
    # What came before the period was opened is noted on the duty by the database; what comes later, so.
    if more:
        owner.execute(duty.update().where(duty.c.id == made).values(**more))
    return str(made)


def feed(server, who, since=None):
    """A body's page of the feed."""
    return server.ask(FEED, **who, since=since).data["changes"]


def heard(server, act):
    """What each body is told of what an act changes, apart from the links of a child."""
    tokens = {name: feed(server, who)["token"] for name, who in (BODIES | OWN).items()}
    with server.owner.begin() as owner:
        act(owner)
    wait_until_told(server)
    told = {name: feed(server, who, tokens[name])["nodes"] for name, who in (BODIES | OWN).items()}
    return {name: nodes for name, nodes in told.items() if nodes}


def test_a_duty_that_was_not_met_by_its_day_is_announced_once_to_its_authority_and_to_oversight(server):
    with server.owner.begin() as owner:
        for days in (0, 40):
            owe(owner, days)
        owe(owner, 2, submitted_at=sa.func.now(), accepted_at=sa.func.now(), is_nil=True)
        ours = owe(owner, 1)
        theirs = owe(owner, 3, authority=THEIRS, submitted_at=sa.func.now())
    announced = []
    told = heard(server, lambda owner: announced.extend((owner.scalar(ANNOUNCE), owner.scalar(ANNOUNCE))))
    events = {(n["kind"], n["operation"], *n["fields"]) for nodes in told.values() for n in nodes}
    of = {name: {n["returnDutyId"] for n in nodes} for name, nodes in told.items()}

    assert (announced, events) == ([2, 0], {("RETURN_DUTY", "DUE", "dueOn")})
    assert of == {name: {ours, theirs} for name in OVERSEERS} | {"local_authority": {theirs}, "own authority": {ours}}
    for name in of:
        (duty,) = server.ask(DUTIES, **(BODIES | OWN)[name], id=min(of[name])).data["returnDuties"]["nodes"]
        assert duty["acceptedAt"] is None


def test_that_a_list_is_owed_and_that_it_came_is_reported_to_the_same_bodies(server):
    made = []
    opened = heard(server, lambda owner: made.append(owe(owner, 5)))
    duty = tables.return_duty
    came = duty.update().where(duty.c.id == made[0]).values(submitted_at=sa.func.now(), is_nil=False)
    told = heard(server, lambda owner: owner.execute(came))

    mine = FEED.replace("since: $since,", "since: $since, area: {mine: true},")
    in_area = server.ask(mine, **OWN["own authority"]).data["changes"]["nodes"]

    assert {*opened} == {*told} == OVERSEERS | {"own authority"}
    assert [each for each in in_area if each["kind"] == "RETURN_DUTY"] == []
    assert {n["operation"] for nodes in opened.values() for n in nodes} == {"INSERT"}
    assert {tuple(n["fields"]) for nodes in told.values() for n in nodes} == {("isNil", "submittedAt")}


def test_a_shield_past_its_review_is_announced_to_the_responsible_authority_alone(server):
    with server.owner.begin() as owner:
        child = create_child(owner, "Wren Hale", OURS)
        day = owner.scalar(sa.text("select (now() at time zone 'Europe/London')::date - 1"))
        shield = {"child_id": child, "grounds": "Is looked for.", "review_due_on": day}
        owner.execute(tables.child_shield.insert().values(**shield))
        # Duties of the other tests are announced before.
        owner.scalar(ANNOUNCE)
    wait_until_told(server)
    found = feed(server, OWN["own authority"])["nodes"]
    due = [n for n in found if n["operation"] == "DUE" and n["kind"] == "CHILD"]

    assert [(each["fields"], each["childId"]) for each in due] == [(["reviewDueOn"], str(child))]
    for name, who in BODIES.items():
        nodes = feed(server, who)["nodes"]
        assert [n for n in nodes if n["operation"] == "DUE" and n["kind"] == "CHILD"] == [], name


def test_nobody_who_asks_may_announce(server):
    with server.owner.connect() as owner:
        owner.execute(sa.text("set local role register_local_authority"))
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            owner.execute(ANNOUNCE)
