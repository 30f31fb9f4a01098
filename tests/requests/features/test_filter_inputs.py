"""A CQL2 filter becomes the filter of GraphQL: each comparison as GraphQL has it, and nothing beside."""

import json

import pytest
from graphql import parse, validate

from register.errors import BadInput
from register.geo.crs import grid_bounds
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.filter_inputs import (
    JSON,
    MOST_TERMS,
    TEXT,
    Filtered,
    filterable,
    in_box,
    read_filter,
)
from register.requests.features.parameters import read_items
from register.requests.features.query import asked_of
from register.requests.features.values import Box
from register.schema.assemble import graphql_schema

SQUARE = [[[-2.3, 53.4], [-2.2, 53.4], [-2.2, 53.5], [-2.3, 53.4]]]
DRAWN = "S_INTERSECTS(geometry, POLYGON((-2.3 53.4, -2.2 53.4, -2.2 53.5, -2.3 53.4)))"
WORLD = "S_INTERSECTS(geometry, BBOX(-3, 53, -2, 54))"
IN_WORLD = in_box(Box(Crs.LONGITUDE_LATITUDE, -3.0, 53.0, -2.0, 54.0))


def filtered(text, name="homes", language=TEXT, crs=Crs.LONGITUDE_LATITUDE) -> Filtered:
    return read_filter(collections()[name], text, language=language, crs=crs)


MADE = {
    "name = 'Ash House'": {"name": {"exactly": "Ash House"}},
    "'Ash House' = name": {"name": {"exactly": "Ash House"}},
    "CASEI(name) = CASEI('ash house')": {"name": {"eq": "ash house"}},
    "name <> 'Ash House'": {"and": [{"not": {"name": {"exactly": "Ash House"}}}, {"name": {"isNull": False}}]},
    "NOT name LIKE 'Ash%'": {"and": [{"not": {"name": {"startsWith": "Ash"}}}, {"name": {"isNull": False}}]},
    "authorityCode IS NULL": {"not": {"authority": {"code": {"isNull": False}}}},
    "NOT (onEdge AND places > 3)": {
        "or": [
            {"and": [{"not": {"onEdge": {"eq": True}}}, {"onEdge": {"isNull": False}}]},
            {"and": [{"not": {"places": {"gt": 3}}}, {"places": {"isNull": False}}]},
        ]
    },
    "places NOT BETWEEN 3 AND 5": {"or": [{"places": {"lt": 3}}, {"places": {"gt": 5}}]},
    "NOT TRUE": {"urn": {"isNull": True}},
    f"NOT {WORLD}": {"and": [{"not": IN_WORLD}, {"longitude": {"isNull": False}}]},
    "name LIKE 'Ash%'": {"name": {"startsWith": "Ash"}},
    "name IN ('Ash House', 'Elm House')": {
        "or": [{"name": {"exactly": "Ash House"}}, {"name": {"exactly": "Elm House"}}]
    },
    "urn IN ('SC900001', 'SC900002')": {"urn": {"in": ["SC900001", "SC900002"]}},
    "name IS NULL": {"name": {"isNull": True}},
    "places > 3": {"places": {"gt": 3}},
    "3 < places": {"places": {"gt": 3}},
    "places = 3.0": {"places": {"eq": 3}},
    "places IN (3, 4)": {"places": {"in": [3, 4]}},
    "places BETWEEN 3 AND 5": {"and": [{"places": {"gte": 3}}, {"places": {"lte": 5}}]},
    "easting = 385000": {"easting": {"gte": 385000.0, "lte": 385000.0}},
    "easting <= 385000.5": {"easting": {"lte": 385000.5}},
    "sector = 'PRIVATE'": {"sector": {"eq": "PRIVATE"}},
    "registeredOn >= DATE('2024-01-01')": {"registeredOn": {"gte": "2024-01-01"}},
    "registeredOn >= '2024-01-01'": {"registeredOn": {"gte": "2024-01-01"}},
    "uprn = 100023336956": {"uprn": {"eq": "100023336956"}},
    "onEdge": {"onEdge": {"eq": True}},
    "onEdge = FALSE": {"onEdge": {"eq": False}},
    "authorityCode = 'E08000003'": {"authority": {"code": {"exactly": "E08000003"}}},
    "NOT places > 3": {"and": [{"not": {"places": {"gt": 3}}}, {"places": {"isNull": False}}]},
    "places > 3 OR name IS NOT NULL": {"or": [{"places": {"gt": 3}}, {"name": {"isNull": False}}]},
    "TRUE": {"urn": {"isNull": False}},
    "FALSE": {"urn": {"isNull": True}},
    WORLD: IN_WORLD,
    f"places > 3 AND {WORLD}": {"and": [{"places": {"gt": 3}}, IN_WORLD]},
    "S_INTERSECTS(POINT(-2.2 53.4), geometry)": in_box(Box(Crs.LONGITUDE_LATITUDE, -2.2, 53.4, -2.2, 53.4)),
}


