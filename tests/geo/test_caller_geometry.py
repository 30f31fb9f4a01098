"""Callers' geometry: what is taken, and the exact words with which the rest is refused."""

import math
from typing import Any

import pytest
import shapely

from register.errors import BadInput
from register.geo import caller_geometry
from register.geo.caller_geometry import as_ewkb, checked_bbox, checked_near, checked_polygon
from register.geo.crs import OUTSIDE
from tests.support.call_counts import calls_of

SQUARE = [[-2.0, 52.0], [-1.9, 52.0], [-1.9, 52.1], [-2.0, 52.1], [-2.0, 52.0]]
HOLE = [[-1.98, 52.02], [-1.98, 52.08], [-1.92, 52.08], [-1.92, 52.02], [-1.98, 52.02]]
BOWTIE = [[-2.0, 52.0], [-1.9, 52.1], [-1.9, 52.0], [-2.0, 52.1], [-2.0, 52.0]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def circle(positions: int, step: int = 1) -> list[list[float]]:
    """A ring of that many positions, the closing one counted; a step over half of them makes a star."""
    corners = positions - 1
    turns = [2 * math.pi * (corner * step % corners) / corners for corner in range(corners)]
    ring = [[-2 + 0.1 * math.cos(turn), 52 + 0.1 * math.sin(turn)] for turn in turns]
    return [*ring, ring[0]]


def refused(value: object) -> BadInput:
    with pytest.raises(BadInput) as refusal:
        checked_polygon(value, max_vertices=1000)
    assert refusal.value.code == "REQUEST_BAD_INPUT"
    return refusal.value


def test_a_plain_polygon_is_taken_onto_the_grid():
    shape = checked_polygon(polygon(SQUARE, HOLE), max_vertices=1000)

    assert shape.is_valid
    assert shapely.get_srid(shape) == 27700
    assert shape.area == pytest.approx(76.2e6 * (1 - 0.36), rel=0.01)


def test_a_multipolygon_is_taken():
    there = [[x + 1, y] for x, y in SQUARE]

    shape = checked_polygon({"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [there]]}, max_vertices=1000)

    assert shape.geom_type == "MultiPolygon"
    assert shape.is_valid


def test_whole_numbers_are_coordinates_too():
    shape = checked_polygon(polygon([[-2, 52], [-1, 52], [-1, 53], [-2, 52]]), max_vertices=1000)

    assert shape.is_valid


def test_a_bowtie_is_refused():
    assert refused(polygon(BOWTIE)).message == "Invalid polygon."


def test_a_bowtie_of_eighteen_vertices_is_refused():
    turns = [2 * math.pi * (corner + 0.5) / 17 for corner in range(17)]
    ring = [[-2 + 0.1 * math.sin(2 * turn), 52 + 0.1 * math.sin(turn)] for turn in turns]

    assert refused(polygon([*ring, ring[0]])).message == "Invalid polygon."


def test_a_star_of_a_hundred_points_is_refused_for_no_more_work_than_a_circle_is_taken():
    drawn = [polygon(circle(101, step=step)) for step in (1, 49)]
    # The first of all looks up the coordinate systems.
    checked_polygon(drawn[0], max_vertices=1000)

    (round_calls, shape), (star_calls, refusal) = (
        calls_of(lambda ring=ring: checked_polygon(ring, max_vertices=1000)) for ring in drawn
    )

    # Its five thousand crossings are looked for once, by GEOS, and never one by one.
    assert star_calls < round_calls * 1.1
    assert (shape.is_valid, refusal.message) == (True, "Invalid polygon.")


def test_a_thousand_vertices_are_taken_and_one_more_is_refused():
    assert checked_polygon(polygon(circle(1000)), max_vertices=1000).is_valid

    refusal = refused(polygon(circle(1001)))

    assert refusal.message == "Too many vertices."
    assert refusal.extensions["max"] == 1000


def test_vertices_are_counted_over_all_rings():
    many = [[SQUARE] for _ in range(201)]

    assert refused({"type": "MultiPolygon", "coordinates": many}).message == "Too many vertices."


def test_eleven_rings_are_refused():
    holes = [[[x / 100 - 2 + 0.001 * i, y / 100 + 51.99] for x, y in HOLE] for i in range(10)]

    assert refused(polygon(SQUARE, *holes)).message == "Too many rings."


def test_the_antimeridian_is_outside():
    ring = [[179.0, 52.0], [-179.0, 52.0], [-179.0, 53.0], [179.0, 53.0], [179.0, 52.0]]

    assert refused(polygon(ring)).message == "Outside the register's area."


def test_swapped_axes_are_outside_and_the_hint_says_so():
    refusal = refused(polygon([[y, x] for x, y in SQUARE]))

    assert refusal.message == OUTSIDE
    assert "Are the two swapped?" in refusal.extensions["hint"]


def test_the_whole_world_is_outside():
    ring = [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]

    assert refused(polygon(ring)).message == OUTSIDE


def test_all_of_great_britain_is_too_large():
    ring = [[-8, 50], [2, 50], [2, 60], [-8, 60], [-8, 50]]

    refusal = refused(polygon(ring))

    assert refusal.message == "The polygon is too large."
    assert refusal.extensions["max"] == 60_000


@pytest.mark.parametrize(
    "position",
    [
        [None, 52.0],
        ["0", 52.0],
        [True, 52.0],
        [-2.0],
        [-2.0, 52.0, 10.0],
        [-2.0, 52.0, 10.0, 1.0],
        [float("nan"), 52.0],
        [float("inf"), 52.0],
        [[-2.0, 52.0]],
        -2.0,
        None,
        "POINT(-2 52)",
        {"x": -2.0, "y": 52.0},
    ],
)
def test_a_position_that_is_not_two_finite_numbers_is_refused(position):
    assert refused(polygon([position, *SQUARE[1:-1], position])).message == "A position must be two finite numbers."


def test_a_coordinate_of_a_thousand_digits_is_outside():
    assert refused(polygon([[10**1000, 52], *SQUARE[1:]])).message == OUTSIDE


@pytest.mark.parametrize("coordinates", [[], [[]], [SQUARE, []]])
def test_an_empty_polygon_is_refused(coordinates):
    assert refused({"type": "Polygon", "coordinates": coordinates}).message == "The polygon is empty."


@pytest.mark.parametrize("coordinates", [[], [[]], [[[]]], [[SQUARE], []]])
def test_an_empty_multipolygon_is_refused(coordinates):
    assert refused({"type": "MultiPolygon", "coordinates": coordinates}).message == "The polygon is empty."


@pytest.mark.parametrize("coordinates", [None, "x", 7, {}, [7], [[7]], SQUARE, [[SQUARE]]])
def test_coordinates_too_deep_or_too_shallow_are_refused(coordinates):
    assert refused({"type": "Polygon", "coordinates": coordinates}).message == "A position must be two finite numbers."


@pytest.mark.parametrize("ring", [SQUARE[:3], [*SQUARE[:2], SQUARE[0]], SQUARE[:-1]])
def test_a_ring_too_short_or_unclosed_is_refused(ring):
    assert refused(polygon(ring)).message == "A ring must have at least four positions and end where it began."


@pytest.mark.parametrize("name", ["EPSG:27700", "EPSG:4326"])
def test_a_crs_is_refused_whatever_it_names(name):
    value = polygon(SQUARE) | {"crs": {"type": "name", "properties": {"name": name}}}

    assert refused(value).message == "crs is not allowed."


@pytest.mark.parametrize(
    "value",
    [
        {"type": "Point", "coordinates": [-2.0, 52.0]},
        {"type": "LineString", "coordinates": SQUARE},
        {"type": "GeometryCollection", "geometries": [polygon(SQUARE)]},
        {"type": "Feature", "geometry": polygon(SQUARE), "properties": {}},
        {"type": ["Polygon"], "coordinates": [SQUARE]},
        {"coordinates": [SQUARE]},
        {},
        [],
        None,
        "POLYGON((-2 52,-1 52,-1 53,-2 52))",
        "0103000020E6100000",
        "<gml:Polygon/>",
    ],
)
def test_anything_but_a_polygon_is_refused(value):
    assert refused(value).message == "The geometry must be a GeoJSON Polygon or MultiPolygon."


def test_other_members_are_refused():
    assert refused(polygon(SQUARE) | {"bbox": [-2, 52, -1, 53]}).message == "Only type and coordinates are allowed."
    assert refused({"type": "Polygon"}).message == "Only type and coordinates are allowed."


@pytest.mark.parametrize(
    "rings",
    [
        [SQUARE, SQUARE],
        [SQUARE, [[x + 1, y] for x, y in HOLE]],
        [SQUARE, HOLE, HOLE],
        [[[-2.0, 52.0], [-1.9, 52.0], [-1.8, 52.0], [-2.0, 52.0]]],
        [[[-2.0, 52.0]] * 4],
        [[*SQUARE[:2], [-1.8, 52.0], *SQUARE[1:]]],
    ],
    ids=["hole equal to shell", "hole outside", "hole twice", "flat", "one place", "spike"],
)
def test_rings_that_make_no_polygon_are_refused(rings):
    assert refused(polygon(*rings)).message == "Invalid polygon."


def test_polygons_that_overlap_are_refused():
    value = {"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE[::-1]]]}

    assert refused(value).message == "Invalid polygon."


def test_every_text_has_its_hint():
    texts = {text for name, text in vars(caller_geometry).items() if name.isupper() and isinstance(text, str)}

    # The hint for a radius names the largest that is set.
    assert texts - {caller_geometry.OUTSIDE_HINT, caller_geometry.BAD_RADIUS} == caller_geometry.HINTS.keys()


def test_a_centre_and_radius_within_bounds_are_taken():
    point = checked_near(-2.0, 52.0, 20_000, max_radius_m=20_000)

    assert (point.x, point.y) == pytest.approx((400095, 233578), abs=100)


@pytest.mark.parametrize("radius", [0, -1, 20_001, 5.5, True, "100", None, float("nan")])
def test_a_radius_out_of_bounds_is_refused(radius):
    with pytest.raises(BadInput, match="The radius is out of range") as refusal:
        checked_near(-2.0, 52.0, radius, max_radius_m=20_000)

    assert refusal.value.extensions["max"] == 20_000


@pytest.mark.parametrize(("longitude", "latitude"), [(52.0, -2.0), (-2.0, 91), (2.2, 52)])
def test_a_centre_outside_the_area_is_refused(longitude, latitude):
    with pytest.raises(BadInput, match="Outside the register's area"):
        checked_near(longitude, latitude, 100, max_radius_m=20_000)


@pytest.mark.parametrize(("longitude", "latitude"), [(None, 52), ("-2", 52), (-2, True), (float("nan"), 52)])
def test_a_centre_that_is_not_two_numbers_is_refused(longitude, latitude):
    with pytest.raises(BadInput, match="two finite numbers"):
        checked_near(longitude, latitude, 100, max_radius_m=20_000)


def boxed(*edges):
    return checked_bbox(**dict(zip(("west", "south", "east", "north"), edges, strict=True)))


def test_a_box_follows_its_parallels():
    box = boxed(-3, 52, 1, 53)

    on_the_parallel = checked_near(-1, 52.00001, 1, max_radius_m=1)

    assert box.covers(on_the_parallel)
    assert not box.covers(checked_near(-1, 51.99999, 1, max_radius_m=1))


def test_a_box_is_cut_to_the_area_for_no_home_lies_outside():
    assert boxed(-180, -90, 180, 90).equals(boxed(-9, 49.7, 2.1, 61.1))


@pytest.mark.parametrize(
    ("box", "message"),
    [
        ((1, 52, -1, 53), "Invalid bounding box."),
        ((-1, 53, 1, 52), "Invalid bounding box."),
        ((-1, 52, -1, 53), "Invalid bounding box."),
        ((10, 52, 11, 53), OUTSIDE),
        ((-1, 52, 1, float("inf")), "A position must be two finite numbers."),
        ((-1, 52, 1, None), "A position must be two finite numbers."),
    ],
)
def test_a_box_that_is_none_is_refused(box, message):
    with pytest.raises(BadInput) as refusal:
        boxed(*box)

    assert refusal.value.message == message


def test_geometry_is_bound_with_its_reference_system():
    assert shapely.get_srid(shapely.from_wkb(as_ewkb(shapely.Point(1, 2)))) == 27700
