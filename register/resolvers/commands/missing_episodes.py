"""Missing episodes: reported, assessed, found, returned, or recorded in error."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.resolvers.commands.pseudonym import pseudonym_of
from register.rules.missing_episode import (
    are_at_one_time,
    are_linked_once,
    are_of_two_children,
    care_means_a_placement,
    child_was_under_18,
    day_of,
    does_not_overlap,
    instant_has_been,
    instants_in_sequence,
    is_another_force,
    is_missing,
    is_not_closed,
    is_offered_to,
    is_open,
    is_owner,
    level_is_of_scheme,
)
from register.rules.placement import not_before_birth
from register.rules.problem import Problem
from register.rules.record import record_exists, record_is_not_merged
from register.rules.required import is_needed
from register.schema.commands.missing_episode import (
    ACCEPT_OWNERSHIP,
    ASSESS_RISK,
    CANCEL_EPISODE,
    LINK_MISSING_TOGETHER,
    RECORD_FOUND,
    RECORD_RETURN,
    REPORT_MISSING,
    SPLIT_INTO_AWAY,
    TRANSFER_OWNERSHIP,
)
from register.sql.write.rows import Overlaps, Row
from register.tables import (
    area,
    area_within,
    child,
    child_minimum,
    episode_child,
    episode_harm,
    home,
    missing_episode,
    missing_together,
    placement,
    risk_assessment,
)
from register.vocabulary import (
    Agency,
    AreaKind,
    EpisodeStatus,
    MissingKind,
    MissingSetting,
    RiskLevel,
    RiskScheme,
)

# What an episode of kind away has of the one that it follows.
CARRIED_OVER = (
    "reference", "police_category", "setting", "home_id", "child_pseudonym", "owning_force_code",
    "responsible_authority_code",
)  # fmt: skip


@carries_out(REPORT_MISSING)
async def report_missing(context: CommandContext) -> Steps:
    """Add an episode of a child who is placed in the force's area, is looked for by it, or is the authority's own."""
    found = await _own_child(context)
    yield record_exists(found, "child")
    assert found is not None
    (placed,) = await context.rows.find_all(placement, child_id=found["id"], ended_on=None) or (None,)
    at_home = await _home_of(context, placed)
    force = await _owning_force(context, at_home, placed)
    yield checked(
        record_is_not_merged(found["merged_into_id"], "child"),
        *await _report_problems(context, found["id"]),
        care_means_a_placement(MissingSetting(context.input["setting"]), placed),
        is_needed(force, "child"),
    )
    from_care = MissingSetting(context.input["setting"]) is MissingSetting.CARE
    facts = columns_given(context, missing_episode) | _owned(
        context, found, force, home_of=at_home if from_care else None
    )
    made = await context.rows.insert(missing_episode, **facts)
    try:
        await context.rows.insert(episode_child, episode_id=made, child_id=found["id"])
    except Overlaps:
        yield does_not_overlap(True)
    yield Made(str(made))


@carries_out(ASSESS_RISK)
async def assess_risk(context: CommandContext) -> Steps:
    """Record an assessment; the first one opens the investigation."""
    given, assessed_at = context.input, context.input.get("assessedAt") or context.at
    scheme, level = RiskScheme(given["scheme"]), RiskLevel(given["level"])
    status = EpisodeStatus(context.record["status"])
    yield checked(
        is_own(context),
        is_open(status),
        level_is_of_scheme(scheme, level),
        instant_has_been(assessed_at, context.at, "assessedAt"),
        instants_in_sequence({"startedAt": context.record["started_at"], "assessedAt": assessed_at}),
        instants_in_sequence({"assessedAt": assessed_at, "reviewDueAt": given.get("reviewDueAt")}),
        status=EpisodeStatus.INVESTIGATING.value,
    )
    facts = columns_given(context, risk_assessment) | {"assessed_at": assessed_at}
    await context.rows.insert(
        risk_assessment,
        episode_id=context.record["id"],
        source_agency=context.caller.agency.value,
        **facts,
    )


@carries_out(RECORD_FOUND)
async def record_found(context: CommandContext) -> Steps:
    """Record when and by whom a child was found; an episode of kind missing ends then."""
    found_at = context.input["foundAt"]
    ends = MissingKind(context.record["kind"]) is MissingKind.MISSING
    over = {"status": EpisodeStatus.LOCATED.value, "ended_at": found_at} if ends else {}
    yield checked(
        is_own(context),
        is_open(EpisodeStatus(context.record["status"])),
        *_after_start(context, "foundAt"),
        **columns_given(context, missing_episode),
        **over,
    )
    if context.input.get("harms") is not None:
        await context.rows.put(episode_harm, context.record["id"], harms=context.input["harms"])


@carries_out(RECORD_RETURN)
async def record_return(context: CommandContext) -> Steps:
    """Close an episode."""
    returned_at = context.input["returnedAt"]
    yield checked(
        is_own(context),
        is_not_closed(EpisodeStatus(context.record["status"])),
        *_after_start(context, "returnedAt"),
        instants_in_sequence({"foundAt": context.record["found_at"], "returnedAt": returned_at}),
        **columns_given(context, missing_episode),
        status=EpisodeStatus.CLOSED.value,
        ended_at=context.record["ended_at"] or returned_at,
    )


@carries_out(CANCEL_EPISODE)
async def cancel_episode(context: CommandContext) -> Steps:
    """Mark an episode as recorded in error."""
    yield checked(
        is_own(context),
        is_not_closed(EpisodeStatus(context.record["status"])),
        status=EpisodeStatus.CANCELLED.value,
        ended_at=context.record["ended_at"] or context.at,
    )


@carries_out(TRANSFER_OWNERSHIP)
async def transfer_ownership(context: CommandContext) -> Steps:
    """Ask another force to take an episode over."""
    force = context.text("force")
    found = await context.rows.find(area, code=force, kind=AreaKind.FORCE.value, valid_to=None)
    yield checked(
        is_own(context),
        is_not_closed(EpisodeStatus(context.record["status"])),
        record_exists(found, "force"),
        is_another_force(force, context.record["owning_force_code"]),
        offered_force_code=force,
    )


@carries_out(ACCEPT_OWNERSHIP)
async def accept_ownership(context: CommandContext) -> Steps:
    """Make the episode the caller's force's own."""
    record = context.record
    yield checked(
        is_offered_to(context.caller.area, record["offered_force_code"]),
        owning_force_code=context.caller.area,
        former_force_code=record["owning_force_code"],
        offered_force_code=None,
    )


@carries_out(SPLIT_INTO_AWAY)
async def split_into_away(context: CommandContext) -> Steps:
    """End an episode of kind missing with the finding of the child, and begin one of kind away at the same instant."""
    record, found_at = context.record, context.input["foundAt"]
    yield checked(
        is_own(context),
        is_open(EpisodeStatus(record["status"])),
        is_missing(MissingKind(record["kind"])),
        *_after_start(context, "foundAt"),
        **columns_given(context, missing_episode),
        status=EpisodeStatus.LOCATED.value,
        ended_at=found_at,
    )
    named = await context.rows.find(episode_child, episode_id=record["id"])
    assert named is not None
    kept = {name: record[name] for name in CARRIED_OVER}
    made = await context.rows.insert(
        missing_episode,
        **kept,
        kind=MissingKind.AWAY.value,
        status=EpisodeStatus.REPORTED.value,
        started_at=found_at,
        reported_at=found_at,
        source_agency=context.caller.agency.value,
    )
    try:
        await context.rows.insert(episode_child, episode_id=made, child_id=named["child_id"])
    except Overlaps:
        yield does_not_overlap(True, "foundAt")
    yield Made(str(made))


@carries_out(LINK_MISSING_TOGETHER)
async def link_missing_together(context: CommandContext) -> Steps:
    """Record that the children of two episodes are missing together; the database keeps it for both."""
    key = key_of(context.input["otherEpisode"])
    other = await context.rows.find(missing_episode, id=key) if key is not None else None
    one, two = await _child_of(context, context.record["id"]), await _child_of(context, key)
    yield record_exists(None if one is None or two is None else other, "otherEpisode")
    assert other is not None
    known = await context.rows.find_all(missing_together, episode_id=context.record["id"], other_episode_id=key)
    yield checked(
        is_own(context),
        are_of_two_children(one, two),
        are_at_one_time(_times(context.record), _times(other)),
        are_linked_once(bool(known)),
    )
    await context.rows.insert(
        missing_together, episode_id=context.record["id"], other_episode_id=key, linked_at=context.at
    )


async def _child_of(context: CommandContext, episode: object) -> object:
    named = await context.rows.find(episode_child, episode_id=episode)
    return None if named is None else named["child_id"]


def _times(episode: Row) -> tuple[datetime, datetime | None]:
    return episode["started_at"], episode["ended_at"]


async def _own_child(context: CommandContext) -> Row | None:
    """The child that the input names, if the sender may report it missing."""
    key = key_of(context.input["child"])
    return await context.rows.find_to_write(child, episode_child, id=key) if key is not None else None


async def _home_of(context: CommandContext, placed: Row | None) -> Row | None:
    return await context.rows.find(home, id=placed["home_id"]) if placed and placed["home_id"] else None


async def _owning_force(context: CommandContext, at_home: Row | None, placed: Row | None) -> str | None:
    """The sender's own force; of an authority, that of the child's home or of where the child lives."""
    if context.caller.agency is Agency.POLICE:
        return context.caller.area
    if at_home is not None and at_home["force_code"]:
        code: str = at_home["force_code"]
        return code
    lives = placed["host_authority_code"] if placed else context.caller.area
    around = await context.rows.find_all(area_within, code=lives, within_kind=AreaKind.FORCE.value)
    return min((row["within_code"] for row in around), default=None)


def _owned(context: CommandContext, found: Row, force: str | None, *, home_of: Row | None) -> dict[str, Any]:
    home_id: UUID | None = None if home_of is None else home_of["id"]
    return {
        "status": EpisodeStatus.REPORTED.value,
        "reported_at": context.input.get("reportedAt") or context.at,
        "owning_force_code": force,
        "responsible_authority_code": found["responsible_authority_code"],
        "home_id": home_id,
        "child_pseudonym": None if home_id is None else pseudonym_of(found["id"], home_id),
        "source_agency": context.caller.agency.value,
    }


async def _report_problems(context: CommandContext, key: UUID) -> Sequence[Problem | None]:
    given = context.input
    born = await context.rows.find(child_minimum, child_id=key)
    born_on: date | None = None if born is None else born["date_of_birth"]
    started_at = given["startedAt"]
    instants = {"lastSeenAt": given.get("lastSeenAt"), "startedAt": started_at, "reportedAt": given.get("reportedAt")}
    has_zone = started_at.utcoffset() is not None
    return (
        *(instant_has_been(at, context.at, field) for field, at in instants.items()),
        instants_in_sequence(instants),
        child_was_under_18(born_on, started_at),
        not_before_birth(born_on, day_of(started_at), "startedAt") if has_zone else None,
    )


def is_own(context: CommandContext) -> Problem | None:
    """A force works on an episode that is its own; the responsible authority on those of its children."""
    if context.caller.agency is not Agency.POLICE:
        return None
    return is_owner(context.caller.area, context.record["owning_force_code"])


def _after_start(context: CommandContext, field: str) -> tuple[Problem | None, ...]:
    at = context.input[field]
    return (
        instant_has_been(at, context.at, field),
        instants_in_sequence({"startedAt": context.record["started_at"], field: at}),
    )
