"""Scalars of the schema: what each is written and described as."""

import pytest
from graphql import GraphQLError, is_scalar_type, parse_value

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


def test_a_scalar_of_a_published_form_says_where_it_is_specified():
    scalars = {name: kind for name, kind in graphql_schema().type_map.items() if is_scalar_type(kind)}

    assert {name: kind.specified_by_url for name, kind in scalars.items() if kind.specified_by_url} == {
        "Date": "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        "DateTime": "https://www.rfc-editor.org/rfc/rfc3339",
        "GeoJSON": "https://www.rfc-editor.org/rfc/rfc7946",
    }


@pytest.mark.parametrize("value", ["20260331", "2026-W14-2", "2026-3-31", "31/03/2026", "2026-02-30", "", 20260331])
def test_a_day_has_one_form(value):
    date = graphql_schema().type_map["Date"]

    assert date.parse_value("2026-03-31").isoformat() == date.serialize(date.parse_value("2026-03-31")) == "2026-03-31"
    with pytest.raises((ValueError, GraphQLError)):
        date.parse_value(value)


INSTANTS = (
    "20261125T120000Z", "2026-W48-3T12:00:00Z", "2026-11-25 12:00:00Z", "2026-11-25", "2026-11-25T12:00:00",
    "2026-11-25T12Z", "2026-11-25T12:00:00+0100", "2026-11-25T24:01:00Z", "", 20261125,
)  # fmt: skip


@pytest.mark.parametrize("value", INSTANTS)
def test_an_instant_has_the_form_of_rfc_3339_and_no_other_of_iso_8601(value):
    instant = graphql_schema().type_map["DateTime"]

    assert instant.parse_value("2026-11-25T13:00:00.5+01:00") == instant.parse_value("2026-11-25t12:00:00.5z")
    with pytest.raises((ValueError, GraphQLError)):
        instant.parse_value(value)
