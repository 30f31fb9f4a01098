"""Who hears that a home was opened: its force, Ofsted and the opener's supervisor, at once; and who reviews it."""

import uuid
from contextlib import ExitStack

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import errors

from register.maintenance.migrate import API_LOGIN
from tests.hostile.rows import Asker
from tests.hostile.walled import as_role
from tests.support.access_factories import appoint
from tests.support.story import IN_BOTH, NORTHBY, OUTSIDE, SOUTHBY, SOUTHBY_COUNCIL
from tests.support.subscription_client import listening

OPEN = """
mutation ($input: OpenHomeInput!) { openHome(input: $input) { liveGrant { id } problems { code field } } }
"""
REVIEW = """
mutation ($input: ReviewAccessInput!) {
  reviewAccess(input: $input) {
    opening { id reviewedAt reviewedByAgency reviewedByArea } problems { code field }
  }
}
"""
OPENING = "openedByAgency openedByArea incident purpose reviewedAt home { urn }"
TOLD = f"kind operation homeUrn opening {{ {OPENING} }}"
CHANGES = f"query ($since: String) {{ changes(since: $since, kinds: [ACCESS]) {{ nodes {{ {TOLD} }} token }} }}"
FOLLOW = f"subscription {{ registerChanged(kinds: [ACCESS]) {{ nodes {{ {TOLD} }} token hasMore }} }}"
TO_REVIEW = "{ openings(where: {reviewedAt: {isNull: true}}) { totalCount nodes { id incident } } }"

HEARS = {
    "an officer of the home's force": ("police", SOUTHBY, "officer"),
    "its supervisor": ("police", SOUTHBY, "their sergeant"),
    "the supervisor of the officer": ("police", NORTHBY, "sergeant"),
    "Ofsted": ("ofsted", None, "regulator"),
    "Ofsted's supervisor": ("ofsted", None, "keeper"),
    "the auditor": ("auditor", None, "auditor"),
}
HEARS_NOTHING = {
    "a colleague": ("police", NORTHBY, "colleague"),
    "the officer": ("police", NORTHBY, "tester"),
    "the council": ("local_authority", SOUTHBY_COUNCIL, "social worker"),
    "the department": ("dfe", None, "official"),
    "its dashboards": ("dfe_statistics", None, "analyst"),
    "inspectors": ("ofsted_inspector", None, "inspector"),
    "administrators": ("admin", None, "administrator"),
}


@pytest.fixture(scope="module")
def watched(world):
    """A register with supervisors of both forces and of Ofsted."""
    with world.owner.begin() as owner:
        appoint(owner, subject="sergeant")
        appoint(owner, subject="their sergeant", area=SOUTHBY)
        appoint(owner, subject="keeper", agency="ofsted", area=None)
        appoint(owner, subject="approver", agency="ofsted", area=None, role="approver")
        # An officer who supervises another force, under the same name at the issuer.
        appoint(owner, subject="double", area=SOUTHBY)
        appoint(owner, subject="double", area=NORTHBY)
    return world


def opens(server, subject="tester", urn=OUTSIDE, area=NORTHBY, **more):
    given = {"urn": urn, "incident": "N/1", "reason": "A child was seen there.", "idempotencyKey": str(uuid.uuid4())}
    answer = server.ask(OPEN, "police", area, subject=subject, purpose="missing_investigation", input=given | more)
    assert answer.data["openHome"]["problems"] == [], answer.json
    return answer.data["openHome"]["liveGrant"]["id"]


def changes(server, who, since=None):
    agency, area, subject = who
    answer = server.ask(CHANGES, agency, area, subject=subject, since=since)
    assert answer.codes == [], answer.json
    return answer.data["changes"]


def of(urn, **more):
    opened = {"openedByAgency": "POLICE", "openedByArea": NORTHBY, "incident": "N/1"}
    opened |= {"purpose": "MISSING_INVESTIGATION", "reviewedAt": None, "home": {"urn": urn}}
    return {"kind": "ACCESS", "operation": "INSERT", "homeUrn": urn, "opening": opened} | more


@pytest.mark.parametrize("who", HEARS.values(), ids=HEARS)
def test_whom_an_opened_home_concerns_reads_it_among_the_changes(watched, who):
    since = changes(watched, who)["token"]
    opens(watched)

    told = [node for node in changes(watched, who, since)["nodes"] if node["opening"]]
    # The auditor reads the access beside it, which is the same opening.
    assert told == [of(OUTSIDE)] * (2 if who[0] == "auditor" else 1)


@pytest.mark.parametrize("who", HEARS_NOTHING.values(), ids=HEARS_NOTHING)
def test_nobody_else_reads_it(watched, who):
    since = changes(watched, who)["token"]
    opens(watched, subject="another officer")

    assert changes(watched, who, since)["nodes"] == []


def test_they_hear_of_it_at_once_over_a_subscription_and_nobody_else_does(watched):
    heard = ("an officer of the home's force", "the supervisor of the officer", "Ofsted")
    unheard = ("a colleague", "the council", "the department")
    with ExitStack() as stack:

        def follows(who):
            agency, area, subject = who
            listener = stack.enter_context(listening(watched, agency, area, subject=subject))
            listener.subscribe(query=FOLLOW)
            listener.feed()
            return listener

        hears = [follows(HEARS[name]) for name in heard]
        others = [follows(HEARS_NOTHING[name]) for name in unheard]
        opens(watched)

        assert [[node for node in listener.nodes(1) if node["opening"]] for listener in hears] == [[of(OUTSIDE)]] * 3
        assert [listener.hears_nothing(0.5) for listener in others] == [True] * 3


