"""The server: its routes, what starts and stops with it, and the state it refuses to start in."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from register.database.connections import OnConnect, Pool, open_pool
from register.database.state_folder import state_dir
from register.errors import Internal, SetupError
from register.http.graphiql import page_routes
from register.http.graphql import Endpoint
from register.http.logging import configure_logging
from register.http.sealed_heads import answer_heads
from register.http.subscriptions.websocket import serve_socket
from register.identity import Verifier, open_verifier
from register.settings import Settings, settings
from register.sql.session.readiness import is_ready, refuses_to_start

# How long the thread that makes plans may keep the event loop waiting.
SWITCH_S = 0.001
METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


def create_app(on_connect: OnConnect | None = None) -> Starlette:
    """The application with the settings of this process. Raises: SetupError if it must not start.

    on_connect: called with each new connection to the database.
    """
    given = settings()
    if given.environment == "production" and given.cursor_key is None:
        raise SetupError("Set REGISTER_CURSOR_KEY: in production cursors must outlive a process.")
    configure_logging()
    verifier = open_verifier(given, given.state_dir or state_dir())
    parts = Parts(given, verifier, on_connect)
    app = Starlette(
        routes=[
            Route("/graphql", parts.graphql, methods=METHODS),
            WebSocketRoute("/graphql", parts.socket),
            *page_routes(),
            Route("/health/live", live, methods=["GET"]),
            Route("/health/ready", parts.ready, methods=["GET"]),
            Route("/register/head", parts.heads, methods=["GET"]),
        ],
        lifespan=parts.lifespan,
        exception_handlers={Exception: _fault},
    )
    # An address with a slash too many is no address: sending the caller on would repeat its header Host.
    app.router.redirect_slashes = False
    return app


class Parts:
    """What the routes share: the pool, the keys and the endpoint, between start and stop."""

    def __init__(self, given: Settings, verifier: Verifier, on_connect: OnConnect | None) -> None:
        self.settings = given
        self.on_connect = on_connect
        self.verifier = verifier
        self.pool: Pool | None = None
        self.endpoint: Endpoint | None = None

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Open the pool and the keys, look at what the database is, and close both at the end."""
        self.pool = await open_pool(self.settings, self.on_connect)
        async with self.pool.acquire() as connection:
            await refuses_to_start(connection)
        await self.verifier.keys.start()
        self.endpoint = Endpoint(self.pool, self.verifier, self.settings)
        # What stands now stands until the end: the collector need not look at it again and again.
        sys.setswitchinterval(SWITCH_S)
        gc.collect()
        gc.freeze()
        try:
            yield
        finally:
            await self.endpoint.streams.waking.close()
            await self.verifier.keys.close()
            await self.pool.close()

    async def graphql(self, request: Request) -> Response:
        """The one address of the API."""
        assert self.endpoint is not None
        return await self.endpoint(request)

    async def socket(self, websocket: WebSocket) -> None:
        """The same address, for subscriptions over a WebSocket."""
        assert self.endpoint is not None
        await serve_socket(websocket, self.endpoint.streams)

    async def ready(self, request: Request) -> Response:
        """200 if requests can be answered: the database, the access log and the keys are available; otherwise 503."""
        ready = self.pool is not None and self.verifier.keys.ready and await is_ready(self.pool, self.settings)
        return JSONResponse({"ready": ready}, 200 if ready else 503, {"Cache-Control": "no-store"})

    async def heads(self, request: Request) -> Response:
        """The newest signed heads of the logs, for witnesses."""
        return await answer_heads(request, self.pool, self.settings)


async def live(request: Request) -> Response:
    """200 if the process answers; nothing else is checked."""
    return JSONResponse({"live": True}, headers={"Cache-Control": "no-store"})


async def _fault(request: Request, fault: Exception) -> Response:
    body = {"errors": [{"message": "Internal error.", "extensions": {"code": Internal.code}}]}
    return JSONResponse(body, Internal.status, {"Cache-Control": "no-store"})
