"""Returns through the API: sent whole, checked, submitted, signed off by a second person, and read by whom."""

import uuid
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from register import tables
from register.database.private_server import Cluster
from tests.support import story
from tests.support.child_factories import create_child, create_episode, create_placement
from tests.support.command_client import kept_register
from tests.support.returned_files import YEAR, period, returned

AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL, "purpose": "statistics"}
OTHER = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL, "purpose": "statistics"}
SECOND = AUTHORITY | {"subject": "director"}
DEPARTMENT = {"agency": "dfe", "purpose": "statistics"}
RETURNS = """query ($where: AuthorityReturnFilter) { returns(where: $where) { nodes {
    id version status number isNil rowTotal errorTotal queryTotal authorityCode
    checks { id rule severity line field rowTotal bypassDecision bypassReason }
    measures { figure field value outOf before isLargeChange }
    matches { outcome line episodeId } signOffs { act person } withheld { field reason } } } }"""
DUTIES = "{ returnDuties { nodes { authorityCode kind dueOn submittedAt acceptedAt isNil } } }"


def given(authority=AUTHORITY, **more):
    """The input of a return for the year to March 2025."""
    return {
        "authority": authority["area"], "kind": "MISSING_YEARLY", "periodStart": YEAR.isoformat(), "dryRun": False,
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story with children of both authorities, that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="returns", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        with kept.server.owner.begin() as owner:
            tell(owner)
        yield kept


def tell(owner):
    """Children with numbers of their authorities, one placed and missing twice within the year."""
    for number, name in enumerate(("Rue Marsh", "Tam Fell", "Ivo Dale")):
        child = create_child(owner, name, story.SOUTHBY_COUNCIL)
        create_placement(owner, child, story.SOUTHBY_COUNCIL)
        _numbered(owner, child, f"S{number}")
        if number == 0:
            for day in (3, 20):
                began = datetime(2024, 5, day, 22, 30, tzinfo=UTC)
                create_episode(owner, child, story.SOUTHBY, started_at=began, ended_at=began.replace(day=day + 1))
    owner.execute(tables.organisation.insert().values(code="story-health", agency="health", name="Story Health"))
    other = create_child(owner, "Una Holt", story.NORTHBY_COUNCIL)
    create_placement(owner, other, story.NORTHBY_COUNCIL)
    _numbered(owner, other, "N0")


def _numbered(owner, child, reference):
    of = tables.child_identity.update().where(tables.child_identity.c.child_id == child)
    owner.execute(of.values(authority_reference=reference))


def send(register, *rows, who=AUTHORITY, **more):
    """What importReturn answers to a file with these rows."""
    text = more.pop("file", None) or returned(*rows)
    sent = {"name": "missing.csv", "file": text, **given(who), **more}
    return register.payload("importReturn", who, **sent)


def receipt(register, *rows, **more):
    """The receipt of a file that is taken."""
    told = send(register, *rows, **more)
    assert told["problems"] == []
    return told["receipt"]


def rules(made):
    """What was found, by rule: the first lines."""
    return {each["rule"]: each["lines"] for each in made["found"]}


def read(register, key, who=AUTHORITY):
    """A return as a caller reads it; nothing where it is not told of it."""
    answer = register.server.ask(
        RETURNS, who["agency"], who.get("area"), purpose=who["purpose"], where={"id": {"eq": key}}
    )
    (node,) = answer.data["returns"]["nodes"] or (None,)
    return node


GOOD = (period("S0", "04/05/2024", "04/05/2024"), period("S0", "20/05/2024", "21/05/2024"))


def test_a_file_is_checked_kept_and_read_by_its_authority(register):
    made = receipt(register, *GOOD, period("S1", "01/06/2024", "02/06/2024"))
    kept = read(register, made["id"])

    assert (made["rows"], made["errors"]) == (3, 0)
    assert (kept["status"], kept["rowTotal"], kept["errorTotal"], kept["isNil"]) == ("CHECKED", 3, 0, False)


def test_a_dry_run_checks_and_keeps_nothing(register):
    before = register.scalar("select count(*) from register.authority_return")
    tried = receipt(register, period("S0", "05/05/2024", "04/05/2024"), dryRun=True)

    assert rules(tried)["567"] == [2]
    assert register.scalar("select count(*) from register.authority_return") == before
    assert read(register, tried["id"]) is None


TRIED = """mutation ($input: %sInput!) { %s(input: $input) {
             changes { record key field before after } problems { code } } }"""


def tried(register, command, who=AUTHORITY, **sent):
    """What a dry run of a command would change of the return: each field, before and after."""
    text = TRIED % (command[0].upper() + command[1:], command)
    sent = given(who, dryRun=True) | {"idempotencyKey": str(uuid.uuid4())} | sent
    who = dict(who)
    answer = register.server.ask(text, who.pop("agency"), who.pop("area"), input=sent, **who)
    payload = answer.data[command]
    assert payload["problems"] == []
    assert {each["record"] for each in payload["changes"] or ()} <= {"AuthorityReturn"}
    return payload["changes"] and {each["field"]: (each["before"], each["after"]) for each in payload["changes"]}


def test_a_dry_run_shows_what_it_would_change_of_the_return_and_changes_nothing(register):
    file = tried(register, "importReturn", name="missing.csv", file=returned(period("S0", "05/05/2024", "04/05/2024")))
    nil = tried(register, "declareNilReturn", periodStart="2023-04-01")
    before = register.scalar(entries := "select max(number) from register.entry")
    row = {"reference": "t1", "child": "S1", "missingKind": "MISSING", "startsOn": "2023-06-04"}
    new = tried(register, "sendReturnRows", periodStart="2023-04-01", rows=[row])
    assert register.scalar(entries) == before
    register.payload("sendReturnRows", AUTHORITY, **given(periodStart="2023-04-01"), rows=[row])
    more = tried(register, "sendReturnRows", periodStart="2023-04-01", rows=[row | {"reference": "t2"}])
    done = tried(register, "sendReturnRows", periodStart="2023-04-01", rows=[row], dryRun=False)

    assert (file["status"], file["rowTotal"], file["channel"]) == ((None, "CHECKED"), (None, "1"), (None, "UPLOAD"))
    assert (nil["isNil"], nil["periodStart"]) == ((None, "true"), (None, "2023-04-01"))
    assert (new["rowTotal"], new["authorityCode"]) == ((None, "1"), (None, AUTHORITY["area"]))
    assert (more["rowTotal"], "authorityCode" in more, done) == (("1", "2"), False, None)


def test_the_form_is_refused_by_line_and_column_before_anything_is_compared(register):
    before = register.scalar("select count(*) from register.return_row")
    told = send(register, GOOD[0], period("S0", "05/25/2024"), period("=S1", "04/05/2024"))

    assert told["receipt"] is None
    assert [(each["code"], each["message"].split(":")[0]) for each in told["problems"]] == [
        ("RULE_RETURN_FORM", "Line 3, MIS_START"),
        ("RULE_RETURN_FORM", "Line 4, CHILD"),
    ]
    assert register.scalar("select count(*) from register.return_row") == before


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"authority": story.NORTHBY_COUNCIL}, "RULE_RETURN_OF_ANOTHER"),
        ({"authority": "E06000999"}, "RULE_RETURN_OF_ANOTHER"),
        ({"kind": "EPISODES_YEARLY"}, "RULE_RETURN_KIND"),
        ({"periodStart": "2024-05-01"}, "RULE_RETURN_PERIOD"),
        ({"periodStart": "2998-04-01"}, "RULE_RETURN_TOO_EARLY"),
    ],
)
def test_what_is_sent_for_another_authority_list_or_period_is_refused(register, more, code):
    assert [each["code"] for each in send(register, *GOOD, **more)["problems"]] == [code]


