"""Homes, their identity, premises and people: what the database refuses whoever writes it."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by

HOME = {"urn": "SC100001", "kind": "childrens_home", "sector": "private", "registration_status": "registered"}
POINT = "SRID=27700;POINT(385000 395000)"
PLACE = {"point_27700": POINT, "longitude": -2.2, "latitude": 53.4, "location_precision": "uprn"}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"urn": "1234567"}, None),
        ({"urn": "SC12345"}, "ck_home_urn_form"),
        ({"urn": "SC100001\n"}, "ck_home_urn_form"),
        ({"urn": "sc100001"}, "ck_home_urn_form"),
        ({"previous_urn": "x"}, "ck_home_previous_urn_form"),
        ({"kind": "castle"}, "home_kind_code_known"),
        ({"sector": "PRIVATE"}, "sector_code_known"),
        ({"registration_status": "open"}, "registration_status_code_known"),
        ({"places": 0}, "ck_home_places_at_least_one"),
        ({"registered_on": date(2020, 1, 2), "ceased_on": date(2020, 1, 1)}, "ck_home_dates_ordered"),
        ({"protective_marking": "secret"}, "protective_marking_code_known"),
        ({"force_code": "E23000099"}, "fk_home_force_code"),
        ({"urn": None}, "urn is empty"),
    ],
)
def test_a_home_that_cannot_be_is_refused(connection, given, constraint):
    assert refused_by(connection, tables.home, **HOME | given) == constraint


def test_a_urn_names_one_home(connection):
    make.create_home(connection, "SC100001")

    assert refused_by(connection, tables.home, **HOME) == "uq_home_urn"


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"name": "Ash House", "age_min": 8, "age_max": 17}, None),
        ({"name": "Ash\x01House"}, "ck_home_identity_name_fits"),
        ({"age_min": 12, "age_max": 8}, "ck_home_identity_ages_ordered"),
        ({"age_min": 8, "age_max": 19}, "ck_home_identity_ages_ordered"),
        ({"needs": ["mental_health"]}, None),
        ({"needs": ["company"]}, "ck_home_identity_needs_known"),
        ({"secure_places": 4, "secure_approved": True}, None),
        ({"secure_places": 4, "secure_approved": False}, "ck_home_identity_secure_places_approved"),
        ({"contact_telephone": "0161 496 0000"}, "ck_home_identity_e164"),
        ({"contact_telephone": "+441614960000"}, None),
        ({"operational_status": "full"}, "operational_status_code_known"),
    ],
)
def test_an_identity_that_cannot_be_is_refused(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001")

    assert refused_by(connection, tables.home_identity, home_id=home_id, **given) == constraint


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        (PLACE, None),
        ({}, None),
        (PLACE | {"longitude": None}, "ck_premises_position_whole"),
        ({"location_precision": "uprn"}, "ck_premises_position_whole"),
        (PLACE | {"longitude": 53.4, "latitude": -2.2}, "ck_premises_position_in_britain"),
        (PLACE | {"location_precision": "near enough"}, "location_precision_code_known"),
        ({"postcode": "ls1 1aa"}, "ck_premises_postcode_form"),
        ({"postcode": "LS11AA"}, "ck_premises_postcode_form"),
        ({"postcode": "LS1 1AA"}, None),
        ({"uprn": 0}, "ck_premises_uprn_form"),
        ({"uprn": 10**12}, "ck_premises_uprn_form"),
        ({"usrn": 10**8}, "ck_premises_usrn_form"),
        ({"town": "x" * 121}, "ck_premises_town_fits"),
        ({"valid_from": date(2020, 1, 1), "valid_to": date(2020, 1, 1)}, "ck_premises_valid_ordered"),
    ],
)
def test_premises_that_cannot_be_are_refused(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001")

    assert refused_by(connection, tables.premises, home_id=home_id, **given) == constraint


@pytest.mark.parametrize(
    ("given", "constraint"),
    [({"is_main": False}, None), ({"is_main": True}, "ix_premises_one_main"), ({"valid_to": date(2020, 1, 1)}, None)],
)
def test_a_home_has_one_main_address_at_a_time(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001", at=[(385_000, 395_000)])

    assert refused_by(connection, tables.premises, home_id=home_id, **given) == constraint


def test_a_place_is_worked_out_from_its_point_and_written_as_geojson(connection):
    home_id = make.create_home(connection, "SC100001")
    connection.execute(tables.premises.insert().values(home_id=home_id, **PLACE))

    row = connection.execute(tables.premises.select()).one()

    assert (row.easting, row.northing) == (385_000.0, 395_000.0)
    assert row.geojson == '{"type":"Point","coordinates":[-2.2,53.4]}'


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"role": "cook"}, "person_role_code_known"),
        ({"name": ""}, "ck_home_person_name_fits"),
        ({"valid_to": date(2020, 1, 1)}, "ck_home_person_valid_ordered"),
    ],
)
def test_a_person_that_cannot_be_is_refused(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001")
    person = {"home_id": home_id, "role": "registered_manager", "name": "Perpetua Moss", "valid_from": date(2020, 1, 1)}

    assert refused_by(connection, tables.home_person, **person | given) == constraint


@pytest.mark.parametrize(
    ("how", "with_premises", "constraint"),
    [
        ("authority", False, None),
        ("inside", True, None),
        ("authority", True, "ck_home_reach_authority_without_premises"),
        ("edge", False, "ck_home_reach_authority_without_premises"),
        ("nearby", True, "area_link_code_known"),
    ],
)
def test_a_link_by_authority_and_only_that_one_names_no_premises(connection, how, with_premises, constraint):
    area = {"code": "E23000099", "kind": "force", "name": "Eastby", "country": "England"}
    connection.execute(tables.area.insert().values(**area))
    home_id = make.create_home(connection, "SC100001")
    premises_id = make.create_premises(connection, home_id, (385_000, 395_000)) if with_premises else None
    link = {"home_id": home_id, "area_code": "E23000099", "of_main": True, "valid_from": date(2020, 1, 1)}

    assert refused_by(connection, tables.home_reach, **link, how=how, premises_id=premises_id) == constraint
