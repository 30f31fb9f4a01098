"""Who answers for a home: its registered manager and its responsible individual."""

from collections.abc import Sequence

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of, text_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.dates import dates_ordered, starts_after
from register.rules.person import post_is_left_by_someone, time_of_post_is_free
from register.rules.problem import Problem, problems_of
from register.rules.provider import organisation_has_responsible_individual
from register.rules.record import record_exists
from register.rules.registration import registration_in_force
from register.rules.required import day_has_been, is_needed, reason_is_given, something_is_given
from register.schema.commands.person import (
    CHANGE_MANAGER,
    CHANGE_RESPONSIBLE_INDIVIDUAL,
    CORRECT_PERSON,
    WITHDRAW_PERSON,
)
from register.sql.write.rows import Row
from register.tables import home_person, provider
from register.vocabulary import LegalForm, PersonRole, RegistrationStatus

CORRECTED = ("name", "validFrom", "validTo")
# What a person's record always has, by field.
NEVER_NOTHING = {"name": "name", "validFrom": "valid_from"}


@carries_out(CHANGE_MANAGER)
def change_manager(context: CommandContext) -> Steps:
    """Close the manager's time and begin another's, or leave the post vacant."""
    return _change(context, PersonRole.REGISTERED_MANAGER)


@carries_out(CHANGE_RESPONSIBLE_INDIVIDUAL)
def change_responsible_individual(context: CommandContext) -> Steps:
    """Close the responsible individual's time and begin another's, or leave the post vacant."""
    return _change(context, PersonRole.RESPONSIBLE_INDIVIDUAL)


async def holder_of(context: CommandContext, role: PersonRole) -> Row | None:
    """Who holds a role in the home now: of several, the one who came last, as a read shows it."""
    rows = await _holders(context, role)
    return max(rows, key=lambda row: (row["valid_from"], row["id"]), default=None)


async def _holders(context: CommandContext, role: PersonRole) -> Sequence[Row]:
    return await context.rows.find_all(home_person, home_id=context.record["id"], role=role.value, valid_to=None)


async def _change(context: CommandContext, role: PersonRole) -> Steps:
    home, name, changed_on = context.record, text_of(context.input, "name"), context.input["changedOn"]
    leaving = await _holders(context, role)
    yield checked(
        registration_in_force(RegistrationStatus(home["registration_status"])),
        day_has_been(changed_on, context.today, "changedOn"),
        dates_ordered(home["registered_on"], changed_on, "changedOn", after="registeredOn"),
        *(starts_after(row["valid_from"], changed_on, "changedOn") for row in leaving),
        post_is_left_by_someone(name, leaving),
        await _needed(context, role, name),
    )
    for row in leaving:
        await context.rows.update(home_person, row["id"], valid_to=changed_on)
    if name is not None:
        await context.rows.insert(home_person, home_id=home["id"], role=role.value, name=name, valid_from=changed_on)


async def _needed(context: CommandContext, role: PersonRole, name: str | None) -> Problem | None:
    if role is not PersonRole.RESPONSIBLE_INDIVIDUAL or context.record["provider_id"] is None:
        return None
    run_by = await context.rows.find(provider, id=context.record["provider_id"])
    form = LegalForm(run_by["legal_form"]) if run_by else LegalForm.NOT_KNOWN
    return organisation_has_responsible_individual(form, name is not None, "name")


@carries_out(CORRECT_PERSON)
async def correct_person(context: CommandContext) -> Steps:
    """Write the input over what was recorded of a person; the one before ends where this one begins."""
    row, others = await _person(context)
    yield record_exists(row, "person")
    assert row is not None
    given = columns_given(context, home_person)
    now = {**row, **given}
    before = [each for each in others if each["valid_to"] == row["valid_from"]]
    beside = [each for each in others if each not in before]
    yield checked(
        reason_is_given(text_of(context.input, "reason")),
        something_is_given(context.input, CORRECTED),
        *(is_needed(now[column], field) for field, column in NEVER_NOTHING.items()),
        day_has_been(now["valid_from"], context.today, "validFrom"),
        day_has_been(now["valid_to"], context.today, "validTo"),
        *_order_problems(now, before, beside),
    )
    await context.rows.update(home_person, row["id"], **given)
    for each in before:
        await context.rows.update(home_person, each["id"], valid_to=now["valid_from"])


@carries_out(WITHDRAW_PERSON)
async def withdraw_person(context: CommandContext) -> Steps:
    """Remove who was recorded by mistake; the one before continues until this one would have ended."""
    row, others = await _person(context)
    yield record_exists(row, "person")
    assert row is not None
    yield checked(reason_is_given(text_of(context.input, "reason")))
    await context.rows.remove(home_person, row["id"])
    for each in others:
        if each["valid_to"] == row["valid_from"]:
            await context.rows.update(home_person, each["id"], valid_to=row["valid_to"])


async def _person(context: CommandContext) -> tuple[Row | None, Sequence[Row]]:
    """The person that the input names, and all others who had the same post in the home."""
    key, home_id = key_of(context.input["person"]), context.record["id"]
    row = await context.rows.lock(home_person, id=key, home_id=home_id) if key else None
    if row is None:
        return None, ()
    alike = await context.rows.find_all(home_person, home_id=home_id, role=row["role"])
    return row, [each for each in alike if each["id"] != row["id"]]


def _order_problems(now: Row, before: Sequence[Row], beside: Sequence[Row]) -> tuple[Problem, ...]:
    begins, ends = now["valid_from"], now["valid_to"]
    if begins is None:
        return ()
    return problems_of(
        starts_after(begins, ends, "validTo") if ends is not None else None,
        *(starts_after(each["valid_from"], begins, "validFrom") for each in before),
        time_of_post_is_free(begins, ends, [(each["valid_from"], each["valid_to"]) for each in beside]),
    )
