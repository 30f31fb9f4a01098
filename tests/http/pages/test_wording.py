"""The words of the pages: every reason, purpose and body has some."""

from datetime import UTC, datetime, timedelta

import pytest

from register.http.pages import wording
from register.vocabulary import Agency, Purpose, WithheldReason

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("reason", [each.value for each in WithheldReason])
def test_every_reason_has_words_and_somebody_to_ask(reason):
    assert wording.why_withheld(reason)
    assert wording.whom_to_ask(reason, Agency.OFSTED).endswith(".")


def test_the_body_that_keeps_it_is_asked_and_for_what_has_ended_the_one_who_gave_it():
    assert "(Local authority)" in wording.whom_to_ask("OUTSIDE_SCOPE", Agency.LOCAL_AUTHORITY)
    assert wording.whom_to_ask("GRANT_EXPIRED", Agency.OFSTED).startswith("Ask the person who gave you the access")


def test_every_purpose_and_every_body_has_a_name():
    assert all(wording.purpose_name(each) for each in Purpose)
    assert all(wording.body_name(each) for each in Agency)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("REQUIRES_IMPROVEMENT", "Requires improvement"),
        ("CHILDRENS_HOME", "Children's home"),
        (None, "Not recorded"),
    ],
)
def test_a_code_is_said_in_words(code, said):
    assert wording.label(code) == said


@pytest.mark.parametrize(
    ("first", "name", "said"),
    [
        ("2025-12-01", "startedMonth", "December 2025"),
        ("2025-10-01", "endedQuarter", "October to December 2025"),
        ("2025-01-01", "atYear", "2025"),
        ("2099-04-01", "dueFinancialYear", "2099-00"),
    ],
)
def test_a_period_is_said_by_its_months_or_its_year(first, name, said):
    assert wording.period(first, name) == said


def test_a_description_leaves_out_what_only_programs_need():
    told = "Send a file. With dryRun it is only checked. To lift it, use liftNotice."

    assert wording.for_people(told) == "Send a file. To lift it, use “Lift notice”."


def test_a_field_is_named_as_a_form_names_it():
    assert wording.heading("registeredOn") == "Registered on"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(minutes=70), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=72), "3 days"),
    ],
)
def test_a_clock_tells_hours_and_then_days(ago, said):
    assert wording.clock((NOW - ago).isoformat(), NOW) == said
    assert wording.clock(None) == "Not recorded"
