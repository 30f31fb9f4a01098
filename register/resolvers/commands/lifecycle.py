"""The life of a registration: granted or refused, its first child, suspended, lifted, ended.

Which step may follow which is the table in rules/registration.py.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from register.open_types import TableColumn, Values
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, text_of
from register.resolvers.commands.former_facts import (
    OPERATION,
    STATUS,
    first_day_after,
    former_value,
    keep_former,
    move_end,
)
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.resolvers.commands.notices import served_notice, standing_notices, write_notice
from register.rules.dates import dates_ordered
from register.rules.home import first_accommodated_once, operation_agrees_with_first_child
from register.rules.notice import (
    ServedNotice,
    accommodation_is_unrestricted,
    lifted_before_its_end,
    notice_days_in_order,
)
from register.rules.problem import Problem, problems_of
from register.rules.registration import (
    CEASED,
    IN_FORCE,
    NEVER_REGISTERED,
    can_be_corrected_to,
    home_takes_children,
    nobody_took_over,
    operation_after,
    operation_agrees_with_registration,
    registration_in_force,
    transition,
)
from register.rules.required import day_has_been, is_needed, is_not_wanted, reason_is_given, something_is_given
from register.schema.commands.lifecycle import (
    CANCEL_REGISTRATION,
    CHANGE_HOME,
    CORRECT_REGISTRATION,
    GRANT_APPLICATION,
    LIFT_SUSPENSION,
    RECORD_FIRST_ACCOMMODATION,
    REFUSE_APPLICATION,
    SUSPEND_REGISTRATION,
)
from register.sql.write.rows import Row
from register.tables import home, home_identity, notice
from register.vocabulary import (
    CancellationWay,
    NoticeKind,
    OperationalStatus,
    RegistrationAct,
    RegistrationStatus,
)

# What changes of a home on a day by a command of its own, by field.
CHANGED: Mapping[str, TableColumn] = {"name": home_identity.c.name, "operationalStatus": OPERATION}
CANCELLED_BY: Mapping[CancellationWay, RegistrationAct] = {
    CancellationWay.VOLUNTARY: RegistrationAct.CANCEL_VOLUNTARY,
    CancellationWay.BY_OFSTED: RegistrationAct.CANCEL_OFSTED,
    CancellationWay.BY_COURT: RegistrationAct.CANCEL_COURT,
}


@carries_out(GRANT_APPLICATION)
async def grant_application(context: CommandContext) -> Steps:
    """Grant a home's application for registration."""
    reached, illegal = moved(context, RegistrationAct.REGISTER)
    received_on, registered_on = context.record["application_received_on"], context.input["registeredOn"]
    wrong = problems_of(
        day_has_been(registered_on, context.today, "registeredOn"),
        dates_ordered(received_on, registered_on, "registeredOn", after="applicationReceivedOn"),
    )
    yield checked(illegal, *wrong, registration_status=reached, **columns_given(context, home))


@carries_out(REFUSE_APPLICATION)
async def refuse_application(context: CommandContext) -> Steps:
    """Refuse a home's application for registration."""
    reached, illegal = moved(context, RegistrationAct.REFUSE)
    yield checked(illegal, registration_status=reached)
    await let_operation_follow(context, reached)