def test_rows_of_anothers_child_are_found_as_those_of_nobody(register):
    made = receipt(register, period("N0", "04/05/2024"), period("X9", "05/05/2024"))
    checks = [each for each in read(register, made["id"])["checks"] if each["rule"] == "REG01"]

    assert [(each["line"], each["severity"]) for each in checks] == [(2, "ERROR"), (3, "ERROR")]
    assert send(register, *GOOD, who=OTHER)["receipt"]["found"][0]["rule"] == "REG01"


def test_a_file_that_is_sent_again_with_its_key_is_answered_as_it_was(register):
    first = receipt(register, *GOOD, idempotencyKey="once")

    assert receipt(register, *GOOD, idempotencyKey="once") == first


def test_nothing_returned_and_a_nil_return_are_two_things(register):
    who = OTHER
    made = register.payload("declareNilReturn", who, **given(who, periodStart="2022-04-01"))["receipt"]
    kept = read(register, made["id"], who)

    assert (kept["isNil"], kept["rowTotal"], kept["status"], made["errors"]) == (True, 0, "CHECKED", 0)


def test_a_nil_return_is_compared_with_the_registers_own_episodes(register):
    made = register.payload("declareNilReturn", AUTHORITY, **given())["receipt"]

    assert (rules(made), made["queries"]) == ({"REG06": []}, 2)


