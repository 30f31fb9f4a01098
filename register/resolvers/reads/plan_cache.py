"""Plans, kept: what an operation asks is worked out once for each shape of its variables and each set of grants."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from graphql import FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode

from register.catalogue import CATALOGUE, COMMANDS, ROOTS
from register.errors import Refusal, RegisterError, TooComplex
from register.open_types import Value
from register.plan.command import ChangePlan, plan_change
from register.plan.filters import equals
from register.plan.parameters import Slots, Variables, at, shapes_of
from register.plan.planner import Planner, root_fields
from register.plan.read import RootPlan
from register.plan.selection import Selected, collect
from register.policy.authority import Authority, Live, authority_of
from register.policy.decide import Granted, authorise
from register.policy.roles import role_of
from register.sql.read.statement import Node, compile_root
from register.vocabulary import Caller, Scope

KEPT = 2_000

# The caller's own area stands among the variables under a name that no document can use.
CALLER_AREA = "caller area"

Planned = TypeVar("Planned")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A granted plan with its statements. rests_on: the time-boxed scopes by which any of it is read."""

    granted: Granted
    node: Node
    rests_on: frozenset[Scope]


@dataclass(slots=True, eq=False)
class PlannedRoot:
    """One root field: its plan, or why it cannot be planned; and what it compiled to for each set of grants."""

    key: str
    name: str
    plan: RootPlan | Refusal | None
    selected: Selected
    compiled: dict[tuple[Authority, bool], Compiled | Refusal] = field(default_factory=dict)

    def decide(self, caller: Caller, values: list[Value], live: Live) -> Compiled:
        """The statements that this caller is granted. Raises: what policy refuses with."""
        assert isinstance(self.plan, RootPlan)
        authority = authority_of(caller.agency, _days(self.plan, caller.today, values), live)
        kept = (authority, caller.purpose is not None)
        if kept not in self.compiled:
            self.compiled[kept] = compile_plan(self.plan, authority, has_purpose=caller.purpose is not None)
        found = self.compiled[kept]
        if isinstance(found, Refusal):
            raise found.error()
        return found


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A command that may be carried out, and the roots that read its outcome, now and as it was recorded."""

    plan: ChangePlan
    read: PlannedRoot | None
    reread: PlannedRoot | None


class Plans:
    """The plans of the operations that were asked lately."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: OrderedDict[Hashable, tuple[OperationDefinitionNode, Value]] = OrderedDict()

    def of(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
    ) -> tuple[PlannedRoot, ...]:
        """The plans of an operation's root fields for variables of this shape."""
        return self._once(operation, fragments, variables, plan=_roots)

    def command_of(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
    ) -> PlannedChange:
        """The plan of the one command of an operation. Raises: TooComplex if there are several, BadInput."""
        return self._once(operation, fragments, variables, plan=_change)

    def _once(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
        *,
        plan: Callable[[Planner, OperationDefinitionNode], Planned],
    ) -> Planned:
        # What is kept serves every later caller, so planning is handed the shapes of the variables and no value.
        shapes = shapes_of(self._schema, operation, variables)
        key = (id(operation), tuple(shapes.items()))
        kept = self._kept.get(key)
        if kept is None:
            # The operation is kept with its plans: its identity is theirs as long as they live.
            kept = self._kept[key] = operation, plan(Planner(self._schema, fragments, shapes), operation)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return kept[1]


def _roots(planner: Planner, operation: OperationDefinitionNode) -> tuple[PlannedRoot, ...]:
    return tuple(_plan(planner, selected) for selected in root_fields(planner, operation))


def _change(planner: Planner, operation: OperationDefinitionNode) -> PlannedChange:
    selected = root_fields(planner, operation)
    if len(selected) != 1 or selected[0].name not in COMMANDS:
        raise TooComplex("A request can carry only one command.", limit="commands", max=1)
    plan = plan_change(planner, selected[0])
    return PlannedChange(plan, _shown(plan, plan.read, selected[0]), _shown(plan, plan.reread, selected[0]))


def _shown(plan: ChangePlan, read: RootPlan | None, selected: Selected) -> PlannedRoot | None:
    return None if read is None else PlannedRoot(plan.key, plan.command.name, read, selected)


def _plan(planner: Planner, selected: Selected) -> PlannedRoot:
    plan: RootPlan | Refusal | None = None
    try:
        if selected.name in ROOTS:
            plan = planner.plan_root(selected)
        elif selected.name == "viewer":
            plan = _plan_viewer_area(planner, selected)
    except RegisterError as refusal:
        plan = Refusal.of(refusal)
    return PlannedRoot(selected.key, selected.name, plan, selected)


def _plan_viewer_area(planner: Planner, selected: Selected) -> RootPlan | None:
    """The read of the caller's own area, where the viewer's selection shows it."""
    fields = collect(selected.sets, planner.fragments, planner.shapes)
    shown = [part for part in fields if part.name == "area"]
    if not shown:
        return None
    viewer = planner.schema.type_map["Viewer"]
    assert isinstance(viewer, GraphQLObjectType)
    entity, slots = CATALOGUE["Area"], Slots()
    own = equals(entity.columns["code"], at(CALLER_AREA), slots)
    below = Planner(planner.schema, planner.fragments, planner.shapes, slots)
    merged = Selected(shown[0].key, tuple(node for part in shown for node in part.nodes))
    read = below.read(entity, merged, viewer.fields["area"], node=f"{selected.key}.area", one=True, given={}, where=own)
    return RootPlan(selected.key, selected.name, read, tuple(slots.made))


def compile_plan(plan: RootPlan, authority: Authority, *, has_purpose: bool) -> Compiled | Refusal:
    """The statements of a plan under these grants, or what policy refuses it with.

    What is made is kept for every caller with these grants, so it is made without the caller.
    """
    try:
        granted = authorise(plan.read, authority, has_purpose=has_purpose)
    except RegisterError as refusal:
        return Refusal.of(refusal)
    node = compile_root(granted, role_of(authority.agency))
    return Compiled(granted, node, authority.rests_on(granted.groups))


def _days(plan: RootPlan, today: date, values: list[Value]) -> list[date]:
    """The days that a read speaks of: a grant must be in force on each of them, and today."""
    named = [values[slot.number] for slot in (plan.read.as_of, plan.read.valid_on) if slot is not None]
    return [today, *(day.date() if isinstance(day, datetime) else day for day in named)]
