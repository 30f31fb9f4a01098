"""A return beside the register's episodes: paired once each, on the days of London; and the figures of the feedback."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from register import tables
from register.importing.returns.comparison import is_large
from tests.importing.returns.world import taken, tell
from tests.support.child_factories import create_episode
from tests.support.returned_files import period
from tests.support.story import SOUTHBY


def outcomes(connection, made):
    """What each line and each episode came to."""
    match = tables.return_match
    found = sa.select(match.c.line, match.c.outcome, match.c.days_apart).where(match.c.return_id == made.return_id)
    return sorted(map(tuple, connection.execute(found)), key=str)


def figures(connection, made):
    """The figures of a return, by their name and field."""
    figure = tables.return_figure
    found = connection.execute(sa.select(figure).where(figure.c.return_id == made.return_id))
    return {(each.figure, each.field): (each.value, each.out_of, each.before) for each in found}


def test_days_are_those_of_london_in_summer(connection):
    child = tell(connection)["S0"]
    began, ended = datetime(2024, 5, 9, 23, 30, tzinfo=UTC), datetime(2024, 5, 10, 23, 30, tzinfo=UTC)
    create_episode(connection, child, SOUTHBY, started_at=began, ended_at=ended)

    made = taken(connection, period("S0", "10/05/2024", "11/05/2024"))

    assert outcomes(connection, made) == [(2, "same", 0)]


def test_two_episodes_close_together_are_paired_with_the_nearest_row_each(connection):
    child = tell(connection)["S0"]
    for day in (10, 12):
        began = datetime(2024, 5, day, 12, tzinfo=UTC)
        create_episode(connection, child, SOUTHBY, started_at=began, ended_at=began.replace(hour=20))

    made = taken(
        connection, period("S0", "12/05/2024", "12/05/2024"), period("S0", "10/05/2024", "10/05/2024"),
        period("S0", "20/05/2024", "20/05/2024"),
    )  # fmt: skip

    assert outcomes(connection, made) == [(2, "same", 0), (3, "same", 0), (4, "only_in_return", None)]


def test_an_episode_that_was_cancelled_or_is_of_another_year_or_authority_is_not_missed(connection):
    children = tell(connection)
    cancelled = datetime(2024, 5, 10, 12, tzinfo=UTC)
    create_episode(connection, children["S0"], SOUTHBY, started_at=cancelled, ended_at=cancelled, status="cancelled")
    other_year = datetime(2023, 5, 10, 12, tzinfo=UTC)
    create_episode(connection, children["S0"], SOUTHBY, started_at=other_year, ended_at=other_year)
    create_episode(connection, children["N0"], SOUTHBY, started_at=cancelled, ended_at=cancelled)

    made = taken(connection, period("S1", "01/04/2024", "01/04/2024"))

    assert outcomes(connection, made) == [(2, "only_in_return", None)]


@pytest.mark.parametrize("ended", [datetime(2024, 5, 30, 12, tzinfo=UTC), None], ids=["later", "never"])
def test_for_the_return_an_episode_ends_on_the_18th_birthday_though_the_polices_goes_on(connection, ended):
    child = tell(connection)["S0"]
    born = tables.child_minimum.update().where(tables.child_minimum.c.child_id == child)
    connection.execute(born.values(date_of_birth=date(2006, 5, 20)))
    create_episode(connection, child, SOUTHBY, started_at=datetime(2024, 5, 10, 12, tzinfo=UTC), ended_at=ended)

    made = taken(connection, period("S0", "10/05/2024", "20/05/2024", DOB="20/05/2006"))

    assert outcomes(connection, made) == [(2, "same", 0)]


def test_completeness_is_counted_for_each_field(connection):
    tell(connection)
    made = taken(connection, period("S0", "04/05/2024", DOB=""), period("X9", "04/05/2024", "05/05/2024"))

    told = figures(connection, made)
    assert told["rows", None] == (2, None, None)
    assert told["children", None] == (2, None, None)
    assert told["known", None] == (1, 2, None)
    assert told["filled", "DOB"] == (1, 2, None)
    assert told["filled", "MIS_END"] == (1, 2, None)
    assert told["only_in_return", None] == (1, 2, None)


@pytest.mark.parametrize(
    ("now", "before", "large"), [(100, None, False), (9, 0, False), (10, 0, True), (120, 100, False), (121, 100, True)]
)
def test_a_large_change_is_large_in_rows_and_in_share(now, before, large):
    assert is_large(now, before) is large
