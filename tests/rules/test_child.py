"""Which facts about a child are acceptable."""

from datetime import date

import pytest

from register.rules.child import (
    age_on,
    aliases_are_plain,
    born_as_a_child_can_be,
    child_is_new,
    ethnicity_is_known,
    nhs_number_is_right,
    upn_is_right,
)
from tests.support.problem_codes import code

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 3, 1), date(2026, 2, 28), 15),
        (date(2010, 3, 1), date(2026, 3, 1), 16),
        # A birthday on 29 February falls on 1 March.
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_an_age_is_in_whole_years(born, day, age):
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("born", "found"),
    [(TODAY, None), (date(2026, 3, 2), "RULE_DATE_IN_FUTURE"), (date(2001, 3, 2), None), (date(2001, 3, 1), "RULE_AGE"),
     (None, None)],
)  # fmt: skip
def test_a_child_is_born_and_not_too_old(born, found):
    assert code(born_as_a_child_can_be(born, TODAY)) == found


@pytest.mark.parametrize(
    ("number", "found"),
    [("9434765919", None), ("9434765918", "RULE_NHS_NUMBER"), ("943476591", "RULE_NHS_NUMBER"),
     ("94347659 19", "RULE_NHS_NUMBER"), ("0000000000", None), (None, None)],
)  # fmt: skip
def test_an_nhs_number_ends_with_its_check_digit(number, found):
    assert code(nhs_number_is_right(number)) == found


@pytest.mark.parametrize(
    ("number", "found"),
    [("A12345678901Z", "RULE_UPN"), ("H801200001001", None), ("a801200001001", "RULE_UPN"),
     ("G80120000100", "RULE_UPN"), (None, None)],
)  # fmt: skip
def test_a_upn_begins_with_its_check_letter(number, found):
    assert code(upn_is_right(number)) == found


@pytest.mark.parametrize(("given", "found"), [("WBRI", None), ("white", "RULE_ETHNICITY"), (None, None)])
def test_an_ethnicity_is_a_code_of_the_return(given, found):
    assert code(ethnicity_is_known(given)) == found


@pytest.mark.parametrize(
    ("names", "found"),
    [([], None), (["Wren", "Wrennie"], None), (["Wren", "Wren"], "RULE_ALIASES"),
     ([str(n) for n in range(21)], "RULE_ALIASES"),
     (["a" * 10_000], "RULE_TEXT_TOO_LONG"), (["Wren\u202e"], "RULE_TEXT_DIRECTION"), (None, None)],
)  # fmt: skip
def test_other_names_are_names(names, found):
    assert code(aliases_are_plain(names)) == found


def test_a_number_that_the_sender_has_on_another_child_is_a_duplicate():
    assert code(child_is_new(["a row"])) == "CONFLICT_DUPLICATE"
    assert child_is_new([]) is None
