"""How long answers take: counted by door, and a line of the log for each that takes as long as a setting says."""

from time import monotonic
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from register.http.counts import COUNTS, Door

NUMBER: Final = b"register-request"
KIND: Final = b"content-type"
EVENTS: Final = b"text/event-stream"
SWITCHES: Final = 101
REFUSES: Final = 403
FAILS: Final = 500


class AnswerTimes:
    """Counts answers, and logs those that are slow, by the time until they begin, whichever door they come by."""

    def __init__(self, app: ASGIApp, from_s: float) -> None:
        """from_s: the shortest time that is logged; 0 logs every answer."""
        self._app = app
        self._from_s = from_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, count when the answer begins, and log it if that took long enough."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        began, door = monotonic(), door_of(scope)
        waits = True
        COUNTS.in_flight[door] += 1

        async def timed(message: Message) -> None:
            nonlocal waits
            if waits and (status := _status(message)):
                waits = False
                COUNTS.in_flight[door] -= 1
                self._note(scope, message, door, status=status, took_s=monotonic() - began)
            await send(message)

        try:
            await self._app(scope, receive, timed)
        except Exception:
            if waits:
                COUNTS.answered(door, FAILS, monotonic() - began)
            raise
        finally:
            if waits:
                COUNTS.in_flight[door] -= 1

    def _note(self, scope: Scope, start: Message, door: Door, *, status: int, took_s: float) -> None:
        if _header(start, KIND).startswith(EVENTS):
            door = Door.SUBSCRIPTIONS
        COUNTS.answered(door, status, took_s)
        if took_s >= self._from_s and scope["type"] == "http":
            _log(scope, start, door, took_s=took_s)


def door_of(scope: Scope) -> Door:
    """The door of an address, by its first parts. What comes behind them may hold the key of a record."""
    if scope["type"] == "websocket":
        return Door.SUBSCRIPTIONS
    match scope["path"].split("/", 5)[1:5]:
        case ["graphql", *_]:
            return Door.GRAPHQL
        case ["health", *_]:
            return Door.HEALTH
        case ["ogc", "collections", _, "tiles"] | ["homes", "tiles", _, _]:
            return Door.TILES
        case ["ogc", "collections", _, "downloads"] | ["ogc", "lists", *_]:
            return Door.DOWNLOADS
        case ["ogc", *_]:
            return Door.FEATURES
        case _:
            return Door.PAGES


def _status(message: Message) -> int:
    """The status with which an answer begins; 0 if a message begins none."""
    match message["type"]:
        case "http.response.start" | "websocket.http.response.start":
            return int(message["status"])
        case "websocket.accept":
            return SWITCHES
        case "websocket.close":
            return REFUSES
        case _:
            return 0


def _header(start: Message, wanted: bytes) -> bytes:
    return next((value for name, value in start.get("headers", ()) if name.lower() == wanted), b"")


def _log(scope: Scope, start: Message, door: Door, *, took_s: float) -> None:
    structlog.get_logger("register.answers").info(
        "answered",
        door=door.value,
        method=scope["method"],
        status=start["status"],
        took_ms=round(took_s * 1_000),
        request=_header(start, NUMBER).decode() or None,
    )
