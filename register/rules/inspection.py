"""Which inspections can have taken place, and which judgements they can make together."""

import re
from collections.abc import Mapping
from datetime import date

from register.rules.dates import days_in_sequence
from register.rules.problem import Problem
from register.vocabulary import HomeKind, InspectionKind, Judgement

NUMBER_FORM = re.compile("[0-9A-Z]{1,20}")
# The column, by which importers find the heading; commands give the schema's name instead.
OVERALL = "overall_experiences_and_progress"
OVERALL_FIELD = "overallExperiencesAndProgress"
PROTECTION_FIELD = "helpedAndProtected"
LEADERSHIP_FIELD = "leadersAndManagers"
EDUCATION_FIELD = "educationAndLearning"
HEALTH_FIELD = "health"
ALWAYS_JUDGED = (OVERALL_FIELD, PROTECTION_FIELD, LEADERSHIP_FIELD)
JUDGED_IN_SECURE_HOMES = (EDUCATION_FIELD, HEALTH_FIELD)
UNDER_THE_CAP = frozenset({Judgement.REQUIRES_IMPROVEMENT, Judgement.INADEQUATE})

# The first and the last day of kinds that came or went. Routine inspection stopped on 17 March 2020 and came back
# without interim inspections; assurance visits began that September, and Ofsted still published some in March 2025.
VALID_DAYS: Mapping[InspectionKind, tuple[date, date]] = {
    InspectionKind.INTERIM: (date.min, date(2020, 3, 17)),
    InspectionKind.ASSURANCE: (date(2020, 9, 1), date.max),
}
# Monitoring visits stand in neither: most carry no judgement, but Ofsted has published some that do.
GRADED = frozenset({InspectionKind.FULL, InspectionKind.REINSPECTION})
UNGRADED = frozenset({InspectionKind.INTERIM, InspectionKind.ASSURANCE})


def number_has_form(value: str, field: str = "number") -> Problem | None:
    """The number of an inspection event is at most twenty digits and capitals."""
    if not NUMBER_FORM.fullmatch(value):
        return Problem("RULE_NUMBER_FORM", "An event number must be 1 to 20 digits or capital letters.", field)
    return None


def number_is_new(known: object, field: str = "number") -> Problem | None:
    """One event is recorded once for a home. Source: data dictionary 2.3.

    known: the home's inspection of this number, or nothing.
    """
    return (
        Problem("CONFLICT_DUPLICATE", "The home already has an inspection with this number.", field) if known else None
    )


def kind_valid_on(kind: InspectionKind, started_on: date, field: str = "kind") -> Problem | None:
    """Ofsted made this kind of inspection on that day. Source: data dictionary 2.3, inspection_type."""
    first, last = VALID_DAYS.get(kind, (date.min, date.max))
    if not first <= started_on <= last:
        return Problem("RULE_INSPECTION_KIND", "Ofsted did not carry out this kind of inspection on that date.", field)
    return None


def inspection_days_in_order(
    started_on: date | None, ended_on: date | None, published_on: date | None
) -> Problem | None:
    """A report is published once the inspection has ended. Source: data dictionary 2.3, start_date."""
    return days_in_sequence({"startedOn": started_on, "endedOn": ended_on, "publishedOn": published_on})


def inspected_while_registered(
    started_on: date, registered_on: date | None, ceased_on: date | None, *, field: str = "startedOn"
) -> Problem | None:
    """A home is inspected from the day of its registration to the day of its end. Source: data dictionary 2.3."""
    if started_on < (registered_on or date.min) or started_on > (ceased_on or date.max):
        return Problem("RULE_INSPECTION_DAY", "The home was not registered on that date.", field)
    return None


def judgements_suit_kind(kind: InspectionKind, judgements: Mapping[str, Judgement | None]) -> Problem | None:
    """Interim inspections and assurance visits have no grades. Source: data dictionary 2.3, interim_effectiveness.

    judgements: by field; so in the two rules that follow.
    """
    if kind in UNGRADED:
        return next((_not_judged_here(field) for field, judged in judgements.items() if judged is not None), None)
    return None


def extras_are_for_secure_homes(kind: HomeKind, judgements: Mapping[str, Judgement | None]) -> Problem | None:
    """Education and health are judged in secure homes only. Source: data dictionary 2.3, secure_extras."""
    if kind is not HomeKind.SECURE_CHILDRENS_HOME:
        return next((_not_judged_here(field) for field in JUDGED_IN_SECURE_HOMES if judgements.get(field)), None)
    return None


def published_with_judgements(
    kind: InspectionKind, home_kind: HomeKind, judgements: Mapping[str, Judgement | None]
) -> Problem | None:
    """The report of a graded inspection gives every judgement of its home's kind. Source: data dictionary 2.3."""
    secure = home_kind is HomeKind.SECURE_CHILDRENS_HOME
    wanted = (*ALWAYS_JUDGED, *JUDGED_IN_SECURE_HOMES) if secure else ALWAYS_JUDGED
    missing = next((field for field in wanted if judgements.get(field) is None), None)
    if kind in GRADED and missing is not None:
        return Problem("RULE_JUDGEMENT_MISSING", "Enter this judgement. A published report must have it.", missing)
    return None


def published_once(published_on: date | None, field: str = "publishedOn") -> Problem | None:
    """A report is published once; what was published is corrected. Source: data dictionary 2.3, report_published_on."""
    if published_on is not None:
        return Problem("RULE_ALREADY_PUBLISHED", "The report has already been published.", field)
    return None


def protection_limits_overall(
    protection: Judgement | None, overall: Judgement | None, field: str = OVERALL
) -> Problem | None:
    """Where children are not protected, nothing else counts. Source: data dictionary 2.3, helped_and_protected."""
    if protection is Judgement.INADEQUATE and overall not in (None, Judgement.INADEQUATE):
        return Problem(
            "RULE_PROTECTION_LIMITS",
            "If help and protection is inadequate, the overall judgement must be inadequate.",
            field,
        )
    return None


def leadership_caps_overall(
    leadership: Judgement | None, overall: Judgement | None, field: str = OVERALL
) -> Problem | None:
    """Badly led homes require improvement at the least. Source: data dictionary 2.3, leaders_and_managers."""
    if leadership is Judgement.INADEQUATE and overall is not None and overall not in UNDER_THE_CAP:
        return Problem(
            "RULE_LEADERSHIP_CAPS",
            "If leaders and managers are inadequate, the overall judgement must be requires improvement or inadequate.",
            field,
        )
    return None


def _not_judged_here(field: str) -> Problem:
    return Problem("RULE_NOT_JUDGED_HERE", "Leave this judgement out. This inspection does not make it.", field)
