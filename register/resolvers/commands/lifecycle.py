"""The life of a registration: granted or refused, its first child, suspended, lifted, ended.

Which step may follow which is the table in rules/registration.py.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.notices import (
    LONGEST_APPEAL,
    LONGEST_REASONS,
    served_notice,
    standing_notices,
    write_notice,
)
from register.rules.dates import dates_ordered
from register.rules.home import first_accommodated_once
from register.rules.notice import (
    ServedNotice,
    accommodation_is_unrestricted,
    lifted_before_its_end,
    notice_days_in_order,
)
from register.rules.problem import Problem, problems_of
from register.rules.registration import home_takes_children, transition
from register.rules.required import day_has_been, is_needed, is_not_wanted
from register.rules.text import text_is_plain
from register.schema.commands.home import RECORD_FIRST_ACCOMMODATION
from register.schema.commands.registration import (
    CANCEL_REGISTRATION,
    GRANT_APPLICATION,
    LIFT_SUSPENSION,
    REFUSE_APPLICATION,
    SUSPEND_REGISTRATION,
)
from register.tables import home_identity, notice
from register.vocabulary import (
    CancellationWay,
    NoticeKind,
    OperationalStatus,
    RegistrationAct,
    RegistrationStatus,
)

CANCELLED_BY: Mapping[CancellationWay, RegistrationAct] = {
    CancellationWay.VOLUNTARY: RegistrationAct.CANCEL_VOLUNTARY,
    CancellationWay.BY_OFSTED: RegistrationAct.CANCEL_OFSTED,
    CancellationWay.BY_COURT: RegistrationAct.CANCEL_COURT,
}


@carries_out(GRANT_APPLICATION)
async def grant_application(context: CommandContext) -> Steps:
    """Register a home that applied for it."""
    registered_on = context.input["registeredOn"]
    reached, illegal = moved(context, RegistrationAct.REGISTER)
    wrong = day_has_been(registered_on, context.today, "registeredOn")
    yield checked(illegal, wrong, registration_status=reached, registered_on=registered_on)


@carries_out(REFUSE_APPLICATION)
async def refuse_application(context: CommandContext) -> Steps:
    """Refuse to register a home that applied for it."""
    reached, illegal = moved(context, RegistrationAct.REFUSE)
    yield checked(illegal, registration_status=reached)


@carries_out(RECORD_FIRST_ACCOMMODATION)
async def record_first_accommodation(context: CommandContext) -> Steps:
    """Record that the first child has moved in, unless a notice keeps new children out on that day."""
    home, first_on = context.record, context.input["firstAccommodatedOn"]
    identity = await context.rows.lock(home_identity, home_id=home["id"])
    notices = await context.rows.find_all(notice, home_id=home["id"])
    yield checked(
        home_takes_children(RegistrationStatus(home["registration_status"])),
        first_accommodated_once(identity["first_accommodated_on"] if identity else None),
        day_has_been(first_on, context.today, "firstAccommodatedOn"),
        dates_ordered(home["registered_on"], first_on, "firstAccommodatedOn", after="registeredOn"),
        accommodation_is_unrestricted([served_notice(row) for row in notices], first_on),
    )
    opened = {"first_accommodated_on": first_on, "operational_status": OperationalStatus.OPEN.value}
    await context.rows.put(home_identity, home["id"], **opened)


@carries_out(SUSPEND_REGISTRATION)
async def suspend_registration(context: CommandContext) -> Steps:
    """Suspend a registration, and serve the notice that does so."""
    suspended_on, ends_on = context.input["suspendedOn"], context.input.get("endsOn")
    served = ServedNotice(NoticeKind.SUSPENSION, suspended_on, ends_on=ends_on)
    reached, illegal = moved(context, RegistrationAct.SUSPEND)
    yield checked(
        illegal,
        day_has_been(suspended_on, context.today, "suspendedOn"),
        dates_ordered(context.record["registered_on"], suspended_on, "suspendedOn", after="registeredOn"),
        notice_days_in_order(served),
        text_is_plain(context.text("reasons"), "reasons", LONGEST_REASONS),
        text_is_plain(context.text("appealStatus"), "appealStatus", LONGEST_APPEAL),
        registration_status=reached,
    )
    await write_notice(context, served)


@carries_out(LIFT_SUSPENSION)
async def lift_suspension(context: CommandContext) -> Steps:
    """End a suspension, and lift its notice."""
    lifted_on = context.input["liftedOn"]
    reached, illegal = moved(context, RegistrationAct.LIFT)
    standing = await standing_notices(context, NoticeKind.SUSPENSION)
    yield checked(
        illegal,
        day_has_been(lifted_on, context.today, "liftedOn"),
        *(dates_ordered(row["served_on"], lifted_on, "liftedOn", after="suspendedOn") for row in standing),
        *(lifted_before_its_end(row["ends_on"], lifted_on) for row in standing),
        registration_status=reached,
    )
    for row in standing:
        await context.rows.update(notice, row["id"], lifted_on=lifted_on)


@carries_out(CANCEL_REGISTRATION)
async def cancel_registration(context: CommandContext) -> Steps:
    """End a registration for good; a court's order is served with it."""
    way, ceased_on = CancellationWay(context.input["way"]), context.input["ceasedOn"]
    reached, illegal = moved(context, CANCELLED_BY[way])
    yield checked(
        illegal,
        *ceasing_problems(context, "ceasedOn"),
        *_order_problems(context, way),
        registration_status=reached,
        ceased_on=ceased_on,
    )
    if way is CancellationWay.BY_COURT:
        await write_notice(context, ServedNotice(NoticeKind.URGENT_CANCELLATION, ceased_on))


def moved(context: CommandContext, act: RegistrationAct) -> tuple[str, Problem | None]:
    """The status that an act leads the home to, or why it may not be done."""
    reached = transition(RegistrationStatus(context.record["registration_status"]), act)
    return ("", reached) if isinstance(reached, Problem) else (reached.value, None)


def ceasing_problems(context: CommandContext, field: str) -> tuple[Problem, ...]:
    """What is wrong with the last day of a registration."""
    last: date = context.input[field]
    return problems_of(
        day_has_been(last, context.today, field),
        dates_ordered(context.record["registered_on"], last, field, after="registeredOn"),
    )


def _order_problems(context: CommandContext, way: CancellationWay) -> tuple[Problem, ...]:
    given: dict[str, Any] = {name: text_of(context.input, name) for name in ("reasons", "appealStatus")}
    if way is not CancellationWay.BY_COURT:
        return problems_of(*(is_not_wanted(value, name) for name, value in given.items()))
    longest = {"reasons": LONGEST_REASONS, "appealStatus": LONGEST_APPEAL}
    return problems_of(
        *(is_needed(value, name) for name, value in given.items()),
        *(text_is_plain(value, name, longest[name]) for name, value in given.items() if value is not None),
    )
