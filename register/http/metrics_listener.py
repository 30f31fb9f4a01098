"""The listener of metrics: an address of its own, apart from the routes that callers reach, in the same process."""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
import uvicorn
from starlette.applications import Starlette

from register.errors import SetupError
from register.http.metrics import PATH
from register.http.transport.connection_deadlines import QuietConfig
from register.settings import Settings

STOP_WITHIN_S: Final = 1


def metrics_socket(given: Settings) -> socket.socket | None:
    """A socket that listens where the settings say; None if there are to be no metrics. Raises: SetupError."""
    if not given.metrics_port:
        return None
    host = given.metrics_host
    try:
        return socket.create_server((host, given.metrics_port), family=_family(host))
    except OSError as fault:
        raise SetupError(
            f"Metrics cannot be served on port {given.metrics_port} of {host} "
            f"({os.strerror(fault.errno or 0)}). Set REGISTER_METRICS_PORT to another, or to 0 for none."
        ) from None


@asynccontextmanager
async def serving(app: Starlette, listening: socket.socket) -> AsyncIterator[None]:
    """Serve metrics while the register is served, and say where."""
    server = _Beside(QuietConfig(app, ws="none", lifespan="off", timeout_graceful_shutdown=STOP_WITHIN_S))
    await server.begin(listening)
    host, port = listening.getsockname()[:2]
    address = f"http://[{host}]:{port}{PATH}" if ":" in host else f"http://{host}:{port}{PATH}"
    structlog.get_logger("register.server").info("metrics", address=address)
    try:
        yield
    finally:
        await server.shutdown([listening])


class _Beside(uvicorn.Server):
    """A server in the event loop of another, which takes the signals and says when to stop."""

    async def begin(self, listening: socket.socket) -> None:
        """Listen, and return."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.startup([listening])


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
