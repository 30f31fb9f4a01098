"""Geometry that callers send: checked in Python before any SQL, refused by a fixed text, never repaired."""

import math
from collections.abc import Sequence
from typing import Any, Final

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from register.errors import BadInput
from register.geo.crs import EAST, GRID_SRID, NORTH, OUTSIDE, OUTSIDE_HINT, SOUTH, WEST, geometry_to_grid, point_to_grid
from register.settings import settings

Ring = list[tuple[float, float]]

MAX_RINGS = 10
MIN_RING_POSITIONS = 4
# A parallel is curved on the grid; between steps this short, box and grid differ by less than 0.1 m.
BOX_STEP_DEGREES = 0.02

NOT_A_POLYGON: Final = "The geometry must be a GeoJSON Polygon or MultiPolygon."
CRS_REFUSED: Final = "crs is not allowed."
MEMBERS_REFUSED: Final = "Only type and coordinates are allowed."
BAD_POSITION: Final = "A position must be two finite numbers."
BAD_RING: Final = "A ring must have at least four positions and end where it began."
EMPTY: Final = "The polygon is empty."
TOO_MANY_VERTICES: Final = "Too many vertices."
TOO_MANY_RINGS: Final = "Too many rings."
INVALID: Final = "Invalid polygon."
TOO_WIDE: Final = "The polygon is too large."
BAD_RADIUS: Final = "The radius is out of range."
BAD_BOX: Final = "Invalid bounding box."

HINTS: Final = {
    NOT_A_POLYGON: 'For example {"type": "Polygon", "coordinates": [[[-1.9, 52.4], [-1.8, 52.4], …]]}.',
    CRS_REFUSED: "Coordinates are longitude and latitude (WGS84); leave crs out.",
    MEMBERS_REFUSED: "Send only the geometry, not a feature.",
    BAD_POSITION: "Send longitude, then latitude, as JSON numbers, without a height.",
    BAD_RING: "Repeat the first position at the end of each ring.",
    EMPTY: "Send at least one ring.",
    TOO_MANY_VERTICES: "Simplify the polygon. Every position counts, including the last of each ring.",
    TOO_MANY_RINGS: f"A polygon or multipolygon can have at most {MAX_RINGS} rings in total.",
    INVALID: "Rings must not cross, holes must be inside their outer ring, and polygons must not overlap.",
    TOO_WIDE: "Use the code of a force, an authority or a region instead.",
    OUTSIDE: OUTSIDE_HINT,
    BAD_BOX: "Send west, south, east and north in degrees: west less than east, south less than north.",
}


def checked_polygon(value: object, *, max_vertices: int) -> Polygon | MultiPolygon:
    """The polygon that a caller drew, on the grid, valid and of a size that one query can bear.

    value: a decoded GeoJSON Polygon or MultiPolygon in longitude and latitude.
    max_vertices: positions in all, the closing one of each ring counted.
    Raises: BadInput, with a text and a hint of the table above.
    """
    polygons = _polygons(_coordinates(value))
    _refuse_many(polygons, max_vertices)
    shapes = [Polygon(rings[0], rings[1:]) for rings in ([_ring(ring) for ring in each] for each in polygons)]
    drawn = shapes[0] if len(shapes) == 1 else MultiPolygon(shapes)
    shape = geometry_to_grid(drawn)
    # Both ways: a ring that lies flat along a parallel encloses a sliver on the grid.
    if not (drawn.is_valid and shape.is_valid):
        raise _refusal(INVALID)
    most_km2 = settings().max_polygon_area_km2
    if shape.area > most_km2 * 1e6:
        raise _refusal(TOO_WIDE, max=most_km2)
    return shape


def checked_near(longitude: object, latitude: object, radius_m: object, *, max_radius_m: int) -> Point:
    """The centre that a caller gave, on the grid, once it and its radius in metres are within bounds.

    Raises: BadInput.
    """
    checked_radius(radius_m, max_radius_m=max_radius_m)
    return shapely.set_srid(Point(point_to_grid(*_position([longitude, latitude]))), GRID_SRID)


