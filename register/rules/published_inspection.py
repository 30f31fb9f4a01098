"""Rules for inspections of areas as they are published, and for what an authority does about them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from register.rules.problem import Meaning, Problem
from register.tables.published_inspections import MOST_FINDINGS
from register.vocabulary import AREA_INSPECTION_DAYS, RECORDED_BY, Agency, AreaInspectionKind, AreaKind

OF_FORCES = (AreaInspectionKind.FORCE, AreaInspectionKind.CHILD_PROTECTION)


def kind_is_ones_own(kind: AreaInspectionKind, agency: Agency) -> Problem | None:
    """Ofsted records inspections of authorities, HMICFRS those of forces; a joint one is published by its letter."""
    if RECORDED_BY.get(kind) is agency:
        return None
    return Problem("RULE_KIND_OF_ANOTHER", "Your body does not record inspections of this kind.", "kind")


def kind_ran_then(kind: AreaInspectionKind, started_on: date) -> Problem | None:
    """A kind of inspection has a first day, and some have a last one."""
    first, end = AREA_INSPECTION_DAYS[kind]
    if first <= started_on and (end is None or started_on < end):
        return None
    return Problem("RULE_KIND_NOT_THEN", "There were no inspections of this kind then.", "startedOn")


def area_fits_kind(kind: AreaInspectionKind, area_kind: str) -> Problem | None:
    """A force is inspected by inspections of forces, an authority by the others."""
    fits = AreaKind.FORCE if kind in OF_FORCES else AreaKind.AUTHORITY
    return None if area_kind == fits else Problem("RULE_AREA_KIND", "Inspections of this kind are of others.", "area")


def findings_are_few(findings: Sequence[object]) -> Problem | None:
    """A report has findings, and not endless ones."""
    if len(findings) <= MOST_FINDINGS:
        return None
    return Problem("RULE_TOO_MANY_FINDINGS", f"Send at most {MOST_FINDINGS} findings.", "findings")


def something_was_agreed(agreed: Collection[object], open_ones: Collection[object]) -> Problem | None:
    """A letter has findings, and none is left that the lead has not agreed on."""
    if agreed and not open_ones:
        return None
    return Problem("RULE_FINDINGS_NOT_AGREED", "Agree on every finding first; there must be one.", "inspection")


def day_follows(day: date, after: date, field: str) -> Problem | None:
    """A plan is made after its letter, and done after it was planned."""
    return Problem("RULE_DATES_ORDER", "The date must be later.", field) if day <= after else None


def finding_is_of_own_area(authority_codes: Collection[str], own: str | None) -> Problem | None:
    """An authority plans actions about its own area's letters."""
    if own in authority_codes:
        return None
    return Problem("RULE_OTHER_AREA", "The finding is of another area.", "finding")


# In the order of the codes.
PUBLISHED_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_AREA_KIND": Meaning(
        "The area is not of the kind that these inspections look at.",
        "Name a police force for an inspection of a force, and a local authority for the others.",
    ),
    "RULE_FINDINGS_NOT_AGREED": Meaning(
        "The inspection has no finding, or one that its lead has not agreed on.", "Agree on each with agreeFinding."
    ),
    "RULE_KIND_NOT_THEN": Meaning("The kind of inspection did not run on that day.", "Check the kind and the day."),
    "RULE_KIND_OF_ANOTHER": Meaning(
        "Another body records inspections of this kind, or publishLetter does.", "Check the kind."
    ),
    "RULE_OTHER_AREA": Meaning(
        "The finding is not of a joint inspection of your authority's area.", "Check the finding's identifier."
    ),
    "RULE_TOO_MANY_FINDINGS": Meaning("A report would have too many findings.", "Leave out the least."),
}
