"""A request for features is a query of the schema, its text the same for all values, each value a variable."""

import pytest
from graphql import parse, validate

from register.requests.features.collections import collections
from register.requests.features.parameters import read_feature, read_items
from register.requests.features.query import asked_of
from register.schema.assemble import graphql_schema

QUESTIONS = {
    "all": [],
    "box": [("bbox", "-2.5,53.3,-2.0,53.6")],
    "day": [("datetime", "2024-01-01")],
    "interval": [("datetime", "2024-01-01/2024-02-01")],
    "name": [("name", "Ash House")],
    "cursor": [("cursor", "0.x")],
    "other buildings of a box": [("bbox", "-2.5,53.3,-2.0,53.6"), ("cursor", "0r.x")],
}


@pytest.mark.parametrize("name", list(collections()))
@pytest.mark.parametrize("given", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_is_valid_against_the_schema(name, given):
    collection = collections()[name]
    known = [(key, value) for key, value in given if key != "name" or collection.property_named(key)]
    asked = asked_of(collection, read_items(collection, known))

    assert validate(graphql_schema(), parse(asked.query)) == []
    assert asked.reads_only


def test_the_text_does_not_depend_on_a_value_and_never_holds_one():
    homes = collections()["homes"]
    texts = {asked_of(homes, read_items(homes, [("name", name)])).query for name in ("Ash", 'x"}) { evil }')}

    assert len(texts) == 1
    assert "evil" not in texts.pop()


def test_only_the_first_page_counts():
    homes = collections()["homes"]

    assert "totalCount" in asked_of(homes, read_items(homes, [])).query
    assert "totalCount" not in asked_of(homes, read_items(homes, [("cursor", "x")])).query
    assert "totalCount" not in asked_of(homes, read_feature([], "SC900001")).query


def test_the_own_area_is_written_in_the_query_and_a_box_compares_the_position_that_is_shown():
    mine = collections()["homes-in-my-area"]
    asked = asked_of(mine, read_items(mine, [("bbox", "1,2,3,4"), ("bbox-crs", "[EPSG:27700]")]))

    assert "area: {mine: true}" in asked.query
    assert asked.variables["where"] == {"easting": {"gte": 1, "lte": 3}, "northing": {"gte": 2, "lte": 4}}


def test_a_box_of_points_is_paged_through_from_west_to_east_and_nothing_else_is():
    boxed = {
        name: asked_of(each, read_items(each, [("bbox", "-2.5,53.3,-2.0,53.6")])).variables.get("orderBy")
        for name, each in collections().items()
    }

    points = {"homes", "homes-in-my-area", "premises"}
    assert {name for name, order in boxed.items() if order == [{"field": "EASTING"}]} == points
    assert "orderBy" not in asked_of(collections()["homes"], read_items(collections()["homes"], [])).variables


def test_a_day_asks_what_held_then_and_an_interval_for_all_that_held_within():
    homes = collections()["homes"]

    assert asked_of(homes, read_items(homes, [("datetime", "2024-01-01")])).variables["validOn"] == "2024-01-01"
    spanning = asked_of(homes, read_items(homes, [("datetime", "../2024-01-01")])).variables
    assert (spanning["status"], spanning["where"]) == ("ALL", {"registeredOn": {"lte": "2024-01-01"}})


def test_buildings_are_those_of_homes_of_which_the_caller_sees_one():
    premises = collections()["premises"]
    box = [("bbox", "1,2,3,4"), ("bbox-crs", "[EPSG:27700]")]
    boxed = asked_of(premises, read_items(premises, box))
    others = asked_of(premises, read_items(premises, [*box, ("cursor", "0r.")])).variables

    assert asked_of(premises, read_items(premises, [])).variables["where"] == {"premises": {"some": {}}}
    assert set(boxed.variables["where"]) == {"easting", "northing"}
    assert others["where"]["premises"]["some"] == {"isMain": {"eq": False}, **boxed.variables["where"]}
    assert "orderBy" not in others
    assert "edges { cursor node { urn" in boxed.query
    assert "totalCount" not in boxed.query
    assert asked_of(premises, read_items(premises, [("cursor", "3.abc")])).variables["after"] == "abc"
    assert "after" not in asked_of(premises, read_items(premises, [("cursor", "1.")])).variables


def test_what_begins_at_an_instant_is_asked_from_the_first_to_the_last_of_the_days():
    episodes = collections()["missing-episodes"]
    asked = asked_of(episodes, read_items(episodes, [("datetime", "2024-01-01")])).variables

    assert set(asked) == {"first", "where"}
    assert asked["where"]["and"] == [
        {"startedAt": {"lte": "2024-01-01T23:59:59.999999Z"}},
        {"or": [{"endedAt": {"isNull": True}}, {"endedAt": {"gte": "2024-01-01T00:00:00Z"}}]},
    ]
