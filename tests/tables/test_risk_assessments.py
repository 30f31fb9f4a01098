"""Assessments of risk: what the database refuses of them."""

import pytest

from register import tables
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode
from tests.support.database_refusals import refused_by

BEGAN = ago(days=3)


@pytest.mark.parametrize(
    ("scheme", "level", "constraint"),
    [
        ("app_current", "very_low", None),
        ("app_2017", "no_apparent_risk", None),
        ("app_2017", "very_low", "ck_risk_assessment_level_of_scheme"),
        ("app_current", "no_apparent_risk", "ck_risk_assessment_level_of_scheme"),
    ],
)
def test_a_level_is_one_of_its_scheme(told, scheme, level, constraint):
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)
    episode = create_episode(told, child, story.NORTHBY, started_at=BEGAN)
    row = {"episode_id": episode, "scheme": scheme, "level": level, "assessed_at": BEGAN}

    assert refused_by(told, tables.risk_assessment, **row) == constraint
