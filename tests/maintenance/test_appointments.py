"""Appointments and suspensions as whoever runs the register writes them."""

import uuid
from datetime import date

import sqlalchemy as sa

from register.maintenance.appointments import appoint, dismiss, reinstate, suspend
from register.tables import HISTORY_OF, appointment, suspension

WHOM = {"agency": "police", "area": "E23000005", "organisation": None, "subject": "sergeant"}


def rows(connection, table):
    return connection.execute(sa.select(table)).mappings().all()


def test_an_appointment_begins_and_ends_on_its_days_and_both_are_kept(connection):
    key = appoint(connection, **WHOM, role="supervisor", valid_from=date(2026, 1, 1), by="chief")

    assert dismiss(connection, key, date(2026, 2, 1)) is True
    assert dismiss(connection, key, date(2026, 3, 1)) is False
    (row,) = rows(connection, appointment)
    assert (row["valid_from"], row["valid_to"], row["appointed_by"]) == (date(2026, 1, 1), date(2026, 2, 1), "chief")
    assert len(rows(connection, HISTORY_OF[appointment])) == 2


def test_an_appointment_that_ends_on_its_first_day_has_never_been(connection):
    key = appoint(connection, **WHOM, role="approver", valid_from=date(2026, 1, 1), by="chief")

    assert dismiss(connection, key, date(2026, 1, 1)) is True
    assert rows(connection, appointment) == []


def test_a_suspension_stands_until_it_is_lifted_and_is_kept(connection):
    key = suspend(connection, agency="police", area=None, organisation=None, subject=None, reason="A breach.")

    assert rows(connection, suspension)[0]["lifted_at"] is None
    assert reinstate(connection, key) is True
    assert reinstate(connection, key) is False
    assert reinstate(connection, uuid.uuid4()) is False
    assert rows(connection, suspension)[0]["lifted_at"] is not None
