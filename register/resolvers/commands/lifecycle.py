"""Acts on a registration: granted or refused, suspended, lifted, ended. The law: rules/registration.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, plain
from register.resolvers.commands.home_lock import take_home, write_home
from register.resolvers.commands.notices import LONGEST_APPEAL, LONGEST_REASONS, standing_notices, write_notice
from register.rules.dates import dates_ordered
from register.rules.notice import ServedNotice, lifted_before_its_end, notice_days_in_order
from register.rules.problem import Problem, problems_of
from register.rules.registration import transition
from register.rules.required import day_has_been, is_needed, is_not_wanted
from register.rules.text import text_is_plain
from register.schema.commands.registration import (
    CANCEL_REGISTRATION,
    GRANT_APPLICATION,
    LIFT_SUSPENSION,
    REFUSE_APPLICATION,
    SUSPEND_REGISTRATION,
)
from register.sql.write.rows import Row
from register.tables import notice
from register.vocabulary import CancellationWay, NoticeKind, RegistrationAct, RegistrationStatus

CANCELLED_BY: Mapping[CancellationWay, RegistrationAct] = {
    CancellationWay.VOLUNTARY: RegistrationAct.CANCEL_VOLUNTARY,
    CancellationWay.BY_OFSTED: RegistrationAct.CANCEL_OFSTED,
    CancellationWay.BY_COURT: RegistrationAct.CANCEL_COURT,
}


@carries_out(GRANT_APPLICATION)
async def grant_application(context: CommandContext) -> Outcome:
    """Register a home that applied for it."""
    registered_on = context.given["registeredOn"]
    wrong = day_has_been(registered_on, context.today, "registeredOn")
    return await _act(context, RegistrationAct.REGISTER, wrong, registered_on=registered_on)


@carries_out(REFUSE_APPLICATION)
async def refuse_application(context: CommandContext) -> Outcome:
    """Refuse to register a home that applied for it."""
    return await _act(context, RegistrationAct.REFUSE)


@carries_out(SUSPEND_REGISTRATION)
async def suspend_registration(context: CommandContext) -> Outcome:
    """Suspend a registration, and serve the notice that does so."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    suspended_on, ends_on = context.given["suspendedOn"], context.given.get("endsOn")
    served = ServedNotice(NoticeKind.SUSPENSION, suspended_on, ends_on=ends_on)
    reached, illegal = moved(found, RegistrationAct.SUSPEND)
    broken = problems_of(
        illegal,
        day_has_been(suspended_on, context.today, "suspendedOn"),
        dates_ordered(found["registered_on"], suspended_on, "suspendedOn", after="registeredOn"),
        notice_days_in_order(served),
        text_is_plain(context.text("reasons"), "reasons", LONGEST_REASONS),
        text_is_plain(context.text("appealStatus"), "appealStatus", LONGEST_APPEAL),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    await write_notice(context, found, served)
    await write_home(context, found, registration_status=reached)
    return Succeeded(found["urn"])


@carries_out(LIFT_SUSPENSION)
async def lift_suspension(context: CommandContext) -> Outcome:
    """Let a suspended registration stand again, and lift its notice."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    lifted_on = context.given["liftedOn"]
    reached, illegal = moved(found, RegistrationAct.LIFT)
    standing = await standing_notices(context, found, NoticeKind.SUSPENSION)
    broken = problems_of(
        illegal,
        day_has_been(lifted_on, context.today, "liftedOn"),
        *(dates_ordered(row["served_on"], lifted_on, "liftedOn", after="suspendedOn") for row in standing),
        *(lifted_before_its_end(row["ends_on"], lifted_on) for row in standing),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    for row in standing:
        await context.writing.alter(notice, row["id"], lifted_on=lifted_on)
    await write_home(context, found, registration_status=reached)
    return Succeeded(found["urn"])


@carries_out(CANCEL_REGISTRATION)
async def cancel_registration(context: CommandContext) -> Outcome:
    """End a registration for good; a court's order is served with it."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    way, ceased_on = CancellationWay(context.given["way"]), context.given["ceasedOn"]
    reached, illegal = moved(found, CANCELLED_BY[way])
    broken = problems_of(
        illegal, *ceasing_problems(context, found, "ceasedOn"), *_order_problems(context, way), context.reason()
    )
    if broken:
        return Refused(broken)
    if way is CancellationWay.BY_COURT:
        await write_notice(context, found, ServedNotice(NoticeKind.URGENT_CANCELLATION, ceased_on))
    await write_home(context, found, registration_status=reached, ceased_on=ceased_on)
    return Succeeded(found["urn"])


def moved(found: Row, act: RegistrationAct) -> tuple[str, Problem | None]:
    """The status that an act leads a home to, or why it may not be done."""
    reached = transition(RegistrationStatus(found["registration_status"]), act)
    return ("", reached) if isinstance(reached, Problem) else (reached.value, None)


def ceasing_problems(context: CommandContext, found: Row, field: str) -> tuple[Problem, ...]:
    """What is wrong with the last day of a registration."""
    last: date = context.given[field]
    return problems_of(
        day_has_been(last, context.today, field),
        dates_ordered(found["registered_on"], last, field, after="registeredOn"),
    )


def _order_problems(context: CommandContext, way: CancellationWay) -> tuple[Problem, ...]:
    given = {name: plain(context.given, name) for name in ("reasons", "appealStatus")}
    if way is not CancellationWay.BY_COURT:
        return problems_of(*(is_not_wanted(value, name) for name, value in given.items()))
    longest = {"reasons": LONGEST_REASONS, "appealStatus": LONGEST_APPEAL}
    return problems_of(
        *(is_needed(value, name) for name, value in given.items()),
        *(text_is_plain(value, name, longest[name]) for name, value in given.items() if value is not None),
    )


async def _act(context: CommandContext, act: RegistrationAct, wrong: Problem | None = None, **values: Any) -> Outcome:
    """An act that moves the status of a home and writes no notice."""
    found = await take_home(context)
    if isinstance(found, Refused):
        return found
    reached, illegal = moved(found, act)
    broken = problems_of(illegal, wrong, context.reason())
    if broken:
        return Refused(broken)
    await write_home(context, found, registration_status=reached, **values)
    return Succeeded(found["urn"])
