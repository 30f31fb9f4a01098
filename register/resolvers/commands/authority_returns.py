"""Returns by local authorities: sent whole, submitted by one person, signed off by a second, judged by the receiver."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from register.database.connections import UNREADABLE, api_url, with_driver
from register.errors import SetupError
from register.importing.returns.checks import found_by_rule
from register.importing.returns.deltas import Delta, apply_deltas, rows_held, rules_by_line, running_return
from register.importing.returns.form import FormRefused, Row, content_of, open_sent
from register.importing.returns.intake import (
    BroughtIn,
    Sent,
    add_return,
    bring_in,
    check_whole,
    digest_of,
    sign_return,
)
from register.importing.returns.layouts import period_end_of
from register.open_types import Values
from register.policy.roles import role_of
from register.resolvers.commands.acts import carries_out, carries_out_whole
from register.resolvers.commands.context import (
    CommandContext,
    ConcurrentChange,
    Outcome,
    Refused,
    Succeeded,
    key_of,
    text_of,
)
from register.resolvers.commands.dry_run import changes_between, see_apart
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import in_order, text_problems
from register.rules.authority_return import (
    can_be_signed_off,
    can_be_submitted,
    fits_period,
    has_said_unable,
    is_a_query,
    is_an_error,
    is_no_formula,
    is_not_returned,
    is_open,
    is_own_return,
    is_sent_by_row,
    large_change_is_confirmed,
    no_error_stands,
    not_judged_yet,
    period_begins,
    period_has_begun,
    period_has_ended,
    rows_are_few,
    second_person,
    tells_missing_children,
)
from register.rules.command import file_refused
from register.rules.problem import Problem, problems_of, under
from register.rules.record import not_found
from register.schema.commands.authority_return import (
    CONFIRM_QUERY,
    DECLARE_NIL_RETURN,
    DECLARE_UNABLE,
    IMPORT_RETURN,
    JUDGE_BYPASS,
    RECORD_PRACTICE,
    REQUEST_BYPASS,
    ROW_FIELDS,
    SEND_RETURN_ROWS,
    SIGN_OFF_RETURN,
    SUBMIT_RETURN,
    WITHDRAW_UNABLE,
)
from register.sql.write.rows import remember, take_on
from register.tables import authority_return, return_bypass, return_check, return_judgement, return_sign_off
from register.vocabulary import (
    BypassDecision,
    CheckSeverity,
    MissingKind,
    ReturnChannel,
    ReturnKind,
    ReturnStatus,
    SignOffAct,
)

# The rule that finds many more or many fewer rows than last year.
LARGE_CHANGE = "REG08"
# What a command does on a connection of its own: the key of the return, and what its payload tells of it.
Work = Callable[[sa.Connection, Sent], Succeeded]
# The fields of a row's input, by the columns that they fill.
ROW_CELLS = {
    "child": "child_number", "dateOfBirth": "born_on", "missingKind": "missing_kind", "startsOn": "starts_on",
    "endsOn": "ends_on", "isOffered": "is_offered", "isAccepted": "is_accepted", "interviewedOn": "interviewed_on",
}  # fmt: skip


@carries_out_whole(IMPORT_RETURN)
async def import_return(context: CommandContext) -> Outcome:
    """Check the form of a file, stage its rows, and ask every rule: on a connection of its own, in one transaction."""
    broken = _broken(context)
    if broken:
        return Refused(broken)
    kind = ReturnKind(context.input["kind"])
    try:
        name, sent_file = context.text("name"), str(context.input["file"])
        file = open_sent(name, sent_file)
        wrong = fits_period(file.kinds, kind)
        if wrong is not None:
            return Refused((wrong,))
        sent = _sent(context, ReturnChannel.UPLOAD, name=name, content=content_of(name, sent_file))
        return await _apart(context, sent, _staging(file.rows()))
    except FormRefused as refusal:
        return Refused(tuple(Problem("RULE_RETURN_FORM", str(fault), "file") for fault in refusal.faults))
    except SetupError as fault:
        return Refused((file_refused(str(fault)),))


@carries_out_whole(DECLARE_NIL_RETURN)
async def declare_nil_return(context: CommandContext) -> Outcome:
    """Declare that there is nothing to return, which the register's own episodes are compared with."""
    broken = _broken(context)
    if broken:
        return Refused(broken)
    return await _apart(context, _sent(context, ReturnChannel.DECLARED, is_nil=True), _declare)


