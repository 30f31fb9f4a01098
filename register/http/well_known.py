"""What browsers, search engines and finders of faults ask every server for."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from register.settings import Settings

# Nothing of the register belongs into a search engine.
ROBOTS: Final = "User-agent: *\nDisallow: /\n"
# How long a reader may go by the contact: RFC 9116 recommends less than a year.
CONTACT_LASTS: Final = timedelta(days=90)
KEPT: Final = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}


def well_known_routes(given: Settings) -> list[Route]:
    """robots.txt, the address for reports of faults (RFC 9116) if one is set, and no picture for browsers' tabs."""
    return [
        Route("/robots.txt", _fixed(ROBOTS)),
        Route("/favicon.ico", _no_picture),
        Route("/.well-known/security.txt", _contact(given.security_contact)),
    ]


def _fixed(text: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return PlainTextResponse(text, headers=KEPT)

    return answer


async def _no_picture(request: Request) -> Response:
    return Response(status_code=204, headers=KEPT)


def _contact(contact: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if not contact:
            return PlainTextResponse("No contact is set.\n", status_code=404, headers=KEPT)
        until = (datetime.now(UTC) + CONTACT_LASTS).strftime("%Y-%m-%dT00:00:00Z")
        text = f"Contact: {contact}\nExpires: {until}\nPreferred-Languages: en\n"
        return PlainTextResponse(text, headers=KEPT)

    return answer
