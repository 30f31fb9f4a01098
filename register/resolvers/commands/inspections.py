"""Inspections of homes: recorded, and published with what they judged."""

from collections.abc import Mapping

from register.open_types import Values
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
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
from register.rules.required import day_has_been
from register.schema.commands import inspection as commands
from register.schema.commands.inspection import PUBLISH_INSPECTION, RECORD_INSPECTION
from register.sql.write.rows import Row
from register.tables import inspection
from register.vocabulary import HomeKind, InspectionKind, Judgement, RegistrationStatus

# By the field of the input, the column that holds the judgement.
JUDGEMENTS = {name: each.column.stored.name for name, each in commands.JUDGEMENTS.items() if each.column is not None}
Judged = Mapping[str, Judgement | None]


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
