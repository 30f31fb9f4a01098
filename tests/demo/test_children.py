"""Invented children: in the proportions of the published figures, and linked by the database as real ones are."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from register.demo.load_children import load_children
from register.demo.subjects.children import child_batches, children_of, invent_children, nhs_number, years_missing
from register.demo.subjects.missing_episodes import episode_batches, invent_episodes
from register.demo.subjects.placements import YEAR, Place, placement_batch, places_for, responsible_for
from register.demo.subjects.return_interviews import COLUMNS, met_duties
from register.errors import SetupError
from register.rules.child import age_on, nhs_number_is_right
from register.vocabulary import PlacementKind
from tests.conftest import own_copy, rolled_back
from tests.support.story import NORTHBY, NORTHBY_COUNCIL

NOW = datetime(2026, 6, 1, 3, tzinfo=UTC)
COUNT = 2_000
PLACE = Place(PlacementKind.CHILDRENS_HOME, NORTHBY_COUNCIL, NORTHBY, UUID(int=1), NOW.date() - timedelta(days=2_000))
ONE_YEAR = [(True,)] * COUNT


@pytest.fixture(scope="module")
def children():
    return invent_children([NORTHBY_COUNCIL] * COUNT, ONE_YEAR, NOW.date(), seed=1)


@pytest.fixture(scope="module")
def episodes(children):
    return invent_episodes(children, [PLACE] * COUNT, NOW, seed=1)


def test_the_same_seed_invents_the_same_children(children):
    again = invent_children([NORTHBY_COUNCIL] * COUNT, ONE_YEAR, NOW.date(), seed=1)

    assert children == again
    in_care = [True] * COUNT
    assert child_batches(children, 0, in_care=in_care, seed=1) == child_batches(again, 0, in_care=in_care, seed=1)
    assert len({child.key for child in children}) == COUNT


def test_children_go_missing_and_away_as_often_as_is_published(children, episodes):
    missing = sum(not each.is_away for each in episodes)

    # 97,000 episodes of 12,800 children: 6.8 of being missing, 0.8 of being away; a third of them have one.
    assert len(episodes) / COUNT == pytest.approx(97_000 / 12_800, rel=0.05)
    assert missing / len(episodes) == pytest.approx(87_000 / 97_000, abs=0.01)
    often = Counter(child.often[0] for child in children)
    assert 0.3 < often[1] / COUNT < 0.4
    assert 0 < sum(count for times, count in often.items() if times > 50) / COUNT < 0.04


def test_children_are_as_old_as_is_published(episodes):
    ages = Counter(min(age_on(each.child.born, each.started.date()), 16) for each in episodes)

    assert ages[16] / len(episodes) == pytest.approx(0.56, abs=0.04)
    assert 0 < sum(count for age, count in ages.items() if age < 10) / len(episodes) < 0.006


def test_nine_in_ten_episodes_end_within_two_days_and_some_are_open_at_any_time(episodes):
    ended = [each.ended - each.started for each in episodes if each.ended is not None]

    assert 0.87 < sum(lasted <= timedelta(hours=48) for lasted in ended) / len(ended) < 0.95
    # About 280 of 97,000 are open: some for minutes and some for weeks.
    assert 0.001 < 1 - len(ended) / len(episodes) < 0.006
    assert all(NOW - YEAR <= each.started < NOW for each in episodes)


def test_half_of_the_children_live_in_homes_and_two_in_five_of_these_in_another_area():
    beds = [replace(PLACE, home=UUID(int=at), authority=f"E060000{at % 17 + 10}") for at in range(COUNT)]
    places = places_for(beds, ONE_YEAR, NOW, seed=1)
    homes = [(place, by) for place, by in zip(places, responsible_for(places, 1), strict=True) if place.home]

    assert len(homes) / COUNT == pytest.approx(0.51, abs=0.04)
    assert len({place.home for place, _ in homes}) == len(homes)
    assert sum(place.authority != by for place, by in homes) / len(homes) == pytest.approx(0.41, abs=0.04)


def test_a_child_goes_missing_in_one_year_or_in_two_and_as_many_do_in_each():
    missing = [years_missing(place, 100, 3) for place in range(children_of(100, 3))]

    assert [sum(year) for year in zip(*missing, strict=True)] == [100, 100, 100]
    assert Counter(map(sum, missing)) == {1: 100, 2: 100}


def test_children_of_earlier_years_have_their_episodes_there_and_have_left_their_places():
    old = invent_children([NORTHBY_COUNCIL] * 50, [(False, True, True)] * 50, NOW.date(), seed=1)
    episodes = invent_episodes(old, [PLACE] * 50, NOW, seed=1)
    placements = placement_batch(old, [PLACE] * 50, NOW.date(), seed=1).by_name()

    assert all(NOW - 3 * YEAR <= each.started < NOW - YEAR + timedelta(days=90) for each in episodes)
    assert all(age_on(each.child.born, (each.ended or NOW).date()) < 18 for each in episodes)
    born = {child.key: child.born for child in old}
    assert all(row["started_on"] < (NOW - 3 * YEAR).date() for row in placements)
    assert all(age_on(born[row["child_id"]], row["ended_on"]) < 18 for row in placements)


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
    rows, *_, whose = episode_batches(episodes, NOW, first=1, seed=1)
    pseudonyms = {row[0]: row[rows.columns.index("child_pseudonym")] for row in rows.rows}
    by_child = {}
    for key, child, *_ in whose.rows:
        by_child.setdefault(child, set()).update({pseudonyms[key]} - {None})

    assert {len(each) for each in by_child.values()} <= {0, 1}
    assert len({*pseudonyms.values()} - {None}) == sum(map(len, by_child.values()))


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
# What the triggers of the tables would write again, if a row was recorded once more by a command.
SETTLED = """
select count(*) from register.wanted_episode_links(
    array(select id from register.child), array(select id from register.missing_episode)) w
 where (w.ends is null or w.ends > now())
   and not exists (select from register.episode_reach l
                    where (l.episode_id, l.how) = (w.key, w.how) and l.valid_to is not distinct from w.ends)
