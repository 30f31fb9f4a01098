"""The page of rules that a return is checked by."""

from register.documentation.return_rules import published_rules, return_rules
from register.importing.returns.every_rule import RULES


def test_every_rule_has_its_line_with_number_severity_and_meaning():
    rows = [line for line in return_rules().splitlines() if line.startswith("| ")][2:]

    assert len(rows) == len(RULES)
    assert rows[0].startswith("| 102 | error | The date of birth is not there. | `DOB` |")


def test_every_published_rule_says_what_differs_from_its_publication():
    rows = [line for line in published_rules().splitlines() if line.startswith("| ")][2:]

    assert [line.split(" ")[1] for line in rows] == [each.number for each in RULES if each.published]
    assert "| 570 | 2022-23 | Nothing. |" in rows
