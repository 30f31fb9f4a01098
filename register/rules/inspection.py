"""Which judgements of an inspection can stand together."""

import re

from register.rules.problem import Problem
from register.vocabulary import Judgement

NUMBER_FORM = re.compile("[0-9A-Z]{1,20}")
OVERALL = "overall_experiences_and_progress"
UNDER_THE_CAP = frozenset({Judgement.REQUIRES_IMPROVEMENT, Judgement.INADEQUATE})


def number_has_form(value: str, field: str = "number") -> Problem | None:
    """The number of an inspection event is at most twenty digits and capitals."""
    if not NUMBER_FORM.fullmatch(value):
        return Problem("RULE_NUMBER_FORM", "An event number is at most twenty digits or capitals.", field)
    return None


def protection_limits_overall(protection: Judgement | None, overall: Judgement | None) -> Problem | None:
    """Where children are not protected, nothing else counts. Source: data dictionary 2.3, helped_and_protected."""
    if protection is Judgement.INADEQUATE and overall not in (None, Judgement.INADEQUATE):
        return Problem("RULE_PROTECTION_LIMITS", "Inadequate protection makes the whole inadequate.", OVERALL)
    return None


def leadership_caps_overall(leadership: Judgement | None, overall: Judgement | None) -> Problem | None:
    """Badly led homes require improvement at the least. Source: data dictionary 2.3, leaders_and_managers."""
    if leadership is Judgement.INADEQUATE and overall is not None and overall not in UNDER_THE_CAP:
        return Problem(
            "RULE_LEADERSHIP_CAPS", "Inadequate leaders cap the overall judgement at requires improvement.", OVERALL
        )
    return None
