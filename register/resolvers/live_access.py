"""Access beyond the matrix: opened for an incident, asked for and approved by two people, given for an inspection."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from register.errors import RateLimited
from register.resolvers.acting import Acting, Done, Outcome, Refused, key_of, not_found
from register.rules.access import (
    LONGEST_ADMINISTRATION_MINUTES,
    LONGEST_BREAK_GLASS_MINUTES,
    MOST_OPENED_A_DAY,
    incident_is_named,
    inspection_ends,
    minutes_are_few,
    reason_says_something,
)
from register.rules.problem import Problem, problems_of
from register.sql.change import Row
from register.tables import area, home, live_grant
from register.vocabulary import Agency, AppointedRole, AreaKind, LiveGrantKind, Scope

A_DAY = timedelta(days=1)


async def open_home(acting: Acting) -> Outcome:
    """Open one home to the officer who asks, for an incident. Raises: RateLimited beyond a day's number."""
    broken = problems_of(
        incident_is_named(acting.text("incident")),
        reason_says_something(acting.text("reason")),
        minutes_are_few(acting.given["minutes"], LONGEST_BREAK_GLASS_MINUTES),
    )
    if broken:
        return Refused(broken)
    if acting.caller.area is None:
        return Refused((Problem("RULE_NO_FORCE", "A home is opened to an officer of a force.", None),))
    mine = await acting.writing.every(live_grant, holder_subject=acting.caller.subject)
    if len(_opened_since(mine, acting.at - A_DAY)) >= MOST_OPENED_A_DAY:
        raise RateLimited(f"No more than {MOST_OPENED_A_DAY} homes are opened in a day.", retryAfterS=3_600)
    return await _give_home(acting, LiveGrantKind.BREAK_GLASS, incident=acting.text("incident"))


async def request_administration(acting: Acting) -> Outcome:
    """Ask for one home to be opened to an administrator; nothing is open until a second person approves."""
    broken = problems_of(
        reason_says_something(acting.text("reason")),
        minutes_are_few(acting.given["minutes"], LONGEST_ADMINISTRATION_MINUTES),
    )
    return Refused(broken) if broken else await _give_home(acting, LiveGrantKind.ADMINISTRATION, incident=None)


async def approve_administration(acting: Acting) -> Outcome:
    """Approve what another person asked for: the second of the two without whom nothing is opened."""
    found = await _take_grant(acting)
    if found is None or found["kind"] != LiveGrantKind.ADMINISTRATION:
        return not_found("id")
    broken = problems_of(
        _appointed(acting, AppointedRole.APPROVER),
        Problem("RULE_SECOND_PERSON", "Whoever asked for access cannot approve it.", "id")
        if acting.caller.subject in (found["holder_subject"], found["issued_by"])
        else None,
        Problem("RULE_ALREADY_APPROVED", "It is approved already.", "id") if found["approved_at"] else None,
        _still_open(found, acting.at),
    )
    if broken:
        return Refused(broken)
    await acting.writing.alter(live_grant, found["id"], approved_at=acting.at)
    return Done(str(found["id"]))


async def give_inspection_access(acting: Acting) -> Outcome:
    """Give an inspectorate the homes of one authority's area, for the time of a joint inspection."""
    given = acting.given
    starts_at, ends_at = given.get("startsAt") or acting.at, given["endsAt"]
    broken = problems_of(
        _appointed(acting, AppointedRole.APPROVER),
        reason_says_something(acting.text("reason")),
        inspection_ends(starts_at, ends_at, acting.at),
        _inspectorate(given["agency"]),
    )
    if broken:
        return Refused(broken)
    if await acting.writing.look(area, code=given["area"], kind=AreaKind.AUTHORITY.value, valid_to=None) is None:
        return not_found("area")
    key = await acting.writing.add(
        live_grant,
        kind=LiveGrantKind.INSPECTION.value,
        holder_agency=given["agency"],
        holder_subject=acting.text("subject") or None,
        area_code=given["area"],
        purpose="inspection",
        reason=acting.text("reason"),
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return Done(str(key))


async def end_access(acting: Acting) -> Outcome:
    """End access at once: one's own, or, as one appointed, that of one's body or given by it."""
    found = await _take_grant(acting)
    if found is None:
        return not_found("id")
    ended = _still_open(found, acting.at)
    if ended is not None:
        return Refused((ended,))
    await acting.writing.alter(live_grant, found["id"], ended_at=acting.at)
    return Done(str(found["id"]))


async def _give_home(acting: Acting, kind: LiveGrantKind, incident: str | None) -> Outcome:
    found = await acting.writing.look(home, urn=acting.given["urn"])
    if found is None:
        return not_found("urn")
    caller = acting.caller
    assert caller.purpose is not None
    key = await acting.writing.add(
        live_grant,
        kind=kind.value,
        holder_agency=caller.agency.value,
        holder_area=caller.area,
        holder_organisation=caller.organisation,
        holder_subject=caller.subject,
        home_id=found["id"],
        purpose=caller.purpose.value,
        incident=incident,
        reason=acting.text("reason"),
        starts_at=acting.at,
        ends_at=acting.at + timedelta(minutes=acting.given["minutes"]),
    )
    return Done(str(key))


async def _take_grant(acting: Acting) -> Row | None:
    key = key_of(acting.given["id"])
    return await acting.writing.take(live_grant, id=key) if key else None


def _opened_since(grants: Sequence[Any], since: datetime) -> list[Any]:
    return [each for each in grants if each["kind"] == LiveGrantKind.BREAK_GLASS and each["starts_at"] > since]


def _appointed(acting: Acting, role: AppointedRole) -> Problem | None:
    if role in acting.opened.appointed_to and Scope.SUPERVISED in acting.opened.live.scopes:
        return None
    return Problem("RULE_NOT_APPOINTED", f"Your body has not appointed you {role.value}.", None)


def _inspectorate(agency: str) -> Problem | None:
    if agency in (Agency.OFSTED_INSPECTOR, Agency.CQC, Agency.HMICFRS, Agency.HMI_PROBATION):
        return None
    return Problem("RULE_NOT_AN_INSPECTORATE", "Access under an inspection is for an inspectorate.", "agency")


def _still_open(found: Any, now: datetime) -> Problem | None:
    if found["ended_at"] is not None or found["ends_at"] <= now:
        return Problem("RULE_ENDED", "This access has ended.", "id")
    return None
