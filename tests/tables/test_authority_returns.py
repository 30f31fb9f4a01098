"""Returns as the database holds them: one in force for a period, two people, and what is due noted by itself."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from register import tables
from register.vocabulary import AreaKind
from tests.support import factories as make
from tests.support.return_factories import PERIOD, create_return
from tests.support.story import EAST, SOUTHBY_COUNCIL


@pytest.fixture
def authority(connection):
    """An authority."""
    make.create_areas(connection, AreaKind.AUTHORITY, (SOUTHBY_COUNCIL, "Southby Council", EAST))
    return SOUTHBY_COUNCIL


def sign(connection, key, authority, *, person, act):
    """A signature under a return."""
    signed = {"return_id": key, "authority_code": authority, "person": person, "act": act}
    connection.execute(tables.return_sign_off.insert().values(**signed))


def test_one_person_does_not_sign_twice(connection, authority):
    key = create_return(connection, authority)
    sign(connection, key, authority, person="clerk", act="submitted")

    with pytest.raises(IntegrityError, match="uq_return_sign_off_return_id_person"):
        sign(connection, key, authority, person="clerk", act="signed_off")


def test_one_return_is_in_force_for_a_period(connection, authority):
    create_return(connection, authority, status="accepted")

    with pytest.raises(IntegrityError, match="ix_authority_return_in_force"):
        create_return(connection, authority, number=2, status="accepted_with_caveat")


def test_a_nil_return_has_no_rows(connection, authority):
    with pytest.raises(IntegrityError, match="nil_without_rows"):
        create_return(connection, authority, is_nil=True)


@pytest.mark.parametrize("opened_first", [True, False])
def test_what_is_due_is_noted_as_returned_whichever_was_there_first(connection, authority, opened_first):
    duty = tables.return_duty.insert().values(authority_code=authority, **PERIOD, due_on=date(2025, 6, 30))
    if opened_first:
        connection.execute(duty)
    submitted = {"status": "submitted", "submitted_at": sa.func.now()}
    create_return(connection, authority, row_total=0, is_nil=True, **submitted)
    if not opened_first:
        connection.execute(duty)

    noted = connection.execute(sa.select(tables.return_duty)).one()
    assert (noted.submitted_at is not None, noted.accepted_at, noted.is_nil) == (True, None, True)


def test_a_checked_return_is_not_noted_as_returned(connection, authority):
    connection.execute(tables.return_duty.insert().values(authority_code=authority, **PERIOD, due_on=date(2025, 6, 30)))
    create_return(connection, authority)

    noted = connection.execute(sa.select(tables.return_duty)).one()
    assert (noted.submitted_at, noted.is_nil) == (None, None)