"""
KEPT = """
select (select count(*) from register.{table}), (select count(*) from register.{table}_history),
       (select count(*) from register.entry e join register.entry_author a using (number)
         where e.entity = '{table}' and e.operation = 'insert' and e.subject_id is not null and a.agency = 'ofsted')
"""
UNLIKE = """
select i.indexrelid::regclass, i.indisvalid from pg_index i where not i.indisvalid
union all
select tgrelid::regclass, true from pg_trigger where tgrelid::regclass::text like 'register.%' and tgenabled <> 'O'
"""
INDEXES = "select tablename, indexdef from pg_indexes where schemaname = 'register' order by indexname"
REPEATS = """
select count(*) filter (where r.in_12_months <> (
         select count(*) from register.episode_child o
          where o.child_id = c.child_id and o.copied_kind = 'missing' and o.copied_start <= c.copied_start
            and o.copied_start > c.copied_start - interval '365 days'))
  from register.episode_repeat r join register.episode_child c using (episode_id)
"""


def test_the_children_are_loaded_linked_and_recorded_once_as_their_triggers_would(cluster, story, worker):
    with own_copy(cluster, story, f"loaded_{worker}") as engine, rolled_back(engine) as connection:
        indexes = connection.execute(sa.text(INDEXES)).all()
        rows = load_children(connection, seed=1, children=120)
        counted = connection.execute(sa.text(COUNTS)).one()

        assert rows["child"] == counted.responsible == 120
        assert 100 < rows["placement"] < 120
        assert rows["missing_episode"] == rows["episode_child"] == counted.owned == counted.episodes
        assert counted.interest > 0
        ended = sa.text("select count(*) from register.missing_episode where ended_at is not null")
        assert rows["return_interview"] == connection.scalar(ended)
        for table in (*rows, "child_reach", "placement_reach", "episode_reach", "episode_repeat", "episode_report"):
            held, past, logged = connection.execute(sa.text(KEPT.format(table=table))).one()
            assert held == past == logged, table
        assert connection.scalar(sa.text(SETTLED)) == connection.scalar(sa.text(REPEATS)) == 0
        reported = "select count(*), count(distinct missing) from register.episode_report"
        told, ways = connection.execute(sa.text(reported)).one()
        assert (told, ways > 1) == (rows["missing_episode"], True)
        # The triggers and indexes that it did without are there again.
        assert connection.execute(sa.text(UNLIKE)).all() == []
        assert connection.execute(sa.text(INDEXES)).all() == indexes
        with pytest.raises(SetupError, match="already has children"):
            load_children(connection, seed=1)


def test_children_need_homes(connection):
    with pytest.raises(SetupError, match="no homes"):
        load_children(connection, seed=1)
