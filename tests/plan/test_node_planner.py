"""The field node as plan data: a read of each type that has an id, with what a selection shows of that type."""

import pytest
from graphql import OperationDefinitionNode, parse

from register.catalogue import CATALOGUE
from register.plan.node_planner import plan_node
from register.plan.planner import Planner, root_fields
from register.schema.assemble import graphql_schema


def planned(selection: str):
    """The reads of a selection, by type."""
    (operation,) = parse(f'{{ node(id: "0") {{ {selection} }} }}').definitions
    assert isinstance(operation, OperationDefinitionNode)
    planner = Planner(graphql_schema(), {}, {})
    (selected,) = root_fields(planner, operation)
    return {each.entity.name: each for each in plan_node(planner, selected)}


# Area, AreaTarget: known by a published code. The others have an identifier for one reader, none, or the key of another
# record or of their table.
NO_NODES = {
    "Area", "AreaPack", "Opening", "ConsultedKey", "AccessLogEntry", "Change", "StatisticsDimension", "StatisticsCell",
    "StatisticsRow", "StatisticsChange", "AreaTarget", "AreaTargetComponent", "AreaTargetNeighbour", "EpisodeReport",
}  # fmt: skip


# Decision: node-by-lookup
def test_there_is_a_read_of_every_type_that_has_an_id_and_of_no_other():
    found = planned("id")

    assert set(found) == {entity.name for entity in CATALOGUE.values() if entity.is_node}
    assert set(CATALOGUE) - set(found) == NO_NODES
    assert {(each.plan.read.one, each.plan.read.ever, each.is_named) for each in found.values()} == {
        (True, True, False)
    }


@pytest.mark.parametrize(
    ("selection", "keys", "named"),
    [
        ("id", {"Home": ["id"], "Child": ["id"]}, set()),
        ("... on Home { urn } id", {"Home": ["urn", "id"], "Child": ["id"]}, {"Home"}),
        ("... on Node { id ... on Child { sex } }", {"Home": ["id"], "Child": ["id", "sex"]}, {"Child"}),
        ("... on Home @skip(if: true) { urn } a: id", {"Home": ["a"], "Child": ["a"]}, set()),
    ],
)
def test_each_read_shows_what_is_selected_of_its_type(selection, keys, named):
    found = planned(selection)

    assert {name: [show.key for show in found[name].plan.read.faces[0].shows] for name in keys} == keys
    assert {name for name, each in found.items() if each.is_named} == named
