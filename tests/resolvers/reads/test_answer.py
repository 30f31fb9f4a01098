"""Whole operations answered: roots side by side, refusals beside answers, and what the answer says of itself."""

import pytest
import sqlalchemy as sa

from register.policy.grants import POLICY_VERSION
from register.settings import settings
from tests.support.story import NORTHBY, SOUTHBY


def test_the_roots_answer_under_their_keys_in_the_order_of_the_document(ask):
    answer = ask("{ b: homes { totalCount } __typename a: areas { totalCount } viewer { subject } }", "ofsted")

    assert list(answer.data) == ["b", "__typename", "a", "viewer"]
    assert answer.data["__typename"] == "Query"


def test_a_refused_root_is_null_with_its_code_and_path_and_the_rest_stands(ask):
    answer = ask('{ good: homes { totalCount } bad: homes(where: {name: {eq: "a"}}) { totalCount } }', "dfe_statistics")

    (error,) = answer.json["errors"]
    assert (answer.status, answer.data) == (200, {"good": {"totalCount": 7}, "bad": None})
    assert (error["path"], error["extensions"]["code"]) == (["bad"], "POLICY_FORBIDDEN_MATCH")
    assert error["extensions"]["fields"] == ["Home.name"]


def test_an_area_that_does_not_exist_is_refused_and_not_an_empty_answer(ask):
    answer = ask('{ homes(area: {code: "E23000099"}) { totalCount } areas { totalCount } }', "ofsted")

    assert (answer.codes, answer.data["homes"]) == (["REQUEST_BAD_INPUT"], None)
    assert answer.data["areas"]["totalCount"] > 0


def test_mine_is_refused_to_a_body_without_an_area(ask):
    answer = ask("{ homes(area: {mine: true}) { totalCount } }", "ofsted")

    assert (answer.codes, answer.data, answer.reads) == (["REQUEST_BAD_INPUT"], {"homes": None}, [])


@pytest.mark.parametrize(
    "text",
    [
        '{ home(urn: "SC999999") { urn } }',
        '{ area(code: "E23000099") { code } }',
        '{ provider(reference: "x") { id } }',
    ],
)
def test_a_row_that_does_not_exist_is_null_without_an_error(ask, text):
    answer = ask(text, "ofsted")

    assert (answer.codes, set(answer.data.values())) == ([], {None})


def test_what_narrowed_the_rows_is_told_with_its_node(ask):
    text = "{ mine: homes(orderBy: [{field: NAME}]) { nodes { urn } } all: homes { nodes { urn } } }"

    answer = ask(text, "police", NORTHBY)

    assert answer.json["extensions"]["narrowed"] == [{"node": "mine", "fields": ["Home.name"]}]
    assert (len(answer.data["mine"]["nodes"]), len(answer.data["all"]["nodes"])) == (5, 7)


NARROWED = "narrowed { fields rows statuses }"
USUAL = {"fields": [], "rows": [], "statuses": ["REGISTERED", "SUSPENDED"]}


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        ("(orderBy: [{field: NAME}])", ["Home.name"]),
        ('(where: {not: {postcode: {eq: "ZZ85 8ZZ"}}})', ["Home.postcode"]),
        ("(area: {near: {longitude: -2.1, latitude: 53.4, radiusM: 500}})", ["Home.location"]),
        ("(where: {places: {gte: 1}}, orderBy: [{field: PLACES}])", None),
        ('(area: {code: "E23000005"})', None),
        ("", None),
    ],
)
@pytest.mark.parametrize("shown", ["totalCount {}", "{} nodes {{ urn }}", "{} edges {{ cursor }}", "{}"])
def test_a_list_says_what_left_rows_out_and_which_rows_remain(ask, arguments, fields, shown):
    answer = ask(f"{{ homes{arguments} {{ {shown.format(NARROWED)} }} }}", "police", NORTHBY)
    told = USUAL | ({"fields": fields, "rows": ["OWN_BOUNDARY"]} if fields else {})

    assert answer.codes == []
    assert answer.data["homes"]["narrowed"] == told
    everywhere = ask(f"{{ homes{arguments} {{ {shown.format(NARROWED)} }} }}", "ofsted")
    assert everywhere.data["homes"]["narrowed"] == USUAL
    assert "narrowed" not in everywhere.json["extensions"]


