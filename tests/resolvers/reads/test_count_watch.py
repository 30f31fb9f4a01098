"""Many different searches that count one record are an alarm; one search again and again, or a slow caller, is none."""

from datetime import date

import pytest
from structlog.testing import capture_logs

from register.resolvers.reads.count_watch import COUNTS_OF_ONE_RECORD, MOST_RECORDS, WITHIN_S, Narrowing
from register.vocabulary import Agency, Caller

CALLER = Caller("tester", Agency.OFSTED, None, None, None, date(2026, 3, 2))
OTHER = Caller("another", Agency.OFSTED, None, None, None, date(2026, 3, 2))


@pytest.fixture
def told():
    with capture_logs() as events:
        yield events


def test_so_many_searches_are_one_alarm(told):
    watch = Narrowing()
    for number in range(3 * COUNTS_OF_ONE_RECORD):
        watch.note(CALLER, ["SC900001"], f"{number}", request="r", now=float(number))

    assert [(event["cause"], event["subject"], event["key"]) for event in told] == [
        ("narrowing_counts", "tester", "SC900001")
    ]


def test_the_same_search_two_callers_and_two_records_are_none(told):
    watch = Narrowing()
    for number in range(3 * COUNTS_OF_ONE_RECORD):
        watch.note(CALLER, ["SC900001"], "same", request="r", now=float(number))
    for number in range(COUNTS_OF_ONE_RECORD - 1):
        watch.note(CALLER, ["SC900002"], f"{number}", request="r", now=0.0)
        watch.note(OTHER, ["SC900002"], f"other {number}", request="r", now=0.0)
        watch.note(CALLER, ["SC900003"], f"{number}", request="r", now=0.0)

    assert told == []


def test_an_hour_later_counting_begins_again(told):
    watch = Narrowing()
    for number in range(COUNTS_OF_ONE_RECORD - 1):
        watch.note(CALLER, ["SC900001"], f"{number}", request="r", now=0.0)
    watch.note(CALLER, ["SC900001"], "last", request="r", now=WITHIN_S + 1)

    assert told == []


def test_only_so_many_records_are_watched():
    watch = Narrowing()
    for number in range(MOST_RECORDS + 10):
        watch.note(CALLER, [f"{number}"], "s", request="r", now=0.0)

    assert len(watch._searches) == MOST_RECORDS
