"""Properties come from the catalogue: none is left out unless a collection says so, and each has a name of its own."""

from register.catalogue import CATALOGUE, Kind
from register.plan.read import Compare
from register.requests.features.collections import HOME_NAMES, HOME_WITHOUT, collections
from register.requests.features.properties import NO_PROPERTY, properties_of, withheld_names


def test_every_field_of_a_home_is_a_property_unless_it_is_named_as_none():
    home = CATALOGUE["Home"]
    fields = dict(home.columns)
    fields |= {name: column for each in home.structures.values() for name, column in each.columns.items()}
    wanted = {name for name, column in fields.items() if column.kind not in NO_PROPERTY} - HOME_WITHOUT

    assert {HOME_NAMES.get(name, name) for name in wanted} <= {e.name for e in collections()["homes"].properties}


def test_names_are_unique_and_a_field_of_the_row_comes_before_a_part_of_the_same_name():
    for collection in collections().values():
        names = [each.name for each in collection.properties]
        assert len(names) == len(set(names))
    postcode = collections()["homes"].property_named("postcode")
    assert postcode.shown == ("postcode",)


def test_what_is_joined_is_compared_through_its_relation():
    (code,) = [
        each
        for each in properties_of(CATALOGUE["Home"], without=frozenset(), joined={"authority": ("code",)})
        if each.shown[0] == "authority"
    ]

    assert (code.name, code.shown, code.matched) == ("authorityCode", ("authority", "code"), ("authority", "code"))
    assert Compare.EQUAL in code.compares


def test_a_withheld_field_leaves_all_its_properties_null():
    properties = collections()["homes"].properties

    assert [*withheld_names(properties, "location")] == ["longitude", "latitude", "easting", "northing", "precision"]
    assert [*withheld_names(properties, "name")] == ["name"]
    assert [each.name for each in properties if each.column.kind is Kind.GEOJSON] == []