def test_the_feedback_names_what_is_only_here_only_there_and_dates_apart(register):
    made = receipt(register, period("S0", "03/05/2024", "06/05/2024"), period("S1", "01/06/2024", "02/06/2024"))
    kept = read(register, made["id"])

    outcomes = sorted((each["outcome"], each["line"]) for each in kept["matches"] if each["line"])
    assert outcomes == [("DATES_APART", 2), ("ONLY_IN_RETURN", 3)]
    assert [each["line"] for each in kept["matches"] if each["outcome"] == "ONLY_IN_REGISTER"] == [None]
    figures = {each["figure"]: each["value"] for each in kept["measures"] if not each["field"]}
    assert (figures["ROWS"], figures["DATES_APART"], figures["ONLY_IN_REGISTER"]) == (2, 1, 1)


def step(register, command, made, who, version):
    """The problems of a step of a return."""
    on = {"authorityReturn": made["id"], "expectedVersion": version}
    return [each["code"] for each in register.payload(command, who, **on)["problems"]]


def signed(register, made):
    """A return that two people put into force."""
    version = read(register, made["id"])["version"]
    assert step(register, "submitReturn", made, AUTHORITY, version) == []
    assert step(register, "signOffReturn", made, SECOND, version + 1) == []
    return read(register, made["id"])


def test_a_return_in_force_is_replaced_only_by_one_that_two_people_signed(register):
    first, second = receipt(register, *GOOD), receipt(register, *GOOD)
    kept = signed(register, first)
    version = read(register, second["id"])["version"]
    before = register.scalar("select count(*) from register.missing_episode")

    assert [each["act"] for each in kept["signOffs"]] == ["SUBMITTED", "SIGNED_OFF"]
    assert step(register, "signOffReturn", second, AUTHORITY, version) == ["RULE_RETURN_STATUS"]
    assert step(register, "submitReturn", second, AUTHORITY, version) == []
    assert read(register, first["id"])["status"] == "ACCEPTED"
    assert step(register, "signOffReturn", second, AUTHORITY, version + 1) == ["RULE_SECOND_PERSON"]
    assert read(register, first["id"])["status"] == "ACCEPTED"
    assert step(register, "signOffReturn", second, SECOND, version + 1) == []
    assert [read(register, each["id"])["status"] for each in (first, second)] == ["SUPERSEDED", "ACCEPTED"]
    assert step(register, "submitReturn", second, AUTHORITY, version + 2) == ["RULE_RETURN_STATUS"]
    assert register.scalar("select count(*) from register.missing_episode") == before


def test_an_error_remains_only_where_the_department_allows_it(register):
    made = receipt(register, period("S0", "04/05/2024", "04/05/2024", DOB=""))
    kept = read(register, made["id"])
    (check,) = [each for each in kept["checks"] if each["severity"] == "ERROR"]
    assert step(register, "submitReturn", made, AUTHORITY, kept["version"]) == ["RULE_RETURN_ERRORS"]

    asked = {"check": check["id"], "bypassReason": "The day is not known."}
    assert register.refused("requestBypass", OTHER, **asked) == [("POLICY_NOT_FOUND", "check")]
    judged = {"check": check["id"], "decision": "ALLOWED"}
    assert register.refused("judgeBypass", DEPARTMENT, **judged) == [("POLICY_NOT_FOUND", "check")]
    register.done("requestBypass", AUTHORITY, **asked)
    assert register.refused("requestBypass", AUTHORITY, **asked) == [("CONFLICT_DUPLICATE", "check")]
    assert step(register, "submitReturn", made, AUTHORITY, kept["version"]) == ["RULE_RETURN_ERRORS"]
    register.done("judgeBypass", DEPARTMENT, **judged)
    assert register.refused("judgeBypass", DEPARTMENT, **judged) == [("RULE_BYPASS_JUDGED", "check")]
    assert signed(register, made)["status"] == "ACCEPTED_WITH_CAVEAT"


