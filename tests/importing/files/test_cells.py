"""Cells: words, numbers, days and codes."""

from datetime import date

import pytest

from tests.support.published_files import cells_of


def codes(cells):
    return [problem.problem.code for problem in cells.problems]


@pytest.mark.parametrize("written", ["", "  ", "REDACTED", " redacted "])
def test_an_empty_or_hidden_cell_says_nothing(written):
    cells = cells_of(name=written)

    assert cells.text("name") is None
    assert cells.problems == []


def test_a_text_has_single_spaces_and_no_spaces_around():
    assert cells_of(name="  Ash   House ").text("name") == "Ash House"


def test_a_name_that_was_guarded_for_a_spreadsheet_is_itself_again():
    assert cells_of(name="'=HYPERLINK(1)").text("name") == "=HYPERLINK(1)"


@pytest.mark.parametrize("written", ["=1+1", "+SUM(A1)", "-cmd", " @SUM(A1)", "=HYPERLINK(1)"])
def test_a_cell_that_a_spreadsheet_would_run_is_a_problem(written):
    cells = cells_of(name=written)

    assert cells.text("name") is None
    assert codes(cells) == ["RULE_TEXT_FORMULA"]


def test_a_problem_stands_on_the_line_and_column_of_its_cell():
    cells = cells_of(name="Ash\nHouse")

    assert cells.text("name") is None
    assert [(p.line, p.column, p.problem.code) for p in cells.problems] == [(2, "NAME", "RULE_TEXT_CONTROL")]


def test_a_needed_cell_that_is_empty_is_a_problem():
    cells = cells_of(urn="", sector="")

    cells.needed("urn")
    cells.needed_code("sector", {"private": 1})

    assert codes(cells) == ["RULE_REQUIRED", "RULE_REQUIRED"]


@pytest.mark.parametrize(("written", "number"), [("4", 4), ("0", 0), ("-1", -1), ("", None)])
def test_a_whole_number_is_read(written, number):
    assert cells_of(places=written).number("places") == number


@pytest.mark.parametrize("written", ["4.0", "four", "1e3", "\u0664", "9999999999"])
def test_what_is_not_a_whole_number_is_a_problem(written):
    cells = cells_of(places=written)

    assert cells.number("places") is None
    assert codes(cells) == ["RULE_WHOLE_NUMBER"]


@pytest.mark.parametrize("written", ["2024-02-29", "2024-02-29 00:00:00", "29/02/2024", "29/02/2024 00:00"])
def test_a_day_is_read_as_ofsted_writes_it(written):
    assert cells_of(day=written).day("day") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "written", ["2023-02-29", "2024-02-29 01:00:00", "02/29/2024", "0000-01-01", "10000-01-01", "x"]
)
def test_what_is_not_a_day_is_a_problem(written):
    cells = cells_of(day=written)

    assert cells.day("day") is None
    assert codes(cells) == ["RULE_DATE"]


@pytest.mark.parametrize("written", ["Children's home", "CHILDREN\u2019S  HOME"])
def test_a_word_is_known_whatever_its_case_spaces_and_apostrophe(written):
    assert cells_of(kind=written).code("kind", {"children's home": 7}) == 7


def test_an_unknown_word_is_a_problem_that_does_not_repeat_it():
    cells = cells_of(kind="Confidential")

    assert cells.code("kind", {"children's home": 7}) is None
    assert codes(cells) == ["RULE_CODE"]
    assert "Confidential" not in cells.problems[0].problem.message


def test_an_empty_claim_is_false_and_a_missing_column_says_nothing():
    cells = cells_of(short="")

    assert cells.claim("short", {"y": True}) is False
    assert cells.claim("several", {"y": True}) is None
    assert cells_of(short="Y").claim("short", {"y": True}) is True
