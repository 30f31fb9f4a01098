"""Days: their order and their bounds."""

from datetime import date

from register.rules.dates import dates_ordered, not_before_1900, not_in_the_future

TODAY = date(2026, 4, 1)


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
