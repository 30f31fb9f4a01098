"""Texts: which may be kept, and how they pass through a spreadsheet unharmed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.text import cannot_be_kept, guard_formula, text_fits, text_is_plain, unguard_formula


def code(value, longest=20):
    problem = text_is_plain(value, "name", longest)
    return problem and problem.code


def test_a_plain_name_is_accepted():
    assert code("St Bríd's & Ash") is None


def test_a_text_may_be_as_long_as_its_column_and_no_longer():
    assert code("a" * 20) is None
    assert code("a" * 21) == "RULE_TEXT_TOO_LONG"


@pytest.mark.parametrize("value", ["", "   ", "\u00a0\u2003", "\u200b", "\ufeff\u2060", "\u3164", "\u2800", "\ufe0f"])
def test_a_text_that_says_nothing_is_refused(value):
    assert text_fits(value, "name", 20).code == "RULE_TEXT_EMPTY"


@pytest.mark.parametrize("character", ["\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\u2028"])
def test_a_control_character_is_refused(character):
    assert code(f"Ash{character}House") == "RULE_TEXT_CONTROL"


@pytest.mark.parametrize("character", [chr(0xD800), chr(0xDFFF)])
def test_half_a_character_is_refused(character):
    assert code(f"Ash{character}House") == "RULE_TEXT_SURROGATE"


@pytest.mark.parametrize(
    "character", [*"\u202a\u202b\u202c\u202d\u202e", *"\u2066\u2067\u2068\u2069", *"\u200e\u200f\u061c"]
)
def test_a_character_that_turns_the_direction_round_is_refused(character):
    assert code(f"Ash{character}House") == "RULE_TEXT_DIRECTION"


@pytest.mark.parametrize("character", [*"\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u034f", "\U000e0041"])
def test_a_character_that_cannot_be_seen_is_refused(character):
    assert code(f"Ash{character}House") == "RULE_TEXT_INVISIBLE"


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


@pytest.mark.parametrize("value", ["St Bri\u0301d's", "\u212b", "\u1100\u1161"])
def test_a_text_in_any_but_the_composed_form_is_refused(value):
    assert code(value) == "RULE_TEXT_NOT_COMPOSED"
    assert code(unicodedata.normalize("NFC", value)) is None


@pytest.mark.parametrize("value", ["7", "-", "é", "日", "👍"])
def test_one_visible_character_is_text_enough(value):
    assert code(value) is None


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=25))
def test_a_plain_text_can_be_kept_as_it_stands(value):
    if code(value) is None:
        assert value.encode().decode() == value
        assert 1 <= len(value) <= 20
        assert unicodedata.normalize("NFC", value) == value
        assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in value}
        assert not {"RLE", "LRE", "PDF", "RLO", "LRO", "RLI", "LRI", "FSI", "PDI"} & {
            unicodedata.bidirectional(character) for character in value
        }


def test_a_text_that_no_column_can_hold_is_found_wherever_it_stands():
    told = {"urn": "SC900001", "items": [{"name": "a\x00b"}, {"name": "fine", "note": "\ud800"}], "places": 3}

    found = list(cannot_be_kept(told))

    assert [(problem.code, problem.field) for problem in found] == [
        ("RULE_TEXT_CONTROL", "items.0.name"),
        ("RULE_TEXT_CONTROL", "items.1.note"),
    ]
    assert list(cannot_be_kept({"name": "a\tb", "day": None})) == []
