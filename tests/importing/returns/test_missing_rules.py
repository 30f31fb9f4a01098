"""The published rules of the missing module, each by its example."""

import pytest

from register.importing.returns.missing_rules import MISSING_RULES
from tests.importing.returns.examples import EXAMPLES
from tests.importing.returns.published_examples import PUBLISHED
from tests.importing.returns.world import lines_by_example


@pytest.mark.parametrize("rule", [rule.number for rule in MISSING_RULES])
def test_a_rule_finds_what_breaks_it_and_nothing_else(connection, rule):
    assert lines_by_example(connection, rule) == sorted(EXAMPLES[rule].lines, key=str)


@pytest.mark.parametrize("rule", [rule.number for rule in MISSING_RULES])
def test_the_published_example_of_a_rule_has_its_published_verdict(connection, rule):
    example = PUBLISHED[rule]

    assert lines_by_example(connection, rule, example) == sorted(example.lines, key=str)
