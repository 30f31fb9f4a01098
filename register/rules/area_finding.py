"""Rules for what inspectors write while they inspect an area."""

from collections.abc import Collection, Mapping
from datetime import datetime

from register.rules.problem import Meaning, Problem
from register.tables.area_findings import LARGEST_COHORT
from register.vocabulary import INSPECTORATE_OF, Agency, InspectedBody


def inspectorate_joins(agency: Agency, inspectorates: Collection[str]) -> Problem | None:
    """Only an inspectorate that joins an inspection finds something in it."""
    if agency.value in inspectorates:
        return None
    return Problem("RULE_INSPECTORATE_NOT_THERE", "Your inspectorate does not join this inspection.", "inspection")


def body_is_inspected_by(agency: Agency, body: InspectedBody) -> Problem | None:
    """Each body has its inspectorate, and all of them inspect the partnership. Source: Children Act 2004 s.20."""
    inspects = INSPECTORATE_OF.get(body, agency)
    if agency is inspects:
        return None
    return Problem("RULE_OTHER_INSPECTORATE", f"{inspects.name} inspects this kind of body.", "body")


def letter_is_not_published(is_published: bool, field: str = "inspection") -> Problem | None:
    """What the letter says is fixed with the letter."""
    return Problem("RULE_LETTER_PUBLISHED", "The letter has been published.", field) if is_published else None


def agreed_once(agreed_at: datetime | None) -> Problem | None:
    """The lead agrees on a finding once."""
    return None if agreed_at is None else Problem("RULE_ALREADY_AGREED", "The finding was agreed before.", "finding")


def agreed_by_another(subject: str | None, written_by: str) -> Problem | None:
    """The author of a finding does not agree on it."""
    if subject != written_by:
        return None
    return Problem("RULE_SECOND_PERSON", "Another person than its author agrees on a finding.", "finding")


def cohort_is_small(size: int) -> Problem | None:
    """Inspectors look at few children in depth."""
    if 1 <= size <= LARGEST_COHORT:
        return None
    return Problem("RULE_COHORT_SIZE", f"Draw 1 to {LARGEST_COHORT} children.", "size")


# In the order of the codes.
FINDING_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_ALREADY_AGREED": Meaning("The lead agreed on the finding before.", "Nothing: the letter will have it."),
    "RULE_COHORT_SIZE": Meaning("A cohort would have no child or too many.", "Send a size that the message allows."),
    "RULE_INSPECTORATE_NOT_THERE": Meaning(
        "Your inspectorate does not join the inspection.", "Check the inspection's identifier."
    ),
    "RULE_LETTER_PUBLISHED": Meaning(
        "The letter of the inspection has been published, and is never changed.", "Nothing: it is too late."
    ),
    "RULE_OTHER_INSPECTORATE": Meaning(
        "The finding is about a body that another inspectorate inspects.",
        "Let that inspectorate record it, or say that it is about the partnership.",
    ),
}
