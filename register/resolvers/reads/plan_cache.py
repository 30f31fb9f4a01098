"""Plans, kept: what an operation asks is worked out once for each shape of its variables and each set of grants."""

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from weakref import WeakValueDictionary

from graphql import FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode

from register.catalogue import CATALOGUE, COMMANDS, ROOTS, TALLIES
from register.errors import BadInput, Refusal, RegisterError, TooComplex
from register.open_types import Value
from register.plan.command import ChangePlan, plan_change
from register.plan.held import ROOT as HELD
from register.plan.held import plan_held
from register.plan.node_planner import plan_node
from register.plan.parameters import Shapes, Slot, Slots, Variables, at, shapes_of
from register.plan.planner import Planner, root_fields
from register.plan.read import Compare, Matches, RootPlan
from register.plan.selection import Selected, collect
from register.plan.tally_planner import plan_tally
from register.policy.authority import NOTHING_LIVE, Authority, Live, authority_of
from register.policy.decide import Granted, authorise
from register.policy.roles import role_of
from register.resolvers.reads.memory import Memory
from register.resolvers.reads.searched import OPEN
from register.settings import REMEMBERED_BYTES
from register.sql.read.statement import Node, compile_root
from register.sql.tally.statement import TallyNode, compile_tally
from register.vocabulary import Caller, Scope

# Of what is remembered, this part is plans, and twice as much what they compile to; the rest is documents.
PART_OF_MEMORY = 4

# The caller's own area stands among the variables under a name that no document can use.
CALLER_AREA = "caller area"

Planned = TypeVar("Planned")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A granted plan with its statements. rests_on: the time-boxed scopes by which any of it is read."""

    granted: Granted
    node: Node | TallyNode
    rests_on: frozenset[Scope]


@dataclass(slots=True, eq=False)
class PlannedRoot:
    """One root field: its plan, or why it cannot be planned. compiled: what all plans compiled to, by their grants.

    nodes: those of its own that are remembered, each with its role, by what their statements depend on.
    choices: of the field node, the root for each type that has an id, of which one runs; is_named: true of the choice
    of a type that a fragment of the selection is about. successors: the same root for an area that has ended.
    """

    key: str
    name: str
    plan: RootPlan | Refusal | None
    selected: Selected
    compiled: "CompiledPlans"
    nodes: "Nodes" = field(default_factory=WeakValueDictionary)
    choices: tuple["PlannedRoot", ...] = ()
    is_named: bool = False
    successors: "PlannedRoot | None" = None

    def of_successors(self) -> "PlannedRoot":
        """The root that asks about the areas that took the place of the one that is named."""
        if self.successors is None:
            assert isinstance(self.plan, RootPlan)
            read = self.plan.read
            assert read.area is not None
            plan = replace(self.plan, read=replace(read, area=replace(read.area, is_replaced=True)))
            self.successors = PlannedRoot(self.key, self.name, plan, self.selected, self.compiled)
        return self.successors

    @property
    def names_types(self) -> bool:
        """True if the selection of the field node says which types it is about."""
        return any(choice.is_named for choice in self.choices)

    @property
    def expected(self) -> tuple["PlannedRoot", ...]:
        """Itself, or of the field node the choices that are most likely to run."""
        return tuple(choice for choice in self.choices if choice.is_named) or (self,)

    def decide(self, caller: Caller, values: list[Value], live: Live) -> Compiled:
        """The statements that this caller is granted. Raises: what policy refuses with."""
        wanted = self.wanted(caller, values, live)
        found = self.compiled.get(wanted) or self.keep(wanted, self.compile(wanted))
        if isinstance(found, Refusal):
            raise found.error()
        return found

    def wanted(self, caller: Caller, values: list[Value], live: Live) -> "Wanted":
        """What has to be compiled for this caller."""
        assert isinstance(self.plan, RootPlan)
        return self, authority_of(caller.agency, _days(self.plan, caller.today, values), live), bool(caller.purpose)

    def compile(self, wanted: "Wanted") -> Compiled | Refusal:
        """What the plan compiles to under these grants."""
        assert isinstance(self.plan, RootPlan)
        return compile_plan(self.plan, wanted[1], has_purpose=wanted[2], nodes=self.nodes)

    def is_compiled(self, caller: Caller, variables: Variables) -> bool:
        """True if nothing is left to be compiled for this caller, with no access that a person gave."""
        try:
            return not isinstance(self.plan, RootPlan) or self.compiled.get(self._usual(caller, variables)) is not None
        except BadInput:
            return True

    def compile_for(self, caller: Caller, variables: Variables) -> None:
        """Have the statements of this caller ready, with no access that a person gave. Raises: BadInput."""
        if isinstance(self.plan, RootPlan):
            wanted = self._usual(caller, variables)
            self.compiled.get(wanted) or self.keep(wanted, self.compile(wanted))

    def _usual(self, caller: Caller, variables: Variables) -> "Wanted":
        assert isinstance(self.plan, RootPlan)
        values = self.plan.bind({**variables, CALLER_AREA: caller.area}) if _day_slots(self.plan) else []
        return self.wanted(caller, values, NOTHING_LIVE)

    def keep(self, wanted: "Wanted", made: Compiled | Refusal) -> Compiled | Refusal:
        """Remember what was compiled, or the refusal. Returns the same."""
        self.compiled.keep(wanted, made)
        return made


Nodes = WeakValueDictionary[Hashable, Node | TallyNode]
# A root, the grants in force for it, and if a purpose was given.
Wanted = tuple[PlannedRoot, Authority, bool]
CompiledPlans = Memory[Wanted, Compiled | Refusal]


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A command that may be carried out, and the roots that read its outcome, now and as it was recorded."""

    plan: ChangePlan
    read: PlannedRoot | None
    reread: PlannedRoot | None