def test_neither_the_person_nor_the_reason_is_told_with_it(watched):
    opens(watched, subject="Officer Thornapple", reason="Little Rowan was seen there.")
    asked = f"{{ openings {{ nodes {{ id {OPENING} endsAt reviewedByArea }} }} }}"

    for agency, area in (("police", SOUTHBY), ("ofsted", None)):
        answer = watched.ask(asked, agency, area)
        assert answer.codes == []
        assert not {"Thornapple", "Rowan"} & {word for word in ("Thornapple", "Rowan") if word in str(answer.json)}


def test_a_home_on_the_line_is_reported_to_the_force_on_either_side_of_it(watched):
    since = changes(watched, HEARS["an officer of the home's force"])["token"]
    opens(watched, urn=IN_BOTH, area=NORTHBY, subject="another")

    told = changes(watched, HEARS["an officer of the home's force"], since)["nodes"]
    assert [node["homeUrn"] for node in told] == [IN_BOTH]


def to_review(server, agency, area, subject):
    answer = server.ask(TO_REVIEW, agency, area, subject=subject)
    return {node["id"] for node in answer.data["openings"]["nodes"]}


def reviews(server, key, who, **asked):
    agency, area, subject = who
    given = {"id": key, "reason": "The incident log names this home.", "idempotencyKey": str(uuid.uuid4())}
    return server.ask(REVIEW, agency, area, subject=subject, input=given, **asked)


REVIEWERS = {
    "the officer's supervisor": (("police", NORTHBY, "sergeant"), ("POLICE", NORTHBY)),
    "the home's force's supervisor": (("police", SOUTHBY, "their sergeant"), ("POLICE", SOUTHBY)),
    "Ofsted's supervisor": (("ofsted", None, "keeper"), ("OFSTED", None)),
}


@pytest.mark.parametrize(("who", "body"), REVIEWERS.values(), ids=REVIEWERS)
def test_an_opened_home_is_listed_until_somebody_else_has_looked(watched, who, body):
    key = opens(watched)
    before = to_review(watched, *who)
    told = reviews(watched, key, who).data["reviewAccess"]
    again = reviews(watched, key, who).data["reviewAccess"]

    assert told["problems"] == []
    assert (told["opening"]["reviewedByAgency"], told["opening"]["reviewedByArea"]) == body
    assert key in before
    assert key not in to_review(watched, *who)
    assert [problem["code"] for problem in again["problems"]] == ["RULE_ALREADY_REVIEWED"]


def test_nobody_reviews_what_they_opened_whatever_their_token(watched):
    key = opens(watched, subject="double")
    own = reviews(watched, key, ("police", NORTHBY, "double")).data["reviewAccess"]
    elsewhere = reviews(watched, key, ("police", SOUTHBY, "double"))

    assert [problem["code"] for problem in own["problems"]] == ["RULE_SECOND_PERSON"]
    assert elsewhere.codes == ["POLICY_FORBIDDEN"]
    assert key in to_review(watched, "police", SOUTHBY, "their sergeant")


@pytest.mark.parametrize(
    "who",
    [
        ("police", NORTHBY, "colleague"),
        ("police", SOUTHBY, "officer"),
        ("police", SOUTHBY, "sergeant"),
        ("ofsted", None, "regulator"),
        ("auditor", None, "auditor"),
        ("dfe", None, "official"),
        ("admin", None, "administrator"),
    ],
)
def test_who_was_not_appointed_there_reviews_nothing(watched, who):
    key = opens(watched, subject="yet another")

    assert reviews(watched, key, who).codes == ["POLICY_FORBIDDEN"]


def test_an_approver_is_no_supervisor(watched):
    key = opens(watched, subject="yet another")

    told = reviews(watched, key, ("ofsted", None, "approver")).data["reviewAccess"]
    assert [problem["code"] for problem in told["problems"]] == ["RULE_NOT_APPOINTED"]


def test_over_sql_the_opener_and_who_was_not_appointed_to_supervise_review_nothing_and_no_review_is_undone(
    watched, cluster
):
    key = opens(watched, subject="double", urn=OUTSIDE)
    look = "update register.opening set reviewed_at = now() where id = %s returning reviewed_agency, reviewed_area"
    url = cluster.url(watched.owner.url.database, user=API_LOGIN)
    with psycopg.connect(url, autocommit=True) as login:
        for area in (NORTHBY, SOUTHBY):
            with as_role(login, Asker("police", area, subject="double")), pytest.raises(errors.CheckViolation):
                login.execute(look, [key])
        with as_role(login, Asker("ofsted", subject="approver")), pytest.raises(errors.CheckViolation):
            login.execute(look, [key])
        with as_role(login, Asker("police", SOUTHBY, subject="officer")):
            assert login.execute(look, [key]).rowcount == 0
        with as_role(login, Asker("ofsted", subject="keeper")):
            assert login.execute(look, [key]).fetchall() == [("ofsted", None)]
            with pytest.raises(errors.CheckViolation):
                login.execute("update register.opening set reviewed_at = null where id = %s", [key])


def test_whoever_opens_a_home_cannot_take_the_report_away(watched, cluster):
    key = opens(watched)
    url = cluster.url(watched.owner.url.database, user=API_LOGIN)
    with psycopg.connect(url, autocommit=True) as login, as_role(login, Asker("police", NORTHBY)):
        for statement in ("delete from register.opening", "update register.opening set incident = 'none'"):
            with pytest.raises(errors.InsufficientPrivilege), login.transaction():
                login.execute(statement)
    with watched.owner.connect() as owner:
        assert owner.scalar(sa.text("select count(*) from register.opening where id = :key"), {"key": key}) == 1
