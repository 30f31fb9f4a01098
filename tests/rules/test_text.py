"""Texts: which may be kept, and how they pass through a spreadsheet unharmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.text import guard_formula, text_fits, text_is_plain, unguard_formula


def code(value, longest=20):
    problem = text_is_plain(value, "name", longest)
    return problem and problem.code


def test_a_plain_name_is_accepted():
    assert code("St Bríd's & Ash") is None


def test_a_text_may_be_as_long_as_its_column_and_no_longer():
    assert code("a" * 20) is None
    assert code("a" * 21) == "RULE_TEXT_TOO_LONG"


@pytest.mark.parametrize("value", ["", "   "])
def test_a_text_that_says_nothing_is_refused(value):
    assert text_fits(value, "name", 20).code == "RULE_TEXT_EMPTY"


@pytest.mark.parametrize("character", ["\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\u2028"])
def test_a_control_character_is_refused(character):
    assert code(f"Ash{character}House") == "RULE_TEXT_CONTROL"


@pytest.mark.parametrize("character", [chr(0xD800), chr(0xDFFF)])
def test_half_a_character_is_refused(character):
    assert code(f"Ash{character}House") == "RULE_TEXT_SURROGATE"


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u2069"])
def test_a_character_that_turns_the_direction_round_is_refused(character):
    assert code(f"Ash{character}House") == "RULE_TEXT_DIRECTION"


def test_a_problem_names_the_field_and_never_the_value():
    problem = text_is_plain("Secret\nHouse", "name", 20)

    assert problem.field == "name"
    assert "Secret" not in problem.message


@pytest.mark.parametrize("value", ['=HYPERLINK("x")', "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "'=x"])
def test_what_a_spreadsheet_would_run_is_guarded_by_a_quote(value):
    assert guard_formula(value) == f"'{value}"


def test_a_name_that_no_spreadsheet_would_run_is_left_alone():
    assert guard_formula("'Ash' House = home") == "'Ash' House = home"


@given(st.text(alphabet="'=+-@\t\rab", max_size=8))
def test_guarding_and_unguarding_gives_back_the_very_text(value):
    assert unguard_formula(guard_formula(value)) == value
