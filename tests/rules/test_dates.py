"""Days: their order and their bounds."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from register.rules.dates import (
    dates_ordered,
    days_in_sequence,
    instant_has_zone,
    instant_not_in_the_future,
    instants_ordered,
    not_before_1900,
    not_in_the_future,
    starts_after,
)

TODAY = date(2026, 4, 1)
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def test_an_end_on_the_day_of_the_start_is_in_order():
    assert dates_ordered(TODAY, TODAY, "ceased_on") is None


def test_an_end_before_its_start_is_refused():
    problem = dates_ordered(TODAY, date(2026, 3, 31), "ceased_on")

    assert (problem.code, problem.field) == ("RULE_DATES_ORDER", "ceased_on")


def test_an_unknown_day_is_in_order_with_any():
    assert dates_ordered(None, TODAY, "ceased_on") is None
    assert dates_ordered(TODAY, None, "ceased_on") is None


def test_today_is_accepted_and_tomorrow_is_refused():
    assert not_in_the_future(TODAY, TODAY, "registered_on") is None
    assert not_in_the_future(date(2026, 4, 2), TODAY, "registered_on").code == "RULE_DATE_IN_FUTURE"


def test_the_first_day_of_1900_is_accepted_and_the_day_before_is_refused():
    assert not_before_1900(date(1900, 1, 1), "registered_on") is None
    assert not_before_1900(date(1899, 12, 31), "registered_on").code == "RULE_DATE_TOO_EARLY"


def test_the_problem_names_the_earlier_day_where_it_has_a_name():
    problem = dates_ordered(TODAY, date(2026, 3, 31), "endedOn", after="startedOn")

    assert problem.message == "The date must not be before startedOn."


def test_days_of_a_sequence_may_fall_together_or_be_unknown():
    assert days_in_sequence({"registeredOn": TODAY, "firstAccommodatedOn": TODAY, "ceasedOn": None}) is None
    assert days_in_sequence({}) is None


def test_a_day_is_held_against_the_last_known_before_it():
    problem = days_in_sequence({"registeredOn": TODAY, "firstAccommodatedOn": None, "ceasedOn": date(2026, 3, 31)})

    assert (problem.code, problem.field) == ("RULE_DATES_ORDER", "ceasedOn")
    assert problem.message == "The date must not be before registeredOn."


@given(st.lists(st.none() | st.dates(), max_size=6))
def test_a_sequence_is_accepted_exactly_where_its_known_days_are_sorted(days):
    known = [day for day in days if day is not None]

    problem = days_in_sequence({f"day{place}": day for place, day in enumerate(days)})

    assert (problem is None) is (known == sorted(known))


def test_what_replaces_another_begins_a_day_later_at_least():
    assert starts_after(None, TODAY, "validFrom") is None
    assert starts_after(date(2026, 3, 31), TODAY, "validFrom") is None
    assert starts_after(TODAY, TODAY, "validFrom").code == "RULE_DATES_ORDER"
    assert starts_after(date(2026, 4, 2), TODAY, "validFrom").field == "validFrom"


def test_an_instant_without_its_zone_is_refused():
    assert instant_has_zone(None, "lasNotifiedAt") is None
    assert instant_has_zone(NOW, "lasNotifiedAt") is None
    assert instant_has_zone(NOW.replace(tzinfo=None), "lasNotifiedAt").code == "RULE_INSTANT_ZONE"


def test_this_instant_is_accepted_and_the_next_is_refused():
    assert instant_not_in_the_future(None, NOW, "lasNotifiedAt") is None
    assert instant_not_in_the_future(NOW, NOW, "lasNotifiedAt") is None
    assert instant_not_in_the_future(NOW + TICK, NOW, "lasNotifiedAt").code == "RULE_INSTANT_IN_FUTURE"


def test_instants_are_ordered_whatever_their_zones():
    same_elsewhere = NOW.astimezone(timezone(timedelta(hours=-5)))

    assert instants_ordered(NOW, same_elsewhere, "endedAt") is None
    assert instants_ordered(None, NOW, "endedAt") is None
    problem = instants_ordered(NOW, same_elsewhere - TICK, "endedAt", after="startedAt")
    assert (problem.code, problem.message) == ("RULE_INSTANTS_ORDER", "The time must not be before startedAt.")
