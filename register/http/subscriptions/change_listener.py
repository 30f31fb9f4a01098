"""Waking those who follow the feed: one connection listens for a whole process, however many follow.

A change is announced when it commits, and reported once every transaction before it has ended: the feed reads below
that horizon only. So an announcement is remembered until the horizon has passed it, and each time the horizon moves on
the way, all followers are woken once. Below a horizon that has not moved the feed is unchanged, so nobody is woken.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import asyncpg

from register.database.connections import FAULTS, api_url
from register.identity.security_log import security_event
from register.settings import Settings
from register.sql.session.horizon import Horizon, read_horizon

CHANNEL: Final = "register_changed"
LISTENER: Final = "register listening"

# How often the horizon is looked at while an announced change lies beyond it.
LAGGING_S: Final = 0.1
CONNECT_WITHIN_S: Final = 5.0
ANSWER_WITHIN_S: Final = 5.0


class Wake:
    """One follower's bell: however often it is rung before it is heard, it is heard once."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake the follower."""
        self._rung.set()

    def hush(self) -> None:
        """Forget what was rung so far: what follows is read anyway."""
        self._rung.clear()

    async def within(self, seconds: float) -> bool:
        """True as soon as it is rung; false after so many seconds of silence."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        return self._rung.is_set()


class Waking:
    """Listens from the first follower on until the process stops, over one connection beside the pool.

    A lost connection is opened again, and then all are woken: what was announced in between is in the log.
    """

    def __init__(self, given: Settings) -> None:
        self._settings = given
        self._wakes: set[Wake] = set()
        self._heard = asyncio.Event()
        self._announced: int | None = None
        self._woken_at = 0
        self._listening: asyncio.Task[None] | None = None

    @contextmanager
    def follower(self) -> Iterator[Wake]:
        """A bell that rings for as long as it is held."""
        if self._listening is None:
            self._listening = asyncio.create_task(self._keep_listening())
        wake = Wake()
        self._wakes.add(wake)
        try:
            yield wake
        finally:
            self._wakes.discard(wake)

    async def close(self) -> None:
        """Stop listening."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _keep_listening(self) -> None:
        while True:
            try:
                await self._listen()
            except FAULTS as fault:
                security_event("not_listening", kind=type(fault).__name__)
            await asyncio.sleep(min(1.0, self._settings.subscription_poll_s))

    async def _listen(self) -> None:
        connection = await asyncpg.connect(
            api_url(), timeout=CONNECT_WITHIN_S, server_settings={"application_name": LISTENER}
        )
        try:
            connection.add_termination_listener(self._hear)
            await connection.add_listener(CHANNEL, self._hear)
            # Whatever was announced while nobody listened lies below what has begun by now.
            self._heard.set()
            self._woken_at = 0
            while True:
                await self._look(connection)
        finally:
            with suppress(*FAULTS):
                await connection.close(timeout=1.0)

    def _hear(self, *_: object) -> None:
        self._heard.set()

    async def _look(self, connection: asyncpg.Connection) -> None:
        """Wait for an announcement, or until the horizon is worth another look; wake all if it has moved."""
        pause_s = self._settings.subscription_poll_s if self._announced is None else LAGGING_S
        with suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._heard.wait()
        heard = self._heard.is_set()
        if heard:
            # One import is many commits: they are gathered, and told together.
            await asyncio.sleep(self._settings.subscription_gather_s)
            self._heard.clear()
        async with asyncio.timeout(ANSWER_WITHIN_S):
            horizon = await read_horizon(connection)
        self._consider(horizon, heard=heard)

    def _consider(self, horizon: Horizon, *, heard: bool) -> None:
        if heard:
            self._announced = horizon.begun
        if self._announced is None:
            return
        if horizon.settled > self._woken_at:
            self._woken_at = horizon.settled
            for wake in self._wakes:
                wake.ring()
        if horizon.settled >= self._announced:
            self._announced = None
