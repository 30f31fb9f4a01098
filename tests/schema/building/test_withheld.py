"""How a row names the fields that it does not show."""

from register.schema.assemble import graphql_schema


def test_a_withheld_field_has_a_name_and_a_reason():
    fields = graphql_schema().type_map["Withheld"].fields

    assert {name: str(field.type) for name, field in fields.items()} == {
        "field": "String!",
        "reason": "WithheldReason!",
    }
