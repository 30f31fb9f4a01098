"""Every rule that a return is checked by, and in what ours differ from those that were published, as tables."""

from register.documentation.markdown import code, table
from register.importing.returns.every_rule import RULES


def return_rules() -> str:
    """The table of rules, in the order in which they are asked."""
    rows = [
        (each.number, each.severity.value, each.message, code(each.field), ", ".join(code(kind) for kind in each.kinds))
        for each in RULES
    ]
    return table(("rule", "severity", "what is wrong", "column", "lists"), rows)


def published_rules() -> str:
    """The table of the published rules: of which collection year the version is, and in what ours is not the same."""
    rows = [(each.number, each.published, each.apart or "Nothing.") for each in RULES if each.published]
    return table(("rule", "published for", "what differs here, and why"), rows)