@carries_out_whole(SEND_RETURN_ROWS)
async def send_return_rows(context: CommandContext) -> Outcome:
    """Add, change and take back rows of the return that gathers a period's, and say the outcome of each."""
    rows, kind, start = context.input["rows"], ReturnKind(context.input["kind"]), context.input["periodStart"]
    broken = problems_of(
        is_own_return(context.text("authority"), context.caller.area),
        is_sent_by_row(kind),
        period_begins(kind, start) or period_has_begun(start, context.today),
        rows_are_few([str(row["reference"]).strip() for row in rows]),
        *(each for n, row in enumerate(rows) for each in under(f"rows.{n}", *_row_problems(row))),
    )
    if broken:
        return Refused(in_order(context.command.input, broken))
    deltas = [_delta(row) for row in rows]
    is_checked = bool(context.input["check"])
    return await _apart(context, _sent(context, ReturnChannel.ROWS), _gathering(deltas, is_checked=is_checked))


@carries_out(SUBMIT_RETURN)
async def submit_return(context: CommandContext) -> Steps:
    """Submit a return whose every error the receiver has allowed."""
    record, key = context.record, context.record["id"]
    large = await context.rows.find(return_check, return_id=key, rule=LARGE_CHANGE, replaced_at=None)
    confirmed = large and await context.rows.find(return_bypass, check_id=large["id"])
    yield checked(
        can_be_submitted(ReturnStatus(record["status"])),
        large_change_is_confirmed(large is not None, confirmed is not None),
        period_has_ended(record["period_end"], context.today, "authorityReturn"),
        no_error_stands(record["error_total"], await _allowed(context)),
        status=ReturnStatus.SUBMITTED.value,
        submitted_at=context.at,
    )
    of_return = {"return_id": key, "authority_code": record["authority_code"]}
    await context.rows.insert(return_sign_off, **of_return, act=SignOffAct.SUBMITTED.value)


@carries_out(SIGN_OFF_RETURN)
async def sign_off_return(context: CommandContext) -> Steps:
    """Put a return into force by a second person; the one that was in force until then is superseded."""
    record, key = context.record, context.record["id"]
    status = ReturnStatus(record["status"])
    by = await context.rows.find(return_sign_off, return_id=key, act=SignOffAct.SUBMITTED.value)
    before = await _in_force(context) if status is ReturnStatus.SUBMITTED else None
    caveat = ReturnStatus.ACCEPTED_WITH_CAVEAT if record["error_total"] else ReturnStatus.ACCEPTED
    yield (can_be_signed_off(status) or second_person(by["person"] if by else None, context.caller.subject))
    # The database holds one return in force for a period: the one before goes first.
    if before is not None:
        await context.rows.update(authority_return, before, status=ReturnStatus.SUPERSEDED.value)
    yield checked(status=caveat.value, accepted_at=context.at)
    of_return = {"return_id": key, "authority_code": record["authority_code"]}
    await context.rows.insert(return_sign_off, **of_return, act=SignOffAct.SIGNED_OFF.value)


@carries_out(REQUEST_BYPASS)
async def request_bypass(context: CommandContext) -> Steps:
    """Ask that an error may remain."""
    async for step in _answer(context, is_an_error, context.text("bypassReason")):
        yield step


@carries_out(CONFIRM_QUERY)
async def confirm_query(context: CommandContext) -> Steps:
    """Confirm what a query asks about."""
    async for step in _answer(context, is_a_query, context.text("confirmation")):
        yield step


