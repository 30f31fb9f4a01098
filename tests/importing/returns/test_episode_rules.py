"""The published rules of placements, each by its example."""

import pytest

from register.importing.returns.episode_rules import EPISODE_RULES
from register.vocabulary import CheckSeverity
from tests.importing.returns.examples import EXAMPLES
from tests.importing.returns.published_examples import PUBLISHED
from tests.importing.returns.world import lines_by_example


@pytest.mark.parametrize("rule", [rule.number for rule in EPISODE_RULES])
def test_a_rule_finds_what_breaks_it_and_nothing_else(connection, rule):
    assert lines_by_example(connection, rule) == sorted(EXAMPLES[rule].lines, key=str)


@pytest.mark.parametrize("rule", [rule.number for rule in EPISODE_RULES])
def test_the_published_example_of_a_rule_has_its_published_verdict(connection, rule):
    example = PUBLISHED[rule]

    assert lines_by_example(connection, rule, example) == sorted(example.lines, key=str)


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("218", id="a-home-in-England-is-named-by-its-number"),
        pytest.param("222", id="a-placement-with-parents-has-no-number"),
        pytest.param("221", id="the-postcode-is-that-of-the-home"),
        pytest.param("371", id="nobody-under-16-is-in-supported-accommodation"),
    ],
)
def test_facts_of_placements_are_errors_and_not_queries(connection, rule):
    (found,) = (each for each in EPISODE_RULES if each.number == rule)

    assert found.severity is CheckSeverity.ERROR
    assert lines_by_example(connection, rule) == [2]
