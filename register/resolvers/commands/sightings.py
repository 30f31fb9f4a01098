"""Sightings: where and when a missing child was seen, and last seen before it went missing."""

from register.geo.crs import point_to_grid
from register.geo.predicates import point_at
from register.open_types import Values
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.resolvers.commands.missing_episodes import is_own
from register.rules.missing_episode import instant_has_been, is_open
from register.rules.premises import position_is_in_england, position_is_whole
from register.rules.problem import Problem
from register.rules.sighting import is_seen_before_the_report, is_while_missing
from register.schema.commands.sighting import RECORD_SIGHTING, UPDATE_LAST_SEEN
from register.tables import sighting
from register.vocabulary import EpisodeStatus, SightingKind

NOWHERE = {"longitude": None, "latitude": None, "point_27700": None}


@carries_out(RECORD_SIGHTING)
async def record_sighting(context: CommandContext) -> Steps:
    """Record when and where a child was seen."""
    given = context.input
    yield checked(
        is_own(context),
        is_while_missing(SightingKind(given["kind"])),
        instant_has_been(given["seenAt"], context.at, "seenAt"),
        *_place_problems(given),
    )
    await context.rows.insert(
        sighting,
        episode_id=context.record["id"],
        source_agency=context.caller.agency.value,
        **columns_given(context, sighting),
        **_place(given),
    )


@carries_out(UPDATE_LAST_SEEN)
async def update_last_seen(context: CommandContext) -> Steps:
    """Record when and where a child was last seen; the episode does not begin before."""
    given, record, seen_at = context.input, context.record, context.input["lastSeenAt"]
    yield checked(
        is_own(context),
        is_open(EpisodeStatus(record["status"])),
        instant_has_been(seen_at, context.at, "lastSeenAt"),
        is_seen_before_the_report(seen_at, record["reported_at"]),
        *_place_problems(given),
        last_seen_at=seen_at,
        started_at=max(record["started_at"], seen_at),
    )
    values = {"seen_at": seen_at, **_place(given)}
    of_it = {"episode_id": record["id"], "kind": SightingKind.LAST_SEEN.value}
    before = await context.rows.find(sighting, **of_it)
    if before is not None:
        await context.rows.update(sighting, before["id"], **values)
    else:
        await context.rows.insert(sighting, **of_it, source_agency=context.caller.agency.value, **values)


def _place_problems(given: Values) -> tuple[Problem | None, ...]:
    longitude, latitude = given.get("longitude"), given.get("latitude")
    whole = position_is_whole((longitude, latitude))
    if longitude is None or latitude is None:
        return (whole,)
    return whole, position_is_in_england(longitude, latitude)


def _place(given: Values) -> Values:
    longitude, latitude = given.get("longitude"), given.get("latitude")
    if longitude is None or latitude is None:
        return NOWHERE
    return {"longitude": longitude, "latitude": latitude, "point_27700": point_at(*point_to_grid(longitude, latitude))}
