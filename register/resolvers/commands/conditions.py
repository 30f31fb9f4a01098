"""Conditions of registration: imposed, varied and removed, each change with its day and its wording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, key_of, nothing_here, plain
from register.resolvers.commands.home_lock import take_home, under, write_home
from register.rules.condition import change_meets_standing, number_goes_with_max_places
from register.rules.dates import dates_ordered
from register.rules.home import places_at_least_one
from register.rules.problem import Problem, first_of, problems_of
from register.rules.registration import registration_in_force
from register.rules.required import day_has_been, is_needed, is_not_wanted, something_is_given
from register.rules.text import text_is_plain
from register.schema.commands.enforcement import VARY_CONDITIONS
from register.sql.write.rows import Row
from register.tables import condition, condition_detail
from register.vocabulary import ConditionChange, ConditionKind, RegistrationStatus

LONGEST_WORDING = 2_000


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a home's conditions. varied: the condition that stands before it, unless it is imposed."""

    kind: ConditionKind
    change: ConditionChange
    given: Mapping[str, Any]
    varied: Row | None
    problems: tuple[Problem, ...]


@carries_out(VARY_CONDITIONS)
async def vary_conditions(context: CommandContext) -> Outcome:
    """Carry out every change in its order; where one cannot be, none is."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    standing = list(await context.writing.every(condition, home_id=found["id"], ended_on=None))
    changes: Sequence[Mapping[str, Any]] = context.given["changes"]
    steps = []
    for each in changes:
        steps.append(_step(context, found, each, standing))
        standing = _after(steps[-1], standing)
    broken = problems_of(
        registration_in_force(RegistrationStatus(found["registration_status"])),
        something_is_given({"changes": 1} if changes else {}, ("changes",)),
        *(problem for number, step in enumerate(steps) for problem in under(f"changes.{number}", *step.problems)),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    for step in steps:
        await _take(context, found, step)
    places = [step.given["places"] for step in steps if step.given.get("places") is not None]
    await write_home(context, found, **({"places": places[-1]} if places else {}))
    return Succeeded(found["urn"])


def _step(context: CommandContext, found: Row, given: Mapping[str, Any], standing: Sequence[Row]) -> Step:
    kind, change = ConditionKind(given["kind"]), ConditionChange(given["change"])
    alike = [row for row in standing if row["kind"] == kind]
    varied, unnamed = (None, None) if change is ConditionChange.IMPOSED else _named(given, alike)
    from_on, wording = given["effectiveFrom"], plain(given, "wording")
    return Step(
        kind,
        change,
        given,
        varied,
        problems_of(
            first_of(change_meets_standing(kind, change, [ConditionKind(row["kind"]) for row in standing]), unnamed),
            number_goes_with_max_places(kind, change, given.get("places")),
            places_at_least_one(given.get("places")),
            _worded(change, wording),
            day_has_been(from_on, context.today, "effectiveFrom"),
            dates_ordered(found["registered_on"], from_on, "effectiveFrom", after="registeredOn"),
            dates_ordered(varied["effective_from"], from_on, "effectiveFrom") if varied else None,
        ),
    )


def _named(given: Mapping[str, Any], alike: Sequence[Row]) -> tuple[Row | None, Problem | None]:
    """The condition that is varied or removed: the one that is named, or the only one of its kind."""
    if given.get("condition") is None and len(alike) == 1:
        return alike[0], None
    if given.get("condition") is None:
        return None, Problem("RULE_CONDITION_UNNAMED", "Several of this kind stand: name one.", "condition")
    key = key_of(given["condition"])
    row = next((row for row in alike if row["id"] == key), None)
    return row, None if row else nothing_here("condition")


def _worded(change: ConditionChange, wording: str | None) -> Problem | None:
    if change is ConditionChange.REMOVED:
        return is_not_wanted(wording, "wording")
    return text_is_plain(wording, "wording", LONGEST_WORDING) if wording is not None else is_needed(None, "wording")


def _after(step: Step, standing: Sequence[Row]) -> list[Row]:
    """The conditions that stand once a step is taken, as the next one meets them."""
    left = [row for row in standing if row is not step.varied]
    if step.change is ConditionChange.REMOVED:
        return left
    return [*left, {"id": None, "kind": step.kind.value, "effective_from": step.given["effectiveFrom"]}]


async def _take(context: CommandContext, found: Row, step: Step) -> None:
    from_on = step.given["effectiveFrom"]
    if step.varied is not None:
        ended = {"change": step.change.value} if step.change is ConditionChange.REMOVED else {}
        await context.writing.alter(condition, step.varied["id"], ended_on=from_on, **ended)
    if step.change is ConditionChange.REMOVED:
        return
    key = await context.writing.add(
        condition, home_id=found["id"], kind=step.kind.value, change=step.change.value, effective_from=from_on
    )
    wording = plain(step.given, "wording")
    await context.writing.add(condition_detail, condition_id=key, home_id=found["id"], wording=wording)
