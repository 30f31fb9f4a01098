"""Prevention interviews: what the database refuses of them."""

import pytest

from register import tables
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("outcome", "constraint"), [("declined", None), ("disclosed", None), ("lost", "prevention_outcome_code_known")]
)
def test_what_came_of_a_talk_is_of_the_list(told, outcome, constraint):
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)
    episode = create_episode(told, child, story.NORTHBY, started_at=ago(days=3))
    row = {"episode_id": episode, "held_at": ago(days=2), "outcome": outcome, "disclosures_passed": False}

    assert refused_by(told, tables.prevention_interview, **row) == constraint
