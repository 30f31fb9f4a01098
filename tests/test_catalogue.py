"""What the catalogue refuses to publish, and what it knows of what it does publish."""

from datetime import date

import pytest
import sqlalchemy as sa
import strawberry

from register import catalogue, tables
from register.catalogue import (
    CATALOGUE,
    ROOTS,
    Argument,
    Command,
    Kind,
    Target,
    column,
    entity,
    key_of,
    relation,
    structure,
)
from register.schema.assemble import graphql_schema
from register.schema.types.home import Home
from register.vocabulary import Group, Sector

UNGROUPED = sa.Table("ungrouped", sa.MetaData(), sa.Column("secret", sa.Text))


@pytest.fixture(autouse=True)
def _unchanged(monkeypatch):
    monkeypatch.setattr(catalogue, "_entities", dict(CATALOGUE))


def test_a_column_of_a_table_without_a_group_cannot_be_published():
    with pytest.raises(TypeError, match=r"ungrouped\.secret has no field group"):
        column(UNGROUPED.c.secret, "A secret.")


def test_a_field_that_is_no_column_cannot_be_published():
    with pytest.raises(TypeError, match=r"Leak\.secret has no group"):

        @entity(tables.home, audited=tables.home.c.urn, order=())
        class Leak:
            """A home that says too much."""

            secret: str = strawberry.field(description="A secret.")


def test_a_structure_cannot_mix_two_tables():
    with pytest.raises(TypeError, match="one table"):
        structure(None, "A mixture.", urn=tables.home.c.urn, name=tables.home_identity.c.name)


def test_a_column_whose_type_no_answer_can_write_cannot_be_published():
    with pytest.raises(TypeError, match="no answer knows how to write"):
        column(tables.premises.c.point_27700, "The bytes of a point.")


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
    assert [r.name for r in relations if r.to not in CATALOGUE] == []
    assert [(str(a), str(b)) for a, b in joins if type(a.type) is not type(b.type)] == []


def test_every_default_order_ends_in_something_unique():
    ends = {name: each.order[-1][0].stored for name, each in CATALOGUE.items()}

    assert [name for name, end in ends.items() if not (end.unique or end.primary_key)] == []


def test_every_description_names_the_field_group():
    fields = graphql_schema().type_map["Home"].fields

    assert fields["urn"].description.endswith("Group: home public facts.")
    assert fields["location"].description.endswith("Group: home identity and location.")


def test_the_key_of_an_entity_is_its_tables_primary_key():
    assert key_of(CATALOGUE["Home"]) is tables.home.c.id
    assert key_of(CATALOGUE["Area"]) is tables.area.c.code


def test_every_root_reads_an_entity_by_columns_that_it_has():
    assert set(ROOTS) == {
        "home", "homes", "area", "areas", "provider", "providers", "inspections", "changes", "accessLog",
        "liveGrants", "registerChanged",
    }  # fmt: skip
    assert [r.name for r in ROOTS.values() if not set(r.given.values()) <= set(CATALOGUE[r.entity].columns)] == []


def test_a_relation_is_declared_with_what_it_says_of_itself():
    made = catalogue.Relation("", "Home", tables.home.c.id, tables.inspection.c.home_id)

    assert relation(made, "The home.").description == "The home."


def test_a_published_class_becomes_an_entity_with_its_columns():
    @entity(tables.home, audited=tables.home.c.urn, order=(("registeredOn", True),))
    class Sample:
        """A sample."""

        registered_on: date = column(tables.home.c.registered_on, "When.")

    made = catalogue._entities["Sample"]

    assert (list(made.columns), made.order, made.group) == (
        ["registeredOn"],
        ((made.columns["registeredOn"], True),),
        Group.HOME_PUBLIC,
    )


def command(**said):
    plain = {
        "name": "test",
        "about": "Changes a home.",
        "entity": Home,
        "shown": "home",
        "key": "urn",
        "changes": frozenset({Group.HOME_PUBLIC}),
        "input": {"urn": Argument(str, "Its number.")},
    }
    return Command(**plain | said)


@pytest.mark.parametrize(
    "said",
    [
        {"named_by": "reference"},
        {"file": "reference"},
        {"target": Target("reference")},
        {"target": Target("urn", "reference")},
    ],
)
def test_a_command_names_fields_of_its_own_input(said):
    with pytest.raises(TypeError, match="test has no reference in its input"):
        command(**said)


@pytest.mark.parametrize("said", [{"shown": None}, {"extra": ("report", str, "A report.")}])
def test_a_command_shows_what_it_changed_or_something_else_and_not_both(said):
    with pytest.raises(TypeError, match="either"):
        command(**said)


def test_a_command_of_a_batch_says_what_it_is_about():
    assert command(batchable=True, named_by="urn").of is CATALOGUE["Home"]
    with pytest.raises(TypeError, match="batch"):
        command(batchable=True)
