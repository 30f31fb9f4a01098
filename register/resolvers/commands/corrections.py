"""Putting right what was recorded wrongly: in place, for it never was so; the history keeps what was believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, key_of, nothing_here, plain
from register.resolvers.commands.home_lock import place_again, take_home, write_home
from register.resolvers.commands.people import holder_of
from register.resolvers.commands.premises_input import (
    Building,
    began_on,
    building_problems,
    read_building,
    standing_buildings,
    stored,
)
from register.resolvers.commands.registration import LONGEST_NAME, find_provider
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
from register.rules.problem import Problem, problems_of
from register.rules.registration import days_agree_with_status
from register.rules.required import day_has_been, is_needed, something_is_given
from register.rules.text import text_is_plain
from register.schema.commands.home import CORRECT_HOME
from register.sql.write.rows import Row
from register.tables import home_identity, home_person, premises
from register.vocabulary import HomeKind, OperationalStatus, PersonRole, RegistrationStatus

PUBLIC_FACTS = {
    "kind": "kind",
    "sector": "sector",
    "registeredOn": "registered_on",
    "ceasedOn": "ceased_on",
    "places": "places",
    "shortBreaksOnly": "short_breaks_only",
    "previousUrn": "previous_urn",
}
IDENTITY = {
    "name": "name",
    "ageMin": "age_min",
    "ageMax": "age_max",
    "sexAdmitted": "sex_admitted",
    "needs": "needs",
    "operationalStatus": "operational_status",
    "firstAccommodatedOn": "first_accommodated_on",
    "secureApproved": "secure_approved",
    "securePlaces": "secure_places",
    "contactTelephone": "contact_telephone",
}
PEOPLE = {
    "registeredManager": PersonRole.REGISTERED_MANAGER,
    "responsibleIndividual": PersonRole.RESPONSIBLE_INDIVIDUAL,
}
NEVER_NOTHING = ("kind", "sector", "shortBreaksOnly", "needs", "providerReference", *PEOPLE)
CORRECTED = (*PUBLIC_FACTS, *IDENTITY, *PEOPLE, "providerReference", "premises")


@dataclass(frozen=True, slots=True)
class Facts:
    """A home's facts as they stand with what is given, and which of them are given."""

    told: Mapping[str, Any]
    given: frozenset[str]

    def touched(self, *fields: str) -> bool:
        """Whether any of these is given: a rule judges a correction by what it touches, not by what was there."""
        return not self.given.isdisjoint(fields)


@dataclass(frozen=True, slots=True)
class Righted:
    """A building, how it is recorded, and what is put right of it."""

    row: Row
    building: Building
    valid_from: date | None


