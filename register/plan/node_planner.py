"""The field node, planned: a read by its id for each type that has one, of which one runs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphql import GraphQLField, GraphQLObjectType

from register.catalogue import CATALOGUE, Entity
from register.plan.filters import equals
from register.plan.planner import Planner
from register.plan.read import Every, RootPlan
from register.plan.selection import Selected, named_types


@dataclass(frozen=True, slots=True)
class NodePlan:
    """The read of one type. is_named: true if a fragment of the selection is about it.

    The first parameter of each read is the id.
    """

    plan: RootPlan
    is_named: bool

    @property
    def entity(self) -> Entity:
        """What is read."""
        return self.plan.read.entity


def plan_node(planner: Planner, selected: Selected) -> tuple[NodePlan, ...]:
    """A read for each type that has an id. Raises: BadInput."""
    named = named_types(selected.sets, planner.fragments, planner.shapes)
    return tuple(NodePlan(plan, plan.read.entity.name in named) for plan in _reads(planner, selected))


def _reads(planner: Planner, selected: Selected) -> Iterator[RootPlan]:
    query = planner.schema.query_type
    assert query is not None
    for entity in CATALOGUE.values():
        if not entity.is_node:
            continue
        below, kind = planner.anew(), planner.schema.type_map[entity.name]
        assert isinstance(kind, GraphQLObjectType)
        given = below.arguments(selected, query.fields[selected.name])["id"]
        where = Every((equals(entity.columns["id"], given, below.slots),))
        declared = GraphQLField(kind)
        read = below.read(entity, selected, declared, node=selected.key, one=True, given={}, where=where)
        # A record that has ended has the same id, and whoever may read it knows the id from an earlier answer.
        yield RootPlan(selected.key, selected.name, replace(read, ever=True), tuple(below.slots.made))