def checked_radius(radius_m: object, *, max_radius_m: int) -> int:
    """The radius that a caller gave, in metres, once it is within bounds. Raises: BadInput."""
    if isinstance(radius_m, bool) or not isinstance(radius_m, int) or not 1 <= radius_m <= max_radius_m:
        raise BadInput(BAD_RADIUS, hint=f"Use whole metres, from 1 to {max_radius_m:,}.", max=max_radius_m)
    return radius_m


def checked_bbox(*, west: object, south: object, east: object, north: object) -> Polygon:
    """The box that a caller gave, on the grid, cut to the register's area, outside which no home can lie.

    Raises: BadInput, also if the box crosses the antimeridian or lies wholly outside.
    """
    if not all(_is_number(edge) for edge in (west, south, east, north)):
        raise _refusal(BAD_POSITION)
    box: tuple[Any, ...] = (west, south, east, north)
    if not (box[0] < box[2] and box[1] < box[3]):
        raise _refusal(BAD_BOX)
    cut = (max(box[0], WEST), max(box[1], SOUTH), min(box[2], EAST), min(box[3], NORTH))
    if not (cut[0] < cut[2] and cut[1] < cut[3]):
        raise _refusal(OUTSIDE)
    return geometry_to_grid(shapely.segmentize(shapely.box(*cut), BOX_STEP_DEGREES))


def as_ewkb(geometry: BaseGeometry) -> bytes:
    """The geometry as PostGIS reads it from a bound value: EWKB, little-endian, EPSG:27700."""
    written: bytes = shapely.to_wkb(shapely.set_srid(geometry, GRID_SRID), include_srid=True, byte_order=1)
    return written


def _coordinates(value: object) -> tuple[str, object]:
    if not isinstance(value, dict) or value.get("type") not in ("Polygon", "MultiPolygon"):
        raise _refusal(NOT_A_POLYGON)
    if "crs" in value:
        raise _refusal(CRS_REFUSED)
    if value.keys() != {"type", "coordinates"}:
        raise _refusal(MEMBERS_REFUSED)
    return value["type"], value["coordinates"]


def _polygons(given: tuple[str, object]) -> list[list[list[object]]]:
    kind, coordinates = given
    polygons = _listed([coordinates] if kind == "Polygon" else coordinates)
    return [[_listed(ring) for ring in _listed(rings)] for rings in polygons]


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise _refusal(BAD_POSITION)
    if not value:
        raise _refusal(EMPTY)
    return value


def _refuse_many(polygons: Sequence[Sequence[Sequence[object]]], max_vertices: int) -> None:
    rings = [ring for polygon in polygons for ring in polygon]
    if sum(len(ring) for ring in rings) > max_vertices:
        raise _refusal(TOO_MANY_VERTICES, max=max_vertices)
    if len(rings) > MAX_RINGS:
        raise _refusal(TOO_MANY_RINGS, max=MAX_RINGS)


def _ring(given: Sequence[object]) -> Ring:
    ring = [_position(position) for position in given]
    if len(ring) < MIN_RING_POSITIONS or ring[0] != ring[-1]:
        raise _refusal(BAD_RING)
    return ring


def _position(given: object) -> tuple[float, float]:
    if not isinstance(given, list) or len(given) != 2 or not all(_is_number(number) for number in given):
        raise _refusal(BAD_POSITION)
    longitude, latitude = given
    # Compared before it is made a float: an integer of a thousand digits is outside, not an overflow.
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        raise _refusal(OUTSIDE)
    return float(longitude), float(latitude)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or math.isfinite(value)


def _refusal(message: str, **details: object) -> BadInput:
    return BadInput(message, hint=HINTS[message], **details)
