"""Who runs homes: entered, and changed, which is a registration of its own."""

from typing import Any
from uuid import UUID

from register.geo.predicates import same_geometry
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.home_areas import place_home
from register.resolvers.commands.lifecycle import ceasing_problems, moved
from register.resolvers.commands.people import holder_of
from register.resolvers.commands.premises_input import ADDRESS, standing_buildings
from register.resolvers.commands.registration import add_person, find_provider, new_urn_problems, provider_problems
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
from register.rules.text import text_is_plain
from register.schema.commands.registration import CHANGE_PROVIDER, REGISTER_PROVIDER
from register.sql.write.rows import Row
from register.tables import home, home_identity, home_person, premises, provider, provider_contact
from register.vocabulary import LegalForm, PersonRole, RegistrationAct, RegistrationStatus

TEXTS = {"reference": 60, "name": 300, "individualName": 200, "address": 500}
LONGEST_NAME = 200
# What a home is stays the same when another runs it; whose it is, since when and under which number does not.
FACTS = ("kind", "places", "short_breaks_only", "authority_code")
IDENTITY = (
    "name", "age_min", "age_max", "sex_admitted", "needs", "operational_status", "secure_approved", "secure_places",
    "contact_telephone",
)  # fmt: skip
BUILDING = (*ADDRESS, "postcode", "uprn", "usrn", "longitude", "latitude", "location_precision", "is_main")


@carries_out(REGISTER_PROVIDER)
async def register_provider(context: CommandContext) -> Steps:
    """Enter a provider, its public facts apart from those about a person."""
    given = {name: text_of(context.input, name) for name in (*TEXTS, "companyNumber", "parentReference", "postcode")}
    postcode = normalise_postcode(given["postcode"]) if given["postcode"] is not None else None
    parent = await _provider_of(context, given["parentReference"])
    form = LegalForm(context.input["legalForm"])
    yield checked(
        *(text_is_plain(str(given[name]), name, longest) for name, longest in TEXTS.items() if given[name] is not None),
        reference_is_new(await _provider_of(context, given["reference"])),
        provider_is_named(form, given["name"], given["individualName"]),
        individual_is_unnamed(form, given["name"]),
        company_has_number(form, given["companyNumber"]),
        company_number_has_form(given["companyNumber"]),
        postcode_has_form(postcode) if postcode is not None else None,
        record_exists(parent, "parentReference") if given["parentReference"] is not None else None,
    )
    key = await context.rows.insert(
        provider,
        reference=given["reference"],
        name=given["name"],
        legal_form=form.value,
        sector=context.input.get("sector"),
        company_number=given["companyNumber"],
        parent_id=parent["id"] if parent else None,
    )
    contact = {"individual_name": given["individualName"], "address": given["address"], "postcode": postcode}
    if any(contact.values()):
        await context.rows.insert(provider_contact, provider_id=key, **contact)


@carries_out(CHANGE_PROVIDER)
async def change_provider(context: CommandContext) -> Steps:
    """End a registration and begin another for the same house, under a new number that names the old one."""
    run_by, answers = await find_provider(context), text_of(context.input, "responsibleIndividual")
    reached, illegal = moved(context, RegistrationAct.LAPSE)
    changed_on = context.input["changedOn"]
    yield checked(
        illegal,
        *await new_urn_problems(context, "newUrn"),
        *provider_problems(context.input, run_by),
        provider_is_another(context.record["provider_id"], run_by["id"]) if run_by else None,
        *ceasing_problems(context, "changedOn"),
        text_is_plain(answers, "responsibleIndividual", LONGEST_NAME) if answers is not None else None,
        registration_status=reached,
        ceased_on=changed_on,
    )
    assert run_by is not None
    new_id = await _begin(context, run_by["id"])
    await _take_along(context, new_id)
    await add_person(
        context, new_id, PersonRole.RESPONSIBLE_INDIVIDUAL, field="responsibleIndividual", since=changed_on
    )
    await place_home(context, new_id, changed_on)


async def _begin(context: CommandContext, provider_id: UUID) -> UUID:
    old = context.record
    new_id: UUID = await context.rows.insert(
        home,
        urn=context.input["newUrn"],
        previous_urn=old["urn"],
        sector=context.input.get("sector") or old["sector"],
        registration_status=RegistrationStatus.REGISTERED.value,
        registered_on=context.input["changedOn"],
        provider_id=provider_id,
        **{name: old[name] for name in FACTS},
    )
    return new_id


async def _take_along(context: CommandContext, new_id: UUID) -> None:
    """What goes with the house: its name and facts, its buildings, its manager."""
    changed_on = context.input["changedOn"]
    identity = await context.rows.find(home_identity, home_id=context.record["id"])
    if identity is not None:
        await context.rows.insert(home_identity, home_id=new_id, **{name: identity[name] for name in IDENTITY})
    for row in await standing_buildings(context):
        await context.rows.insert(premises, home_id=new_id, valid_from=changed_on, **_same_building(row))
    manager = await holder_of(context, PersonRole.REGISTERED_MANAGER)
    if manager is not None:
        await context.rows.insert(
            home_person, home_id=new_id, role=manager["role"], name=manager["name"], valid_from=changed_on
        )


def _same_building(row: Row) -> dict[str, Any]:
    point = row["point_27700"]
    return {name: row[name] for name in BUILDING} | ({"point_27700": same_geometry(point)} if point else {})


async def _provider_of(context: CommandContext, reference: str | None) -> Row | None:
    return await context.rows.find(provider, reference=reference) if reference is not None else None
