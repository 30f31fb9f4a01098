"""What the catalogue knows of what is published."""

import pytest

from register.catalogue import CATALOGUE, ROOTS, TALLIES, Kind
from register.schema.assemble import graphql_schema
from register.tables import entry
from register.vocabulary import Group, Sector


@pytest.mark.parametrize(
    ("entity_name", "name", "kind"),
    [
        ("Home", "id", Kind.KEY),
        ("Home", "urn", Kind.TEXT),
        ("Home", "sector", Kind.CODE),
        ("Home", "needs", Kind.CODES),
        ("Home", "places", Kind.INTEGER),
        ("Home", "uprn", Kind.BIG),
        ("Home", "shortBreaksOnly", Kind.BOOLEAN),
        ("Home", "registeredOn", Kind.DAY),
        ("Area", "outline", Kind.GEOJSON),
        ("AccessLogEntry", "at", Kind.INSTANT),
        ("AccessLogEntry", "keys", Kind.TEXTS),
        ("AccessLogEntry", "id", Kind.BIG),
    ],
)
def test_the_type_of_a_column_decides_how_it_is_written(entity_name, name, kind):
    assert CATALOGUE[entity_name].columns[name].kind is kind


def test_a_code_knows_its_closed_list():
    assert CATALOGUE["Home"].columns["sector"].codes is Sector


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("urn", Group.HOME_PUBLIC),
        ("name", Group.HOME_LOCATION),
        ("postcode", Group.HOME_LOCATION),
        ("onEdge", Group.HOME_LOCATION),
        ("ageMin", Group.HOME_LOCATION),
        ("secureApproved", Group.HOME_LOCATION),
        ("operationalStatus", Group.HOME_LOCATION),
    ],
)
def test_the_table_of_a_column_decides_its_group(name, group):
    assert CATALOGUE["Home"].columns[name].group is group


def test_every_relation_leads_to_an_entity_and_joins_columns_of_one_type():
    relations = [r for e in CATALOGUE.values() for r in e.relations.values()]
    joins = [(r.parent, r.via[0]) if r.via else (r.parent, r.child) for r in relations]
    joins += [(r.via[1], r.child) for r in relations if r.via]

    assert len(relations) > 12
    # The log names a row of any table by its key as a text, and says of which table it is.
    apart = [(a, b) for a, b in joins if type(a.type) is not type(b.type) and a is not entry.c.key]
    assert [r.name for r in relations if r.to not in CATALOGUE] == []
    assert [(str(a), str(b)) for a, b in apart] == []


def test_every_default_order_ends_in_something_unique():
    ends = {name: each.order[-1][0].stored for name, each in CATALOGUE.items()}

    assert [name for name, end in ends.items() if not (end.unique or end.primary_key)] == []


def test_every_description_names_the_field_group():
    fields = graphql_schema().type_map["Home"].fields

    assert fields["urn"].description.endswith("Group: home public facts.")
    assert fields["location"].description.endswith("Group: home identity and location.")


def test_every_root_reads_an_entity_by_columns_that_it_has():
    published = {name for kind in ("Query", "Subscription") for name in graphql_schema().type_map[kind].fields}

    # A tally counts the rows of an entity, the viewer is read from the token, and a node is a row of any entity.
    # What is held about a child is gathered from many.
    assert set(ROOTS) == published - {tally.name for tally in TALLIES.values()} - {"viewer", "node", "subjectAccess"}
    assert [r.name for r in ROOTS.values() if not set(r.given.values()) <= set(CATALOGUE[r.entity].columns)] == []
