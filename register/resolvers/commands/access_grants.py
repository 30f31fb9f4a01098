"""Access beyond the matrix: opened for an incident, asked for and approved by two people, given for an inspection."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from register.errors import RateLimited
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, key_of, not_found
from register.rules.access_grant import (
    LONGEST_ADMINISTRATION_MINUTES,
    LONGEST_BREAK_GLASS_MINUTES,
    MOST_OPENED_A_DAY,
    incident_is_named,
    inspection_ends,
    minutes_are_few,
    reason_says_something,
)
from register.rules.problem import Problem, problems_of
from register.schema.commands.access_grant import (
    APPROVE_ADMINISTRATION,
    END_ACCESS,
    GIVE_INSPECTION_ACCESS,
    OPEN_HOME,
    REQUEST_ADMINISTRATION,
)
from register.sql.write.rows import Row
from register.tables import area, home, live_grant
from register.vocabulary import BODIES, Agency, AppointedRole, AreaKind, LiveGrantKind, Scope

A_DAY = timedelta(days=1)


@carries_out(OPEN_HOME)
async def open_home(context: CommandContext) -> Outcome:
    """Open one home to the officer who asks, for an incident. Raises: RateLimited beyond a day's number."""
    broken = problems_of(
        incident_is_named(context.text("incident")),
        reason_says_something(context.text("reason")),
        minutes_are_few(context.given["minutes"], LONGEST_BREAK_GLASS_MINUTES),
    )
    if broken:
        return Refused(broken)
    if context.caller.area is None:
        return Refused((Problem("RULE_NO_FORCE", "A home is opened to an officer of a force.", None),))
    mine = await context.writing.every(live_grant, holder_subject=context.caller.subject)
    if len(_opened_since(mine, context.at - A_DAY)) >= MOST_OPENED_A_DAY:
        raise RateLimited(f"No more than {MOST_OPENED_A_DAY} homes are opened in a day.", retryAfterS=3_600)
    return await _give_home(context, LiveGrantKind.BREAK_GLASS, incident=context.text("incident"))


@carries_out(REQUEST_ADMINISTRATION)
async def request_administration(context: CommandContext) -> Outcome:
    """Ask for one home to be opened to an administrator; nothing is open until a second person approves."""
    broken = problems_of(
        reason_says_something(context.text("reason")),
        minutes_are_few(context.given["minutes"], LONGEST_ADMINISTRATION_MINUTES),
    )
    return Refused(broken) if broken else await _give_home(context, LiveGrantKind.ADMINISTRATION, incident=None)


@carries_out(APPROVE_ADMINISTRATION)
async def approve_administration(context: CommandContext) -> Outcome:
    """Approve what another person asked for: the second of the two without whom nothing is opened."""
    found = await _take_grant(context)
    if found is None or found["kind"] != LiveGrantKind.ADMINISTRATION:
        return not_found("id")
    broken = problems_of(
        _appointed(context, AppointedRole.APPROVER),
        Problem("RULE_SECOND_PERSON", "Whoever asked for access cannot approve it.", "id")
        if context.caller.subject in (found["holder_subject"], found["issued_by"])
        else None,
        Problem("RULE_ALREADY_APPROVED", "It is approved already.", "id") if found["approved_at"] else None,
        _still_open(found, context.at),
    )
    if broken:
        return Refused(broken)
    await context.writing.alter(live_grant, found["id"], approved_at=context.at)
    return Succeeded(str(found["id"]))


@carries_out(GIVE_INSPECTION_ACCESS)
async def give_inspection_access(context: CommandContext) -> Outcome:
    """Give an inspectorate the homes of one authority's area, for the time of a joint inspection."""
    given = context.given
    starts_at, ends_at = given.get("startsAt") or context.at, given["endsAt"]
    broken = problems_of(
        _appointed(context, AppointedRole.APPROVER),
        reason_says_something(context.text("reason")),
        inspection_ends(starts_at, ends_at, context.at),
        _inspectorate(given["agency"]),
    )
    if broken:
        return Refused(broken)
    if await context.writing.look(area, code=given["area"], kind=AreaKind.AUTHORITY.value, valid_to=None) is None:
        return not_found("area")
    key = await context.writing.add(
        live_grant,
        kind=LiveGrantKind.INSPECTION.value,
        holder_agency=given["agency"],
        holder_subject=context.text("subject") or None,
        area_code=given["area"],
        purpose="inspection",
        reason=context.text("reason"),
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return Succeeded(str(key))


@carries_out(END_ACCESS)
async def end_access(context: CommandContext) -> Outcome:
    """End access at once: one's own, or, as one appointed, that of one's body or given by it."""
    found = await _take_grant(context)
    if found is None:
        return not_found("id")
    ended = _still_open(found, context.at)
    if ended is not None:
        return Refused((ended,))
    await context.writing.alter(live_grant, found["id"], ended_at=context.at)
    return Succeeded(str(found["id"]))


async def _give_home(context: CommandContext, kind: LiveGrantKind, incident: str | None) -> Outcome:
    found = await context.writing.look(home, urn=context.given["urn"])
    if found is None:
        return not_found("urn")
    caller = context.caller
    assert caller.purpose is not None
    key = await context.writing.add(
        live_grant,
        kind=kind.value,
        holder_agency=caller.agency.value,
        holder_area=caller.area,
        holder_organisation=caller.organisation,
        holder_subject=caller.subject,
        home_id=found["id"],
        purpose=caller.purpose.value,
        incident=incident,
        reason=context.text("reason"),
        starts_at=context.at,
        ends_at=context.at + timedelta(minutes=context.given["minutes"]),
    )
    return Succeeded(str(key))


async def _take_grant(context: CommandContext) -> Row | None:
    key = key_of(context.given["id"])
    return await context.writing.take(live_grant, id=key) if key else None


def _opened_since(grants: Sequence[Any], since: datetime) -> list[Any]:
    return [each for each in grants if each["kind"] == LiveGrantKind.BREAK_GLASS and each["starts_at"] > since]


def _appointed(context: CommandContext, role: AppointedRole) -> Problem | None:
    if role in context.opened.appointed_to and Scope.SUPERVISED in context.opened.live.scopes:
        return None
    return Problem("RULE_NOT_APPOINTED", f"Your body has not appointed you {role.value}.", None)


def _inspectorate(agency: str) -> Problem | None:
    if BODIES[Agency(agency)].inspects:
        return None
    return Problem("RULE_NOT_AN_INSPECTORATE", "Access under an inspection is for an inspectorate.", "agency")


def _still_open(found: Any, now: datetime) -> Problem | None:
    if found["ended_at"] is not None or found["ends_at"] <= now:
        return Problem("RULE_ENDED", "This access has ended.", "id")
    return None
