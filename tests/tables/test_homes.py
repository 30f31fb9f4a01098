"""Homes and their identity: what the database refuses whoever writes it."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from register import tables
from register.rules.registration import OPERATIONS
from register.vocabulary import OperationalStatus, RegistrationStatus
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
        (
            {"application_received_on": date(2020, 1, 2), "registered_on": date(2020, 1, 1)},
            "ck_home_application_first",
        ),
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


@pytest.mark.parametrize("operation", OperationalStatus)
@pytest.mark.parametrize("status", RegistrationStatus)
def test_the_database_holds_that_only_a_registered_home_is_open_whichever_is_written_last(
    connection, status, operation
):
    first = make.create_home(connection, "SC100001", name="Ash House")
    identity = tables.home_identity.c
    connection.execute(sa.update(tables.home_identity).values(operational_status=operation))
    connection.execute(sa.text("set constraints all immediate"))
    writing = (
        sa.update(tables.home).values(registration_status=status),
        sa.update(tables.home_identity).where(identity.home_id == first).values(operational_status=operation),
    )

    assert [refusal_of(connection, each) for each in writing[: 1 if not agrees(status, operation) else 2]] == (
        [None, None] if agrees(status, operation) else ["operation_agrees_with_registration"]
    )
    second = make.create_home(connection, "SC100002", registration_status=status)
    added = sa.insert(tables.home_identity).values(home_id=second, operational_status=operation)
    assert (refusal_of(connection, added) is None) is agrees(status, operation)


def agrees(status, operation):
    return operation in OPERATIONS.get(status, ())


def refusal_of(connection, statement):
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except IntegrityError as refusal:
        return refusal.orig.diag.constraint_name
    return None
