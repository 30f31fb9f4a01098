"""Filters and orders, derived from the catalogue: a field that can be shown can be asked for, where policy allows."""

from datetime import date, datetime
from enum import Enum
from functools import cache

import sqlalchemy as sa
import strawberry

from register.catalogue import CATALOGUE, Argument, Column, Entity, Kind, Relation
from register.open_types import MadeType
from register.plan.filters import COMPARABLE, DISTANCE
from register.plan.read import Compare
from register.schema.building.arguments import first, takes
from register.schema.building.enums import Direction, OrderDirection, enum_of
from register.schema.building.made_types import constant, lazily, listed, short_name
from register.schema.building.scalars import GeoJSON, Urn
from register.schema.types import (
    access_grant,
    access_log,
    change,
    child,
    child_match,
    consultation,
    correction_notice,
    placement,
    statistic,
)
from register.tables import GROUP_OF
from register.vocabulary import ChangeKind, ClosedList, Group

# Between them they bring in every entity: the catalogue must be whole before inputs are derived from it.
ENTITIES: tuple[type, ...] = (
    access_log.AccessLogEntry,
    access_grant.LiveGrant,
    change.Change,
    child.Child,
    child_match.ChildMatch,
    consultation.Consultation,
    correction_notice.CorrectionNotice,
    placement.Placement,
    statistic.Statistics,
)

ABOUT: dict[Compare, str] = {
    Compare.EQUAL: "Equal to this value.",
    Compare.AMONG: "Equal to one of these values; up to 100.",
    Compare.AFTER: "Greater or later than this value.",
    Compare.FROM: "Equal to this value, or greater or later.",
    Compare.BEFORE: "Less or earlier than this value.",
    Compare.UP_TO: "Equal to this value, or less or earlier.",
    Compare.CONTAINS: "The list contains all of these values, and may contain others; up to 100.",
    Compare.CONTAINS_ANY: "The list contains at least one of these values; up to 100.",
    Compare.STARTS_WITH: "Starts with these characters; at least 2. Capitals and small letters match each other; in "
    "names and addresses, letters with and without accents too.",
    Compare.EXACTLY: "Equal to this value, letter by letter.",
}
OF_TEXT = {
    Compare.EQUAL: "Equal to this value. Names and lines of an address match whatever their capitals and accents: use "
    "exactly to compare letter by letter.",
    Compare.AMONG: "Equal to one of these values, as in eq; up to 100.",
}
HOLDS = "The list contains this value. The same as contains with one value."
# Comparisons with several values.
WITH_SEVERAL = (Compare.AMONG, Compare.CONTAINS, Compare.CONTAINS_ANY)
IS_NULL = "true: the field is empty. false: it has a value."

# Groups that are read everywhere by whoever reads them at all.
READ_EVERYWHERE = frozenset({Group.REFERENCE, Group.HOME_PUBLIC, Group.STATISTICS})
LEAVES_OUT = " Leaves out rows where you may not read it: see narrowed."

# The Python words that a schema name cannot be in Python.
RESERVED = {"in": "in_", "and": "and_", "or": "or_", "not": "not_"}


@strawberry.input(description="A circle: a point in WGS 84, and a radius.")
class NearInput:
    """A circle: a point in WGS 84, and a radius."""

    longitude: float = strawberry.field(description="Degrees east of Greenwich, WGS 84.")
    latitude: float = strawberry.field(description="Degrees north, WGS 84.")
    radius_m: int = strawberry.field(
        description="Radius in straight-line metres, 1 to 20,000. The edge of the circle is included."
    )


@strawberry.input(description="A box of longitudes and latitudes in WGS 84.")
class BoxInput:
    """A box of longitudes and latitudes in WGS 84."""

    west: float = strawberry.field(description="The western edge, in degrees.")
    south: float = strawberry.field(description="The southern edge, in degrees.")
    east: float = strawberry.field(description="The eastern edge, in degrees.")
    north: float = strawberry.field(description="The northern edge, in degrees.")


@strawberry.input(
    one_of=True, description="An area, given in exactly one way. It narrows your results and never widens them."
)
class AreaInput:
    """An area, given in exactly one way."""

    mine: bool | None = strawberry.field(
        default=strawberry.UNSET,
        description="true: your own police force area or local authority.",
    )
    code: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="The area with this ONS code. If you may see locations in it and state a purpose, you get the "
        "homes that are in it, on its boundary or with a second building in it. Otherwise you get the homes whose "
        "public area it is.",
    )
    near: NearInput | None = strawberry.field(
        default=strawberry.UNSET, description=f"A circle. It matches exact locations, nearest first.{LEAVES_OUT}"
    )
    within: GeoJSON | None = strawberry.field(
        default=strawberry.UNSET,
        description=f"A Polygon or MultiPolygon of up to 1,000 vertices. It matches exact locations.{LEAVES_OUT}",
    )
    bbox: BoxInput | None = strawberry.field(
        default=strawberry.UNSET, description=f"A box. It matches exact locations.{LEAVES_OUT}"
    )


