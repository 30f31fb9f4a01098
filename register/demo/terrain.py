"""The ground that homes are placed on: the outlines of authorities and forces, and the seams between forces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import shapely
import sqlalchemy as sa
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from register.demo.quotas import Quotas
from register.errors import SetupError
from register.tables import area, area_version
from register.vocabulary import AreaKind

Points = NDArray[np.float64]
Segments = NDArray[np.float64]

# Two files of outlines may differ by a hair; a point this close to an area is counted as in it.
HAIR_M = 1.0


@dataclass(frozen=True)
class Ground:
    """Outlines in EPSG:27700 by area code; without_homes are those that no home may be in."""

    authorities: Mapping[str, BaseGeometry]
    forces: Mapping[str, BaseGeometry]
    without_homes: tuple[BaseGeometry, ...]

    @cached_property
    def seams(self) -> Segments:
        """The segments that two forces share, one a row: x1, y1, x2, y2."""
        segments, owners = self._segments
        shared: Segments = segments[owners > 1]
        return shared

    @cached_property
    def shores(self) -> Segments:
        """The segments that belong to one force only."""
        segments, owners = self._segments
        alone: Segments = segments[owners == 1]
        return alone

    def authority_at(self, points: Points) -> list[str | None]:
        """The first authority, by code, that covers each point, edge included."""
        found: list[str | None] = [None] * len(points)
        codes = sorted(self.authorities)
        for point, index in sorted(self._authority_tree.query(shapely.points(points), "intersects").T.tolist()):
            found[point] = found[point] or codes[index]
        return found

    def nearest_authority(self, points: Points, within_m: float) -> list[str | None]:
        """The authority whose outline is nearest to each point, if any is near enough."""
        found: list[str | None] = [None] * len(points)
        codes = sorted(self.authorities)
        nearest = self._authority_tree.query_nearest(shapely.points(points), max_distance=within_m, all_matches=False)
        for point, index in nearest.T.tolist():
            found[point] = codes[index]
        return found

    def may_stand(self, points: Points) -> NDArray[np.bool_]:
        """True for each point that keeps clear of every area without homes."""
        clear = np.ones(len(points), dtype=bool)
        tree = shapely.STRtree(list(self.without_homes))
        clear[tree.query(shapely.points(points), "dwithin", distance=HAIR_M)[0]] = False
        return clear

    def off_the_map(self, points: Points) -> NDArray[np.bool_]:
        """True for each point outside every authority and force, and not close to the edge of one."""
        off = np.ones(len(points), dtype=bool)
        for tree in (self._authority_tree, shapely.STRtree([self.forces[code] for code in sorted(self.forces)])):
            off[tree.query(shapely.points(points), "dwithin", distance=HAIR_M)[0]] = False
        return off

    @cached_property
    def _authority_tree(self) -> shapely.STRtree:
        return shapely.STRtree([self.authorities[code] for code in sorted(self.authorities)])

    @cached_property
    def _segments(self) -> tuple[Segments, NDArray[np.int64]]:
        outlines = shapely.get_parts([self.forces[code] for code in sorted(self.forces)])
        rings = shapely.get_rings(outlines)
        pieces = [np.hstack((line[:-1], line[1:])) for line in map(shapely.get_coordinates, rings)]
        segments = np.vstack(pieces)
        # Neighbours run along their seam in opposite directions: start every segment at its lesser end.
        turned = (segments[:, 0] > segments[:, 2]) | (
            (segments[:, 0] == segments[:, 2]) & (segments[:, 1] > segments[:, 3])
        )
        segments[turned] = segments[turned][:, [2, 3, 0, 1]]
        unique, counts = np.unique(segments, axis=0, return_counts=True)
        return unique, counts


def read_ground(connection: sa.Connection, quotas: Quotas) -> Ground:
    """The ground as the imported boundaries have it.

    Raises: SetupError if an authority with homes has no outline, or no force has one.
    """
    return lay_ground(_outlines(connection, AreaKind.AUTHORITY), _outlines(connection, AreaKind.FORCE), quotas)


def lay_ground(authorities: Mapping[str, BaseGeometry], forces: Mapping[str, BaseGeometry], quotas: Quotas) -> Ground:
    """The ground made of these outlines, by area code.

    Raises: SetupError if an authority with homes has no outline, or no force has one.
    """
    standing = {code: authorities[code] for code, homes in quotas.homes_in.items() if homes and code in authorities}
    missing = sum(homes > 0 for homes in quotas.homes_in.values()) - len(standing)
    if missing or not forces:
        raise SetupError(
            f"Import the boundaries of forces and authorities first: {len(forces)} forces have an outline, "
            f"and {missing} authorities with homes have none."
        )
    empty = [outline for code, outline in sorted(authorities.items()) if code not in standing]
    quiet = [outline for code, outline in sorted(forces.items()) if code not in quotas.forces]
    return Ground(authorities=standing, forces=forces, without_homes=(*empty, *quiet))


def latest_outline_from(connection: sa.Connection) -> date:
    """The day from which the newest of the current outlines counts."""
    newest = sa.select(sa.func.max(area_version.c.valid_from)).where(area_version.c.valid_to.is_(None))
    found: date = connection.execute(newest).scalar_one()
    return found


def _outlines(connection: sa.Connection, kind: AreaKind) -> dict[str, BaseGeometry]:
    query = (
        sa.select(area_version.c.code, sa.func.st_asbinary(area_version.c.outline_27700).label("outline"))
        .join(area, area.c.code == area_version.c.code)
        .where(area.c.kind == kind, area_version.c.valid_to.is_(None))
        .order_by(area_version.c.code)
    )
    return {row.code: shapely.from_wkb(bytes(row.outline)) for row in connection.execute(query)}
