"""Areas and homes of the tests, on invented ground: squares on the grid, in metres."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import shapely
import sqlalchemy as sa
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from register.geo.areas import BoundaryReport, import_boundaries
from register.geo.boundary_files import Feature
from register.geo.caller_geometry import as_ewkb
from register.geo.crs import point_to_wgs84
from register.geo.home_areas import LinkReport, derive_links
from register.tables import home, home_reach, premises
from register.vocabulary import AreaKind

BEGAN = date(2020, 1, 1)
TODAY = date(2026, 1, 1)
REGISTERED = date(2015, 5, 1)
WEST_FORCE, EAST_FORCE = "E23000038", "E23000039"


def square(code: str, west: float, south: float, *, side: float = 1000) -> Feature:
    """A square area; named after its code."""
    return area(code, shapely.box(west, south, west + side, south + side))


def area(code: str, ground: BaseGeometry) -> Feature:
    return Feature(code, f"Area {code}", MultiPolygon(list(shapely.get_parts(ground))))


def create_areas(
    connection: sa.Connection,
    kind: AreaKind,
    features: Sequence[Feature],
    *,
    valid_from: date = BEGAN,
    is_demonstration: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> BoundaryReport:
    return import_boundaries(
        connection,
        features,
        kind=kind,
        valid_from=valid_from,
        source="test",
        digest="0" * 64,
        is_demonstration=is_demonstration,
        on=TODAY,
        progress=progress,
    )


def create_home(
    connection: sa.Connection, urn: str, *, authority: str | None = None, registered_on: date | None = REGISTERED
) -> UUID:
    row = {
        "urn": urn,
        "kind": "childrens_home",
        "sector": "private",
        "registration_status": "registered",
        "registered_on": registered_on,
        "authority_code": authority,
    }
    return connection.execute(sa.insert(home).values(row).returning(home.c.id)).scalar_one()


def create_premises(connection: sa.Connection, home_id: UUID, at: tuple[float, float], *, is_main: bool = True) -> UUID:
    longitude, latitude = point_to_wgs84(*at)
    row = {
        "home_id": home_id,
        "is_main": is_main,
        "point_27700": sa.func.ST_GeomFromEWKB(as_ewkb(shapely.Point(at))),
        "longitude": longitude,
        "latitude": latitude,
        "location_precision": "uprn",
    }
    return connection.execute(sa.insert(premises).values(row).returning(premises.c.id)).scalar_one()


def create_home_at(connection: sa.Connection, urn: str, at: tuple[float, float]) -> UUID:
    home_id = create_home(connection, urn)
    create_premises(connection, home_id, at)
    return home_id


def derive(connection: sa.Connection, *homes: UUID, buffer_m: int = 0, on: date = TODAY) -> LinkReport:
    return derive_links(connection, homes or None, on=on, buffer_m=buffer_m)


def reach(connection: sa.Connection, home_id: UUID) -> set[tuple[str, str]]:
    """The current reach of a home: area and how."""
    r = home_reach.c
    rows = connection.execute(sa.select(r.area_code, r.how).where(r.home_id == home_id, r.valid_to.is_(None)))
    return {(row.area_code, row.how) for row in rows}
