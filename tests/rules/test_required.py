"""What a command must be given, and what it must not."""

from datetime import date, timedelta

import pytest

from register.rules.required import day_has_been, is_needed, is_not_wanted, something_is_given

TODAY = date(2026, 3, 2)


def test_what_is_needed_is_given_and_what_is_not_wanted_is_left_out():
    assert is_needed(None, "kind").code == "RULE_REQUIRED"
    assert is_needed(False, "kind") is None
    assert is_not_wanted("Late.", "appealNote").code == "RULE_NOT_WANTED"
    assert is_not_wanted(None, "appealNote") is None


def test_a_correction_corrects_something():
    assert something_is_given({"urn": "SC900001"}, ("name", "places")).code == "RULE_NOTHING_GIVEN"
    assert something_is_given({"urn": "SC900001", "name": None}, ("name", "places")) is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (None, None),
        (TODAY, None),
        (date(1900, 1, 1), None),
        (TODAY + timedelta(days=1), "RULE_DATE_IN_FUTURE"),
        (date(1899, 12, 31), "RULE_DATE_TOO_EARLY"),
    ],
)
def test_a_recorded_day_has_been(day, code):
    found = day_has_been(day, TODAY, "servedOn")

    assert (found and found.code) == code
