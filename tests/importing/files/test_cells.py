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


def test_an_unknown_word_is_a_problem_that_names_it_and_the_words_that_are_known():
    cells = cells_of(kind="Tree \x1b[2J house")

    assert cells.code("kind", {"children's home": 7, "secure children's home": 8, "hostel": None}) is None
    assert [(each.column, each.problem.code, each.problem.message) for each in cells.problems] == [
        (
            "KIND",
            "RULE_CODE",
            "The word \"Tree [2J house\" is not known. Known words: children's home, secure children's home.",
        )
    ]


def test_a_cell_that_holds_more_than_a_word_is_shown_in_part():
    cells = cells_of(kind="x" * 61)

    cells.code("kind", {"y": True})

    assert cells.problems[0].problem.message == f'The word "{"x" * 60}..." is not known. Known words: y.'


def test_a_word_of_an_earlier_year_leaves_the_fact_out_with_a_remark():
    cells = cells_of(judged="Adequate")

    assert cells.code("judged", {"good": 1, "adequate": None}) is None
    assert (codes(cells), [each.problem.code for each in cells.remarks]) == ([], ["RULE_FORMER_WORD"])


def test_a_number_that_a_spreadsheet_shortened_is_left_out_with_a_remark():
    cells = cells_of(places="1.02E+07")

    assert cells.number("places") is None
    assert (codes(cells), [each.problem.code for each in cells.remarks]) == ([], ["RULE_SPOILT_NUMBER"])


def test_a_date_that_a_spreadsheet_turned_into_a_number_is_refused_with_the_date_it_means():
    cells = cells_of(day="46112")

    assert cells.day("day") is None
    assert [(each.problem.code, each.problem.message) for each in cells.problems] == [
        ("RULE_DATE", "Enter a date. A spreadsheet writes 2026-03-31 as this number.")
    ]


def test_an_empty_claim_is_false_and_a_missing_column_says_nothing():
    cells = cells_of(short="")

    assert cells.claim("short", {"y": True}) is False
    assert cells.claim("several", {"y": True}) is None
    assert cells_of(short="Y").claim("short", {"y": True}) is True
