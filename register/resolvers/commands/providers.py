"""Who runs homes: entered, and changed, which is a registration of its own."""

from typing import Any
from uuid import UUID

from register.geo.predicates import same_geometry
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, nothing_here, plain
from register.resolvers.commands.home_lock import place_again, take_home, write_home
from register.resolvers.commands.lifecycle import ceasing_problems, moved
from register.resolvers.commands.people import holder_of
from register.resolvers.commands.premises_input import ADDRESS, standing_buildings
from register.resolvers.commands.registration import add_person, find_provider, new_urn_problems, provider_problems
from register.rules.home import normalise_postcode, postcode_has_form
from register.rules.problem import Problem, problems_of
from register.rules.provider import (
    company_has_number,
    company_number_has_form,
    individual_is_unnamed,
    provider_is_another,
    provider_is_named,
)
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
async def register_provider(context: CommandContext) -> Outcome:
    """Enter a provider, its public facts apart from those about a person."""
    told = {name: plain(context.given, name) for name in (*TEXTS, "companyNumber", "parentReference", "postcode")}
    postcode = normalise_postcode(told["postcode"]) if told["postcode"] is not None else None
    parent = await _provider_of(context, told["parentReference"])
    form = LegalForm(context.given["legalForm"])
    broken = problems_of(
        *(text_is_plain(str(told[name]), name, longest) for name, longest in TEXTS.items() if told[name] is not None),
        await _is_new(context, told["reference"]),
        provider_is_named(form, told["name"], told["individualName"]),
        individual_is_unnamed(form, told["name"]),
        company_has_number(form, told["companyNumber"]),
        company_number_has_form(told["companyNumber"]),
        postcode_has_form(postcode) if postcode is not None else None,
        nothing_here("parentReference") if told["parentReference"] is not None and parent is None else None,
        context.reason(),
    )
    if broken:
        return Refused(broken)
    key = await context.writing.add(
        provider,
        reference=told["reference"],
        name=told["name"],
        legal_form=form.value,
        sector=context.given.get("sector"),
        company_number=told["companyNumber"],
        parent_id=parent["id"] if parent else None,
    )
    contact = {"individual_name": told["individualName"], "address": told["address"], "postcode": postcode}
    if any(contact.values()):
        await context.writing.add(provider_contact, provider_id=key, **contact)
    return Succeeded(str(told["reference"]))


@carries_out(CHANGE_PROVIDER)
async def change_provider(context: CommandContext) -> Outcome:
    """End a registration and begin another for the same house, under a new number that names the old one."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    run_by, answers = await find_provider(context), plain(context.given, "responsibleIndividual")
    reached, illegal = moved(found, RegistrationAct.LAPSE)
    broken = problems_of(
        illegal,
        *await new_urn_problems(context, "newUrn"),
        *provider_problems(context.given, run_by),
        provider_is_another(found["provider_id"], run_by["id"]) if run_by else None,
        *ceasing_problems(context, found, "changedOn"),
        text_is_plain(answers, "responsibleIndividual", LONGEST_NAME) if answers is not None else None,
        context.reason(),
    )
    if broken or run_by is None:
        return Refused(broken)
    changed_on = context.given["changedOn"]
    await write_home(context, found, registration_status=reached, ceased_on=changed_on)
    new_id = await _begin(context, found, run_by["id"])
    await _take_along(context, found, new_id)
    await add_person(context, new_id, PersonRole.RESPONSIBLE_INDIVIDUAL, "responsibleIndividual", changed_on)
    await place_again(context, new_id, changed_on)
    return Succeeded(context.given["newUrn"])


async def _begin(context: CommandContext, found: Row, provider_id: UUID) -> UUID:
    new_id: UUID = await context.writing.add(
        home,
        urn=context.given["newUrn"],
        previous_urn=found["urn"],
        sector=context.given.get("sector") or found["sector"],
        registration_status=RegistrationStatus.REGISTERED.value,
        registered_on=context.given["changedOn"],
        provider_id=provider_id,
        **{name: found[name] for name in FACTS},
    )
    return new_id


async def _take_along(context: CommandContext, found: Row, new_id: UUID) -> None:
    """What goes with the house: its name and facts, its buildings, its manager."""
    changed_on = context.given["changedOn"]
    identity = await context.writing.look(home_identity, home_id=found["id"])
    if identity is not None:
        await context.writing.add(home_identity, home_id=new_id, **{name: identity[name] for name in IDENTITY})
    for row in await standing_buildings(context, found["id"]):
        await context.writing.add(premises, home_id=new_id, valid_from=changed_on, **_same_building(row))
    manager = await holder_of(context, found, PersonRole.REGISTERED_MANAGER)
    if manager is not None:
        await context.writing.add(
            home_person, home_id=new_id, role=manager["role"], name=manager["name"], valid_from=changed_on
        )


def _same_building(row: Row) -> dict[str, Any]:
    point = row["point_27700"]
    return {name: row[name] for name in BUILDING} | ({"point_27700": same_geometry(point)} if point else {})


async def _provider_of(context: CommandContext, reference: str | None) -> Row | None:
    return await context.writing.look(provider, reference=reference) if reference is not None else None


async def _is_new(context: CommandContext, reference: str | None) -> Problem | None:
    if await _provider_of(context, reference) is None:
        return None
    return Problem("CONFLICT_DUPLICATE", "The register holds a provider of this reference.", "reference")
