"""Joint inspections: what the database refuses of them, and the access that it lets them have."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.access_factories import act_as, live_grant
from tests.support.database_refusals import refused_by
from tests.support.inspection_factories import NOW, create_inspection, create_round


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"inspectorates": ["cqc"]}, "ck_area_inspection_inspectorates_known"),
        ({"inspectorates": ["ofsted_inspector", "police"]}, "ck_area_inspection_inspectorates_known"),
        ({"letter_due_on": NOW.date()}, "ck_area_inspection_days_ordered"),
        ({"plan_days": 121}, "ck_area_inspection_plan_days_bounded"),
        ({"access_ends_at": NOW - timedelta(days=2)}, "ck_area_inspection_access_ordered"),
    ],
)
def test_an_inspection_has_a_form(told, given, constraint):
    of_round = create_round(told)
    key = create_inspection(told, story.NORTHBY_COUNCIL, of_round)
    row = told.execute(sa.select(tables.area_inspection).where(tables.area_inspection.c.id == key)).mappings().one()
    row = {**row, "id": uuid.uuid4(), **given}

    assert refused_by(told, tables.area_inspection, **row) == constraint


def test_who_asked_and_who_approved_is_signed_and_said_once(told):
    of_round = create_round(told)
    key = create_inspection(told, story.NORTHBY_COUNCIL, of_round)
    mine = tables.area_inspection.c.id == key
    pack = told.execute(sa.select(tables.area_pack).where(tables.area_pack.c.inspection_id == key)).one()
    signed = told.execute(sa.select(tables.area_inspection.c.asked_by, tables.area_inspection.c.approved_by))

    assert signed.one() == ("keeper", "second keeper")
    assert pack.authority_code == story.NORTHBY_COUNCIL
    for again in (NOW, None):
        act_as(told, "third", "ofsted")
        with pytest.raises(sa.exc.IntegrityError, match="area_inspection_approved_once"), told.begin_nested():
            told.execute(tables.area_inspection.update().where(mine).values(approved_at=again))


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({}, None),
        ({"area_code": story.SOUTHBY_COUNCIL, "area_codes": [story.SOUTHBY_COUNCIL]}, "live_grant_fits_inspection"),
        ({"holder_agency": "hmicfrs"}, "live_grant_fits_inspection"),
        ({"ends_at": NOW + timedelta(days=59)}, "live_grant_fits_inspection"),
        ({"starts_at": NOW - timedelta(days=2)}, "live_grant_fits_inspection"),
        ({"inspection_id": None, "ends_at": NOW + timedelta(days=60)}, "ck_live_grant_inspection_bounds"),
    ],
)
def test_access_for_an_inspection_is_of_its_area_for_its_time(told, wrong, constraint):
    key = create_inspection(told, story.NORTHBY_COUNCIL, create_round(told))
    fits = {"area_code": story.NORTHBY_COUNCIL, "area_codes": [story.NORTHBY_COUNCIL], "holder_agency": "cqc"}
    fits |= {"inspection_id": key, "starts_at": NOW - timedelta(days=1), "ends_at": NOW + timedelta(days=60)}
    act_as(told, "keeper", "ofsted")

    assert refused_by(told, tables.live_grant, **live_grant("inspection", **fits | wrong)) == constraint
