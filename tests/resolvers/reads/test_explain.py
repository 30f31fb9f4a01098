"""A caller asks why: of a place of the schema, and of a row, which is a consultation of it."""

import pytest

from tests.support.story import EVERY_URN, INSIDE, NORTHBY, OUTSIDE

WHY = """
query ($coordinate: String!, $key: String) {
  viewer { explain(coordinate: $coordinate, key: $key) { outcome reason group basis scope line } }
}
"""


def why(ask, coordinate, key=None, agency="police", area=NORTHBY, **more):
    return ask(WHY, agency, area, coordinate=coordinate, key=key, **more)


def told(answer):
    return answer.data["viewer"]["explain"]


def test_a_home_inside_is_allowed_and_one_outside_is_withheld_and_an_absent_one_is_unknown(ask):
    inside, outside, absent = (told(why(ask, "Home.name", urn)) for urn in (INSIDE, OUTSIDE, "SC999999"))

    assert inside == {
        "outcome": "ALLOWED",
        "reason": None,
        "group": "home identity and location",
        "basis": "SI 2010/2130 reg 7 as amended 1 April 2013",
        "scope": "OWN_BOUNDARY",
        "line": "Home.name: allowed (own boundary), by SI 2010/2130 reg 7 as amended 1 April 2013, "
        "in force from 2013-04-01.",
    }
    assert (outside["outcome"], outside["reason"], outside["basis"]) == ("WITHHELD", "OUTSIDE_SCOPE", None)
    assert absent["line"] == "Home.name: withheld, because there is no such row that the caller may see."


@pytest.mark.parametrize(("agency", "area"), [("police", NORTHBY), ("dfe_statistics", None), ("ofsted", None)])
@pytest.mark.parametrize("field", ["name", "location", "registeredManager", "conditions", "urn", "address"])
def test_what_is_explained_is_what_is_done(ask, agency, area, field):
    inner = {"location": "{ easting }", "registeredManager": "{ name }", "conditions": "{ id }",
             "address": "{ town }"}.get(field, "")  # fmt: skip
    for urn in EVERY_URN:
        read = ask(f'{{ home(urn: "{urn}") {{ {field} {inner} withheld {{ field }} }} }}', agency, area)
        withheld = {"field": field} in read.data["home"]["withheld"]

        assert told(why(ask, f"Home.{field}", urn, agency, area))["outcome"] == ("WITHHELD" if withheld else "ALLOWED")


def test_no_stored_value_is_in_an_explanation(ask):
    assert b"Ash House" not in why(ask, "Home.name", INSIDE).body


def test_asking_of_a_row_is_written_down_as_reading_it_is(own_server):
    why(own_server.ask, "Home.name", INSIDE)
    why(own_server.ask, "Home.name")

    log = own_server.ask("{ accessLog(first: 10) { nodes { root keys } } }", "auditor").data["accessLog"]["nodes"]
    assert log == [{"root": "viewer.explain", "keys": [INSIDE]}]


def test_without_a_purpose_a_row_is_refused_and_says_so(ask):
    assert told(why(ask, "Home.name", INSIDE, purpose=None))["outcome"] == "REFUSED"


def test_what_is_no_place_of_the_schema_is_bad_input_and_the_rest_of_the_answer_stands(ask):
    answer = ask(
        '{ viewer { explain(coordinate: "Home.nope") { line } } areas(first: 1) { nodes { code } } }', "police", NORTHBY
    )

    assert (answer.codes, answer.data["viewer"]) == (["REQUEST_BAD_INPUT"], None)
    assert len(answer.data["areas"]["nodes"]) == 1


def test_several_explanations_stand_under_their_own_keys(ask):
    answer = ask(
        '{ viewer { agency a: explain(coordinate: "Home.urn") { outcome } '
        'b: explain(coordinate: "Query.accessLog") { __typename outcome } } }',
        "police",
        NORTHBY,
    )

    assert answer.data["viewer"] == {
        "agency": "POLICE",
        "a": {"outcome": "ALLOWED"},
        "b": {"__typename": "Explanation", "outcome": "REFUSED"},
    }
