"""Encounters: the answer to somebody who meets a child, and the record that it was asked."""

from register.resolvers.commands.acts import carries_out_whole
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, text_of
from register.resolvers.commands.input_facts import in_order, text_problems
from register.rules.child import nhs_number_is_right
from register.rules.encounter import is_not_only_tried, names_one_child
from register.rules.missing_episode import instant_has_been
from register.rules.premises import position_is_in_england, position_is_whole
from register.rules.problem import problems_of
from register.schema.commands.encounter import ENCOUNTER
from register.sql.write.encounter import meet_child


@carries_out_whole(ENCOUNTER)
async def ask_about_child(context: CommandContext) -> Outcome:
    """Look for one open episode by the database's own function, which writes the question down."""
    given = context.input
    name, number, upn = (text_of(given, field) for field in ("name", "nhsNumber", "upn"))
    number = None if number is None else number.replace(" ", "")
    longitude, latitude = given.get("longitude"), given.get("latitude")
    met_at = given.get("metAt") or context.at
    broken = problems_of(
        is_not_only_tried(bool(given.get("dryRun"))),
        names_one_child((name, given.get("dateOfBirth")), (number, upn)),
        nhs_number_is_right(number),
        instant_has_been(met_at, context.at, "metAt"),
        position_is_whole((longitude, latitude)),
        position_is_in_england(longitude, latitude) if longitude is not None and latitude is not None else None,
        *text_problems(ENCOUNTER.input, given),
    )
    if broken:
        return Refused(in_order(ENCOUNTER.input, broken))
    by = {"name": name, "born": given.get("dateOfBirth"), "nhs_number": number, "upn": upn}
    place = {"met_at": met_at, "longitude": longitude, "latitude": latitude}
    (row,) = await context.rows.run(meet_child(by | place))
    answer = {
        "__typename": "EncounterAnswer",
        "isMissing": row["force_code"] is not None,
        "owningForce": row["force_code"],
        "reference": row["episode_reference"],
        "risk": None if row["risk_level"] is None else str(row["risk_level"]).upper(),
    }
    return Succeeded(str(row["encounter_id"]), {"encounter": answer})
