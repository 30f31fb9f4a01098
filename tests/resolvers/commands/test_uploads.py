"""Ofsted's monthly file, sent as a whole: compared, applied all or not at all, reported, done once."""

import itertools
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from register.tables import change_request, entry, home
from tests.hostile.broken_connections import CANCELLED, GONE, KILLED, crashes
from tests.support.published_files import UNINSPECTED, needs_real_files, provider_file, real_file
from tests.support.story import NORTHBY

IMPORT = """
mutation ($input: ImportHomesInput!) {
  importHomes(input: $input) {
    report { asAt read added changed unchanged skipped refused closed standing lines }
    problems { code field message }
  }
}
"""
NAME = "providers as at 2025-03-31.csv"
NEW = {"added": 0, "changed": 0, "unchanged": 0, "refused": 0, "closed": 0}


@pytest.fixture
def monthly(tmp_path):
    """The text of a file with these homes."""

    def text(*urns, **changes):
        rows = [{"URN": urn, "Local authority": "Northby Council", **UNINSPECTED, **changes} for urn in urns]
        return provider_file(tmp_path, *rows).read_text(encoding="utf-8-sig")

    return text


def sends(server, file, agency="ofsted", area=None, **more):
    given = {"name": NAME, "file": file, "asAt": "2025-03-31", "idempotencyKey": str(uuid.uuid4())} | more
    return server.ask(IMPORT, agency, area, input=given)


def told(answer):
    return answer.data["importHomes"]


def counts(answer):
    report = told(answer)["report"]
    return {name: report[name] for name in ("added", "changed", "unchanged", "refused", "closed")}


def registered(server):
    with server.owner.connect() as owner:
        return set(owner.scalars(sa.select(home.c.urn).where(home.c.source_system.is_not(None))))


def test_rows_about_other_providers_are_read_and_counted_as_skipped(own_server, monthly):
    file = monthly("SC910001") + monthly("SC910009", **{"Provision type": "Boarding School"}).splitlines(True)[1]

    report = told(sends(own_server, file, dryRun=True))["report"]

    assert (report["read"], report["added"], report["skipped"]) == (2, 1, 1)


def test_a_file_is_compared_and_then_applied_and_a_second_time_changes_nothing(own_server, monthly):
    file = monthly("SC910001", "SC910002")
    tried = sends(own_server, file, dryRun=True)
    nothing = registered(own_server)
    done = sends(own_server, file)
    again = sends(own_server, file)

    assert (counts(tried), nothing) == (NEW | {"added": 2}, set())
    assert (counts(done), told(done)["problems"]) == (NEW | {"added": 2}, [])
    assert registered(own_server) == {"SC910001", "SC910002"}
    assert counts(again) == NEW | {"unchanged": 2}
    assert told(done)["report"]["asAt"] == "2025-03-31"


def test_a_dry_run_shows_what_would_change_and_nothing_else_does(own_server, monthly):
    document = """mutation ($input: ImportHomesInput!) {
      importHomes(input: $input) { changes { record key field before after } problems { code } }
    }"""
    given = {"name": NAME, "asAt": "2025-03-31"}

    def changes(file, **more):
        sent = {**given, "file": file, "idempotencyKey": str(uuid.uuid4()), **more}
        return told(own_server.ask(document, "ofsted", input=sent))["changes"]

    tried = changes(monthly("SC910001"), dryRun=True)
    applied = changes(monthly("SC910001"))
    again = changes(monthly("SC910001", Places="9"), dryRun=True)

    one = {"record": "Home", "key": "SC910001", "field": "urn", "before": None, "after": "SC910001"}
    assert (one in tried, applied) == (True, None)
    assert again == [{"record": "Home", "key": "SC910001", "field": "places", "before": "4", "after": "9"}]
    assert changes(monthly("SC910001", Places="x"), dryRun=True) == []


def test_sent_again_with_its_key_it_is_answered_as_it_was(own_server, monthly):
    file = monthly("SC910001")
    first = sends(own_server, file, idempotencyKey="march")
    again = sends(own_server, file, idempotencyKey="march")
    other = sends(own_server, monthly("SC910002"), idempotencyKey="march")

    assert first.json["data"] == again.json["data"]
    assert [problem["code"] for problem in told(other)["problems"]] == ["CONFLICT_IDEMPOTENCY"]
    assert registered(own_server) == {"SC910001"}


