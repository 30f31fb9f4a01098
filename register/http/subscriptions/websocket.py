"""One WebSocket: who is there, which subscriptions run on it, and with which code it ends.

Strawberry's handler runs a schema's resolvers; ours are plans, answered whole. The protocol is small: it is kept here.
"""

import asyncio
from contextlib import ExitStack, aclosing, suppress
from typing import Any, Final

from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from register.errors import Internal, RegisterError, Unauthenticated, Unavailable
from register.http.counts import COUNTS
from register.http.errors import log_fault, log_refusal, told
from register.http.subscriptions import graphql_transport_ws
from register.http.subscriptions.graphql_transport_ws import (
    BadMessage,
    Complete,
    Ending,
    Initialise,
    Pong,
    Subscribe,
    read_message,
)
from register.http.subscriptions.subscriber import Bearer, Streams, confirm, follow
from register.identity.causes import Cause
from register.requests.graphql.execute import Asked

CLOSE_WITHIN_S: Final = 1.0


async def serve_socket(websocket: WebSocket, streams: Streams) -> None:
    """Everything on one WebSocket, from its handshake to its close."""
    if streams.full:
        # Too many are open to open one more only to close it.
        await websocket.send_denial_response(Response(status_code=503, headers={"Retry-After": "5"}))
    elif graphql_transport_ws.SUBPROTOCOL not in websocket.scope["subprotocols"]:
        await websocket.accept()
        await _close(websocket, graphql_transport_ws.NOT_OUR_PROTOCOL)
    else:
        await websocket.accept(graphql_transport_ws.SUBPROTOCOL)
        await Socket(websocket, streams).serve()


async def _close(websocket: WebSocket, ending: Ending) -> None:
    with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await websocket.close(ending.code, ending.reason)


class Socket:
    """What one socket knows: its bearer once there is one, and its subscriptions by their ids.

    place: what it counts as: a visitor until it has signed in, then an open stream.
    """

    def __init__(self, websocket: WebSocket, streams: Streams) -> None:
        self.websocket = websocket
        self.streams = streams
        self.bearer: Bearer | None = None
        self.subscriptions: dict[str, asyncio.Task[None]] = {}
        self.ended: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self.deadline = self._end_in(streams.settings.subscription_init_s, graphql_transport_ws.NOT_INITIALISED)
        self.place = ExitStack()

    async def serve(self) -> None:
        """Take messages until the client is gone or the socket is ended; then nothing of it runs any more."""
        address = self.websocket.client.host if self.websocket.client else ""
        self.place.enter_context(self.streams.visitors.counted(address, self._crowd_out))
        taking = asyncio.create_task(self._take_all())
        try:
            first: set[asyncio.Future[Any]] = {taking, self.ended}
            await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.place.close()
            self.deadline.cancel()
            running = [taking, *self.subscriptions.values()]
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        if self.ended.done():
            await _close(self.websocket, self.ended.result())

    def end(self, ending: Ending) -> None:
        """Close the socket. The first reason counts."""
        if not self.ended.done():
            self.ended.set_result(ending)

    def _crowd_out(self) -> None:
        self.end(graphql_transport_ws.CROWDED_OUT)

    def _end_in(self, seconds: float, ending: Ending) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(max(0.0, seconds), self.end, ending)

    async def _take_all(self) -> None:
        try:
            while not self.ended.done():
                message = await self.websocket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                if message.get("text") is None:
                    raise BadMessage("Messages must be text.")
                await self._take(message["text"])
        except BadMessage as refusal:
            self.end(refusal.ending)
        except WebSocketDisconnect:
            return
        except Unauthenticated as refusal:
            self._end_unknown(refusal)
        except Unavailable:
            self.end(graphql_transport_ws.OUT_OF_REACH)
        except RegisterError as refusal:
            self.end(Ending(4400, refusal.message))
        except Exception as fault:
            log_fault(fault, None)
            COUNTS.refused_with(Internal.code)
            self.end(graphql_transport_ws.FAULT)

    async def _take(self, text: str) -> None:
        match read_message(text):
            case Initialise() as initialise:
                await self._initialise(initialise)
            case Subscribe() as subscribe:
                await self._subscribe(subscribe)
            case Complete(id_):
                if id_ in self.subscriptions:
                    self.subscriptions.pop(id_).cancel()
            case Pong():
                pass
            case _:
                await self.websocket.send_text(graphql_transport_ws.PONG)

    async def _initialise(self, initialise: Initialise) -> None:
        if self.bearer is not None:
            self.end(graphql_transport_ws.INITIALISED_TWICE)
            return
        headers = [*self.websocket.headers.raw, *initialise.given]
        bearer = Bearer.of(self.streams.verifier, headers)
        await self.streams.in_turn(lambda: confirm(self.streams, bearer))
        if self.streams.full:
            self.end(graphql_transport_ws.FULL)
            return
        self.place.close()
        self.place.enter_context(self.streams.counted())
        self.bearer = bearer
        self.deadline.cancel()
        self.deadline = self._end_in(await bearer.left_s(), graphql_transport_ws.EXPIRED)
        await self.websocket.send_text(graphql_transport_ws.ACKNOWLEDGED)

    async def _subscribe(self, subscribe: Subscribe) -> None:
        if self.bearer is None:
            self.end(graphql_transport_ws.NOT_SUBSCRIBED_FIRST)
        elif subscribe.id in self.subscriptions:
            self.end(graphql_transport_ws.ID_IN_USE)
        elif len(self.subscriptions) >= self.streams.settings.max_subscriptions:
            self.end(graphql_transport_ws.TOO_MANY)
        else:
            running = asyncio.create_task(self._run(subscribe, self.bearer.renumbered()))
            self.subscriptions[subscribe.id] = running

    async def _run(self, subscribe: Subscribe, bearer: Bearer) -> None:
        """Run one subscription to its end: the client's, a refusal's, or the socket's."""
        given = subscribe.parameters
        asked = Asked(given.query, given.operation_name, given.variables, reads_only=False)
        try:
            caller = await bearer.caller()
            subscribed = await self.streams.executor.subscribe(asked, caller, bearer.number)
            async with aclosing(follow(self.streams, bearer, subscribed)) as bodies:
                async for body in bodies:
                    await self.websocket.send_text(graphql_transport_ws.next_message(subscribe.id, body))
        except WebSocketDisconnect:
            return
        except Unauthenticated as refusal:
            self._end_unknown(refusal)
        except RegisterError as refusal:
            log_refusal(refusal, bearer.number)
            await self._refuse(subscribe.id, told(refusal))
        except Exception as fault:
            log_fault(fault, bearer.number)
            COUNTS.refused_with(Internal.code)
            await self._refuse(subscribe.id, told(Internal("Internal error.")))

    async def _refuse(self, id_: str, errors: list[dict[str, object]]) -> None:
        self.subscriptions.pop(id_, None)
        with suppress(WebSocketDisconnect):
            await self.websocket.send_text(graphql_transport_ws.error_message(id_, errors))

    def _end_unknown(self, refusal: Unauthenticated) -> None:
        log_refusal(refusal, self.bearer.number if self.bearer else None)
        self.end(
            graphql_transport_ws.EXPIRED
            if self.bearer and refusal.cause == Cause.EXPIRED
            else graphql_transport_ws.NOT_KNOWN
        )
