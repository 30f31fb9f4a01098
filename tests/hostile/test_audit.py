"""No entry, no answer: what happens when the access log cannot be written, is slow, is attacked, or is read (AD)."""

import contextlib
import json
import re
import threading
from datetime import date

import pytest
import sqlalchemy as sa

from register.errors import Unavailable
from register.policy.second_wall.rights import rights
from tests.hostile.obstructions import AT_COMMIT, BEFORE_INSERT, obstructed
from tests.hostile.raw_requests import GRAPHQL, change, entries, post, raw, signed
from tests.support import story

TODAY = date(2026, 3, 2)
# What every role may write of an entry of the access log.
LOGGED = ", ".join(
    right.column
    for right in rights()
    if (right.role, right.table, right.verb) == ("register_police", "access_log", "insert")
)
ASKED = "query Asked { homes { nodes { urn name postcode registeredManager { name } } } }"
STORED = ("Ash House", "Oak House", "Perpetua Moss", "ZZ", story.INSIDE, story.PLAIN)
SECRET = "the canary sings of Ash House"  # noqa: S105 - what must not be told


def ask(server, query=ASKED, **more):
    return server.ask(query, "police", story.NORTHBY, **more)


def refused_without_data(answer):
    """Whether an answer is the one that stands for a register out of reach, with nothing in it."""
    assert (answer.status, answer.codes) == (503, ["SYSTEM_UNAVAILABLE"])
    assert answer.json == {
        "errors": [
            {
                "message": "The register is unavailable. Try again later.",
                "extensions": {"code": "SYSTEM_UNAVAILABLE", "hint": Unavailable.hint},
            }
        ]
    }
    assert int(answer.headers["retry-after"]) >= 1
    assert not any(text in answer.body.decode() for text in (*STORED, SECRET))
    return True


@contextlib.contextmanager
def missing(server):
    change(server, "alter table register.access_log rename to access_log_gone")
    yield
    change(server, "alter table register.access_log_gone rename to access_log")


@contextlib.contextmanager
def locked(server):
    with server.owner.connect() as holder, holder.begin():
        holder.execute(sa.text("lock table register.access_log in access exclusive mode"))
        yield


@contextlib.contextmanager
def without_right(server):
    change(server, "revoke insert on register.access_log from register_police")
    yield
    change(server, f"grant insert ({LOGGED}) on register.access_log to register_police")


