"""Access beyond the matrix: opened for an incident, asked for and approved by two people, given for an inspection."""

from datetime import timedelta

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Checked, Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.access_grant import (
    access_has_not_ended,
    agency_inspects,
    approved_once,
    approver_is_another,
    areas_are_few,
    inspection_ends,
    minutes_are_few,
    officer_is_of_a_force,
    people_are_named,
    purpose_fits,
    reason_says_something,
    sender_is_appointed,
)
from register.rules.problem import Problem
from register.rules.record import not_found, record_exists
from register.schema.commands.access_grant import (
    APPROVE_ADMINISTRATION,
    APPROVE_INSPECTION_ACCESS,
    END_ACCESS,
    GIVE_INSPECTION_ACCESS,
    OPEN_HOME,
    REQUEST_ADMINISTRATION,
)
from register.sql.write.rows import Row
from register.tables import area, home, live_grant
from register.tables.access_grants import LONGEST_ADMINISTRATION, LONGEST_BREAK_GLASS
from register.vocabulary import Agency, AppointedRole, AreaKind, LiveGrantKind, Purpose, Scope


@carries_out(OPEN_HOME)
async def open_home(context: CommandContext) -> Steps:
    """Open one home to the officer who asks, for an incident. Raises: RateLimited beyond a day's number."""
    yield checked(
        purpose_fits(LiveGrantKind.BREAK_GLASS, context.caller.purpose),
        reason_says_something(context.text("reason")),
        minutes_are_few(context.input["minutes"], LONGEST_BREAK_GLASS),
        officer_is_of_a_force(context.caller.area),
    )
    opened = await context.rows.find(home, urn=context.input["urn"])
    yield record_exists(opened, "urn")
    assert opened is not None
    yield await _open(context, opened, LiveGrantKind.BREAK_GLASS)


@carries_out(REQUEST_ADMINISTRATION)
async def request_administration(context: CommandContext) -> Steps:
    """Ask for one home to be opened to an administrator; nothing is open until a second person approves."""
    yield checked(
        purpose_fits(LiveGrantKind.ADMINISTRATION, context.caller.purpose),
        reason_says_something(context.text("reason")),
        minutes_are_few(context.input["minutes"], LONGEST_ADMINISTRATION),
    )
    asked_for = await context.rows.find(home, urn=context.input["urn"])
    yield record_exists(asked_for, "urn")
    assert asked_for is not None
    yield await _open(context, asked_for, LiveGrantKind.ADMINISTRATION)


@carries_out(APPROVE_ADMINISTRATION)
async def approve_administration(context: CommandContext) -> Steps:
    """Approve a home for an administrator: nothing is open without two people."""
    if context.record["kind"] != LiveGrantKind.ADMINISTRATION:
        yield not_found("id")
    yield _approved(context)


@carries_out(GIVE_INSPECTION_ACCESS)
async def give_inspection_access(context: CommandContext) -> Steps:
    """Ask for inspectors' access to some areas for the time of a joint inspection; nothing is open until approved."""
    given = context.input
    starts_at, ends_at = given.get("startsAt") or context.at, given["endsAt"]
    areas, people = _listed(context, "areas", "area"), _listed(context, "subjects", "subject")
    yield checked(
        is_appointed(context, AppointedRole.APPROVER),
        reason_says_something(context.text("reason")),
        inspection_ends(starts_at, ends_at, context.at),
        agency_inspects(Agency(given["agency"])),
        areas_are_few(areas),
        people_are_named(people),
    )
    for code in areas:
        inspected = await context.rows.find(area, code=code, kind=AreaKind.AUTHORITY.value, valid_to=None)
        yield record_exists(inspected, "areas" if given.get("areas") else "area")
    written = columns_given(context, live_grant) | {
        "kind": LiveGrantKind.INSPECTION.value,
        "holder_subject": people[0] if len(people) == 1 else None,
        "holder_subjects": people,
        "area_code": areas[0] if len(areas) == 1 else None,
        "area_codes": areas,
        "purpose": Purpose.INSPECTION.value,
        "starts_at": starts_at,
    }
    key = await context.rows.insert(live_grant, **written)
    yield Made(str(key))


@carries_out(APPROVE_INSPECTION_ACCESS)
async def approve_inspection_access(context: CommandContext) -> Steps:
    """Approve inspectors' access that another person asked for. Older access names nobody, and is asked for again."""
    grant = context.record
    if grant["kind"] != LiveGrantKind.INSPECTION or not grant["holder_subjects"]:
        yield not_found("id")
    yield _approved(context)


@carries_out(END_ACCESS)
async def end_access(context: CommandContext) -> Steps:
    """End access at once: the caller's own or, if the caller is appointed, what the caller's body has or granted."""
    grant = context.record
    yield checked(access_has_not_ended(grant["ends_at"], grant["ended_at"], context.at), ended_at=context.at)


def _approved(context: CommandContext) -> Checked:
    """What the rules say about an approval by the caller, who is neither who asked nor one who has the access."""
    grant = context.record
    asked_by = (grant["holder_subject"], grant["issued_by"], *(grant["holder_subjects"] or ()))
    return checked(
        is_appointed(context, AppointedRole.APPROVER),
        approver_is_another(context.caller.subject, asked_by),
        approved_once(grant["approved_at"]),
        access_has_not_ended(grant["ends_at"], grant["ended_at"], context.at),
        approved_at=context.at,
    )


def _listed(context: CommandContext, name: str, one: str) -> list[str]:
    """The different texts of a list of the input, in its order, or the one text that it has instead."""
    texts = context.input.get(name) or [context.text(one)]
    return list(dict.fromkeys(text for text in (str(each).strip() for each in texts) if text))


async def _open(context: CommandContext, opened: Row, kind: LiveGrantKind) -> Made:
    caller = context.caller
    assert caller.purpose is not None
    key = await context.rows.insert(
        live_grant,
        kind=kind.value,
        holder_agency=caller.agency.value,
        holder_area=caller.area,
        holder_organisation=caller.organisation,
        holder_subject=caller.subject,
        home_id=opened["id"],
        purpose=caller.purpose.value,
        **columns_given(context, live_grant),
        starts_at=context.at,
        ends_at=context.at + timedelta(minutes=context.input["minutes"]),
    )
    return Made(str(key))


def is_appointed(context: CommandContext, role: AppointedRole) -> Problem | None:
    """An appointment counts if it is live; the caller's live scopes say so."""
    live = Scope.SUPERVISED in context.opened.live.scopes
    return sender_is_appointed(role, context.opened.appointed_to if live else ())
