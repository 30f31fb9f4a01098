"""Documents that are new, again and again: paid for before they are made, so that their sender soon has to wait."""

import pytest

from tests.hostile.raw_requests import GRAPHQL

RELATIONS = " ".join(f"a{number}: inspections(first: 1) {{ nodes {{ number }} }}" for number in range(20))
NEW = {
    "valid documents": lambda number: f"query New{number} {{ homes(first: 1) {{ nodes {{ {RELATIONS} }} }} }}",
    "documents of unknown fields": lambda number: "{ " + " ".join(f"f{number}_{n}" for n in range(300)) + " }",
    "plans of one document": lambda number: None,
}
FLAGS = "query Flags({}) {{ homes(first: 1) {{ nodes {{ urn {} }} }} }}"
NAMES = [f"f{number}" for number in range(10)]
FLAGGED = FLAGS.format(
    ", ".join(f"${name}: Boolean!" for name in NAMES),
    " ".join(f"{name}: places @include(if: ${name})" for name in NAMES),
)


def body(kind, number):
    """A request that has to be made ready, however many others were before it."""
    if kind == "plans of one document":
        return {"query": FLAGGED, "variables": {name: bool(number >> bit & 1) for bit, name in enumerate(NAMES)}}
    return {"query": NEW[kind](number)}


@pytest.mark.parametrize("kind", NEW)
def test_whoever_sends_ever_new_documents_spends_the_allowance_and_others_do_not(make_server, kind):
    with make_server(REGISTER_RATE_COST_PER_MINUTE="60", REGISTER_RATE_BURST_COST="6000") as server:
        answers = [server.send(server.token("ofsted"), body(kind, number), Accept=GRAPHQL) for number in range(12)]
        other = server.ask("{ __typename }", "dfe")

    assert (answers[-1].status, answers[-1].codes) == (429, ["REQUEST_RATE_LIMITED"])
    assert other.status == 200


def test_what_was_made_once_is_not_paid_for_again(make_server):
    with make_server(REGISTER_RATE_COST_PER_MINUTE="60", REGISTER_RATE_BURST_COST="3000") as server:
        text = "{ homes(first: 1) { nodes { urn } } } #" + " " * 1_000
        answers = [server.send(server.token("ofsted"), {"query": text}, Accept=GRAPHQL) for _ in range(30)]

    assert {answer.status for answer in answers} == {200}
