"""Premises: what the database refuses of them, and what it works out."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by

POINT = "SRID=27700;POINT(385000 395000)"
PLACE = {"point_27700": POINT, "longitude": -2.2, "latitude": 53.4, "location_precision": "uprn"}


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
