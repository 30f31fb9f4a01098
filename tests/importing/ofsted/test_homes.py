"""Homes as files give them: what is written, and what a silent file leaves alone."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.ofsted.homes import HomeFacts, compare_homes, write_homes
from register.importing.ofsted.providers import Owner
from register.tables import home, home_identity, home_version, postcode, premises, provider
from register.vocabulary import HomeKind, LegalForm, RegistrationStatus, Sector
from tests.support.published_files import DAY, create_authorities

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
    return write_homes(connection, [facts(**changes)], {}, provenance={}, as_at=DAY)


def compared(connection, **changes):
    found = compare_homes(connection, [facts(**changes)], {}, as_at=DAY)
    return [(each.record, each.field, each.before, each.after) for each in found.differences]


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

    owner = Owner("OFS-1", "Ash Ltd", None, LegalForm.NOT_KNOWN)
    write_homes(connection, [facts(owner="Ash Ltd")], {"Ash Ltd": owner}, provenance={}, as_at=DAY)

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
    # The name is hidden from most, and so its change is: the home's own row stays as it was.
    assert (stored(connection, home_version.c.version), stored(connection, home.c.version)) == ((2,), (1,))


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


def lies(connection, code, easting, northing):
    row = {"postcode": code, "easting": easting, "northing": northing, "source": "a test"}
    connection.execute(sa.insert(postcode).values(row))


@pytest.mark.parametrize(("away_m", "flags"), [(5_000, []), (5_001, ["far_from_postcode"])])
def test_a_point_is_flagged_where_its_postcode_lies_over_5_km_away(connection, away_m, flags):
    write(connection, postcode="ZZ1 1AA")
    connection.execute(sa.update(premises).values(POINT))
    lies(connection, "ZZ1 1AA", 400_000, 300_000 + away_m)

    found = compared(connection, postcode="ZZ1 1AA")
    written = write(connection, postcode="ZZ1 1AA")

    assert stored(connection, premises.c.quality_flags) == (flags,)
    assert bool(found) is bool(written.changed) is bool(flags)
    assert write(connection).changed == {}


def test_a_file_that_hides_the_postcode_has_the_point_held_against_the_one_that_is_kept(connection):
    write(connection, postcode="ZZ1 1AA")
    connection.execute(sa.update(premises).values(POINT))
    lies(connection, "ZZ1 1AA", 409_000, 300_000)

    write(connection, town="Ashton")

    assert stored(connection, premises.c.quality_flags) == (["far_from_postcode"],)


def test_a_point_is_flagged_by_the_postcode_that_the_file_brings(connection):
    write(connection, postcode="ZZ1 1AA")
    connection.execute(sa.update(premises).values(POINT))
    lies(connection, "ZZ1 1AA", 400_000, 300_000)
    lies(connection, "ZZ2 2AA", 409_000, 300_000)

    write(connection, postcode="ZZ2 2AA")
    assert stored(connection, premises.c.quality_flags) == (["position_to_check", "far_from_postcode"],)
    write(connection, postcode="ZZ1 1AA")
    assert stored(connection, premises.c.quality_flags) == (["position_to_check"],)


@pytest.mark.parametrize("known", [False, True])
def test_of_a_point_or_a_postcode_that_is_not_known_nothing_is_said(connection, known):
    write(connection, postcode="ZZ1 1AA")
    flags = {"quality_flags": ["far_from_postcode"]}
    connection.execute(sa.update(premises).values(flags if known else flags | POINT))
    if known:
        lies(connection, "ZZ1 1AA", 400_000, 300_000)

    assert write(connection, postcode="ZZ1 1AA").changed == {}
    assert stored(connection, premises.c.quality_flags) == (["far_from_postcode"],)


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


def test_a_home_that_the_register_lacks_would_be_added_and_differs_in_nothing(connection):
    found = compare_homes(connection, [facts(name="Ash House", postcode="ZZ1 1AA")], {}, as_at=DAY)

    assert (found.added, found.differences) == ({("SC900001",)}, ())


def test_each_field_that_differs_is_told_with_what_it_was_and_would_be(connection):
    write(connection)

    changes = {"places": 6, "sector": Sector.VOLUNTARY}
    assert compared(connection, **changes) == [("home", "sector", "private", "voluntary"), ("home", "places", 4, 6)]


def test_a_name_and_an_address_are_told_to_differ_without_their_values(connection):
    write(connection, name="Ash House", street="Ash Lane", town="Ashton")

    assert compared(connection, name="Elm House", street="Elm Lane", town="Ashton") == [
        ("home_identity", "name", "(not shown)", "(not shown)"),
        ("premises", "street", "(not shown)", "(not shown)"),
    ]


def test_a_first_name_and_a_first_address_are_told_without_their_values(connection):
    write(connection)

    assert compared(connection, name="Ash House", postcode="ZZ1 1AA") == [
        ("home_identity", "name", None, "(not shown)"),
        ("premises", "postcode", None, "(not shown)"),
    ]


def test_another_provider_is_told_by_name_and_a_person_by_reference_alone(connection):
    connection.execute(sa.insert(provider).values(reference="OFS-1", name="Ash Ltd", legal_form="not_known"))
    company = Owner("OFS-1", "Ash Ltd", None, LegalForm.NOT_KNOWN)
    person = Owner("OFS-2", None, None, LegalForm.INDIVIDUAL, individual_name="Mr Invented Person")
    write_homes(connection, [facts(owner="Ash Ltd")], {"Ash Ltd": company}, provenance={}, as_at=DAY)

    owned = facts(owner="Mr Invented Person")
    found = compare_homes(connection, [owned], {"Mr Invented Person": person}, as_at=DAY)

    assert [(d.field, d.before, d.after) for d in found.differences] == [("provider", "Ash Ltd", "OFS-2")]


def test_what_is_compared_is_what_is_then_written(connection):
    write(connection, name="Ash House", street="Ash Lane", postcode="ZZ1 1AA")
    changes = {"name": "Elm House", "street": "Elm Lane", "places": 6, "several_buildings": True}

    assert len(compared(connection, **changes)) == 4
    write(connection, **changes)

    assert compared(connection, **changes) == []


CLOSED = {"registration_status": "lapsed", "ceased_on": DAY, "quality_flags": ["other", "left_the_list"]}


def test_a_home_that_had_ceased_by_the_day_of_the_file_stands_again(connection):
    write(connection)
    connection.execute(sa.update(home).values(CLOSED))

    assert len(compared(connection)) == 3
    write(connection)

    row = stored(connection, home.c.registration_status, home.c.ceased_on, home.c.quality_flags)
    assert row == ("registered", None, ["other"])


def test_a_file_that_is_older_than_a_homes_end_does_not_bring_it_back(connection):
    write(connection)
    connection.execute(sa.update(home).values({**CLOSED, "ceased_on": date(2025, 4, 1)}))

    assert compared(connection) == []
    written = write(connection)

    assert written.changed == {}
    assert stored(connection, home.c.registration_status, home.c.ceased_on) == ("lapsed", date(2025, 4, 1))
