"""Enums of the schema: the codes of a closed list, and what each of them means."""

from graphql import GraphQLEnumType

from register.schema.assemble import graphql_schema
from register.schema.building.enums import enum_of
from register.vocabulary import ClosedList


class Tide(ClosedList):
    """Which way the water runs."""

    EBB = "ebb", "Out."
    FLOW = "flow", "In."


def test_an_enum_has_the_codes_of_its_list_each_with_its_meaning():
    made = enum_of(Tide).__strawberry_definition__

    assert made.description == "Which way the water runs."
    assert [(value.name, value.value, value.description) for value in made.values] == [
        ("EBB", "ebb", "Out."),
        ("FLOW", "flow", "In."),
    ]


def test_an_enum_may_bear_another_name_and_text_than_its_list():
    made = enum_of(Tide, name="Water", about="Ebb and flow.").__strawberry_definition__

    assert (made.name, made.description) == ("Water", "Ebb and flow.")


def test_every_closed_list_is_an_enum_without_being_declared_again():
    lists = [each for each in ClosedList.__subclasses__() if each.__module__.startswith("register.vocabulary.")]

    assert len(lists) > 30
    assert [each.__name__ for each in lists if each.__strawberry_definition__.wrapped_cls is not each] == []


def values_of(name):
    kind = graphql_schema().type_map[name]
    assert isinstance(kind, GraphQLEnumType)
    return {value_name: value.description for value_name, value in kind.values.items()}


def test_an_order_says_which_rows_come_first_and_where_those_without_a_value_come():
    assert values_of("OrderDirection") == {
        "ASC": "Ascending: A to Z, smallest or earliest first; rows without a value come last.",
        "DESC": "Descending: Z to A, largest or latest first; rows without a value come first.",
    }


def test_what_rows_can_be_ordered_by_is_named_field_by_field():
    assert values_of("HomeOrderField")["REGISTERED_ON"] == "Orders by registeredOn."
    assert values_of("HomeOrderField")["DISTANCE"] == (
        "Orders by the distance from the point of near. Leaves out rows where you may not read it: see narrowed."
    )
