"""Homes that were opened: reported by the database, whoever opens them, and reviewed once by somebody else."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from register import tables
from tests.support import factories as make
from tests.support import story
from tests.support.access_factories import act_as, approve, give

KIND = "select entity from register.entry where entity in ('live_grant', 'opening') order by number"


@pytest.fixture
def home_id(connection):
    """A home that can be opened."""
    return make.create_home(connection, story.OUTSIDE)


def review(connection, by, agency="ofsted"):
    act_as(connection, by, agency)
    connection.execute(tables.opening.update().values(reviewed_at=sa.func.now()))


def test_break_glass_access_is_reported_with_its_body_and_incident_and_no_other_access_is(connection, home_id):
    approve(connection, give(connection, "administration", home_id=home_id))
    grant = give(connection, "break_glass", home_id=home_id)

    (row,) = connection.execute(sa.select(tables.opening)).all()
    assert (row.id, row.home_id, row.holder_agency, row.holder_area) == (str(grant), home_id, "police", story.NORTHBY)
    assert (row.purpose, row.incident) == ("incident_response", "NP-2026-0001")
    assert (row.reviewed_at, row.reviewed_agency, row.reviewed_area) == (None, None, None)
    assert sorted(connection.scalars(sa.text(KIND)).all()[-2:]) == ["live_grant", "opening"]


def test_the_person_who_opened_a_home_does_not_review_it(connection, home_id):
    give(connection, "break_glass", home_id=home_id)

    with pytest.raises(IntegrityError, match="opening_second_person"):
        review(connection, "tester", "police")


@pytest.mark.parametrize("again", [sa.null(), sa.func.now()])
def test_a_review_is_signed_by_the_database_and_neither_repeated_nor_undone(connection, home_id, again):
    give(connection, "break_glass", home_id=home_id)
    review(connection, "keeper")
    row = connection.execute(sa.select(tables.opening)).one()

    assert (row.reviewed_agency, row.reviewed_at) == ("ofsted", connection.scalar(sa.select(sa.func.now())))
    with pytest.raises(IntegrityError, match="opening_reviewed_once"):
        connection.execute(tables.opening.update().values(reviewed_at=again))
