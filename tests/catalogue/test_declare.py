"""What a type of the schema may declare, and what the catalogue makes of it."""

from datetime import date

import pytest
import sqlalchemy as sa
import strawberry

from register import tables
from register.catalogue import CATALOGUE, Relation, column, declare, entity, relation, structure
from register.schema.types.home import Home
from register.schema.types.premises import Premises
from register.vocabulary import Group, Need

UNGROUPED = sa.Table("ungrouped", sa.MetaData(), sa.Column("secret", sa.Text))


@pytest.fixture(autouse=True)
def _unchanged(monkeypatch):
    monkeypatch.setattr(declare, "_entities", dict(CATALOGUE))


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


def test_a_relation_is_declared_with_what_it_says_of_itself():
    made = Relation("", "Home", tables.home.c.id, tables.inspection.c.home_id)

    assert relation(made, "The home.").description == "The home."


def test_a_published_class_becomes_an_entity_with_its_columns():
    @entity(tables.home, audited=tables.home.c.urn, order=(("registeredOn", True),))
    class Sample:
        """A sample."""

        registered_on: date = column(tables.home.c.registered_on, "When.")

    made = declare._entities["Sample"]

    assert (list(made.columns), made.order, made.group) == (
        ["registeredOn"],
        ((made.columns["registeredOn"], True),),
        Group.HOME_PUBLIC,
    )


@pytest.mark.parametrize(
    ("kind", "name", "about", "type_"),
    [
        (Home, "ageMin", "The youngest age the home admits, in years.", int),
        (Home, "needs", "The kinds of need the home is registered to care for.", list[Need]),
        (Premises, "usrn", "Unique street reference number (USRN), up to 8 digits.", str),
        (Premises, "town", "The post town.", str),
        (Premises, "longitude", "Degrees east of Greenwich, WGS 84 (EPSG:4326).", float),
    ],
)
def test_a_fact_knows_what_it_means_and_its_type_be_it_part_of_a_larger_value(kind, name, about, type_):
    made = CATALOGUE[kind.__name__].fact(name)

    assert (made.about, made.type) == (about, type_)
