"""A record of any type by its id, as Relay's Global Object Identification asks, as its own field shows it.

Source: relay.dev/graphql/objectidentification.htm
"""

import uuid

import pytest

from tests.support import story
from tests.support.story import NORTHBY

POLICE = ("police", NORTHBY)
LAST = "select root, outcome, refusal, keys, groups from register.access_log order by id desc limit 1"
INTROSPECTED = """{ __type(name: "Node") { kind fields { name type { kind ofType { name } } } }
  __schema { queryType { fields { name type { name kind } args { name type { kind ofType { name } } } } } } }"""
# As relay-compiler writes the query that reads a part of the page again.
AGAIN = """query Again($id: ID!) { node(id: $id) { __typename ...Shown id } }
           fragment Shown on Home { name urn provider { name id } withheld { field } id }"""


def logged(server):
    with server.owner.connect() as owner:
        return owner.exec_driver_sql(LAST).mappings().one()


def id_of(ask, urn):
    return ask(f'{{ home(urn: "{urn}") {{ id }} }}', "ofsted").data["home"]["id"]


def test_the_schema_has_what_a_client_of_relay_looks_for(ask):
    told = ask(INTROSPECTED, "ofsted").data
    (node,) = (each for each in told["__schema"]["queryType"]["fields"] if each["name"] == "node")
    an_id = {"kind": "NON_NULL", "ofType": {"name": "ID"}}

    assert told["__type"] == {"kind": "INTERFACE", "fields": [{"name": "id", "type": an_id}]}
    assert (node["type"], node["args"]) == ({"name": "Node", "kind": "INTERFACE"}, [{"name": "id", "type": an_id}])


@pytest.mark.parametrize(("agency", "area"), [POLICE, ("ofsted", None), ("dfe_statistics", None)])
@pytest.mark.parametrize("urn", [story.INSIDE, story.OUTSIDE])
def test_a_node_is_shown_logged_and_withheld_as_the_field_of_its_type_has_it(server, agency, area, urn):
    key = id_of(server.ask, urn)
    shown = "urn name postcode provider { reference } withheld { field reason }"

    by_urn = server.ask(f'{{ home(urn: "{urn}") {{ {shown} }} }}', agency, area).data["home"]
    row = logged(server)
    answer = server.ask(f'{{ node(id: "{key}") {{ __typename id ... on Home {{ {shown} }} }} }}', agency, area)

    assert answer.data["node"] == {"__typename": "Home", "id": key, **by_urn}
    assert dict(logged(server)) == {**row, "root": "node"}
    assert server.ask(AGAIN, agency, area, id=key).data["node"]["urn"] == urn


def test_a_fragment_about_another_type_shows_nothing_wherever_it_stands(ask):
    key = id_of(ask, story.INSIDE)
    text = f"""{{ node(id: "{key}") {{ ... on Child {{ name }} ... on Node {{ id ... on Home {{ urn }} }} }}
      home(urn: "{story.INSIDE}") {{ ... on Node {{ ... on Child {{ name sex }} ... on Home {{ urn }} }} }} }}"""
    answer = ask(text, *POLICE)

    assert answer.codes == []
    assert answer.data == {"node": {"id": key, "urn": story.INSIDE}, "home": {"urn": story.INSIDE}}


def test_an_id_that_nobody_has_finds_nothing_and_the_question_is_logged(server):
    answer = server.ask(f'{{ node(id: "{uuid.uuid4()}") {{ id ... on Provider {{ name }} }} }}', "ofsted")

    assert (answer.data, answer.codes) == ({"node": None}, [])
    assert (logged(server)["root"], logged(server)["outcome"], logged(server)["keys"]) == ("node", "allowed", [])


@pytest.mark.parametrize("wrong", ["SC900001", "", "Home:1", "3f2c"])
def test_an_id_of_the_wrong_form_is_refused_with_its_form(ask, wrong):
    answer = ask("query ($id: ID!) { a: node(id: $id) { id } }", "ofsted", id=wrong)
    (error,) = answer.json["errors"]

    assert (answer.data, error["path"], error["extensions"]["code"]) == ({"a": None}, ["a"], "REQUEST_BAD_INPUT")
    assert error["message"].startswith("node.id: ")
    assert answer.reads == []


@pytest.mark.parametrize(
    ("expected", "agency", "code"), [("Child", "dfe_statistics", "POLICY_FORBIDDEN"), ("Child", "police", "PURPOSE")]
)
def test_a_type_that_may_not_be_read_is_refused_before_any_record_is_looked_for(server, expected, agency, code):
    text = f'{{ node(id: "{uuid.uuid4()}") {{ ... on {expected} {{ name }} }} }}'
    answer = server.ask(text, agency, NORTHBY if agency == "police" else None, purpose=None)

    assert (answer.data, len(answer.codes)) == ({"node": None}, 1)
    assert code in answer.codes[0]
    assert answer.reads == []
    assert (logged(server)["root"], logged(server)["outcome"]) == ("node", "refused")