KILL = "perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return new;"
FAILURES = {
    "the log is missing": missing,
    "the log is locked": locked,
    "the entry is refused": lambda server: obstructed(server, BEFORE_INSERT, f"raise exception '{SECRET}';"),
    "the entry breaks a rule": lambda server: obstructed(server, BEFORE_INSERT, "new.root := null; return new;"),
    "the disk is full": lambda server: obstructed(
        server, BEFORE_INSERT, "raise exception 'full' using errcode = '53100';"
    ),
    "the commit fails": lambda server: obstructed(server, AT_COMMIT, f"raise exception '{SECRET}';"),
    "the backend is killed": lambda server: obstructed(server, BEFORE_INSERT, KILL),
    "the log may not be written": without_right,
    "the log is slow": lambda server: obstructed(server, BEFORE_INSERT, "perform pg_sleep(60); return new;"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_without_an_entry_there_is_no_answer_and_no_wait_and_all_is_well_afterwards(world, events, failure):
    before = len(entries(world))
    with failure(world):
        # Answered while the failure lasts, which is for longer than the client would wait.
        answer = ask(world)

    assert refused_without_data(answer)
    assert [event["cause"] for event in events()] == ["SYSTEM_UNAVAILABLE"]
    assert len(entries(world)) == before
    assert ask(world).codes == []
    assert len(entries(world)) == before + 1


@pytest.mark.parametrize("failure", [locked, missing], ids=["locked", "missing"])
def test_a_denial_stands_where_it_cannot_be_recorded(world, events, failure):
    with failure(world):
        answer = world.ask("{ homes(where: {name: {isNull: false}}) { nodes { urn } } }", "dfe_statistics")

    assert refused_without_data(answer)
    assert answer.reads == []
    assert [event["cause"] for event in events()] == ["SYSTEM_UNAVAILABLE"]


def test_a_policy_refusal_is_recorded_with_its_code_and_without_keys(world):
    before = len(entries(world))
    queries = {
        "POLICY_FORBIDDEN": ("{ accessLog { nodes { id } } }", {}),
        "POLICY_FORBIDDEN_MATCH": ("{ homes(where: {wording: {eq: 1}}) { nodes { urn } } }", {}),
        "POLICY_PURPOSE_REQUIRED": (ASKED, {"purpose": None}),
    }
    queries["POLICY_FORBIDDEN_MATCH"] = (
        "{ homes(where: {notices: {some: {reasons: {isNull: false}}}}) { nodes { urn } } }",
        {},
    )
    for code, (query, more) in queries.items():
        assert ask(world, query, **more).codes == [code]

    written = [(row["outcome"], row["refusal"], row["row_count"], row["keys"]) for row in entries(world)[before:]]
    assert written == [("refused", code, 0, []) for code in queries]


@pytest.mark.parametrize(
    "query",
    [
        "{ nonsense }",
        "{ homes(first: 0) { nodes { urn } } }",
        "{ homes(first: 1000) { nodes { inspections(first: 1000) { nodes { id } } } } }",
    ],
)
def test_a_bad_request_leaves_a_line_in_the_security_log_or_none_and_no_entry(world, events, query):
    before = len(entries(world))
    answer = ask(world, query)

    assert answer.codes[0].startswith("REQUEST_")
    assert len(entries(world)) == before
    assert [event["cause"] for event in events()] == (answer.codes if answer.status == 400 else [])


def test_a_spent_allowance_leaves_a_line_in_the_security_log(make_server, events):
    with make_server(REGISTER_RATE_COST_PER_MINUTE="60", REGISTER_RATE_BURST_COST="400") as server:
        codes = [code for _ in range(3) for code in ask(server).codes]

        assert codes == ["REQUEST_RATE_LIMITED"] * 2
        assert [event["cause"] for event in events()] == codes
        assert len(entries(server)) == 1


def test_every_record_that_is_given_is_named_however_it_was_asked_for(world):
    before = len(entries(world))
    asked = [
        story.INSIDE,
        story.OUTSIDE,
        story.ON_THE_LINE,
        story.IN_BOTH,
        story.UNPLACED,
        story.AT_SEA,
        story.PLAIN,
        "SC999999",
    ]
    query = " ".join(f'a{number}: home(urn: "{urn}") {{ urn }}' for number, urn in enumerate(asked))
    ask(world, f"{{ {query} }}")
    written = entries(world)[before:]

    assert [row["keys"] for row in written] == [[urn] for urn in asked[:-1]] + [[]]
    assert len({row["request"] for row in written}) == 1
    assert {(row["subject"], row["agency"], row["area"], row["outcome"]) for row in written} == {
        ("tester", "police", story.NORTHBY, "allowed")
    }


def test_the_records_of_every_relation_are_named_each_under_its_part_of_the_query(world):
    before = len(entries(world))
    shown = "provider { reference } inspections(first: 2) { nodes { number } }"
    world.ask(f'{{ h: home(urn: "{story.INSIDE}") {{ {shown} }} }}', "ofsted")
    (row,) = entries(world)[before:]

    sizes = dict(zip(row["nodes"], row["node_sizes"], strict=True))
    assert sizes == {"h": 1, "h.provider": 1, "h.inspections": 2}
    assert sorted(row["keys"]) == sorted([story.INSIDE, "TEST-COMPANY", "INSIDE2024", "INSIDE2023"])


def test_the_entry_holds_no_value_of_the_records_nor_of_the_question(world):
    before = len(entries(world))
    sent = "homes(where: {name: {eq: $name}}) { nodes { name postcode } }"
    stated = 'stated: homes(where: {name: {eq: "Oak House"}}) { nodes { name } }'
    ask(world, f"query Q($name: String) {{ {sent} {stated} }}", name="Ash House")
    written = str([dict(row) for row in entries(world)[before:]])

    assert story.INSIDE in written
    assert not any(text in written for text in ("Ash House", "Oak House", "Mosswick", "ZZ"))


def test_reading_the_log_is_itself_written_down_and_the_reader_sees_keys_and_no_values(world):
    for _ in range(5):
        ask(world)
    before = len(entries(world))
    shown = "id subject agency area operation root outcome rowCount nodes nodeSizes keys groups"
    query = f"query Audit {{ accessLog(first: 5) {{ nodes {{ {shown} }} }} }}"
    answer = world.ask(query, "auditor", subject="auditor-1")
    (row,) = entries(world)[before:]

    shown = answer.data["accessLog"]["nodes"]
    assert (row["subject"], row["agency"], row["root"], row["row_count"]) == ("auditor-1", "auditor", "accessLog", 5)
    assert row["keys"] == [entry["id"] for entry in shown]
    assert shown[0]["operation"] == "Asked"
    assert not any(text in answer.body.decode() for text in ("Ash House", "Oak House", "Perpetua Moss", "Mosswick"))


@pytest.mark.parametrize("agency", ["police", "ofsted", "dfe", "local_authority", "dfe_statistics", "hmicfrs", "admin"])
def test_nobody_but_the_auditor_reads_the_log(world, agency):
    area = {"police": story.NORTHBY, "local_authority": story.NORTHBY_COUNCIL}.get(agency)
    answer = world.ask("{ accessLog { totalCount nodes { id } } }", agency, area)

    assert (answer.data, answer.codes) == ({"accessLog": None}, ["POLICY_FORBIDDEN"])
    assert answer.reads == []


FORGED = {
    "unknown": "curiosity",
    "in capitals": "SAFEGUARDING_CHILD",
    "with a space": "safeguarding child",
    "two of them": "safeguarding_child,statistics",
    "of 10 KB": "s" * 10_240,
    "with colours": "\x1b[31msafeguarding_child",
    "with a forged line": 'statistics"}\\n{"cause": "none',
    "not ASCII": "safeguarding_chil\u00e9",
    "empty": "",
}


def by_hand(server, line):
    """A request with a line among its headers that no client would send."""
    token = server.token("police", story.NORTHBY)
    body = json.dumps({"query": ASKED}).encode()
    head = (
        "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"Accept: {GRAPHQL}\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n"
    )
    return head.encode() + line + b"\r\n\r\n" + body


@pytest.mark.parametrize("purpose", FORGED.values(), ids=FORGED)
def test_a_forged_purpose_is_refused_in_fixed_words_and_is_written_nowhere(world, events, purpose):
    before = len(entries(world))
    told = raw(world, by_hand(world, f"Register-Purpose: {purpose}".encode("latin-1")))

    assert told.startswith(b"HTTP/1.1 400 ")
    assert b'"message":"The Register-Purpose header is not a known purpose."' in told or b"Invalid HTTP request" in told
    assert len(entries(world)) == before
    assert not any(len(purpose) > 12 and purpose in json.dumps(event) for event in events())


def test_two_purposes_are_none(world):
    body = json.dumps({"query": ASKED}).encode()
    answer = post(world, body, [*signed(world, "police", story.NORTHBY), ("Register-Purpose", "statistics")])

    assert (answer.status, answer.codes) == (400, ["REQUEST_BAD_INPUT"])
    assert answer.reads == []


@pytest.mark.parametrize(
    "line", [b"Register-Purpose: safeguarding_child\nX: y", b"Register-Purpose: a\x00b", b"Register-Purpose: a\r b"]
)
def test_a_purpose_of_two_lines_or_with_a_nul_is_no_request_at_all(world, events, line):
    before = len(entries(world))
    told = raw(world, by_hand(world, line))

    assert re.match(rb"HTTP/1.1 (400|200) ", told)
    if told.startswith(b"HTTP/1.1 400 "):
        assert len(entries(world)) == before
    else:
        # A bare line feed ends a header too (RFC 9112, 2.2): what follows is another header, and none of ours.
        assert entries(world)[-1]["purpose"] == "safeguarding_child"
    assert not any("\\u0000" in json.dumps(event) for event in events())


def test_no_answer_leaves_before_its_entry_is_committed(world):
    """While the log is held up, nothing arrives; when it is let go, the answer and the entry do."""
    before = len(entries(world))
    with world.owner.connect() as holder, holder.begin():
        holder.execute(sa.text("lock table register.access_log in share row exclusive mode"))
        told = []
        asking = threading.Thread(target=lambda: told.append(ask(world)))
        asking.start()
        asking.join(timeout=0.4)
        assert told == []
    asking.join(timeout=60)

    assert [answer.codes for answer in told] == [[]]
    assert len(entries(world)) == before + 1
