"""Filters and orders, derived from the catalogue: a field that can be shown can be asked for, where policy allows."""

from datetime import date, datetime
from enum import Enum
from typing import Any

import strawberry

from register.catalogue import CATALOGUE, Argument, Column, Entity, Kind
from register.plan.filters import COMPARABLE, DISTANCE
from register.plan.read import Compare
from register.schema.building import words
from register.schema.building.enums import enum_of
from register.schema.building.words import GeoJSON, OrderDirection, Urn, lazily, listed, short_name
from register.schema.types import access_grant, access_log, change
from register.vocabulary import ClosedList

# Between them they bring in every entity: the catalogue must be whole before inputs are derived from it.
ENTITIES: tuple[type, ...] = (access_log.AccessLogEntry, access_grant.LiveGrant, change.Change)

ABOUT: dict[Compare, str] = {
    Compare.EQUAL: "Equal to this value.",
    Compare.AMONG: "Equal to one of these values, 100 at most.",
    Compare.AFTER: "Greater or later than this value.",
    Compare.FROM: "This value, or greater or later.",
    Compare.BEFORE: "Less or earlier than this value.",
    Compare.UP_TO: "This value, or less or earlier.",
    Compare.STARTS_WITH: "Starts with these characters, 2 at least; capitals and small letters are the same.",
}
IS_NULL = "True finds the rows where nothing is known, false those where something is."

# The Python words that a schema name cannot be in Python.
RESERVED = {"in": "in_", "and": "and_", "or": "or_", "not": "not_"}


@strawberry.input(description="A circle: a point in WGS 84 and a radius.")
class NearInput:
    """A circle: a point in WGS 84 and a radius."""

    longitude: float = strawberry.field(description="Degrees east of Greenwich, WGS 84.")
    latitude: float = strawberry.field(description="Degrees north, WGS 84.")
    radius_m: int = strawberry.field(description="Straight-line metres, 1 to 20,000; the circle's edge is included.")


@strawberry.input(description="A box of longitudes and latitudes in WGS 84.")
class BoxInput:
    """A box of longitudes and latitudes in WGS 84."""

    west: float = strawberry.field(description="Its western edge, degrees.")
    south: float = strawberry.field(description="Its southern edge, degrees.")
    east: float = strawberry.field(description="Its eastern edge, degrees.")
    north: float = strawberry.field(description="Its northern edge, degrees.")


@strawberry.input(one_of=True, description="Where the rows must lie, named in one way. It narrows and never widens.")
class AreaInput:
    """Where the rows must lie, named in one way."""

    mine: bool | None = strawberry.field(default=strawberry.UNSET, description="Your own force or authority: true.")
    code: str | None = strawberry.field(default=strawberry.UNSET, description="The area of this ONS code.")
    near: NearInput | None = strawberry.field(
        default=strawberry.UNSET, description="Within a circle; matches exact locations, nearest first."
    )
    within: GeoJSON | None = strawberry.field(
        default=strawberry.UNSET,
        description="Within a Polygon or MultiPolygon of 1,000 vertices at most; matches exact locations.",
    )
    bbox: BoxInput | None = strawberry.field(
        default=strawberry.UNSET, description="Within a box; matches exact locations."
    )


AREA = Argument(AreaInput | None, "Where the rows must lie; it can only narrow what you may see.")


def _publish(
    name: str, declared: dict[str, tuple[Any, str]], about: str, *, required: frozenset[str] = frozenset()
) -> Any:
    """Make an input type in which every field but the required may be left out, and let others find it by its name."""
    body: dict[str, Any] = {"__module__": __name__, "__annotations__": {}}
    for field, (kind, text) in declared.items():
        python_name = RESERVED.get(field, field)
        default = {} if field in required else {"default": strawberry.UNSET}
        body["__annotations__"][python_name] = kind if field in required else kind | None
        body[python_name] = strawberry.field(name=field, description=text, **default)
    made = strawberry.input(type(name, (), body), description=about)
    globals()[name] = made
    return made


def _comparison(name: str, kind: Kind, value: Any) -> Any:
    declared: dict[str, tuple[Any, str]] = {
        compare.value: (listed(value) if compare is Compare.AMONG else value, ABOUT[compare])
        for compare in COMPARABLE[kind]
    }
    declared["isNull"] = (bool, IS_NULL)
    return _publish(name, declared, "Compares a value; the parts that are given must all hold.")


