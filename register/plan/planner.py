"""From a GraphQL operation to plans: one for each root field that reads the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from graphql import (
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
)

from register.catalogue import CATALOGUE, ROOTS, Entity, Structure
from register.errors import BadInput
from register.plan import argument_checks
from register.plan.filters import equals, plan_area, plan_listed, plan_order, plan_where
from register.plan.parameters import Check, Given, Shapes, Slot, Slots, argument
from register.plan.pieces import plan_pieces
from register.plan.read import (
    WITHOUT_ROWS,
    AreaMatch,
    Every,
    Face,
    Part,
    Piece,
    Predicate,
    Read,
    RootPlan,
    Show,
    ShowColumn,
    ShowLeft,
    ShowRelation,
    ShowStructure,
    ShowTypename,
    ShowWithheld,
)
from register.plan.selection import Selected, collect
from register.plan.timeline import TimelinePlanner

CONNECTION = "Connection"
FEED = "Feed"
EDGE = "Edge"


@dataclass(frozen=True)
class Planner:
    """Plans the root fields of one operation, from the shapes of its variables: a plan never meets their values."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    shapes: Shapes
    slots: Slots = field(default_factory=Slots)
    is_dated: bool = False

    def plan_root(self, selected: Selected) -> RootPlan:
        """The plan of one root field. Raises: BadInput."""
        planner = self.anew()
        kinds = (self.schema.query_type, self.schema.subscription_type)
        declared = next(kind.fields[selected.name] for kind in kinds if kind and selected.name in kind.fields)
        read = planner.read_root(selected, declared)
        return RootPlan(selected.key, selected.name, read, tuple(planner.slots.made))

    def read_root(self, selected: Selected, declared: GraphQLField) -> Read:
        """The read of one root field, with its matches, its order and its page."""
        root = ROOTS[selected.name]
        entity = CATALOGUE[root.entity]
        given = self.arguments(selected, declared)
        dated = replace(self, is_dated="validOn" in given and not given["validOn"].is_null)
        named: list[Predicate] = [
            equals(entity.columns[column], given[name], self.slots)
            for name, column in root.given.items()
            if name in given and not given[name].is_null
        ]
        where = plan_where(entity, given.get("where"), self.slots)
        every = Every((*named, *([where] if where else []))) if named or where else None
        read = dated.read(entity, selected, declared, node=selected.key, one=root.one, given=given, where=every)
        return replace(read, ever=root.ever and not dated.is_dated)

    def anew(self) -> "Planner":
        """The same, for another root field: with parameters of its own."""
        return replace(self, slots=Slots())

    def read(
        self,
        entity: Entity,
        selected: Selected,
        declared: GraphQLField,
        *,
        node: str,
        one: bool,
        given: Mapping[str, Given],
        where: Predicate | None = None,
    ) -> Read:
        """The read of the rows that a field leads to."""
        kind = get_named_type(declared.type)
        assert isinstance(kind, GraphQLObjectType)
        faces, pieces, feed = list[Face](), None, kind.name.endswith(FEED)
        if feed or kind.name.endswith(CONNECTION):
            face = partial(self.face, entity, node=node)
            pieces = _with_counted(plan_pieces(selected, kind, face, fields=self.fields, faces=faces))
        else:
            faces.append(self.face(entity, selected, kind, node=node))
        area = self._area(given, feed=feed)
        return Read(
            node=node,
            entity=entity,
            faces=tuple(faces),
            one=one,
            pieces=pieces,
            where=where,
            area=area,
            order=plan_order(entity, given.get("orderBy"), area),
            first=self.slots.bind(given["first"], argument_checks.page_size) if "first" in given else None,
            after=self.when(given, "after", argument_checks.text),
            as_of=self.when(given, "asOf", argument_checks.past_instant),
            valid_on=self.when(given, "validOn", argument_checks.past_day),
            feed=feed,
            since=self.when(given, "since", argument_checks.text),
            since_at=self.when(given, "sinceAt", argument_checks.instant),
            listed=None if pieces is None else plan_listed(entity, given.get("status"), where, is_dated=self.is_dated),
        )

    def _area(self, given: Mapping[str, Given], *, feed: bool) -> AreaMatch | None:
        area = plan_area(given.get("area"), self.slots)
        if feed and area is not None and area.is_spatial:
            raise BadInput("Use area.mine or area.code.", hint="Leave area out to get all changes.")
        return area

    def when(self, given: Mapping[str, Given], name: str, check: Check) -> Slot | None:
        """The parameter of an argument, where it has a value."""
        return self.slots.bind_given(given.get(name), check)

    def fields(self, selected: Selected, kind: str | None = None) -> tuple[Selected, ...]:
        """The fields that are selected below a field. kind: the type of its rows, if fragments can be about others."""
        return collect(selected.sets, self.fragments, self.shapes, kind=kind)

    def arguments(self, selected: Selected, declared: GraphQLField) -> dict[str, Given]:
        """The arguments of a field, defaults included; those left out are absent."""
        nodes = {node.name.value: node.value for node in selected.nodes[0].arguments or ()}
        found = {name: argument(declared.args[name], nodes.get(name), self.shapes) for name in declared.args}
        return {
            name: replace(given, place=f"{selected.name}.{name}") for name, given in found.items() if given is not None
        }

    def face(self, entity: Entity, selected: Selected, kind: GraphQLObjectType, *, node: str) -> Face:
        """What is shown of every row of an entity under one selection."""
        fields = self.fields(selected, kind.name)
        return Face(tuple(self.show(entity, child, kind, node=node) for child in fields))

    def show(self, entity: Entity, child: Selected, kind: GraphQLObjectType, *, node: str) -> Show:
        """One field of a row."""
        if child.name == "__typename":
            return ShowTypename(child.key, kind.name)
        if child.name == "withheld":
            parts = self.fields(child)
            return ShowWithheld(child.key, tuple((part.key, part.name) for part in parts))
        if child.name == "left":
            return ShowLeft(child.key)
        if child.name in entity.relations:
            return self.relation(entity, child, kind, node=node)
        if child.name in entity.structures:
            return self.structure(entity.structures[child.name], child, kind)
        if child.name in entity.timelines:
            line, declared = entity.timelines[child.name], kind.fields[child.name]
            planned = TimelinePlanner(line, f"{node}.{child.key}", self.arguments(child, declared), self.slots, self)
            return planned.timeline(child, declared)
        given = self.arguments(child, kind.fields[child.name])
        limit = self.slots.bind(given["first"], argument_checks.page_size) if "first" in given else None
        return ShowColumn(child.key, entity.columns[child.name], limit)

    def structure(self, structure: Structure, child: Selected, kind: GraphQLObjectType) -> ShowStructure:
        """A structure, with those of its columns that were asked for."""
        below = get_named_type(kind.fields[child.name].type)
        parts = self.fields(child)
        shown = tuple(
            (part.key, below.name if part.name == "__typename" else structure.columns[part.name]) for part in parts
        )
        return ShowStructure(child.key, structure, shown)

    def relation(self, entity: Entity, child: Selected, kind: GraphQLObjectType, *, node: str) -> ShowRelation:
        """The rows that a relation leads to, as a read of their own."""
        relation, declared = entity.relations[child.name], kind.fields[child.name]
        target = CATALOGUE[relation.to]
        given = self.arguments(child, declared)
        where, below = plan_where(target, given.get("where"), self.slots), f"{node}.{child.key}"
        read = self.read(target, child, declared, node=below, one=not relation.many, given=given, where=where)
        return ShowRelation(
            child.key, relation, replace(read, ever=relation.ever or (relation.past and not self.is_dated))
        )


def _with_counted(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The parts of a connection; where it only counts, its rows can be read too, to name them in the access log."""
    only_counts = {piece.part for piece in pieces} <= WITHOUT_ROWS
    return (*pieces, Piece("", Part.COUNTED)) if only_counts else pieces


def root_fields(planner: Planner, operation: OperationDefinitionNode) -> tuple[Selected, ...]:
    """The root fields of an operation, by answer key."""
    return collect((operation.selection_set,), planner.fragments, planner.shapes)
