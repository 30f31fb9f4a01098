"""The one transformation between longitude and latitude (WGS84) and the British National Grid (EPSG:27700)."""

from collections.abc import Sequence
from functools import cache
from typing import Final, TypeVar

import numpy as np
import shapely
from convertbng.cutil import convert_etrs89_to_osgb36, convert_lonlat
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from register.errors import BadInput

Numbers = Sequence[float] | NDArray[np.float64]
Pair = tuple[NDArray[np.float64], NDArray[np.float64]]
Edges = tuple[float, float, float, float]
Number = TypeVar("Number", float, NDArray[np.float64])

GRID_SRID: Final = 27700
WEB_MERCATOR_SRID: Final = 3857
WEST, EAST = -9.0, 2.1
SOUTH, NORTH = 49.7, 61.1
OUTSIDE: Final = "Outside the register's area."
OUTSIDE_HINT: Final = (
    f"Longitude comes first, {WEST:g} to {EAST:g}, then latitude, {SOUTH:g} to {NORTH:g}. Are the two swapped? "
    "Eastings and northings in metres are not longitude and latitude."
)

# Between two of so many points an edge that follows a parallel is at most 15 m from straight.
EDGE_POINTS: Final = 33
SPARE_M: Final = 50.0

# GRS80 and the National Grid's projection. Source: Ordnance Survey, A guide to coordinate systems in Great Britain.
SEMI_MAJOR_M, SEMI_MINOR_M = 6_378_137.0, 6_356_752.3141
SCALE = 0.9996012717
TRUE_LATITUDE, TRUE_LONGITUDE = 49.0, -2.0
FALSE_EASTING_M, FALSE_NORTHING_M = 400_000.0, -100_000.0
LAST_EASTING_M, LAST_NORTHING_M = 699_999.0, 1_249_999.0
ECCENTRICITY = np.sqrt(1 - (SEMI_MINOR_M / SEMI_MAJOR_M) ** 2)
N = (SEMI_MAJOR_M - SEMI_MINOR_M) / (SEMI_MAJOR_M + SEMI_MINOR_M)
RADIUS_M = SEMI_MAJOR_M / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
SERIES = (
    N / 2 - 2 * N**2 / 3 + 5 * N**3 / 16 + 41 * N**4 / 180,
    13 * N**2 / 48 - 3 * N**3 / 5 + 557 * N**4 / 1440,
    61 * N**3 / 240 - 103 * N**4 / 140,
    49561 * N**4 / 161280,
)


def to_grid(longitude: Numbers, latitude: Numbers) -> Pair:
    """The grid positions of these places, to the millimetre.

    Returns eastings, then northings, in metres; NaN for a place outside the register's area.
    Source: OSTN15, the definition of the grid; PROJ's own shift is 1 to 4 m off.
    """
    east, north = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    known = (east >= WEST) & (east <= EAST) & (north >= SOUTH) & (north <= NORTH)
    east, north = _project(np.where(known, east, TRUE_LONGITUDE), np.where(known, north, TRUE_LATITUDE))
    # The shift is published for land and inshore sea; beyond its table, out at sea, that of the nearest edge holds.
    base_east, base_north = np.clip(east, 0, LAST_EASTING_M), np.clip(north, 0, LAST_NORTHING_M)
    shifted_east, shifted_north = convert_etrs89_to_osgb36(base_east, base_north)
    return (
        np.where(known, np.round(east + (shifted_east - base_east), 3), np.nan),
        np.where(known, np.round(north + (shifted_north - base_north), 3), np.nan),
    )


def grid_bounds(degrees: Edges) -> Edges | None:
    """The box of the grid that holds all that a box of degrees has in the register's area, with some ground to spare.

    Both: west, south, east and north; in metres. None if it has nothing there.
    """
    west, south = max(degrees[0], WEST), max(degrees[1], SOUTH)
    east, north = min(degrees[2], EAST), min(degrees[3], NORTH)
    if west > east or south > north:
        return None
    across, along = np.linspace(west, east, EDGE_POINTS), np.linspace(south, north, EDGE_POINTS)
    # What is farthest to a side lies on the edge.
    eastings, northings = to_grid(
        np.concatenate([across, across, np.full(EDGE_POINTS, west), np.full(EDGE_POINTS, east)]),
        np.concatenate([np.full(EDGE_POINTS, south), np.full(EDGE_POINTS, north), along, along]),
    )
    return (
        float(eastings.min()) - SPARE_M,
        float(northings.min()) - SPARE_M,
        float(eastings.max()) + SPARE_M,
        float(northings.max()) + SPARE_M,
    )


