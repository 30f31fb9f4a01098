"""Providers of homes: added, or changed, which makes a new registration."""

from uuid import UUID

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.home_areas import place_home
from register.resolvers.commands.input_facts import columns_given
from register.resolvers.commands.lifecycle import become, ceasing_problems, moved
from register.resolvers.commands.registration import add_person, find_provider, new_urn_problems, provider_problems
from register.resolvers.commands.successor import carried, take_along
from register.rules.home import normalise_postcode, postcode_has_form
from register.rules.provider import (
    company_has_number,
    company_number_has_form,
    individual_is_unnamed,
    provider_is_another,
    provider_is_named,
    reference_is_new,
)
from register.rules.record import record_exists
from register.schema.commands.provider import CHANGE_PROVIDER, REGISTER_PROVIDER
from register.sql.write.rows import Row
from register.tables import home, provider, provider_contact
from register.vocabulary import LegalForm, PersonRole, RegistrationAct, RegistrationStatus


@carries_out(REGISTER_PROVIDER)
async def register_provider(context: CommandContext) -> Steps:
    """Add a provider: its public facts, and separately the facts about a person."""
    public, contact = columns_given(context, provider), columns_given(context, provider_contact)
    form, number = LegalForm(public["legal_form"]), public.get("company_number")
    parent = await _provider_of(context, "parentReference")
    if context.input.get("postcode") is not None:
        contact["postcode"] = normalise_postcode(context.text("postcode"))
    yield checked(
        reference_is_new(await _provider_of(context, "reference")),
        provider_is_named(form, public.get("name"), contact.get("individual_name")),
        individual_is_unnamed(form, public.get("name")),
        company_has_number(form, number),
        company_number_has_form(number),
        postcode_has_form(contact["postcode"]) if "postcode" in contact else None,
        record_exists(parent, "parentReference") if context.input.get("parentReference") is not None else None,
    )
    key = await context.rows.insert(provider, parent_id=parent["id"] if parent else None, **public)
    if any(contact.values()):
        await context.rows.insert(provider_contact, provider_id=key, **contact)


@carries_out(CHANGE_PROVIDER)
async def change_provider(context: CommandContext) -> Steps:
    """End a registration and begin another for the same house, under a new number that names the old one."""
    run_by = await find_provider(context)
    reached, illegal = moved(context, RegistrationAct.LAPSE)
    changed_on = context.input["changedOn"]
    yield checked(
        illegal,
        *await new_urn_problems(context, "newUrn"),
        *provider_problems(context.input, run_by),
        provider_is_another(context.record["provider_id"], run_by["id"]) if run_by else None,
        *ceasing_problems(context, "changedOn"),
        registration_status=reached,
        ceased_on=changed_on,
    )
    assert run_by is not None
    new_id = await _begin(context, run_by["id"])
    await take_along(context, new_id)
    await become(context, reached, since=changed_on)
    await add_person(
        context, new_id, PersonRole.RESPONSIBLE_INDIVIDUAL, field="responsibleIndividual", since=changed_on
    )
    await place_home(context, new_id, changed_on)


async def _begin(context: CommandContext, provider_id: UUID) -> UUID:
    goes_along = carried(home, context.record)
    begins = {
        "urn": context.input["newUrn"],
        "previous_urn": context.record["urn"],
        "sector": context.input.get("sector") or context.record["sector"],
        "registration_status": RegistrationStatus.REGISTERED.value,
        "registered_on": context.input["changedOn"],
        "provider_id": provider_id,
    }
    new_id: UUID = await context.rows.insert(home, **goes_along | begins)
    return new_id


async def _provider_of(context: CommandContext, field: str) -> Row | None:
    reference = text_of(context.input, field)
    return await context.rows.find(provider, reference=reference) if reference is not None else None
