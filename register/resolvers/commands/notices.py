"""Notices: served, lifted, and what they forbid while they are in force."""

from collections.abc import Sequence

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of, text_of
from register.resolvers.commands.former_facts import move_suspension
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.dates import dates_ordered, not_before_1900
from register.rules.notice import (
    ServedNotice,
    appeal_is_stated,
    lifted_before_its_end,
    lifted_once,
    notice_days_in_order,
    notice_leaves_status,
    notice_suits_status,
)
from register.rules.problem import Problem, problems_of
from register.rules.record import record_exists
from register.rules.required import day_has_been, is_needed, reason_is_given, something_is_given
from register.schema.commands.notice import CORRECT_NOTICE, LIFT_NOTICE, SERVE_NOTICE, WITHDRAW_NOTICE
from register.sql.write.rows import Row
from register.tables import notice, notice_detail
from register.vocabulary import NoticeKind, RegistrationStatus

CORRECTED = ("kind", "servedOn", "effectiveFrom", "endsOn", "liftedOn", "reasons", "appealStatus", "appealNote")
# What a notice always has, by field.
NEVER_NOTHING = {"kind": "kind", "servedOn": "served_on", "reasons": "reasons"}
# Which status rests on which notice.
RESTS_ON = {
    NoticeKind.SUSPENSION.value: (RegistrationStatus.SUSPENDED,),
    NoticeKind.URGENT_CANCELLATION.value: (RegistrationStatus.CANCELLED_COURT,),
}


@carries_out(SERVE_NOTICE)
async def serve_notice(context: CommandContext) -> Steps:
    """Serve a notice that leaves the registration's status as it is."""
    given, appeal = context.input, text_of(context.input, "appealStatus")
    kind = NoticeKind(given["kind"])
    served = ServedNotice(kind, given["servedOn"], given.get("effectiveFrom"), given.get("endsOn"))
    yield checked(
        notice_leaves_status(kind),
        notice_suits_status(kind, RegistrationStatus(context.record["registration_status"])),
        day_has_been(served.served_on, context.today, "servedOn"),
        not_before_1900(served.effective_from, "effectiveFrom"),
        not_before_1900(served.ends_on, "endsOn"),
        notice_days_in_order(served),
        appeal_is_stated(kind, appeal),
    )
    await write_notice(context, served)


@carries_out(LIFT_NOTICE)
async def lift_notice(context: CommandContext) -> Steps:
    """Lift a notice on which the registration's status does not depend."""
    lifted_on, key = context.input["liftedOn"], key_of(context.input["notice"])
    row = await context.rows.lock(notice, id=key, home_id=context.record["id"]) if key else None
    yield record_exists(row, "notice")
    assert row is not None
    yield checked(
        notice_leaves_status(NoticeKind(row["kind"]), "notice"),
        lifted_once(row["lifted_on"], "notice"),
        day_has_been(lifted_on, context.today, "liftedOn"),
        dates_ordered(row["served_on"], lifted_on, "liftedOn", after="servedOn"),
        lifted_before_its_end(row["ends_on"], lifted_on),
    )
    await context.rows.update(notice, row["id"], **columns_given(context, notice))


async def write_notice(context: CommandContext, served: ServedNotice) -> None:
    """Write a notice served on the home, with the reasons and the state of its appeal that the command gives."""
    home_id = context.record["id"]
    key = await context.rows.insert(
        notice,
        home_id=home_id,
        kind=served.kind.value,
        served_on=served.served_on,
        effective_from=served.effective_from,
        ends_on=served.ends_on,
    )
    said = columns_given(context, notice_detail)
    await context.rows.insert(notice_detail, notice_id=key, home_id=home_id, **said)


async def standing_notices(context: CommandContext, kind: NoticeKind) -> Sequence[Row]:
    """The notices of a kind that were served on the home and not lifted."""
    return await context.rows.find_all(notice, home_id=context.record["id"], kind=kind.value, lifted_on=None)


def served_notice(row: Row) -> ServedNotice:
    """A notice as rules look at it."""
    return ServedNotice(
        NoticeKind(row["kind"]), row["served_on"], row["effective_from"], row["ends_on"], row["lifted_on"]
    )


@carries_out(CORRECT_NOTICE)
async def correct_notice(context: CommandContext) -> Steps:
    """Write the input over what was recorded of a notice. What the status rests on keeps its kind."""
    row = await _named(context)
    yield record_exists(row, "notice")
    assert row is not None
    detail = await context.rows.lock(notice_detail, notice_id=row["id"])
    given, said = columns_given(context, notice), columns_given(context, notice_detail)
    now, stated = {**row, **given}, {**(detail or {}), **said}
    yield checked(
        reason_is_given(text_of(context.input, "reason")),
        something_is_given(context.input, CORRECTED),
        *(is_needed({**now, **stated}.get(column), field) for field, column in NEVER_NOTHING.items()),
        *_day_problems(context, now),
        notice_leaves_status(NoticeKind(now["kind"])) if now["kind"] != row["kind"] else None,
        notice_leaves_status(NoticeKind(row["kind"])) if now["kind"] != row["kind"] else None,
        appeal_is_stated(NoticeKind(now["kind"]), stated.get("appeal")) if now["kind"] is not None else None,
    )
    await context.rows.update(notice, row["id"], **given)
    await move_suspension(context, row, now)
    if said:
        await context.rows.update(notice_detail, row["id"], **said)


@carries_out(WITHDRAW_NOTICE)
async def withdraw_notice(context: CommandContext) -> Steps:
    """Remove a notice that was recorded by mistake, unless the registration's status rests on it."""
    row = await _named(context)
    yield record_exists(row, "notice")
    assert row is not None
    status = RegistrationStatus(context.record["registration_status"])
    yield checked(
        reason_is_given(text_of(context.input, "reason")),
        notice_leaves_status(NoticeKind(row["kind"]), "notice") if status in RESTS_ON.get(row["kind"], ()) else None,
    )
    await context.rows.remove(notice_detail, row["id"])
    await context.rows.remove(notice, row["id"])
    await move_suspension(context, row, None)


async def _named(context: CommandContext) -> Row | None:
    key = key_of(context.input["notice"])
    return await context.rows.lock(notice, id=key, home_id=context.record["id"]) if key else None


def _day_problems(context: CommandContext, now: Row) -> tuple[Problem, ...]:
    if now["served_on"] is None or now["kind"] is None:
        return ()
    return problems_of(
        day_has_been(now["served_on"], context.today, "servedOn"),
        day_has_been(now["lifted_on"], context.today, "liftedOn"),
        not_before_1900(now["effective_from"], "effectiveFrom"),
        not_before_1900(now["ends_on"], "endsOn"),
        notice_days_in_order(served_notice(now)),
        lifted_before_its_end(now["ends_on"], now["lifted_on"]),
    )
