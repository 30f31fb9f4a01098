"""The access log: one entry for each root that ran, one for each refusal, and no answer without its entry."""

import re

import pytest
import sqlalchemy as sa

from register.policy.grants import POLICY_VERSION
from tests.support import story


def entries(server, subject):
    with server.owner.connect() as owner:
        text = sa.text("select * from register.access_log where subject = :s order by id")
        return owner.execute(text, {"s": subject}).all()


def test_an_entry_says_who_asked_for_what_and_which_rows_were_given(ask, server):
    text = 'query Names { homes(where: {name: {startsWith: "Ash"}}) { nodes { urn name } } }'
    ask(text, "police", story.NORTHBY, purpose="missing_investigation", subject="officer of names")

    (entry,) = entries(server, "officer of names")

    assert (entry.agency, entry.area, entry.purpose) == ("police", story.NORTHBY, "missing_investigation")
    assert (entry.operation, entry.root, entry.outcome, entry.refusal) == ("Names", "homes", "allowed", None)
    assert entry.groups == ["home identity and location", "home public facts"]
    assert (entry.node_sizes, entry.keys, entry.row_count) == ([1, 0], [story.INSIDE], 1)
    assert entry.nodes[0] == "homes"
    assert re.fullmatch("searched name startsWith [0-9a-f]{16}", entry.nodes[1])
    assert entry.policy_version == POLICY_VERSION


def test_an_entry_never_holds_a_value_that_was_asked_for_or_given(ask, server):
    text = 'query { homes(where: {name: {eq: "Ash House"}}) { nodes { name postcode registeredManager { name } } } }'
    ask(text, "ofsted", subject="reader of values")

    written = str(entries(server, "reader of values"))

    assert [value for value in ("Ash House", "Ash", "Perpetua", "ZZ") if value in written] == []


def test_each_root_is_an_entry_of_its_own_and_they_share_their_request(ask, server):
    answer = ask(
        "{ a: homes { totalCount } b: areas { totalCount } viewer { subject } }", "ofsted", subject="asker of two"
    )

    found = entries(server, "asker of two")

    assert [entry.root for entry in found] == ["homes", "areas"]
    assert {entry.request for entry in found} == {answer.headers["register-request"]}


@pytest.mark.parametrize(
    ("agency", "text", "purpose", "code"),
    [
        (
            "dfe_statistics",
            '{ homes(where: {name: {eq: "a"}}) { totalCount } }',
            "statistics",
            "POLICY_FORBIDDEN_MATCH",
        ),
        ("ofsted", "{ accessLog { totalCount } }", "regulation", "POLICY_FORBIDDEN"),
        ("ofsted", "{ homes { nodes { name } } }", None, "POLICY_PURPOSE_REQUIRED"),
    ],
)
def test_a_refusal_of_policy_is_written_down_with_its_code_and_reads_nothing(ask, server, agency, text, purpose, code):
    answer = ask(text, agency, purpose=purpose, subject=f"refused by {code}")

    (entry,) = entries(server, f"refused by {code}")

    assert (entry.outcome, entry.refusal, entry.keys, entry.row_count) == ("refused", code, [], 0)
    assert (answer.codes, answer.reads) == ([code], [])


@pytest.mark.parametrize("text", ["{ homes(first: 0) { totalCount } }", "{ nonsense }", "{ homes { totalCount }"])
def test_a_request_that_is_no_question_is_no_consultation(ask, server, text):
    ask(text, "ofsted", subject="asker of nonsense")

    assert entries(server, "asker of nonsense") == []


def test_a_root_that_is_refused_leaves_the_others_answered_and_each_is_written_down(ask, server):
    answer = ask("{ homes { totalCount } accessLog { totalCount } }", "ofsted", subject="half refused")

    assert answer.data == {"homes": {"totalCount": 7}, "accessLog": None}
    assert sorted((entry.root, entry.outcome) for entry in entries(server, "half refused")) == [
        ("accessLog", "refused"),
        ("homes", "allowed"),
    ]


def test_where_nothing_can_be_written_down_nothing_is_answered(own_server):
    with own_server.owner.begin() as owner:
        owner.execute(sa.text("revoke insert on register.access_log from register_ofsted"))

    answer = own_server.ask("{ homes { nodes { urn } } }", "ofsted")

    assert answer.status in (500, 503)
    assert b"SC9" not in answer.body
    assert answer.json.get("data") is None


def test_a_log_that_is_locked_makes_the_register_unavailable_within_seconds(own_server):
    with own_server.owner.begin() as owner:
        owner.execute(sa.text("lock table register.access_log in access exclusive mode"))
        answer = own_server.ask("{ homes { nodes { urn } } }", "ofsted")

    assert (answer.status, answer.codes) == (503, ["SYSTEM_UNAVAILABLE"])
    assert "retry-after" in answer.headers


def test_the_auditor_reads_the_log_newest_first_and_is_written_down_for_it(ask, server):
    ask("{ homes(first: 1) { nodes { urn } } }", "ofsted", subject="watched")
    text = """query($s: String) { accessLog(where: {subject: {eq: $s}}) { nodes {
        agency subject operation purpose outcome keys rowCount } } }"""

    answer = ask(text, "auditor", subject="watcher", s="watched")

    assert answer.data["accessLog"]["nodes"] == [
        {
            "agency": "OFSTED",
            "subject": "watched",
            "operation": None,
            "purpose": "SAFEGUARDING_CHILD",
            "outcome": "ALLOWED",
            "keys": [story.PLAIN],
            "rowCount": 1,
        }
    ]
    (entry,) = entries(server, "watcher")
    assert (entry.root, entry.groups) == ("accessLog", ["audit log"])
