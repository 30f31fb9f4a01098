"""A look-up is news to those whose child it is, and to nobody else; of another body's investigation nobody learns."""

import re

import pytest
import sqlalchemy as sa

from register import tables
from register.policy.roles import role_of
from register.vocabulary import Agency
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode, create_placement, note_consultations
from tests.support.command_client import kept_register

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
AUTHORITY, HOST = {"agency": "local_authority", "area": SOUTH}, {"agency": "local_authority", "area": NORTH}
FORCE, OTHER = {"agency": "police", "area": story.NORTHBY}, {"agency": "police", "area": story.SOUTHBY}
UNIT = {"agency": "ukmpu"}
ASKED = """query ($id: ID) { consultations(child: $id, orderBy: [{field: ASKED_AT, direction: DESC}]) {
    totalCount nodes { byAgency askedAt byArea byOrganisation purpose childId } } }"""
OFTEN = """query ($id: ID) { consultations(child: $id) { totalCount nodes {
    askedOn byAgency askedAt byArea byOrganisation purpose withheld { field reason } } } }"""
LOOKED = "query ($id: ID!) { child(id: $id) { name } }"
ENTRY = {"subject": "someone", "document": "d", "root": "child", "outcome": "allowed", "row_count": 1,
         "policy_version": "v", "groups": ["child"]}  # fmt: skip
HIDDEN = ("missing_investigation", "incident_response", "prevention_analysis", "inspection", "regulation", "statistics")
FAR = {"agency": "police", "area": story.SOUTHBY}
NEVER = [
    {"agency": agency} for agency in ("ofsted", "dfe", "dfe_statistics", "commissioner", "admin", "auditor")
] + [{"agency": "health", "organisation": "story-health"}]  # fmt: skip


def named(who):
    return f"{who['agency']} {who.get('area')}"


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="consulted") as kept:
        with kept.server.owner.begin() as connection:
            health = {"code": "story-health", "agency": "health", "name": "Story Health Board"}
            connection.execute(tables.organisation.insert().values(health))
        yield kept


@pytest.fixture
def child(register, request):
    """A child of Southby's in a home in Northby, missing for five days, for whom Northby's force looks."""
    with register.server.owner.begin() as connection:
        made = create_child(connection, f"Kim {request.node.name[:20]}", SOUTH)
        create_placement(connection, made, NORTH, urn=story.INSIDE)
        create_episode(connection, made, story.NORTHBY, urn=story.INSIDE, started_at=ago(days=5))
    return str(made)


def ask(register, who, document, **given):
    body = {key: value for key, value in who.items() if key not in ("agency", "area")}
    return register.server.ask(document, who["agency"], who.get("area"), **body, **given)


def log(register, child, *entries):
    """Write consultations of a child by other bodies as the log has them, and seal them."""
    with register.server.owner.begin() as connection:
        for number, entry in enumerate(entries):
            row = ENTRY | {"request": f"{child}{number}", "keys": [child], "purpose": "safeguarding_child"} | entry
            connection.execute(tables.access_log.insert().values(**row))
    note_consultations(register.server)


def test_who_looked_a_child_up_is_news_to_its_authority_and_to_who_looks_for_it(register, child):
    assert ask(register, HOST, LOOKED, id=child).data["child"] is not None
    note_consultations(register.server)

    for who in (AUTHORITY, FORCE):
        told = ask(register, who, ASKED, id=child).data["consultations"]
        (asked,) = (node for node in told["nodes"] if node["byArea"] == NORTH)
        assert (asked["byAgency"], asked["purpose"], asked["childId"]) == (
            "LOCAL_AUTHORITY", "SAFEGUARDING_CHILD", child,
        )  # fmt: skip


