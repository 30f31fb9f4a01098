"""Placements: what the database refuses of them."""

from datetime import date

import pytest

from register import tables
from tests.support import story
from tests.support.child_factories import create_child, create_placement
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"ended_on": date(2024, 1, 1)}, "ck_placement_days_ordered"),
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
