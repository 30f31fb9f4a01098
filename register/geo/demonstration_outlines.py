"""The demonstration's own outlines: invented, so that it runs without official files, and never to be relied upon.

Each authority is the ground nearest to one place inside it, within a coast drawn by hand; forces and regions are made
of their authorities. Codes and names are real, lines are not.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from register.geo.boundary_files import Feature
from register.geo.crs import GRID_SRID, geometry_to_grid, point_to_grid
from register.geo.reference import Authority, authorities, force_names, region_names
from register.vocabulary import AreaKind

LABEL: Final = "demonstration outline"
MILLIMETRE = 0.001
MARGIN_M = 100_000

# fmt: off
# From Berwick round by the east, the south and the west to the Solway, and back along the border.
MAINLAND = (
    (-2.03, 55.81), (-1.60, 55.60), (-1.55, 55.30), (-1.45, 55.05), (-1.35, 54.88), (-1.15, 54.68), (-0.95, 54.60),
    (-0.58, 54.50), (-0.37, 54.28), (-0.06, 54.12), (-0.18, 53.98), (0.13, 53.58), (-0.10, 53.65), (-0.32, 53.72),
    (-0.28, 53.68), (-0.02, 53.58), (0.15, 53.47), (0.36, 53.15), (0.10, 52.93), (0.25, 52.80), (0.42, 52.82),
    (0.50, 52.96), (0.90, 52.98), (1.32, 52.94), (1.72, 52.65), (1.76, 52.47), (1.62, 52.20), (1.35, 51.95),
    (1.20, 51.80), (0.95, 51.73), (0.95, 51.60), (0.80, 51.52), (0.50, 51.47), (0.72, 51.45), (0.95, 51.37),
    (1.42, 51.39), (1.41, 51.17), (1.32, 51.12), (1.00, 51.05), (0.98, 50.91), (0.58, 50.84), (0.25, 50.73),
    (-0.15, 50.81), (-0.55, 50.79), (-0.79, 50.72), (-1.00, 50.77), (-1.11, 50.78), (-1.32, 50.80), (-1.55, 50.71),
    (-1.75, 50.72), (-1.95, 50.60), (-2.45, 50.53), (-2.95, 50.71), (-3.42, 50.61), (-3.49, 50.45), (-3.64, 50.22),
    (-3.95, 50.30), (-4.15, 50.32), (-4.70, 50.33), (-5.02, 50.14), (-5.20, 49.96), (-5.50, 50.10), (-5.71, 50.06),
    (-5.48, 50.22), (-5.08, 50.42), (-4.78, 50.60), (-4.52, 51.02), (-4.22, 51.08), (-4.12, 51.21), (-3.80, 51.23),
    (-3.45, 51.21), (-3.03, 51.22), (-2.99, 51.35), (-2.72, 51.50), (-2.58, 51.62), (-2.40, 51.78), (-2.66, 51.63),
    (-2.95, 51.54), (-3.15, 51.46), (-3.28, 51.38), (-3.60, 51.44), (-3.75, 51.50), (-3.82, 51.60), (-3.97, 51.60),
    (-4.30, 51.56), (-4.22, 51.66), (-4.40, 51.74), (-4.68, 51.65), (-4.93, 51.60), (-5.15, 51.70), (-5.30, 51.88),
    (-4.98, 52.02), (-4.68, 52.12), (-4.35, 52.23), (-4.10, 52.42), (-4.08, 52.60), (-4.06, 52.73), (-4.14, 52.85),
    (-4.35, 52.90), (-4.76, 52.79), (-4.57, 52.95), (-4.32, 53.12), (-4.12, 53.23), (-3.85, 53.34), (-3.48, 53.34),
    (-3.32, 53.36), (-3.05, 53.22), (-3.20, 53.38), (-3.04, 53.45), (-3.10, 53.56), (-3.00, 53.68), (-3.03, 53.74),
    (-3.06, 53.90), (-3.01, 53.94), (-2.86, 54.08), (-2.80, 54.20), (-3.05, 54.13), (-3.22, 54.05), (-3.42, 54.30),
    (-3.63, 54.50), (-3.58, 54.66), (-3.40, 54.88), (-3.05, 54.98), (-2.68, 55.22), (-2.40, 55.36), (-2.20, 55.45),
    (-2.23, 55.65),
)
WIGHT = ((-1.58, 50.66), (-1.30, 50.77), (-1.07, 50.69), (-1.20, 50.60), (-1.30, 50.57))
ANGLESEY = ((-4.65, 53.31), (-4.50, 53.42), (-4.25, 53.42), (-4.05, 53.31), (-4.17, 53.22), (-4.40, 53.13))
SCILLY = ((-6.37, 49.87), (-6.24, 49.88), (-6.25, 49.98), (-6.38, 49.97))
# fmt: on


def demonstration_features() -> dict[AreaKind, list[Feature]]:
    """The invented outlines by kind, each list in the order of its codes; where two areas meet, vertices are shared."""
    pieces = _pieces(authorities())
    by_force: dict[str, list[Polygon]] = defaultdict(list)
    by_region: dict[str, list[Polygon]] = defaultdict(list)
    for authority in authorities():
        by_force[authority.force] += pieces[authority.code]
        if authority.region:
            by_region[authority.region] += pieces[authority.code]
    names = {authority.code: authority.name for authority in authorities()}
    return {
        AreaKind.REGION: _features(by_region, region_names()),
        AreaKind.FORCE: _features(by_force, force_names()),
        AreaKind.AUTHORITY: _features(pieces, names),
    }


def _pieces(places: Sequence[Authority]) -> Mapping[str, list[Polygon]]:
    land = _land()
    seeds = [shapely.Point(point_to_grid(place.longitude, place.latitude)) for place in places]
    frame = shapely.box(*land.bounds).buffer(MARGIN_M)
    lines = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=frame, only_edges=True)
    # All lines are cut where they meet before any area is made of them, so that neighbours share each vertex.
    drawn = shapely.union_all([lines, shapely.boundary(land)], grid_size=MILLIMETRE)
    nearest = shapely.STRtree(seeds)
    pieces: dict[str, list[Polygon]] = {place.code: [] for place in places}
    for piece in shapely.get_parts(shapely.polygonize(shapely.get_parts(drawn))):
        inside = shapely.point_on_surface(piece)
        if shapely.intersects(land, inside):
            pieces[places[int(nearest.nearest(inside))].code].append(shapely.normalize(piece))
    return pieces


def _land() -> BaseGeometry:
    return geometry_to_grid(MultiPolygon([Polygon(coast) for coast in (MAINLAND, WIGHT, ANGLESEY, SCILLY)]))


def _features(pieces: Mapping[str, Sequence[Polygon]], names: Mapping[str, str]) -> list[Feature]:
    return [Feature(code, names[code], _outline(pieces[code])) for code in sorted(names)]


def _outline(pieces: Sequence[Polygon]) -> MultiPolygon:
    joined = shapely.normalize(shapely.coverage_union_all(sorted(pieces, key=lambda piece: piece.bounds)))
    polygons = [part for part in shapely.get_parts(joined) if isinstance(part, Polygon)]
    return shapely.set_srid(MultiPolygon(polygons), GRID_SRID)