def test_a_list_says_with_which_statuses_it_lists_homes_unless_some_were_named(ask):
    arguments = {
        "usual": "",
        "all": "(status: ALL)",
        "named": "(where: {registrationStatus: {in: [REGISTERED, LAPSED]}})",
        "dated": '(validOn: "2026-01-01")',
    }
    asked = " ".join(f"{key}: homes{given} {{ {NARROWED} }}" for key, given in arguments.items())
    tallied = "tallied: homeTally { narrowed { statuses } } every: homeTally(status: ALL) { narrowed { statuses } }"
    below = "areas(kind: FORCE, first: 1) { nodes { homes { narrowed { statuses } } } narrowed { statuses } }"

    told = ask(f"{{ {asked} {tallied} {below} }}", "ofsted").data

    assert [told[key]["narrowed"] for key in arguments] == [USUAL, None, None, None]
    assert (told["tallied"]["narrowed"], told["every"]["narrowed"]) == ({"statuses": USUAL["statuses"]}, None)
    assert told["areas"]["nodes"][0]["homes"]["narrowed"] == {"statuses": USUAL["statuses"]}
    assert told["areas"]["narrowed"] is None


def test_what_narrowed_a_list_is_the_same_whatever_is_hidden(ask):
    """It tells of the caller and of the question; no number and no row of another force moves it."""

    def told(where):
        return ask(f"{{ homes(where: {{{where}}}) {{ {NARROWED} }} }}", "police", NORTHBY).data["homes"]

    assert told('name: {eq: "Elm House"}') == told('name: {eq: "Nobody\'s House"}') == told('name: {eq: "Ash House"}')


def test_an_answer_tells_its_cost_and_the_version_of_the_policy_that_decided(ask):
    extensions = ask("{ homes { totalCount } }", "ofsted").json["extensions"]

    assert extensions["policyVersion"] == POLICY_VERSION
    assert set(extensions["cost"]) == {"requested", "max"}
    assert 0 < extensions["cost"]["requested"] <= extensions["cost"]["max"]
    assert not {"withheld", "narrowed"} & set(extensions)


def test_all_roots_are_answered_from_one_snapshot(server, ask):
    answer = ask("{ a: homes { nodes { urn } } b: homes { nodes { urn } } c: areas { nodes { code } } }", "ofsted")

    openings = [text for text in answer.statements if "set_config" in text]
    assert (len(openings), len(answer.reads)) == (1, 3)


def test_a_question_that_reads_nothing_still_asks_whether_the_caller_is_known(ask):
    known = ask("{ __typename }", "police", NORTHBY)
    unknown = ask("{ __typename }", "police", "E23000099")

    assert (known.status, unknown.status) == (200, 401)


def test_the_same_question_gives_each_caller_its_own_answer_however_often_it_is_asked(ask):
    text = '{ home(urn: "SC900002") { name } }'
    callers = [("police", NORTHBY), ("police", SOUTHBY), ("ofsted", None), ("dfe_statistics", None)] * 2

    names = [ask(text, agency, area).data["home"]["name"] for agency, area in callers]

    assert names == [None, "Elm House", "Elm House", None] * 2


def test_a_question_is_answered_while_its_table_gets_a_new_column(own_server):
    text = "{ homes { nodes { urn } } }"
    before = own_server.ask(text, "ofsted")
    with own_server.owner.begin() as owner:
        owner.execute(sa.text("alter table register.home alter column places type bigint"))

    after = own_server.ask("{ homes { nodes { urn places } } }", "ofsted"), own_server.ask(text, "ofsted")

    assert [each.status for each in (before, *after)] == [200, 200, 200]
    assert after[1].data == before.data


def unsealed(server, log, age_s):
    """Let it be so long since one of the logs, and it alone, was known to be sealed and held."""
    age = sa.text(
        "update register.seal_state set checked_at = now() - case log when :log then :age_s else 0 end * interval '1 s'"
    )
    with server.owner.begin() as owner:
        owner.execute(age, {"log": log, "age_s": age_s})


@pytest.mark.parametrize("log", ["access", "entry"])
def test_while_a_log_has_gone_unsealed_for_longer_than_may_be_nothing_is_read_and_nothing_changed(own_server, log):
    read, command = (
        "{ homes { totalCount } }",
        'mutation { endAccess(input: {id: "x", idempotencyKey: "k"}) { problems { code } } }',
    )
    asked = (read, "{ __typename }", command)

    unsealed(own_server, log, settings().seal_grace_s - 60)
    before = [own_server.ask(text, "ofsted") for text in asked]
    unsealed(own_server, log, settings().seal_grace_s + 60)
    late = [own_server.ask(text, "ofsted") for text in asked]
    unsealed(own_server, log, 0)

    assert [answer.status for answer in before] == [200, 200, 200]
    assert [(answer.status, answer.codes, answer.reads) for answer in late] == [(503, ["SYSTEM_UNAVAILABLE"], [])] * 3
    assert own_server.ask(read, "ofsted").data == before[0].data
