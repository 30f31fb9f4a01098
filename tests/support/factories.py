"""Records for tests: invented, valid by default, and told only what matters to the promise."""

import itertools
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

import shapely
import sqlalchemy as sa
from shapely import MultiPolygon, box

from register import tables
from register.geo.areas import import_boundaries
from register.geo.boundary_files import Feature
from register.geo.caller_geometry import as_ewkb
from register.geo.crs import point_to_wgs84
from register.vocabulary import AreaKind

COUNT = itertools.count(1)
LONG_AGO = date(2015, 4, 1)
Point = tuple[float, float]


def create_areas(connection: sa.Connection, kind: AreaKind, *squares: tuple[str, str, tuple[float, ...]]) -> None:
    """Areas of one kind: each a code, a name and a box in EPSG:27700 (west, south, east, north)."""
    features = [Feature(code, name, MultiPolygon([box(*bounds)])) for code, name, bounds in squares]
    import_boundaries(
        connection,
        features,
        kind=kind,
        valid_from=LONG_AGO,
        source="a test",
        digest=f"test {kind} {next(COUNT)}",
        is_demonstration=True,
    )


def create_provider(connection: sa.Connection, **given: Any) -> uuid.UUID:
    """A provider; a company unless told otherwise."""
    number = next(COUNT)
    row = {
        "id": uuid.uuid4(),
        "reference": f"TEST-{number:05}",
        "name": f"Mossy Homes {number}",
        "legal_form": "company",
    }
    return _insert(connection, tables.provider, row | given)


def create_home(
    connection: sa.Connection, urn: str, *, at: Sequence[Point] = (), name: str | None = None, **given: Any
) -> uuid.UUID:
    """A home with premises at these points, the main ones first; its links are derived by the caller."""
    row = {
        "id": uuid.uuid4(),
        "urn": urn,
        "kind": "childrens_home",
        "sector": "private",
        "registration_status": "registered",
        "registered_on": date(2019, 5, 1),
        "places": 4,
    }
    home_id = _insert(connection, tables.home, row | given)
    if name is not None:
        _insert(connection, tables.home_identity, {"home_id": home_id, "name": name})
    for number, point in enumerate(at):
        create_premises(connection, home_id, point, is_main=number == 0)
    return home_id


def create_premises(connection: sa.Connection, home_id: uuid.UUID, at: Point, **given: Any) -> uuid.UUID:
    """Premises of a home at a point in EPSG:27700, with a postcode that no office ever gave."""
    number = next(COUNT)
    longitude, latitude = point_to_wgs84(*at)
    row = {
        "id": uuid.uuid4(),
        "home_id": home_id,
        "paon": str(number),
        "street": "Kettle Row",
        "town": "Mosswick",
        "postcode": f"ZZ{number % 90 + 10} {number % 9 + 1}AB",
        "uprn": 900_000_000_000 + number,
        "point_27700": sa.func.ST_GeomFromEWKB(as_ewkb(shapely.Point(at))),
        "longitude": longitude,
        "latitude": latitude,
        "location_precision": "uprn",
    }
    return _insert(connection, tables.premises, row | given)


def create_inspection(connection: sa.Connection, home_id: uuid.UUID, started_on: date, **given: Any) -> uuid.UUID:
    """A full inspection of a home that found it good."""
    row = {
        "id": uuid.uuid4(),
        "home_id": home_id,
        "number": f"TEST{next(COUNT)}",
        "kind": "full",
        "started_on": started_on,
        "overall_experiences_and_progress": "good",
        "helped_and_protected": "good",
        "leaders_and_managers": "good",
    }
    return _insert(connection, tables.inspection, row | given)


def create_person(connection: sa.Connection, home_id: uuid.UUID, name: str, **given: Any) -> uuid.UUID:
    """A registered manager of a home."""
    row = {
        "id": uuid.uuid4(),
        "home_id": home_id,
        "role": "registered_manager",
        "name": name,
        "valid_from": date(2020, 1, 1),
    }
    return _insert(connection, tables.home_person, row | given)


def create_condition(connection: sa.Connection, home_id: uuid.UUID, wording: str, **given: Any) -> uuid.UUID:
    """A condition of a home's registration, with what it says."""
    row = {
        "id": uuid.uuid4(),
        "home_id": home_id,
        "kind": "max_places",
        "change": "imposed",
        "effective_from": date(2020, 1, 1),
    }
    made = _insert(connection, tables.condition, row | given)
    _insert(connection, tables.condition_detail, {"condition_id": made, "home_id": home_id, "wording": wording})
    return made


def create_notice(connection: sa.Connection, home_id: uuid.UUID, reasons: str, **given: Any) -> uuid.UUID:
    """A compliance notice served on a home, with its reasons."""
    row = {"id": uuid.uuid4(), "home_id": home_id, "kind": "compliance_notice", "served_on": date(2024, 2, 1)}
    made = _insert(connection, tables.notice, row | given)
    _insert(connection, tables.notice_detail, {"notice_id": made, "home_id": home_id, "reasons": reasons})
    return made


def _insert(connection: sa.Connection, table: sa.Table, row: dict[str, Any]) -> uuid.UUID:
    connection.execute(table.insert().values(**row))
    return row.get("id") or row.get("home_id")
