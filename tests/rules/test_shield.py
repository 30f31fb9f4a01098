"""Which shields of a child's record can be."""

import pytest

from register.rules.shield import another_person_lifts, holders_are_known, is_not_shielded, shield_is_in_force
from tests.support.child_factories import NOW
from tests.support.problem_codes import code


def test_a_child_has_one_shield_at_a_time():
    assert code(is_not_shielded(None)) is None
    assert code(is_not_shielded({"id": 1})) == "RULE_SHIELDED"


def test_a_shield_is_lifted_once_and_by_two_people():
    assert code(shield_is_in_force(None)) is None
    assert code(shield_is_in_force(NOW)) == "RULE_SHIELD_LIFTED"
    assert [code(another_person_lifts(asked, "first")) for asked in (None, "second")] == [None, None]
    assert code(another_person_lifts("first", "first")) == "RULE_SECOND_PERSON"


@pytest.mark.parametrize(
    ("holders", "problem"),
    [
        ([], None),
        (["E1", "trust"], None),
        (["E1", "E9"], "RULE_SHIELD_HOLDERS"),
        (["E1"] * 21, "RULE_SHIELD_HOLDERS"),
    ],
)
def test_a_shield_names_few_bodies_that_there_are(holders, problem):
    assert code(holders_are_known(holders, {"E1", "trust"})) == problem
