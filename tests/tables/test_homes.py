"""Homes and their identity: what the database refuses whoever writes it."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by

HOME = {"urn": "SC100001", "kind": "childrens_home", "sector": "private", "registration_status": "registered"}


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
