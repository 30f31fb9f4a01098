"""Exemptions: what the database refuses of them, and that it signs them itself."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import IN_A_MONTH, NOW, create_child, create_exemption
from tests.support.database_refusals import refused_by

EXEMPTION = tables.access_exemption


@pytest.fixture
def child(told):
    return create_child(told, "Una", story.SOUTHBY_COUNCIL)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"grounds": ""}, "ck_access_exemption_grounds_fits"),
        ({"held_group": "x" * 61}, "ck_access_exemption_held_group_fits"),
        ({"ends_on": NOW.date()}, "ck_access_exemption_ends_after_decided"),
        ({"law": "no such law"}, "exemption_law_code_known"),
    ],
)
def test_an_exemption_has_a_law_grounds_and_an_end(told, child, given, constraint):
    row = {"child_id": child, "held_group": "child identity", "law": "child_abuse", "grounds": "Harm."}
    row |= {"decided_on": NOW.date(), "ends_on": IN_A_MONTH, **given}
    assert refused_by(told, EXEMPTION, **row) == constraint


def test_the_database_signs_who_recorded_it(told, child):
    told.execute(sa.text("select set_config('register.subject', 'first', true)"))
    create_exemption(told, child)
    assert told.scalar(sa.select(EXEMPTION.c.recorded_by).where(EXEMPTION.c.child_id == child)) == "first"
