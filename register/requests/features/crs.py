"""The coordinate reference systems that features are given and asked in: each with its first axis to the east.

EPSG:4326 is not among them: its first axis points north, and half of all clients read it the other way round.
"""

import math
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

import shapely

from register.errors import BadInput
from register.geo.caller_geometry import BAD_POSITION
from register.geo.crs import (
    from_web_mercator,
    geometry_to_grid,
    geometry_to_web_mercator,
    point_to_wgs84,
    to_web_mercator,
)
from register.open_types import Value

# A tenth of a millimetre on the ground, and a millimetre.
DEGREE_DIGITS: Final = 9
METRE_DIGITS: Final = 3
# The positions of a multipolygon are in rings, in polygons, in it.
DEEPEST_OUTLINE: Final = 3


class Crs(Enum):
    """A reference system, by the URI under which clients ask for it."""

    LONGITUDE_LATITUDE = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    GRID = "http://www.opengis.net/def/crs/EPSG/0/27700"
    WEB_MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"


STORED: Final = Crs.GRID
_WRITTEN: Final[Mapping[str, Crs]] = {
    **{each.value: each for each in Crs},
    **{f"[{short}]": crs for short, crs in (("OGC:CRS84", Crs.LONGITUDE_LATITUDE),)},
    "[EPSG:27700]": Crs.GRID,
    "[EPSG:3857]": Crs.WEB_MERCATOR,
}


def crs_named(uri: str) -> Crs:
    """The reference system of a URI, or of a safe CURIE such as [EPSG:27700]. Raises: BadInput."""
    found = _WRITTEN.get(uri)
    if found is None:
        raise BadInput("The coordinate reference system is not offered.", hint=f"Use one of {', '.join(_uris())}.")
    return found


def _uris() -> list[str]:
    return [each.value for each in Crs]


def point_of(location: Mapping[str, Any], crs: Crs) -> tuple[float, float]:
    """The coordinates of a location of GraphQL, which holds longitude, latitude, easting and northing."""
    match crs:
        case Crs.LONGITUDE_LATITUDE:
            return location["longitude"], location["latitude"]
        case Crs.GRID:
            return location["easting"], location["northing"]
        case Crs.WEB_MERCATOR:
            east, north = to_web_mercator(location["longitude"], location["latitude"])
            return round(float(east), METRE_DIGITS), round(float(north), METRE_DIGITS)


def outline_of(geojson: Value, crs: Crs) -> Value:
    """An outline in longitude and latitude, as GeoJSON has it, in another reference system."""
    if crs is Crs.LONGITUDE_LATITUDE:
        return geojson
    shape = shapely.geometry.shape(geojson)
    moved = geometry_to_grid(shape) if crs is Crs.GRID else geometry_to_web_mercator(shape)
    return shapely.geometry.mapping(shapely.transform(moved, lambda positions: positions.round(METRE_DIGITS)))


def outline_in_degrees(outline: Mapping[str, Any], crs: Crs) -> Value:
    """A polygon or multipolygon of a caller, in longitude and latitude. Its form is not checked.

    Raises: BadInput if it has a position that is none.
    """
    written = {"type": outline["type"], "coordinates": outline.get("coordinates")}
    if crs is Crs.LONGITUDE_LATITUDE:
        return written
    return written | {"coordinates": _in_degrees(written["coordinates"], crs, depth=0)}


def _in_degrees(part: object, crs: Crs, *, depth: int) -> Value:
    if not isinstance(part, list) or depth > DEEPEST_OUTLINE:
        raise BadInput(BAD_POSITION)
    if not any(isinstance(each, list) for each in part):
        if len(part) != 2 or not all(isinstance(each, int | float) and math.isfinite(each) for each in part):
            raise BadInput(BAD_POSITION)
        return list(point_to_wgs84(*part) if crs is Crs.GRID else degrees_of(crs, *part))
    return [_in_degrees(each, crs, depth=depth + 1) for each in part]


def degrees_of(crs: Crs, east: float, north: float) -> tuple[float, float]:
    """A corner of a box in longitude and latitude. crs: not the grid, whose boxes are compared on the grid."""
    if crs is Crs.LONGITUDE_LATITUDE:
        return east, north
    longitude, latitude = from_web_mercator(east, north)
    return float(longitude), float(latitude)
