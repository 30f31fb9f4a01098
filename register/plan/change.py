"""A command, as data: which one, what it was given, and what of its outcome is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type

from register.catalogue import CATALOGUE, COMMANDS, Command
from register.plan.build import Planner
from register.plan.matching import equals
from register.plan.read import RootPlan
from register.plan.selection import Selected, collect
from register.plan.values import Given, Slots, present

# What stands for the outcome among the variables, under names that no document can use.
CHANGED_KEY = "changed key"
RECORDED_AT = "recorded at"
PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """One command, planned.

    pieces: the fields of its payload in their order, each with its answer key, its name and, of problems, their fields.
    read: the plan that shows what was changed, where that is asked for; reread: the same, as of RECORDED_AT.
    """

    key: str
    command: Command
    given: Given
    payload: str
    pieces: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    read: RootPlan | None
    reread: RootPlan | None

    def input(self, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the command was given, by the schema's names."""
        found = present(self.given, variables)
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
    pieces, shown = [], None
    for part in collect(selected.sets, planner.fragments, planner.variables):
        below = collect(part.sets, planner.fragments, planner.variables) if part.name == PROBLEMS else ()
        pieces.append((part.key, part.name, tuple((each.key, each.name) for each in below)))
        if part.name == command.shown:
            shown = part
    given = planner.arguments(selected, declared)["input"]
    read = reread = None
    if shown is not None:
        field = payload.fields[command.shown]
        read = _shown(planner, selected.key, shown, field, command, {})
        reread = _shown(planner, selected.key, shown, field, command, {"asOf": Given(None, (RECORDED_AT,))})
    return ChangePlan(selected.key, command, given, payload.name, tuple(pieces), read, reread)


def _shown(
    planner: Planner,
    key: str,
    shown: Selected,
    declared: GraphQLField,
    command: Command,
    given: Mapping[str, Given],
) -> RootPlan:
    entity, below = CATALOGUE[command.entity], replace(planner, slots=Slots())
    changed = equals(entity.columns[command.key], Given(None, (CHANGED_KEY,)), below.slots)
    read = below.read(entity, shown, declared, f"{key}.{shown.key}", one=True, given=given, where=changed)
    return RootPlan(key, command.name, read, tuple(below.slots.made))