@carries_out(CORRECT_HOME)
async def correct_home(context: CommandContext) -> Outcome:
    """Write what is given over what was recorded; where it stands is worked out anew if a building moved."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    identity = await context.writing.take(home_identity, home_id=found["id"])
    facts = _facts(context.given, found, identity)
    run_by = await find_provider(context) if facts.touched("providerReference") else None
    people = {field: await holder_of(context, found, role) for field, role in PEOPLE.items() if facts.touched(field)}
    righted, unknown = await _righted(context, found)
    broken = problems_of(
        something_is_given(context.given, CORRECTED),
        *(is_needed(context.given[field], field) for field in NEVER_NOTHING if facts.touched(field)),
        nothing_here("providerReference") if context.given.get("providerReference") and run_by is None else None,
        *_public_problems(facts, found, context.today),
        *_identity_problems(facts, context.today),
        *_people_problems(context, people),
        unknown,
        *building_problems([each.building for each in righted]),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    await _write(context, found, identity, facts, {"provider_id": run_by["id"]} if run_by else {})
    for field, row in people.items():
        assert row is not None
        await context.writing.alter(home_person, row["id"], name=plain(context.given, field))
    await _put_right(context, found, righted)
    return Succeeded(found["urn"])


def _facts(given: Mapping[str, Any], found: Row, identity: Row | None) -> Facts:
    recorded = {field: found[column] for field, column in PUBLIC_FACTS.items()}
    recorded |= {field: identity[column] if identity else None for field, column in IDENTITY.items()}
    texts = {name: plain(given, name) for name in ("name", "contactTelephone", "previousUrn") if name in given}
    return Facts({**recorded, **given, **texts}, frozenset(given))


def _public_problems(facts: Facts, found: Row, today: date) -> tuple[Problem, ...]:
    told, status = facts.told, RegistrationStatus(found["registration_status"])
    days = ("registeredOn", "firstAccommodatedOn", "ceasedOn")
    return problems_of(
        *(day_has_been(told[day], today, day) for day in days if facts.touched(day)),
        days_in_sequence({day: told[day] for day in days}) if facts.touched(*days) else None,
        days_agree_with_status(status, told["registeredOn"], told["ceasedOn"])
        if facts.touched("registeredOn", "ceasedOn")
        else None,
        places_at_least_one(told["places"]) if facts.touched("places") else None,
        urn_has_form(told["previousUrn"], "previousUrn")
        if facts.touched("previousUrn") and told["previousUrn"] is not None
        else None,
        previous_urn_is_another(found["urn"], told["previousUrn"]),
    )


def _identity_problems(facts: Facts, today: date) -> tuple[Problem, ...]:
    told, approved = facts.told, facts.told["secureApproved"]
    kind = HomeKind(told["kind"]) if told["kind"] is not None else HomeKind.CHILDRENS_HOME
    status = OperationalStatus(told["operationalStatus"]) if told["operationalStatus"] is not None else None
    secure = facts.touched("kind", "secureApproved", "securePlaces", "places")
    return problems_of(
        text_is_plain(told["name"], "name", LONGEST_NAME)
        if facts.touched("name") and told["name"] is not None
        else None,
        ages_in_order(told["ageMin"], told["ageMax"]) if facts.touched("ageMin", "ageMax") else None,
        needs_are_given(told["needs"]) if facts.touched("needs") and told["needs"] is not None else None,
        operation_agrees_with_first_child(status, told["firstAccommodatedOn"])
        if facts.touched("operationalStatus", "firstAccommodatedOn")
        else None,
        secure_home_is_approved(kind, approved) if facts.touched("kind", "secureApproved") else None,
        approval_is_for_secure_homes(kind, approved) if facts.touched("kind", "secureApproved") else None,
        secure_places_are_approved(approved, told["securePlaces"], told["places"]) if secure else None,
        telephone_has_form(told["contactTelephone"]) if facts.touched("contactTelephone") else None,
    )


def _people_problems(context: CommandContext, people: Mapping[str, Row | None]) -> tuple[Problem, ...]:
    named = {field: plain(context.given, field) for field in people}
    return problems_of(
        *(text_is_plain(name, field, LONGEST_NAME) for field, name in named.items() if name is not None),
        *(
            Problem("RULE_POST_VACANT", "Nobody holds this post: record who does instead.", field)
            for field, row in people.items()
            if row is None
        ),
    )


async def _righted(context: CommandContext, found: Row) -> tuple[list[Righted], Problem | None]:
    standing = await standing_buildings(context, found["id"])
    righted = []
    for number, given in enumerate(context.given.get("premises") or ()):
        key = given.get("id")
        # Without a key the main premises are meant, which stand first.
        row = next((row for row in standing if key is None or row["id"] == key_of(key)), None)
        if row is None:
            return [], nothing_here(f"premises.{number}.id")
        building = await read_building(context, given, home_id=found["id"], before=row)
        valid_from = given["validFrom"] if "validFrom" in given else row["valid_from"]
        wrong = day_has_been(valid_from, context.today, "validFrom") if "validFrom" in given else None
        if wrong is not None:
            building = Building(building.columns, building.postcode, building.grid, (*building.problems, wrong))
        righted.append(Righted(row, building, valid_from))
    return righted, None


async def _write(
    context: CommandContext, found: Row, identity: Row | None, facts: Facts, values: Mapping[str, Any]
) -> None:
    own = {column: facts.told[field] for field, column in PUBLIC_FACTS.items() if facts.touched(field)}
    beside = {column: facts.told[field] for field, column in IDENTITY.items() if facts.touched(field)}
    if beside and identity is None:
        await context.writing.add(home_identity, home_id=found["id"], **beside)
    elif beside:
        await context.writing.alter(home_identity, found["id"], **beside)
    await write_home(context, found, **own, **values)


async def _put_right(context: CommandContext, found: Row, righted: list[Righted]) -> None:
    for each in righted:
        values = {**stored(each.building), "valid_from": each.valid_from}
        await context.writing.alter(premises, each.row["id"], **values)
    if righted:
        # It stood there from the beginning: what was worked out of the wrong place never was so.
        since = min((began_on(each.row, found["registered_on"]) or context.today for each in righted), default=None)
        await place_again(context, found["id"], since)
