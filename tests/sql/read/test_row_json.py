"""One row's text: what it shows, what it withholds, and that it says so."""

import re

import pytest

from register.vocabulary import Agency
from tests.support import story
from tests.support.query_plans import compiled
from tests.support.story import IN_BOTH, INSIDE, NORTHBY, OUTSIDE, SOUTHBY, UNPLACED


def home(ask, urn, selection, agency="police", area=NORTHBY):
    text = f"query($u: Urn!) {{ home(urn: $u) {{ {selection} }} }}"
    return ask(text, agency, area, u=urn).data["home"]


@pytest.mark.parametrize(
    ("agency", "area", "urn", "withheld"),
    [
        ("ofsted", None, OUTSIDE, []),
        ("police", SOUTHBY, OUTSIDE, []),
        ("police", NORTHBY, OUTSIDE, [("name", "OUTSIDE_SCOPE"), ("registeredManager", "OUTSIDE_SCOPE")]),
        ("dfe", None, OUTSIDE, [("registeredManager", "NO_GRANT")]),
        ("dfe_statistics", None, OUTSIDE, [("name", "NO_GRANT"), ("registeredManager", "NO_GRANT")]),
        ("local_authority", story.NORTHBY_COUNCIL, OUTSIDE, [("registeredManager", "OUTSIDE_SCOPE")]),
    ],
)
def test_what_is_not_shown_is_null_and_named_with_its_reason(ask, agency, area, urn, withheld):
    shown = home(ask, urn, "urn name registeredManager { name } withheld { field reason } places", agency, area)

    assert sorted((each["field"], each["reason"]) for each in shown["withheld"]) == withheld
    assert {field for field in ("name", "registeredManager") if shown[field] is None} == {f for f, _ in withheld}
    assert shown["places"] == 5


def test_what_is_beside_a_row_is_looked_up_for_each_by_those_who_may_not_read_all_of_it():
    """PostgreSQL would read a whole table of some sizes rather than look into its row policy for each row."""
    asked = "{ homes(first: 1000) { nodes { urn name postcode } } }"
    force, national = (
        re.sub(r"\s+", " ", compiled(asked, agency).rows.text).partition(") AS chosen LEFT OUTER JOIN ")[2]
        for agency in (Agency.POLICE, Agency.OFSTED)
    )

    assert force.count("LATERAL") == force.count("LIMIT ALL OFFSET 0) AS anon") == 2
    assert "point_27700" not in force
    assert national
    assert "LATERAL" not in national


def test_withheld_names_the_field_and_not_its_alias_and_each_field_once(ask):
    shown = home(ask, OUTSIDE, "a: name b: name c: address { town } withheld { field }")

    assert sorted(each["field"] for each in shown["withheld"]) == ["address", "name"]
    assert (shown["a"], shown["b"], shown["c"]) == (None, None, None)


def test_withheld_names_only_what_was_asked_for(ask):
    assert home(ask, OUTSIDE, "urn withheld { field }") == {"urn": OUTSIDE, "withheld": []}


def test_what_is_not_known_is_null_and_is_not_called_withheld(ask):
    shown = home(ask, UNPLACED, "name location { easting } registeredManager { name } withheld { field }")

    assert shown == {"name": None, "location": None, "registeredManager": None, "withheld": []}


def test_withheld_answers_with_the_parts_that_were_asked_for_under_their_keys(ask):
    shown = home(ask, OUTSIDE, "name withheld { __typename why: reason f: field }")

    assert shown["withheld"] == [{"__typename": "Withheld", "why": "OUTSIDE_SCOPE", "f": "name"}]


def test_two_places_of_one_row_show_what_each_asked_for(ask):
    text = """{ homes(where: {urn: {eq: "SC900002"}}) {
        nodes { urn withheld { field } } edges { node { name withheld { field } } } } }"""

    homes = ask(text, "police", NORTHBY).data["homes"]

    assert homes["nodes"] == [{"urn": OUTSIDE, "withheld": []}]
    assert homes["edges"] == [{"node": {"name": None, "withheld": [{"field": "name"}]}}]


def test_a_structure_is_shown_whole_in_the_order_and_under_the_keys_asked_for(ask):
    shown = home(ask, INSIDE, "location { n: northing __typename easting precision geojson }")

    place = shown["location"]
    assert list(place) == ["n", "__typename", "easting", "precision", "geojson"]
    assert (place["n"], place["easting"], place["precision"]) == (395_000.0, 385_000.0, "UPRN")
    assert place["geojson"]["type"] == "Point"


def test_a_home_with_premises_in_two_forces_is_withheld_place_by_place(ask):
    selection = "name postcode onEdge premises { isMain } withheld { field }"

    north, south = home(ask, IN_BOTH, selection), home(ask, IN_BOTH, selection, area=SOUTHBY)

    assert (north["withheld"], north["premises"]) == ([], [{"isMain": True}])
    assert sorted(each["field"] for each in south["withheld"]) == ["onEdge", "postcode"]
    assert (south["name"], south["postcode"], south["premises"]) == ("Twin House", None, [{"isMain": False}])


def test_a_relation_that_is_joined_shows_its_own_relations(ask):
    shown = home(ask, INSIDE, "latestInspection { number home { urn force { code within { kind } } } }")

    assert shown["latestInspection"]["number"] == "INSIDE2024"
    assert shown["latestInspection"]["home"]["force"]["code"] == NORTHBY


def test_the_answer_says_beside_the_data_what_was_withheld_at_which_node(ask):
    text = "{ mine: homes { nodes { urn name } } }"

    told = ask(text, "dfe_statistics").json["extensions"]["withheld"]

    assert told == [{"node": "mine", "fields": ["name"]}]


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (2, 2), (1_000, 7)])
def test_a_list_shows_as_many_items_as_were_asked_for(ask, limit, count):
    ask("{ homes { nodes { urn } } }", "ofsted", subject=f"reader of lists {limit}")
    text = "query($n: Int, $s: String) { accessLog(where: {subject: {eq: $s}}) { nodes { keys(first: $n) rowCount } } }"

    entry = ask(text, "auditor", n=limit, s=f"reader of lists {limit}").data["accessLog"]["nodes"][0]

    assert (len(entry["keys"]), entry["rowCount"]) == (count, 7)
