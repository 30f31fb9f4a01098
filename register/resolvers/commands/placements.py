"""Placements of children: opened and ended by the authority that is responsible for the child."""

from datetime import date

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.resolvers.commands.notices import served_notice
from register.rules.missing_episode import instant_has_been
from register.rules.notice import accommodation_is_unrestricted
from register.rules.placement import (
    approver_suits_distance,
    begins_after_the_last,
    ends_after_it_began,
    ends_once,
    home_is_of_kind,
    home_suits_kind,
    home_takes_children,
    home_was_open,
    is_out_of_area,
    not_before_birth,
    one_place_at_a_time,
)
from register.rules.problem import Problem
from register.rules.record import record_exists
from register.rules.required import day_has_been, is_needed
from register.schema.commands.placement import (
    END_PLACEMENT,
    NOTIFY_AREA_AUTHORITY,
    OPEN_PLACEMENT,
    RECORD_DIRECTOR_APPROVAL,
)
from register.sql.write.rows import Row
from register.tables import area, child, child_minimum, home, notice, placement
from register.vocabulary import AreaKind, HomeKind, NoticeKind, PlacementApprover, PlacementKind, RegistrationStatus


@carries_out(OPEN_PLACEMENT)
async def open_placement(context: CommandContext) -> Steps:
    """Open a placement of a child who has none."""
    given, urn = context.input, text_of(context.input, "urn")
    kind, started_on = PlacementKind(given["kind"]), given["startedOn"]
    found = await context.rows.find(home, urn=urn) if urn is not None else None
    if urn is not None:
        yield record_exists(found, "urn")
    host = found["authority_code"] if found else text_of(given, "hostAuthority")
    before = await context.rows.find_all(placement, child_id=context.record["id"])
    last = max((row["ended_on"] for row in before if row["ended_on"] is not None), default=None)
    born = await context.rows.find(child_minimum, child_id=context.record["id"])
    yield checked(
        day_has_been(started_on, context.today, "startedOn"),
        home_suits_kind(kind, urn),
        *await _home_problems(context, found, kind, started_on=started_on),
        is_needed(host, "hostAuthority"),
        None if host is None else record_exists(await _authority(context, host), "hostAuthority"),
        one_place_at_a_time([row for row in before if row["ended_on"] is None]),
        begins_after_the_last(last, started_on),
        not_before_birth(None if born is None else born["date_of_birth"], started_on, "startedOn"),
    )
    await context.rows.insert(
        placement,
        child_id=context.record["id"],
        kind=kind.value,
        home_id=found and found["id"],
        host_authority_code=host,
        started_on=started_on,
        source_agency=context.caller.agency.value,
    )


@carries_out(END_PLACEMENT)
async def end_placement(context: CommandContext) -> Steps:
    """End a placement."""
    ended_on = context.input["endedOn"]
    yield checked(
        ends_once(context.record["ended_on"]),
        day_has_been(ended_on, context.today, "endedOn"),
        ends_after_it_began(context.record["started_on"], ended_on),
        ended_on=ended_on,
    )


@carries_out(NOTIFY_AREA_AUTHORITY)
async def notify_area_authority(context: CommandContext) -> Steps:
    """Record when the authority in whose area the child lives was notified."""
    notified_at = context.input["notifiedAt"]
    found = await context.rows.find(child, id=context.record["child_id"])
    own = None if found is None else found["responsible_authority_code"]
    yield checked(
        is_out_of_area(own, context.record["host_authority_code"]),
        instant_has_been(notified_at, context.at, "notifiedAt"),
        area_authority_notified_at=notified_at,
        is_emergency=context.input["isEmergency"],
    )


@carries_out(RECORD_DIRECTOR_APPROVAL)
async def record_director_approval(context: CommandContext) -> Steps:
    """Record who approved a placement outside the area of the child's authority."""
    given = context.input
    found = await context.rows.find(child, id=context.record["child_id"])
    own = None if found is None else found["responsible_authority_code"]
    yield checked(
        is_out_of_area(own, context.record["host_authority_code"]),
        approver_suits_distance(PlacementApprover(given["approver"]), is_at_a_distance=given["isAtADistance"]),
        instant_has_been(given["approvedAt"], context.at, "approvedAt"),
        **columns_given(context, placement),
    )


async def _home_problems(
    context: CommandContext, found: Row | None, kind: PlacementKind, *, started_on: date
) -> tuple[Problem | None, ...]:
    """What keeps a child out of a home."""
    if found is None:
        return ()
    served = await context.rows.find_all(
        notice, home_id=found["id"], kind=NoticeKind.RESTRICTION_OF_ACCOMMODATION.value, lifted_on=None
    )
    return (
        home_is_of_kind(kind, HomeKind(found["kind"])),
        home_takes_children(RegistrationStatus(found["registration_status"])),
        home_was_open(found["registered_on"], started_on),
        accommodation_is_unrestricted(map(served_notice, served), started_on, "startedOn"),
    )


async def _authority(context: CommandContext, code: str) -> Row | None:
    return await context.rows.find(area, code=code, kind=AreaKind.AUTHORITY.value, valid_to=None)
