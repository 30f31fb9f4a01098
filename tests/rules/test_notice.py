"""Notices: serving, lifting, and whom a restriction of accommodation keeps out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.notice import (
    ServedNotice,
    accommodation_is_unrestricted,
    appeal_is_stated,
    lifted_before_its_end,
    lifted_once,
    notice_days_in_order,
    notice_in_force,
    notice_leaves_status,
    notice_suits_status,
    restricts_accommodation,
)
from register.vocabulary import AppealStatus
from register.vocabulary import NoticeKind as Kind
from register.vocabulary import RegistrationStatus as Status

SERVED = date(2026, 3, 1)
DAY = timedelta(days=1)
ENDED = [Status.REFUSED, Status.CANCELLED_VOLUNTARY, Status.CANCELLED_OFSTED, Status.CANCELLED_COURT, Status.LAPSED]
APPEALABLE = [
    Kind.RESTRICTION_OF_ACCOMMODATION,
    Kind.SUSPENSION,
    Kind.NOTICE_OF_DECISION,
    Kind.URGENT_CANCELLATION,
    Kind.URGENT_VARIATION,
]


def code(problem):
    return problem and problem.code


def restriction(**days):
    return ServedNotice(Kind.RESTRICTION_OF_ACCOMMODATION, SERVED, **days)


def test_a_notice_may_take_effect_end_and_be_lifted_on_the_day_of_service():
    assert notice_days_in_order(restriction(effective_from=SERVED, ends_on=SERVED, lifted_on=SERVED)) is None
    assert notice_days_in_order(restriction()) is None


def test_a_notice_may_be_lifted_before_it_takes_effect():
    assert notice_days_in_order(restriction(effective_from=SERVED + 9 * DAY, lifted_on=SERVED + DAY)) is None


@pytest.mark.parametrize(
    ("days", "field", "after"),
    [
        ({"effective_from": SERVED - DAY}, "effectiveFrom", "servedOn"),
        ({"ends_on": SERVED - DAY}, "endsOn", "servedOn"),
        ({"effective_from": SERVED + 2 * DAY, "ends_on": SERVED + DAY}, "endsOn", "effectiveFrom"),
        ({"lifted_on": SERVED - DAY}, "liftedOn", "servedOn"),
    ],
)
def test_days_of_a_notice_out_of_order_are_refused_by_name(days, field, after):
    problem = notice_days_in_order(restriction(**days))

    assert (problem.code, problem.field, problem.message) == (
        "RULE_DATES_ORDER",
        field,
        f"The date must not be before {after}.",
    )


def test_a_notice_is_lifted_once():
    assert lifted_once(None) is None
    assert lifted_once(SERVED).code == "RULE_NOTICE_LIFTED"


def test_a_notice_is_lifted_on_its_last_day_and_not_after_it():
    assert lifted_before_its_end(SERVED, SERVED) is None
    assert lifted_before_its_end(None, SERVED) is None
    assert lifted_before_its_end(SERVED, None) is None
    assert lifted_before_its_end(SERVED, SERVED + DAY).code == "RULE_NOTICE_ENDED"


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", [Kind.CAUTION, Kind.PROSECUTION])
def test_an_offence_is_answered_for_whatever_the_status(kind, status):
    assert notice_suits_status(kind, status) is None


@pytest.mark.parametrize("kind", [Kind.NOTICE_OF_PROPOSAL, Kind.NOTICE_OF_DECISION])
def test_a_proposal_and_a_decision_meet_an_application_too(kind):
    assert notice_suits_status(kind, Status.APPLICATION_RECEIVED) is None


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.CAUTION, Kind.PROSECUTION)])
def test_any_other_notice_meets_a_registration_that_has_not_ended(kind):
    assert notice_suits_status(kind, Status.REGISTERED) is None
    assert notice_suits_status(kind, Status.SUSPENDED) is None
    assert {code(notice_suits_status(kind, status)) for status in ENDED} == {"RULE_REGISTRATION_ENDED"}


@pytest.mark.parametrize("kind", [Kind.COMPLIANCE_NOTICE, Kind.RESTRICTION_OF_ACCOMMODATION, Kind.WARNING_LETTER])
def test_a_notice_about_a_running_home_does_not_meet_an_application(kind):
    assert notice_suits_status(kind, Status.APPLICATION_RECEIVED).code == "RULE_NOT_REGISTERED"


def test_what_suspends_or_cancels_is_not_served_by_itself():
    refused = {kind for kind in Kind if notice_leaves_status(kind)}

    assert refused == {Kind.SUSPENSION, Kind.URGENT_CANCELLATION}
    assert notice_leaves_status(Kind.SUSPENSION).code == "RULE_NOTICE_KIND"


@pytest.mark.parametrize("kind", Kind)
def test_what_can_be_appealed_against_says_how_the_appeal_stands(kind):
    assert appeal_is_stated(kind, AppealStatus.NONE) is None
    assert code(appeal_is_stated(kind, None)) == ("RULE_APPEAL_STATUS" if kind in APPEALABLE else None)


@pytest.mark.parametrize(
    ("days", "day", "stands"),
    [
        ({}, SERVED - DAY, False),
        ({}, SERVED, True),
        ({}, date.max, True),
        ({"effective_from": SERVED + 2 * DAY}, SERVED + DAY, False),
        ({"effective_from": SERVED + 2 * DAY}, SERVED + 2 * DAY, True),
        ({"ends_on": SERVED + 3 * DAY}, SERVED + 3 * DAY, True),
        ({"ends_on": SERVED + 3 * DAY}, SERVED + 4 * DAY, False),
        ({"lifted_on": SERVED + 3 * DAY}, SERVED + 2 * DAY, True),
        ({"lifted_on": SERVED + 3 * DAY}, SERVED + 3 * DAY, False),
    ],
)
def test_a_notice_stands_from_its_first_day_to_its_last_or_until_it_is_lifted(days, day, stands):
    assert notice_in_force(restriction(**days), day) is stands


@pytest.mark.parametrize(
    ("days", "day", "keeps_out"),
    [
        ({}, SERVED, False),
        ({}, SERVED + DAY, True),
        ({}, date.max, True),
        ({"effective_from": SERVED + 9 * DAY}, SERVED + DAY, True),
        ({"ends_on": SERVED + 3 * DAY}, SERVED + 3 * DAY, True),
        ({"ends_on": SERVED + 3 * DAY}, SERVED + 4 * DAY, False),
        ({"lifted_on": SERVED + 3 * DAY}, SERVED + 2 * DAY, True),
        ({"lifted_on": SERVED + 3 * DAY}, SERVED + 3 * DAY, False),
    ],
)
def test_a_restriction_keeps_out_who_comes_after_its_service_while_it_lasts(days, day, keeps_out):
    assert restricts_accommodation([restriction(**days)], day) is keeps_out


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.RESTRICTION_OF_ACCOMMODATION])
def test_no_other_notice_keeps_a_child_out(kind):
    assert not restricts_accommodation([ServedNotice(kind, SERVED)], SERVED + DAY)


def test_one_restriction_that_stands_is_enough_among_others_that_do_not():
    lifted, standing = restriction(lifted_on=SERVED + DAY), restriction()

    problem = accommodation_is_unrestricted([lifted, standing], SERVED + 2 * DAY)

    assert (problem.code, problem.field) == ("RULE_ACCOMMODATION_RESTRICTED", "firstAccommodatedOn")
    assert accommodation_is_unrestricted([lifted], SERVED + 2 * DAY) is None
    assert accommodation_is_unrestricted([], SERVED) is None


@given(st.dates(), st.dates())
def test_once_lifted_a_restriction_never_keeps_a_child_out_again(lifted_on, day):
    assert not restricts_accommodation([restriction(lifted_on=min(lifted_on, day))], day)
