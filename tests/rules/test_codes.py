"""The meaning of each code."""

from register.rules.codes import PROBLEMS


def test_each_code_says_when_it_comes_and_what_to_do_in_sentences():
    assert [code for code, each in PROBLEMS.items() if not (each.when.endswith(".") and each.do.endswith("."))] == []


def test_codes_are_in_their_order_so_that_a_reader_finds_one():
    assert list(PROBLEMS) == sorted(PROBLEMS)


def test_a_code_says_which_phase_it_is_of():
    assert {code.split("_")[0] for code in PROBLEMS} == {"CONFLICT", "POLICY", "RULE"}
