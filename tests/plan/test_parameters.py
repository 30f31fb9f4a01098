"""A plan is made of shapes: which of them decide it, and where the values are read when it runs."""

from datetime import date
from enum import Enum

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    parse_value,
)

from register.errors import BadInput
from register.plan.parameters import Fields, Items, Leaf, Slots, Variable, argument, at, given_by, shape_of
from tests.support.query_plans import SCHEMA, plan

FILTER = SCHEMA.type_map["HomeFilter"]
NEAR = """query($lon: Float!, $r: Int!) {
    homes(area: {near: {longitude: $lon, latitude: 53.5, radiusM: $r}}) { totalCount }
}"""


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"name": {"eq": "Ash"}}, {"name": {"eq": "Elm"}}),
        ({"places": {"gte": 3}}, {"places": {"gte": 40}}),
        ({"urn": {"in": ["a"]}}, {"urn": {"in": ["a", "b", "c"]}}),
        ({"registeredOn": {"eq": date(2020, 1, 1)}}, {"registeredOn": {"eq": date(2021, 1, 1)}}),
    ],
)
def test_texts_numbers_and_days_do_not_decide_the_plan(left, right):
    assert shape_of(FILTER, left) == shape_of(FILTER, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"name": {"eq": "Ash"}}, {"name": {"startsWith": "Ash"}}),
        ({"name": {"isNull": True}}, {"name": {"isNull": False}}),
        ({"name": {"eq": "Ash"}}, {"name": {"eq": None}}),
        ({"sector": {"eq": Colour.RED}}, {"sector": {"eq": Colour.BLUE}}),
        ({"or": [{"urn": {"eq": "1"}}]}, {"or": [{"urn": {"eq": "1"}}, {"urn": {"eq": "1"}}]}),
        ({}, {"urn": {"eq": "1"}}),
    ],
)
def test_structure_flags_and_enums_decide_the_plan(left, right):
    assert shape_of(FILTER, left) != shape_of(FILTER, right)


def test_a_list_of_dimensions_decides_the_plan_item_by_item():
    dimensions = SCHEMA.query_type.fields["homeTally"].args["by"].type

    assert shape_of(dimensions, [Colour.RED]) != shape_of(dimensions, [Colour.BLUE])
    assert shape_of(dimensions, [Colour.RED, Colour.BLUE]) != shape_of(dimensions, [Colour.BLUE, Colour.RED])
    sectors = SCHEMA.type_map["SectorFilter"]
    assert shape_of(sectors, {"in": [Colour.RED]}) == shape_of(sectors, {"in": [Colour.BLUE]})


def test_a_shape_holds_no_text_number_or_day():
    shape = shape_of(FILTER, {"name": {"in": ["Ash"]}, "or": [{"places": {"gte": 3}}]})

    assert shape == Fields(
        (
            ("name", Fields((("in", Leaf.LEAF),))),
            ("or", Items((Fields((("places", Fields((("gte", Leaf.LEAF),))),)),))),
        )
    )


def test_a_slot_finds_its_value_among_the_variables_of_each_request():
    made = plan("query($w: HomeFilter) { homes(where: $w) { nodes { urn } } }", w={"urn": {"eq": "SC900001"}})

    assert made.bind({"w": {"urn": {"eq": "SC900002"}}}) == ["SC900002", 100]


def test_a_slot_keeps_the_value_that_the_document_itself_holds():
    made = plan('{ homes(where: {urn: {eq: "SC900001"}}, first: 7) { nodes { urn } } }')

    assert made.bind({}) == ["SC900001", 7]


def test_a_variable_inside_an_object_of_the_document_is_read_when_the_plan_runs():
    made = plan("query($u: Urn) { homes(where: {and: [{urn: {eq: $u}}]}) { nodes { urn } } }", u="SC900001")

    assert made.bind({"u": "SC900009"})[0] == "SC900009"


def test_a_variable_inside_a_list_of_the_document_is_read_when_the_plan_runs():
    made = plan('query($u: Urn!) { homes(where: {urn: {in: ["SC900001", $u]}}) { nodes { urn } } }', u="SC900002")

    assert made.bind({"u": "SC900009"})[0] == ["SC900001", "SC900009"]


def test_a_variable_inside_a_point_of_the_document_is_read_when_the_plan_runs():
    made = plan(NEAR, lon=-2.0, r=20_000)
    one, other = made.bind({"lon": -2.0, "r": 1}), made.bind({"lon": -0.1, "r": 20_000})

    assert (one[1], other[1]) == (1.0, 20_000.0)
    assert one[0] != other[0]
    assert one[0] == plan(NEAR, lon=-2.0, r=1).bind({"lon": -2.0, "r": 1})[0]


def test_a_variable_inside_a_polygon_of_the_document_is_read_when_the_plan_runs():
    text = """query($x: Float!) { homes(area: {within: {type: "Polygon",
        coordinates: [[[$x, 53], [-2, 53], [-2, 54], [$x, 53]]]}}) { totalCount } }"""
    made = plan(text, x=-2.5)

    assert made.bind({"x": -2.7}) == plan(text, x=-2.7).bind({"x": -2.7})
    assert made.bind({"x": -2.7}) != made.bind({"x": -2.5})


def test_a_variable_that_was_left_out_is_an_argument_that_was_left_out():
    declared = GraphQLArgument(GraphQLInt)

    assert argument(declared, parse_value("$n"), {}) is None
    assert argument(declared, None, {}) is None


def test_a_default_stands_where_nothing_is_given():
    declared = GraphQLArgument(GraphQLNonNull(GraphQLInt), default_value=100)
    found = [argument(declared, node, {}) for node in (None, parse_value("$n"), parse_value("5"))]

    assert [given.read({}) for given in found] == [100, 100, 5]


def test_a_default_of_a_field_stands_beside_what_the_document_gives():
    kind = GraphQLInputObjectType(
        "Window", {"from": GraphQLInputField(GraphQLInt), "days": GraphQLInputField(GraphQLInt, default_value=7)}
    )
    given = given_by(parse_value("{from: $day}"), kind, {"day": Leaf.LEAF})

    assert [name for name, _ in given.items()] == ["days", "from"]
    assert given.read({"day": 3}) == {"from": 3, "days": 7}


def test_a_single_object_counts_as_a_list_of_one():
    kind = GraphQLList(FILTER)
    (only,) = given_by(parse_value('{urn: {eq: "SC900001"}}'), kind, {}).elements()

    assert only.child("urn").child("eq").read({}) == "SC900001"


def test_null_where_an_object_is_needed_is_refused():
    given = given_by(parse_value("$f"), FILTER, {"f": None})

    assert given.is_null
    with pytest.raises(BadInput):
        given.items()


def test_null_in_a_variable_inside_a_value_that_needs_one_is_refused_when_the_plan_runs():
    kind = GraphQLList(GraphQLNonNull(GraphQLInt))
    given = given_by(parse_value("[1, $n]"), kind, {"n": None})

    with pytest.raises(BadInput):
        given.read({"n": None})


def test_what_the_register_puts_among_the_variables_is_read_as_they_are():
    assert at("caller area").read({"caller area": "E23000005"}) == "E23000005"


def test_slots_are_numbered_as_they_are_met():
    slots = Slots()

    assert [slots.bind(at(name)).number for name in "abc"] == [0, 1, 2]
    assert [slot.source for slot in slots.made] == [Variable((name,)) for name in "abc"]
