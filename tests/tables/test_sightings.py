"""Sightings: what the database refuses of them."""

import pytest

from register import tables
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("place", "constraint"),
    [
        ({}, None),
        ({"longitude": -2.2, "latitude": 53.4}, "ck_sighting_position_whole"),
    ],
)
def test_a_place_is_whole_or_not_known(told, place, constraint):
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)
    episode = create_episode(told, child, story.NORTHBY, started_at=ago(days=3))
    row = {"episode_id": episode, "kind": "reported", "seen_at": ago(days=2), **place}

    assert refused_by(told, tables.sighting, **row) == constraint
