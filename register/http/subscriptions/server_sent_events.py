"""A subscription as server-sent events: `next` for each answer, `complete` when the register ends it.

Source: GraphQL over Server-Sent Events Protocol, distinct connections mode. A stream that breaks off without `complete`
is asked for again, from the last token of the feed.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

import orjson
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from register.errors import Internal, RegisterError
from register.http.counts import COUNTS
from register.http.errors import log_fault, log_refusal, told
from register.http.subscriptions.subscriber import Streams
from register.identity.security_log import security_event

EVENTS: Final = "text/event-stream"
COMPLETE: Final = b"event: complete\ndata:\n\n"
STILL_THERE: Final = b":\n\n"


def next_event(body: bytes) -> bytes:
    """One answer as an event. body: its JSON; a line's end in it is white space between its parts, and ends data."""
    return b"event: next\ndata: " + body.replace(b"\r", b" ").replace(b"\n", b" ") + b"\n\n"


def refusal_event(errors: list[dict[str, object]]) -> bytes:
    """The refusal of a subscription, and the end of the stream."""
    return next_event(orjson.dumps({"errors": errors})) + COMPLETE


class _NotRead(Exception):
    """The caller does not read what it is sent."""


class EventStream(Response):
    """An answer that continues until the caller leaves, its authority ends, or it does not read what it is sent."""

    media_type = EVENTS

    def __init__(
        self, streams: Streams, bodies: AsyncGenerator[bytes], number: str, *, headers: dict[str, str]
    ) -> None:
        super().__init__(headers=headers)
        # How long it will be is not known.
        del self.headers["content-length"]
        self.streams = streams
        self.bodies = bodies
        self.number = number

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until either side stops; after that nothing of it runs."""
        with self.streams.counted():
            telling = asyncio.create_task(self._tell(send))
            leaving = asyncio.create_task(_until_gone(receive))
            try:
                await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                telling.cancel()
                leaving.cancel()
                await asyncio.gather(telling, leaving, return_exceptions=True)

    async def _tell(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        try:
            last = await self._tell_all(send)
        except _NotRead:
            # Who does not read is not waited for. The end waits behind what is unread, or the connection is cut.
            security_event("stream_too_slow", request=self.number)
            last = b""
        await send(_piece(last, more=False))

    async def _tell_all(self, send: Send) -> bytes:
        """Send every answer. The value: what there is to say at the end. Raises: _NotRead."""
        try:
            async with aclosing(_with_pauses(self.bodies, self.streams.settings.subscription_keep_alive_s)) as pieces:
                async for body in pieces:
                    await self._send(send, STILL_THERE if body is None else next_event(body))
        except _NotRead:
            raise
        except RegisterError as refusal:
            log_refusal(refusal, self.number)
            return refusal_event(told(refusal))
        except Exception as fault:
            log_fault(fault, self.number)
            COUNTS.refused_with(Internal.code)
            return refusal_event(told(Internal("Internal error.")))
        return COMPLETE

    async def _send(self, send: Send, piece: bytes) -> None:
        try:
            async with asyncio.timeout(self.streams.settings.subscription_send_s):
                await send(_piece(piece, more=True))
        except TimeoutError:
            raise _NotRead from None


def _piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _with_pauses(bodies: AsyncGenerator[bytes], pause_s: float) -> AsyncGenerator[bytes | None]:
    """The bodies, and nothing in the place of one after every so many seconds without."""
    waited_for: asyncio.Task[bytes] | None = None
    try:
        while True:
            if waited_for is None:
                waited_for = asyncio.ensure_future(anext(bodies))
            done, _ = await asyncio.wait({waited_for}, timeout=pause_s)
            if not done:
                yield None
                continue
            body, waited_for = waited_for.result(), None
            yield body
    except StopAsyncIteration:
        return
    finally:
        if waited_for is not None:
            waited_for.cancel()
            await asyncio.gather(waited_for, return_exceptions=True)
        await bodies.aclose()
