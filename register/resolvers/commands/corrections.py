"""Corrects mistakes in a home's record. Rows are updated in place; the history keeps the earlier values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from register.open_types import Values
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of, text_of
from register.resolvers.commands.former_facts import move_end
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.home_areas import place_home
from register.resolvers.commands.input_facts import columns_given
from register.resolvers.commands.people import holder_of
from register.resolvers.commands.premises_input import (
    Building,
    began_on,
    building_problems,
    read_building,
    standing_buildings,
    stored,
)
from register.resolvers.commands.registration import find_provider
from register.rules.dates import days_in_sequence
from register.rules.home import (
    ages_in_order,
    approval_is_for_secure_homes,
    needs_are_given,
    operation_agrees_with_first_child,
    places_at_least_one,
    previous_urn_is_another,
    secure_home_is_approved,
    secure_places_are_approved,
    telephone_has_form,
    urn_has_form,
)
from register.rules.person import post_has_holder
from register.rules.problem import Problem, problems_of
from register.rules.record import not_found, record_exists
from register.rules.registration import days_agree_with_status, operation_agrees_with_registration
from register.rules.required import day_has_been, is_needed, something_is_given
from register.schema.commands.correction import CORRECT_HOME
from register.sql.write.rows import Row
from register.tables import home, home_identity, home_person, premises
from register.vocabulary import HomeKind, OperationalStatus, PersonRole, RegistrationStatus

# The facts of a home that a correction may give, by the columns that hold them.
FACTS = {
    name: each.column.stored
    for name, each in CORRECT_HOME.input.items()
    if each.column is not None and each.column.table in (home, home_identity)
}
PEOPLE = {
    "registeredManager": PersonRole.REGISTERED_MANAGER,
    "responsibleIndividual": PersonRole.RESPONSIBLE_INDIVIDUAL,
}
NEVER_NOTHING = (*(name for name, stored in FACTS.items() if not stored.nullable), "providerReference", *PEOPLE)
CORRECTED = (*FACTS, *PEOPLE, "providerReference", "premises")


@dataclass(frozen=True, slots=True)
class Facts:
    """A home's facts after a correction, and which of them the correction sets."""

    now: Values
    given: frozenset[str]

    def touched(self, *fields: str) -> bool:
        """True if the input has any of these fields. A rule checks only the fields that a correction changes."""
        return not self.given.isdisjoint(fields)


@dataclass(frozen=True, slots=True)
class CorrectedBuilding:
    """A building: the row on record, and its corrections."""

    row: Row
    building: Building
    valid_from: date | None


@carries_out(CORRECT_HOME)
async def correct_home(context: CommandContext) -> Steps:
    """Write the input over what was recorded. If a building moved, the home's areas are worked out again."""
    identity = await context.rows.lock(home_identity, home_id=context.record["id"])
    facts = _facts(context, identity)
    run_by = await find_provider(context) if facts.touched("providerReference") else None
    people = {field: await holder_of(context, role) for field, role in PEOPLE.items() if facts.touched(field)}
    corrected, unknown = await _corrected_buildings(context)
    yield checked(
        something_is_given(context.input, CORRECTED),
        *(is_needed(context.input[field], field) for field in NEVER_NOTHING if facts.touched(field)),
        record_exists(run_by, "providerReference") if context.input.get("providerReference") else None,
        *_public_problems(facts, context),
        *_identity_problems(facts, RegistrationStatus(context.record["registration_status"])),
        *(post_has_holder(row, field) for field, row in people.items()),
        unknown,
        *building_problems([each.building for each in corrected]),
        **columns_given(context, home),
        **({"provider_id": run_by["id"]} if run_by else {}),
    )
    if facts.touched("ceasedOn"):
        await move_end(context, context.record["registration_status"], facts.now["ceasedOn"])
    beside = columns_given(context, home_identity)
    if beside:
        await context.rows.put(home_identity, context.record["id"], **beside)
    for field, row in people.items():
        assert row is not None
        await context.rows.update(home_person, row["id"], name=text_of(context.input, field))
    await _write_buildings(context, corrected)


