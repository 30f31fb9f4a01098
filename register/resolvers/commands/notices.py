"""Notices: served, lifted, and what they forbid while they stand."""

from collections.abc import Sequence

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, key_of, not_found, plain
from register.resolvers.commands.home_lock import take_home, write_home
from register.rules.dates import dates_ordered, not_before_1900
from register.rules.home import first_accommodated_once
from register.rules.notice import (
    ServedNotice,
    accommodation_is_unrestricted,
    appeal_is_stated,
    lifted_before_its_end,
    lifted_once,
    notice_days_in_order,
    notice_leaves_status,
    notice_suits_status,
)
from register.rules.problem import problems_of
from register.rules.registration import home_takes_children
from register.rules.required import day_has_been
from register.rules.text import text_is_plain
from register.schema.commands.enforcement import LIFT_NOTICE, SERVE_NOTICE
from register.schema.commands.home import RECORD_FIRST_ACCOMMODATION
from register.sql.write.rows import Row
from register.tables import home_identity, notice, notice_detail
from register.vocabulary import NoticeKind, OperationalStatus, RegistrationStatus

LONGEST_REASONS = 4_000
LONGEST_APPEAL = 200


@carries_out(SERVE_NOTICE)
async def serve_notice(context: CommandContext) -> Outcome:
    """Serve a notice that leaves the registration's status as it is."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    given, appeal = context.given, plain(context.given, "appealStatus")
    kind = NoticeKind(given["kind"])
    served = ServedNotice(kind, given["servedOn"], given.get("effectiveFrom"), given.get("endsOn"))
    broken = problems_of(
        notice_leaves_status(kind),
        notice_suits_status(kind, RegistrationStatus(found["registration_status"])),
        day_has_been(served.served_on, context.today, "servedOn"),
        not_before_1900(served.effective_from, "effectiveFrom"),
        not_before_1900(served.ends_on, "endsOn"),
        notice_days_in_order(served),
        text_is_plain(context.text("reasons"), "reasons", LONGEST_REASONS),
        appeal_is_stated(kind, appeal),
        text_is_plain(appeal, "appealStatus", LONGEST_APPEAL) if appeal is not None else None,
        context.reason(),
    )
    if broken:
        return Refused(broken)
    await write_notice(context, found, served)
    await write_home(context, found)
    return Succeeded(found["urn"])


@carries_out(LIFT_NOTICE)
async def lift_notice(context: CommandContext) -> Outcome:
    """Lift a notice that the registration's status does not hang on."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    lifted_on = context.given["liftedOn"]
    key = key_of(context.given["notice"])
    row = await context.writing.take(notice, id=key, home_id=found["id"]) if key else None
    if row is None:
        return not_found("notice")
    broken = problems_of(
        notice_leaves_status(NoticeKind(row["kind"]), "notice"),
        lifted_once(row["lifted_on"], "notice"),
        day_has_been(lifted_on, context.today, "liftedOn"),
        dates_ordered(row["served_on"], lifted_on, "liftedOn", after="servedOn"),
        lifted_before_its_end(row["ends_on"], lifted_on),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    await context.writing.alter(notice, row["id"], lifted_on=lifted_on)
    await write_home(context, found)
    return Succeeded(found["urn"])


@carries_out(RECORD_FIRST_ACCOMMODATION)
async def record_first_accommodation(context: CommandContext) -> Outcome:
    """Record the first child's coming, unless a notice keeps new children out on that day."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    first_on = context.given["firstAccommodatedOn"]
    identity = await context.writing.take(home_identity, home_id=found["id"])
    notices = await context.writing.every(notice, home_id=found["id"])
    broken = problems_of(
        home_takes_children(RegistrationStatus(found["registration_status"])),
        first_accommodated_once(identity["first_accommodated_on"] if identity else None),
        day_has_been(first_on, context.today, "firstAccommodatedOn"),
        dates_ordered(found["registered_on"], first_on, "firstAccommodatedOn", after="registeredOn"),
        accommodation_is_unrestricted([served_notice(row) for row in notices], first_on),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    opened = {"first_accommodated_on": first_on, "operational_status": OperationalStatus.OPEN.value}
    if identity is None:
        await context.writing.add(home_identity, home_id=found["id"], **opened)
    else:
        await context.writing.alter(home_identity, found["id"], **opened)
    await write_home(context, found)
    return Succeeded(found["urn"])


async def write_notice(context: CommandContext, found: Row, served: ServedNotice) -> None:
    """Write a notice served on a home, with the reasons and the state of its appeal that the command gives."""
    key = await context.writing.add(
        notice,
        home_id=found["id"],
        kind=served.kind.value,
        served_on=served.served_on,
        effective_from=served.effective_from,
        ends_on=served.ends_on,
    )
    await context.writing.add(
        notice_detail,
        notice_id=key,
        home_id=found["id"],
        reasons=context.text("reasons"),
        appeal_status=plain(context.given, "appealStatus"),
    )


async def standing_notices(context: CommandContext, found: Row, kind: NoticeKind) -> Sequence[Row]:
    """The notices of a kind that were served on a home and not lifted."""
    return await context.writing.every(notice, home_id=found["id"], kind=kind.value, lifted_on=None)


def served_notice(row: Row) -> ServedNotice:
    """A notice as rules look at it."""
    return ServedNotice(
        NoticeKind(row["kind"]), row["served_on"], row["effective_from"], row["ends_on"], row["lifted_on"]
    )
