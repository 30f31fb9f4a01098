"""Which buildings a home uses: given up, kept and taken on from a day on."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.home_areas import place_home
from register.resolvers.commands.premises_input import (
    add_building,
    began_on,
    building_problems,
    read_building,
    standing_buildings,
)
from register.rules.dates import dates_ordered, starts_after
from register.rules.home import premises_have_one_main
from register.rules.record import not_found
from register.rules.registration import registration_in_force
from register.rules.required import day_has_been
from register.schema.commands.premises import CHANGE_PREMISES
from register.tables import premises
from register.vocabulary import RegistrationStatus


@carries_out(CHANGE_PREMISES)
async def change_premises(context: CommandContext) -> Steps:
    """Close the buildings that are given up and add the new ones, from one day; then place the home again."""
    home, given, changed_on = context.record, context.input, context.input["changedOn"]
    standing = await standing_buildings(context)
    named = {key_of(value) for value in given.get("keep") or ()}
    kept = [row for row in standing if row["id"] in named]
    left = [row for row in standing if row["id"] not in named]
    buildings = [await read_building(context, each) for each in given["premises"]]
    yield checked(
        registration_in_force(RegistrationStatus(home["registration_status"])),
        day_has_been(changed_on, context.today, "changedOn"),
        dates_ordered(home["registered_on"], changed_on, "changedOn", after="registeredOn"),
        *(starts_after(began_on(row, None), changed_on, "changedOn") for row in left),
        *building_problems(buildings),
        not_found("keep") if len(kept) < len(named) else None,
        premises_have_one_main([*(row["is_main"] for row in kept), *(each["isMain"] for each in given["premises"])]),
    )
    for row in left:
        await context.rows.update(premises, row["id"], valid_to=changed_on)
    for each, building in zip(given["premises"], buildings, strict=True):
        await add_building(context, home["id"], building, is_main=each["isMain"], valid_from=changed_on)
    await place_home(context, home["id"], changed_on)
