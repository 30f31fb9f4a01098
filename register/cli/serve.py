"""Serving over a given database: the server, its socket, and what is looked at before it starts."""

import asyncio
import os
import socket
from collections.abc import Callable

import asyncpg
import structlog
import uvicorn
from starlette.applications import Starlette

from register.database.connections import api_url
from register.errors import SetupError
from register.http.app import create_app
from register.http.readiness import Readiness
from register.http.transport.connection_deadlines import QuietConfig
from register.http.transport.websocket_deadlines import SocketProtocol
from register.settings import settings
from register.sql.session.readiness import refuses_to_start

STOP_WITHIN_S = 8
CONNECT_WITHIN_S = 10
WAITING_CONNECTIONS = 2_048


class Server(uvicorn.Server):
    """A server that tells when it answers, and not before."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[str], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell the address."""
        await super().startup(sockets)
        if self.started and sockets:
            self._tell(address_of(sockets[0]))


def serve_register(host: str, port: int) -> None:
    """Serve the register until stopped, and log when it answers. Raises: SetupError, before it starts."""
    confirm_free(host, port)
    confirm_may_serve()
    app = create_app()
    serve_until_stopped(server(app, host, port), lambda address: _log_state(address, app.state.readiness))


def _log_state(address: str, readiness: Readiness) -> None:
    environment = settings().environment
    log = structlog.get_logger("register.server")
    log.info("serving", address=f"{address}/graphql", environment=environment, **readiness.seen)


def serve_until_stopped(config: uvicorn.Config, tell: Callable[[str], None]) -> None:
    """Serve until told to stop. tell: called with the address once it answers. Raises: SetupError."""
    with listening_socket(config.host, config.port) as opened:
        Server(config, tell).run(sockets=[opened])


def server(app: Starlette, host: str, port: int) -> uvicorn.Config:
    """How the server listens: with deadlines on every connection, and no log that could hold an address."""
    return QuietConfig(
        app, host=host, port=port, loop="uvloop", ws=SocketProtocol, timeout_graceful_shutdown=STOP_WITHIN_S
    )


def confirm_free(host: str, port: int) -> None:
    """Check that a port can be listened on. Raises: SetupError."""
    listening_socket(host, port).close()


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any that is free. Raises: SetupError, with the way out."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=WAITING_CONNECTIONS)
    except OSError as fault:
        raise SetupError(
            f"Port {port} on {host} cannot be used ({os.strerror(fault.errno or 0)}). Choose another with --port, "
            f"or with make demo PORT={port + 1 if port < 65_535 else 8_000}."
        ) from None


def address_of(listening: socket.socket) -> str:
    """The address that a caller uses for a socket."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def confirm_may_serve() -> None:
    """Check the database before the server starts, so that a fault is one line of text. Raises: SetupError."""

    async def look() -> None:
        try:
            connection = await asyncpg.connect(api_url(), timeout=CONNECT_WITHIN_S)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as fault:
            raise SetupError(
                f"The database of REGISTER_DATABASE_URL does not answer: {type(fault).__name__}."
            ) from None
        try:
            await refuses_to_start(connection)
        finally:
            await connection.close()

    asyncio.run(look())
