"""Access beyond the matrix: for an incident, by two people, under an inspection; recorded, and over by itself."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from register.tables import access_log, home_person, live_grant
from tests.support.access_factories import appoint
from tests.support.story import (
    AT_SEA,
    IN_BOTH,
    IN_NORTHBY,
    INSIDE,
    NORTHBY,
    ON_THE_LINE,
    OUTSIDE,
    PLAIN,
    SOUTHBY,
    SOUTHBY_COUNCIL,
    UNPLACED,
)

OPEN = """
mutation ($input: OpenHomeInput!) {
  openHome(input: $input) {
    liveGrant { id kind holderSubject home { urn name } incident reason purpose issuedBy startsAt endsAt }
    problems { code field message }
  }
}
"""
NAME = "query ($urn: Urn!) { home(urn: $urn) { urn name registeredManager { name } withheld { field reason } } }"
REASON = "A child was seen going in."


def given(urn=OUTSIDE, **more):
    return {"urn": urn, "incident": "INC-1", "reason": REASON, "idempotencyKey": str(uuid.uuid4())} | more


def opens(server, urn=OUTSIDE, subject="tester", **more):
    return server.ask(OPEN, "police", NORTHBY, subject=subject, input=given(urn, **more))


def name_of(server, urn=OUTSIDE, **asked):
    asked = {"agency": "police", "area": NORTHBY} | asked
    return server.ask(NAME, urn=urn, **asked).data["home"]["name"]


def codes(answer, command):
    return [problem["code"] for problem in answer.data[command]["problems"]]


def test_a_home_next_door_is_hidden_until_it_is_opened_and_then_shown_to_the_one_who_opened_it(own_server):
    before = name_of(own_server)
    opened = opens(own_server)

    assert before is None
    assert opened.data["openHome"]["problems"] == []
    shown = opened.data["openHome"]["liveGrant"]
    assert shown | {"id": "", "startsAt": "", "endsAt": ""} == {
        "id": "",
        "kind": "BREAK_GLASS",
        "holderSubject": "tester",
        "home": {"urn": OUTSIDE, "name": None},
        "incident": "INC-1",
        "reason": REASON,
        "purpose": "SAFEGUARDING_CHILD",
        "issuedBy": "tester",
        "startsAt": "",
        "endsAt": "",
    }
    assert datetime.fromisoformat(shown["endsAt"]) - datetime.fromisoformat(shown["startsAt"]) == timedelta(minutes=60)
    assert name_of(own_server) == "Elm House"


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "a colleague"},
        {"area": SOUTHBY, "urn": PLAIN},
        {"urn": PLAIN, "agency": "hmicfrs", "area": None},
        {"purpose": "missing_investigation"},
    ],
    ids=["a colleague", "the force next door", "another agency", "another purpose"],
)
def test_nobody_else_and_nothing_else_is_opened_with_it(own_server, other):
    opens(own_server)

    assert name_of(own_server, **other) is None


def test_what_is_opened_is_found_by_every_door_and_the_rest_stays_shut(own_server):
    opens(own_server)

    found = own_server.ask('{ homes(where: {name: {startsWith: "El"}}) { nodes { urn name } } }', "police", NORTHBY)
    every = own_server.ask("{ homes { nodes { urn name } } }", "police", NORTHBY)

    assert found.data["homes"]["nodes"] == [{"urn": OUTSIDE, "name": "Elm House"}]
    assert {home["urn"] for home in every.data["homes"]["nodes"] if home["name"]} == {
        OUTSIDE, INSIDE, PLAIN, ON_THE_LINE, IN_BOTH,
    }  # fmt: skip


def test_it_closes_by_itself(own_server):
    opens(own_server)
    with own_server.owner.begin() as owner:
        owner.execute(sa.text("update register.live_grant set starts_at = now() - interval '2 hours', "
                              "ends_at = now() - interval '1 hour'"))  # fmt: skip

    answer = own_server.ask(NAME, "police", NORTHBY, urn=OUTSIDE)

    assert answer.data["home"]["name"] is None
    assert {"field": "name", "reason": "OUTSIDE_SCOPE"} in answer.data["home"]["withheld"]


def test_whoever_opened_it_may_close_it_and_no_colleague_can(own_server):
    key = opens(own_server).data["openHome"]["liveGrant"]["id"]
    end = "mutation ($input: EndAccessInput!) { endAccess(input: $input) { liveGrant { endedBy } problems { code } } }"

    colleague = own_server.ask(end, "police", NORTHBY, subject="colleague", input={"id": key, "idempotencyKey": "c"})
    own = own_server.ask(end, "police", NORTHBY, input={"id": key, "idempotencyKey": "o"})

    assert codes(colleague, "endAccess") == ["POLICY_NOT_FOUND"]
    assert own.data["endAccess"] == {"liveGrant": {"endedBy": "tester"}, "problems": []}
    assert name_of(own_server) is None


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({"reason": "because"}, [("RULE_REASON_TOO_SHORT", "reason")]),
        ({"incident": " "}, [("RULE_TEXT_EMPTY", "incident")]),
        ({"incident": "x" * 61}, [("RULE_TEXT_TOO_LONG", "incident")]),
        ({"reason": "A reason\u202e turned round."}, [("RULE_TEXT_DIRECTION", "reason")]),
        ({"minutes": 61}, [("RULE_TOO_LONG_OPEN", "minutes")]),
        ({"minutes": 0, "reason": ""}, [("RULE_REASON_TOO_SHORT", "reason"), ("RULE_TOO_LONG_OPEN", "minutes")]),
        ({"urn": "SC999999"}, [("POLICY_NOT_FOUND", "urn")]),
    ],
)
def test_a_home_is_not_opened_for_nothing(own_server, more, problems):
    answer = opens(own_server, **more)

    told = answer.data["openHome"]
    assert told["liveGrant"] is None
    assert [(problem["code"], problem["field"]) for problem in told["problems"]] == problems
    with own_server.owner.connect() as owner:
        assert owner.scalar(sa.select(sa.func.count()).select_from(live_grant)) == 0


@pytest.mark.parametrize("agency", ["hmicfrs", "dfe_statistics", "interview_provider", "local_authority", "auditor"])
def test_no_other_agency_opens_homes(own_server, agency):
    area = SOUTHBY_COUNCIL if agency == "local_authority" else None
    organisation = "story-trust" if agency == "interview_provider" else None
    answer = own_server.ask(OPEN, agency, area, organisation=organisation, input=given(INSIDE))

    assert (answer.data["openHome"], answer.codes) == (None, ["POLICY_FORBIDDEN"])


def test_without_a_purpose_nothing_is_opened(own_server):
    answer = own_server.ask(OPEN, "police", NORTHBY, purpose=None, input=given())

    assert (answer.data["openHome"], answer.codes) == (None, ["POLICY_PURPOSE_REQUIRED"])


def test_the_twenty_first_home_of_a_day_is_not_opened(own_server):
    for number in range(20):
        assert opens(own_server, incident=f"INC-{number}").data["openHome"]["problems"] == []

    answer = opens(own_server)

    assert (answer.status, answer.codes) == (429, ["REQUEST_RATE_LIMITED"])
    assert "Retry-After" in answer.headers


def test_a_dry_run_looks_at_everything_and_opens_nothing(own_server):
    tried = opens(own_server, dryRun=True)

    assert tried.data["openHome"]["liveGrant"]["home"] == {"urn": OUTSIDE, "name": None}
    assert name_of(own_server) is None


def test_sent_twice_it_is_opened_once_and_answered_the_same(own_server):
    request = given()
    first = own_server.ask(OPEN, "police", NORTHBY, input=request)
    again = own_server.ask(OPEN, "police", NORTHBY, input=request)
    other = own_server.ask(OPEN, "police", NORTHBY, input=request | {"incident": "INC-2"})

    assert first.json["data"] == again.json["data"]
    assert codes(other, "openHome") == ["CONFLICT_IDEMPOTENCY"]
    with own_server.owner.connect() as owner:
        assert owner.scalar(sa.select(sa.func.count()).select_from(live_grant)) == 1


def test_what_is_read_by_it_is_marked_in_the_log_and_shown_to_the_supervisor_and_the_auditor(own_server):
    with own_server.owner.begin() as owner:
        appoint(owner, subject="sergeant", agency="police", area=NORTHBY, role="supervisor")
        appoint(owner, subject="other sergeant", agency="police", area=SOUTHBY, role="supervisor")
    opens(own_server)
    name_of(own_server)
    log = "{ accessLog(breakGlass: true) { nodes { subject root keys } } }"

    with own_server.owner.connect() as owner:
        manager = owner.scalar(sa.select(home_person.c.id).where(home_person.c.name == "Barnaby Thistle"))
    marked = [{"subject": "tester", "root": "home", "keys": [OUTSIDE, str(manager)]}]
    assert own_server.ask(log, "police", NORTHBY, subject="sergeant").data["accessLog"]["nodes"] == marked
    assert own_server.ask(log, "auditor").data["accessLog"]["nodes"] == marked
    assert own_server.ask(log, "police", SOUTHBY, subject="other sergeant").data["accessLog"]["nodes"] == []
    assert own_server.ask(log, "police", NORTHBY, subject="tester").codes == ["POLICY_FORBIDDEN"]
    with own_server.owner.connect() as owner:
        used = owner.execute(sa.select(access_log.c.live_grants).where(access_log.c.break_glass)).scalars().all()
        key = owner.scalar(sa.select(live_grant.c.id))
    assert used == [[key]]


ASK_FOR = """
mutation ($input: RequestAdministrationInput!) {
  requestAdministration(input: $input) { liveGrant { id approvedBy } problems { code } }
}
"""
APPROVE = """
mutation ($input: ApproveAdministrationInput!) {
  approveAdministration(input: $input) { liveGrant { approvedBy holderSubject } problems { code field } }
}
"""


def asks_for(server, subject="admin-1"):
    request = {"urn": INSIDE, "reason": "Its record will not open.", "idempotencyKey": str(uuid.uuid4())}
    answer = server.ask(ASK_FOR, "admin", subject=subject, purpose="system_support", input=request)
    return answer.data["requestAdministration"]["liveGrant"]["id"]


def approves(server, key, subject):
    request = {"id": key, "idempotencyKey": str(uuid.uuid4())}
    return server.ask(APPROVE, "admin", subject=subject, purpose="system_support", input=request)


def test_an_administrator_sees_a_home_only_when_a_second_person_appointed_to_it_approved(own_server):
    seen = {"agency": "admin", "area": None, "urn": INSIDE, "subject": "admin-1", "purpose": "system_support"}
    with own_server.owner.begin() as owner:
        appoint(owner, subject="admin-2", agency="admin", area=None, role="approver")
        appoint(owner, subject="admin-1", agency="admin", area=None, role="approver")
    key = asks_for(own_server)

    asked = name_of(own_server, **seen)
    itself = approves(own_server, key, "admin-1")
    unappointed = approves(own_server, key, "admin-3")
    second = approves(own_server, key, "admin-2")

    assert asked is None
    assert codes(itself, "approveAdministration") == ["RULE_SECOND_PERSON"]
    assert codes(unappointed, "approveAdministration") == ["POLICY_NOT_FOUND"]
    assert second.data["approveAdministration"] == {
        "liveGrant": {"approvedBy": "admin-2", "holderSubject": "admin-1"},
        "problems": [],
    }
    assert name_of(own_server, **seen) == "Ash House"
    assert name_of(own_server, **seen | {"subject": "admin-2"}) is None


def test_a_supervisor_who_is_no_approver_approves_nothing(own_server):
    with own_server.owner.begin() as owner:
        appoint(owner, subject="admin-2", agency="admin", area=None, role="supervisor")
    key = asks_for(own_server)

    assert codes(approves(own_server, key, "admin-2"), "approveAdministration") == ["RULE_NOT_APPOINTED"]


GIVE = """
mutation ($input: GiveInspectionAccessInput!) {
  giveInspectionAccess(input: $input) { liveGrant { id holderAgency area { code } } problems { code field } }
}
"""


def gives(server, by="lead inspector", body="ofsted", **more):
    now = datetime.now(UTC)
    request = {
        "agency": "CQC",
        "areas": [SOUTHBY_COUNCIL],
        "subjects": ["tester", "a colleague"],
        "endsAt": (now + timedelta(days=30)).isoformat(),
        "reason": "Joint inspection of Southby.",
        "idempotencyKey": str(uuid.uuid4()),
    } | more
    return server.ask(GIVE, body, subject=by, purpose="inspection", input=request)


APPROVE_INSPECTION = """
mutation ($input: ApproveInspectionAccessInput!) {
  approveInspectionAccess(input: $input) { liveGrant { id issuedBy approvedBy } problems { code field } }
}
"""


@pytest.fixture
def approvers(own_server):
    """Two people of Ofsted who were appointed to approve."""
    with own_server.owner.begin() as owner:
        for name in ("lead inspector", "second"):
            appoint(owner, subject=name, agency="ofsted", area=None, role="approver")


def approves_inspection(server, answer, by="second"):
    key = answer.data["giveInspectionAccess"]["liveGrant"]["id"]
    request = {"id": key, "idempotencyKey": str(uuid.uuid4())}
    return server.ask(APPROVE_INSPECTION, "ofsted", subject=by, purpose="inspection", input=request)


SEEN = "{ homes { nodes { urn name } } }"


def seen_by(server, agency, **asked):
    answer = server.ask(SEEN, agency, **{"purpose": "inspection"} | asked)
    return {home["urn"] for home in answer.data["homes"]["nodes"] if home["name"]}


def test_inspectors_see_the_area_they_inspect_once_two_people_agreed_and_for_that_purpose_alone(own_server, approvers):
    before = seen_by(own_server, "cqc")
    answer = gives(own_server)
    asked_for = seen_by(own_server, "cqc")
    approved = approves_inspection(own_server, answer)

    assert (before, asked_for) == (set(), set())
    assert answer.data["giveInspectionAccess"]["problems"] == []
    shown = approved.data["approveInspectionAccess"]
    grant = shown["liveGrant"]
    assert (shown["problems"], grant["issuedBy"], grant["approvedBy"]) == ([], "lead inspector", "second")
    assert seen_by(own_server, "cqc") == {OUTSIDE, ON_THE_LINE, IN_BOTH}
    assert seen_by(own_server, "cqc", subject="a colleague") == {OUTSIDE, ON_THE_LINE, IN_BOTH}
    assert seen_by(own_server, "cqc", subject="nobody named") == set()
    assert seen_by(own_server, "cqc", purpose="safeguarding_child") == set()
    assert seen_by(own_server, "hmicfrs") == set()
    assert UNPLACED in IN_NORTHBY
    assert AT_SEA not in seen_by(own_server, "cqc")


def test_one_approver_by_himself_opens_nothing_to_inspectors(own_server, approvers):
    answer = gives(own_server, subjects=["tester", "lead inspector", "second"])
    told = [approves_inspection(own_server, answer, by) for by in ("lead inspector", "second")]
    other = approves_inspection(own_server, gives(own_server), "nobody appointed")

    assert [codes(each, "approveInspectionAccess") for each in told] == [["RULE_SECOND_PERSON"]] * 2
    assert other.codes == ["POLICY_FORBIDDEN"]
    assert seen_by(own_server, "cqc") == set()


def test_what_was_approved_or_is_of_another_kind_is_not_approved_again(own_server, approvers):
    answer = gives(own_server)
    first, again = approves_inspection(own_server, answer), approves_inspection(own_server, answer)
    opened = opens(own_server).data["openHome"]
    home = approves_inspection(own_server, type("Answer", (), {"data": {"giveInspectionAccess": opened}}))

    assert codes(first, "approveInspectionAccess") == []
    assert codes(again, "approveInspectionAccess") == ["RULE_ALREADY_APPROVED"]
    assert codes(home, "approveInspectionAccess") == ["POLICY_NOT_FOUND"]


def test_when_an_inspection_is_over_the_reason_says_so(own_server, approvers):
    answer = gives(own_server)
    key = approves_inspection(own_server, answer).data["approveInspectionAccess"]["liveGrant"]["id"]
    end = "mutation ($input: EndAccessInput!) { endAccess(input: $input) { problems { code } } }"
    ended = own_server.ask(
        end, "ofsted", subject="lead inspector", purpose="inspection", input={"id": key, "idempotencyKey": "end"}
    )

    answer = own_server.ask(NAME, "cqc", urn=OUTSIDE, purpose="inspection")

    assert codes(ended, "endAccess") == []
    assert answer.data["home"]["name"] is None
    assert {"field": "name", "reason": "GRANT_EXPIRED"} in answer.data["home"]["withheld"]


TOO_MANY = {"areas": [f"E060000{number:02}" for number in range(13)]}, {"subjects": [f"i{n}" for n in range(51)]}
FORMS = (
    ({"agency": "POLICE"}, ["RULE_NOT_AN_INSPECTORATE"]), ({"endsAt": "2020-01-01T00:00:00Z"}, ["RULE_DATES_ORDER"]),
    ({"endsAt": "2099-01-01T00:00:00Z"}, ["RULE_TOO_LONG_OPEN"]), ({"areas": [NORTHBY]}, ["POLICY_NOT_FOUND"]),
    (TOO_MANY[0], ["RULE_TOO_MANY_AREAS"]), (TOO_MANY[1], ["RULE_TOO_MANY_PEOPLE"]),
    ({"areas": []}, ["RULE_REQUIRED"]), ({"subjects": []}, ["RULE_REQUIRED"]), ({"subjects": None}, ["RULE_REQUIRED"]),
    ({"subjects": ["x" * 201]}, ["RULE_TEXT_TOO_LONG"]), ({"subjects": [" tester ", "tester"]}, []),
    ({"subjects": None, "subject": "colleague"}, []), ({"areas": None, "area": SOUTHBY_COUNCIL}, []),
    ({"areas": None, "area": NORTHBY}, ["POLICY_NOT_FOUND"]),
)  # fmt: skip


@pytest.mark.parametrize(("more", "problems"), FORMS)
def test_access_under_an_inspection_has_a_form(own_server, approvers, more, problems):
    assert codes(gives(own_server, **more), "giveInspectionAccess") == problems


def test_only_an_approver_of_ofsted_gives_it(own_server):
    with own_server.owner.begin() as owner:
        appoint(owner, subject="supervisor", agency="ofsted", area=None, role="supervisor")
        appoint(owner, subject="officer", agency="police", area=None, role="approver")

    assert gives(own_server, by="anyone").codes == ["POLICY_FORBIDDEN"]
    assert codes(gives(own_server, by="supervisor"), "giveInspectionAccess") == ["RULE_NOT_APPOINTED"]
    assert gives(own_server, by="officer", body="cqc").codes == ["POLICY_FORBIDDEN"]
