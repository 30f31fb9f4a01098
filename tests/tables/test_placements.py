"""Placements: what the database refuses of them."""

from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import ago, create_child, create_placement
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"ended_on": date(2024, 1, 1)}, "ck_placement_days_ordered"),
        ({"approver": "director"}, "ck_placement_approval_whole"),
        (
            {"approver": "nominated_officer", "approved_at": ago(days=1), "is_at_a_distance": True},
            "ck_placement_director_approves",
        ),
        ({"kind": "hotel"}, "placement_kind_code_known"),
    ],
)
def test_a_placement_that_cannot_be_is_refused(told, given, constraint):
    child = create_child(told, "Ned", story.NORTHBY_COUNCIL)
    row = {"kind": "childrens_home", "started_on": date(2024, 1, 1), "host_authority_code": story.NORTHBY_COUNCIL}

    assert refused_by(told, tables.placement, child_id=child, **row | given) == constraint


def test_a_child_is_in_one_place_at_a_time(told):
    child = create_child(told, "Oda", story.NORTHBY_COUNCIL)
    create_placement(told, child, story.NORTHBY_COUNCIL)
    row = {"kind": "foster_care", "started_on": date(2025, 1, 1), "host_authority_code": story.NORTHBY_COUNCIL}

    assert refused_by(told, tables.placement, child_id=child, **row) == "ix_placement_open"


def test_only_a_placement_in_a_home_names_one(told):
    child = create_child(told, "Pip", story.NORTHBY_COUNCIL)
    home = told.exec_driver_sql("select id from register.home limit 1").scalar_one()
    row = {"kind": "foster_care", "started_on": date(2025, 1, 1), "host_authority_code": story.NORTHBY_COUNCIL}

    assert refused_by(told, tables.placement, child_id=child, home_id=home, **row) == "ck_placement_home_suits_kind"


NORTH, SOUTH, TOLD = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL, "area_authority_notified_at"


@pytest.mark.parametrize(
    ("host", "given", "due", "late"),
    [
        (SOUTH, {"is_emergency": False}, "2026-01-02", None),
        (SOUTH, {"is_emergency": True}, "2026-01-09", None),
        (SOUTH, {"is_emergency": True, TOLD: "2026-01-09T23:59Z"}, "2026-01-09", False),
        (SOUTH, {"is_emergency": True, TOLD: "2026-01-10T00:00Z"}, "2026-01-09", True),
        (NORTH, {"is_emergency": True}, None, None),
    ],
)
def test_the_other_authority_is_notified_before_or_in_an_emergency_within_five_working_days(
    told, host, given, due, late
):
    child = create_child(told, "Rae", story.NORTHBY_COUNCIL)
    create_placement(told, child, host, kind="foster_care", started_on=date(2026, 1, 2), **given)
    found = told.execute(sa.select(tables.placement).where(tables.placement.c.child_id == child)).one()

    assert (found.notify_due_on and found.notify_due_on.isoformat(), found.is_notified_late) == (due, late)
