"""The access log: its fields, and that it tells keys and never values."""

import pytest

from register.errors import Forbidden
from register.vocabulary import Agency
from tests import story
from tests.planning import decide
from tests.schema.declared import lines_of, listed


def test_an_entry_has_these_fields():
    assert lines_of("AccessLogEntry") == listed("""
        id: ID!
        at: DateTime!
        subject: String!
        agency: Agency!
        area: String
        organisation: String
        purpose: String
        operation: String
        request: String
        root: String!
        outcome: String!
        refusal: String
        rowCount: Int!
        groups: [String!]
        nodes: [String!]
        nodeSizes: [Int!]
        keys(first: Int = 1000): [String!]!
        policyVersion: String!
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
