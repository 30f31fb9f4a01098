"""Inspections of homes: recorded, and published with what they judged."""

from collections.abc import Mapping

from register.open_types import Values
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.inspection import (
    LEADERSHIP_FIELD,
    OVERALL_FIELD,
    PROTECTION_FIELD,
    extras_are_for_secure_homes,
    inspected_while_registered,
    inspection_days_in_order,
    judgements_suit_kind,
    kind_valid_on,
    leadership_caps_overall,
    number_has_form,
    number_is_new,
    protection_limits_overall,
    published_once,
    published_with_judgements,
)
from register.rules.problem import Problem, problems_of
from register.rules.record import record_exists
from register.rules.registration import registration_has_begun
from register.rules.required import day_has_been, is_needed, reason_is_given, something_is_given
from register.schema.commands import inspection as commands
from register.schema.commands.inspection import (
    CORRECT_INSPECTION,
    PUBLISH_INSPECTION,
    RECORD_INSPECTION,
    WITHDRAW_INSPECTION,
)
from register.sql.write.rows import Row
from register.tables import inspection
from register.vocabulary import HomeKind, InspectionKind, Judgement, RegistrationStatus

# By the field of the input, the column that holds the judgement.
JUDGEMENTS = {name: each.column.stored.name for name, each in commands.JUDGEMENTS.items() if each.column is not None}
Judged = Mapping[str, Judgement | None]

# The days of an inspection, and what it always has, by field.
DAYS = {"startedOn": "started_on", "endedOn": "ended_on", "publishedOn": "published_on"}
NEVER_NOTHING = {"kind": "kind", "startedOn": "started_on"}
CORRECTED_JUDGEMENTS = frozenset({"kind", "publishedOn", *JUDGEMENTS})
CORRECTED = ("newNumber", *DAYS, *CORRECTED_JUDGEMENTS)


@carries_out(RECORD_INSPECTION)
async def record_inspection(context: CommandContext) -> Steps:
    """Record an inspection that has no report yet."""
    home, given, number = context.record, context.input, context.text("number")
    kind, started_on, ended_on = InspectionKind(given["kind"]), given["startedOn"], given.get("endedOn")
    judged = _judged(given, None)
    yield checked(
        number_has_form(number),
        number_is_new(await context.rows.find(inspection, home_id=home["id"], number=number)),
        registration_has_begun(RegistrationStatus(home["registration_status"])),
        day_has_been(started_on, context.today, "startedOn"),
        day_has_been(ended_on, context.today, "endedOn"),
        inspection_days_in_order(started_on, ended_on, None),
        inspected_while_registered(started_on, home["registered_on"], home["ceased_on"]),
        kind_valid_on(kind, started_on),
        *_judgement_problems(context, kind, judged),
    )
    await context.rows.insert(inspection, home_id=home["id"], **columns_given(context, inspection))


@carries_out(PUBLISH_INSPECTION)
async def publish_inspection(context: CommandContext) -> Steps:
    """Record that a report was published, with every judgement that its kind makes."""
    home, published_on = context.record, context.input["publishedOn"]
    row = await context.rows.lock(inspection, home_id=home["id"], number=context.text("number"))
    yield record_exists(row, "number")
    assert row is not None
    kind, judged = InspectionKind(row["kind"]), _judged(context.input, row)
    yield checked(
        published_once(row["published_on"]),
        day_has_been(published_on, context.today, "publishedOn"),
        inspection_days_in_order(row["started_on"], row["ended_on"], published_on),
        published_with_judgements(kind, HomeKind(home["kind"]), judged),
        *_judgement_problems(context, kind, judged),
    )
    await context.rows.update(inspection, row["id"], **columns_given(context, inspection))


def _judged(given: Values, row: Row | None) -> Judged:
    """The judgements after the input is applied; a judgement that the input leaves out is as it was recorded."""
    told = {field: given.get(field, row[column] if row else None) for field, column in JUDGEMENTS.items()}
    return {field: Judgement(value) if value is not None else None for field, value in told.items()}


def _judgement_problems(context: CommandContext, kind: InspectionKind, judged: Judged) -> tuple[Problem, ...]:
    overall = judged[OVERALL_FIELD]
    return problems_of(
        judgements_suit_kind(kind, judged),
        extras_are_for_secure_homes(HomeKind(context.record["kind"]), judged),
        protection_limits_overall(judged[PROTECTION_FIELD], overall, OVERALL_FIELD),
        leadership_caps_overall(judged[LEADERSHIP_FIELD], overall, OVERALL_FIELD),
    )


@carries_out(CORRECT_INSPECTION)
async def correct_inspection(context: CommandContext) -> Steps:
    """Write the input over what was recorded of an inspection, published or not."""
    home, number, new_number = context.record, context.text("number"), text_of(context.input, "newNumber")
    row = await context.rows.lock(inspection, home_id=home["id"], number=number)
    yield record_exists(row, "number")
    assert row is not None
    given = columns_given(context, inspection) | {"number": new_number or number}
    now, moved_to = {**row, **given}, new_number not in (None, number)
    same = await context.rows.find(inspection, home_id=home["id"], number=new_number) if moved_to else None
    yield checked(
        reason_is_given(text_of(context.input, "reason")),
        something_is_given(context.input, CORRECTED),
        *(is_needed(now[column], field) for field, column in NEVER_NOTHING.items()),
        number_has_form(new_number, "newNumber") if new_number is not None else None,
        number_is_new(same, "newNumber"),
        *_corrected_day_problems(context, now),
        *(_corrected_judgement_problems(context, now) if CORRECTED_JUDGEMENTS & context.input.keys() else ()),
    )
    await context.rows.update(inspection, row["id"], **given)


@carries_out(WITHDRAW_INSPECTION)
async def withdraw_inspection(context: CommandContext) -> Steps:
    """Remove an inspection that was recorded by mistake."""
    row = await context.rows.lock(inspection, home_id=context.record["id"], number=context.text("number"))
    yield record_exists(row, "number")
    assert row is not None
    yield checked(reason_is_given(text_of(context.input, "reason")))
    await context.rows.remove(inspection, row["id"])


def _corrected_day_problems(context: CommandContext, now: Row) -> tuple[Problem, ...]:
    kind, started_on, home = now["kind"], now["started_on"], context.record
    if kind is None or started_on is None:
        return ()
    days = {field: now[column] for field, column in DAYS.items()}
    return problems_of(
        *(day_has_been(day, context.today, field) for field, day in days.items() if field in context.input),
        inspection_days_in_order(started_on, now["ended_on"], now["published_on"]) if _given(context, *DAYS) else None,
        inspected_while_registered(started_on, home["registered_on"], home["ceased_on"])
        if _given(context, "startedOn")
        else None,
        kind_valid_on(InspectionKind(kind), started_on) if _given(context, "kind", "startedOn") else None,
    )


def _corrected_judgement_problems(context: CommandContext, now: Row) -> tuple[Problem, ...]:
    if now["kind"] is None:
        return ()
    kind, judged = InspectionKind(now["kind"]), _judged(context.input, now)
    return problems_of(
        *_judgement_problems(context, kind, judged),
        published_with_judgements(kind, HomeKind(context.record["kind"]), judged) if now["published_on"] else None,
    )


def _given(context: CommandContext, *fields: str) -> bool:
    """True if a correction has any of these fields: a rule checks only what it changes."""
    return not context.input.keys().isdisjoint(fields)
