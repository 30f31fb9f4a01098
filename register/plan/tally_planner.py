"""From the field of a tally in GraphQL to the same as plan data."""

from collections.abc import Iterator, Mapping
from enum import Enum

from graphql import GraphQLField, GraphQLObjectType, get_named_type

from register.catalogue import TALLIES, Dimension, Measure, Tally
from register.errors import BadInput
from register.plan import argument_checks
from register.plan.filters import plan_area, plan_listed, plan_where
from register.plan.parameters import Given
from register.plan.planner import Planner
from register.plan.read import Read, RootPlan
from register.plan.selection import Selected, collect
from register.plan.tally import TallyBy, TallyOrder, TallyPart

MOST_DIMENSIONS = 3


def plan_tally(planner: Planner, selected: Selected) -> RootPlan:
    """The plan of the root field of a tally. Raises: BadInput."""
    planner = planner.anew()
    query = planner.schema.query_type
    assert query is not None
    declared = query.fields[selected.name]
    given, tally = planner.arguments(selected, declared), TALLIES[selected.name]
    where = plan_where(tally.entity, given.get("where"), planner.slots)
    valid_on = planner.when(given, "validOn", argument_checks.past_day)
    read = Read(
        node=selected.key,
        entity=tally.entity,
        faces=(),
        one=False,
        where=where,
        area=plan_area(given.get("area"), planner.slots),
        as_of=planner.when(given, "asOf", argument_checks.past_instant),
        valid_on=valid_on,
        listed=plan_listed(tally.entity, given.get("status"), where, is_dated=valid_on is not None),
        tally=_tally_by(planner, tally, selected, declared=declared, given=given),
    )
    return RootPlan(selected.key, selected.name, read, tuple(planner.slots.made))


def _tally_by(
    planner: Planner, tally: Tally, selected: Selected, *, declared: GraphQLField, given: Mapping[str, Given]
) -> TallyBy:
    by = tuple(_dimensions(tally, given.get("by")))
    order = tuple(_orders(tally, by, given.get("orderBy")))
    parts = _parts(planner, selected, declared)
    shown = (part.name for part in _leaves(parts) if part.type == tally.row)
    ordered = (key.by.name for key in order if isinstance(key.by, Measure))
    wanted = dict.fromkeys((*shown, *ordered))
    measures = tuple(tally.measures[name] for name in wanted if name in tally.measures)
    return TallyBy(by, measures, order, planner.slots.bind(given["first"], argument_checks.tally_size), parts)


def _dimensions(tally: Tally, given: Given | None) -> Iterator[Dimension]:
    if given is None or given.is_null:
        return
    named = [_choice(each) for each in given.elements()]
    if len(named) > MOST_DIMENSIONS:
        hint = "Leave some out, and use where to look at one value of them at a time."
        raise BadInput(f"A tally can be by at most {MOST_DIMENSIONS} fields.", hint=hint).at(given.place)
    if len(set(named)) < len(named):
        raise BadInput("A tally can be by a field only once.", hint="Remove what is there twice.").at(given.place)
    yield from (tally.dimensions[name] for name in named)


def _orders(tally: Tally, by: tuple[Dimension, ...], given: Given | None) -> Iterator[TallyOrder]:
    if given is None or given.is_null:
        return
    for element in given.elements():
        key = dict(element.items())
        name, descending = _choice(key["field"]), _choice(key["direction"]) == "DESC"
        if name in tally.measures:
            yield TallyOrder(tally.measures[name], descending)
        elif tally.dimensions[name] in by:
            yield TallyOrder(tally.dimensions[name], descending)
        else:
            hint = "Add the field to by, or order by another."
            raise BadInput(f"The tally is not by {name}, so it cannot be in its order.", hint=hint).at(element.place)


def _choice(given: Given) -> str:
    if not isinstance(given.shape, Enum):
        raise BadInput("A field needs a value here.", hint="Leave it out, or name a field.").at(given.place)
    return str(given.shape.value)


def _parts(planner: Planner, selected: Selected, declared: GraphQLField) -> tuple[TallyPart, ...]:
    kind = get_named_type(declared.type)
    assert isinstance(kind, GraphQLObjectType)
    found = []
    for child in collect(selected.sets, planner.fragments, planner.shapes):
        below = _parts(planner, child, kind.fields[child.name]) if child.sets else ()
        found.append(TallyPart(child.key, child.name, kind.name, below))
    return tuple(found)


def _leaves(parts: tuple[TallyPart, ...]) -> Iterator[TallyPart]:
    for part in parts:
        yield from _leaves(part.below) if part.below else (part,)
