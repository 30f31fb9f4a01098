"""Which missing episodes can be, and what can follow."""

from datetime import UTC, date, datetime, timedelta

import pytest

from register.rules.missing_episode import (
    are_at_one_time,
    are_linked_once,
    are_of_two_children,
    care_means_a_placement,
    child_was_under_18,
    day_of,
    does_not_overlap,
    instant_has_been,
    instants_in_sequence,
    is_missing,
    is_not_closed,
    is_open,
    level_is_of_scheme,
)
from register.vocabulary import EpisodeStatus, MissingKind, MissingSetting, RiskLevel, RiskScheme
from tests.support.problem_codes import code

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        # In summer the day in England begins an hour before the day of UTC.
        (datetime(2026, 6, 1, 23, 30, tzinfo=UTC), date(2026, 6, 2)),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
        # Both hours of the autumn change are of one day.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_is_one_in_england(instant, day):
    assert day_of(instant) == day


@pytest.mark.parametrize(
    ("instant", "found"),
    [(NOW, None), (NOW + timedelta(seconds=1), "RULE_INSTANT_IN_FUTURE"),
     (datetime(2026, 6, 1, 11), "RULE_INSTANT_ZONE"), (None, None)],  # noqa: DTZ001
)  # fmt: skip
def test_a_recorded_instant_is_one_point_in_time_and_has_been(instant, found):
    assert code(instant_has_been(instant, NOW, "foundAt")) == found


def test_instants_follow_each_other():
    assert instants_in_sequence({"startedAt": EARLIER, "foundAt": None, "returnedAt": NOW}) is None
    assert instants_in_sequence({"startedAt": NOW, "foundAt": NOW}) is None
    problem = instants_in_sequence({"startedAt": NOW, "foundAt": EARLIER, "returnedAt": NOW})
    assert (problem.code, problem.field) == ("RULE_INSTANTS_ORDER", "foundAt")


@pytest.mark.parametrize(
    ("born", "found"),
    [(date(2008, 6, 2), None), (date(2008, 6, 1), "RULE_AGE"), (None, None)],
)
def test_an_episode_of_a_child_begins_before_the_18th_birthday(born, found):
    assert code(child_was_under_18(born, NOW)) == found


def test_who_goes_missing_from_care_is_placed():
    assert code(care_means_a_placement(MissingSetting.CARE, None)) == "RULE_NOT_PLACED"
    assert care_means_a_placement(MissingSetting.CARE, "a placement") is None
    assert care_means_a_placement(MissingSetting.SCHOOL, None) is None


@pytest.mark.parametrize("status", EpisodeStatus)
def test_what_has_ended_is_not_found_and_what_is_closed_is_not_closed_again(status):
    is_ended = status in (EpisodeStatus.LOCATED, EpisodeStatus.CLOSED, EpisodeStatus.CANCELLED)
    is_over = is_ended and status is not EpisodeStatus.LOCATED

    assert code(is_open(status)) == ("RULE_EPISODE_ENDED" if is_ended else None)
    assert code(is_not_closed(status)) == ("RULE_EPISODE_ENDED" if is_over else None)


def test_each_version_of_the_scale_has_its_own_lowest_level():
    refused = {(s, level) for s in RiskScheme for level in RiskLevel if level_is_of_scheme(s, level)}

    assert refused == {
        (RiskScheme.APP_2017, RiskLevel.VERY_LOW),
        (RiskScheme.APP_CURRENT, RiskLevel.NO_APPARENT_RISK),
    }


def test_a_child_has_one_episode_of_a_kind_at_a_time():
    assert code(does_not_overlap(True)) == "CONFLICT_DUPLICATE"
    assert does_not_overlap(False) is None


def test_only_an_episode_of_kind_missing_becomes_one_of_kind_away():
    assert code(is_missing(MissingKind.AWAY)) == "RULE_AWAY"
    assert is_missing(MissingKind.MISSING) is None


def test_two_children_are_missing_together_at_one_time():
    assert code(are_of_two_children("a child", "a child")) == "RULE_NOT_TOGETHER"
    assert are_of_two_children("a child", "another") is None
    assert are_at_one_time((EARLIER, NOW), (NOW, None)) is None
    assert are_at_one_time((EARLIER, None), (NOW, None)) is None
    after = (NOW + timedelta(minutes=1), None)
    assert code(are_at_one_time((EARLIER, NOW), after)) == "RULE_NOT_TOGETHER"
    assert code(are_at_one_time(after, (EARLIER, NOW))) == "RULE_NOT_TOGETHER"
    assert code(are_linked_once(True)) == "CONFLICT_DUPLICATE"
    assert are_linked_once(False) is None
