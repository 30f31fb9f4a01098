"""When access may be given beyond the matrix."""

from datetime import UTC, datetime, timedelta

import pytest

from register.rules.access_grant import (
    LONGEST_BREAK_GLASS_MINUTES,
    incident_is_named,
    inspection_ends,
    minutes_are_few,
    reason_says_something,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def code(problem):
    return problem.code if problem else None


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("x" * 9, "RULE_REASON_TOO_SHORT"),
        ("x" * 10, None),
        ("x" * 1_000, None),
        ("x" * 1_001, "RULE_TEXT_TOO_LONG"),
        ("one line\nand another", "RULE_TEXT_CONTROL"),
    ],
)
def test_a_reason_says_something(reason, found):
    assert code(reason_says_something(reason)) == found


@pytest.mark.parametrize(
    ("incident", "found"), [("", "RULE_TEXT_EMPTY"), ("1", None), ("x" * 60, None), ("x" * 61, "RULE_TEXT_TOO_LONG")]
)
def test_an_incident_is_named(incident, found):
    assert code(incident_is_named(incident)) == found


@pytest.mark.parametrize(("minutes", "found"), [(0, True), (1, False), (60, False), (61, True), (-1, True)])
def test_a_home_is_open_for_few_minutes(minutes, found):
    assert code(minutes_are_few(minutes, LONGEST_BREAK_GLASS_MINUTES)) == ("RULE_TOO_LONG_OPEN" if found else None)


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        (0, 1, None),
        (0, 200, None),
        (0, 201, "RULE_TOO_LONG_OPEN"),
        (1, 1, "RULE_DATES_ORDER"),
        (-2, -1, "RULE_IN_THE_PAST"),
        (-2, 1, None),
    ],
)
def test_an_inspection_ends(starts, ends, found):
    days = [NOW + timedelta(days=day) for day in (starts, ends)]

    assert code(inspection_ends(*days, NOW)) == found
