"""Shapes that must not reach the database, and shapes that must not find what is hidden (SP)."""

import json
import math

import pytest

from register.geo.caller_geometry import (
    BAD_BOX,
    BAD_POSITION,
    BAD_RADIUS,
    BAD_RING,
    CRS_REFUSED,
    EMPTY,
    HINTS,
    INVALID,
    MEMBERS_REFUSED,
    NOT_A_POLYGON,
    TOO_MANY_RINGS,
    TOO_MANY_VERTICES,
    TOO_WIDE,
)
from register.geo.crs import OUTSIDE, point_to_wgs84
from tests.support import story

WITHIN = "query ($shape: GeoJSON!) { homes(area: {within: $shape}) { totalCount nodes { urn } } }"
NEAR = "query ($near: NearInput!) { homes(area: {near: $near}) { totalCount edges { distanceM node { urn } } } }"
BBOX = "query ($box: BoxInput!) { homes(area: {bbox: $box}) { totalCount nodes { urn } } }"


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [[list(position) for position in ring] for ring in rings]}


def square(west, south, east, north):
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def circle(vertices, longitude=-2.2, latitude=53.45, degrees=0.1):
    """A ring of so many positions, the closing one counted."""
    turns = [2 * math.pi * number / (vertices - 1) for number in range(vertices - 1)]
    ring = [(longitude + degrees * math.cos(turn), latitude + degrees * math.sin(turn)) for turn in turns]
    return [*ring, ring[0]]


