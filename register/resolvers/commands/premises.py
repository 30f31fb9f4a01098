"""Which buildings a home uses: given up, kept and taken on from a day on."""

from collections.abc import Sequence
from datetime import date

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, key_of, nothing_here
from register.resolvers.commands.home_lock import place_again, take_home, write_home
from register.resolvers.commands.premises_input import (
    add_building,
    began_on,
    building_problems,
    read_building,
    standing_buildings,
)
from register.rules.dates import dates_ordered, starts_after
from register.rules.home import premises_have_one_main
from register.rules.problem import Problem, problems_of
from register.rules.registration import registration_in_force
from register.rules.required import day_has_been
from register.schema.commands.home import CHANGE_PREMISES
from register.sql.write.rows import Row
from register.tables import premises
from register.vocabulary import RegistrationStatus


@carries_out(CHANGE_PREMISES)
async def change_premises(context: CommandContext) -> Outcome:
    """Close the buildings that are given up and add the new ones, from one day; then place the home anew."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    given, changed_on = context.given, context.given["changedOn"]
    standing = await standing_buildings(context, found["id"])
    named = {key_of(value) for value in given.get("keep") or ()}
    kept = [row for row in standing if row["id"] in named]
    left = [row for row in standing if row["id"] not in named]
    buildings = [await read_building(context, each, home_id=found["id"]) for each in given["premises"]]
    broken = problems_of(
        registration_in_force(RegistrationStatus(found["registration_status"])),
        day_has_been(changed_on, context.today, "changedOn"),
        dates_ordered(found["registered_on"], changed_on, "changedOn", after="registeredOn"),
        *_given_up(left, changed_on),
        *building_problems(buildings),
        nothing_here("keep") if len(kept) < len(named) else None,
        premises_have_one_main([*(row["is_main"] for row in kept), *(each["isMain"] for each in given["premises"])]),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    for row in left:
        await context.writing.alter(premises, row["id"], valid_to=changed_on)
    for each, building in zip(given["premises"], buildings, strict=True):
        await add_building(context, found["id"], building, is_main=each["isMain"], valid_from=changed_on)
    await write_home(context, found)
    await place_again(context, found["id"], changed_on)
    return Succeeded(found["urn"])


def _given_up(left: Sequence[Row], changed_on: date) -> tuple[Problem | None, ...]:
    return tuple(starts_after(began_on(row, None), changed_on, "changedOn") for row in left)