class Plans:
    """The plans of the operations that were asked lately, and what they compiled to."""

    def __init__(self, schema: GraphQLSchema, remembered_bytes: int = REMEMBERED_BYTES) -> None:
        self._schema = schema
        part = remembered_bytes // PART_OF_MEMORY
        self._kept: Memory[Hashable, tuple[OperationDefinitionNode, Value]] = Memory(part)
        self.compiled: CompiledPlans = Memory(2 * part)

    @property
    def memory(self) -> Memory[Hashable, tuple[OperationDefinitionNode, Value]]:
        """What is remembered of the plans; of what they compiled to, compiled."""
        return self._kept

    def of(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
    ) -> tuple[PlannedRoot, ...]:
        """The plans of an operation's root fields for variables of this shape."""
        return self._once(operation, fragments, variables, plan=_roots)

    def made(
        self, operation: OperationDefinitionNode, variables: Variables, caller: Caller
    ) -> tuple[PlannedRoot, ...] | None:
        """The same, where they are remembered with the statements of this caller's grants; None if any is missing."""
        kept = self._kept.get(_key(operation, shapes_of(self._schema, operation, variables)))
        if kept is None or not all(
            choice.is_compiled(caller, variables) for root in kept[1] for choice in root.expected
        ):
            return None
        roots: tuple[PlannedRoot, ...] = kept[1]
        return roots

    def make(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
        *,
        caller: Caller,
    ) -> tuple[PlannedRoot, ...]:
        """The plans with the statements of this caller's grants, as they are without access that a person gave."""
        roots = self.of(operation, fragments, variables)
        for root in (choice for each in roots for choice in each.expected):
            with suppress(RegisterError):
                root.compile_for(caller, variables)
        return roots

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
        plan: Callable[[Planner, OperationDefinitionNode, CompiledPlans], Planned],
    ) -> Planned:
        # What is kept serves every later caller, so planning is handed the shapes of the variables and no value.
        shapes = shapes_of(self._schema, operation, variables)
        key = _key(operation, shapes)
        kept = self._kept.get(key)
        if kept is None:
            # The operation is kept with its plans: its identity is theirs as long as they live.
            kept = operation, plan(Planner(self._schema, fragments, shapes), operation, self.compiled)
            self._kept.keep(key, kept)
        made: Planned = kept[1]
        return made


def _key(operation: OperationDefinitionNode, shapes: Shapes) -> Hashable:
    return id(operation), tuple(shapes.items())


def _roots(planner: Planner, operation: OperationDefinitionNode, compiled: CompiledPlans) -> tuple[PlannedRoot, ...]:
    return tuple(_plan(planner, selected, compiled) for selected in root_fields(planner, operation))


