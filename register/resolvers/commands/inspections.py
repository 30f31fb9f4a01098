"""Inspections of homes: recorded, and published with what they judged."""

from collections.abc import Mapping
from typing import Any

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, not_found, plain
from register.resolvers.commands.home_lock import take_home, write_home
from register.rules.inspection import (
    OVERALL_FIELD,
    extras_are_for_secure_homes,
    inspected_while_registered,
    inspection_days_in_order,
    judgements_suit_kind,
    kind_valid_on,
    leadership_caps_overall,
    number_has_form,
    protection_limits_overall,
    published_once,
    published_with_judgements,
)
from register.rules.problem import Problem, problems_of
from register.rules.registration import NEVER_REGISTERED
from register.rules.required import day_has_been
from register.schema.commands.enforcement import PUBLISH_INSPECTION, RECORD_INSPECTION
from register.sql.write.rows import Row
from register.tables import inspection
from register.vocabulary import HomeKind, InspectionKind, Judgement, RegistrationStatus

JUDGEMENTS = {
    "overallExperiencesAndProgress": "overall_experiences_and_progress",
    "helpedAndProtected": "helped_and_protected",
    "leadersAndManagers": "leaders_and_managers",
    "educationAndLearning": "education_and_learning",
    "health": "health",
}
Judged = Mapping[str, Judgement | None]


@carries_out(RECORD_INSPECTION)
async def record_inspection(context: CommandContext) -> Outcome:
    """Record an inspection that has no report yet."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    given = context.given
    kind, started_on, ended_on = InspectionKind(given["kind"]), given["startedOn"], given.get("endedOn")
    known = await context.writing.look(inspection, home_id=found["id"], number=context.text("number"))
    judged = _judged(given, None)
    broken = problems_of(
        number_has_form(context.text("number")),
        Problem("CONFLICT_DUPLICATE", "The home has an inspection of this number.", "number") if known else None,
        _registered(found),
        day_has_been(started_on, context.today, "startedOn"),
        day_has_been(ended_on, context.today, "endedOn"),
        inspection_days_in_order(started_on, ended_on, None),
        inspected_while_registered(started_on, found["registered_on"], found["ceased_on"]),
        kind_valid_on(kind, started_on),
        *_judgement_problems(kind, found, judged),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    await context.writing.add(
        inspection,
        home_id=found["id"],
        number=context.text("number"),
        kind=kind.value,
        started_on=started_on,
        ended_on=ended_on,
        **_columns(judged),
    )
    await write_home(context, found)
    return Succeeded(found["urn"])


@carries_out(PUBLISH_INSPECTION)
async def publish_inspection(context: CommandContext) -> Outcome:
    """Record that a report was published, with every judgement that its kind gives."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    row = await context.writing.take(inspection, home_id=found["id"], number=plain(context.given, "number"))
    if row is None:
        return not_found("number")
    published_on, kind = context.given["publishedOn"], InspectionKind(row["kind"])
    judged = _judged(context.given, row)
    broken = problems_of(
        published_once(row["published_on"]),
        day_has_been(published_on, context.today, "publishedOn"),
        inspection_days_in_order(row["started_on"], row["ended_on"], published_on),
        published_with_judgements(kind, HomeKind(found["kind"]), judged),
        *_judgement_problems(kind, found, judged),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    await context.writing.alter(inspection, row["id"], published_on=published_on, **_columns(judged))
    await write_home(context, found)
    return Succeeded(found["urn"])


def _judged(given: Mapping[str, Any], row: Row | None) -> Judged:
    """The judgements as they stand with what is given: what is left out is as it was recorded."""
    told = {field: given.get(field, row[column] if row else None) for field, column in JUDGEMENTS.items()}
    return {field: Judgement(value) if value is not None else None for field, value in told.items()}


def _columns(judged: Judged) -> dict[str, str | None]:
    return {JUDGEMENTS[field]: value.value if value else None for field, value in judged.items()}


def _judgement_problems(kind: InspectionKind, found: Row, judged: Judged) -> tuple[Problem, ...]:
    overall = judged[OVERALL_FIELD]
    return problems_of(
        judgements_suit_kind(kind, judged),
        extras_are_for_secure_homes(HomeKind(found["kind"]), judged),
        protection_limits_overall(judged["helpedAndProtected"], overall, OVERALL_FIELD),
        leadership_caps_overall(judged["leadersAndManagers"], overall, OVERALL_FIELD),
    )


def _registered(found: Row) -> Problem | None:
    if RegistrationStatus(found["registration_status"]) in NEVER_REGISTERED:
        return Problem("RULE_NOT_REGISTERED", "The home is not registered.")
    return None
