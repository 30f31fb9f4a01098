"""A command is carried out once however often it is sent, or not at all, and is read back by its own caller."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.command_client import document, new_home
from tests.support.story import INSIDE, PLAIN

TABLES = """
select sum((xpath('/row/c/text()', query_to_xml(format('select count(*) as c from register.%I', relname),
                                                false, true, '')))[1]::text::bigint)
  from pg_class where relnamespace = 'register'::regnamespace and relkind = 'r'
   and (relname like '%\\_history' or relname in ('home', 'home_identity', 'premises', 'entry', 'change_request'))
"""


@pytest.fixture
def urn(keeper):
    """A home of this test's own, at version 1."""
    made = f"{uuid.uuid4().int % 9_000_000 + 1_000_000}"
    keeper.do("registerHome", **new_home(made))
    return made


def correction(urn, version=1, places=5, **more):
    given = {"urn": urn, "expectedVersion": version, "places": places, "idempotencyKey": str(uuid.uuid4())}
    return given | more


def told(keeper, given, **asked):
    return keeper.send("correctHome", given, shown="version places name", **asked).data["correctHome"]


def codes(payload):
    return [problem["code"] for problem in payload["problems"]]


def test_sent_again_it_is_answered_as_it_was_then_whatever_has_become_of_the_home(keeper, urn):
    given = correction(urn)
    first = told(keeper, given)
    told(keeper, correction(urn, version=2, places=9, name="Later House"))
    again = told(keeper, given)

    assert first == {"home": {"version": 2, "places": 5, "name": "Rook House"}, "problems": []}
    assert again == first
    assert keeper.version(urn) == 3


def test_a_refusal_is_remembered_too(keeper, urn):
    given = correction(urn, version=9)
    first = told(keeper, given)
    told(keeper, correction(urn))

    assert codes(first) == ["CONFLICT_STALE"]
    assert told(keeper, given) == first


@pytest.mark.parametrize("other", [{"places": 6}, {"reason": "Another."}], ids=["another value", "another reason"])
def test_a_key_is_not_used_for_anything_else(keeper, urn, other):
    given = correction(urn)
    told(keeper, given)

    assert codes(told(keeper, given | other)) == ["CONFLICT_IDEMPOTENCY"]
    assert codes(told(keeper, given, purpose="regulation")) == ["CONFLICT_IDEMPOTENCY"]
    assert keeper.version(urn) == 2


def test_another_persons_key_is_another_key(keeper, urn):
    given = correction(urn)
    told(keeper, given)

    other = told(keeper, given, subject="a colleague")

    assert codes(other) == ["CONFLICT_STALE"]


def test_after_a_day_a_key_is_new(keeper, urn):
    given = correction(urn)
    told(keeper, given)
    with keeper.server.owner.begin() as owner:
        owner.exec_driver_sql("update register.change_request set recorded_at = recorded_at - interval '25 hours'")

    assert codes(told(keeper, given)) == ["CONFLICT_STALE"]
    assert told(keeper, given | {"expectedVersion": 2})["problems"][0]["code"] == "CONFLICT_IDEMPOTENCY"


@pytest.mark.parametrize("same_key", [True, False], ids=["one key", "two keys"])
def test_of_two_at_once_one_changes_the_home(keeper, urn, same_key):
    given = [correction(urn, places=places) for places in (5, 6, 7, 8)]
    if same_key:
        given = [given[0]] * 4
    body = [{"query": document("correctHome", "version places"), "variables": {"input": each}} for each in given]
    token = keeper.server.token("ofsted")
    url, headers = f"{keeper.server.url}/graphql", {"Authorization": f"Bearer {token}"}

    with ThreadPoolExecutor(4) as threads:
        answers = list(
            threads.map(lambda each: keeper.server.client.post(url, json=each, headers=headers).json(), body)
        )

    payloads = [answer["data"]["correctHome"] for answer in answers]
    done = [payload for payload in payloads if not payload["problems"]]
    assert keeper.version(urn) == 2
    assert [len(done), {payload["home"]["version"] for payload in done}] == [4 if same_key else 1, {2}]
    assert all(codes(payload) in ([], ["CONFLICT_STALE"]) for payload in payloads)


def test_a_dry_run_looks_at_everything_and_leaves_no_trace_of_it_in_any_table(keeper, urn):
    before = keeper.scalar(TABLES)
    moved = {"postcode": "ZZ8 8ZZ", "longitude": -2.0767566, "latitude": 53.4517508}
    given = correction(urn, name="Tried House", premises=[moved], dryRun=True)
    tried = told(keeper, given)
    refused = told(keeper, correction(urn, places=0, dryRun=True))

    assert tried == {"home": {"version": 2, "places": 5, "name": "Tried House"}, "problems": []}
    assert codes(refused) == ["RULE_PLACES"]
    assert keeper.scalar(TABLES) == before
    assert keeper.read(urn, "version name") == {"version": 1, "name": "Rook House"}


def test_what_is_shown_needs_its_purpose_or_nothing_is_done(keeper, urn):
    answer = keeper.send("correctHome", correction(urn), shown="name", purpose=None)
    without = keeper.send("correctHome", correction(urn), shown="places", purpose=None)

    assert (answer.codes, answer.data) == (["POLICY_PURPOSE_REQUIRED"], {"correctHome": None})
    assert without.data["correctHome"]["home"] == {"places": 5}
    assert keeper.version(urn) == 2


@pytest.mark.parametrize(
    ("key", "code"),
    [("", "RULE_TEXT_EMPTY"), ("x" * 201, "RULE_TEXT_TOO_LONG"), ("a\tb", "RULE_TEXT_CONTROL")],
)
def test_a_key_can_be_read(keeper, urn, key, code):
    payload = told(keeper, correction(urn, idempotencyKey=key))

    assert [(each["code"], each["field"]) for each in payload["problems"]] == [(code, "idempotencyKey")]
    assert keeper.version(urn) == 1


def test_a_text_that_no_column_can_hold_is_refused_where_it_stands(keeper):
    inline = (
        'mutation { correctHome(input: {urn: "9900007", expectedVersion: 1, idempotencyKey: "nul", '
        'name: "a\\u0000b", premises: [{town: "\\u0000"}]}) { home { urn } problems { code field } } }'
    )
    answer = keeper.server.ask(inline, "ofsted")

    assert answer.data["correctHome"] == {
        "home": None,
        "problems": [
            {"code": "RULE_TEXT_CONTROL", "field": "name"},
            {"code": "RULE_TEXT_CONTROL", "field": "premises.0.town"},
        ],
    }
    assert keeper.version(PLAIN) == 1


def test_the_log_names_what_was_changed_and_what_was_refused(keeper):
    keeper.do("correctHome", INSIDE, places=4)
    keeper.do("correctHome", INSIDE, places=0)
    logged = """select array_agg(array[outcome, refusal, array_to_string(keys, ' ')] order by id) from
                (select * from register.access_log where root = 'correctHome' order by id desc limit 2) as last"""

    assert keeper.scalar(logged) == [["allowed", None, INSIDE], ["refused", "RULE_PLACES", ""]]


def test_the_reason_stands_beside_every_record_that_was_written(keeper, urn):
    last = keeper.scalar("select max(number) from register.entry")
    keeper.do("correctHome", urn, name="Rooks", reason="Misread.")
    written = (
        "select array_agg(distinct array[reason, subject, agency]) from register.entry_author where number > :last"
    )

    assert keeper.scalar(written, last=last) == [["Misread.", "tester", "ofsted"]]
