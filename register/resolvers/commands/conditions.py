"""Conditions of registration: imposed, varied and removed, each change with its day and its wording."""

from collections.abc import Sequence
from dataclasses import dataclass

from register.open_types import Values
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of, text_of
from register.resolvers.commands.former_facts import keep_former, move_former
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given, columns_of, text_problems
from register.rules.condition import (
    ONE_AT_A_TIME,
    change_meets_standing,
    condition_days_in_order,
    condition_is_named,
    number_goes_with_max_places,
)
from register.rules.dates import dates_ordered
from register.rules.home import places_at_least_one
from register.rules.problem import Problem, first_of, problems_of, under
from register.rules.record import record_exists
from register.rules.registration import registration_in_force
from register.rules.required import day_has_been, is_needed, is_not_wanted, reason_is_given, something_is_given
from register.schema.commands.condition import (
    CONDITION_CHANGE,
    CORRECT_CONDITION,
    VARY_CONDITIONS,
    WITHDRAW_CONDITION,
)
from register.sql.write.rows import Row
from register.tables import condition, condition_detail, home
from register.vocabulary import ConditionChange, ConditionKind, RegistrationStatus

CORRECTED = ("kind", "effectiveFrom", "endedOn", "places", "wording")
# What a condition always has, by field.
NEVER_NOTHING = {"kind": "kind", "effectiveFrom": "effective_from"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a home's conditions. varied: the condition before the change, unless it is imposed."""

    kind: ConditionKind
    change: ConditionChange
    given: Values
    varied: Row | None
    problems: tuple[Problem, ...]


@carries_out(VARY_CONDITIONS)
async def vary_conditions(context: CommandContext) -> Steps:
    """Carry out every change in its order, all or none."""
    changes: Sequence[Values] = context.input["changes"]
    standing = await context.rows.find_all(condition, home_id=context.record["id"], ended_on=None)
    made = _planned(context, changes, standing)
    places = [each.given["places"] for each in made if each.given.get("places") is not None]
    yield checked(
        registration_in_force(RegistrationStatus(context.record["registration_status"])),
        something_is_given({"changes": 1} if changes else {}, ("changes",)),
        *(problem for number, each in enumerate(made) for problem in under(f"changes.{number}", *each.problems)),
        **({"places": places[-1]} if places else {}),
    )
    held = context.record["places"]
    for each in made:
        await _write(context, each)
        limit, since = each.given.get("places"), each.given["effectiveFrom"]
        if limit is not None:
            await keep_former(context, home.c.places, before=held, now=limit, since=since)
            held = limit


def _planned(context: CommandContext, changes: Sequence[Values], standing: Sequence[Row]) -> list[Change]:
    """The changes in their order, each checked against the conditions as the earlier changes leave them."""
    made: list[Change] = []
    for given in changes:
        made.append(_change(context, given, standing))
        standing = _after(made[-1], standing)
    return made


def _change(context: CommandContext, given: Values, standing: Sequence[Row]) -> Change:
    kind, change = ConditionKind(given["kind"]), ConditionChange(given["change"])
    alike = [row for row in standing if row["kind"] == kind]
    varied, unnamed = (None, None) if change is ConditionChange.IMPOSED else _named(given, alike)
    from_on, worded = given["effectiveFrom"], is_not_wanted if change is ConditionChange.REMOVED else is_needed
    broken = problems_of(
        first_of(change_meets_standing(kind, change, [ConditionKind(row["kind"]) for row in standing]), unnamed),
        number_goes_with_max_places(kind, change, given.get("places")),
        places_at_least_one(given.get("places")),
        worded(text_of(given, "wording"), "wording"),
        day_has_been(from_on, context.today, "effectiveFrom"),
        dates_ordered(context.record["registered_on"], from_on, "effectiveFrom", after="registeredOn"),
        dates_ordered(varied["effective_from"], from_on, "effectiveFrom") if varied else None,
    )
    return Change(kind, change, given, varied, (*broken, *text_problems(CONDITION_CHANGE, given, broken)))


def _named(given: Values, alike: Sequence[Row]) -> tuple[Row | None, Problem | None]:
    """The condition that is varied or removed: the one that is named, or the only one of its kind."""
    if given.get("condition") is None:
        return (alike[0] if len(alike) == 1 else None), condition_is_named(len(alike))
    key = key_of(given["condition"])
    row = next((row for row in alike if row["id"] == key), None)
    return row, record_exists(row, "condition")


def _after(made: Change, standing: Sequence[Row]) -> list[Row]:
    """The conditions after a change is made, for the next change to be checked against."""
    left = [row for row in standing if row is not made.varied]
    if made.change is ConditionChange.REMOVED:
        return left
    return [*left, {"id": None, "kind": made.kind.value, "effective_from": made.given["effectiveFrom"]}]


async def _write(context: CommandContext, made: Change) -> None:
    from_on, home_id = made.given["effectiveFrom"], context.record["id"]
    if made.varied is not None:
        ended = {"change": made.change.value} if made.change is ConditionChange.REMOVED else {}
        await context.rows.update(condition, made.varied["id"], ended_on=from_on, **ended)
    if made.change is ConditionChange.REMOVED:
        return
    said = columns_of(CONDITION_CHANGE, made.given, condition_detail)
    key = await context.rows.insert(condition, home_id=home_id, **columns_of(CONDITION_CHANGE, made.given, condition))
    await context.rows.insert(condition_detail, condition_id=key, home_id=home_id, **said)


@carries_out(CORRECT_CONDITION)
async def correct_condition(context: CommandContext) -> Steps:
    """Write the input over what was recorded of a condition; the home's places follow a limit in force."""
    row = await _condition(context)
    yield record_exists(row, "condition")
    assert row is not None
    given, said = columns_given(context, condition), columns_given(context, condition_detail)
    now = {**row, **given}
    if now["ended_on"] is None and now["change"] == ConditionChange.REMOVED.value:
        given["change"] = ConditionChange.IMPOSED.value
    standing = await context.rows.find_all(condition, home_id=context.record["id"], ended_on=None)
    others = [each for each in standing if each["id"] != row["id"]]
    limit = now["places"] if now["kind"] == ConditionKind.MAX_PLACES and now["ended_on"] is None else None
    yield checked(
        reason_is_given(text_of(context.input, "reason")),
        something_is_given(context.input, CORRECTED),
        *(is_needed(now[column], field) for field, column in NEVER_NOTHING.items()),
        is_needed(text_of(context.input, "wording"), "wording") if "wording" in context.input else None,
        *_corrected_problems(context, now, others),
        **({} if limit is None else {"places": limit}),
    )
    await context.rows.update(condition, row["id"], **given)
    if row["kind"] == ConditionKind.MAX_PLACES:
        await move_former(context, home.c.places, row["effective_from"], now=now["effective_from"])
    if said:
        await context.rows.update(condition_detail, row["id"], **said)


@carries_out(WITHDRAW_CONDITION)
async def withdraw_condition(context: CommandContext) -> Steps:
    """Remove a condition that was recorded by mistake; the one that it varied is in force again."""
    row = await _condition(context)
    yield record_exists(row, "condition")
    assert row is not None
    alike = await context.rows.find_all(condition, home_id=context.record["id"], kind=row["kind"])
    varied = [
        each
        for each in alike
        if each["ended_on"] == row["effective_from"] and each["change"] != ConditionChange.REMOVED.value
    ]
    before = varied[0] if len(varied) == 1 and varied[0]["id"] != row["id"] else None
    limit = before["places"] if before is not None and row["ended_on"] is None else None
    yield checked(reason_is_given(text_of(context.input, "reason")), **({} if limit is None else {"places": limit}))
    await context.rows.remove(condition_detail, row["id"])
    await context.rows.remove(condition, row["id"])
    if row["kind"] == ConditionKind.MAX_PLACES:
        await move_former(context, home.c.places, row["effective_from"], now=None)
    if before is not None:
        await context.rows.update(condition, before["id"], ended_on=row["ended_on"])


async def _condition(context: CommandContext) -> Row | None:
    key = key_of(context.input["condition"])
    return await context.rows.lock(condition, id=key, home_id=context.record["id"]) if key else None


def _corrected_problems(context: CommandContext, now: Row, others: Sequence[Row]) -> tuple[Problem, ...]:
    if now["kind"] is None or now["effective_from"] is None:
        return ()
    kind, is_limit = ConditionKind(now["kind"]), now["kind"] == ConditionKind.MAX_PLACES.value
    stands = now["ended_on"] is None
    return problems_of(
        change_meets_standing(
            kind, ConditionChange.IMPOSED, [ConditionKind(row["kind"]) for row in others], field="kind"
        )
        if stands and kind in ONE_AT_A_TIME
        else None,
        is_not_wanted(now["places"], "places") if not is_limit else None,
        places_at_least_one(now["places"]),
        day_has_been(now["effective_from"], context.today, "effectiveFrom"),
        day_has_been(now["ended_on"], context.today, "endedOn"),
        dates_ordered(context.record["registered_on"], now["effective_from"], "effectiveFrom", after="registeredOn"),
        condition_days_in_order(now["effective_from"], now["ended_on"]),
    )
