"""A subscription that was admitted: how it is read, page after page, and what a page costs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from register.audit import Consultation
from register.database.connections import Pool, transaction
from register.policy.roles import role_of
from register.requests.graphql.cost import Cost
from register.resolvers.reads.answer import Answer, open_known
from register.resolvers.reads.change_feed import read_feed
from register.resolvers.reads.plan_cache import PlannedRoot
from register.settings import Settings
from register.sql.read.change_feed import Place
from register.sql.read.cursor import reader_key
from register.vocabulary import Caller


@dataclass(frozen=True, slots=True)
class News:
    """One page of the feed. body: the whole answer; token: where the next begins; count: how many changes it holds."""

    body: bytes
    token: str
    has_more: bool
    count: int


@dataclass(frozen=True, slots=True)
class Subscribed:
    """An operation that may be read again and again. starts_now: true if it names no place to continue from.

    cost: of a full page; page_size: how many changes that holds.
    """

    pool: Pool
    settings: Settings
    asked: Consultation
    root: PlannedRoot
    variables: Mapping[str, object]
    starts_now: bool
    cost: Cost
    page_size: int

    async def read(self, caller: Caller, since: str | None) -> News:
        """The page after a token, or after the place that the operation names, with the caller's present rights.

        Raises: the refusal of a reading.
        """
        was_woken = since is not None
        if since is None and self.starts_now:
            since = await self._now(caller)
        asked = replace(self.asked, caller=caller)
        # Decision: silent-readings
        page = await read_feed(
            self.pool,
            self.settings,
            asked,
            root=self.root,
            variables=self.variables,
            since=since,
            was_woken=was_woken,
        )
        answer = Answer({self.root.key: page.text}, withheld=page.withheld, narrowed=page.narrowed)
        body = answer.body([self.root.key], {"requested": self.cost.requested, "max": self.cost.max})
        return News(body, page.token, page.has_more, page.count)

    def price_of(self, news: News) -> int:
        """What a page costs, by how full it is."""
        return self.cost.requested * news.count // self.page_size

    async def _now(self, caller: Caller) -> str:
        """Where the log ends. Raises: Unauthenticated, Unavailable."""
        async with transaction(self.pool, self.settings, role_of(caller.agency)) as connection:
            opened = await open_known(connection, caller, [])
        return Place(opened.origin, opened.horizon).token(reader_key(caller))
