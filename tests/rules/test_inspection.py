"""Inspections: which judgements can stand together."""

import pytest

from register.rules.inspection import leadership_caps_overall, number_has_form, protection_limits_overall
from register.vocabulary import Judgement


@pytest.mark.parametrize("overall", [Judgement.OUTSTANDING, Judgement.GOOD, Judgement.REQUIRES_IMPROVEMENT])
def test_inadequate_protection_with_any_better_overall_judgement_is_refused(overall):
    problem = protection_limits_overall(Judgement.INADEQUATE, overall)

    assert (problem.code, problem.field) == ("RULE_PROTECTION_LIMITS", "overall_experiences_and_progress")


@pytest.mark.parametrize("overall", [Judgement.INADEQUATE, None])
def test_inadequate_protection_with_an_inadequate_or_unknown_overall_judgement_is_accepted(overall):
    assert protection_limits_overall(Judgement.INADEQUATE, overall) is None


@pytest.mark.parametrize("overall", [Judgement.OUTSTANDING, Judgement.GOOD])
def test_inadequate_leaders_with_a_good_overall_judgement_are_refused(overall):
    assert leadership_caps_overall(Judgement.INADEQUATE, overall).code == "RULE_LEADERSHIP_CAPS"


@pytest.mark.parametrize("overall", [Judgement.REQUIRES_IMPROVEMENT, Judgement.INADEQUATE, None])
def test_inadequate_leaders_under_the_cap_are_accepted(overall):
    assert leadership_caps_overall(Judgement.INADEQUATE, overall) is None


def test_judgements_that_are_not_inadequate_limit_nothing():
    assert protection_limits_overall(Judgement.REQUIRES_IMPROVEMENT, Judgement.OUTSTANDING) is None
    assert leadership_caps_overall(Judgement.GOOD, Judgement.OUTSTANDING) is None


def test_an_event_number_is_at_most_twenty_digits_and_capitals():
    assert number_has_form("SC90000001") is None
    assert number_has_form("1" * 21).code == "RULE_NUMBER_FORM"
    assert number_has_form("10-1").code == "RULE_NUMBER_FORM"