async def _answer(context: CommandContext, rule: Callable[[CheckSeverity], Problem | None], said: str) -> Steps:
    """What the authority says to a check of a return that is not submitted, once."""
    key = key_of(context.text("check"))
    found = key and await context.rows.find_to_write(return_check, return_bypass, id=key, replaced_at=None)
    if not found:
        yield not_found("check")
        return
    of = await context.rows.find(authority_return, id=found["return_id"])
    asked = await context.rows.find(return_bypass, check_id=key)
    yield checked(
        rule(CheckSeverity(found["severity"])),
        is_open(ReturnStatus(of["status"]), "check") if of else not_found("check"),
        Problem("CONFLICT_DUPLICATE", "Your authority has answered it already.", "check") if asked else None,
    )
    of_return = {"return_id": found["return_id"], "authority_code": found["authority_code"]}
    await context.rows.insert(return_bypass, check_id=key, **of_return, reason=said)


@carries_out(JUDGE_BYPASS)
async def judge_bypass(context: CommandContext) -> Steps:
    """Let an error remain, or not."""
    key = key_of(context.text("check"))
    found = key and await context.rows.find(return_bypass, check_id=key)
    if not found:
        yield not_found("check")
        return
    judged = await context.rows.find(return_judgement, check_id=key)
    check = await context.rows.find(return_check, id=key)
    severity = is_an_error(CheckSeverity(check["severity"])) if check else not_found("check")
    yield checked(severity or not_judged_yet(judged is not None))
    of_return = {"return_id": found["return_id"], "authority_code": found["authority_code"]}
    said = {"decision": context.input["decision"], "judgement": context.text("judgement") or None}
    await context.rows.insert(return_judgement, check_id=key, **of_return, **said)


@carries_out(DECLARE_UNABLE)
async def declare_unable(context: CommandContext) -> Steps:
    """Record that the authority cannot return a list, and why."""
    values = {"unable_reason": context.input["unableReason"], "unable_at": context.at}
    yield checked(is_not_returned(context.record["submitted_at"] is not None), **values)


@carries_out(WITHDRAW_UNABLE)
async def withdraw_unable(context: CommandContext) -> Steps:
    """Take back that the authority cannot."""
    yield checked(has_said_unable(context.record["unable_at"] is not None), unable_reason=None, unable_at=None)


@carries_out(RECORD_PRACTICE)
async def record_practice(context: CommandContext) -> Steps:
    """Record if the authority's records tell being away apart."""
    apart = context.input["recordsAwayApart"]
    yield checked(tells_missing_children(ReturnKind(context.record["kind"])), records_away_apart=apart)


def _broken(context: CommandContext) -> tuple[Problem, ...]:
    given = context.input
    kind, start = ReturnKind(given["kind"]), given["periodStart"]
    begins = period_begins(kind, start)
    broken = problems_of(
        is_own_return(context.text("authority"), context.caller.area),
        begins or period_has_ended(period_end_of(kind, start), context.today),
        *text_problems(context.command.input, given),
    )
    return in_order(context.command.input, broken)


def _sent(
    context: CommandContext,
    channel: ReturnChannel,
    *,
    name: str | None = None,
    content: bytes = b"",
    is_nil: bool = False,
) -> Sent:
    given = context.input
    digest = digest_of(content) if name is not None else None
    kind, authority = ReturnKind(given["kind"]), context.text("authority")
    return Sent(kind, authority, given["periodStart"], channel, name=name, digest=digest, is_nil=is_nil)


def _staging(rows: Iterable[Row]) -> Work:
    return lambda connection, sent: _received(connection, bring_in(connection, sent, rows, tell=_tell_nobody))


def _declare(connection: sa.Connection, sent: Sent) -> Succeeded:
    staged = add_return(connection, sent)
    return _received(connection, BroughtIn(staged.return_id, 0, check_whole(connection, staged, _tell_nobody)))


def _gathering(deltas: Sequence[Delta], *, is_checked: bool) -> Work:
    def gather(connection: sa.Connection, sent: Sent) -> Succeeded:
        staged = running_return(connection, sent)
        receipts = apply_deltas(connection, staged, deltas)
        if is_checked:
            check_whole(connection, staged, _tell_nobody)
        lines = [each.line for each in receipts if each.line is not None]
        rules = rules_by_line(connection, staged.return_id, lines) if is_checked else {}
        told = [
            {
                "__typename": "RowReceipt", "reference": each.reference, "outcome": each.outcome.name,
                "line": each.line, "rules": rules.get(each.line or 0, []),
            }
            for each in receipts
        ]  # fmt: skip
        whole = {"__typename": "RowsReceipt", "id": str(staged.return_id), "receipts": told}
        return Succeeded(str(staged.return_id), {"sent": whole | {"rows": rows_held(connection, staged.return_id)}})

    return gather


