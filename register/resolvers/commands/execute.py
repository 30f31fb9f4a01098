"""Carry out a command: decided, done once however often it is sent, read back by its caller, recorded, all or nothing.

A command runs in one transaction. If another command, or a migration, was quicker, it starts again on what that one
left. A command that has been done already is not done again; its recorded result is read again.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import asyncpg
import orjson

from register.audit import Consultation, record_given, record_refused
from register.catalogue import Command
from register.database.connections import Connection, Pool, transaction
from register.errors import Forbidden, PurposeRequired, RateLimited, RegisterError, Unavailable
from register.identity.security_log import security_event
from register.open_types import Values
from register.plan.command import CHANGED_KEY, RECORDED_AT, PayloadField
from register.plan.read import RootPlan
from register.policy.authority import authority_of
from register.policy.decide import GrantedChange, authorise_change
from register.policy.roles import role_of
from register.resolvers.commands.batch import items_shown
from register.resolvers.commands.context import (
    CommandContext,
    ConcurrentChange,
    Outcome,
    Refused,
    Succeeded,
    problem_from,
    problem_shown,
)
from register.resolvers.commands.dry_run import changes_between, records_named, see
from register.resolvers.commands.subjects import ACTS
from register.resolvers.reads.answer import Answer, Bound, caller_values, open_known, ready_of, run_ready
from register.resolvers.reads.plan_cache import PlannedChange
from register.rules.command import key_is_for_one_command
from register.rules.problem import problems_of
from register.rules.text import cannot_be_kept, text_is_plain
from register.settings import Settings
from register.sql.read.given import Given
from register.sql.read.statement import BETWEEN_KEYS
from register.sql.session.open_request import Opened
from register.sql.write.rows import CommandRows, Row
from register.tables import change_request
from register.tables.texts import longest_of

ATTEMPTS = 4
REMEMBERED = timedelta(hours=24)
# Another command was quicker: to the same rows, in the other order, or with the same key.
OVERTAKEN = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, asyncpg.UniqueViolationError)
# A migration changed a table under a statement prepared before it, or under a snapshot taken before it.
MIGRATED = (asyncpg.InvalidCachedStatementError, asyncpg.UndefinedColumnError)
NOT_THE_COMMAND = frozenset({"idempotencyKey", "dryRun"})


@dataclass(frozen=True, slots=True)
class Request:
    """One sending of a command: its plan, its input, and who sends it."""

    planned: PlannedChange
    asked: Consultation
    input: Values

    @property
    def command(self) -> Command:
        """The declaration of the command."""
        return self.planned.plan.command

    @property
    def dry_run(self) -> bool:
        """True if everything is checked and nothing changed."""
        return bool(self.input.get("dryRun"))

    @property
    def digest(self) -> str:
        """A digest of the command, its input and its purpose: the same request has the same digest."""
        sent = {name: value for name, value in self.input.items() if name not in NOT_THE_COMMAND}
        same = [self.command.name, sent, self.asked.caller.purpose]
        return hashlib.sha256(orjson.dumps(same, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def answer_change(
    pool: Pool, given: Settings, asked: Consultation, *, planned: PlannedChange, variables: Values
) -> Answer:
    """The answer to a command. Raises: Unauthenticated, Unavailable, RateLimited."""
    request = Request(planned, asked, planned.plan.input(variables))
    answer = Answer()
    for attempt in range(ATTEMPTS):
        try:
            answer.texts[planned.plan.key] = await _attempt(pool, given, request, variables=variables, answer=answer)
            return answer
        except (Forbidden, PurposeRequired) as refusal:
            await _write_refusal(pool, given, request, refusal=refusal)
            answer.refuse(planned.plan.key, refusal)
            return answer
        except RateLimited as refusal:
            # A day's number has been used up: whoever watches over this person is to know.
            security_event("day_used_up", command=request.command.name, agency=asked.caller.agency.value)
            await _write_refusal(pool, given, request, refusal=refusal)
            raise
        except (RegisterError, asyncpg.PostgresError) as fault:
            if attempt == ATTEMPTS - 1 or not _may_go_well_now(fault):
                raise
    raise Unavailable("Too many changes are being made at once. Try again.")


def _may_go_well_now(fault: BaseException) -> bool:
    return isinstance(fault, (ConcurrentChange, *OVERTAKEN, *MIGRATED)) or isinstance(
        fault.__cause__, OVERTAKEN + MIGRATED
    )


async def _attempt(pool: Pool, given: Settings, request: Request, *, variables: Values, answer: Answer) -> str:
    caller, command = request.asked.caller, request.command
    async with transaction(pool, given, role_of(caller.agency)) as connection:
        opened = await open_known(connection, caller, [])
        authority = authority_of(caller.agency, [caller.today], opened.live)
        granted = authorise_change(command, authority, has_purpose=caller.purpose is not None)
        rows = CommandRows(connection, granted, caller_values(caller, opened))
        context = CommandContext(command, caller, opened, request.input, rows, partial(_memory, request, opened))
        outcome, recorded_at, changed = await _seen_apart(request, context)
        shown, found = await _read_back(
            connection, request, opened, outcome=outcome, recorded_at=recorded_at, variables=variables, answer=answer
        )
        if request.dry_run:
            await rows.roll_back()
        await _record(connection, request, granted, outcome=outcome, found=found)
    return _payload(request, shown, outcome, changed=changed)


async def _seen_apart(
    request: Request, context: CommandContext
) -> tuple[Outcome, datetime | None, list[dict[str, Any]] | None]:
    """The outcome of the command, its instant if it was sent before, and what a dry run of it would change."""
    command, rows = request.command, context.rows
    asked = any(piece.name == "changes" for piece in request.planned.plan.pieces)
    if not asked or not request.dry_run or problems_of(*cannot_be_kept(request.input)):
        return *await _once(request, context), None
    before = await see(rows, command, records_named(command, request.input, None))
    outcome, recorded_at = await _once(request, context)
    if isinstance(outcome, Refused):
        return outcome, recorded_at, []
    after = await see(rows, command, records_named(command, request.input, outcome.key))
    return outcome, recorded_at, changes_between(before, after)


async def _once(request: Request, context: CommandContext) -> tuple[Outcome, datetime | None]:
    """The outcome of the command or, if it was sent before, the first outcome and its instant."""
    rows, key = context.rows, str(request.input["idempotencyKey"])
    await rows.set_savepoint()
    broken = problems_of(
        *cannot_be_kept(request.input),
        text_is_plain(key, "idempotencyKey", longest_of(change_request.c.idempotency_key)),
    )
    if broken:
        return Refused(broken), None
    await rows.set_reason(context.text("reason"))
    before = await rows.lock(change_request, idempotency_key=key)
    apart = request.command.own_transaction
    if before is not None and (apart or before["recorded_at"] > context.at - REMEMBERED):
        return _remembered(request, before), before["recorded_at"]
    outcome = await ACTS[request.command.name](context)
    if isinstance(outcome, Refused):
        await rows.roll_back()
    if not (request.dry_run or (apart and isinstance(outcome, Succeeded))):
        await _remember(context, outcome, before)
    return outcome, None


def _remembered(request: Request, before: Row) -> Outcome:
    """How the command ended when its key was first sent."""
    taken = key_is_for_one_command(before["digest"], request.digest)
    if taken is not None:
        return Refused((taken,))
    problems = tuple(problem_from(each) for each in orjson.loads(before["problems"]))
    extra = orjson.loads(before["told"]) if before["told"] else None
    return Refused(problems, extra) if problems else Succeeded(before["entity_key"], extra)


def _memory(request: Request, opened: Opened, outcome: Outcome) -> Values:
    """The row that remembers what a command did, and for whom."""
    caller = request.asked.caller
    problems = outcome.problems if isinstance(outcome, Refused) else ()
    return {
        "subject": caller.subject,
        "agency": caller.agency.value,
        "area": caller.area,
        "organisation": caller.organisation,
        "idempotency_key": str(request.input["idempotencyKey"]),
        "command": request.command.name,
        "digest": request.digest,
        "entity_key": outcome.key if isinstance(outcome, Succeeded) else None,
        "problems": orjson.dumps([asdict(each) for each in problems]).decode(),
        "told": None if outcome.extra is None else orjson.dumps(outcome.extra).decode(),
        "recorded_at": opened.at,
    }


async def _remember(context: CommandContext, outcome: Outcome, before: Values | None) -> None:
    if before is None:
        await context.rows.insert(change_request, **context.memory(outcome))
    else:
        await context.rows.update(change_request, before["id"], **context.memory(outcome))


async def _read_back(
    connection: Connection,
    request: Request,
    opened: Opened,
    *,
    outcome: Outcome,
    recorded_at: datetime | None,
    variables: Values,
    answer: Answer,
) -> tuple[str, Given | None]:
    """What was changed, read by the caller as any read is; of a command sent again, as it was recorded then."""
    root = request.planned.read if recorded_at is None else request.planned.reread
    if root is None or isinstance(outcome, Refused):
        return "null", None
    assert isinstance(root.plan, RootPlan)
    values = root.plan.bind({**variables, CHANGED_KEY: outcome.key, RECORDED_AT: recorded_at})
    then = opened if recorded_at is None else opened.before(recorded_at)
    caller = request.asked.caller
    ready = ready_of(Bound(root, root.plan, values), caller, then)
    found = await run_ready(connection, caller, ready, answer=answer)
    return found.text, found


async def _record(
    connection: Connection, request: Request, granted: GrantedChange, *, outcome: Outcome, found: Given | None
) -> None:
    command = request.command
    if isinstance(outcome, Refused):
        await record_refused(connection, request.asked, command.name, refusal=outcome.problems[0].code)
        return
    keys = outcome.key.split(BETWEEN_KEYS)
    given = found or Given(keys={command.name: outcome.key}, sizes={command.name: len(keys)})
    await record_given(connection, request.asked, command.name, groups=command.changes, given=given)


async def _write_refusal(pool: Pool, given: Settings, request: Request, *, refusal: RegisterError) -> None:
    caller = request.asked.caller
    async with transaction(pool, given, role_of(caller.agency)) as connection:
        await open_known(connection, caller, [])
        await record_refused(connection, request.asked, request.command.name, refusal=refusal.code)


def _payload(request: Request, shown: str, outcome: Outcome, *, changed: list[dict[str, Any]] | None) -> str:
    plan = request.planned.plan
    problems = outcome.problems if isinstance(outcome, Refused) else ()
    held = {
        "__typename": plan.payload,
        "problems": [problem_shown(each) for each in problems if each.item is None],
        "items": items_shown(request.input, problems),
        "report": None,
        "changes": changed,
        "encounter": None,
        "receipt": None,
        "sent": None,
        **(outcome.extra or {}),
    }
    parts = (
        shown if each.name == plan.command.shown else orjson.dumps(_chosen(each.below, held[each.name])).decode()
        for each in plan.pieces
    )
    return "{" + ",".join(f'"{each.key}":{part}' for each, part in zip(plan.pieces, parts, strict=True)) + "}"


def _chosen(wanted: Sequence[PayloadField], value: Any) -> Any:
    """Of what a payload holds, the fields that were asked for, under their answer keys."""
    if isinstance(value, list):
        return [_chosen(wanted, each) for each in value]
    if isinstance(value, Mapping):
        return {each.key: _chosen(each.below, value[each.name]) for each in wanted}
    return value
