"""The day of a file: what its name says, and what is told."""

from datetime import date

import pytest

from register.errors import SetupError
from register.importing.files.file_date import as_at_of, day_named

TODAY = date(2025, 4, 30)


@pytest.mark.parametrize(
    "name",
    [
        "providers_2025-03-31.csv",
        "2025_03_31 providers.csv",
        "Providers_and_places_as_at_31_March_2025.csv",
        "Providers as at 31 march 2025 (1).csv",
        "providers-31Mar2025.csv",
        "providers_2025-03-31_as_at_31_March_2025.csv",
    ],
)
def test_a_name_that_says_one_day_says_it_in_several_ways(name):
    assert day_named(name) == date(2025, 3, 31)


@pytest.mark.parametrize(
    "name",
    [
        "providers.csv",
        "providers_2025.csv",
        "providers_2025-02-30.csv",
        "providers_20250331.csv",
        "providers_31_Foo_2025.csv",
        "from_2024-04-01_to_2025-03-31.csv",
        "12025-03-311.csv",
    ],
)
def test_a_name_that_says_no_day_or_several_says_none(name):
    assert day_named(name) is None


def test_the_day_that_is_told_goes_before_the_one_in_the_name():
    assert as_at_of("downloaded_2025-04-15.csv", date(2025, 3, 31), TODAY) == date(2025, 3, 31)


def test_the_titles_say_the_day_where_neither_the_operator_nor_the_name_does():
    titles = (
        "Children's social care data in England 2025 \u2013 Provider level as at 31 March 2025 Some cells are empty."
    )

    assert as_at_of("providers.csv", None, TODAY, titles=titles) == date(2025, 3, 31)
    assert as_at_of("providers_2025-02-28.csv", None, TODAY, titles=titles) == date(2025, 2, 28)


def test_a_name_without_a_day_asks_for_it():
    with pytest.raises(SetupError, match=r"The name providers\.csv has no date. .*--as-at 2025-03-31\."):
        as_at_of("providers.csv", None, TODAY)


@pytest.mark.parametrize("told", [date(2025, 5, 1), date(1899, 12, 31)])
def test_a_day_that_has_not_been_is_refused(told):
    with pytest.raises(SetupError, match="cannot describe"):
        as_at_of("providers_2025-03-31.csv", told, TODAY)