@strawberry.input(one_of=True, description="A police force area or a local authority, given in exactly one way.")
class BodyAreaInput:
    """A police force area or a local authority, given in exactly one way."""

    mine: bool | None = strawberry.field(
        default=strawberry.UNSET, description="true: your own police force area or local authority."
    )
    code: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="The area with this ONS code. You get the records that the body of the area is concerned with, as "
        "far as that lets you see them.",
    )


@strawberry.input(one_of=True, description="Where missing episodes are searched, given in exactly one way.")
class EpisodeAreaInput(BodyAreaInput):
    """Where missing episodes are searched, given in exactly one way."""

    near: NearInput | None = strawberry.field(
        default=strawberry.UNSET,
        description=f"A circle. It matches the place where the child was last seen, nearest first.{LEAVES_OUT}",
    )
    within: GeoJSON | None = strawberry.field(
        default=strawberry.UNSET,
        description="A Polygon or MultiPolygon of up to 1,000 vertices. It matches the place where the child was last "
        f"seen.{LEAVES_OUT}",
    )


EPISODE_AREA = Argument(
    EpisodeAreaInput | None,
    "Only episodes that the body of this area is concerned with: it owns the episode, is responsible for the child, or "
    "hosts the child. Or, with near and within, those whose child was last seen there.",
)
BODY_AREA = Argument(
    BodyAreaInput | None,
    "Only records that the body of this area is concerned with: it owns the episode, is responsible for the child, or "
    "hosts the child.",
)
AREA = Argument(AreaInput | None, "The area to search. It never shows you more than you may otherwise see.")


def _publish(
    name: str, declared: dict[str, tuple[MadeType, str]], about: str, *, required: frozenset[str] = frozenset()
) -> MadeType:
    """Make an input type in which only the required fields must be sent, and let others find it by its name."""
    annotations: dict[str, MadeType] = {}
    body: dict[str, object] = {"__module__": __name__, "__annotations__": annotations}
    for field, (kind, text) in declared.items():
        python_name = RESERVED.get(field, field)
        default = {} if field in required else {"default": strawberry.UNSET}
        annotations[python_name] = kind if field in required else kind | None
        body[python_name] = strawberry.field(name=field, description=text, **default)
    made = strawberry.input(type(name, (), body), description=about)
    globals()[name] = made
    return made


def _comparison(name: str, kind: Kind, value: MadeType) -> MadeType:
    declared: dict[str, tuple[MadeType, str]] = {
        compare.value: (listed(value) if compare in WITH_SEVERAL else value, ABOUT[compare])
        for compare in COMPARABLE[kind]
    }
    if Compare.EXACTLY in COMPARABLE[kind]:
        declared |= {compare.value: (declared[compare.value][0], about) for compare, about in OF_TEXT.items()}
    if kind is Kind.CODES:
        declared[Compare.EQUAL.value] = (value, HOLDS)
    declared["isNull"] = (bool, IS_NULL)
    return _publish(name, declared, "Compares a value. Every comparison you include must match.")


URN_FILTER = _comparison("UrnFilter", Kind.KEY, Urn)
PLAIN_FILTERS: dict[Kind, MadeType] = {
    Kind.TEXT: _comparison("StringFilter", Kind.TEXT, str),
    Kind.INTEGER: _comparison("IntFilter", Kind.INTEGER, int),
    Kind.NUMBER: _comparison("FloatFilter", Kind.NUMBER, float),
    Kind.BOOLEAN: _comparison("BooleanFilter", Kind.BOOLEAN, bool),
    Kind.DAY: _comparison("DateFilter", Kind.DAY, date),
    Kind.INSTANT: _comparison("DateTimeFilter", Kind.INSTANT, datetime),
    Kind.KEY: _comparison("IdFilter", Kind.KEY, strawberry.ID),
    Kind.BIG: _comparison("NumberFilter", Kind.BIG, str),
}
CODE_FILTERS: dict[tuple[type[Enum], Kind], MadeType] = {}


def _filter_of(column: Column) -> MadeType:
    """The comparison input for a column; None if its kind cannot be compared."""
    if column.name.lower().endswith("urn") and column.kind is Kind.TEXT:
        return URN_FILTER
    if column.codes is not None:
        of = column.codes, column.kind
        if of not in CODE_FILTERS:
            # A list of codes that are also held one by one is compared otherwise, under another name.
            listed_too = column.kind is Kind.CODES and column.codes in _codes_by_themselves()
            name = f"{column.codes.__name__}{'List' if listed_too else ''}Filter"
            CODE_FILTERS[of] = _comparison(name, column.kind, column.codes)
        return CODE_FILTERS[of]
    return PLAIN_FILTERS.get(column.kind)


@cache
def _codes_by_themselves() -> frozenset[type[Enum]]:
    """The closed lists of which some column holds one code."""
    columns = (column for entity in CATALOGUE.values() for column in _matchable(entity).values())
    return frozenset(column.codes for column in columns if column.codes is not None and column.kind is Kind.CODE)


