"""Inspections: which judgements can stand together."""

from datetime import date, timedelta

import pytest

from register.rules.inspection import (
    OVERALL_FIELD,
    extras_are_for_secure_homes,
    inspected_while_registered,
    inspection_days_in_order,
    judgements_suit_kind,
    kind_valid_on,
    leadership_caps_overall,
    number_has_form,
    number_is_new,
    protection_limits_overall,
    published_once,
    published_with_judgements,
)
from register.vocabulary import HomeKind, InspectionKind, Judgement

DAY = timedelta(days=1)
STARTED = date(2026, 3, 2)
THREE = dict.fromkeys(("overallExperiencesAndProgress", "helpedAndProtected", "leadersAndManagers"), Judgement.GOOD)
FIVE = THREE | dict.fromkeys(("educationAndLearning", "health"), Judgement.NOT_JUDGED)
GRADED = [InspectionKind.FULL, InspectionKind.REINSPECTION]
UNGRADED = [InspectionKind.INTERIM, InspectionKind.ASSURANCE]


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


def test_a_rule_names_the_field_that_its_caller_gives():
    limited = protection_limits_overall(Judgement.INADEQUATE, Judgement.GOOD, OVERALL_FIELD)
    capped = leadership_caps_overall(Judgement.INADEQUATE, Judgement.GOOD, OVERALL_FIELD)

    assert (limited.field, capped.field) == ("overallExperiencesAndProgress", "overallExperiencesAndProgress")


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (InspectionKind.INTERIM, date(2020, 3, 17), date(2020, 3, 18)),
        (InspectionKind.ASSURANCE, date(2020, 9, 1), date(2020, 8, 31)),
    ],
)
def test_a_kind_that_came_or_went_is_refused_outside_its_days(kind, right, wrong):
    assert kind_valid_on(kind, right) is None
    assert kind_valid_on(kind, wrong).code == "RULE_INSPECTION_KIND"


def test_assurance_visits_of_later_years_are_accepted_for_ofsted_publishes_them():
    assert kind_valid_on(InspectionKind.ASSURANCE, date(2025, 3, 25)) is None


@pytest.mark.parametrize("kind", [InspectionKind.FULL, InspectionKind.MONITORING_VISIT, InspectionKind.REINSPECTION])
def test_the_other_kinds_are_made_at_any_time(kind):
    assert kind_valid_on(kind, date.min) is None
    assert kind_valid_on(kind, date.max) is None


def test_a_report_is_published_on_the_last_day_of_its_inspection_at_the_earliest():
    assert inspection_days_in_order(STARTED, STARTED, STARTED) is None
    assert inspection_days_in_order(STARTED, None, None) is None
    assert inspection_days_in_order(STARTED, STARTED - DAY, None).field == "endedOn"
    assert inspection_days_in_order(STARTED, STARTED + DAY, STARTED).message == "The date must not be before endedOn."
    assert inspection_days_in_order(STARTED, None, STARTED - DAY).message == "The date must not be before startedOn."


def test_a_home_is_inspected_on_the_days_of_its_registration():
    assert inspected_while_registered(STARTED, STARTED, STARTED) is None
    assert inspected_while_registered(STARTED, None, None) is None
    assert inspected_while_registered(STARTED, STARTED + DAY, None).code == "RULE_INSPECTION_DAY"
    assert inspected_while_registered(STARTED, None, STARTED - DAY).code == "RULE_INSPECTION_DAY"


@pytest.mark.parametrize("kind", UNGRADED)
def test_a_grade_is_refused_where_there_are_none(kind):
    problem = judgements_suit_kind(kind, {"overallExperiencesAndProgress": None, "helpedAndProtected": Judgement.GOOD})

    assert (problem.code, problem.field) == ("RULE_NOT_JUDGED_HERE", "helpedAndProtected")
    assert judgements_suit_kind(kind, dict.fromkeys(FIVE)) is None


@pytest.mark.parametrize("kind", [*GRADED, InspectionKind.MONITORING_VISIT])
def test_a_grade_is_accepted_from_every_other_kind(kind):
    assert judgements_suit_kind(kind, FIVE) is None


@pytest.mark.parametrize("field", ["educationAndLearning", "health"])
def test_education_and_health_are_judged_in_secure_homes_alone(field):
    judged = {field: Judgement.GOOD}

    assert extras_are_for_secure_homes(HomeKind.SECURE_CHILDRENS_HOME, judged) is None
    assert extras_are_for_secure_homes(HomeKind.CHILDRENS_HOME, THREE) is None
    problem = extras_are_for_secure_homes(HomeKind.CHILDRENS_HOME, judged)
    assert (problem.code, problem.field) == ("RULE_NOT_JUDGED_HERE", field)


@pytest.mark.parametrize("kind", GRADED)
@pytest.mark.parametrize("missing", THREE)
def test_a_graded_report_is_not_published_without_each_of_its_judgements(kind, missing):
    problem = published_with_judgements(kind, HomeKind.CHILDRENS_HOME, THREE | {missing: None})

    assert (problem.code, problem.field) == ("RULE_JUDGEMENT_MISSING", missing)
    assert published_with_judgements(kind, HomeKind.CHILDRENS_HOME, THREE) is None


@pytest.mark.parametrize("missing", ["educationAndLearning", "health"])
def test_the_report_on_a_secure_home_needs_five_judgements_and_not_judged_is_one(missing):
    given = {field: judged for field, judged in FIVE.items() if field != missing}

    problem = published_with_judgements(InspectionKind.FULL, HomeKind.SECURE_CHILDRENS_HOME, given)

    assert problem.field == missing
    assert published_with_judgements(InspectionKind.FULL, HomeKind.SECURE_CHILDRENS_HOME, FIVE) is None


@pytest.mark.parametrize("kind", [*UNGRADED, InspectionKind.MONITORING_VISIT])
def test_the_report_of_an_ungraded_visit_is_published_without_judgements(kind):
    assert published_with_judgements(kind, HomeKind.SECURE_CHILDRENS_HOME, {}) is None


def test_a_report_is_published_once():
    assert published_once(None) is None
    assert published_once(STARTED).code == "RULE_ALREADY_PUBLISHED"


def test_an_event_is_recorded_once():
    assert number_is_new(None) is None
    assert (number_is_new("I1").code, number_is_new("I1").field) == ("CONFLICT_DUPLICATE", "number")
