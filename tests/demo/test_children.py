"""Invented children: in the proportions of the published figures, and linked by the database as real ones are."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from register.demo.load_children import load_children
from register.demo.subjects.children import child_batches, invent_children, nhs_number
from register.demo.subjects.missing_episodes import YEAR, episode_batches, invent_episodes
from register.demo.subjects.placements import Place
from register.demo.subjects.return_interviews import COLUMNS, met_duties
from register.errors import SetupError
from register.rules.child import age_on, nhs_number_is_right
from register.vocabulary import HomeKind
from tests.conftest import own_copy, rolled_back
from tests.support.story import NORTHBY, NORTHBY_COUNCIL

NOW = datetime(2026, 6, 1, 3, tzinfo=UTC)
COUNT = 2_000
PLACE = Place(UUID(int=1), HomeKind.CHILDRENS_HOME, NORTHBY_COUNCIL, NORTHBY, NOW.date() - timedelta(days=2_000))


@pytest.fixture(scope="module")
def children():
    return invent_children([NORTHBY_COUNCIL] * COUNT, NOW.date(), 1)


@pytest.fixture(scope="module")
def episodes(children):
    return invent_episodes(children, [PLACE] * COUNT, NOW, seed=1)


def test_the_same_seed_invents_the_same_children(children):
    assert children == invent_children([NORTHBY_COUNCIL] * COUNT, NOW.date(), 1)
    assert child_batches(children, 1) == child_batches(children, 1)
    assert len({child.key for child in children}) == COUNT


def test_children_go_missing_as_often_as_is_published(children, episodes):
    per_child = len(episodes) / COUNT

    # 6.8 for each missing child; more than a third of them once, some more than 50 times.
    assert 5.5 < per_child < 7.5
    often = Counter(child.episodes for child in children)
    assert 0.3 < often[1] / COUNT < 0.4
    assert max(often) > 50


def test_nine_in_ten_episodes_end_within_two_days_and_some_are_open_at_any_time(episodes):
    ended = [each.ended - each.started for each in episodes if each.ended is not None]

    assert 0.85 < sum(lasted <= timedelta(hours=48) for lasted in ended) / len(ended) < 0.97
    assert len(ended) < len(episodes)
    assert all(NOW - YEAR <= each.started < NOW for each in episodes)


def test_no_two_episodes_of_a_child_overlap_and_each_begins_before_the_18th_birthday(episodes):
    last = {}
    for each in episodes:
        assert age_on(each.child.born, each.started.date()) < 18
        assert last.get(each.child.key, each.started) <= each.started
        last[each.child.key] = each.ended or NOW


def test_every_number_of_a_child_has_its_check_digit_and_is_given_to_nobody():
    numbers = [nhs_number(place) for place in range(500)]

    assert len(set(numbers)) == 500
    assert all(number.startswith("999") and nhs_number_is_right(number) is None for number in numbers)


def test_episodes_of_a_child_in_one_home_have_one_pseudonym(episodes):
    rows, whose, _ = episode_batches(episodes, 1)
    pseudonyms = {row[0]: row[rows.columns.index("child_pseudonym")] for row in rows.rows}
    by_child = {}
    for key, child in whose.rows:
        by_child.setdefault(child, set()).add(pseudonyms[key])

    assert all(len(each) == 1 for each in by_child.values())
    assert len(set(pseudonyms.values())) == len(by_child)


def test_interviews_are_offered_and_held_as_often_as_is_published(episodes):
    ended = [each.ended for each in episodes if each.ended is not None]
    duties = [(UUID(int=number), UUID(int=number), at) for number, at in enumerate(ended)]
    met = [dict(zip(COLUMNS, row, strict=True)) for row in met_duties(duties, ["a-provider"], NOW, seed=1)]
    old = [row for row, (*_, at) in zip(met, duties, strict=True) if at < NOW - timedelta(days=14)]
    offered = [row for row in old if row["offered_at"] is not None]
    held = [(row, at) for row, (*_, at) in zip(met, duties, strict=True) if row["conducted_at"] is not None]
    in_time = [row for row, at in held if row["conducted_at"] <= at + timedelta(hours=72)]

    assert 0.88 < len(offered) / len(old) < 0.96
    assert 0.58 < len(in_time) / len(held) < 0.68
    assert {row["status"] for row in met} >= {"due", "accepted", "declined", "completed", "not_offered"}
    assert all(row["is_independent"] == (row["provider_code"] is not None) for row, _ in held)


COUNTS = """
select (select count(*) from register.child_reach where how = 'responsible' and valid_to is null) as responsible,
       (select count(*) from register.episode_reach where how = 'owner') as owned,
       (select count(*) from register.missing_episode) as episodes,
       (select count(*) from register.child_reach where how = 'interest') as interest
"""


def test_the_children_are_loaded_and_linked_once(cluster, story, worker):
    with own_copy(cluster, story, f"loaded_{worker}") as engine, rolled_back(engine) as connection:
        rows = load_children(connection, seed=1, children=40)
        counted = connection.execute(sa.text(COUNTS)).one()

        assert rows["child"] == rows["placement"] == counted.responsible == 40
        assert rows["missing_episode"] == rows["episode_child"] == counted.owned == counted.episodes
        assert counted.interest > 0
        ended = sa.text("select count(*) from register.missing_episode where ended_at is not null")
        assert rows["return_interview"] == connection.scalar(ended)
        with pytest.raises(SetupError, match="already has children"):
            load_children(connection, seed=1)


def test_children_need_homes(connection):
    with pytest.raises(SetupError, match="no homes"):
        load_children(connection, seed=1)
