"""Values that a caller gave: found again among other variables, and shapes that decide which plan is kept."""

from enum import Enum

import pytest
from graphql import GraphQLArgument, GraphQLInt, GraphQLNonNull, parse_value

from register.plan.values import Given, Slots, argument, given_by, shape_of
from tests.planning import SCHEMA, plan

FILTER = SCHEMA.type_map["HomeFilter"]


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"name": {"eq": "Ash"}}, {"name": {"eq": "Elm"}}),
        ({"places": {"gte": 3}}, {"places": {"gte": 40}}),
        ({"in": ["a"]}, {"in": ["a", "b", "c"]}),
        (3, 4),
    ],
)
def test_texts_and_numbers_do_not_decide_the_plan(left, right):
    assert shape_of(left) == shape_of(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"name": {"eq": "Ash"}}, {"name": {"startsWith": "Ash"}}),
        ({"isNull": True}, {"isNull": False}),
        ({"eq": "Ash"}, {"eq": None}),
        ({"eq": Colour.RED}, {"eq": Colour.BLUE}),
        ({"or": [{"eq": 1}]}, {"or": [{"eq": 1}, {"eq": 1}]}),
        ({}, {"eq": 1}),
        ("3", 3),
    ],
)
def test_structure_flags_and_enums_decide_the_plan(left, right):
    assert shape_of(left) != shape_of(right)


def test_a_slot_finds_its_value_among_the_variables_of_each_request():
    made = plan("query($w: HomeFilter) { homes(where: $w) { nodes { urn } } }", w={"urn": {"eq": "SC1"}})

    assert made.bind({"w": {"urn": {"eq": "SC2"}}}) == ["SC2", 100]


def test_a_slot_keeps_the_value_that_the_document_itself_holds():
    made = plan('{ homes(where: {urn: {eq: "SC1"}}, first: 7) { nodes { urn } } }')

    assert made.bind({}) == ["SC1", 7]


def test_a_variable_inside_an_object_of_the_document_is_found():
    made = plan("query($u: Urn) { homes(where: {and: [{urn: {eq: $u}}]}) { nodes { urn } } }", u="SC1")

    assert made.bind({"u": "SC9"})[0] == "SC9"


def test_a_variable_that_was_left_out_is_an_argument_that_was_left_out():
    declared = GraphQLArgument(GraphQLInt)

    assert argument(declared, parse_value("$n"), {}) is None
    assert argument(declared, None, {}) is None


def test_a_default_stands_where_nothing_is_given():
    declared = GraphQLArgument(GraphQLNonNull(GraphQLInt), default_value=100)

    assert argument(declared, None, {}) == Given(100)
    assert argument(declared, parse_value("$n"), {}) == Given(100)
    assert argument(declared, parse_value("5"), {}) == Given(5)


def test_a_single_value_counts_as_a_list_of_one():
    given = given_by(parse_value('{urn: {in: "SC1"}}'), FILTER, {})

    assert [each.plain() for each in given.child("urn").child("in").elements()] == ["SC1"]


def test_slots_are_numbered_as_they_are_met():
    slots = Slots()

    assert [slots.bind(Given(value)).number for value in "abc"] == [0, 1, 2]