def star(points):
    """A ring that crosses itself at every other step."""
    ring = circle(points + 1)[:-1]
    jumped = [ring[number * (points // 2 - 1) % points] for number in range(points)]
    return [*jumped, jumped[0]]


def grid_box(west, south, east, north):
    """A polygon with these corners on the grid."""
    return polygon([point_to_wgs84(*corner) for corner in square(west, south, east, north)])


AROUND = square(-2.3, 53.4, -2.1, 53.5)
SPIKE = [(-2.3, 53.4), (-2.1, 53.4), (-2.1, 53.5), (-2.1, 53.6), (-2.1, 53.5), (-2.3, 53.5), (-2.3, 53.4)]
TWO = [AROUND], [square(-2.2, 53.45, -2.0, 53.55)]

REFUSED = {
    "SP-01 bowtie": (polygon([(-2.3, 53.4), (-2.1, 53.5), (-2.1, 53.4), (-2.3, 53.5), (-2.3, 53.4)]), INVALID),
    "SP-02 1,001 vertices": (polygon(circle(1_001)), TOO_MANY_VERTICES),
    "SP-02 1,001 in two rings": (polygon(circle(501), circle(500, degrees=0.05)), TOO_MANY_VERTICES),
    "SP-02 11 rings": (
        polygon(*[square(-2.3 + n / 50, 53.4, -2.29 + n / 50, 53.5) for n in range(11)]),
        TOO_MANY_RINGS,
    ),
    "SP-04 star of 100 points": (polygon(star(100)), INVALID),
    "SP-04 star of 900 points": (polygon(star(900)), INVALID),
    "SP-05 across the antimeridian": (polygon([(179, 53), (-179, 53), (-179, 54), (179, 54), (179, 53)]), OUTSIDE),
    "SP-06 the whole world": (polygon(square(-180, -90, 180, 90)), OUTSIDE),
    "SP-06 all of Britain": (polygon(square(-8.9, 49.8, 2.0, 61.0)), TOO_WIDE),
    "SP-08 null for a number": (polygon([(None, 53.4), *AROUND[1:]]), BAD_POSITION),
    "SP-08 text for a number": (polygon([("0", 53.4), *AROUND[1:]]), BAD_POSITION),
    "SP-08 true for a number": (polygon([(True, 53.4), *AROUND[1:]]), BAD_POSITION),
    "SP-08 nested too deep": ({"type": "Polygon", "coordinates": [[AROUND]]}, BAD_POSITION),
    "SP-08 nested too shallow": ({"type": "Polygon", "coordinates": AROUND}, BAD_POSITION),
    "SP-08 coordinates an object": ({"type": "Polygon", "coordinates": {}}, BAD_POSITION),
    "SP-08 coordinates null": ({"type": "Polygon", "coordinates": None}, BAD_POSITION),
    "SP-09 no coordinates": ({"type": "Polygon", "coordinates": []}, EMPTY),
    "SP-09 an empty ring": ({"type": "Polygon", "coordinates": [[]]}, EMPTY),
    "SP-09 an empty multipolygon": ({"type": "MultiPolygon", "coordinates": []}, EMPTY),
    "SP-09 three positions": (polygon([(-2.3, 53.4), (-2.1, 53.4), (-2.3, 53.4)]), BAD_RING),
    "SP-09 a ring that is open": (polygon(AROUND[:-1]), BAD_RING),
    "SP-10 crs 27700": (polygon(AROUND) | {"crs": {"type": "name", "properties": {"name": "EPSG:27700"}}}, CRS_REFUSED),
    "SP-10 crs 4326": (polygon(AROUND) | {"crs": {"type": "name", "properties": {"name": "EPSG:4326"}}}, CRS_REFUSED),
    "SP-10 eastings and northings": (polygon(square(385_000, 395_000, 386_000, 396_000)), OUTSIDE),
    "SP-10 latitude first": (polygon([(53.4, -2.3), (53.4, -2.1), (53.5, -2.1), (53.4, -2.3)]), OUTSIDE),
    "SP-12 heights": (polygon([(*position, 10.0) for position in AROUND]), BAD_POSITION),
    "SP-12 heights and measures": (polygon([(*position, 10.0, 1.0) for position in AROUND]), BAD_POSITION),
    "SP-12 one number": (polygon([(-2.3,), *AROUND[1:]]), BAD_POSITION),
    "SP-13 a collection": ({"type": "GeometryCollection", "geometries": [polygon(AROUND)]}, NOT_A_POLYGON),
    "SP-13 a line": ({"type": "LineString", "coordinates": AROUND}, NOT_A_POLYGON),
    "SP-13 a point": ({"type": "Point", "coordinates": [-2.2, 53.45]}, NOT_A_POLYGON),
    "SP-13 a feature": ({"type": "Feature", "geometry": polygon(AROUND), "properties": {}}, NOT_A_POLYGON),
    "SP-13 another member": (polygon(AROUND) | {"bbox": [-2.3, 53.4, -2.1, 53.5]}, MEMBERS_REFUSED),
    "SP-13 no type": ({"coordinates": [AROUND]}, NOT_A_POLYGON),
    "SP-13 type in small letters": ({"type": "polygon", "coordinates": [AROUND]}, NOT_A_POLYGON),
    "SP-14 a hole equal to its shell": (polygon(AROUND, AROUND), INVALID),
    "SP-14 a hole outside": (polygon(AROUND, square(-2.0, 53.4, -1.9, 53.5)), INVALID),
    "SP-14 a hole across the shell": (polygon(AROUND, square(-2.2, 53.45, -2.0, 53.47)), INVALID),
    "SP-14 the same ring twice": ({"type": "MultiPolygon", "coordinates": [[AROUND], [AROUND]]}, INVALID),
    "SP-14 polygons that overlap": ({"type": "MultiPolygon", "coordinates": list(TWO)}, INVALID),
    "SP-14 no area": (polygon([(-2.3, 53.4), (-2.1, 53.4), (-2.2, 53.4), (-2.3, 53.4)]), INVALID),
    "SP-14 one place four times": (polygon([(-2.3, 53.4)] * 4), INVALID),
    "SP-14 a spike": (polygon(SPIKE), INVALID),
    "SP-24 WKT": ("POLYGON((-2.3 53.4,-2.1 53.4,-2.1 53.5,-2.3 53.4))", NOT_A_POLYGON),
    "SP-24 EWKT": ("SRID=27700;POLYGON((0 0,1 0,1 1,0 0))", NOT_A_POLYGON),
    "SP-24 WKB in hex": ("0103000000010000000400000000000000000000000000000000000000", NOT_A_POLYGON),
    "SP-24 GeoJSON as text": (json.dumps(polygon(AROUND)), NOT_A_POLYGON),
    "SP-24 GML": ("<gml:Polygon><gml:exterior/></gml:Polygon>", NOT_A_POLYGON),
    "SP-24 KML": ("<Polygon><outerBoundaryIs/></Polygon>", NOT_A_POLYGON),
    "SP-24 a list": ([AROUND], NOT_A_POLYGON),
    "SP-24 a number": (27_700, NOT_A_POLYGON),
    "SP-24 true": (True, NOT_A_POLYGON),
    "a number of 300 digits": (polygon([(-2.3, 1e300), *AROUND[1:]]), OUTSIDE),
}


def literal(value):
    """The same value as it stands in a document."""
    match value:
        case dict():
            return "{" + ", ".join(f"{name}: {literal(member)}" for name, member in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value)


@pytest.mark.parametrize(("shape", "message"), REFUSED.values(), ids=REFUSED)
def test_a_bad_shape_is_refused_by_a_fixed_text_before_any_read(ask, shape, message):
    answer = ask(WITHIN, "ofsted", shape=shape)

    assert answer.status == 200
    assert answer.data == {"homes": None}
    (error,) = answer.json["errors"]
    assert (error["message"], error["path"]) == (f"homes.area.within: {message}", ["homes"])
    assert error["extensions"]["code"] == "REQUEST_BAD_INPUT"
    assert error["extensions"]["hint"] == HINTS[message]
    assert set(error["extensions"]) <= {"code", "hint", "max", "argument"}
    assert answer.reads == []


@pytest.mark.parametrize("name", [name for name, (shape, _) in REFUSED.items() if len(literal(shape)) < 5_000])
def test_a_bad_shape_in_the_document_is_refused_with_the_same_text(ask, name):
    shape, message = REFUSED[name]
    answer = ask(f"{{ homes(area: {{within: {literal(shape)}}}) {{ nodes {{ urn }} }} }}", "ofsted")

    assert [error["message"] for error in answer.json["errors"]] == [f"homes.area.within: {message}"]
    assert answer.codes == ["REQUEST_BAD_INPUT"]
    assert answer.reads == []


NO_ONE_AREA = (
    {"within": None},
    {"code": None},
    {"mine": None},
    {"near": None},
    {},
    {"mine": True, "code": "E23000005"},
)


@pytest.mark.parametrize("area", NO_ONE_AREA, ids=json.dumps)
def test_an_area_named_in_no_way_or_in_two_is_refused_and_never_taken_for_everywhere(ask, area):
    written = ask(f"{{ homes(area: {literal(area)}) {{ nodes {{ urn }} }} }}", "ofsted")
    sent = ask("query ($place: AreaInput) { homes(area: $place) { nodes { urn } } }", "ofsted", place=area)

    assert (written.status, written.data, written.codes) == (200, {"homes": None}, ["REQUEST_BAD_INPUT"])
    assert (sent.status, sent.data, sent.codes) == (400, None, ["REQUEST_INVALID"])
    assert [written.reads, sent.reads] == [[], []]


@pytest.mark.parametrize("given", [{}, {"code": None}])
def test_an_area_whose_variable_was_left_out_is_not_everywhere(ask, given):
    answer = ask("query ($code: String) { homes(area: {code: $code}) { nodes { urn } } }", "ofsted", **given)

    assert (answer.data, answer.codes) == ({"homes": None}, ["REQUEST_BAD_INPUT"])
    assert answer.reads == []


@pytest.mark.parametrize("vertices", [1_000, 999])
def test_a_shape_of_a_thousand_vertices_is_answered(ask, vertices):
    answer = ask(WITHIN, "ofsted", shape=polygon(circle(vertices)))

    assert answer.codes == []
    assert answer.data["homes"]["totalCount"] > 0


def test_a_shape_is_never_repaired_and_its_check_runs_no_statement(ask):
    accepted = ask(WITHIN, "ofsted", shape=polygon(AROUND)).statements
    refused = ask(WITHIN, "ofsted", shape=polygon(star(100))).statements

    assert accepted
    assert not any("makevalid" in text.lower() or "st_buffer" in text.lower() for text in accepted + refused)


NOWHERE = {
    "radius 0": ({"longitude": -2.2, "latitude": 53.45, "radiusM": 0}, BAD_RADIUS),
    "radius negative": ({"longitude": -2.2, "latitude": 53.45, "radiusM": -5}, BAD_RADIUS),
    "radius too large": ({"longitude": -2.2, "latitude": 53.45, "radiusM": 20_001}, BAD_RADIUS),
    "latitude first": ({"longitude": 53.45, "latitude": -2.2, "radiusM": 100}, OUTSIDE),
    "on the grid": ({"longitude": 385_000, "latitude": 395_000, "radiusM": 100}, OUTSIDE),
    "far away": ({"longitude": 1e308, "latitude": -1e308, "radiusM": 100}, OUTSIDE),
}


@pytest.mark.parametrize(("near", "message"), NOWHERE.values(), ids=NOWHERE)
def test_a_bad_circle_is_refused_by_a_fixed_text_before_any_read(ask, near, message):
    answer = ask(NEAR, "ofsted", near=near)

    assert [error["message"] for error in answer.json["errors"]] == [f"homes.area.near: {message}"]
    assert answer.codes == ["REQUEST_BAD_INPUT"]
    assert answer.reads == []


BOXES = {
    "west of itself": ((2.0, 53.4, -2.0, 53.5), BAD_BOX),
    "a line": ((-2.2, 53.4, -2.2, 53.5), BAD_BOX),
    "across the antimeridian": ((179.0, 53.0, -179.0, 54.0), BAD_BOX),
    "elsewhere": ((10.0, 53.0, 11.0, 54.0), OUTSIDE),
}


@pytest.mark.parametrize(("edges", "message"), BOXES.values(), ids=BOXES)
def test_a_bad_box_is_refused_by_a_fixed_text_before_any_read(ask, edges, message):
    answer = ask(BBOX, "ofsted", box=dict(zip(("west", "south", "east", "north"), edges, strict=True)))

    assert [error["message"] for error in answer.json["errors"]] == [f"homes.area.bbox: {message}"]
    assert answer.reads == []


EVERYWHERE = grid_box(370_000, 380_000, 410_000, 410_000)
NEAR_EVERYTHING = {"longitude": -2.2, "latitude": 53.45, "radiusM": 20_000}
BOX_OF_ALL = {"west": -2.5, "south": 53.2, "east": -1.9, "north": 53.7}
SHAPES = {
    "within": (WITHIN, {"shape": EVERYWHERE}),
    "near": (NEAR, {"near": NEAR_EVERYTHING}),
    "bbox": (BBOX, {"box": BOX_OF_ALL}),
}
BLIND = ("dfe_statistics", "commissioner_statistics", "hmicfrs", "hmi_probation", "cqc", "ukmpu", "admin", "auditor")


@pytest.mark.parametrize("agency", BLIND)
@pytest.mark.parametrize(("query", "variables"), SHAPES.values(), ids=SHAPES)
def test_no_shape_may_be_asked_about_by_those_who_see_no_location(ask, agency, query, variables):
    answer = ask(query, agency, **variables)

    assert answer.data == {"homes": None}
    assert answer.codes == ["POLICY_FORBIDDEN_MATCH"]
    assert answer.reads == []


@pytest.mark.parametrize("agency", BLIND)
def test_distance_may_not_order_by_those_who_see_no_location(ask, agency):
    near = "area: {near: {longitude: -2.2, latitude: 53.4, radiusM: 9}}"
    answer = ask(f"{{ homes(orderBy: [{{field: DISTANCE}}], {near}) {{ nodes {{ urn }} }} }}", agency)

    assert answer.codes == ["POLICY_FORBIDDEN_MATCH"]
    assert answer.reads == []


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (story.NORTHBY, {story.INSIDE, story.ON_THE_LINE, story.IN_BOTH, story.PLAIN}),
        (story.SOUTHBY, set(story.IN_SOUTHBY)),
    ],
)
@pytest.mark.parametrize(("query", "variables"), SHAPES.values(), ids=SHAPES)
def test_a_shape_over_everything_finds_a_force_its_own_homes_alone(ask, query, variables, area, expected):
    homes = ask(query, "police", area, **variables).data["homes"]
    nodes = homes.get("nodes") or [edge["node"] for edge in homes["edges"]]

    assert {home["urn"] for home in nodes} == expected
    assert homes["totalCount"] == len(expected)


def test_a_home_in_two_forces_is_found_by_each_at_its_own_premises_alone(ask):
    query = WITHIN
    west, east = grid_box(385_900, 395_900, 386_100, 396_100), grid_box(393_900, 393_900, 394_100, 394_100)
    found = {
        (area, name): [home["urn"] for home in ask(query, "police", area, shape=shape).data["homes"]["nodes"]]
        for area in (story.NORTHBY, story.SOUTHBY)
        for name, shape in (("west", west), ("east", east))
    }

    assert found == {
        (story.NORTHBY, "west"): [story.IN_BOTH],
        (story.NORTHBY, "east"): [],
        (story.SOUTHBY, "west"): [],
        (story.SOUTHBY, "east"): [story.IN_BOTH],
    }


def test_distance_is_measured_to_the_premises_in_scope_and_to_no_other(ask):
    longitude, latitude = point_to_wgs84(394_000, 394_000)
    near = {"longitude": longitude, "latitude": latitude, "radiusM": 15_000}
    edges = ask(NEAR, "police", story.NORTHBY, near=near).data["homes"]["edges"]
    twin = next(edge for edge in edges if edge["node"]["urn"] == story.IN_BOTH)

    assert twin["distanceM"] == pytest.approx(math.hypot(8_000, 2_000), abs=0.1)


def test_two_shapes_that_differ_by_one_hidden_home_answer_alike(ask):
    with_it, without_it = grid_box(384_000, 394_000, 396_000, 396_500), grid_box(384_000, 394_000, 394_900, 396_500)
    seen = [ask(WITHIN, "police", story.NORTHBY, shape=shape).body for shape in (with_it, without_it)]
    known = [ask(WITHIN, "ofsted", shape=shape).data["homes"]["totalCount"] for shape in (with_it, without_it)]

    assert seen[0] == seen[1]
    assert known[0] == known[1] + 1


@pytest.mark.parametrize("step_m", [10_000, 3_000, 500, 50, 5])
def test_no_circle_of_any_size_around_a_hidden_home_says_that_it_is_there(ask, step_m):
    longitude, latitude = point_to_wgs84(395_000, 395_000)
    answer = ask(NEAR, "police", story.NORTHBY, near={"longitude": longitude, "latitude": latitude, "radiusM": step_m})

    assert story.OUTSIDE not in answer.body.decode()


def test_a_home_on_the_line_that_two_shapes_share_is_found_by_both(ask):
    """What stands on a shape's edge is in it; that one area and no other has a home is what area codes are for."""
    middle = [(385_000, 394_000), (385_000, 395_000), (385_000, 396_000)]
    west, east = [(384_000, 394_000), *middle, (384_000, 396_000)], [(386_000, 394_000), *middle, (386_000, 396_000)]
    shapes = [polygon([point_to_wgs84(*corner) for corner in (*ring, ring[0])]) for ring in (west, east)]

    found = [{home["urn"] for home in ask(WITHIN, "ofsted", shape=shape).data["homes"]["nodes"]} for shape in shapes]

    assert found == [{story.INSIDE}, {story.INSIDE, story.IN_BOTH}]
