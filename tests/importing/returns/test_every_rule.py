"""All rules together: one number each, an example of each, and which list each is asked of."""

import pytest

from register.importing.returns.every_rule import RULES, rules_of
from register.vocabulary import ReturnKind
from tests.importing.returns.examples import EXAMPLES
from tests.importing.returns.published_examples import PUBLISHED


def test_every_rule_has_one_number_and_an_example_and_says_what_is_wrong():
    numbers = [rule.number for rule in RULES]

    assert len(numbers) == len(set(numbers))
    assert set(EXAMPLES) == set(numbers)
    assert [rule.number for rule in RULES if not rule.message.endswith(".")] == []


@pytest.mark.parametrize("kind", ReturnKind)
def test_every_list_is_checked_against_the_authoritys_own_children(kind):
    assert "REG01" in {rule.number for rule in rules_of(kind)}


def test_every_published_rule_says_of_which_year_and_has_its_published_example():
    published = {rule.number for rule in RULES if rule.published}

    assert published == {rule.number for rule in RULES if rule.number.isdigit()} == set(PUBLISHED)
    assert [rule.number for rule in RULES if rule.apart and not rule.published] == []
