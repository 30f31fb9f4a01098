"""How a location relates to a place that a caller gave, as SQL that a GiST index can answer."""

import sqlalchemy as sa

from register.geo.crs import GRID_SRID
from register.open_types import Expression


def within(location: Expression, polygon: Expression) -> sa.ColumnElement[bool]:
    """True if the polygon covers the location, its edge included.

    location: EPSG:27700. polygon: a bound value of as_ewkb(checked_polygon(...)).
    """
    return sa.func.ST_Covers(_geometry(polygon), location, type_=sa.Boolean())


def in_box(location: Expression, box: Expression) -> sa.ColumnElement[bool]:
    """True if the box of longitudes and latitudes covers the location, its edge included.

    location: EPSG:27700. box: a bound value of as_ewkb(checked_bbox(...)), which follows the parallels.
    """
    return within(location, box)


def near(location: Expression, point: Expression, radius_m: Expression) -> sa.ColumnElement[bool]:
    """True if the location is within the radius of the point, edge included.

    location: EPSG:27700. point: a bound value of as_ewkb(checked_near(...)). radius_m: straight-line metres.
    """
    return sa.func.ST_DWithin(location, _geometry(point), radius_m, type_=sa.Boolean())


def are_near(location: Expression, other: Expression, radius_m: Expression) -> sa.ColumnElement[bool]:
    """True if two locations are within so many straight-line metres of each other. Both: EPSG:27700."""
    return sa.func.ST_DWithin(location, other, radius_m, type_=sa.Boolean())


def distance_m(location: Expression, point: Expression) -> sa.ColumnElement[float]:
    """The straight-line distance from the point, in metres, unrounded."""
    return sa.func.ST_Distance(location, _geometry(point), type_=sa.Double())


def bounds(shape: Expression, margin_m: Expression | None = None) -> tuple[Expression, ...]:
    """The western, southern, eastern and northern edge of a box that holds a shape, each worked out once a statement.

    margin_m: how far around the shape; a metre more is taken, for what is on an edge stays inside when it is rounded.
    """
    around = _geometry(shape)
    if margin_m is not None:
        around = sa.func.ST_Expand(around, margin_m + sa.literal_column("1"))
    edges = (sa.func.ST_XMin, sa.func.ST_YMin, sa.func.ST_XMax, sa.func.ST_YMax)
    return tuple(sa.select(edge(around, type_=sa.Double())).scalar_subquery() for edge in edges)


def point_at(easting: float | Expression, northing: float | Expression) -> Expression:
    """The point of this place. easting, northing: metres, EPSG:27700."""
    return sa.func.ST_SetSRID(sa.func.ST_MakePoint(easting, northing), sa.literal_column(str(GRID_SRID)))


def same_geometry(ewkb: bytes) -> Expression:
    """A geometry as it was read, to be stored again."""
    return _geometry(sa.literal(ewkb, sa.LargeBinary))


def _geometry(ewkb: Expression) -> Expression:
    return sa.func.ST_GeomFromEWKB(ewkb)
