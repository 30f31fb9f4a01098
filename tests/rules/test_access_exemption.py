"""Which exemptions from a child's right to be told can be."""

from datetime import date, timedelta

import pytest

from register.rules.access_exemption import (
    LEFT_OUT,
    ONLY_OTHER_PEOPLE,
    exemption_has_an_end,
    exemption_holds,
    group_is_of_children,
    holds_on,
    said_of_what_is_left_out,
    without_exempt,
)
from tests.support.problem_codes import code

DECIDED = date(2026, 3, 2)
LATER, EARLIER = DECIDED + timedelta(days=1), DECIDED - timedelta(days=1)


def test_an_exemption_is_of_a_group_about_children():
    assert code(group_is_of_children("child", {"child"})) is None
    assert code(group_is_of_children("home people", {"child"})) == "RULE_EXEMPTION_GROUP"


@pytest.mark.parametrize(
    ("days", "problem"), [(0, "RULE_EXEMPTION_END"), (1, None), (366, None), (367, "RULE_EXEMPTION_END")]
)
def test_an_exemption_ends_within_a_year(days, problem):
    assert code(exemption_has_an_end(DECIDED, DECIDED + timedelta(days=days))) == problem


def test_an_exemption_is_ended_once():
    assert code(exemption_holds(None)) is None
    assert code(exemption_holds(DECIDED)) == "RULE_EXEMPTION_ENDED"


@pytest.mark.parametrize(
    ("decided", "ends", "ended", "holds"),
    [
        (DECIDED, LATER, None, True),
        (EARLIER, DECIDED, None, False),
        (LATER, LATER + timedelta(days=9), None, False),
        (EARLIER, LATER, DECIDED, False),
        (EARLIER, LATER, LATER, True),
    ],
)
def test_an_exemption_holds_from_its_decision_until_its_last_day_or_until_it_is_ended(decided, ends, ended, holds):
    assert holds_on(DECIDED, decided, ends, ended_on=ended) is holds


def test_a_group_is_left_out_or_one_record_of_it():
    rows = [{"id": "1"}, {"interview_id": "2"}]
    assert list(without_exempt("child", rows, [("placement", None)])) == rows
    assert list(without_exempt("child", rows, [("child", None)])) == []
    assert list(without_exempt("child", rows, [("child", "2")])) == rows[:1]


def test_it_is_said_that_something_is_left_out_and_not_what():
    assert [said_of_what_is_left_out(is_exempt) for is_exempt in (True, False)] == [LEFT_OUT, ONLY_OTHER_PEOPLE]
