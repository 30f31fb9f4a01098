"""Searches for what is hidden and for what nobody holds, with the work that each of them was."""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from register.database.connections import open_pool, transaction
from register.errors import RegisterError
from register.plan.argument_checks import LONGEST_TEXT
from register.policy.roles import role_of
from register.requests.graphql.execute import Executor
from register.resolvers.reads.answer import Ready, bind_root, open_known, ready_of
from register.settings import settings
from register.sql.read.given import Given
from register.sql.read.run import run_read
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.rows import Asker
from tests.hostile.searches import Register, Search, absent, hidden
from tests.hostile.work import Watched

# Runs the statements of a root field while its work is watched.
Run = Callable[[Watched, Ready], Awaitable[Given]]
SHOWN = ("totalCount nodes { __typename }", "nodes { __typename }")
# What policy refuses is refused before anything is read.
REFUSED = ("POLICY_FORBIDDEN_MATCH", "POLICY_FORBIDDEN_GROUP", "POLICY_FORBIDDEN", "POLICY_PURPOSE_REQUIRED")
# What each connection has prepared, by the number of its process: the pool renews a connection from time to time.
PREPARED: defaultdict[int, set[str]] = defaultdict(set)
# A small table is read whole whatever is asked for: the plans are to be those of a large one.
AS_IF_LARGE = "set local enable_seqscan = off"


@dataclass
class Compared:
    """What came of the searches: how many were asked by whom, and where the work for a hidden value was another."""

    searched: Counter[str] = field(default_factory=Counter)
    differing: list[tuple[str, str, list[Any]]] = field(default_factory=list)


async def compare_all(
    register: Register, askers: Mapping[str, Asker], searches: Sequence[Search], *, most_values: int, every: int = 1
) -> Compared:
    """Search for what is hidden from each caller, so many values of each column, and for what nobody holds.

    every: of so many callers one asks each search, by turns.
    """
    pool = await open_pool(settings().model_copy(update={"pool_size": 1}))
    executor, compared = Executor(pool, settings()), Compared()
    for place, (name, asker) in enumerate(askers.items()):
        for search in searches[place % every :: every]:
            held = [value for value in hidden(register, asker, search) if len(str(value)) <= LONGEST_TEXT][:most_values]
            nowhere = absent(register, search)[:1]
            if not (held and nowhere):
                continue
            done = [await searched(executor, caller_of(asker), search, value) for value in (*held, *nowhere)]
            if None not in done:
                compared.searched[name] += 1
                if len(set(done)) > 1:
                    compared.differing.append((name, search.name, held))
    await pool.close()
    return compared


async def searched(executor: Executor, caller: Caller, search: Search, value: Any) -> tuple[Any, ...] | None:
    """The answer of a search and the work that it was; nothing where policy refuses it."""
    for shown in SHOWN:
        try:
            return await worked(executor, caller, search.text(shown), value=value, run=_read)
        except RegisterError as refusal:
            if refusal.code not in REFUSED:
                raise
    return None


async def _read(watched: Watched, ready: Ready) -> Given:
    return await run_read(watched, ready.compiled.node, ready.values, question=lambda read: b"")


async def worked(executor: Executor, caller: Caller, text: str, *, value: Any, run: Run) -> tuple[Any, ...]:
    """The answer of one root and the work that it was. Raises: RegisterError where policy refuses it."""
    operation = executor.documents.ready(text).choose(None)
    variables = operation.coerce(executor.schema, {"v": value})
    (root,) = executor.plans.of(operation.node, operation.document.fragments, variables)
    (bound,) = bind_root(root, caller, variables)
    async with transaction(executor.pool, executor.settings, role_of(caller.agency)) as connection:
        await connection.execute(AS_IF_LARGE)
        opened = await open_known(connection, caller, [])
        ready = ready_of(bound, caller, opened)
        watched = Watched(connection, PREPARED[connection.get_server_pid()])
        found = await run(watched, ready)
    return found.text, tuple(watched.work)


def caller_of(asker: Asker) -> Caller:
    """The caller as a request has it."""
    purpose = Purpose(asker.purpose) if asker.purpose else None
    today = datetime.now(UTC).date()
    return Caller(asker.subject, Agency(asker.agency), asker.area, asker.organisation, purpose, today)
