"""The description of the GIS door in OpenAPI 3.0, derived from the collections and their properties."""

from importlib.metadata import version
from typing import Final

from register.open_types import Values
from register.requests.downloads.sheets import CSV
from register.requests.features.collections import Collection, collections
from register.requests.features.crs import Crs
from register.requests.features.documents import ABOUT, TITLE
from register.requests.features.filter_inputs import LANGUAGES
from register.requests.features.links import GEOJSON, HTML, JSON, SCHEMA, ZIP, Place
from register.requests.features.parameters import OF_DOWNLOAD, OF_ITEMS, equated
from register.requests.features.properties import Property
from register.requests.features.schemas import type_of
from register.requests.features.tiles import MATRICES, MVT
from register.requests.features.values import DEFAULT_LIMIT, MAX_LIMIT
from register.vocabulary import Agency

TILE: Final = ("tileMatrix", "tileRow", "tileCol")
FORMATS: Final = ("json", "html")
SIGN_IN: Final = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
# What a parameter of the query string always is here.
QUERY: Final = {"in": "query", "required": False, "style": "form", "explode": False}


def openapi(place: Place, agency: Agency) -> Values:
    """The description of what a body of this kind is offered."""
    offered = [each for each in collections().values() if each.is_offered(agency)]
    paths: dict[str, object] = {
        "/": _get("The landing page", "landing", []),
        "/conformance": _get("What the API conforms to", "conformance", []),
        "/api": _get("This description", "api", []),
        "/collections": _get("The collections", "collections", []),
    }
    paths |= {
        "/lists": _get("The lists of homes, month by month", "lists", []),
        "/lists/{name}": _get("The list of a month", "list", [_in_path("name")], data=CSV),
    }
    for each in offered:
        paths |= _paths_of(each)
    return {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "version": version("register"), "description": ABOUT},
        "servers": [{"url": place.base}],
        "security": [{name: []} for name in SIGN_IN],
        "paths": paths,
        "components": {
            "parameters": _parameters(),
            "responses": _responses(),
            "schemas": {"exception": EXCEPTION},
            "securitySchemes": SIGN_IN,
        },
    }


def _paths_of(collection: Collection) -> dict[str, object]:
    path, name = f"/collections/{collection.id}", collection.id
    named = [_refer(each) for each in OF_ITEMS]
    equal = [_equal(each) for each in equated(collection)]
    return {
        path: _get(collection.title, f"describe-{name}", []),
        f"{path}/queryables": _get(f"What {name} can be filtered by", f"queryables-{name}", [], data=SCHEMA),
        f"{path}/schema": _get(f"What features of {name} hold", f"schema-{name}", [], data=SCHEMA),
        **(_tiles_of(path, name) if collection.has_tiles else {}),
        f"{path}/downloads": _get(f"The downloads of {name}", f"downloads-{name}", []),
        f"{path}/downloads/{{form}}": _get(
            f"All features of {name} in one signed file",
            f"download-{name}",
            [_in_path("form"), *(_refer(each) for each in OF_DOWNLOAD), *equal],
            data=ZIP,
        ),
        f"{path}/items": _get(f"Features of {name}", f"items-{name}", [*named[1:], *equal], data=GEOJSON),
        f"{path}/items/{{featureId}}": _get(
            f"One feature of {name}", f"item-{name}", [_in_path("featureId"), _refer("crs")], data=GEOJSON
        ),
    }


def _tiles_of(path: str, name: str) -> dict[str, object]:
    return {
        f"{path}/tiles": _get(f"The tile sets of {name}", f"tilesets-{name}", []),
        f"{path}/tiles/{MATRICES}": _get(f"The tile set of {name}", f"tileset-{name}", []),
        f"{path}/tiles/{MATRICES}/tilejson": _get(f"The tile set of {name} as TileJSON", f"tilejson-{name}", []),
        f"{path}/tiles/{MATRICES}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            f"A tile of {name}", f"tile-{name}", [_in_path(each) for each in TILE], data=MVT
        ),
    }


def _in_path(name: str) -> Values:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _equal(described: Property) -> Values:
    about = described.column.about or f"Only features of which {described.name} has this value."
    one = type_of(described)
    return {
        "name": described.name,
        "description": about,
        **QUERY,
        "schema": one["items"] if one["type"] == "array" else one,
    }


def _get(about: str, operation: str, parameters: list[Values], *, data: str = JSON) -> Values:
    said = {data: {"schema": {"type": "object"}}, HTML: {"schema": {"type": "string"}}}
    refused = {str(each): {"$ref": "#/components/responses/exception"} for each in (400, 401, 403, 404, 406, 429, 503)}
    return {
        "get": {
            "summary": about,
            "operationId": operation,
            "parameters": [*([] if data in (ZIP, CSV) else [_refer("f")]), *parameters],
            "responses": {"200": {"description": "The answer.", "content": said}} | refused,
        }
    }


def _refer(name: str) -> Values:
    return {"$ref": f"#/components/parameters/{name}"}


def _parameters() -> Values:
    crs = {"type": "string", "format": "uri", "enum": [each.value for each in Crs]}
    first = Crs.LONGITUDE_LATITUDE.value
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    edges = {"type": "array", "oneOf": [{"minItems": n, "maxItems": n} for n in (4, 6)], "items": {"type": "number"}}
    declared: dict[str, tuple[str, Values]] = {
        "f": ("The form of the answer.", {"type": "string", "enum": list(FORMATS)}),
        "limit": (f"The most features of a page. More than {MAX_LIMIT:,} is {MAX_LIMIT:,}.", limit),
        "bbox": ("Only features whose geometry meets this box.", edges),
        "bbox-crs": ("The reference system of bbox.", crs | {"default": first}),
        "crs": ("The reference system of the answer.", crs | {"default": first}),
        "datetime": ("A day, or two with / between: only features that held then.", {"type": "string"}),
        "filter": ("Only features of which this filter is true, in CQL2.", {"type": "string"}),
        "filter-lang": ("The form of filter.", {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]}),
        "filter-crs": ("The reference system of geometries in filter.", crs | {"default": first}),
        "cursor": ("Where the page before ended: the link next has it.", {"type": "string"}),
    }
    return {
        name: {"name": name, "description": about, **QUERY, "schema": kind} for name, (about, kind) in declared.items()
    }


def _responses() -> Values:
    said = {JSON: {"schema": {"$ref": "#/components/schemas/exception"}}}
    return {"exception": {"description": "Refused, with what to do instead.", "content": said}}


EXCEPTION: Final = {
    "type": "object",
    "required": ["code"],
    "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
}
