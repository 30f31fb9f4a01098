"""Which reports of a missing episode can be recorded."""

from collections.abc import Mapping

from register.rules.problem import Meaning, Problem
from register.vocabulary import BY_HAND, ReportStep


def step_is_by_hand(step: ReportStep, field: str = "step") -> Problem | None:
    """What the register knows from another record is not recorded beside it. Source: data dictionary 2.7."""
    if step not in BY_HAND:
        return Problem("RULE_REPORT_KNOWN", "The register works this out from other records.", field)
    return None


def step_is_missing(step: ReportStep, missing: object, field: str = "step") -> Problem | None:
    """A report is recorded once, and only of who is to be notified. missing: the codes of what is missing, or None.

    Source: data dictionary 2.7.
    """
    if not isinstance(missing, list) or step.value not in missing:
        return Problem("RULE_REPORT_NOT_MISSING", "Nobody is waiting for this report.", field)
    return None


EPISODE_REPORT_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_REPORT_KNOWN": Meaning(
        "The register works this step out from other records.",
        "Nothing, or correct the other record: notifyAreaAuthority for a placement, reportMissing for the police.",
    ),
    "RULE_REPORT_NOT_MISSING": Meaning(
        "The step is done already, or does not apply to the episode.", "Read reportedEverywhere."
    ),
}
