"""What a collection's features are made of, and what they can be filtered by, as JSON Schema.

Source: OGC 19-079r2 (Part 3: Filtering), section 6.2, and OGC 23-058r1 (Part 5: Schemas).
"""

from collections.abc import Mapping
from typing import Final

from register.catalogue import Kind
from register.open_types import Values
from register.requests.features.collections import Collection
from register.requests.features.filter_inputs import GEOMETRY, filterable
from register.requests.features.links import Place
from register.requests.features.parameters import equated
from register.requests.features.properties import Property

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TYPES: Final[Mapping[Kind, Values]] = {
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.INSTANT: {"type": "string", "format": "date-time"},
}
# QGIS draws points only if the geometry says so by this address.
POINT: Final = {"$ref": "https://geojson.org/schema/Point.json", "format": "geometry-point"}
OUTLINE: Final = {"$ref": "https://geojson.org/schema/Geometry.json", "format": "geometry-multipolygon"}
WITHHELD: Final = {
    "title": "withheld",
    "description": "The properties of this feature that you may not see. They are null.",
    "type": "array",
    "items": {"type": "string"},
}


def type_of(described: Property) -> Values:
    """The type of a property's value, as a schema has it."""
    column = described.column
    if column.kind in (Kind.CODE, Kind.CODES) and column.codes is not None:
        codes = {"type": "string", "enum": [each.name for each in column.codes]}
        return codes if column.kind is Kind.CODE else {"type": "array", "items": codes}
    return TYPES.get(column.kind, {"type": "string"})


def queryables(place: Place, collection: Collection) -> Values:
    """What a filter or a parameter may compare. It is the same for everyone: what a caller may not match is refused."""
    listed = {each.name: each for each in (*filterable(collection), *equated(collection))}
    named: dict[str, Values] = {name: _described(each) for name, each in listed.items()}
    if collection.takes_shapes:
        named[GEOMETRY] = POINT
    return {**_schema(place, collection, page="queryables", named=named), "additionalProperties": False}


def schema(place: Place, collection: Collection) -> Values:
    """What each feature holds, and which property plays which part."""
    roles = {
        collection.key: "id",
        collection.begins: "primary-interval-start",
        collection.ends: "primary-interval-end",
    }
    geometry = OUTLINE if collection.is_outlined else POINT
    named: dict[str, Values] = {GEOMETRY: {**geometry, "x-ogc-role": "primary-geometry"}}
    for each in collection.properties:
        role = {"x-ogc-role": roles[each.name]} if each.name in roles else {}
        named[each.name] = {**_described(each), **role}
    if not collection.is_outlined:
        named["withheld"] = WITHHELD
    return _schema(place, collection, page="schema", named=named)


def _described(each: Property) -> Values:
    about = {"title": each.name, "description": each.column.about} if each.column.about else {"title": each.name}
    return {**about, **type_of(each)}


def _schema(place: Place, collection: Collection, *, page: str, named: Mapping[str, Values]) -> Values:
    return {
        "$schema": DIALECT,
        "$id": f"{place.base}/collections/{collection.id}/{page}",
        "title": collection.title,
        "type": "object",
        "properties": named,
    }
