"""Scalars of the schema: what each is written and described as."""

import pytest
from graphql import parse_value

from register.schema.assemble import graphql_schema


@pytest.mark.parametrize(
    ("name", "value"), [("Urn", "SC900001"), ("GeoJSON", {"type": "Point", "coordinates": [-2.2, 53.4]})]
)
def test_a_scalar_is_taken_and_written_as_it_is(name, value):
    scalar = graphql_schema().type_map[name]

    assert (scalar.parse_value(value), scalar.serialize(value)) == (value, value)


def test_geojson_in_a_document_is_an_object():
    literal = graphql_schema().type_map["GeoJSON"].parse_literal

    assert literal(parse_value('{type: "Point", coordinates: [1, 2]}')) == {"type": "Point", "coordinates": [1, 2]}
