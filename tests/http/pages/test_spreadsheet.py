"""Lists as files: no cell is a formula, and what is withheld says so."""

import csv
import io

import pytest

from register.http.pages.spreadsheet import spreadsheet
from register.rules.text import guard_formula


def rows_of(response):
    return [*csv.reader(io.StringIO(response.body.decode("utf-8-sig")))]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_taken_for_a_formula(formula):
    assert guard_formula(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["Ash House", "", "1-2", "a=b"])
def test_any_other_cell_stays_as_it_is(text):
    assert guard_formula(text) == text


def test_a_file_has_a_row_for_each_record():
    written = spreadsheet("homes", ["URN", "Name"], [["SC1", '=HYPERLINK("x")'], ["SC2", "Withheld: no"]])

    assert rows_of(written) == [["URN", "Name"], ["SC1", '\'=HYPERLINK("x")'], ["SC2", "Withheld: no"]]
    assert written.headers["content-disposition"] == 'attachment; filename="homes.csv"'
    assert written.headers["content-type"] == "text/csv; charset=utf-8"
