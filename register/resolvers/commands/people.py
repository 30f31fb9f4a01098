"""Who answers for a home: its registered manager and its responsible individual."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, plain
from register.resolvers.commands.home_lock import take_home, write_home
from register.rules.dates import dates_ordered, starts_after
from register.rules.problem import Problem, problems_of
from register.rules.provider import organisation_has_responsible_individual
from register.rules.registration import registration_in_force
from register.rules.required import day_has_been
from register.rules.text import text_is_plain
from register.schema.commands.home import CHANGE_MANAGER, CHANGE_RESPONSIBLE_INDIVIDUAL
from register.sql.write.rows import Row
from register.tables import home_person, provider
from register.vocabulary import LegalForm, PersonRole, RegistrationStatus

LONGEST_NAME = 200


@carries_out(CHANGE_MANAGER)
async def change_manager(context: CommandContext) -> Outcome:
    """Close the manager's time and begin another's, or leave the post vacant."""
    return await _change(context, PersonRole.REGISTERED_MANAGER)


@carries_out(CHANGE_RESPONSIBLE_INDIVIDUAL)
async def change_responsible_individual(context: CommandContext) -> Outcome:
    """The same of who answers for the home where its provider is an organisation."""
    return await _change(context, PersonRole.RESPONSIBLE_INDIVIDUAL)


async def holder_of(context: CommandContext, home: Row, role: PersonRole) -> Row | None:
    """Who holds a role in a home now: of several, the one who came last, as a read shows it."""
    rows = await context.writing.every(home_person, home_id=home["id"], role=role.value, valid_to=None)
    return max(rows, key=lambda row: (row["valid_from"], row["id"]), default=None)


async def _change(context: CommandContext, role: PersonRole) -> Outcome:
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    name, changed_on = plain(context.given, "name"), context.given["changedOn"]
    leaves = await context.writing.every(home_person, home_id=found["id"], role=role.value, valid_to=None)
    broken = problems_of(
        registration_in_force(RegistrationStatus(found["registration_status"])),
        text_is_plain(name, "name", LONGEST_NAME) if name is not None else None,
        day_has_been(changed_on, context.today, "changedOn"),
        dates_ordered(found["registered_on"], changed_on, "changedOn", after="registeredOn"),
        *(starts_after(row["valid_from"], changed_on, "changedOn") for row in leaves),
        Problem("RULE_POST_VACANT", "Nobody holds this post already.", "name") if name is None and not leaves else None,
        await _needed(context, found, role, name),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    for row in leaves:
        await context.writing.alter(home_person, row["id"], valid_to=changed_on)
    if name is not None:
        await context.writing.add(home_person, home_id=found["id"], role=role.value, name=name, valid_from=changed_on)
    await write_home(context, found)
    return Succeeded(found["urn"])


async def _needed(context: CommandContext, found: Row, role: PersonRole, name: str | None) -> Problem | None:
    if role is not PersonRole.RESPONSIBLE_INDIVIDUAL or found["provider_id"] is None:
        return None
    run_by = await context.writing.look(provider, id=found["provider_id"])
    form = LegalForm(run_by["legal_form"]) if run_by else LegalForm.NOT_KNOWN
    needed = organisation_has_responsible_individual(form, name is not None)
    return Problem(needed.code, needed.message, "name") if needed else None
