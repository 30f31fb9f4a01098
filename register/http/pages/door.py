"""The door of the pages: who is let in, what every answer says, and what a refusal looks like."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from register.errors import Internal, MethodNotAllowed, NotFound, RegisterError, Unauthenticated
from register.http.errors import log_fault, log_refusal
from register.http.features_tiles import Tiles
from register.http.pages import cookies
from register.http.pages.addresses import own_address, with_query
from register.http.pages.entrance import Entrance
from register.http.pages.frame import Frame
from register.http.pages.guards import guards
from register.http.pages.session import Session, Sessions
from register.http.pages.visit import View, Visit
from register.http.public_address import PublicAddress
from register.http.request_headers import new_number
from register.http.subscriptions.subscriber import Streams
from register.http.trace_context import pass_on_trace
from register.http.transport.compression import HEADERS as COMPRESSED
from register.http.transport.compression import SHORTEST_BYTES, accepts_gzip, compressed
from register.identity.causes import Cause
from register.identity.tokens import Verifier
from register.requests.graphql.execute import Asked
from register.settings import Settings
from register.sql.session.ended_session import end_session, has_ended
from register.vocabulary import Caller

ALLOWED: Final = "GET, HEAD, POST"
WITHOUT_PURPOSE: Final = ("/purpose", "/sign-out")
Step = Callable[[Entrance, Request, str], Awaitable[Response]]
HTML: Final = "text/html"
FORGET: Final = '"cache"'
NAVIGATES: Final = "navigate"


class PagesDoor:
    """Answers the pages."""

    def __init__(self, tiles: Tiles, verifier: Verifier, given: Settings, *, streams: Streams) -> None:
        """tiles: those of the door of GIS clients, whose executor answers the pages too; streams: of the feed."""
        self.tiles = tiles
        self.executor = tiles.executor
        self.streams = streams
        self.verifier = verifier
        self.settings = given
        self.address = PublicAddress(given)
        self.seal = cookies.open_seal(given)
        self.sessions = Sessions(self.seal, given)
        self.frame = Frame(self.seal, given)
        self.entrance = Entrance(self.frame, self.sessions, verifier, given=given)
        self.headers = dict(guards(given.oidc_issuer))

    async def answer(self, request: Request, view: View) -> Response:
        """Answer one request for a page of somebody who has signed in."""

        async def answered(number: str) -> Response:
            return await self._answer(request, view, number)

        return await self._told(request, answered)

    async def enter(self, request: Request, step: Step) -> Response:
        """Answer one step of a sign-in, of somebody who has no session yet."""

        async def answered(number: str) -> Response:
            return await step(self.entrance, request, self.address.base_of(request))

        return await self._told(request, answered)

    async def _told(self, request: Request, answered: Callable[[str], Awaitable[Response]]) -> Response:
        """A response, whatever happens. A fault of ours is answered with a fixed page and logged in full."""
        number = new_number()
        pass_on_trace(request.headers.raw)
        try:
            response = await answered(number)
        except RegisterError as refusal:
            response = self._refuse(request, refusal, number)
        except Exception as fault:
            log_fault(fault, number)
            response = self._refuse(request, Internal("Internal error."), number)
        return await self._guarded(request, response)

    async def open(self, request: Request) -> Visit:
        """The visit of a request that carries a session. Raises: Unauthenticated, BadInput."""
        base = self.address.base_of(request)
        kept = cookies.read(request.cookies, cookies.SESSION, is_secure=base.startswith("https:"))
        session = self.sessions.find(kept)
        await self.confirm(session)
        given = self.settings
        return Visit(
            request,
            session,
            new_number(),
            self,
            base,
            urlsplit(base).path,
            max_bytes=given.max_body_bytes,
            max_upload_bytes=given.max_upload_bytes,
            timeout_s=given.arrival_timeout_s,
        )

    async def confirm(self, session: Session) -> None:
        """Raises: Unauthenticated, if the session has ended in whatever process, or its person was revoked."""
        await self.verifier.confirm_not_revoked(session.claims)
        ended = await has_ended(self.executor.pool, self.settings, session.caller, session=session.number)
        if ended or self.left_s(session) <= 0:
            raise Unauthenticated(Cause.SESSION_ENDED)

    def left_s(self, session: Session) -> float:
        """The seconds that a session has left, if nobody opens another page."""
        return self.sessions.left_s(session)

    async def _answer(self, request: Request, view: View, number: str) -> Response:
        visit = replace(await self.open(request), number=number)
        request.state.visit = visit
        if request.method not in ("GET", "HEAD", "POST"):
            raise MethodNotAllowed("Pages are opened, and forms are sent.", allow=ALLOWED, hint="Use GET or POST.")
        if visit.session.purpose is None and visit.at not in WITHOUT_PURPOSE:
            return visit.onward(with_query("/purpose", (), next=own_address(_asked(request))))
        response = await view(visit)
        await self._keep(visit, response)
        response.headers["Register-Request"] = number
        return response

    async def _keep(self, visit: Visit, response: Response) -> None:
        is_secure = visit.base.startswith("https:")
        if visit.ends:
            session = visit.session
            await end_session(self.executor.pool, self.settings, session.caller, session=session.number)
            cookies.drop(response, cookies.SESSION, is_secure=is_secure)
            response.headers["Clear-Site-Data"] = FORGET
            return
        if visit.request.headers.get("sec-fetch-mode", NAVIGATES) != NAVIGATES:
            # What a script asks for by itself does not keep a session open.
            return
        value = self.sessions.close(visit.session)
        life_s = self.settings.session_life_s
        cookies.put(response, cookies.SESSION, value, is_secure=is_secure, life_s=life_s)

    def _refuse(self, request: Request, refusal: RegisterError, number: str) -> Response:
        log_refusal(refusal, number)
        if isinstance(refusal, Unauthenticated):
            base, onward = self.address.base_of(request), own_address(_asked(request))
            if request.method == "GET" and HTML in request.headers.get("accept", ""):
                # A browser would report the status of the page as a fault of it.
                return RedirectResponse(with_query(f"{base}/sign-in", (), next=onward), 303)
            return self.entrance.page(request, base, status=401, onward=onward)
        status = refusal.status if refusal.status != 200 else 403
        visit: Visit | None = getattr(request.state, "visit", None)
        text = self.frame.render(
            "refused.html",
            session=visit.session if visit else None,
            root=visit.root if visit else "",
            refusal=refusal,
            is_missing=isinstance(refusal, NotFound),
            number=number,
        )
        response = HTMLResponse(text, status, {"Register-Request": number})
        if retry := refusal.details.get("retryAfterS"):
            response.headers["Retry-After"] = str(retry)
        return response

    async def _guarded(self, request: Request, response: Response) -> Response:
        response.headers.update(self.headers)
        accepted = accepts_gzip(request.headers.get("accept-encoding"))
        body = bytes(response.body)
        if self.settings.compresses_answers and accepted and len(body) >= SHORTEST_BYTES:
            response.body = await compressed(body)
            response.headers.update(COMPRESSED)
            response.headers["Content-Length"] = str(len(response.body))
        return response

    def render(self, template: str, visit: Visit, **shown: object) -> str:
        """A page as text."""
        return self.frame.render(template, session=visit.session, root=visit.root, at=visit.at, **shown)

    async def answer_operation(self, asked: Asked, caller: Caller, number: str) -> bytes:
        """The answer of GraphQL, as any other client gets it."""
        return await self.executor.answer(asked, caller, number)

    async def way_out(self, session: Session, base: str) -> str:
        """Where a session that ends leads."""
        return await self.entrance.way_out(session, base)

    def form_token(self, about: str) -> str:
        """What a form carries to show that this server made it, and of what."""
        return self.seal.token(about)

    def is_form_token(self, given: str, about: str) -> bool:
        """True if a form carries the token of a session."""
        return self.seal.is_token(given, about)


def _asked(request: Request) -> str:
    """The page that was asked for, if it can be asked for again."""
    if request.method not in ("GET", "HEAD"):
        return "/"
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
