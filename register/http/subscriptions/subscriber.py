"""One follower of the feed: read, send, wait to be woken, and verify the caller again before each reading.

Only the token of its place is kept for a follower: what it did not receive, it asks for again. No connection to
the database is held while it is waited for.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Protocol, TypeVar

from register.database.connections import Pool
from register.errors import RateLimited, Unauthenticated, Unavailable
from register.http.request_headers import new_number, purpose_of
from register.http.subscriptions.change_listener import Wake, Waking
from register.identity.causes import Cause
from register.identity.tokens import Verifier, bearer_token
from register.requests.graphql.execute import Executor
from register.requests.graphql.subscription import News, Subscribed
from register.resolvers.reads.answer import confirm_known
from register.settings import Settings
from register.vocabulary import Caller, Purpose

# A database that is out of reach for less than the sum of these, in seconds, ends no stream.
TRIED_AGAIN_AFTER_S: Final = (0.5, 1.0, 2.0, 4.0, 8.0)

# Followers read with this part of the pool at most: ordinary requests never wait for them.
# Decision: ration-readings
PART_OF_POOL: Final = 4

T = TypeVar("T")


class Follower(Protocol):
    """Who follows, for as long as its authority lasts."""

    async def caller(self) -> Caller:
        """The caller as the authority says now. Raises: Unauthenticated once it has ended."""

    async def left_s(self) -> float:
        """The seconds for which the authority still lasts. Raises: Unauthenticated."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who follows: a token and a purpose, and the number under which the access log knows the subscription."""

    verifier: Verifier
    token: str
    purpose: Purpose | None
    number: str

    @classmethod
    def of(cls, verifier: Verifier, headers: Sequence[tuple[bytes, bytes]]) -> "Bearer":
        """The bearer that headers name; whether the token is any good is not looked at. Raises: Unauthenticated."""
        return cls(verifier, bearer_token(headers), purpose_of(headers), new_number())

    def renumbered(self) -> "Bearer":
        """The same bearer, under a number of its own."""
        return replace(self, number=new_number())

    async def caller(self) -> Caller:
        """The caller as the token says now. Raises: Unauthenticated once it has expired or was revoked."""
        claims = await self.verifier.verify(self.token)
        if claims.expires_at <= datetime.now(UTC):
            raise Unauthenticated(Cause.EXPIRED)
        today = datetime.now(UTC).date()
        return Caller(claims.subject, claims.agency, claims.area, claims.organisation, self.purpose, today)

    async def left_s(self) -> float:
        """The seconds for which the token is still valid; 0 or less once it has expired. Raises: Unauthenticated."""
        claims = await self.verifier.verify(self.token)
        return (claims.expires_at - datetime.now(UTC)).total_seconds()


# Decision: visitors-give-way
class Visitors:
    """The sockets that have not signed in: few, fewer still of one address, and the oldest gives way to the newest.

    A client that signs in at once is never the oldest for long, so that nobody keeps it out by waiting at the door.
    """

    def __init__(self, given: Settings) -> None:
        self._most = given.max_visitors
        self._most_of_one = given.max_visitors_per_address
        self._waiting: dict[object, tuple[str, Callable[[], None]]] = {}

    @contextmanager
    def counted(self, address: str, give_way: Callable[[], None]) -> Iterator[None]:
        """One more waits. give_way: called where another takes its place."""
        of_one = [ticket for ticket, (host, _) in self._waiting.items() if host == address]
        if len(of_one) >= self._most_of_one:
            self._turn_out(of_one[0])
        elif len(self._waiting) >= self._most:
            self._turn_out(next(iter(self._waiting)))
        own = object()
        self._waiting[own] = (address, give_way)
        try:
            yield
        finally:
            self._waiting.pop(own, None)

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def _turn_out(self, ticket: object) -> None:
        _, give_way = self._waiting.pop(ticket)
        give_way()


class Streams:
    """What all streams of a process share: the pool, the bell, how many they are, and how many read at a time."""

    def __init__(self, pool: Pool, verifier: Verifier, executor: Executor, *, given: Settings) -> None:
        self.pool = pool
        self.verifier = verifier
        self.executor = executor
        self.settings = given
        self.waking = Waking(given)
        self.visitors = Visitors(given)
        self.open = 0
        self._readers = asyncio.Semaphore(max(1, given.pool_size // PART_OF_POOL))

    async def in_turn(self, work: Callable[[], Awaitable[T]]) -> T:
        """Work on the database, few at a time. Raises: what the work raises."""
        async with self._readers:
            return await work()

    async def patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """Work on the database as in_turn does, tried again for a while if it is out of reach."""
        for pause_s in TRIED_AGAIN_AFTER_S:
            try:
                return await self.in_turn(work)
            except Unavailable:
                await asyncio.sleep(pause_s)
        return await self.in_turn(work)

    @property
    def full(self) -> bool:
        """True if the most streams that are allowed are open."""
        return self.open >= self.settings.max_streams

    @contextmanager
    def counted(self) -> Iterator[None]:
        """One more stream is open."""
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1


async def follow(streams: Streams, bearer: Follower, subscription: Subscribed) -> AsyncGenerator[bytes]:
    """The answers of a subscription: the first at once, even if empty, to send its token; then one for each change.

    Raises: the refusal of a reading, at any time.
    """

    async def read() -> News:
        return await subscription.read(await bearer.caller(), since)

    since: str | None = None
    with streams.waking.follower() as wake:
        while True:
            wake.hush()
            news = await streams.patiently(read)
            if news.count or since is None:
                yield news.body
            if since is not None:
                await _pay(streams, bearer, subscription.price_of(news))
            since = news.token
            if not news.has_more:
                await _wait(streams, bearer, wake)


async def _pay(streams: Streams, bearer: Follower, cost: int) -> None:
    """Pay for what was sent before more is read. If the allowance is spent, wait until there is some again."""
    while True:
        try:
            return streams.executor.pay(await bearer.caller(), cost)
        except RateLimited as refusal:
            await asyncio.sleep(min(float(str(refusal.details["retryAfterS"])), await bearer.left_s()))


async def _wait(streams: Streams, bearer: Follower, wake: Wake) -> None:
    """Wait for news. Raises: Unauthenticated as soon as the token expires, or is found to be invalid."""

    while not await wake.within(min(streams.settings.subscription_check_s, await bearer.left_s())):
        await streams.patiently(lambda: confirm(streams, bearer))


async def confirm(streams: Streams, bearer: Follower) -> None:
    """Refuse a bearer whom the register does not know, or no longer. Raises: Unauthenticated, Unavailable."""
    await confirm_known(streams.pool, streams.settings, await bearer.caller())
