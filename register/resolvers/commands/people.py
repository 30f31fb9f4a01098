"""Who answers for a home: its registered manager and its responsible individual."""

from collections.abc import Sequence

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.frame import Steps, checked
from register.rules.dates import dates_ordered, starts_after
from register.rules.person import post_is_left_by_someone
from register.rules.problem import Problem
from register.rules.provider import organisation_has_responsible_individual
from register.rules.registration import registration_in_force
from register.rules.required import day_has_been
from register.schema.commands.person import CHANGE_MANAGER, CHANGE_RESPONSIBLE_INDIVIDUAL
from register.sql.write.rows import Row
from register.tables import home_person, provider
from register.vocabulary import LegalForm, PersonRole, RegistrationStatus


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
