"""Appointments and suspensions: what the database refuses of them."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.access_factories import suspend
from tests.support.database_refusals import refused_by

DAY = date(2026, 3, 2)
APPOINTMENT = {
    "subject": "tester",
    "agency": "police",
    "area": story.NORTHBY,
    "role": "supervisor",
    "valid_from": DAY,
    "appointed_by": "chief",
}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"role": "approver"}, None),
        ({"role": "chief"}, "appointed_role_code_known"),
        ({"agency": "press"}, "agency_code_known"),
        ({"subject": ""}, "ck_appointment_subject_fits"),
        ({"subject": "x" * 201}, "ck_appointment_subject_fits"),
        ({"subject": "a\x01b"}, "ck_appointment_subject_fits"),
        ({"valid_to": DAY}, "ck_appointment_valid_ordered"),
        ({"valid_to": DAY + timedelta(days=1)}, None),
        ({"subject": None}, "subject is empty"),
        ({"agency": None}, "agency is empty"),
        ({"role": None}, "role is empty"),
        ({"valid_from": None}, "valid_from is empty"),
        ({"appointed_by": None}, "appointed_by is empty"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(connection, given, constraint):
    assert refused_by(connection, tables.appointment, **APPOINTMENT | given) == constraint


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"agency": "police"}, None),
        ({"subject": "tester"}, None),
        ({"agency": "police", "area": story.NORTHBY, "subject": "tester"}, None),
        ({"agency": "interview_provider", "organisation": "story-trust"}, None),
        ({}, "ck_suspension_someone"),
        ({"area": story.NORTHBY}, "ck_suspension_body_of_an_agency"),
        ({"subject": "tester", "area": story.NORTHBY}, "ck_suspension_body_of_an_agency"),
        ({"subject": "tester", "organisation": "story-trust"}, "ck_suspension_body_of_an_agency"),
        ({"agency": "press"}, "agency_code_known"),
        ({"agency": "police", "reason": ""}, "ck_suspension_reason_fits"),
        ({"agency": "police", "reason": None}, "reason is empty"),
    ],
)
def test_a_suspension_that_cannot_be_is_refused(connection, given, constraint):
    row = {"reason": "A test."} | given

    assert refused_by(connection, tables.suspension, **row) == constraint


def test_a_suspension_is_dated_by_the_database_and_stands_until_it_is_lifted(connection):
    suspend(connection, agency="police")

    row = connection.execute(sa.select(tables.suspension)).one()
    assert (row.suspended_at, row.lifted_at) == (connection.scalar(sa.select(sa.func.now())), None)
