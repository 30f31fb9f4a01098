"""Scalars and borrowed arguments of the schema."""

import inspect

import pytest

from register.catalogue import Argument
from register.errors import Internal
from register.schema.assemble import graphql_schema
from register.schema.building.words import short_name, takes


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
