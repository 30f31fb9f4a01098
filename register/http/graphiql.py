"""The query page at GET /graphql: GraphiQL from files built beforehand, without any outside request."""

import re
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

BUNDLE: Final = Path(__file__).parents[1] / "static" / "graphiql"
NOT_BUILT: Final = "GraphiQL is not built: run make graphiql; the API works without it.\n"

# The editor writes its styles into the document, hence unsafe-inline for styles and for nothing else.
CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "worker-src 'self'",
        "font-src 'self' data:",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
GUARDS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# A new build gives the page new asset names, so the page is asked for each time and its assets once.
PAGE_HEADERS: Final = GUARDS | {"Cache-Control": "no-cache", "Vary": "Accept"}
ASSET_HEADERS: Final = GUARDS | {"Cache-Control": "public, max-age=31536000, immutable"}

_ASSET_NAME: Final = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")


def asks_for_page(request: Request) -> bool:
    """True if a browser opens the address, and not a client that sends a query by GET."""
    return (
        request.method in {"GET", "HEAD"}
        and "query" not in request.query_params
        and "text/html" in request.headers.get("accept", "")
    )


def graphiql_page(bundle: Path = BUNDLE) -> Response:
    """The query page, or a line of text with status 404 that says how to build it."""
    page = bundle / "index.html"
    if not page.is_file():
        return PlainTextResponse(NOT_BUILT, status_code=404, headers=PAGE_HEADERS)
    return HTMLResponse(page.read_bytes(), headers=PAGE_HEADERS)


def page_routes(bundle: Path = BUNDLE) -> list[Route]:
    """The routes of the page's assets: static files that are the same for every caller and need no token."""

    def asset(request: Request) -> Response:
        name = request.path_params["name"]
        path = bundle / "assets" / name
        if not _ASSET_NAME.fullmatch(name) or not path.is_file():
            return PlainTextResponse("Not found.\n", status_code=404, headers=GUARDS)
        return FileResponse(path, headers=ASSET_HEADERS)

    return [Route("/graphql/assets/{name}", asset, methods=["GET"])]
