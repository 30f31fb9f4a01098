"""The statutory list: which months there are, and what each says of itself."""

from datetime import UTC, datetime

import pytest

from register.errors import NotFound
from register.requests.downloads.statutory_list import (
    COLUMNS,
    ROWS,
    WITHHELD,
    StatutoryList,
    about,
    month_at,
    months_until,
)
from tests.hostile.executors import known
from tests.support import story

NOW = datetime(2026, 2, 3, tzinfo=UTC)


def test_a_month_begins_on_its_first_day_in_utc():
    assert month_at("2026-02", NOW) == datetime(2026, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["2026-03", "2026-13", "2026-00", "202602", "2026-2", "..", "", "\uff12026-01"])
def test_what_is_no_month_or_has_not_begun_is_not_found(name):
    with pytest.raises(NotFound):
        month_at(name, NOW)


def test_the_latest_months_cross_the_year():
    assert months_until(NOW, 4) == ["2026-02", "2026-01", "2025-12", "2025-11"]


def test_every_column_is_asked_for():
    assert all(path[-1] in ROWS.split() for path in COLUMNS.values())


def test_a_list_says_what_it_is():
    told = about(StatutoryList("2026-02", NOW, [()]), known("police", story.NORTHBY))

    assert (told["For"], told["Homes"]) == (f"police {story.NORTHBY}", "1")
    assert told["As recorded at"] == "2026-02-03T00:00:00Z"
    assert WITHHELD in told
