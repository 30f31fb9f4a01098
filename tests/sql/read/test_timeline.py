"""Entries of several strands are put in one order, and a cursor continues in all of them."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from register.errors import BadInput
from register.sql.read.cursor import seal
from register.sql.read.timeline import FIRST_KEY, LAST_KEY, in_order, keys_after

ONE, TWO = UUID(int=1), UUID(int=2)
SORT = {0: ("at", "key"), 1: ("at", "key")}
MIDNIGHT = datetime(2026, 6, 30, 23, tzinfo=UTC)
NOON = datetime(2026, 7, 1, 11, tzinfo=UTC)


def test_the_latest_entry_is_first_and_a_day_begins_at_midnight_in_england():
    read = {0: {"at": [date(2026, 7, 1)], "key": [ONE]}, 1: {"at": [NOON, MIDNIGHT], "key": [TWO, ONE]}}

    made = in_order(read, SORT)

    assert [(entry.at, entry.strand, entry.key, entry.row) for entry in made] == [
        (NOON, 1, TWO, 0),
        (MIDNIGHT, 0, ONE, 0),
        (MIDNIGHT, 1, ONE, 1),
    ]


def test_a_strand_without_rows_has_no_entries():
    assert in_order({0: {"at": None, "key": None}}, SORT) == []


@pytest.mark.parametrize(
    ("at", "strand", "of_days", "after"),
    [
        (NOON, 1, False, (NOON, TWO)),
        (NOON, 0, False, (NOON, LAST_KEY)),
        (NOON, 2, False, (NOON, FIRST_KEY)),
        (NOON, 0, True, (date(2026, 7, 1), FIRST_KEY)),
        (MIDNIGHT, 0, True, (date(2026, 7, 1), LAST_KEY)),
        (MIDNIGHT, 2, True, (date(2026, 7, 1), FIRST_KEY)),
    ],
)
def test_a_cursor_says_of_each_strand_where_it_goes_on(at, strand, of_days, after):
    cursor = seal([at, 1, TWO], b"asked")

    assert keys_after(cursor, b"asked", strand=strand, of_days=of_days) == after


def test_a_cursor_of_another_question_is_refused():
    with pytest.raises(BadInput):
        keys_after(seal([NOON, 1, TWO], b"asked"), b"otherwise", strand=0, of_days=False)