def _facts(context: CommandContext, identity: Row | None) -> Facts:
    recorded: Mapping[sa.Table, Values] = {home: context.record, home_identity: identity or {}}
    given = {table: columns_given(context, table) for table in recorded}
    now = {
        name: given[stored.table].get(stored.name, recorded[stored.table].get(stored.name))
        for name, stored in FACTS.items()
    }
    return Facts(now, frozenset(context.input))


def _public_problems(facts: Facts, context: CommandContext) -> tuple[Problem, ...]:
    now, status = facts.now, RegistrationStatus(context.record["registration_status"])
    days = ("applicationReceivedOn", "registeredOn", "firstAccommodatedOn", "ceasedOn")
    return problems_of(
        *(day_has_been(now[day], context.today, day) for day in days if facts.touched(day)),
        days_in_sequence({day: now[day] for day in days}) if facts.touched(*days) else None,
        days_agree_with_status(status, now["registeredOn"], now["ceasedOn"])
        if facts.touched("registeredOn", "ceasedOn")
        else None,
        places_at_least_one(now["places"]) if facts.touched("places") else None,
        urn_has_form(now["previousUrn"], "previousUrn")
        if facts.touched("previousUrn") and now["previousUrn"] is not None
        else None,
        previous_urn_is_another(context.record["urn"], now["previousUrn"]),
    )


def _identity_problems(facts: Facts, registration: RegistrationStatus) -> tuple[Problem, ...]:
    now, approved = facts.now, facts.now["secureApproved"]
    kind = HomeKind(now["kind"]) if now["kind"] is not None else HomeKind.CHILDRENS_HOME
    status = OperationalStatus(now["operationalStatus"]) if now["operationalStatus"] is not None else None
    secure = facts.touched("kind", "secureApproved", "securePlaces", "places")
    return problems_of(
        ages_in_order(now["ageMin"], now["ageMax"]) if facts.touched("ageMin", "ageMax") else None,
        needs_are_given(now["needs"]) if facts.touched("needs") and now["needs"] is not None else None,
        operation_agrees_with_first_child(status, now["firstAccommodatedOn"])
        if facts.touched("operationalStatus", "firstAccommodatedOn")
        else None,
        operation_agrees_with_registration(registration, status) if facts.touched("operationalStatus") else None,
        secure_home_is_approved(kind, approved) if facts.touched("kind", "secureApproved") else None,
        approval_is_for_secure_homes(kind, approved) if facts.touched("kind", "secureApproved") else None,
        secure_places_are_approved(approved, now["securePlaces"], now["places"]) if secure else None,
        telephone_has_form(now["contactTelephone"]) if facts.touched("contactTelephone") else None,
    )


async def _corrected_buildings(context: CommandContext) -> tuple[list[CorrectedBuilding], Problem | None]:
    standing = await standing_buildings(context)
    corrected = []
    for number, given in enumerate(context.input.get("premises") or ()):
        key = given.get("id")
        # Without a key the main premises are meant, which come first.
        row = next((row for row in standing if key is None or row["id"] == key_of(key)), None)
        if row is None:
            return [], not_found(f"premises.{number}.id")
        building = await read_building(context, given, before=row)
        valid_from = given["validFrom"] if "validFrom" in given else row["valid_from"]
        wrong = day_has_been(valid_from, context.today, "validFrom") if "validFrom" in given else None
        if wrong is not None:
            building = replace(building, problems=(*building.problems, wrong))
        corrected.append(CorrectedBuilding(row, building, valid_from))
    return corrected, None


async def _write_buildings(context: CommandContext, corrected: Sequence[CorrectedBuilding]) -> None:
    for each in corrected:
        values = {**stored(each.building), "valid_from": each.valid_from}
        await context.rows.update(premises, each.row["id"], **values)
    if corrected:
        # It was there from the beginning: where it was recorded by mistake, it never was.
        registered_on = context.record["registered_on"]
        since = min(began_on(each.row, registered_on) or context.today for each in corrected)
        await place_home(context, context.record["id"], since)
