"""Every rule that a return is checked by, in the order in which they are asked."""

from register.importing.returns.episode_rules import EPISODE_RULES
from register.importing.returns.missing_rules import MISSING_RULES
from register.importing.returns.register_rules import REGISTER_RULES
from register.importing.returns.rule import ReturnRule
from register.vocabulary import ReturnKind

RULES: tuple[ReturnRule, ...] = (*MISSING_RULES, *EPISODE_RULES, *REGISTER_RULES)


def rules_of(kind: ReturnKind) -> tuple[ReturnRule, ...]:
    """The rules that a list is checked by."""
    return tuple(rule for rule in RULES if kind in rule.kinds)
