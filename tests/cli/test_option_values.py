"""Days and keys as operators type them."""

from datetime import date
from uuid import UUID

import pytest
import typer

from register.cli.option_values import day, instant, key


def test_a_day_and_a_key_are_read():
    assert day("2025-03-31") == date(2025, 3, 31)
    assert key("00000000-0000-0000-0000-000000000007") == UUID(int=7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/03/2025", "Write a day as YYYY-MM-DD, such as 2025-03-31."),
        ("2025-3-31", "Write a day as YYYY-MM-DD, such as 2025-03-31."),
        ("20250331", "Write a day as YYYY-MM-DD, such as 2025-03-31."),
        ("2025-W14-2", "Write a day as YYYY-MM-DD, such as 2025-03-31."),
        ("2023-13-01", "There is no such day in the calendar."),
        ("2025-02-30", "There is no such day in the calendar."),
    ],
)
def test_a_day_of_another_form_is_refused_with_the_form(text, said):
    with pytest.raises(typer.BadParameter) as refusal:
        day(text)

    assert refusal.value.message == said


def test_what_is_no_key_is_refused_with_where_to_find_it():
    with pytest.raises(typer.BadParameter) as refusal:
        key("7")

    assert refusal.value.message == "Copy the key from `register access list`."


def test_a_time_has_its_offset():
    assert instant("2025-03-31T12:00:00Z").isoformat() == "2025-03-31T12:00:00+00:00"
    for wrong in ("2025-03-31T12:00:00", "yesterday"):
        with pytest.raises(typer.BadParameter):
            instant(wrong)
