"""Names of places in the schema, such as Home.name: what each of them reads, matches or changes."""

from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type, parse

from register.catalogue import CATALOGUE, COMMANDS, ROOTS, TALLIES, Entity
from register.errors import BadInput
from register.plan.filters import equals
from register.plan.parameters import Given, Slots
from register.plan.planner import Planner
from register.plan.read import RootPlan
from register.plan.selection import Selected
from register.tables import GROUP_OF
from register.vocabulary import Group, Use

ROW_KEY = "row key"
NO_SUCH_PLACE = "The schema has no such coordinate."
HINT = "Write Type.field, such as Home.name, HomeFilter.name, Query.accessLog or Mutation.openHome."


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the schema: the groups that it touches, and how.

    entity, field: of a shown field, its entity and its name; command: the name of a command.
    """

    groups: tuple[Group, ...]
    use: Use
    entity: Entity | None = None
    field: str = ""
    command: str = ""


def place_of(coordinate: str) -> Place:
    """The place that a coordinate names. Raises: BadInput."""
    kind, _, name = coordinate.partition(".")
    if kind in ("Query", "Subscription") and name in ROOTS:
        return Place((CATALOGUE[ROOTS[name].entity].group,), Use.READ)
    if kind == "Query" and name in TALLIES:
        return Place((TALLIES[name].entity.group,), Use.COUNT)
    if kind == "Mutation" and name in COMMANDS:
        return Place(tuple(sorted(COMMANDS[name].changes)), Use.CHANGE, command=name)
    entity = CATALOGUE.get(kind) or CATALOGUE.get(kind.removesuffix("Filter")) if kind else None
    group = None if entity is None else _group(entity, name)
    if entity is None or group is None:
        raise BadInput(NO_SUCH_PLACE, hint=HINT)
    if kind in CATALOGUE:
        return Place((group,), Use.READ, entity, name)
    return Place((group,), Use.MATCH)


def plan_row(planner: Planner, place: Place, key: str, *, given: Given) -> RootPlan:
    """The read of one field of one row, to see whether it is shown. given: the key, as the access log keeps it."""
    entity = place.entity
    assert entity is not None
    kind = planner.schema.type_map[entity.name]
    assert isinstance(kind, GraphQLObjectType)
    named = next((column for column in entity.columns.values() if column.stored is entity.audited), None)
    if named is None or "withheld" not in kind.fields:
        raise BadInput("Single rows of this kind cannot be explained.", hint="Leave key out.")
    below = Planner(planner.schema, {}, {}, Slots())
    selected = _selected(place.field, kind.fields[place.field])
    where = equals(named, given, below.slots)
    read = below.read(entity, selected, GraphQLField(kind), node=key, one=True, given={}, where=where)
    return RootPlan(key, "viewer", read, tuple(below.slots.made))


def _group(entity: Entity, name: str) -> Group | None:
    if name in entity.columns:
        return entity.columns[name].group
    if name in entity.structures:
        return GROUP_OF[entity.structures[name].table]
    if name in entity.relations:
        return CATALOGUE[entity.relations[name].to].group
    # Each entry of a timeline is shown by the group of its own record.
    return entity.group if name in entity.timelines else None


def _selected(field: str, declared: GraphQLField) -> Selected:
    # The field's name is one of the schema's own: nothing of a caller's text enters the document.
    inner = "" if is_leaf_type(get_named_type(declared.type)) else " { __typename }"
    definition: Any = parse(f"{{ row {{ shown: {field}{inner} withheld {{ field reason }} }} }}").definitions[0]
    node = definition.selection_set.selections[0]
    assert isinstance(node, FieldNode)
    return Selected("row", (node,))
