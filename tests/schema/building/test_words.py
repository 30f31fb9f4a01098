"""Closed lists, scalars and borrowed arguments of the schema."""

import inspect
from enum import Enum

import pytest

from register import vocabulary
from register.catalogue import Argument
from register.errors import Internal
from register.schema.building import words
from register.schema.building.words import short_name, takes
from register.schema.query import graphql_schema

LISTS = [
    name
    for name, each in vars(words).items()
    if isinstance(each, type) and issubclass(each, Enum) and name not in ("Direction", "Enum")
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_the_schema_is_that_of_the_vocabulary(name):
    if name == "OrderDirection":
        assert list(graphql_schema().type_map[name].values) == ["ASC", "DESC"]
    else:
        assert list(graphql_schema().type_map[name].values) == [each.name for each in getattr(vocabulary, name)]


def test_the_lists_are_found():
    assert {"Agency", "Judgement", "WithheldReason"} <= set(LISTS)


def test_a_field_borrows_its_arguments_and_never_resolves():
    resolver = takes(urn=Argument(str, "A number."), first=Argument(int | None, "How many.", 10))

    assert {name: each.default for name, each in inspect.signature(resolver).parameters.items()}["first"] == 10
    with pytest.raises(Internal):
        resolver()


@pytest.mark.parametrize(("entity", "name"), [("Home", "Home"), ("AccessLogEntry", "AccessLog")])
def test_a_log_is_named_and_not_its_entries(entity, name):
    assert short_name(entity) == name


def test_a_withheld_field_has_a_name_and_a_reason():
    fields = graphql_schema().type_map["Withheld"].fields

    assert {name: str(field.type) for name, field in fields.items()} == {
        "field": "String!",
        "reason": "WithheldReason!",
    }