@pytest.mark.parametrize(("who", "reason"), [(HOST, "OUTSIDE_SCOPE"), (UNIT, "NO_GRANT")])
def test_whoever_else_reaches_the_child_sees_how_often_and_which_kinds_of_body(register, child, who, reason):
    log(register, child, {**FAR, "subject": "an officer"})

    (seen,) = ask(register, who, OFTEN, id=child).data["consultations"]["nodes"]

    assert (seen["byAgency"], seen["askedOn"] is not None) == ("POLICE", True)
    assert [seen[name] for name in ("askedAt", "byArea", "byOrganisation", "purpose")] == [None] * 4
    assert {(each["field"], each["reason"]) for each in seen["withheld"]} == {
        (name, reason) for name in ("askedAt", "byArea", "byOrganisation", "purpose")
    }
    for search in (f'where: {{byArea: {{eq: "{story.SOUTHBY}"}}}}', "orderBy: [{field: ASKED_AT}]"):
        answer = ask(register, who, f'{{ consultations(child: "{child}", {search}) {{ totalCount }} }}')
        # A host may search by it among its own children, and finds none of another's.
        none = answer.data == {"consultations": {"totalCount": 0}}
        assert none if reason == "OUTSIDE_SCOPE" else answer.codes[0].startswith("POLICY_FORBIDDEN"), search


@pytest.mark.parametrize("who", [OTHER, *NEVER], ids=named)
def test_no_other_body_learns_that_anybody_asked(register, child, who):
    log(register, child, FAR, {"agency": "health", "organisation": "story-health"})

    answer = ask(register, who, OFTEN, id=child)

    empty = answer.data and answer.data["consultations"] == {"totalCount": 0, "nodes": []}
    assert empty or answer.codes == ["POLICY_FORBIDDEN"]


@pytest.mark.parametrize("who", [AUTHORITY, FORCE, HOST, UNIT, OTHER], ids=named)
def test_the_logs_of_others_may_be_exchanged_and_nothing_differs(register, child, who):
    """Two worlds: in one other bodies looked into the child, in the other they did not. No answer says which it is."""
    log(register, child, {**FAR, "subject": "an officer"})
    before = shown(register, who, child)

    log(register, child, *({**FAR, "purpose": purpose, "request": f"{child} {purpose}"} for purpose in HIDDEN))

    assert shown(register, who, child) == before
    assert ask(register, who, "{ changes(first: 1) { token } }").codes == []


def shown(register, who, child):
    """All that a body is answered about who consulted a child, at both walls."""
    answers = [ask(register, who, OFTEN, id=child).body]
    with register.server.owner.connect() as owner:
        for name in ("agency", "area", "organisation"):
            owner.execute(
                sa.text("select set_config(:name, :value, true)"),
                {"name": f"register.{name}", "value": who.get(name) or ""},
            )
        for name, value in (("subject", "someone"), ("purpose", "safeguarding_child")):
            owner.execute(
                sa.text("select set_config(:name, :value, true)"), {"name": f"register.{name}", "value": value}
            )
        owner.execute(sa.text(f"set local role {role_of(Agency(who['agency']))}"))
        for table in (tables.consultation, tables.consultation_detail):
            try:
                with owner.begin_nested():
                    rows = owner.execute(sa.select(table).where(table.c.child_id == child)).all()
            except sa.exc.ProgrammingError as refused:
                rows = [re.sub("consultation_detail|consultation", "", str(refused.orig))]
            answers.append(sorted(map(str, rows)))
    return answers


def test_no_person_is_named(register, child):
    log(register, child, {**FAR, "subject": "officer-unmistakable"})

    for who in (AUTHORITY, FORCE, HOST):
        assert "officer-unmistakable" not in str(ask(register, who, OFTEN, id=child).json)


def test_looking_up_who_asked_is_no_look_up_of_the_child(register, child):
    ask(register, FORCE, OFTEN, id=child)
    note_consultations(register.server)

    assert ask(register, AUTHORITY, OFTEN, id=child).data["consultations"]["totalCount"] == 0


def test_a_child_is_found_by_an_index_however_long_the_log_is(register, child):
    with register.server.owner.connect() as owner:
        much = """insert into register.consultation (child_id, asked_on, agency)
            select c.id, current_date - (n % 300), 'health' from register.child c, generate_series(1, 5000) n"""
        owner.execute(sa.text(much))
        owner.execute(sa.text("analyze register.consultation"))
        plan = "explain select id from register.consultation where child_id = cast(:id as uuid) order by asked_on desc"
        told = "\n".join(line for (line,) in owner.execute(sa.text(plan), {"id": child}))
        assert "ix_consultation_child_id" in told, told