@pytest.mark.parametrize(("text", "where"), MADE.items(), ids=MADE)
def test_a_comparison_is_the_one_of_graphql(text, where):
    homes = collections()["homes"]

    assert filtered(text) == Filtered(where)
    asked = asked_of(homes, read_items(homes, [("filter", text)]))
    assert validate(graphql_schema(), parse(asked.query)) == []
    assert asked.variables["where"] == where


def test_json_says_the_same_as_text():
    tree = {"op": "and", "args": [{"op": ">", "args": [{"property": "places"}, 3]}, {"property": "onEdge"}]}

    assert filtered(json.dumps(tree), language=JSON) == filtered("places > 3 AND onEdge")


def test_a_polygon_is_the_argument_area_and_moved_to_degrees():
    assert filtered(DRAWN) == Filtered(None, {"type": "Polygon", "coordinates": SQUARE})
    assert filtered(f"places > 3 AND {DRAWN}").where == {"places": {"gt": 3}}
    grid = filtered(
        "S_INTERSECTS(geometry, POLYGON((385000 395000, 386000 395000, 386000 396000, 385000 395000)))", crs=Crs.GRID
    )
    assert grid.within["coordinates"][0][0] == pytest.approx((-2.2273352, 53.4515591))
    homes = collections()["homes"]
    asked = asked_of(homes, read_items(homes, [("filter", DRAWN)]))
    assert (asked.variables["area"]["within"]["type"], "where" in asked.variables) == ("Polygon", False)
    assert validate(graphql_schema(), parse(asked.query)) == []


def test_a_box_on_the_grid_compares_eastings():
    assert in_box(Box(Crs.GRID, 1, 2, 3, 4)) == {"easting": {"gte": 1, "lte": 3}, "northing": {"gte": 2, "lte": 4}}
    assert filtered("S_INTERSECTS(geometry, BBOX(1,2,3,4))", crs=Crs.GRID).where == in_box(Box(Crs.GRID, 1, 2, 3, 4))


def test_a_box_of_degrees_compares_degrees_and_the_box_of_the_grid_around_it():
    degrees = {"longitude": {"gte": -3.0, "lte": -2.0}, "latitude": {"gte": 53.0, "lte": 54.0}}
    west, south, east, north = grid_bounds((-3.0, 53.0, -2.0, 54.0))

    assert in_box(Box(Crs.LONGITUDE_LATITUDE, -3.0, 53.0, -2.0, 54.0)) == {
        **degrees,
        "easting": {"gte": west, "lte": east},
        "northing": {"gte": south, "lte": north},
    }
    assert set(in_box(Box(Crs.LONGITUDE_LATITUDE, 10.0, 53.0, 11.0, 54.0))) == {"longitude", "latitude"}


def test_many_parts_are_put_into_groups_that_graphql_takes():
    where = filtered(" OR ".join(f"places = {number}" for number in range(100))).where

    assert [len(each["or"]) for each in where["or"]] == [30, 30, 30, 10]


