"""How a home comes onto the register: registered at once, or applied for."""

from datetime import date
from uuid import UUID

from register.open_types import Values
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.home_areas import place_home
from register.resolvers.commands.input_facts import columns_given
from register.resolvers.commands.premises_input import add_building, building_problems, read_building
from register.rules.home import (
    ages_in_order,
    approval_is_for_secure_homes,
    needs_are_given,
    places_at_least_one,
    premises_have_one_main,
    secure_home_is_approved,
    secure_places_are_approved,
    telephone_has_form,
    urn_has_form,
    urn_is_new,
)
from register.rules.problem import Problem, problems_of
from register.rules.provider import organisation_has_responsible_individual
from register.rules.record import not_found
from register.rules.required import day_has_been
from register.schema.commands.registration import RECEIVE_APPLICATION, REGISTER_HOME
from register.sql.write.rows import Row
from register.tables import home, home_identity, home_person, provider
from register.vocabulary import HomeKind, LegalForm, OperationalStatus, PersonRole, RegistrationStatus


@carries_out(REGISTER_HOME)
def register_home(context: CommandContext) -> Steps:
    """Add a home that is registered from a day on."""
    wrong = day_has_been(context.input["registeredOn"], context.today, "registeredOn")
    return _enter(context, RegistrationStatus.REGISTERED, wrong=wrong)


@carries_out(RECEIVE_APPLICATION)
def receive_application(context: CommandContext) -> Steps:
    """Add a home that applies for registration."""
    received_on = context.input.get("applicationReceivedOn")
    wrong = None if received_on is None else day_has_been(received_on, context.today, "applicationReceivedOn")
    return _enter(context, RegistrationStatus.APPLICATION_RECEIVED, wrong=wrong)


async def _enter(context: CommandContext, status: RegistrationStatus, *, wrong: Problem | None) -> Steps:
    given, registered_on = context.input, context.input.get("registeredOn")
    run_by = await find_provider(context)
    buildings = [await read_building(context, each) for each in given["premises"]]
    yield checked(
        wrong,
        *await new_urn_problems(context, "urn"),
        *home_problems(given),
        *provider_problems(given, run_by),
        premises_have_one_main([each["isMain"] for each in given["premises"]]),
        *building_problems(buildings),
    )
    assert run_by is not None
    home_id = await _write(context, status, run_by["id"])
    for each, building in zip(given["premises"], buildings, strict=True):
        await add_building(context, home_id, building, is_main=each["isMain"], valid_from=registered_on)
    await add_person(context, home_id, PersonRole.REGISTERED_MANAGER, field="registeredManager", since=registered_on)
    await add_person(
        context, home_id, PersonRole.RESPONSIBLE_INDIVIDUAL, field="responsibleIndividual", since=registered_on
    )
    await place_home(context, home_id, registered_on)


async def find_provider(context: CommandContext) -> Row | None:
    """The provider that the command names."""
    return await context.rows.find(provider, reference=context.text("providerReference"))


async def new_urn_problems(context: CommandContext, field: str) -> tuple[Problem, ...]:
    """What is wrong with the new reference number of a home."""
    urn = context.input[field]
    return problems_of(urn_has_form(urn, field), urn_is_new(await context.rows.find(home, urn=urn), field))


def home_problems(given: Values) -> tuple[Problem, ...]:
    """What is wrong with the facts of a home, all of them given."""
    kind, approved = HomeKind(given["kind"]), given.get("secureApproved")
    return problems_of(
        places_at_least_one(given["places"]),
        ages_in_order(given.get("ageMin"), given.get("ageMax")),
        needs_are_given(given["needs"]),
        secure_home_is_approved(kind, approved),
        approval_is_for_secure_homes(kind, approved),
        secure_places_are_approved(approved, given.get("securePlaces"), given["places"]),
        telephone_has_form(text_of(given, "contactTelephone")),
    )


def provider_problems(given: Values, run_by: Row | None) -> tuple[Problem, ...]:
    """What is wrong with who is to run a home."""
    if run_by is None:
        return (not_found("providerReference"),)
    answers = text_of(given, "responsibleIndividual") is not None
    return problems_of(organisation_has_responsible_individual(LegalForm(run_by["legal_form"]), answers))


async def add_person(
    context: CommandContext, home_id: UUID, role: PersonRole, *, field: str, since: date | None
) -> None:
    """Write who holds a role in a home, if the command names anyone."""
    name = text_of(context.input, field)
    if name is not None:
        await context.rows.insert(
            home_person, home_id=home_id, role=role.value, name=name, valid_from=since or context.today
        )


async def _write(context: CommandContext, status: RegistrationStatus, provider_id: UUID) -> UUID:
    entered = columns_given(context, home)
    if status is RegistrationStatus.APPLICATION_RECEIVED and entered.get("application_received_on") is None:
        entered["application_received_on"] = context.today
    home_id: UUID = await context.rows.insert(
        home, registration_status=status.value, provider_id=provider_id, **entered
    )
    await context.rows.insert(
        home_identity,
        home_id=home_id,
        operational_status=OperationalStatus.NOT_YET_ACCOMMODATING.value,
        **columns_given(context, home_identity),
    )
    return home_id