@carries_out(RECORD_FIRST_ACCOMMODATION)
async def record_first_accommodation(context: CommandContext) -> Steps:
    """Record that the first child has moved in, unless a notice keeps new children out on that day."""
    taken, first_on = context.record, context.input["firstAccommodatedOn"]
    identity = await context.rows.lock(home_identity, home_id=taken["id"])
    notices = await context.rows.find_all(notice, home_id=taken["id"])
    yield checked(
        home_takes_children(RegistrationStatus(taken["registration_status"])),
        first_accommodated_once(identity["first_accommodated_on"] if identity else None),
        day_has_been(first_on, context.today, "firstAccommodatedOn"),
        dates_ordered(taken["registered_on"], first_on, "firstAccommodatedOn", after="registeredOn"),
        accommodation_is_unrestricted([served_notice(row) for row in notices], first_on),
    )
    opened = columns_given(context, home_identity)
    # What it was before the first child is known by that child's day.
    await context.rows.put(home_identity, taken["id"], operational_status=OperationalStatus.OPEN.value, **opened)


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
        registration_status=reached,
    )
    await write_notice(context, served)
    await become(context, reached, since=suspended_on)


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
        await context.rows.update(notice, row["id"], **columns_given(context, notice))
    if await _was_closed_before(context, standing):
        await keep_former(context, STATUS, before=context.record["registration_status"], now=reached, since=lifted_on)
    else:
        await become(context, reached, since=lifted_on)


@carries_out(CANCEL_REGISTRATION)
async def cancel_registration(context: CommandContext) -> Steps:
    """End a registration; a court's order is served with it."""
    way, ceased_on = CancellationWay(context.input["way"]), context.input["ceasedOn"]
    reached, illegal = moved(context, CANCELLED_BY[way])
    yield checked(
        illegal,
        *ceasing_problems(context, "ceasedOn"),
        *_order_problems(context, way),
        registration_status=reached,
        **columns_given(context, home),
    )
    if way is CancellationWay.BY_COURT:
        await write_notice(context, ServedNotice(NoticeKind.URGENT_CANCELLATION, ceased_on))
    await become(context, reached, since=first_day_after(reached, ceased_on))


async def _was_closed_before(context: CommandContext, suspensions: Sequence[Row]) -> bool:
    """True if the home was temporarily closed already when it was suspended: the suspension changed nothing of that."""
    served_on = suspensions[0]["served_on"] if len(suspensions) == 1 else None
    status, operation = [await former_value(context, fact, until=served_on) for fact in (STATUS, OPERATION)]
    return status is not None and operation is None


@carries_out(CHANGE_HOME)
async def change_home(context: CommandContext) -> Steps:
    """Write the name and the state of operation that a home has from a day, and keep what they were until then."""
    identity = await context.rows.lock(home_identity, home_id=context.record["id"]) or {}
    since, beside = context.input["changedOn"], columns_given(context, home_identity)
    operation = beside.get(OPERATION.name)
    yield checked(
        registration_in_force(RegistrationStatus(context.record["registration_status"])),
        something_is_given(context.input, CHANGED),
        *(is_needed(context.input[field], field) for field in CHANGED if field in context.input),
        day_has_been(since, context.today, "changedOn"),
        dates_ordered(context.record["registered_on"], since, "changedOn", after="registeredOn"),
        *(_operation_problems(context, OperationalStatus(operation), identity) if operation else ()),
    )
    for fact in CHANGED.values():
        if fact.name in beside:
            await keep_former(context, fact, before=identity.get(fact.name), now=beside[fact.name], since=since)
    await context.rows.put(home_identity, context.record["id"], **beside)


def _operation_problems(context: CommandContext, operation: OperationalStatus, identity: Values) -> tuple[Problem, ...]:
    return problems_of(
        operation_agrees_with_registration(RegistrationStatus(context.record["registration_status"]), operation),
        operation_agrees_with_first_child(operation, identity.get("first_accommodated_on")),
    )


def moved(context: CommandContext, act: RegistrationAct) -> tuple[str, Problem | None]:
    """The status that an act leads the home to, or why it may not be done."""
    reached = transition(RegistrationStatus(context.record["registration_status"]), act)
    return ("", reached) if isinstance(reached, Problem) else (reached.value, None)


async def become(context: CommandContext, reached: str, *, since: date | None) -> None:
    """Keep the status that a registration had until the day since which it has another; its operation follows."""
    if since is not None:
        before = context.record["registration_status"]
        await keep_former(context, STATUS, before=before, now=reached, since=since)
    await let_operation_follow(context, reached, since=since)