REFUSED = [
    "no_such = 1",
    "geometry = 1",
    "withheld = 'name'",
    "needs = 'AUTISM'",
    "places = name",
    "1 = 1",
    "name > 'A'",
    "CASEI(places) = CASEI('x')",
    "CASEI(name) = 'x'",
    "name LIKE '%House'",
    "name LIKE 'A_h%'",
    "name LIKE 'Ash House'",
    "places LIKE '3%'",
    "places = 'x'",
    "places = 3.5",
    "places = 99999999999",
    "places = TRUE",
    "onEdge = 1",
    "name = 1",
    "sector = 'NO SUCH'",
    "registeredOn = 'yesterday'",
    "registeredOn = DATE('20240101')",
    "easting = '1'",
    "S_INTERSECTS(geometry, geometry)",
    "S_INTERSECTS(name, BBOX(1,2,3,4))",
    "S_INTERSECTS(geometry, BBOX(1,2,3))",
    "S_INTERSECTS(geometry, BBOX(3,2,1,4))",
    "S_INTERSECTS(geometry, BBOX(53,-3,54,-2))",
    f"NOT {DRAWN}",
    f"{DRAWN} OR places = 1",
    f"{DRAWN} AND {DRAWN}",
    "not (" * 14 + "places = 1" + ")" * 14,
    " OR ".join("places = 1" for _ in range(MOST_TERMS + 1)),
    f"places IN ({','.join('1' for _ in range(MOST_TERMS + 1))})",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_graphql_does_not_compare_is_refused(text):
    with pytest.raises(BadInput):
        filtered(text)


TREES = [
    "1",
    '"places"',
    "[]",
    "{}",
    "null",
    "nope",
    '{"op": "=", "args": []}',
    '{"op": "=", "args": 1}',
    '{"op": ["="], "args": [1, 1]}',
    '{"op": "and", "args": []}',
    '{"op": "not", "args": []}',
    '{"op": "pg_sleep", "args": [{"property": "places"}, 9]}',
    '{"op": "=", "args": [{"op": "+", "args": [{"property": "places"}, 1]}, 2]}',
    '{"op": "=", "args": [{"property": ["places"]}, 2]}',
    '{"op": "=", "args": [{"property": "places", "x": 1}, 2]}',
    '{"op": "=", "args": [{"property": "places"}, NaN]}',
    '{"op": "=", "args": [{"property": "places"}, 1], "op": "<>"}',
    '{"op": "=", "args": [{"property": "name"}, {"date": 1}]}',
    '{"op": "=", "args": [{"property": "name"}, null]}',
    '{"op": "in", "args": [{"property": "name"}, []]}',
    '{"op": "in", "args": [{"property": "name"}, "x"]}',
    '{"op": "casei", "args": [{"property": "name"}]}',
    '{"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "LineString", "coordinates": [[1, 2]]}]}',
    '{"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Point", "coordinates": "x"}]}',
    '{"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [true, 1, 2, 3]}]}',
    '{"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": "x"}]}',
    "[" * 2_000,
    '{"op":"not","args":[' * 17 + "1" + "]}" * 17,
]


@pytest.mark.parametrize("text", TREES)
def test_json_that_is_no_filter_is_refused(text):
    with pytest.raises(BadInput):
        filtered(text, language=JSON)


def test_a_polygon_of_a_crs_in_metres_has_positions_of_two_numbers():
    for coordinates in ("x", [[["a", "b"]]], [[[1, 2, 3]]], [[[[[[1, 2]]]]]], None, [1e400]):
        shape = {"type": "Polygon", "coordinates": coordinates}
        tree = {"op": "s_intersects", "args": [{"property": "geometry"}, shape]}
        with pytest.raises(BadInput):
            filtered(json.dumps(tree), language=JSON, crs=Crs.GRID)


def test_areas_take_no_shape_and_the_own_area_no_polygon():
    with pytest.raises(BadInput):
        filtered(WORLD, "areas-force")
    with pytest.raises(BadInput):
        filtered(DRAWN, "homes-in-my-area")
    assert filtered(WORLD, "homes-in-my-area").where == IN_WORLD


def test_a_language_that_is_not_offered_is_refused():
    with pytest.raises(BadInput, match="filter-lang"):
        filtered("places = 1", language="ecql")


def test_a_list_of_codes_cannot_be_compared_in_a_filter():
    assert "needs" not in {each.name for each in filterable(collections()["homes"])}
