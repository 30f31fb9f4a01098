"""From a filter, an area and an order in GraphQL to the same as plan data."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum

from register.catalogue import CATALOGUE, Column, Entity, Kind
from register.errors import BadInput
from register.plan import argument_checks
from register.plan.parameters import Given, Slots
from register.plan.read import (
    AreaBy,
    AreaMatch,
    Compare,
    Either,
    Every,
    IsNull,
    Listed,
    Matches,
    Order,
    Predicate,
    Through,
    Unless,
    own_columns,
)
from register.vocabulary import StatusChoice

DISTANCE = "distance"


def plan_where(entity: Entity, given: Given | None, slots: Slots) -> Predicate | None:
    """The filter of an entity as a predicate; None without a filter. Raises: BadInput if a part of it has no value."""
    if given is None:
        return None
    if given.is_null:
        raise BadInput(
            "The filter where has no value.", hint="Leave where out, or send {}, to search without a filter."
        )
    return Every(tuple(_where_parts(entity, given, slots)))


def plan_listed(entity: Entity, given: Given | None, where: Predicate | None, *, is_dated: bool) -> Listed | None:
    """Which rows a list of an entity holds. given: the choice of statuses.

    is_dated: whether another day is asked about: its rows are those that were registered on it.
    """
    # Decision: current-homes
    if entity.usual is None:
        return None
    if not entity.usual.status:
        return Listed(entity.usual, by_status=False)
    is_all = given is not None and given.shape is StatusChoice.ALL
    is_asked = entity.columns[entity.usual.status] in own_columns(where)
    return Listed(entity.usual, by_status=not (is_all or is_dated or is_asked))


def equals(column: Column, given: Given, slots: Slots) -> Predicate:
    """The predicate that a column holds this value, what belongs to one of several families, or one of several keys."""
    if column.kind is Kind.FAMILY:
        return Matches(column, Compare.AMONG, slots.bind(given, argument_checks.families))
    if column.only is not None:
        # The keys of records of several kinds are in one column, which an index finds them by.
        return Matches(replace(column, only=None), Compare.AMONG, slots.bind(given, argument_checks.subjects))
    return Matches(column, Compare.EQUAL, slots.bind(given, argument_checks.check_for(column)))


def plan_area(given: Given | None, slots: Slots) -> AreaMatch | None:
    """The area that rows must lie in, named in exactly one way. Raises: BadInput if it is not."""
    if given is None:
        return None
    if given.is_null:
        raise BadInput("The area has no value.", hint="Leave area out to search everywhere.").at(given.place)
    named = given.items()
    # graphql-core does not know the type as one-of, and a variable may be left out of it.
    if len(named) != 1 or named[0][1].is_null:
        hint = "Use one of mine, code, near, within and bbox."
        raise BadInput("Give the area in exactly one way.", hint=hint).at(given.place)
    name, value = named[0]
    match AreaBy(name):
        case AreaBy.MINE:
            if value.shape is not True:
                raise BadInput("area.mine must be true or left out.", hint="Use code, near, within or bbox instead.")
            return AreaMatch(AreaBy.MINE, ())
        case AreaBy.CODE:
            return AreaMatch(AreaBy.CODE, (slots.bind(value, argument_checks.area_code),))
        case AreaBy.NEAR:
            point, radius = (
                slots.bind(value, argument_checks.near_point),
                slots.bind(value, argument_checks.near_radius),
            )
            return AreaMatch(AreaBy.NEAR, (point, radius))
        case AreaBy.WITHIN:
            return AreaMatch(AreaBy.WITHIN, (slots.bind(value, argument_checks.polygon),))
        case AreaBy.BOX:
            return AreaMatch(AreaBy.BOX, (slots.bind(value, argument_checks.box),))


def plan_order(entity: Entity, given: Given | None, area: AreaMatch | None) -> tuple[Order, ...]:
    """The order of the rows, one key after the other; nearest first if a point is asked for and no order."""
    near = area is not None and area.by is AreaBy.NEAR
    if given is None or given.is_null or not given.elements():
        nearest = (Order(None, descending=False),) if near else ()
        return nearest or tuple(Order(column, descending) for column, descending in entity.order)
    return tuple(_order_key(entity, dict(key.items()), near) for key in given.elements())


def _order_key(entity: Entity, key: dict[str, Given], near: bool) -> Order:
    named, descending = _choice(key["field"]), _choice(key["direction"]) == "DESC"
    name, _, below = named.partition(".")
    led = entity.relations.get(name)
    if led is not None and led.ordered_by:
        return Order(CATALOGUE[led.to].columns[below or led.ordered_by[0]], descending, led)
    if named != DISTANCE:
        return Order(_column(entity, named), descending)
    if not near:
        raise BadInput("Ordering by DISTANCE needs area.near.", hint="Send area: {near: {...}}, or use another order.")
    return Order(None, descending)


def _choice(given: Given) -> str:
    if not isinstance(given.shape, Enum):
        raise BadInput("An order needs a field and a direction.", hint="For example {field: NAME, direction: ASC}.")
    return str(given.shape.value)


def _where_parts(entity: Entity, given: Given, slots: Slots) -> Iterator[Predicate]:
    for name, value in given.items():
        if value.is_null:
            raise _without_value(name)
        if name in ("and", "or"):
            wrap: Callable[[tuple[Predicate, ...]], Predicate] = Every if name == "and" else Either
            yield wrap(tuple(_whole(entity, name, part, slots=slots) for part in _parts(name, value)))
        elif name == "not":
            yield Unless(_whole(entity, name, value, slots=slots))
        elif name in entity.relations:
            yield _through(entity, name, value, slots=slots)
        else:
            yield from _comparisons(_column(entity, name), name, value, slots=slots)


def _whole(entity: Entity, name: str, given: Given, *, slots: Slots) -> Predicate:
    """A filter inside another, which has to say something. name: under which it is."""
    parts = tuple(_where_parts(entity, given, slots))
    if not parts:
        raise _without_value(name)
    return Every(parts)


def _through(entity: Entity, name: str, given: Given, *, slots: Slots) -> Predicate:
    """What a relation must lead to: without a condition, to any record at all."""
    relation = entity.relations[name]
    target = CATALOGUE[relation.to]
    inner = given.child("some") if relation.many else given
    return Through(relation, target, Every(tuple(_where_parts(target, inner, slots))))


def _comparisons(column: Column, field: str, given: Given, *, slots: Slots) -> Iterator[Predicate]:
    check = argument_checks.check_for(column)
    compared = given.items()
    if not compared:
        raise _without_value(field)
    for name, value in compared:
        if value.is_null:
            raise _without_value(f"{field}.{name}")
        if name == "isNull":
            yield IsNull(column, value.shape is True)
            continue
        match Compare(name):
            case Compare.AMONG:
                yield Matches(column, Compare.AMONG, slots.bind(value, argument_checks.many(check)))
            case Compare.CONTAINS | Compare.CONTAINS_ANY:
                yield Matches(column, Compare(name), slots.bind(value, argument_checks.some(check)))
            case Compare.STARTS_WITH:
                yield Matches(column, Compare.STARTS_WITH, slots.bind(value, argument_checks.prefix_for(column)))
            case compare:
                yield Matches(column, compare, slots.bind(value, check))


def _column(entity: Entity, name: str) -> Column:
    if name in entity.columns:
        return entity.columns[name]
    return next(s.columns[name] for s in entity.structures.values() if name in s.columns)


def _parts(name: str, given: Given) -> list[Given]:
    listed, most = given.elements(), 30
    if not listed:
        raise _without_value(name)
    if len(listed) > most:
        hint = argument_checks.SPLIT_LIST
        raise BadInput(argument_checks.LIST_TOO_LONG.format(most=most), hint=hint).at(given.place)
    return listed


def _without_value(name: str) -> BadInput:
    return BadInput(
        f"The filter {name} has no value to compare with.",
        hint="Send a value for each variable of a filter, or leave the filter out. Use isNull to find empty fields.",
    )


COMPARABLE: dict[Kind, tuple[Compare, ...]] = {
    Kind.TEXT: (Compare.EQUAL, Compare.AMONG, Compare.STARTS_WITH, Compare.EXACTLY),
    Kind.CODE: (Compare.EQUAL, Compare.AMONG),
    Kind.INTEGER: (Compare.EQUAL, Compare.AMONG, Compare.AFTER, Compare.FROM, Compare.BEFORE, Compare.UP_TO),
    Kind.NUMBER: (Compare.AFTER, Compare.FROM, Compare.BEFORE, Compare.UP_TO),
    Kind.BIG: (Compare.EQUAL, Compare.AMONG),
    Kind.BOOLEAN: (Compare.EQUAL,),
    Kind.DAY: (Compare.EQUAL, Compare.AMONG, Compare.AFTER, Compare.FROM, Compare.BEFORE, Compare.UP_TO),
    Kind.INSTANT: (Compare.AFTER, Compare.FROM, Compare.BEFORE, Compare.UP_TO),
    Kind.KEY: (Compare.EQUAL, Compare.AMONG),
    # A list is compared item by item: eq finds the rows whose list holds the value.
    Kind.CODES: (Compare.EQUAL, Compare.CONTAINS, Compare.CONTAINS_ANY),
}
