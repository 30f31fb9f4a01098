"""Access beyond the matrix: opened for an incident, asked for and approved by two people, given for an inspection."""

from datetime import timedelta

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.access_grant import (
    access_has_not_ended,
    agency_inspects,
    approved_once,
    approver_is_another,
    inspection_ends,
    minutes_are_few,
    officer_is_of_a_force,
    purpose_fits,
    reason_says_something,
    sender_is_appointed,
)
from register.rules.problem import Problem
from register.rules.record import not_found, record_exists
from register.schema.commands.access_grant import (
    APPROVE_ADMINISTRATION,
    END_ACCESS,
    GIVE_INSPECTION_ACCESS,
    OPEN_HOME,
    REQUEST_ADMINISTRATION,
)
from register.sql.write.rows import Row
from register.tables import area, home, live_grant
from register.tables.access_grants import LONGEST_ADMINISTRATION, LONGEST_BREAK_GLASS
from register.vocabulary import Agency, AppointedRole, AreaKind, LiveGrantKind, Scope


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
    """Approve what another person asked for: the second of the two without whom nothing is opened."""
    grant = context.record
    if grant["kind"] != LiveGrantKind.ADMINISTRATION:
        yield not_found("id")
    yield checked(
        _is_appointed(context),
        approver_is_another(context.caller.subject, (grant["holder_subject"], grant["issued_by"])),
        approved_once(grant["approved_at"]),
        access_has_not_ended(grant["ends_at"], grant["ended_at"], context.at),
        approved_at=context.at,
    )


@carries_out(GIVE_INSPECTION_ACCESS)
async def give_inspection_access(context: CommandContext) -> Steps:
    """Give an inspectorate the homes of one authority's area, for the time of a joint inspection."""
    given = context.input
    starts_at, ends_at = given.get("startsAt") or context.at, given["endsAt"]
    yield checked(
        _is_appointed(context),
        reason_says_something(context.text("reason")),
        inspection_ends(starts_at, ends_at, context.at),
        agency_inspects(Agency(given["agency"])),
    )
    inspected = await context.rows.find(area, code=given["area"], kind=AreaKind.AUTHORITY.value, valid_to=None)
    yield record_exists(inspected, "area")
    written = columns_given(context, live_grant) | {
        "kind": LiveGrantKind.INSPECTION.value,
        "holder_subject": context.text("subject") or None,
        "area_code": given["area"],
        "purpose": "inspection",
        "starts_at": starts_at,
    }
    key = await context.rows.insert(live_grant, **written)
    yield Made(str(key))


@carries_out(END_ACCESS)
async def end_access(context: CommandContext) -> Steps:
    """End access at once: the caller's own or, if the caller is appointed, what the caller's body has or granted."""
    grant = context.record
    yield checked(access_has_not_ended(grant["ends_at"], grant["ended_at"], context.at), ended_at=context.at)


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


def _is_appointed(context: CommandContext) -> Problem | None:
    """An appointment counts if it is live; the caller's live scopes say so."""
    live = Scope.SUPERVISED in context.opened.live.scopes
    return sender_is_appointed(AppointedRole.APPROVER, context.opened.appointed_to if live else ())