URN_FILTER = _comparison("UrnFilter", Kind.KEY, Urn)
PLAIN_FILTERS: dict[Kind, Any] = {
    Kind.TEXT: _comparison("StringFilter", Kind.TEXT, str),
    Kind.INTEGER: _comparison("IntFilter", Kind.INTEGER, int),
    Kind.NUMBER: _comparison("FloatFilter", Kind.NUMBER, float),
    Kind.BOOLEAN: _comparison("BooleanFilter", Kind.BOOLEAN, bool),
    Kind.DAY: _comparison("DateFilter", Kind.DAY, date),
    Kind.INSTANT: _comparison("DateTimeFilter", Kind.INSTANT, datetime),
    Kind.KEY: _comparison("IdFilter", Kind.KEY, strawberry.ID),
    Kind.BIG: _comparison("NumberFilter", Kind.BIG, str),
}
CODE_FILTERS: dict[type[Enum], Any] = {}


def _filter_of(column: Column) -> Any:
    """The comparison input for a column, or nothing where its kind cannot be compared."""
    if column.name.lower().endswith("urn") and column.kind is Kind.TEXT:
        return URN_FILTER
    if column.codes is not None:
        if column.codes not in CODE_FILTERS:
            name = f"{column.codes.__name__}Filter"
            CODE_FILTERS[column.codes] = _comparison(name, column.kind, getattr(words, column.codes.__name__))
        return CODE_FILTERS[column.codes]
    return PLAIN_FILTERS.get(column.kind)


def _matchable(entity: Entity) -> dict[str, Column]:
    parts = {name: column for each in entity.structures.values() for name, column in each.columns.items()}
    return parts | dict(entity.columns)


def _entity_filter(entity: Entity) -> None:
    own = lazily(f"{short_name(entity.name)}Filter", __name__)
    declared: dict[str, tuple[Any, str]] = {
        "and": (listed(own), "All of these must hold."),
        "or": (listed(own), "At least one of these must hold."),
        "not": (own, "This must not hold; where the answer is not known, it does not."),
    }
    for name, column in _matchable(entity).items():
        comparison = _filter_of(column)
        if comparison is not None:
            declared[name] = (comparison, f"Compares {name}.")
    for name, relation in entity.relations.items():
        if not relation.matchable:
            continue
        below = lazily(f"{relation.to}Filter", __name__)
        if relation.many:
            some = f"{relation.to}ListFilter" if relation.to.endswith("s") else f"{relation.to}sFilter"
            if some not in globals():
                _publish(
                    some,
                    {"some": (below, "At least one of them must fit.")},
                    f"Matches through {relation.to} rows.",
                    required=frozenset({"some"}),
                )
            declared[name] = (globals()[some], f"Matches through {name}.")
        else:
            declared[name] = (below, f"Matches through {name}.")
    _publish(
        f"{short_name(entity.name)}Filter", declared, f"Which {entity.name} rows are asked for; all parts must hold."
    )


def _entity_order(entity: Entity) -> None:
    named = [column for column in _matchable(entity).values() if column.kind in ORDERED]
    members = {_constant(column.name): (column.name, f"Orders by {column.name}.") for column in named}
    if entity.name == "Home":
        members["DISTANCE"] = (DISTANCE, "Orders by the distance from the point of near.")
    keys: Any = ClosedList(f"{short_name(entity.name)}OrderField", members)  # type: ignore[arg-type]
    fields = enum_of(keys, about=f"What {entity.name} rows can be ordered by.")
    body: dict[str, Any] = {
        "__module__": __name__,
        "__annotations__": {"field": fields, "direction": OrderDirection},
        "field": strawberry.field(description="What to order by."),
        "direction": strawberry.field(default=words.Direction.ASC, description="Which way the order runs."),
    }
    name = f"{short_name(entity.name)}Order"
    globals()[name] = strawberry.input(type(name, (), body), description=f"One key of an order of {entity.name} rows.")


def _constant(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name)


ORDERED: frozenset[Kind] = frozenset(
    {Kind.TEXT, Kind.CODE, Kind.INTEGER, Kind.BIG, Kind.NUMBER, Kind.BOOLEAN, Kind.DAY, Kind.INSTANT, Kind.KEY}
)

for _entity in CATALOGUE.values():
    _entity_filter(_entity)
    _entity_order(_entity)