def _change(planner: Planner, operation: OperationDefinitionNode, compiled: CompiledPlans) -> PlannedChange:
    selected = root_fields(planner, operation)
    if len(selected) != 1 or selected[0].name not in COMMANDS:
        hint = "Send each command in a request of its own, or several in one batch with applyChanges."
        raise TooComplex("A request can carry only one command.", limit="commands", max=1, hint=hint)
    plan = plan_change(planner, selected[0])
    now, then = (
        None if read is None else PlannedRoot(plan.key, plan.command.name, read, selected[0], compiled)
        for read in (plan.read, plan.reread)
    )
    return PlannedChange(plan, now, then)


def _plan(planner: Planner, selected: Selected, compiled: CompiledPlans) -> PlannedRoot:
    plan: RootPlan | Refusal | None = None
    try:
        if selected.name == "node":
            return _plan_choices(planner, selected, compiled)
        if selected.name in ROOTS:
            plan = planner.plan_root(selected)
        elif selected.name in TALLIES:
            plan = plan_tally(planner, selected)
        elif selected.name == HELD:
            plan = plan_held(planner, selected)
        elif selected.name == "viewer":
            plan = _plan_viewer_area(planner, selected)
    except RegisterError as refusal:
        plan = Refusal.of(refusal)
    return PlannedRoot(selected.key, selected.name, plan, selected, compiled)


def _plan_choices(planner: Planner, selected: Selected, compiled: CompiledPlans) -> PlannedRoot:
    """The field node, with a root for each type that it may find."""
    key, name = selected.key, selected.name
    choices = tuple(
        PlannedRoot(key, name, each.plan, selected, compiled, is_named=each.is_named)
        for each in plan_node(planner, selected)
    )
    return PlannedRoot(key, name, None, selected, compiled, choices=choices)


def _plan_viewer_area(planner: Planner, selected: Selected) -> RootPlan | None:
    """The read of the caller's own area, where the viewer's selection shows it."""
    fields = collect(selected.sets, planner.fragments, planner.shapes)
    shown = [part for part in fields if part.name == "area"]
    if not shown:
        return None
    viewer = planner.schema.type_map["Viewer"]
    assert isinstance(viewer, GraphQLObjectType)
    entity, slots = CATALOGUE["Area"], Slots()
    # A caller without an area has none: nothing is equal to it.
    own = Matches(entity.columns["code"], Compare.EQUAL, slots.bind(at(CALLER_AREA)))
    below = Planner(planner.schema, planner.fragments, planner.shapes, slots)
    merged = Selected(shown[0].key, tuple(node for part in shown for node in part.nodes))
    read = below.read(entity, merged, viewer.fields["area"], node=f"{selected.key}.area", one=True, given={}, where=own)
    return RootPlan(selected.key, selected.name, read, tuple(slots.made))


# Decision: statements-of-alike-grants
def compile_plan(plan: RootPlan, authority: Authority, *, has_purpose: bool, nodes: "Nodes") -> Compiled | Refusal:
    """The statements of a plan under these grants, or what policy refuses it with.

    What is made is kept for every caller with these grants, so it is made without the caller. nodes: what the plan
    compiled to for other bodies: where grants come to the same, it is the same, in another role.
    """
    try:
        granted = authorise(plan.read, authority, has_purpose=has_purpose)
    except RegisterError as refusal:
        return Refusal.of(refusal)
    role, made = role_of(authority.agency), nodes.get(granted.alike)
    if made is not None:
        node = made.in_role(role)
    elif plan.read.tally is None:
        node = compile_root(granted, role)
    else:
        node = compile_tally(granted, role, names_few=bool(granted.groups - OPEN))
    nodes[granted.alike] = node
    return Compiled(granted, node, authority.rests_on(granted.groups))


def _days(plan: RootPlan, today: date, values: list[Value]) -> list[date]:
    """The days that a read speaks of: a grant must be in force on each of them, and today."""
    named = [values[slot.number] for slot in _day_slots(plan)]
    return [today, *(day.date() if isinstance(day, datetime) else day for day in named)]


def _day_slots(plan: RootPlan) -> list[Slot]:
    """What names the days that a read speaks of, beside today."""
    return [slot for slot in (plan.read.as_of, plan.read.valid_on) if slot is not None]
