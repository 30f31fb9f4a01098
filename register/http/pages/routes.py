"""Every page and its address."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from register.http.pages import home, homes, start
from register.http.pages.assets import PREFIX, asset
from register.http.pages.door import PagesDoor
from register.http.pages.entrance import purpose, sign_out
from register.http.pages.visit import View

METHODS: Final = ["GET", "POST"]

PAGES: Final[Mapping[str, View]] = {
    "/": start.start,
    "/purpose": purpose,
    "/sign-out": sign_out,
    "/homes": homes.homes,
    "/homes.csv": homes.homes_csv,
    "/homes/{urn}": home.home,
}


def pages_routes(door: Callable[[], PagesDoor]) -> list[Route]:
    """The routes of the pages. door: gives the door once the server has started."""

    def shown(view: View) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            return await door().answer(request, view)

        return answered

    async def sign_in(request: Request) -> Response:
        return await door().sign_in(request)

    async def sign_in_as(request: Request) -> Response:
        return await door().sign_in_as(request)

    return [
        *(Route(path, shown(view), methods=METHODS) for path, view in PAGES.items()),
        Route("/sign-in", sign_in, methods=["GET"]),
        Route("/sign-in/as", sign_in_as, methods=["POST"]),
        Route(f"{PREFIX}/{{name}}", asset, methods=["GET"]),
    ]
