"""The server: its routes, what starts and stops with it, and the state it refuses to start in."""

import gc
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from register.database.connections import OnConnect, Pool, open_pool
from register.database.state_folder import state_dir
from register.encrypted_text import keys_of
from register.errors import Internal, SetupError
from register.http.answer_times import AnswerTimes
from register.http.cross_origin import cross_origin
from register.http.features import FeaturesDoor, feature_routes
from register.http.features_downloads import Downloads
from register.http.graphiql import page_routes
from register.http.graphql import Endpoint
from register.http.logging import configure_logging
from register.http.metrics import Watched, metrics_app
from register.http.metrics_listener import metrics_socket, serving
from register.http.pages.door import PagesDoor
from register.http.pages.routes import pages_routes
from register.http.readiness import Readiness
from register.http.sealed_heads import answer_heads
from register.http.sign_in import SignIn
from register.http.subscriptions.websocket import serve_socket
from register.http.well_known import well_known_routes
from register.identity.api_keys import KEYS_FILE, ApiKeys
from register.identity.tokens import Verifier, open_verifier
from register.sealing.keys import SealingKey, open_download_key
from register.settings import Settings, settings
from register.sql.session.readiness import refuses_to_start

# How long the thread that makes plans may keep the event loop waiting.
SWITCH_S = 0.001
# The door itself says which methods it takes, to every caller alike.
ANY_METHOD: tuple[str, ...] = ()


def _confirm_keys(given: Settings) -> None:
    """Refuse to start with keys that cannot encrypt, before anybody has written an interview. Raises: SetupError."""
    try:
        keys_of("" if given.narrative_keys is None else given.narrative_keys.get_secret_value())
    except ValueError:
        raise SetupError("Correct REGISTER_NARRATIVE_KEYS: name:base64 of 32 bytes, separated by commas.") from None


def _confirm_sign_in(given: Settings) -> None:
    """Refuse to start with pages where anybody is anybody, or with sessions that do not last. Raises: SetupError."""
    if given.environment != "production":
        return
    if given.sign_in_as:
        raise SetupError("Unset REGISTER_SIGN_IN_AS: in production nobody signs in as an invented caller.")
    if given.sign_in_client_id and (given.session_key is None or not given.public_url):
        raise SetupError("Set REGISTER_SESSION_KEY and REGISTER_PUBLIC_URL: people sign in to the pages.")


def create_app(on_connect: OnConnect | None = None) -> Starlette:
    """The application with the settings of this process. Raises: SetupError if it must not start.

    on_connect: called with each new connection to the database.
    """
    given = settings()
    if given.environment == "production" and given.cursor_key is None:
        raise SetupError("Set REGISTER_CURSOR_KEY: in production cursors must outlive a process.")
    if given.environment == "production" and given.pseudonym_key is None:
        raise SetupError("Set REGISTER_PSEUDONYM_KEY: Ofsted tells episodes of one child apart by it.")
    _confirm_sign_in(given)
    _confirm_keys(given)
    configure_logging()
    folder = given.state_dir or state_dir()
    verifier = open_verifier(given, folder)
    keys = ApiKeys(given.api_keys_file or folder / KEYS_FILE)
    download_key = open_download_key(given, folder)
    parts = Parts(given, verifier, on_connect, keys=keys, download_key=download_key, watch_at=metrics_socket(given))
    app = Starlette(
        routes=[
            Route("/graphql", parts.graphql, methods=ANY_METHOD),
            WebSocketRoute("/graphql", parts.socket),
            *page_routes(),
            *well_known_routes(given),
            *feature_routes(parts.features),
            *pages_routes(parts.pages),
            Route("/health/live", live, methods=["GET"]),
            Route("/health/ready", parts.ready, methods=["GET"]),
            Route("/register/head", parts.heads, methods=["GET"]),
        ],
        lifespan=parts.lifespan,
        middleware=[Middleware(AnswerTimes, from_s=given.slow_answer_s), *cross_origin(given)],
        exception_handlers={Exception: _fault},
    )
    app.state.readiness = parts.readiness
    # An address with a slash too many is no address: sending the caller on would repeat its header Host.
    app.router.redirect_slashes = False
    return app


