"""The WebSocket connection's deadlines, which uvicorn does not have: for a message to be taken, for a close to end.

Pass SocketProtocol to uvicorn as ws. Messages are not compressed: a secret beside a caller's text shows in the length.
"""

import logging
from asyncio import TimerHandle
from typing import Any, Final

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.server import ServerProtocol

from register.settings import settings

ANSWER_CLOSE_S: Final = 1.0
LINGER_S: Final = 2.0

# A code of our own: the reader was too slow, and asks again from where it is.
TOO_SLOW: Final = 4431
TOO_SLOW_REASON: Final = "You did not read messages in time. Connect again, and send the feed's last token as since."
GONE: Final = 1006


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol that cuts off readers who do not read, and bounds what is sent to it.

    What waits to be sent is 64 KB and one message at most: then writers wait, and after subscription_send_s the
    socket is closed with 4431. A close that the other side does not answer ends the connection all the same.
    """

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: Any = None) -> None:
        super().__init__(config, server_state, app_state, _loop)
        current = settings()
        self.conn = ServerProtocol(max_size=current.max_body_bytes, logger=logging.getLogger("uvicorn.error"))
        self.close_timeout = ANSWER_CLOSE_S
        self.send_s = current.subscription_send_s
        self.slow_timer: TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline with the connection."""
        self._forget_slow()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """More waits than may wait: the reader has so long to read it."""
        super().pause_writing()
        if self.slow_timer is None:
            self.slow_timer = self.loop.call_later(self.send_s, self._cut)

    def resume_writing(self) -> None:
        """The reader has caught up."""
        self._forget_slow()
        super().resume_writing()

    def shutdown(self) -> None:
        """Close with 1012 as the server stops, whether the other side listens or not."""
        super().shutdown()
        self._abort_soon()

    def keepalive_timeout(self) -> None:
        """Close on a client that does not answer a ping, whether its kernel still listens or not."""
        super().keepalive_timeout()
        self._abort_soon()

    async def run_asgi(self) -> None:
        """Run the application; when it is done, the connection ends in any case."""
        await super().run_asgi()
        self._abort_soon()

    def _cut(self) -> None:
        self.slow_timer = None
        if not self.close_sent:
            self.conn.send_close(TOO_SLOW, TOO_SLOW_REASON)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
        self.disconnected = True
        self.writable.set()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": GONE})
        self._abort_soon()

    def _abort_soon(self) -> None:
        self.loop.call_later(LINGER_S, self.transport.abort)

    def _forget_slow(self) -> None:
        if self.slow_timer is not None:
            self.slow_timer.cancel()
            self.slow_timer = None
