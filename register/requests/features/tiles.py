"""Tiles of a collection: what is asked for one, what of its features is drawn, and how tiles describe themselves.

Source: OGC 20-057 (OGC API - Tiles), OGC 17-083r4 (tile sets) and TileJSON 3.0.0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from register.catalogue import Kind
from register.geo.crs import EAST, NORTH, SOUTH, WEST
from register.geo.vector_tiles import DEEPEST_ZOOM, Tile
from register.open_types import Value, Values
from register.requests.features.collections import Collection
from register.requests.features.crs import Crs
from register.requests.features.links import JSON, Place
from register.requests.features.parameters import Asking
from register.requests.features.properties import Property
from register.requests.features.values import MAX_LIMIT, Box

MVT: Final = "application/vnd.mapbox-vector-tile"
MATRICES: Final = "WebMercatorQuad"
MATRICES_URI: Final = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{MATRICES}"
TILING_SCHEME: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
# A tile with more features is drawn too small to be read.
MOST_PAGES: Final = 10
FIELDS: Final[Mapping[Kind, str]] = {Kind.INTEGER: "Number", Kind.NUMBER: "Number", Kind.BOOLEAN: "Boolean"}


def asked_in(tile: Tile) -> Asking:
    """The question for the first page of what is in a tile. Nothing of it is counted."""
    box = Box(Crs.LONGITUDE_LATITUDE, *tile.edges)
    return Asking(limit=MAX_LIMIT, crs=Crs.WEB_MERCATOR, box=box, counts=False)


def asked_after(asking: Asking, cursor: str) -> Asking:
    """The question for the next page."""
    return replace(asking, cursor=cursor)


def drawn_of(features: Sequence[Values]) -> Iterator[Values]:
    """Features as a tile holds them: without what is null, and with lists as one text."""
    for each in features:
        if each["geometry"] is not None:
            known = {name: _flat(value) for name, value in each["properties"].items() if value not in (None, [])}
            yield {"geometry": each["geometry"], "properties": known}


def _flat(value: Value) -> Value:
    return ",".join(map(str, value)) if isinstance(value, list) else value


def tilesets(place: Place, collection: Collection, *, html: bool) -> Values:
    """The tile sets of a collection: one."""
    path = f"/collections/{collection.id}/tiles"
    return {
        "links": place.both(path, html=html),
        "tilesets": [
            {**_what(collection), "links": [place.link("self", f"{path}/{MATRICES}", JSON, title="The tile set")]}
        ],
    }


def tileset(place: Place, collection: Collection, *, html: bool) -> Values:
    """What a tile set is."""
    path = f"/collections/{collection.id}/tiles/{MATRICES}"
    west, south, east, north = WEST, SOUTH, EAST, NORTH
    return {
        **_what(collection),
        "links": [
            *place.both(path, html=html),
            {"rel": TILING_SCHEME, "type": JSON, "href": MATRICES_URI, "title": "Where its tiles lie"},
            place.link("describedby", f"{path}/tilejson", JSON, title="The same as TileJSON"),
            {
                "rel": "item",
                "type": MVT,
                "href": f"{place.base}{path}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}",
                "templated": True,
                "title": "A tile",
            },
        ],
        "boundingBox": {
            "lowerLeft": [west, south],
            "upperRight": [east, north],
            "crs": Crs.LONGITUDE_LATITUDE.value,
        },
        "layers": [
            {
                "id": collection.id,
                "title": collection.title,
                "dataType": "vector",
                "geometryDimension": 2 if collection.is_outlined else 0,
            }
        ],
    }


def tilejson(place: Place, collection: Collection) -> Values:
    """The tile set as TileJSON, from which MapLibre and others draw it."""
    fields = {each.name: _field(each) for each in collection.properties}
    if not collection.is_outlined:
        fields["withheld"] = "String"
    return {
        "tilejson": "3.0.0",
        "name": collection.title,
        "description": collection.about,
        "scheme": "xyz",
        "tiles": [f"{place.base}/collections/{collection.id}/tiles/{MATRICES}/{{z}}/{{y}}/{{x}}"],
        "minzoom": 0,
        "maxzoom": DEEPEST_ZOOM,
        "bounds": [WEST, SOUTH, EAST, NORTH],
        "vector_layers": [{"id": collection.id, "description": collection.title, "fields": fields}],
    }


def _field(each: Property) -> str:
    return FIELDS.get(each.column.kind, "String")


def _what(collection: Collection) -> Values:
    return {
        "title": collection.title,
        "dataType": "vector",
        "crs": Crs.WEB_MERCATOR.value,
        "tileMatrixSetId": MATRICES,
        "tileMatrixSetURI": MATRICES_URI,
    }
