"""The access log: one entry for each plan that ran, in its transaction, and one for each refusal. No entry, no answer.

Source: Data Protection Act 2018 s.62: who consulted what and when. Values never enter the log; keys do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from register.database.connections import FAULTS, UNREADABLE
from register.errors import Unavailable
from register.policy.grants import POLICY_VERSION
from register.sql.read.given import Given
from register.sql.read.statement import BETWEEN_KEYS
from register.sql.session.access_log_entry import entry_of
from register.sql.session.open_request import LiveGrant
from register.vocabulary import Caller, Group, LiveGrantKind, Outcome

# A log that keeps the caller waiting for longer is taken for one that cannot be written.
RECORDED_WITHIN_S = 1.0
# What an entry says was read: how many rows, the nodes, the size of each, and the keys.
NOTHING_READ: tuple[int, Sequence[str], Sequence[int], str] = (0, (), (), "")


class Writer(Protocol):
    """The part of a driver's connection that logging needs."""

    async def execute(self, query: str, *args: object, timeout: float | None = None) -> str:  # noqa: ASYNC109 - the driver has it
        """Run a statement that returns no rows."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One request, as the log names it. document: a digest of the query's text; operation: its name."""

    request: str
    caller: Caller
    operation: str | None
    document: str


async def record_given(
    connection: Writer,
    asked: Consultation,
    root: str,
    *,
    groups: frozenset[Group],
    given: Given,
    by: Sequence[LiveGrant] = (),
    searched: Sequence[str] = (),
) -> None:
    """Log the keys of the rows that a plan returns, node by node.

    by: the live grants that it relied on; searched: the sensitive values that it searched by, as digests.
    """
    nodes = [*given.sizes, *(f"searched {search}" for search in searched)]
    sizes = [*given.sizes.values(), *(0 for _ in searched)]
    keys = BETWEEN_KEYS.join(text for text in given.keys.values() if text)
    read = (sizes[0], nodes, sizes, keys)
    await _add(connection, asked, root, outcome=Outcome.ALLOWED, groups=groups, read=read, by=by)


async def record_refused(connection: Writer, asked: Consultation, root: str, *, refusal: str) -> None:
    """Log that policy refused a root field, with the code."""
    await _add(connection, asked, root, outcome=Outcome.REFUSED, refusal=refusal)


async def _add(
    connection: Writer,
    asked: Consultation,
    root: str,
    *,
    outcome: Outcome,
    refusal: str | None = None,
    groups: frozenset[Group] = frozenset(),
    read: tuple[int, Sequence[str], Sequence[int], str] = NOTHING_READ,
    by: Sequence[LiveGrant] = (),
) -> None:
    caller = asked.caller
    entry = (
        asked.request,
        caller.subject,
        caller.agency.value,
        caller.area,
        caller.organisation,
        caller.purpose.value if caller.purpose else None,
        asked.operation,
        asked.document,
        root,
        outcome.value,
        refusal,
        sorted(groups),
        *read,
        POLICY_VERSION,
        [grant.id for grant in by],
        any(grant.kind is LiveGrantKind.BREAK_GLASS for grant in by),
    )
    try:
        await connection.execute(entry_of(caller.agency), *entry, timeout=RECORDED_WITHIN_S)
    except FAULTS as cause:
        raise Unavailable(UNREADABLE) from cause
