"""Rules for joint inspections of areas."""

from datetime import UTC, date, datetime

from register.rules.area_inspection import (
    access_ends,
    access_is_bounded,
    days_follow,
    inspectorates_join,
    plan_is_short,
    round_has_days,
    round_runs,
    theme_has_form,
)
from register.vocabulary import Agency

NOTICE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEAD, POLICE_INSPECTORATE = Agency.OFSTED_INSPECTOR, Agency.HMICFRS


def code(problem):
    return problem and (problem.code, problem.field)


def test_access_ends_with_the_last_day_of_the_plan_by_englands_clocks():
    assert access_ends(date(2026, 3, 1), 9) == datetime(2026, 3, 11, tzinfo=UTC)
    assert access_ends(date(2026, 6, 1), 9) == datetime(2026, 6, 10, 23, tzinfo=UTC)


def test_ofsted_leads_inspectorates_that_are_named_once():
    assert inspectorates_join([LEAD, POLICE_INSPECTORATE]) is None
    assert code(inspectorates_join([POLICE_INSPECTORATE])) == ("RULE_LEAD_MISSING", "inspectors")
    assert code(inspectorates_join([LEAD, LEAD])) == ("RULE_INSPECTORATE_TWICE", "inspectors")
    assert code(inspectorates_join([LEAD, Agency.POLICE])) == ("RULE_NOT_AN_INSPECTORATE", "inspectors")


def test_notice_fieldwork_and_letter_follow_each_other():
    first, last = date(2026, 3, 16), date(2026, 3, 20)

    assert days_follow(NOTICE, first, last, letter_due_on=date(2026, 5, 1)) is None
    assert code(days_follow(NOTICE, date(2026, 3, 1), last, letter_due_on=last)) == (
        "RULE_DATES_ORDER", "fieldworkFrom",
    )  # fmt: skip
    assert code(days_follow(NOTICE, first, last, letter_due_on=first)) == ("RULE_DATES_ORDER", "letterDueOn")


def test_access_is_bounded_and_not_of_the_past():
    now = datetime(2026, 3, 1, tzinfo=UTC)

    assert access_is_bounded(NOTICE, datetime(2026, 9, 1, tzinfo=UTC), now) is None
    assert code(access_is_bounded(NOTICE, datetime(2026, 12, 1, tzinfo=UTC), now)) == (
        "RULE_TOO_LONG_OPEN", "letterDueOn",
    )  # fmt: skip
    assert code(access_is_bounded(NOTICE, now, now)) == ("RULE_IN_THE_PAST", "letterDueOn")
    assert plan_is_short(120) is None
    assert code(plan_is_short(-1)) == ("RULE_PLAN_DAYS", "planDays")


def test_a_round_runs_from_its_first_day_to_the_day_before_its_end():
    first, end = date(2022, 3, 1), date(2022, 9, 1)

    assert [code(round_runs(first, end, day)) for day in (first, date(2022, 8, 31))] == [None, None]
    assert code(round_runs(first, end, end)) == ("RULE_ROUND_NOT_RUNNING", "round")
    assert round_runs(first, None, date(2030, 1, 1)) is None
    assert code(round_has_days(date(2016, 1, 31), None)) == ("RULE_ROUND_TOO_EARLY", "startsOn")
    assert code(round_has_days(first, first)) == ("RULE_DATES_ORDER", "endsOn")


def test_a_theme_is_a_code():
    assert [theme_has_form(each) for each in ("neglect", "cse_missing")] == [None, None]
    assert {code(theme_has_form(each)) for each in ("Neglect", "_neglect", "neglect 2", "négligence")} == {
        ("RULE_THEME_FORM", "theme")
    }