def _matchable(entity: Entity) -> dict[str, Column]:
    parts = {name: column for each in entity.structures.values() for name, column in each.columns.items()}
    return parts | dict(entity.columns)


def _entity_filter(entity: Entity) -> None:
    own = lazily(f"{short_name(entity.name)}Filter", __name__)
    declared: dict[str, tuple[MadeType, str]] = {
        "and": (listed(own), "All of these must match."),
        "or": (listed(own), "At least one of these must match."),
        "not": (own, "Excludes matching rows. Rows where the value is null do not match, and are found."),
    }
    for name, column in _matchable(entity).items():
        comparison = _filter_of(column)
        if comparison is not None:
            declared[name] = (comparison, f"Compares {name}.{_narrows(entity, column.table)}")
    for name, relation in entity.relations.items():
        if not relation.matchable:
            continue
        below = lazily(f"{relation.to}Filter", __name__)
        about = f"Filters through {name}.{_narrows(entity, CATALOGUE[relation.to].table)}"
        if relation.many:
            some = f"{relation.to}ListFilter" if relation.to.endswith("s") else f"{relation.to}sFilter"
            if some not in globals():
                _publish(
                    some,
                    {"some": (below, "At least one of the related rows must match.")},
                    f"Filters through the related {relation.to} rows.",
                    required=frozenset({"some"}),
                )
            declared[name] = (
                globals()[some],
                f"Filters through {name}.{_narrows(entity, CATALOGUE[relation.to].table)}",
            )
        else:
            declared[name] = (below, about)
    _publish(
        f"{short_name(entity.name)}Filter", declared, f"Selects {entity.name} rows. Every field you include must match."
    )


def _entity_order(entity: Entity) -> None:
    named = [column for column in _matchable(entity).values() if column.kind in ORDERED]
    members = {
        constant(each.name): (each.name, f"Orders by {each.name}.{_narrows(entity, each.table)}") for each in named
    }
    for relation in entity.relations.values():
        members |= _led_orders(entity, relation)
    if entity.name == "Home":
        members["DISTANCE"] = (DISTANCE, f"Orders by the distance from the point of near.{LEAVES_OUT}")
    keys: MadeType = ClosedList(f"{short_name(entity.name)}OrderField", members)  # type: ignore[arg-type]
    fields = enum_of(keys, about=f"The fields that {entity.name} rows can be ordered by.")
    body: dict[str, object] = {
        "__module__": __name__,
        "__annotations__": {"field": fields, "direction": OrderDirection},
        "field": strawberry.field(description="The field to order by."),
        "direction": strawberry.field(default=Direction.ASC, description="Ascending or descending order."),
    }
    name = f"{short_name(entity.name)}Order"
    globals()[name] = strawberry.input(
        type(name, (), body), description=f"A field to order {entity.name} rows by, and the direction."
    )


def _led_orders(entity: Entity, relation: Relation) -> dict[str, tuple[str, str]]:
    """The orders by what the one row holds to which a relation leads."""
    target, orders = CATALOGUE[relation.to], {}
    for field in relation.ordered_by:
        listed = ", in the order of its list" if target.columns[field].codes is not None else ""
        about = f"Orders by {field} of {relation.name}{listed}. Rows without one come last, or first if descending."
        name = relation.order_name(field)
        orders[constant(name.replace(".", "_"))] = (name, f"{about}{_narrows(entity, target.table)}")
    return orders


def _narrows(entity: Entity, table: sa.Table) -> str:
    """What a filter or an order says if it can leave rows out for a caller who may not read the table everywhere."""
    return "" if table is entity.table or GROUP_OF[table] in READ_EVERYWHERE else LEAVES_OUT


ORDERED: frozenset[Kind] = frozenset(
    {Kind.TEXT, Kind.CODE, Kind.INTEGER, Kind.BIG, Kind.NUMBER, Kind.BOOLEAN, Kind.DAY, Kind.INSTANT, Kind.KEY}
)

for _entity in CATALOGUE.values():
    _entity_filter(_entity)
    _entity_order(_entity)

OF_RECORDS = Argument(
    list[strawberry.ID] | None,
    "Only changes of these homes, children, placements and missing episodes, by their ids, and of what belongs to "
    "them.",
)
CHANGES_ARGUMENTS = takes(
    since=Argument(
        str | None,
        "The token of the previous page. now: start after all changes so far, for a copy that you begin with "
        "the homes themselves. Leave it out to start from the beginning.",
    ),
    sinceAt=Argument(
        datetime | None,
        "Instead of since: start with the first change that was recorded at this time or later, such as "
        "2026-03-02T00:00:00Z. Continue with the token. For a copy that must not miss one, use only tokens.",
    ),
    kinds=Argument(list[ChangeKind] | None, "Only changes to these kinds of record."),
    records=OF_RECORDS,
    area=Argument(
        AreaInput | None,
        "Only changes to homes that are or have ever been in this area, and to the providers that run "
        "them. Use mine or code.",
    ),
    first=first(),
)
