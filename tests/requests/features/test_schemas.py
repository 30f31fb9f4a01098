"""The schemas of a collection say what its features hold, and what they can be filtered by."""

from register.requests.features.collections import collections
from register.requests.features.filter_inputs import filterable
from register.requests.features.links import Place
from register.requests.features.parameters import equated
from register.requests.features.schemas import queryables, schema, type_of

PLACE = Place("https://register.example/ogc")


def test_a_code_lists_its_values_and_a_list_its_items():
    homes = collections()["homes"]

    assert "REGISTERED" in type_of(homes.property_named("registrationStatus"))["enum"]
    assert type_of(homes.property_named("needs"))["type"] == "array"
    assert type_of(homes.property_named("places")) == {"type": "integer"}
    assert type_of(homes.property_named("registeredOn")) == {"type": "string", "format": "date"}


def test_everything_that_can_be_compared_is_a_queryable_and_nothing_else():
    for collection in collections().values():
        named = queryables(PLACE, collection)["properties"]
        compared = {each.name for each in (*filterable(collection), *equated(collection))}

        assert set(named) - {"geometry"} == compared
        assert ("geometry" in named) is collection.takes_shapes
        assert all(isinstance(each.get("type", ""), str) for each in named.values())


def test_a_schema_has_every_property_and_names_the_parts_that_some_play():
    for collection in collections().values():
        named = schema(PLACE, collection)["properties"]
        roles = {each["x-ogc-role"]: name for name, each in named.items() if "x-ogc-role" in each}

        assert {each.name for each in collection.properties} <= set(named)
        assert roles == {
            "id": collection.key,
            "primary-geometry": "geometry",
            "primary-interval-start": collection.begins,
            "primary-interval-end": collection.ends,
        }


def test_the_id_of_a_schema_is_its_address():
    assert schema(PLACE, collections()["homes"])["$id"] == "https://register.example/ogc/collections/homes/schema"