@pytest.mark.parametrize("way", [KILLED, CANCELLED, GONE])
def test_cut_off_at_any_statement_it_is_answered_when_it_is_sent_again_as_if_it_had_never_been(
    own_server, monthly, way
):
    standing = []

    def send(key):
        return sends(own_server, monthly(*standing, key), idempotencyKey=key)

    with crashes(own_server) as crash:
        for at in itertools.count(2):
            key = f"SC92{at:04}"
            crash.arm(at, way)
            cut_off, statements = send(key), crash.count
            crash.arm(None)
            if statements < at:
                break
            again, once_more = send(key), send(key)
            standing.append(key)

            assert (cut_off.status, cut_off.codes) == (503, ["SYSTEM_UNAVAILABLE"])
            assert counts(again) == NEW | {"added": 1, "unchanged": len(standing) - 1}
            assert again.body == once_more.body
            assert registered(own_server) == set(standing)
    assert cut_off.status == 200
    assert len(standing) == statements - 1 > 5


def test_of_many_sendings_at_once_one_is_done_and_all_are_answered_alike(own_server, monthly):
    file = monthly("SC910001", "SC910002")
    with ThreadPoolExecutor(6) as senders:
        answers = list(senders.map(lambda _: sends(own_server, file, idempotencyKey="march"), range(6)))

    assert {json.dumps(answer.json["data"]) for answer in answers} == {json.dumps(answers[0].json["data"])}
    assert counts(answers[0]) == NEW | {"added": 2}


def test_a_key_that_brought_a_file_in_is_never_free_again(own_server, monthly):
    file = monthly("SC910001")
    first = sends(own_server, file, idempotencyKey="march")
    with own_server.owner.begin() as owner:
        owner.execute(sa.update(change_request).values(recorded_at=sa.func.now() - timedelta(days=400)))

    assert sends(own_server, file, idempotencyKey="march").json["data"] == first.json["data"]


def test_what_it_writes_is_signed_by_whoever_sent_it_and_shown_at_once(own_server, monthly):
    sends(own_server, monthly("SC910001"))

    shown = own_server.ask('{ home(urn: "SC910001") { places authority { code } } }', "police", NORTHBY)
    assert shown.data["home"] == {"places": 4, "authority": {"code": "E08000003"}}
    log = own_server.ask("{ accessLog(first: 2) { nodes { root outcome } } }", "auditor").data["accessLog"]["nodes"]
    assert {"root": "importHomes", "outcome": "ALLOWED"} in log


def test_a_file_that_would_close_many_homes_is_refused_unless_that_is_meant(own_server, monthly):
    sends(own_server, monthly("SC910001", "SC910002"))
    fewer = monthly("SC910001")
    refused = sends(own_server, fewer)
    kept = registered(own_server)
    meant = sends(own_server, fewer, allowLargeChange=True)

    assert [problem["code"] for problem in told(refused)["problems"]] == ["RULE_FILE_REFUSED"]
    assert (counts(refused)["closed"], kept) == (1, {"SC910001", "SC910002"})
    assert (counts(meant)["closed"], told(meant)["problems"]) == (1, [])
    status = '{ home(urn: "SC910002") { registrationStatus } }'
    assert own_server.ask(status, "ofsted").data["home"] == {"registrationStatus": "LAPSED"}


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-1].rsplit(",", 1)[0], lambda text: "", lambda text: "not,a\nlist,x\n"]
)
def test_what_is_no_whole_list_leaves_no_trace(own_server, monthly, spoil):
    with own_server.owner.connect() as owner:
        before = owner.scalar(sa.select(sa.func.count()).select_from(entry))

    answer = sends(own_server, spoil(monthly("SC910001", "SC910002")))

    assert [problem["code"] for problem in told(answer)["problems"]] == ["RULE_FILE_REFUSED"]
    assert told(answer)["report"] is None
    with own_server.owner.connect() as owner:
        assert owner.scalar(sa.select(sa.func.count()).select_from(entry)) == before


@pytest.mark.parametrize("agency", ["police", "dfe", "auditor", "admin"])
def test_no_other_agency_sends_files(own_server, monthly, agency):
    answer = sends(own_server, monthly("SC910001"), agency, NORTHBY if agency == "police" else None)

    assert (answer.data["importHomes"], answer.codes) == (None, ["POLICY_FORBIDDEN"])
    assert registered(own_server) == set()


def test_only_the_keepers_body_may_be_long(own_server):
    long = "x" * 100_000

    assert sends(own_server, long, "police", NORTHBY).codes == ["REQUEST_TOO_LARGE"]
    assert sends(own_server, long).status == 200
    assert sends(own_server, "x" * 9_000_000).codes == ["REQUEST_TOO_LARGE"]
    document = own_server.send(own_server.token("ofsted"), {"query": "{ viewer { agency } }" + " " * 100_000})
    assert document.codes == ["REQUEST_TOO_LARGE"]


@needs_real_files
@pytest.mark.real_data
def test_the_official_list_of_four_thousand_homes_is_sent_and_compared(own_server):
    path = real_file("ofsted/ofsted_providers_2025-03-31.csv")

    answer = sends(own_server, path.read_text(encoding="utf-8-sig"), dryRun=True, partial=True)

    assert told(answer)["report"]["read"] >= 4_009
