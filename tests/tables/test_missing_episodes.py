"""Missing episodes: what can never be false of them, whoever writes."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode
from tests.support.database_refusals import refused_by

OVERLAP = "ex_episode_child_one_at_a_time"
BEGAN = ago(days=3)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"ended_at": ago(days=4), "status": "closed"}, "ck_missing_episode_instants_ordered"),
        ({"found_at": ago(days=4)}, "ck_missing_episode_instants_ordered"),
        ({"reported_at": ago(days=4)}, "ck_missing_episode_instants_ordered"),
        ({"found_at": ago(days=1), "returned_at": ago(days=2)}, "ck_missing_episode_instants_ordered"),
        ({"last_seen_at": ago(days=2)}, "ck_missing_episode_instants_ordered"),
        ({"ended_at": ago(days=1)}, "ck_missing_episode_open_without_an_end"),
        ({"status": "closed"}, "ck_missing_episode_open_without_an_end"),
        ({"child_pseudonym": "Fay"}, "ck_missing_episode_pseudonym_form"),
        ({"status": "lost"}, "episode_status_code_known"),
    ],
)
def test_an_episode_that_cannot_be_is_refused(told, given, constraint):
    row = {
        "kind": "missing",
        "setting": "home",
        "status": "investigating",
        "owning_force_code": story.NORTHBY,
        "responsible_authority_code": story.NORTHBY_COUNCIL,
        "started_at": BEGAN,
    }

    assert refused_by(told, tables.missing_episode, **row | given) == constraint


def test_only_an_episode_from_care_names_a_home(told):
    home = told.exec_driver_sql("select id from register.home limit 1").scalar_one()
    row = {"kind": "missing", "setting": "school", "status": "reported", "started_at": BEGAN, "home_id": home}
    row |= {"owning_force_code": story.NORTHBY, "responsible_authority_code": story.NORTHBY_COUNCIL}

    assert refused_by(told, tables.missing_episode, **row) == "ck_missing_episode_home_in_care"


@pytest.mark.parametrize(
    ("first", "second", "kind", "overlaps"),
    [
        ((5, None), (2, None), "missing", True),
        ((5, 3), (4, 1), "missing", True),
        ((5, 3), (3, 1), "missing", False),
        ((5, 3), (2, None), "missing", False),
        # Away from placement is another definition: one ends where the other begins, or both hold.
        ((5, None), (2, None), "away", False),
    ],
)
def test_no_two_episodes_of_a_kind_overlap_for_a_child(told, first, second, kind, overlaps):
    child = create_child(told, "Quin", story.NORTHBY_COUNCIL)

    def times(began, ended):
        return {"started_at": ago(days=began), **({} if ended is None else {"ended_at": ago(days=ended)})}

    create_episode(told, child, story.NORTHBY, **times(*first))
    if not overlaps:
        create_episode(told, child, story.NORTHBY, kind=kind, **times(*second))
        return
    with pytest.raises(sa.exc.IntegrityError, match=OVERLAP):
        create_episode(told, child, story.NORTHBY, kind=kind, **times(*second))


def test_an_episode_that_is_opened_again_overlaps_too(told):
    child = create_child(told, "Rab", story.NORTHBY_COUNCIL)
    first = create_episode(told, child, story.NORTHBY, started_at=ago(days=5), ended_at=ago(days=4))
    create_episode(told, child, story.NORTHBY, started_at=ago(days=3))
    again = tables.missing_episode.update().where(tables.missing_episode.c.id == first)

    with pytest.raises(sa.exc.IntegrityError, match=OVERLAP):
        told.execute(again.values(ended_at=None, status="investigating"))


def test_an_episode_recorded_in_error_is_in_the_way_of_none(told):
    child = create_child(told, "Sol", story.NORTHBY_COUNCIL)
    first = create_episode(told, child, story.NORTHBY, started_at=ago(days=5))
    cancelled = tables.missing_episode.update().where(tables.missing_episode.c.id == first)
    told.execute(cancelled.values(status="cancelled", ended_at=ago(days=1)))

    assert create_episode(told, child, story.NORTHBY, started_at=ago(days=3))
