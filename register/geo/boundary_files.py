"""Boundary files that others publish, read into features on the grid, or refused by the feature that is wrong."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from register.errors import BadInput, SetupError
from register.geo.crs import GRID_SRID, geometry_to_grid
from register.tables import area
from register.tables.texts import longest_of

READ_SUFFIXES: Final = frozenset({".geojson", ".json", ".gpkg", ".shp", ".zip"})
CODE_FORM = re.compile(r"^[EW]\d{8}$")
# Files that cover the United Kingdom hold areas of other registers' countries; they are passed over.
ELSEWHERE = re.compile(r"^[KNSLM]\d{8}$")
ONS_CODE_COLUMN = re.compile(r"^[A-Z]{3,6}\d\dCD$", re.IGNORECASE)
MOST_MENDED_SHARE = 0.001
# No longitude or latitude is larger.
LARGEST_ANGLE = 360
GRID_EAST_M, GRID_NORTH_M = 700_000, 1_300_000
WGS84_CODES = frozenset({"EPSG:4326", "EPSG:4979", "OGC:CRS84", "EPSG:4258"})
GRID_NAMES = ("British_National_Grid", "British National Grid")
WGS84_NAMES = ("WGS_1984", "WGS 84")


@dataclass(frozen=True, slots=True)
class Feature:
    """One area of a file: its code, its name and its outline, a valid MultiPolygon in EPSG:27700."""

    code: str
    name: str
    geometry: MultiPolygon
    was_mended: bool = False


@dataclass(frozen=True, slots=True)
class ReadBoundaries:
    """The areas of a file, in the order of their codes, and how many of other countries it has beside them."""

    features: list[Feature]
    passed_over: int


def read_boundaries(path: Path) -> ReadBoundaries:
    """The areas of a GeoJSON, GeoPackage or Shapefile, and how many were passed over.

    path: a file, a zipped Shapefile, or a folder that holds one Shapefile.
    Raises: SetupError, naming the file and the feature.
    """
    source = _source(path)
    reference, columns = _layout(source)
    code, name = _code_and_name(source, columns)
    about, _, geometries, values = pyogrio.raw.read(source, columns=[code, name], force_2d=True)
    read = dict(zip(about["fields"], values, strict=True))
    on_grid = _is_grid(source, reference)
    rows = [row for row in zip(read[code], read[name], geometries, strict=True) if not ELSEWHERE.match(str(row[0]))]
    features = [_feature(source, code, name, wkb=wkb, on_grid=on_grid) for code, name, wkb in rows]
    if not features:
        raise SetupError(f"{source.name} has no areas in England or Wales.")
    _refuse_twice(source, (feature.code for feature in features))
    return ReadBoundaries(sorted(features, key=lambda feature: feature.code), len(read[code]) - len(rows))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, or of a folder's files in the order of their names, in hexadecimal."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()


def whole(code: str, geometry: BaseGeometry | None, where: str) -> tuple[MultiPolygon, bool]:
    """The outline as a valid MultiPolygon on the grid, and true if it had to be repaired.

    Only our own sources are repaired, outside the database, and never by more than a thousandth of their area.
    Raises: SetupError, naming the feature.
    """
    if geometry is not None and geometry.geom_type == "GeometryCollection":
        geometry = MultiPolygon(_polygons(shapely.get_parts(geometry)))
    if geometry is None or geometry.is_empty or geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        raise SetupError(f"{where}: {code} has no polygon.")
    west, south, east, north = geometry.bounds
    if not (west >= 0 and south >= 0 and east <= GRID_EAST_M and north <= GRID_NORTH_M):
        raise SetupError(f"{where}: {code} lies outside Great Britain.")
    mended = geometry if geometry.is_valid else shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    outline = shapely.set_srid(MultiPolygon(_polygons([mended])), GRID_SRID)
    if outline.is_empty or abs(outline.area - geometry.area) >= MOST_MENDED_SHARE * outline.area:
        raise SetupError(f"{where}: {code} is not a valid polygon, and repairing it would change its area.")
    return outline, mended is not geometry


def _polygons(parts: Iterable[BaseGeometry]) -> list[Polygon]:
    """The polygons among some geometries and their parts."""
    flat = (each for part in parts for each in shapely.get_parts(part))
    return [each for each in flat if isinstance(each, Polygon) and not each.is_empty]


def _source(path: Path) -> Path:
    if not path.exists():
        raise SetupError(f"{path} does not exist.")
    if not path.is_dir():
        if path.suffix.lower() not in READ_SUFFIXES:
            raise SetupError(f"{path.name} is not a GeoJSON, GeoPackage or Shapefile.")
        return path
    shapefiles = sorted(path.glob("*.shp"))
    if len(shapefiles) != 1:
        raise SetupError(f"The folder {path.name} has {len(shapefiles)} Shapefiles. Give the path of one.")
    return shapefiles[0]


def _layout(source: Path) -> tuple[str | None, list[str]]:
    try:
        layers = pyogrio.list_layers(source)
        if len(layers) != 1:
            raise SetupError(f"{source.name} has {len(layers)} layers. It must have one.")
        about = pyogrio.read_info(source)
    except (DataSourceError, DataLayerError):
        raise SetupError(f"{source.name} cannot be read as a boundary file.") from None
    return about["crs"], list(about["fields"])


def _code_and_name(source: Path, columns: list[str]) -> tuple[str, str]:
    # Their case differs from one release to the next.
    spelt = {column.casefold(): column for column in columns}
    if {"code", "name"} <= spelt.keys():
        return spelt["code"], spelt["name"]
    for folded, column in spelt.items():
        name = f"{folded[:-2]}nm"
        if ONS_CODE_COLUMN.match(column) and name in spelt:
            return column, spelt[name]
    raise SetupError(f"{source.name} needs the columns code and name, or a pair such as PFA23CD and PFA23NM.")


def _is_grid(source: Path, reference: str | None) -> bool:
    # A Shapefile may carry its reference system as text without a code.
    if reference == f"EPSG:{GRID_SRID}" or ((reference or "").startswith("PROJ") and _names(reference, GRID_NAMES)):
        return True
    if reference in WGS84_CODES or ((reference or "").startswith("GEOG") and _names(reference, WGS84_NAMES)):
        return False
    raise SetupError(f"{source.name} must be in longitude and latitude (WGS84) or in the British National Grid.")


def _names(reference: str | None, names: tuple[str, ...]) -> bool:
    return any(name in (reference or "")[:120] for name in names)


def _feature(source: Path, code: object, name: object, *, wkb: bytes | None, on_grid: bool) -> Feature:
    where = source.name
    if not isinstance(code, str) or not CODE_FORM.match(code):
        raise SetupError(f"{where}: {str(code)[:40]!r} is not the code of an area of England or Wales.")
    if not isinstance(name, str) or not 1 <= len(name.strip()) <= longest_of(area.c.name) or not name.isprintable():
        raise SetupError(f"{where}: {code} has no name, or a name that cannot be printed.")
    geometry = shapely.from_wkb(wkb)
    if geometry is not None and not np.isfinite(shapely.get_coordinates(geometry)).all():
        raise SetupError(f"{where}: {code} has a coordinate that is not a number.")
    if geometry is not None and not on_grid and max(map(abs, geometry.bounds), default=0) > LARGEST_ANGLE:
        raise SetupError(
            f"{where}: {code} is not in degrees. The file seems to hold eastings and northings: "
            f"say so in it, with the reference system EPSG:{GRID_SRID}."
        )
    try:
        geometry = geometry if on_grid or geometry is None else geometry_to_grid(geometry)
    except BadInput:
        raise SetupError(f"{where}: {code} lies outside Great Britain.") from None
    outline, was_mended = whole(code, geometry, where)
    return Feature(code, name.strip(), outline, was_mended)


def _refuse_twice(source: Path, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise SetupError(f"{source.name}: {code} appears twice.")
        seen.add(code)
