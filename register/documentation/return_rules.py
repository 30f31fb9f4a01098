"""Every rule that a return is checked by, as a table."""

from register.documentation.markdown import code, table
from register.importing.returns.every_rule import RULES


def return_rules() -> str:
    """The table of rules, in the order in which they are asked."""
    rows = [
        (each.number, each.severity.value, each.message, code(each.field), ", ".join(code(kind) for kind in each.kinds))
        for each in RULES
    ]
    return table(("rule", "severity", "what is wrong", "column", "lists"), rows)
