"""Acts on a registration: granted or refused, suspended, lifted, ended. The table in rules/lifecycle.py is the law."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from register.resolvers.acting import Acting, Done, Outcome, Refused, plain
from register.resolvers.notices import LONGEST_APPEAL, LONGEST_REASONS, standing_notices, write_notice
from register.resolvers.taking import take_home, write_home
from register.rules.dates import dates_ordered
from register.rules.given import day_has_been, is_needed, is_not_wanted
from register.rules.lifecycle import transition
from register.rules.notice import ServedNotice, lifted_before_its_end, notice_days_in_order
from register.rules.problem import Problem, problems_of
from register.rules.text import text_is_plain
from register.sql.change import Row
from register.tables import notice
from register.vocabulary import CancellationWay, NoticeKind, RegistrationAct, RegistrationStatus

CANCELLED_BY: Mapping[CancellationWay, RegistrationAct] = {
    CancellationWay.VOLUNTARY: RegistrationAct.CANCEL_VOLUNTARY,
    CancellationWay.BY_OFSTED: RegistrationAct.CANCEL_OFSTED,
    CancellationWay.BY_COURT: RegistrationAct.CANCEL_COURT,
}


async def grant_application(acting: Acting) -> Outcome:
    """Register a home that applied for it."""
    registered_on = acting.given["registeredOn"]
    wrong = day_has_been(registered_on, acting.today, "registeredOn")
    return await _act(acting, RegistrationAct.REGISTER, wrong, registered_on=registered_on)


async def refuse_application(acting: Acting) -> Outcome:
    """Refuse to register a home that applied for it."""
    return await _act(acting, RegistrationAct.REFUSE)


async def suspend_registration(acting: Acting) -> Outcome:
    """Suspend a registration, and serve the notice that does so."""
    found = await take_home(acting)
    if isinstance(found, Refused):
        return found
    suspended_on, ends_on = acting.given["suspendedOn"], acting.given.get("endsOn")
    served = ServedNotice(NoticeKind.SUSPENSION, suspended_on, ends_on=ends_on)
    reached, illegal = moved(found, RegistrationAct.SUSPEND)
    broken = problems_of(
        illegal,
        day_has_been(suspended_on, acting.today, "suspendedOn"),
        dates_ordered(found["registered_on"], suspended_on, "suspendedOn", after="registeredOn"),
        notice_days_in_order(served),
        text_is_plain(acting.text("reasons"), "reasons", LONGEST_REASONS),
        text_is_plain(acting.text("appealStatus"), "appealStatus", LONGEST_APPEAL),
        acting.reason(),
    )
    if broken:
        return Refused(broken)
    await write_notice(acting, found, served)
    await write_home(acting, found, registration_status=reached)
    return Done(found["urn"])


async def lift_suspension(acting: Acting) -> Outcome:
    """Let a suspended registration stand again, and lift its notice."""
    found = await take_home(acting)
    if isinstance(found, Refused):
        return found
    lifted_on = acting.given["liftedOn"]
    reached, illegal = moved(found, RegistrationAct.LIFT)
    standing = await standing_notices(acting, found, NoticeKind.SUSPENSION)
    broken = problems_of(
        illegal,
        day_has_been(lifted_on, acting.today, "liftedOn"),
        *(dates_ordered(row["served_on"], lifted_on, "liftedOn", after="suspendedOn") for row in standing),
        *(lifted_before_its_end(row["ends_on"], lifted_on) for row in standing),
        acting.reason(),
    )
    if broken:
        return Refused(broken)
    for row in standing:
        await acting.writing.alter(notice, row["id"], lifted_on=lifted_on)
    await write_home(acting, found, registration_status=reached)
    return Done(found["urn"])


async def cancel_registration(acting: Acting) -> Outcome:
    """End a registration for good; a court's order is served with it."""
    found = await take_home(acting)
    if isinstance(found, Refused):
        return found
    way, ceased_on = CancellationWay(acting.given["way"]), acting.given["ceasedOn"]
    reached, illegal = moved(found, CANCELLED_BY[way])
    broken = problems_of(
        illegal, *ceasing_problems(acting, found, "ceasedOn"), *_order_problems(acting, way), acting.reason()
    )
    if broken:
        return Refused(broken)
    if way is CancellationWay.BY_COURT:
        await write_notice(acting, found, ServedNotice(NoticeKind.URGENT_CANCELLATION, ceased_on))
    await write_home(acting, found, registration_status=reached, ceased_on=ceased_on)
    return Done(found["urn"])


def moved(found: Row, act: RegistrationAct) -> tuple[str, Problem | None]:
    """The status that an act leads a home to, or why it may not be done."""
    reached = transition(RegistrationStatus(found["registration_status"]), act)
    return ("", reached) if isinstance(reached, Problem) else (reached.value, None)


def ceasing_problems(acting: Acting, found: Row, field: str) -> tuple[Problem, ...]:
    """What is wrong with the last day of a registration."""
    last: date = acting.given[field]
    return problems_of(
        day_has_been(last, acting.today, field),
        dates_ordered(found["registered_on"], last, field, after="registeredOn"),
    )


def _order_problems(acting: Acting, way: CancellationWay) -> tuple[Problem, ...]:
    given = {name: plain(acting.given, name) for name in ("reasons", "appealStatus")}
    if way is not CancellationWay.BY_COURT:
        return problems_of(*(is_not_wanted(value, name) for name, value in given.items()))
    longest = {"reasons": LONGEST_REASONS, "appealStatus": LONGEST_APPEAL}
    return problems_of(
        *(is_needed(value, name) for name, value in given.items()),
        *(text_is_plain(value, name, longest[name]) for name, value in given.items() if value is not None),
    )


async def _act(acting: Acting, act: RegistrationAct, wrong: Problem | None = None, **values: Any) -> Outcome:
    """An act that moves the status of a home and writes no notice."""
    found = await take_home(acting)
    if isinstance(found, Refused):
        return found
    reached, illegal = moved(found, act)
    broken = problems_of(illegal, wrong, acting.reason())
    if broken:
        return Refused(broken)
    await write_home(acting, found, registration_status=reached, **values)
    return Done(found["urn"])
