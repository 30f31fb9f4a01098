"""Vector tiles: where each lies, and how features are drawn into one.

Source: OGC 17-083r4, annex D (WebMercatorQuad); Mapbox Vector Tile specification 2.1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from register.database.connections import Connection
from register.geo.crs import SEMI_MAJOR_M, from_web_mercator
from register.open_types import Values

HALF_WIDTH_M: Final = math.pi * SEMI_MAJOR_M
DEEPEST_ZOOM: Final = 22
EXTENT: Final = 4_096
# So much of a neighbour's ground is drawn too, that symbols and lines go on over the edge.
BUFFER: Final = 64

# Features with their geometries in EPSG:3857. What is too small to be seen in the tile is left out.
_DRAWN: Final = """
select ST_AsMVT(drawn, $1::text, $2::integer, 'geometry')
from (
    select ST_AsMVTGeom(
               ST_SetSRID(ST_GeomFromGeoJSON(given.feature ->> 'geometry'), 3857),
               ST_TileEnvelope($3::integer, $4::integer, $5::integer),
               $2::integer, $6::integer, true
           ) as geometry,
           given.feature -> 'properties' as properties
    from jsonb_array_elements($7::jsonb) with ordinality as given(feature, place)
    order by given.place
) as drawn
where drawn.geometry is not null
"""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of WebMercatorQuad: its level, and its column and row from the top left."""

    zoom: int
    row: int
    column: int

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees, with the ground beyond the edge that is drawn too."""
        width = 2 * HALF_WIDTH_M / 2**self.zoom
        beyond = width * BUFFER / EXTENT
        west, north = self.column * width - HALF_WIDTH_M, HALF_WIDTH_M - self.row * width
        least = from_web_mercator(west - beyond, north - width - beyond)
        greatest = from_web_mercator(west + width + beyond, north + beyond)
        return float(least[0]), float(least[1]), float(greatest[0]), float(greatest[1])


def tile_at(zoom: str, row: str, column: str) -> Tile | None:
    """The tile of an address; None if there is none."""
    if not all(each.isascii() and each.isdigit() and len(each) <= 8 for each in (zoom, row, column)):
        return None
    tile = Tile(int(zoom), int(row), int(column))
    return tile if tile.zoom <= DEEPEST_ZOOM and max(tile.row, tile.column) < 2**tile.zoom else None


async def draw(connection: Connection, tile: Tile, layer: str, *, features: Sequence[Values]) -> bytes:
    """The tile with these features, as Mapbox Vector Tile; nothing if none of them is in it.

    features: each with a geometry in EPSG:3857, and with properties that are numbers, texts, true or false.
    """
    drawn = await connection.fetchval(
        _DRAWN,
        layer,
        EXTENT,
        tile.zoom,
        tile.column,
        tile.row,
        BUFFER,
        orjson.dumps(features).decode(),
    )
    return bytes(drawn or b"")
