"""Which questions may be asked about a child whom somebody met."""

import pytest

from register.rules.encounter import is_not_only_tried, names_one_child
from tests.support.problem_codes import code


@pytest.mark.parametrize(
    ("by_name", "numbers", "expected"),
    [
        (("Wren", "2012"), (None, None), None),
        ((None, None), ("943", None), None),
        ((None, None), (None, "A1"), None),
        ((None, None), (None, None), "RULE_ENCOUNTER"),
        (("Wren", None), (None, None), "RULE_ENCOUNTER"),
        ((None, "2012"), (None, None), "RULE_ENCOUNTER"),
        (("Wren", "2012"), ("943", None), "RULE_ENCOUNTER"),
        ((None, None), ("943", "A1"), "RULE_ENCOUNTER"),
    ],
)
def test_a_child_is_asked_about_by_name_and_birth_or_by_one_number(by_name, numbers, expected):
    assert code(names_one_child(by_name, numbers)) == expected


def test_no_question_is_asked_on_trial():
    assert code(is_not_only_tried(True)) == "RULE_NOT_WANTED"
    assert code(is_not_only_tried(False)) is None
