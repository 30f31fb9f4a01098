"""Signing in and out, and the purpose of a session."""

import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from register.database.state_folder import state_dir
from register.errors import NotFound, NotOurForm, Unauthenticated, Unavailable
from register.http.pages import cookies
from register.http.pages.addresses import own_address
from register.http.pages.cookies import DOOR, SESSION
from register.http.pages.frame import Frame
from register.http.pages.issuer import Issuer
from register.http.pages.session import Session, Sessions
from register.http.pages.visit import Visit, is_from_elsewhere, read_form
from register.http.pages.visitors import MORE_VISITORS
from register.http.pages.wording import PURPOSES
from register.identity.development_issuer import DevelopmentIssuer
from register.identity.tokens import Verifier
from register.open_types import Values
from register.settings import Settings
from register.vocabulary import Purpose

DOOR_LIFE_S: Final = 900
SIGNED_OUT: Final = "/sign-in?out=yes"
SHORTEST_TOKEN_S: Final = 600
ASK_PURPOSE: Final = "Choose what you will use the register for."


class Entrance:
    """Lets people in and out. What happens before somebody has signed in is tied to a cookie of its own."""

    def __init__(self, frame: Frame, sessions: Sessions, verifier: Verifier, *, given: Settings) -> None:
        self.frame = frame
        self.seal = frame.seal
        self.sessions = sessions
        self.verifier = verifier
        self.settings = given
        self.issuer = Issuer(given, verifier)

    def page(self, request: Request, base: str, *, status: int = 200, onward: str = "/") -> Response:
        """The page on which a visitor signs in."""
        is_secure = base.startswith("https:")
        number = self.number(request, base) or os.urandom(16).hex()
        text = self.frame.render(
            "sign_in.html",
            root=urlsplit(base).path,
            visitors=MORE_VISITORS if self.settings.sign_in_as else (),
            has_issuer=bool(self.settings.sign_in_client_id),
            csrf=self.seal.token(number),
            onward=onward,
            out=request.query_params.get("out"),
        )
        response = HTMLResponse(text, status)
        self.keep_door(response, {"id": number}, is_secure=is_secure)
        return response

    async def sign_in(self, request: Request, base: str) -> Response:
        """The page on which a visitor signs in, at its own address."""
        return self.page(request, base, onward=own_address(request.query_params.get("next")))

    def number(self, request: Request, base: str) -> str | None:
        """The number that a visitor is known by before signing in; None if it has none yet."""
        held = self.door_of(request, base)
        return str(held["id"]) if held else None

    def door_of(self, request: Request, base: str) -> Values | None:
        """What the cookie from before the sign-in holds."""
        return self.seal.open(DOOR, cookies.read(request.cookies, DOOR, is_secure=base.startswith("https:")))

    def keep_door(self, response: Response, values: Values, *, is_secure: bool) -> None:
        """Have the browser keep what is known before the sign-in."""
        cookies.put(response, DOOR, self.seal.close(DOOR, values), is_secure=is_secure, life_s=DOOR_LIFE_S)

    async def form(self, request: Request, base: str) -> Mapping[str, list[str]]:
        """What a form of the sign-in page says. Raises: NotOurForm, and every refusal of a body."""
        given = self.settings
        sent = await read_form(request, max_bytes=given.max_body_bytes, timeout_s=given.arrival_timeout_s)
        number, token = self.number(request, base), sent.get("csrf", [""])[0]
        if number is None or is_from_elsewhere(request, base) or not self.seal.is_token(token, number):
            raise NotOurForm("This form was not sent from the page on which you sign in.")
        return sent

    async def sign_in_as(self, request: Request, base: str) -> Response:
        """Begin a session of an invented caller. Raises: NotFound if nobody is invented."""
        if not self.settings.sign_in_as or self.settings.environment == "production":
            raise NotFound("There is no such page.")
        sent = await self.form(request, base)
        chosen = {each.name: each for each in MORE_VISITORS}.get(sent.get("visitor", [""])[0])
        if chosen is None:
            raise NotFound("There is no such caller.")
        issuer = DevelopmentIssuer(self.settings.state_dir or state_dir(), self.settings)
        life_s = min(SHORTEST_TOKEN_S, self.settings.token_life_s)
        token = issuer.issue(
            chosen.agency, area=chosen.area, organisation=chosen.organisation, subject=chosen.subject, life_s=life_s
        )
        session = self.sessions.begin(await self.verifier.verify(token), at_issuer=False)
        return self.let_in(session, own_address(sent.get("next", ["/"])[0]), base=base)

    async def start(self, request: Request, base: str) -> Response:
        """Send the visitor to the issuer. Raises: NotFound if nobody signs in there; NotOurForm; Unavailable."""
        if not self.settings.sign_in_client_id:
            raise NotFound("There is no such page.")
        sent = await self.form(request, base)
        there, secrets = await self.issuer.way_in(base)
        response = RedirectResponse(there, 303)
        kept = {"id": self.number(request, base), "next": own_address(sent.get("next", ["/"])[0]), **secrets}
        self.keep_door(response, kept, is_secure=base.startswith("https:"))
        return response

    async def come_back(self, request: Request, base: str) -> Response:
        """Begin the session of somebody who comes back from the issuer. Raises: Unauthenticated, Unavailable."""
        kept = self.door_of(request, base) or {}
        claims = await self.issuer.claims_of(dict(request.query_params), kept, base=base)
        return self.let_in(self.sessions.begin(claims, at_issuer=True), own_address(kept["next"]), base=base)

    async def way_out(self, session: Session, base: str) -> str:
        """Where a session that ends leads: to the issuer that it was begun at, to end it there too."""
        here = f"{base}{SIGNED_OUT}"
        if not session.at_issuer:
            return here
        try:
            return await self.issuer.way_out(here) or here
        except (Unavailable, Unauthenticated):
            # It ends here whatever the issuer says.
            return here

    def let_in(self, session: Session, onward: str, *, base: str) -> Response:
        """Begin a session in the browser, and continue."""
        is_secure = base.startswith("https:")
        response = RedirectResponse(f"{base}{onward}", 303)
        life_s = self.settings.session_life_s
        cookies.put(response, SESSION, self.sessions.close(session), is_secure=is_secure, life_s=life_s)
        cookies.drop(response, DOOR, is_secure=is_secure)
        return response


async def sign_out(visit: Visit) -> Response:
    """End the session. Raises: NotOurForm."""
    if visit.request.method != "POST":
        return visit.page("sign_out.html")
    await visit.form()
    visit.ends = True
    return RedirectResponse(await visit.house.way_out(visit.session, visit.base), 303)


async def purpose(visit: Visit) -> Response:
    """Ask what the register is used for in the session, and keep the answer."""
    onward = own_address(visit.given.get("next"))
    if visit.request.method != "POST":
        return visit.page("purpose.html", choices=_choices(), onward=onward)
    sent = await visit.form()
    chosen = sent.get("purpose", [""])[0]
    onward = own_address(sent.get("next", ["/"])[0])
    if chosen not in PURPOSES:
        return visit.page("purpose.html", status=422, choices=_choices(), onward=onward, problem=ASK_PURPOSE)
    visit.keep(Purpose(chosen))
    return visit.onward(onward)


def _choices() -> list[dict[str, str]]:
    return [{"value": code, "text": about} for code, about in PURPOSES.items()]
