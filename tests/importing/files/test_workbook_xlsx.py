"""Cells of .xlsx as openpyxl writes them: days in any format, texts in parts, errors."""

import io
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from register.importing.files.workbook import read_workbook


def shown(value, number_format="General", epoch=None):
    """What is read of one cell."""
    book = Workbook()
    if epoch:
        book.epoch = epoch
    cell = book.active["B3"]
    cell.value, cell.number_format = value, number_format
    made = io.BytesIO()
    book.save(made)
    return list(read_workbook(made))


@pytest.mark.parametrize("number_format", ["dd/mm/yyyy", "mm-dd-yy", '[$-809]d "of" mmmm yyyy;@', "yyyy\\-mm\\-dd"])
def test_a_day_is_the_same_day_in_whatever_format_it_is_shown(number_format):
    assert shown(date(2024, 5, 4), number_format) == [(3, ["", "04/05/2024"])]


@pytest.mark.parametrize("number_format", ["General", "0.00", '0 "days"', "[Red]0"])
def test_a_number_is_no_day_unless_its_format_says_so(number_format):
    assert shown(45416, number_format) == [(3, ["", "45416"])]


def test_days_are_counted_from_where_the_workbook_counts_them():
    assert shown(date(2024, 5, 4), "dd/mm/yyyy", CALENDAR_MAC_1904) == [(3, ["", "04/05/2024"])]


def test_a_text_in_parts_is_one_text_and_an_error_begins_as_a_formula():
    assert shown(CellRichText("S", TextBlock(InlineFont(b=True), "0"))) == [(3, ["", "S0"])]
    assert shown("#N/A") == [(3, ["", "=#N/A"])]
