"""A command, as data: which one, its input, and what is shown of its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphql import GraphQLField, GraphQLObjectType, get_named_type

from register.catalogue import COMMANDS, Command
from register.errors import BadInput
from register.plan.filters import equals
from register.plan.parameters import Given, Slots, Variables, at
from register.plan.planner import Planner
from register.plan.read import RootPlan
from register.plan.selection import Selected, collect

# What stands for the outcome among the variables, under names that no document can use.
CHANGED_KEY = "changed key"
RECORDED_AT = "recorded at"


@dataclass(frozen=True, slots=True)
class PayloadField:
    """A field of a payload: the key that it answers under, its name, and the fields shown of what it holds."""

    key: str
    name: str
    below: tuple["PayloadField", ...] = ()


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """One command, planned.

    payload: the name of its type; pieces: its fields in their order, those of what is shown left out.
    read: the plan that shows what was changed, if that is asked for; reread: the same, as of RECORDED_AT.
    """

    key: str
    command: Command
    given: Given
    payload: str
    pieces: tuple[PayloadField, ...]
    read: RootPlan | None
    reread: RootPlan | None

    def input(self, variables: Variables) -> Mapping[str, object]:
        """The command's input, by the schema's names."""
        found = self.given.read(variables)
        assert isinstance(found, dict)
        return found


def plan_change(planner: Planner, selected: Selected) -> ChangePlan:
    """The plan of one command. Raises: BadInput."""
    mutation = planner.schema.mutation_type
    assert mutation is not None
    declared = mutation.fields[selected.name]
    payload = get_named_type(declared.type)
    assert isinstance(payload, GraphQLObjectType)
    command = COMMANDS[selected.name]
    parts = collect(selected.sets, planner.fragments, planner.shapes)
    pieces = tuple(PayloadField(p.key, p.name, () if p.name == command.shown else _below(planner, p)) for p in parts)
    named = [part for part in parts if part.name == command.shown]
    if len(named) > 1:
        raise BadInput("Ask for the changed record only once.", hint=f"Remove the second {command.shown}.")
    shown = named[0] if named else None
    given = planner.arguments(selected, declared)["input"]
    read = reread = None
    if shown is not None:
        field = payload.fields[shown.name]
        read = _shown(planner, selected.key, shown, declared=field, command=command, given={})
        reread = _shown(planner, selected.key, shown, declared=field, command=command, given={"asOf": at(RECORDED_AT)})
    return ChangePlan(selected.key, command, given, payload.name, pieces, read, reread)


def _below(planner: Planner, selected: Selected) -> tuple[PayloadField, ...]:
    parts = collect(selected.sets, planner.fragments, planner.shapes)
    return tuple(PayloadField(part.key, part.name, _below(planner, part)) for part in parts)


def _shown(
    planner: Planner,
    key: str,
    shown: Selected,
    *,
    declared: GraphQLField,
    command: Command,
    given: Mapping[str, Given],
) -> RootPlan:
    entity, below = command.of, replace(planner, slots=Slots())
    changed = equals(entity.columns[command.key], at(CHANGED_KEY), below.slots)
    read = below.read(entity, shown, declared, node=f"{key}.{shown.key}", one=True, given=given, where=changed)
    return RootPlan(key, command.name, read, tuple(below.slots.made))
