"""The lists that are returned: their columns, and the periods that they are for."""

from datetime import date

import pytest

from register.importing.returns.layouts import LAYOUTS, field_of, period_before, period_end_of
from register.tables import return_row
from register.vocabulary import ReturnKind


def test_every_column_of_a_list_has_a_place_in_the_staged_row():
    assert set(LAYOUTS) == set(ReturnKind)
    assert {cell.stored for cells in LAYOUTS.values() for cell in cells.values()} <= set(return_row.c.keys())


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        (ReturnKind.MISSING_YEARLY, date(2023, 4, 1), date(2024, 3, 31)),
        (ReturnKind.MISSING_MONTHLY, date(2024, 2, 1), date(2024, 2, 29)),
        (ReturnKind.MISSING_MONTHLY, date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(kind, start, end):
    assert period_end_of(kind, start) == end


def test_last_years_period_is_the_same_one_a_year_before():
    assert period_before(ReturnKind.MISSING_MONTHLY, date(2024, 2, 1)) == date(2023, 2, 1)


def test_a_stored_column_is_called_by_its_name_in_the_file():
    assert field_of(ReturnKind.EPISODES_YEARLY, "starts_on") == "DECOM"
    assert field_of(ReturnKind.MISSING_YEARLY, "starts_on") == "MIS_START"
