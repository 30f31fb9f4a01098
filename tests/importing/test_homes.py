"""Homes as files give them: what is written, and what a silent file leaves alone."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.homes import HomeFacts, write_homes
from register.tables import home, home_identity, premises, provider
from register.vocabulary import HomeKind, RegistrationStatus, Sector

from .files import create_authorities

POINT = {
    "point_27700": sa.func.st_geomfromtext("POINT(400000 300000)", 27700),
    "longitude": -2.0,
    "latitude": 52.6,
    "location_precision": "uprn",
}


@pytest.fixture(autouse=True)
def authorities(connection):
    create_authorities(connection, ("E99000001", "Ashshire"), ("E99000002", "Elmshire"))


def facts(**changes):
    usual = {
        "urn": "SC900001",
        "kind": HomeKind.CHILDRENS_HOME,
        "sector": Sector.PRIVATE,
        "registration_status": RegistrationStatus.REGISTERED,
        "registered_on": date(2020, 6, 25),
        "places": 4,
        "authority_code": "E99000001",
    }
    silent = dict.fromkeys(HomeFacts.__dataclass_fields__)
    return HomeFacts(**{**silent, **usual, **changes})


def write(connection, **changes):
    return write_homes(connection, [facts(**changes)], {}, {})


def stored(connection, *columns):
    table = columns[0].table
    return connection.execute(sa.select(*columns).select_from(table)).one()


def test_a_home_without_name_and_address_is_public_facts_alone(connection):
    written = write(connection)

    assert list(written.added) == ["SC900001"]
    assert stored(connection, home.c.places, home.c.authority_code, home.c.short_breaks_only) == (4, "E99000001", False)
    assert connection.execute(sa.select(home_identity.c.home_id)).all() == []
    assert connection.execute(sa.select(premises.c.home_id)).all() == []


def test_a_home_is_linked_to_the_provider_of_its_owner(connection):
    connection.execute(sa.insert(provider).values(reference="OFS-1", name="Ash Ltd", legal_form="not_known"))

    write_homes(connection, [facts(owner="Ash Ltd")], {"Ash Ltd": "OFS-1"}, {})

    assert stored(connection, home.c.provider_id) == stored(connection, provider.c.id)


def test_a_name_and_an_address_are_written_where_they_are_given(connection):
    write(connection, name="Ash House", paon="1", street="Ash Lane", town="Ashton", postcode="ZZ1 1AA")

    assert stored(connection, home_identity.c.name) == ("Ash House",)
    written = stored(connection, premises.c.paon, premises.c.street, premises.c.postcode, premises.c.point_27700)
    assert written == ("1", "Ash Lane", "ZZ1 1AA", None)


def test_the_same_facts_again_change_nothing(connection):
    given = {"name": "Ash House", "street": "Ash Lane", "postcode": "ZZ1 1AA", "several_buildings": True}
    write(connection, **given)

    written = write(connection, **given)

    assert (written.added, written.changed) == ({}, {})
    assert stored(connection, home.c.version, home.c.quality_flags) == (1, ["several_buildings"])


def test_a_changed_fact_changes_that_fact_and_the_version(connection):
    write(connection)

    written = write(connection, places=6)

    assert list(written.changed) == ["SC900001"]
    assert stored(connection, home.c.places, home.c.sector, home.c.version) == (6, "private", 2)


def test_a_changed_name_gives_the_home_a_new_version(connection):
    write(connection, name="Ash House")

    written = write(connection, name="Elm House")

    assert list(written.changed) == ["SC900001"]
    assert stored(connection, home_identity.c.name) == ("Elm House",)
    assert stored(connection, home.c.version) == (2,)


def test_a_silent_file_takes_nothing_away(connection):
    write(connection, name="Ash House", street="Ash Lane", postcode="ZZ1 1AA", short_breaks_only=True)

    written = write(connection, registered_on=None, places=None)

    assert written.changed == {}
    assert stored(connection, home.c.places, home.c.short_breaks_only) == (4, True)
    assert stored(connection, home_identity.c.name) == ("Ash House",)
    assert stored(connection, premises.c.postcode) == ("ZZ1 1AA",)


def test_the_lines_of_an_address_change_together(connection):
    write(connection, paon="Ash House", street="Ash Lane", town="Ashton", postcode="ZZ1 1AA")

    write(connection, street="2 Elm Lane", town="Ashton", postcode="ZZ1 1AA")

    assert stored(connection, premises.c.paon, premises.c.street, premises.c.version) == (None, "2 Elm Lane", 2)


def test_a_point_is_kept_and_flagged_where_the_postcode_changes(connection):
    write(connection, postcode="ZZ1 1AA")
    connection.execute(sa.update(premises).values(POINT))

    write(connection, postcode="ZZ2 2AA")

    row = stored(connection, premises.c.postcode, premises.c.longitude, premises.c.quality_flags)
    assert row == ("ZZ2 2AA", -2.0, ["position_to_check"])


def test_a_home_whose_point_is_known_keeps_the_authority_of_the_point(connection):
    write(connection, postcode="ZZ1 1AA")
    connection.execute(sa.update(premises).values(POINT))

    written = write(connection, authority_code="E99000002")

    assert written.changed == {}
    assert stored(connection, home.c.authority_code) == ("E99000001",)


def test_a_home_without_a_point_follows_the_file_to_another_authority(connection):
    write(connection, postcode="ZZ1 1AA")

    write(connection, authority_code="E99000002")

    assert stored(connection, home.c.authority_code) == ("E99000002",)


def test_a_flag_that_others_set_stays(connection):
    write(connection, several_buildings=True)
    connection.execute(sa.update(home).values(quality_flags=["other", "several_buildings"]))

    write(connection, several_buildings=False)

    assert stored(connection, home.c.quality_flags) == (["other"],)