async def let_operation_follow(context: CommandContext, reached: str, *, since: date | None = None) -> None:
    """Write the state of operation that goes with the registration's new status, if it is another.

    since: the day of the change; None if it is a correction.
    """
    identity = await context.rows.find(home_identity, home_id=context.record["id"])
    if identity is None or identity["operational_status"] is None:
        return
    before = OperationalStatus(identity["operational_status"])
    after = operation_after(RegistrationStatus(reached), before)
    if after is not before:
        if since is not None:
            await keep_former(context, OPERATION, before=before, now=after, since=since)
        await context.rows.update(home_identity, context.record["id"], operational_status=after and after.value)


def ceasing_problems(context: CommandContext, field: str) -> tuple[Problem, ...]:
    """What is wrong with the last day of a registration."""
    last: date = context.input[field]
    return problems_of(
        day_has_been(last, context.today, field),
        dates_ordered(context.record["registered_on"], last, field, after="registeredOn"),
    )


def _order_problems(context: CommandContext, way: CancellationWay) -> tuple[Problem, ...]:
    judge = is_needed if way is CancellationWay.BY_COURT else is_not_wanted
    note = text_of(context.input, "appealNote")
    return problems_of(
        *(judge(text_of(context.input, name), name) for name in ("reasons", "appealStatus")),
        is_not_wanted(note, "appealNote") if way is not CancellationWay.BY_COURT else None,
    )


@carries_out(CORRECT_REGISTRATION)
async def correct_registration(context: CommandContext) -> Steps:
    """Write the status that a registration has, with the days that belong to it."""
    record, correct = context.record, RegistrationStatus(context.input["status"])
    ceased_on = context.input.get("ceasedOn") or record["ceased_on"]
    days = {"registered_on": record["registered_on"], "ceased_on": ceased_on if correct in CEASED else None}
    if correct in NEVER_REGISTERED:
        days["registered_on"] = None
    successor = await context.rows.find_all(home, previous_urn=record["urn"])
    yield checked(
        reason_is_given(text_of(context.input, "reason")),
        can_be_corrected_to(RegistrationStatus(record["registration_status"]), correct),
        nobody_took_over(bool(successor), correct),
        is_not_wanted(context.input.get("ceasedOn"), "ceasedOn") if correct not in CEASED else None,
        *(ceasing_problems(context, "ceasedOn") if context.input.get("ceasedOn") else ()),
        registration_status=correct.value,
        **days,
    )
    operated = await _operated_before(context, correct)
    await move_end(context, correct.value, days["ceased_on"])
    await let_operation_follow(context, correct.value)
    await _let_operation_return(context, correct, operated)


async def _operated_before(context: CommandContext, correct: RegistrationStatus) -> OperationalStatus | None:
    """The state of operation until the end, or the suspension, that is corrected; None if it is not known."""
    since = first_day_after(context.record["registration_status"], context.record["ceased_on"])
    was = await former_value(context, STATUS, until=since)
    if since is None or (correct is RegistrationStatus.REGISTERED and was == RegistrationStatus.SUSPENDED):
        served = await standing_notices(context, NoticeKind.SUSPENSION)
        since = served[0]["served_on"] if len(served) == 1 else None
        was = await former_value(context, STATUS, until=since)
    kept = await former_value(context, OPERATION, until=since)
    if kept is None and was is not None:
        # The registration changed on that day and the operation did not: it is what it was.
        identity = await context.rows.find(home_identity, home_id=context.record["id"])
        kept = identity and identity["operational_status"]
    return None if kept is None else OperationalStatus(str(kept))


async def _let_operation_return(
    context: CommandContext, correct: RegistrationStatus, before: OperationalStatus | None
) -> None:
    """Write again how a home operated before its registration was ended or suspended by mistake."""
    if before is None or correct not in IN_FORCE:
        return
    agrees = operation_agrees_with_registration(correct, before) is None
    after = before if agrees else operation_after(correct, before)
    await context.rows.update(home_identity, context.record["id"], operational_status=after and after.value)