def to_wgs84(easting: Numbers, northing: Numbers) -> Pair:
    """The longitudes, then latitudes, in degrees, of these grid positions; NaN off the grid."""
    return convert_lonlat(np.asarray(easting, dtype=np.float64), np.asarray(northing, dtype=np.float64))


def point_to_grid(longitude: float, latitude: float) -> tuple[float, float]:
    """The easting and northing of one place, in metres.

    Raises: BadInput outside the register's area.
    """
    easting, northing = to_grid([longitude], [latitude])
    if np.isnan(easting[0]):
        raise BadInput(OUTSIDE, hint=OUTSIDE_HINT)
    return float(easting[0]), float(northing[0])


def point_to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """The longitude and latitude of one grid position, in degrees.

    Raises: BadInput off the grid.
    """
    longitude, latitude = to_wgs84([easting], [northing])
    if np.isnan(longitude[0]):
        raise BadInput(OUTSIDE, hint="Easting comes first, then northing, both in metres on the British National Grid.")
    return float(longitude[0]), float(latitude[0])


def geometry_to_grid(geometry: BaseGeometry) -> BaseGeometry:
    """The same geometry on the grid, vertex by vertex, so that shared edges stay shared.

    Raises: BadInput if a vertex lies outside the register's area.
    """
    return shapely.set_srid(shapely.transform(geometry, _vertices_to_grid), GRID_SRID)


def geometry_to_wgs84(geometry: BaseGeometry) -> BaseGeometry:
    """The same grid geometry in longitude and latitude, vertex by vertex."""
    return shapely.set_srid(shapely.transform(geometry, lambda at: np.column_stack(to_wgs84(at[:, 0], at[:, 1]))), 4326)


def to_web_mercator(longitude: Number, latitude: Number) -> tuple[Number, Number]:
    """Metres east and north in EPSG:3857 of these degrees. Source: EPSG method 1024, on a sphere."""
    east = SEMI_MAJOR_M * np.radians(longitude)
    north = SEMI_MAJOR_M * np.arctanh(np.sin(np.radians(latitude)))
    return east, north


def from_web_mercator(east: Number, north: Number) -> tuple[Number, Number]:
    """The longitude and latitude, in degrees, of metres in EPSG:3857."""
    return np.degrees(east / SEMI_MAJOR_M), np.degrees(np.arcsin(np.tanh(north / SEMI_MAJOR_M)))


def geometry_to_web_mercator(geometry: BaseGeometry) -> BaseGeometry:
    """The same geometry of longitudes and latitudes in EPSG:3857, vertex by vertex."""
    moved = shapely.transform(geometry, lambda at: np.column_stack(to_web_mercator(at[:, 0], at[:, 1])))
    return shapely.set_srid(moved, WEB_MERCATOR_SRID)


def _vertices_to_grid(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    moved = np.column_stack(to_grid(positions[:, 0], positions[:, 1]))
    if np.isnan(moved).any():
        raise BadInput(OUTSIDE, hint=OUTSIDE_HINT)
    return moved


def _project(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> Pair:
    # Krüger's series, for convertbng's own projection refuses the south of Scilly and the sea east of Lowestoft.
    xi, eta = _series(np.radians(longitude - TRUE_LONGITUDE), np.radians(latitude))
    return FALSE_EASTING_M + SCALE * RADIUS_M * eta, FALSE_NORTHING_M + SCALE * RADIUS_M * (xi - _true_origin())


@cache
def _true_origin() -> float:
    """How far north of the equator the projection's true origin is, in radii of the series."""
    xi, _ = _series(np.zeros(1), np.radians(np.full(1, TRUE_LATITUDE)))
    return float(xi[0])


def _series(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> Pair:
    tangent = np.tan(latitude)
    sigma = np.sinh(ECCENTRICITY * np.arctanh(ECCENTRICITY * np.sin(latitude)))
    conformal = tangent * np.hypot(1, sigma) - sigma * np.hypot(1, tangent)
    xi = np.arctan2(conformal, np.cos(longitude))
    eta = np.arcsinh(np.sin(longitude) / np.hypot(conformal, np.cos(longitude)))
    steps = [(2 * step, weight) for step, weight in enumerate(SERIES, start=1)]
    return (
        xi + sum(weight * np.sin(k * xi) * np.cosh(k * eta) for k, weight in steps),
        eta + sum(weight * np.cos(k * xi) * np.sinh(k * eta) for k, weight in steps),
    )