class Parts:
    """What the routes share: the pool, the keys and the endpoint, between start and stop."""

    def __init__(
        self,
        given: Settings,
        verifier: Verifier,
        on_connect: OnConnect | None,
        *,
        keys: ApiKeys,
        download_key: SealingKey | None,
        watch_at: socket.socket | None,
    ) -> None:
        """watch_at: where metrics are served; nowhere if it is None."""
        self.download_key = download_key
        self.watch_at = watch_at
        self.sign_in = SignIn(verifier, keys, takes_from_url=given.api_key_in_url)
        self.settings = given
        self.on_connect = on_connect
        self.verifier = verifier
        self.pool: Pool | None = None
        self.endpoint: Endpoint | None = None
        self.door: FeaturesDoor | None = None
        self.pages_door: PagesDoor | None = None
        self.readiness = Readiness(given, verifier)

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Open the pool and the keys, look at what the database is, and close both at the end."""
        self.pool = await open_pool(self.settings, self.on_connect)
        async with self.pool.acquire() as connection:
            await refuses_to_start(connection)
        await self.verifier.keys.start()
        self.endpoint = Endpoint(self.pool, self.verifier, self.settings)
        downloads = Downloads(self.endpoint.executor, self.download_key)
        self.door = FeaturesDoor(
            self.pool, self.sign_in, self.endpoint.executor, given=self.settings, downloads=downloads
        )
        self.pages_door = PagesDoor(self.door.tiles, self.verifier, self.settings, streams=self.endpoint.streams)
        await self.readiness.look(self.pool)
        # What stands now stands until the end: the collector need not look at it again and again.
        sys.setswitchinterval(SWITCH_S)
        gc.collect()
        gc.freeze()
        try:
            async with self._watched():
                yield
        finally:
            await self.endpoint.streams.waking.close()
            await self.verifier.keys.close()
            await self.pool.close()

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        """Serve metrics, if they are wanted."""
        if self.watch_at is None:
            yield
            return
        assert self.pool is not None
        assert self.endpoint is not None
        executor, streams = self.endpoint.executor, self.endpoint.streams
        watched = Watched(self.settings, self.pool, executor, streams, self.readiness)
        async with serving(metrics_app(watched), self.watch_at):
            yield

    async def graphql(self, request: Request) -> Response:
        """The one address of the API."""
        assert self.endpoint is not None
        return await self.endpoint(request)

    def features(self) -> FeaturesDoor:
        """The door of GIS clients."""
        assert self.door is not None
        return self.door

    def pages(self) -> PagesDoor:
        """The door of the pages."""
        assert self.pages_door is not None
        return self.pages_door

    async def socket(self, websocket: WebSocket) -> None:
        """The same address, for subscriptions over a WebSocket."""
        assert self.endpoint is not None
        await serve_socket(websocket, self.endpoint.streams)

    async def ready(self, request: Request) -> Response:
        """200 if requests can be answered; otherwise 503, and why not."""
        assert self.pool is not None
        told = await self.readiness.look(self.pool)
        return JSONResponse(told, 200 if told["ready"] else 503, {"Cache-Control": "no-store"})

    async def heads(self, request: Request) -> Response:
        """The newest signed heads of the logs, for witnesses."""
        return await answer_heads(request, self.pool, self.settings)


async def live(request: Request) -> Response:
    """200 if the process answers; nothing else is checked."""
    return JSONResponse({"live": True}, headers={"Cache-Control": "no-store"})


async def _fault(request: Request, fault: Exception) -> Response:
    body = {"errors": [{"message": "Internal error.", "extensions": {"code": Internal.code}}]}
    return JSONResponse(body, Internal.status, {"Cache-Control": "no-store"})
