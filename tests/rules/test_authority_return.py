"""Rules for returns: the period, whose it is, and what comes before what."""

from datetime import date

import pytest

from register.rules.authority_return import (
    can_be_signed_off,
    can_be_submitted,
    fits_period,
    is_an_error,
    is_open,
    is_own_return,
    no_error_stands,
    not_judged_yet,
    period_begins,
    period_has_ended,
    second_person,
)
from register.vocabulary import CheckSeverity, ReturnKind, ReturnStatus

YEARLY, MONTHLY = ReturnKind.MISSING_YEARLY, ReturnKind.MISSING_MONTHLY


@pytest.mark.parametrize(
    ("kind", "start", "fits"),
    [
        (YEARLY, date(2024, 4, 1), True),
        (YEARLY, date(2024, 4, 2), False),
        (YEARLY, date(2024, 5, 1), False),
        (MONTHLY, date(2024, 5, 1), True),
        (MONTHLY, date(2024, 5, 2), False),
        (MONTHLY, date(1999, 5, 1), False),
    ],
)
def test_a_period_begins_on_its_day(kind, start, fits):
    assert (period_begins(kind, start) is None) is fits


def test_a_period_is_returned_once_it_has_ended():
    assert period_has_ended(date(2025, 3, 31), date(2025, 4, 1)) is None
    assert period_has_ended(date(2025, 3, 31), date(2025, 3, 31)).code == "RULE_RETURN_TOO_EARLY"


def test_an_authority_returns_for_itself():
    assert is_own_return("E08000035", "E08000035") is None
    assert is_own_return("E08000003", "E08000035") == is_own_return("nonsense", "E08000035")


def test_a_file_is_of_the_list_that_it_is_sent_as():
    assert fits_period(frozenset({YEARLY, MONTHLY}), MONTHLY) is None
    assert fits_period(frozenset({YEARLY, MONTHLY}), ReturnKind.EPISODES_YEARLY).code == "RULE_RETURN_KIND"


@pytest.mark.parametrize("status", ReturnStatus)
def test_each_step_follows_the_one_before(status):
    assert (can_be_submitted(status) is None) is (status is ReturnStatus.CHECKED)
    assert (can_be_signed_off(status) is None) is (status is ReturnStatus.SUBMITTED)
    assert (is_open(status) is None) is (status in (ReturnStatus.DRAFT, ReturnStatus.CHECKED))


def test_every_error_is_corrected_or_allowed():
    assert no_error_stands(2, 2) is None
    assert no_error_stands(2, 1).code == "RULE_RETURN_ERRORS"


def test_another_person_signs_off():
    assert second_person("clerk", "director") is None
    assert second_person("clerk", "clerk").code == "RULE_SECOND_PERSON"


def test_only_an_error_is_judged_and_once():
    assert is_an_error(CheckSeverity.ERROR) is None
    assert is_an_error(CheckSeverity.QUERY).code == "RULE_BYPASS_NOT_NEEDED"
    assert not_judged_yet(False) is None
    assert not_judged_yet(True).code == "RULE_BYPASS_JUDGED"
