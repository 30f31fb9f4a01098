"""A feed of changes, page by page, for subscriptions: each page is a consultation of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from register.audit import Consultation
from register.database.connections import Pool, through_migrations, transaction
from register.errors import RegisterError
from register.policy.roles import role_of
from register.resolvers.reads.answer import Answer, bind_root, open_known, ready_of, run_recorded, write_refusals
from register.resolvers.reads.plan_cache import PlannedRoot
from register.settings import Settings


@dataclass(frozen=True, slots=True)
class Page:
    """The result of one reading of a feed.

    text: the JSON of what was selected of ChangeFeed, for the root field's key.
    token: the reader's place in the log now; has_more: true if more is waiting; count: how many changes it holds.
    withheld, narrowed: for the extensions of the answer.
    """

    text: str
    token: str
    has_more: bool
    count: int
    withheld: list[dict[str, object]] = field(default_factory=list)
    narrowed: list[dict[str, object]] = field(default_factory=list)


@through_migrations
async def read_feed(
    pool: Pool,
    given: Settings,
    asked: Consultation,
    *,
    root: PlannedRoot,
    variables: Mapping[str, object],
    since: str | None,
    was_woken: bool = False,
) -> Page:
    """The next page of a feed after a token, read and written down in a transaction of its own.

    was_woken: a change of the register asks, not the reader. If the reader may not know of that change, the page is
    empty, and an entry in the access log would show the readers of that log when something hidden changed.
    root: a planned root field that answers a ChangeFeed. since: used instead of the field's own argument; from the
    beginning if it is None and the field names no place either. What the caller may read is decided again.
    The channel register_changed is notified with each transaction that changes the register. A change is reported
    once every transaction that began before it has ended, so after a notice with nothing to report, read again soon.
    Raises: BadInput, what policy refuses with, Unauthenticated, Unavailable.
    """
    try:
        (bound,) = bind_root(root, asked.caller, variables)
        if since is not None:
            bound = replace(bound, since=since)
        answer = Answer()
        async with transaction(pool, given, role_of(asked.caller.agency)) as connection:
            opened = await open_known(connection, asked.caller, bound.area_codes)
            ready = ready_of(bound, asked.caller, opened)
            found = await run_recorded(connection, asked, opened, ready=ready, answer=answer, unless_empty=was_woken)
    except RegisterError as refusal:
        if refusal.code.startswith("POLICY_"):
            await write_refusals(pool, given, asked, refused=[(root, refusal)])
        raise
    assert found.token is not None
    return Page(found.text, found.token, found.has_more, found.count, answer.withheld, answer.narrowed)