def test_a_query_needs_no_leave(register):
    made = receipt(register, period("S1", "01/06/2024", "02/06/2024"))
    query = next(each for each in read(register, made["id"])["checks"] if each["rule"] == "REG05")

    refused = register.refused("requestBypass", AUTHORITY, check=query["id"], bypassReason="It is right.")
    assert refused == [("RULE_BYPASS_NOT_NEEDED", "check")]


OVERSEE = ({"agency": "ofsted"}, {"agency": "dfe"}, {"agency": "commissioner"}, {"agency": "auditor"})
NOBODY = (
    {"agency": "police", "area": story.SOUTHBY}, {"agency": "ukmpu"}, {"agency": "dfe_statistics"},
    {"agency": "commissioner_statistics"}, {"agency": "cqc"}, {"agency": "hmicfrs"}, {"agency": "hmi_probation"},
    {"agency": "health", "organisation": "story-health"}, {"agency": "admin"},
    {"agency": "interview_provider", "organisation": "story-trust"},
)  # fmt: skip
NARROW = "query ($where: AuthorityReturnFilter) { returns(where: $where) { totalCount nodes { id status } } }"
WHOLE = "{ returns { nodes { id matches { id } signOffs { person } withheld { field } } } }"
ROWS = "{ returns { nodes { id matches { line } } } }"


def asks(register, who, document=NARROW, **variables):
    """The answer to a caller."""
    of_body = {"area": who.get("area"), "organisation": who.get("organisation")}
    return register.server.ask(document, who["agency"], purpose="statistics", **of_body, **variables)


@pytest.mark.parametrize("who", OVERSEE, ids=lambda who: who["agency"])
def test_oversight_sees_that_it_was_returned_and_nobody_in_it(register, who):
    made = receipt(register, *GOOD)
    nodes = asks(register, who, where={"id": {"eq": made["id"]}}).data["returns"]["nodes"]
    assert nodes == [{"id": made["id"], "status": "CHECKED"}]

    shown = asks(register, who, WHOLE).data["returns"]["nodes"]
    assert {(str(each["matches"]), str(each["signOffs"])) for each in shown} == {("None", "None")}
    found = "query ($where: AuthorityReturnFilter) { returns(where: $where) { nodes { id } } }"
    answer = asks(register, who, found, where={"matches": {"some": {"line": {"eq": 2}}}})
    assert answer.codes == ["POLICY_FORBIDDEN_MATCH"]


@pytest.mark.parametrize("who", NOBODY, ids=lambda who: who["agency"])
def test_no_other_body_learns_that_there_are_returns(register, who):
    receipt(register, *GOOD)

    assert asks(register, who, "{ returns { nodes { id } } }").codes == ["POLICY_FORBIDDEN"]
    assert asks(register, who, "{ returnDuties { nodes { id } } }").codes == ["POLICY_FORBIDDEN"]


def test_another_authority_sees_none_of_it(register):
    made = receipt(register, *GOOD)
    version = read(register, made["id"])["version"]

    assert read(register, made["id"], OTHER) is None
    assert asks(register, OTHER, where={"id": {"eq": made["id"]}}).data["returns"]["totalCount"] == 0
    assert step(register, "submitReturn", made, OTHER, version) == ["POLICY_NOT_FOUND"]
    absent = {"id": str(uuid.uuid4())}
    assert step(register, "submitReturn", absent, OTHER, version) == ["POLICY_NOT_FOUND"]


@pytest.mark.parametrize("who", [*OVERSEE, *NOBODY], ids=lambda who: who["agency"])
def test_no_other_body_returns_anything(register, who):
    before = register.scalar("select count(*) from register.authority_return")
    sent = {"name": "missing.csv", "file": returned(*GOOD), **given()}
    answer = register.send("importReturn", sent, **who, purpose="statistics")

    assert answer.codes in (["POLICY_FORBIDDEN"], ["REQUEST_TOO_LARGE"])
    assert register.scalar("select count(*) from register.authority_return") == before


