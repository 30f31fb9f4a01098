"""A rule, as it is declared."""

from register.importing.returns.rule import ReturnRule
from register.vocabulary import CheckSeverity, ReturnKind


def test_a_rule_is_an_error_unless_it_says_otherwise():
    made = ReturnRule("1", (ReturnKind.MISSING_YEARLY,), "CHILD", "It is wrong.", "select 1")

    assert made.severity is CheckSeverity.ERROR