def _row_problems(row: Values) -> Iterator[Problem | None]:
    yield from text_problems(ROW_FIELDS, row)
    yield from (is_no_formula(str(row.get(name) or ""), name) for name in ("reference", "child"))


def _delta(row: Values) -> Delta:
    cells = {column: row.get(name) for name, column in ROW_CELLS.items()}
    cells["child_number"] = text_of(row, "child") or None
    kind = cells["missing_kind"]
    cells["missing_kind"] = None if kind is None else MissingKind(kind)
    return Delta(str(row["reference"]).strip(), cells, bool(row.get("purge")))


def _received(connection: sa.Connection, brought: BroughtIn) -> Succeeded:
    return Succeeded(str(brought.return_id), {"receipt": _receipt(connection, brought)})


def _receipt(connection: sa.Connection, brought: BroughtIn) -> Values:
    found = [
        {**each, "__typename": "FoundByRule", "severity": str(each["severity"]).upper()}
        for each in found_by_rule(connection, brought.return_id)
    ]
    return {
        "__typename": "ReturnReceipt",
        "id": str(brought.return_id),
        "rows": brought.rows,
        "errors": brought.totals.errors,
        "queries": brought.totals.queries,
        "found": found,
    }


async def _apart(context: CommandContext, sent: Sent, work: Work) -> Outcome:
    await context.rows.allow_long_wait()
    return await asyncio.to_thread(_do_apart, context, sent, work)


def _do_apart(context: CommandContext, sent: Sent, work: Work) -> Outcome:
    """Do the work under the caller's role, and keep the memory of the command in the same transaction."""
    engine = sa.create_engine(with_driver(api_url(), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.connect() as connection, connection.begin() as transaction:
        take_on(connection, role_of(context.caller.agency))
        sign_return(connection, context.caller.subject, authority=sent.authority, reason=f"return of {sent.kind.value}")
        trial = connection.begin_nested() if context.input["dryRun"] else None
        try:
            done = work(connection, sent)
            if trial is not None:
                compared = _compared(connection, trial, context, done=done)
                transaction.rollback()
                return compared
            remember(connection, context.memory(done))
        except IntegrityError as fault:
            raise ConcurrentChange(UNREADABLE) from fault
    return done


def _compared(
    connection: sa.Connection, trial: sa.NestedTransaction, context: CommandContext, *, done: Succeeded
) -> Succeeded:
    """What was done, which is taken back, with the fields of the return that it would change."""
    key = key_of(done.key)
    after = see_apart(connection, context.command, key)
    trial.rollback()
    changed = changes_between(see_apart(connection, context.command, key), after)
    return Succeeded(done.key, {**(done.extra or {}), "changes": changed})


async def _allowed(context: CommandContext) -> int:
    """How many findings the receiver lets remain."""
    key, count = context.record["id"], 0
    for bypass in await context.rows.find_all(return_judgement, return_id=key, decision=BypassDecision.ALLOWED.value):
        found = await context.rows.find(return_check, id=bypass["check_id"], replaced_at=None)
        count += found["row_total"] if found else 0
    return count


async def _in_force(context: CommandContext) -> object:
    """The key of the return that is in force for the same period; None if there is none."""
    record = context.record
    same = {name: record[name] for name in ("authority_code", "kind", "period_start")}
    found = await context.rows.find_all(authority_return, **same)
    now = (ReturnStatus.ACCEPTED, ReturnStatus.ACCEPTED_WITH_CAVEAT)
    return next((each["id"] for each in found if each["status"] in now), None)


def _tell_nobody(name: str, done: int, total: int) -> None:
    """Nobody follows the progress of a request."""