def test_what_is_due_shows_who_returned_who_declared_nil_and_who_did_neither(register):
    with register.server.owner.begin() as owner:
        owner.execute(sa.delete(tables.return_duty))
        opened = {"kind": "missing_yearly", "due_on": "2020-06-30"}
        for start, end in (("2019-04-01", "2020-03-31"), ("2018-04-01", "2019-03-31")):
            for authority in (story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL):
                period = {"period_start": start, "period_end": end, "authority_code": authority}
                owner.execute(tables.return_duty.insert().values(**period, **opened))
    made = register.payload("declareNilReturn", AUTHORITY, **given(periodStart="2019-04-01"))["receipt"]
    signed(register, made)

    due = register.server.ask(DUTIES, "dfe", purpose="statistics").data["returnDuties"]["nodes"]
    own = register.server.ask(DUTIES, "local_authority", story.NORTHBY_COUNCIL).data["returnDuties"]["nodes"]
    states = sorted((each["authorityCode"], each["submittedAt"] is not None, each["isNil"]) for each in due)
    assert states == [
        (story.NORTHBY_COUNCIL, False, None), (story.NORTHBY_COUNCIL, False, None),
        (story.SOUTHBY_COUNCIL, False, None), (story.SOUTHBY_COUNCIL, True, True),
    ]  # fmt: skip
    assert {each["authorityCode"] for each in own} == {story.NORTHBY_COUNCIL}


def rows_sent(register, *rows, who=AUTHORITY, **more):
    """What sendReturnRows answers."""
    return register.payload("sendReturnRows", who, **given(who) | {"rows": list(rows)} | more)


def test_rows_are_sent_as_they_come_and_each_has_its_receipt(register):
    one = {"reference": "r1", "child": "S1", "missingKind": "MISSING", "startsOn": "2024-06-04"}
    first = rows_sent(register, one | {"endsOn": "2024-06-03"}, {"reference": "r2", "child": "N0"})["sent"]
    second = rows_sent(register, {"reference": "r1", "endsOn": "2024-06-05", "dateOfBirth": "2012-03-04"})["sent"]
    third = rows_sent(register, {"reference": "r2", "purge": True}, check=False)["sent"]

    assert [(each["outcome"], "567" in each["rules"], "REG01" in each["rules"]) for each in first["receipts"]] == [
        ("ADDED", True, False), ("ADDED", False, True),
    ]  # fmt: skip
    assert [(each["outcome"], each["rules"]) for each in second["receipts"]] == [("CHANGED", ["REG05"])]
    assert [(each["outcome"], each["line"]) for each in third["receipts"]] == [("PURGED", None)]
    assert (first["id"], first["rows"]) == (third["id"], third["rows"] + 1)
    kept = read(register, first["id"])
    assert kept["status"] == "DRAFT"
    assert "RULE_RETURN_NOT_CHECKED" in step(register, "submitReturn", first, AUTHORITY, kept["version"])
    rows_sent(register, {"reference": "r1", "child": "S1"})
    assert signed(register, first)["rowTotal"] == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"rows": []}, "RULE_RETURN_ROWS"),
        ({"rows": [{"reference": "r", "child": "S0"}] * 2}, "RULE_RETURN_ROWS"),
        ({"kind": "EPISODES_YEARLY"}, "RULE_RETURN_KIND"),
        ({"authority": story.NORTHBY_COUNCIL}, "RULE_RETURN_OF_ANOTHER"),
        ({"periodStart": "2998-04-01"}, "RULE_RETURN_TOO_EARLY"),
        ({"rows": [{"reference": "r", "child": "=S0"}]}, "RULE_TEXT_FORMULA"),
    ],
)
def test_rows_that_cannot_be_taken_are_refused_together(register, more, code):
    told = rows_sent(register, {"reference": "r9", "child": "S0"}, **more)

    assert (told["sent"], [each["code"] for each in told["problems"]]) == (None, [code])


def test_a_period_that_has_not_ended_gathers_rows_and_is_not_submitted(register):
    today = datetime.now(UTC).date()
    start = today.replace(day=1).isoformat()
    sent = rows_sent(register, {"reference": "r1", "child": "S1"}, periodStart=start, kind="MISSING_MONTHLY")["sent"]
    version = read(register, sent["id"])["version"]

    assert "RULE_RETURN_TOO_EARLY" in step(register, "submitReturn", sent, AUTHORITY, version)
