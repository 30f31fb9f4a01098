"""Vector tiles, read by GDAL as a map's client reads them."""

from pathlib import Path
from typing import Any

import pyogrio
import shapely
import sqlalchemy as sa

from register.geo.crs import geometry_to_wgs84
from register.tables import area_drawing


def draw_areas(owner: sa.Engine, squares: dict[str, tuple[float, float, float, float]]) -> None:
    """Give these areas outlines for drawing. squares: west, south, east and north on the grid, by code."""
    with owner.begin() as connection:
        for code, edges in squares.items():
            outline = shapely.to_geojson(geometry_to_wgs84(shapely.box(*edges)))
            connection.execute(area_drawing.insert().values(code=code, geojson=outline, label="Invented"))


def read_tile(content: bytes, folder: Path, *, zoom: int, row: int, column: int) -> dict[str, dict[str, Any]]:
    """The features of a tile that has one layer, by urn or code: their properties, and their geometry in EPSG:3857."""
    path = folder / str(zoom) / str(column) / f"{row}.pbf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    meta, _, geometry, values = pyogrio.raw.read(path)
    found = {}
    for number, shape in enumerate(shapely.from_wkb(geometry)):
        properties = {name: column[number] for name, column in zip(meta["fields"], values, strict=True)}
        found[str(properties.get("urn") or properties["code"])] = {**properties, "geometry": shape}
    return found
