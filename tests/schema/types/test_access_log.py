"""The access log: its fields, and that it tells keys and never values."""

import uuid

import pytest

from register.errors import Forbidden
from register.sealing.holders import FileHolder
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.settings import Settings
from register.vocabulary import Agency
from tests.sealing.conftest import consult, seal_all
from tests.support import story
from tests.support.declared_types import lines_of, listed
from tests.support.query_plans import decide

GRANT = uuid.UUID(int=7)


def test_an_entry_has_these_fields():
    assert lines_of("AccessLogEntry") == listed("""
        id: ID!
        at: DateTime!
        subject: String!
        agency: Agency!
        area: String
        organisation: String
        purpose: Purpose
        operation: String
        request: String
        root: String!
        outcome: Outcome!
        refusal: String
        rowCount: Int!
        groups: [String!]
        nodes: [String!]
        nodeSizes: [Int!]
        keys(first: Int = 1000): [String!]!
        policyVersion: String!
        liveGrants: [String!]
        breakGlass: Boolean!
        consulted: [ConsultedKey!]
    """)


@pytest.mark.parametrize("agency", [agency for agency in Agency if agency is not Agency.AUDITOR])
def test_nobody_but_the_auditor_reads_the_log(agency):
    with pytest.raises(Forbidden):
        decide("{ accessLog { totalCount } }", agency)


@pytest.mark.parametrize(("agency", "area"), [("police", story.NORTHBY), ("ofsted", None), ("admin", None)])
def test_the_log_is_refused_before_it_is_read(ask, agency, area):
    answer = ask("{ accessLog { totalCount nodes { subject } } }", agency, area)

    assert (answer.codes, answer.data, answer.reads) == (["POLICY_FORBIDDEN"], {"accessLog": None}, [])


def test_entries_are_paged_through_newest_first(ask):
    for _ in range(3):
        ask("{ homes { totalCount } }", "ofsted", subject="asker of three")
    text = """query($a: String) { accessLog(first: 2, after: $a, where: {subject: {eq: "asker of three"}}) {
        nodes { id } pageInfo { endCursor hasNextPage } } }"""

    first = ask(text, "auditor", a=None).data["accessLog"]
    second = ask(text, "auditor", a=first["pageInfo"]["endCursor"]).data["accessLog"]

    ids = [int(node["id"]) for node in [*first["nodes"], *second["nodes"]]]
    assert (len(ids), ids) == (3, sorted(ids, reverse=True))
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


KEYS_OF = """query($of: String!) {
    accessLog(where: {consulted: {some: {key: {eq: $of}}}, subject: {startsWith: "seen"}}) {
        totalCount nodes { subject consulted { key } } } }"""


def test_the_log_tells_who_consulted_a_home(own_server, tmp_path):
    one = '{ home(urn: "SC900001") { urn } }'
    own_server.ask(one, "ofsted", subject="seen one")
    own_server.ask("{ homes { nodes { urn } } }", "police", story.NORTHBY, subject="seen all")
    own_server.ask(one.replace("900001", "900002"), "ofsted", subject="seen another")
    given = Settings(seal_note_s=0)
    seal_all(Sealer(own_server.owner, open_key(given, tmp_path), FileHolder(tmp_path / "heads.log"), given=given))

    found = own_server.ask(KEYS_OF, "auditor", of=story.INSIDE)

    assert found.data["accessLog"] == {
        "totalCount": 2,
        "nodes": [
            {"subject": "seen all", "consulted": [{"key": urn} for urn in story.EVERY_URN]},
            {"subject": "seen one", "consulted": [{"key": story.INSIDE}]},
        ],
    }


def test_consultations_of_homes_that_were_opened_are_asked_for_apart(own_server):
    own_server.ask("{ homes { totalCount } }", "ofsted", subject="plain")
    with own_server.owner.begin() as connection:
        opened = {"subject": "opened", "break_glass": True, "live_grants": [GRANT], "keys": [], "nodes": []}
        consult(connection, **opened)
    text = "query($b: Boolean) { accessLog(breakGlass: $b) { nodes { subject breakGlass liveGrants } } }"

    apart = {
        b: own_server.ask(text, "auditor", subject="auditor", b=b).data["accessLog"]["nodes"] for b in (True, False)
    }

    assert apart[True] == [{"subject": "opened", "breakGlass": True, "liveGrants": [str(GRANT)]}]
    assert {"subject": "plain", "breakGlass": False, "liveGrants": []} in apart[False]
    assert not any(node["breakGlass"] for node in apart[False])
