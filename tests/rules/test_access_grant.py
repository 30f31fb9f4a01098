"""When access may be given beyond the matrix."""

from datetime import UTC, datetime, timedelta

import pytest

from register.rules.access_grant import (
    access_has_not_ended,
    agency_inspects,
    approved_once,
    approver_is_another,
    areas_are_few,
    inspection_ends,
    minutes_are_few,
    minutes_of,
    officer_is_of_a_force,
    people_are_named,
    purpose_fits,
    reason_says_something,
    sender_is_appointed,
)
from register.tables.access_grants import LONGEST_BREAK_GLASS
from register.vocabulary import Agency, AppointedRole, LiveGrantKind, Purpose

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def code(problem):
    return problem.code if problem else None


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("x" * 9, "RULE_REASON_TOO_SHORT"),
        ("x" * 10, "RULE_REASON_UNCLEAR"),
        ("child child child", "RULE_REASON_UNCLEAR"),
        ("aaaa bbbb a child", "RULE_REASON_UNCLEAR"),
        ("12 345 6789 1011", "RULE_REASON_UNCLEAR"),
        ("A child missing.", None),
        ("Plentyn ar goll yn Llŷn.", None),
    ],
)
def test_a_reason_says_something(reason, found):
    assert code(reason_says_something(reason)) == found


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        (LiveGrantKind.BREAK_GLASS, {"safeguarding_child", "missing_investigation", "incident_response"}),
        (LiveGrantKind.ADMINISTRATION, {"system_support"}),
        (LiveGrantKind.INSPECTION, {"inspection"}),
    ],
)
def test_access_of_each_kind_is_given_for_its_own_purposes_alone(kind, fitting):
    assert {each.value for each in Purpose if purpose_fits(kind, each) is None} == fitting
    assert {code(purpose_fits(kind, each)) for each in (None, *Purpose) if each not in fitting} == {
        "RULE_PURPOSE_UNFIT"
    }


@pytest.mark.parametrize(("count", "found"), [(0, "RULE_REQUIRED"), (1, None), (12, None), (13, "RULE_TOO_MANY_AREAS")])
def test_an_inspection_is_of_some_areas(count, found):
    assert code(areas_are_few([f"E060000{number:02}" for number in range(count)])) == found


@pytest.mark.parametrize(
    ("count", "found"), [(0, "RULE_REQUIRED"), (1, None), (50, None), (51, "RULE_TOO_MANY_PEOPLE")]
)
def test_inspectors_are_named(count, found):
    assert code(people_are_named([f"inspector {number}" for number in range(count)])) == found


def test_the_name_of_an_inspector_is_plain_text():
    assert code(people_are_named(["inspector", "x" * 201])) == "RULE_TEXT_TOO_LONG"


@pytest.mark.parametrize(("minutes", "found"), [(0, True), (1, False), (60, False), (61, True), (-1, True)])
def test_a_home_is_open_for_few_minutes(minutes, found):
    assert code(minutes_are_few(minutes, LONGEST_BREAK_GLASS)) == ("RULE_TOO_LONG_OPEN" if found else None)


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        (0, 1, None),
        (0, 60, None),
        (0, 61, "RULE_TOO_LONG_OPEN"),
        (1, 1, "RULE_DATES_ORDER"),
        (-2, -1, "RULE_IN_THE_PAST"),
        (-2, 1, None),
    ],
)
def test_an_inspection_ends(starts, ends, found):
    days = [NOW + timedelta(days=day) for day in (starts, ends)]

    assert code(inspection_ends(*days, NOW)) == found


def test_a_home_is_opened_to_an_officer_of_a_force():
    assert officer_is_of_a_force("E23000005") is None
    assert code(officer_is_of_a_force(None)) == "RULE_NO_FORCE"


def test_who_approves_is_appointed_to_it():
    assert sender_is_appointed(AppointedRole.APPROVER, {AppointedRole.APPROVER}) is None
    assert code(sender_is_appointed(AppointedRole.APPROVER, {AppointedRole.SUPERVISOR})) == "RULE_NOT_APPOINTED"


def test_nobody_approves_what_they_asked_for():
    assert approver_is_another("second", ("first", "first")) is None
    assert code(approver_is_another("first", ("holder", "first"))) == "RULE_SECOND_PERSON"


def test_access_is_approved_once():
    assert approved_once(None) is None
    assert code(approved_once(NOW)) == "RULE_ALREADY_APPROVED"


@pytest.mark.parametrize(
    ("ends", "ended", "found"),
    [(1, None, None), (0, None, "RULE_ENDED"), (1, -1, "RULE_ENDED"), (-1, None, "RULE_ENDED")],
)
def test_access_that_is_over_is_not_ended_again(ends, ended, found):
    ended_at = None if ended is None else NOW + timedelta(days=ended)

    assert code(access_has_not_ended(NOW + timedelta(days=ends), ended_at, NOW)) == found


@pytest.mark.parametrize("agency", Agency)
def test_a_joint_inspection_is_made_by_inspectorates(agency):
    inspectorates = {Agency.OFSTED_INSPECTOR, Agency.CQC, Agency.HMICFRS, Agency.HMI_PROBATION}

    assert code(agency_inspects(agency)) == (None if agency in inspectorates else "RULE_NOT_AN_INSPECTORATE")


def test_a_time_is_counted_in_minutes():
    assert minutes_of(timedelta(hours=8)) == 480
