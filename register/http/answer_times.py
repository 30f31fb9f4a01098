"""How long answers take: a line of the log for each answer that takes as long as a setting says, or for every one."""

from time import monotonic
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# By the first part of an address. Whatever comes behind it may hold the key of a record, and is never logged.
DOORS: Final = {"graphql": "graphql", "ogc": "ogc", "health": "health"}
PAGES: Final = "pages"
NUMBER: Final = b"register-request"


class AnswerTimes:
    """Logs answers by the time until they begin, whichever door they come by."""

    def __init__(self, app: ASGIApp, from_s: float) -> None:
        """from_s: the shortest time that is logged; 0 logs every answer."""
        self._app = app
        self._from_s = from_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and log when the answer begins if that took long enough."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = monotonic()

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                took_s = monotonic() - began
                if took_s >= self._from_s:
                    _log(scope, message, took_s)
            await send(message)

        await self._app(scope, receive, timed)


def _log(scope: Scope, start: Message, took_s: float) -> None:
    number = next((value.decode() for name, value in start["headers"] if name.lower() == NUMBER), None)
    structlog.get_logger("register.answers").info(
        "answered",
        door=DOORS.get(scope["path"].split("/")[1], PAGES),
        method=scope["method"],
        status=start["status"],
        took_ms=round(took_s * 1_000),
        request=number,
    )
