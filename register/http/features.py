"""OGC API - Features: the door of GIS clients. It turns addresses into the reads of GraphQL, and those into features.

Source: OGC 17-069r4 (Part 1: Core) and OGC 18-058r1 (Part 2: Coordinate Reference Systems).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from register.database.connections import Pool
from register.errors import Internal, MethodNotAllowed, NotFound, RateLimited, RegisterError, Unauthenticated
from register.http.errors import log_fault, log_refusal
from register.http.features_downloads import DOWNLOADS, Downloads
from register.http.features_page import page
from register.http.features_tiles import Tiles
from register.http.features_visit import Told, View, Visit
from register.http.public_address import PublicAddress
from register.http.request_headers import new_number
from register.http.sign_in import KEY_PARAMETER, SignIn
from register.http.statutory_lists import StatutoryLists, listed
from register.http.trace_context import pass_on_trace
from register.http.transport.compression import HEADERS as COMPRESSED
from register.http.transport.compression import SHORTEST_BYTES, accepts_gzip, compressed
from register.http.transport.negotiation import headers_for, served_format
from register.identity.security_log import security_event
from register.requests.features import documents, schemas, tiles
from register.requests.features.answer import Page, page_of
from register.requests.features.collections import Collection
from register.requests.features.crs import Crs
from register.requests.features.links import GEOJSON, HTML, JSON, OPENAPI, SCHEMA, Link, Place, header_of
from register.requests.features.openapi import openapi
from register.requests.features.parameters import OF_PAGE, Asking, only_known, read_feature, read_items
from register.requests.features.query import asked_of
from register.requests.graphql.execute import Executor
from register.resolvers.reads.answer import confirm_known
from register.settings import Settings

ROOT: Final = "/ogc"
DOOR: Final = "features"
# Whoever has not signed in is told nothing, the methods included; whoever has is told them by the door itself.
ANY_METHOD: Final[tuple[str, ...]] = ()
ALLOWED: Final = "GET, HEAD, OPTIONS"
GUARDED: Final = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
BASIC: Final = 'Basic realm="register", charset="UTF-8"'


class FeaturesDoor:
    """Answers everything below /ogc."""

    def __init__(
        self, pool: Pool, sign_in: SignIn, executor: Executor, *, given: Settings, downloads: Downloads
    ) -> None:
        self.pool = pool
        self.settings = given
        self.executor = executor
        self.sign_in = sign_in
        self.address = PublicAddress(given)
        self.tiles = Tiles(pool, given, executor)
        self.downloads = downloads
        self.lists = StatutoryLists(executor)

    async def answer(self, request: Request, view: View, *, door: str = DOOR) -> Response:
        """Answer one request. A fault of ours is answered with a fixed message and logged in full.

        door: what a key must be bound to.
        """
        number = new_number()
        pass_on_trace(request.headers.raw)
        try:
            return await self._answer(request, view, number, door=door)
        except RegisterError as refusal:
            return self._refuse(refusal, number)
        except Exception as fault:
            log_fault(fault, number)
            return self._refuse(Internal("Internal error."), number)

    async def _answer(self, request: Request, view: View, number: str, *, door: str) -> Response:
        peer = request.client.host if request.client else None
        in_url = request.query_params.getlist(KEY_PARAMETER)
        caller = await self.sign_in.caller(request.headers.raw, door=door, peer=peer, in_url=in_url)
        if in_url:
            security_event("key_in_url", request=number, subject=caller.subject, peer=peer)
        try:
            if request.method == "OPTIONS":
                await confirm_known(self.pool, self.settings, caller)
                return Response(None, 204, {**GUARDED, "Allow": ALLOWED})
            if request.method not in ("GET", "HEAD"):
                raise MethodNotAllowed("This door only reads.", allow=ALLOWED, hint="Use GET.")
            html = served_format(request.query_params.getlist("f"), request.headers.get("accept"))
            place = Place(f"{self.address.base_of(request)}{ROOT}")
            visit = Visit(request, caller, number, place, html)
            return await self._sent(visit, await view(visit))
        except (Unauthenticated, RateLimited):
            raise
        except RegisterError as refusal:
            if refusal.status < Internal.status:
                # A caller whom the register does not know learns no more from a bad request than from a good one.
                await confirm_known(self.pool, self.settings, caller)
            raise

    async def _sent(self, visit: Visit, told: Told) -> Response:
        is_page = visit.html and told.content is None
        if told.file is not None:
            headers = {**GUARDED, "Content-Type": told.media_type, "Register-Request": visit.number}
            return StreamingResponse(told.file, 200, headers | dict(told.headers or {}))
        body = told.content if told.content is not None else orjson.dumps(told.document)
        if is_page:
            body = page(told.document, visit.place.base)
        kind = f"{HTML}; charset=utf-8" if is_page else told.media_type
        headers = {**GUARDED, "Content-Type": kind, "Register-Request": visit.number, "Vary": "Accept, Authorization"}
        headers |= told.headers or {}
        if not body:
            return Response(None, 204, headers)
        accepted = accepts_gzip(visit.request.headers.get("accept-encoding"))
        if self.settings.compresses_answers and accepted and len(body) >= SHORTEST_BYTES:
            return Response(
                await compressed(body), 200, headers | COMPRESSED | {"Vary": f"{headers['Vary']}, Accept-Encoding"}
            )
        return Response(body, 200, headers)

    def _refuse(self, refusal: RegisterError, number: str) -> Response:
        """The body of an exception. Source: OGC 17-069r4, section 7.5.1."""
        status = refusal.status if refusal.status != 200 else 403
        body = {"code": refusal.code, "description": f"{refusal.message} {refusal.extensions['hint']}".strip()}
        headers = {**GUARDED, **headers_for(refusal), "Content-Type": JSON}
        log_refusal(refusal, number)
        if not isinstance(refusal, Unauthenticated):
            headers["Register-Request"] = number
        response = Response(orjson.dumps(body), status, headers)
        if isinstance(refusal, Unauthenticated):
            # QGIS sends its login only after it was asked for one.
            response.headers.append("WWW-Authenticate", BASIC)
        return response

    async def described(self, visit: Visit, tell: Callable[[Visit], Told]) -> Told:
        """A document that says nothing of the register. Raises: Unauthenticated, BadInput."""
        only_known(visit.given, OF_PAGE)
        await confirm_known(self.pool, self.settings, visit.caller)
        return tell(visit)

    async def items(self, visit: Visit) -> Told:
        """A page of features."""
        collection = visit.collection()
        asking = read_items(collection, visit.given)
        found = await self._page(visit, collection, asking)
        links = [*visit.place.both(f"/collections/{collection.id}/items", html=visit.html, kind=GEOJSON)]
        links[0 if not visit.html else 1] = _again(visit, "self", {})
        if found.cursor is not None:
            links.append(_again(visit, "next", {"cursor": found.cursor}))
        links.append(visit.place.link("collection", f"/collections/{collection.id}", JSON))
        document: dict[str, object] = {
            "type": "FeatureCollection",
            "timeStamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "numberReturned": len(found.features),
            "links": links,
            "features": found.features,
        }
        if found.matched is not None:
            document["numberMatched"] = found.matched
        if found.narrowed:
            document["narrowed"] = found.narrowed
        return Told(document, GEOJSON, {**_in_crs(asking.crs), "Link": header_of(links)})

    async def item(self, visit: Visit) -> Told:
        """One feature."""
        collection = visit.collection()
        key = visit.request.path_params["feature"]
        asking = read_feature(visit.given, key)
        found = await self._page(visit, collection, asking)
        if not found.features:
            raise NotFound("There is no such feature that you may see.")
        path = f"/collections/{collection.id}/items/{found.features[0]['id']}"
        links = [
            *visit.place.both(path, html=visit.html, kind=GEOJSON),
            visit.place.link("collection", f"/collections/{collection.id}", JSON),
        ]
        return Told({**found.features[0], "links": links}, GEOJSON, {**_in_crs(asking.crs), "Link": header_of(links)})

    async def tile(self, visit: Visit) -> Told:
        """A vector tile."""
        return await self.tiles.tell(visit)

    async def list_downloads(self, visit: Visit) -> Told:
        """The downloads of a collection."""
        return await self.described(visit, lambda visit: Told(self.downloads.listed(visit)))

    async def download(self, visit: Visit) -> Told:
        """A collection as one file."""
        return await self.downloads.tell(visit)

    async def statutory_list(self, visit: Visit) -> Told:
        """The list of a month."""
        return await self.lists.tell(visit)

    async def _page(self, visit: Visit, collection: Collection, asking: Asking) -> Page:
        """The features that one query finds, through the same door as every query."""
        asked = replace(asked_of(collection, asking), goes_on=asking.cursor is not None)
        body = await self.executor.answer(asked, visit.caller, visit.number)
        return page_of(collection, asking, body)


def _again(visit: Visit, rel: str, changed: Mapping[str, str]) -> Link:
    """A link to the same question, with some of its parameters changed."""
    query = urlencode({**dict(visit.given), **changed})
    path = visit.request.url.path.removeprefix(ROOT)
    kind = HTML if visit.html else GEOJSON
    return {"rel": rel, "type": kind, "href": f"{visit.place.base}{path}{'?' if query else ''}{query}"}


def _in_crs(crs: Crs) -> Mapping[str, str]:
    return {"Content-Crs": f"<{crs.value}>"}


def _landing(visit: Visit) -> Told:
    return Told(documents.landing(visit.place, html=visit.html))


def _conformance(visit: Visit) -> Told:
    return Told(documents.conformance(visit.place, html=visit.html))


def _api(visit: Visit) -> Told:
    return Told(openapi(visit.place, visit.caller.agency), OPENAPI)


def _collections(visit: Visit) -> Told:
    return Told(documents.all_collections(visit.place, visit.caller.agency, html=visit.html))


def _collection(visit: Visit) -> Told:
    return Told(documents.one_collection(visit.place, visit.collection(), html=visit.html))


def _queryables(visit: Visit) -> Told:
    return Told(schemas.queryables(visit.place, visit.collection()), SCHEMA)


def _schema(visit: Visit) -> Told:
    return Told(schemas.schema(visit.place, visit.collection()), SCHEMA)


def _tilesets(visit: Visit) -> Told:
    return Told(tiles.tilesets(visit.place, visit.tiled(), html=visit.html))


def _tileset(visit: Visit) -> Told:
    return Told(tiles.tileset(visit.place, visit.tiled(), html=visit.html))


def _tilejson(visit: Visit) -> Told:
    return Told(tiles.tilejson(visit.place, visit.tiled()))


def _lists(visit: Visit) -> Told:
    return Told(listed(visit))


def _nowhere(visit: Visit) -> Told:
    raise NotFound("There is nothing at this address.")


DESCRIBED: Final[Mapping[str, Callable[[Visit], Told]]] = {
    "": _landing,
    "/conformance": _conformance,
    "/api": _api,
    "/collections": _collections,
    "/lists": _lists,
    "/collections/{collection}": _collection,
    "/collections/{collection}/queryables": _queryables,
    "/collections/{collection}/schema": _schema,
    "/collections/{collection}/tiles": _tilesets,
    f"/collections/{{collection}}/tiles/{tiles.MATRICES}": _tileset,
    f"/collections/{{collection}}/tiles/{tiles.MATRICES}/tilejson": _tilejson,
}
READ: Final[Mapping[str, Callable[[FeaturesDoor, Visit], Awaitable[Told]]]] = {
    "/collections/{collection}/items": FeaturesDoor.items,
    "/collections/{collection}/items/{feature}": FeaturesDoor.item,
    "/collections/{collection}/downloads": FeaturesDoor.list_downloads,
    f"/collections/{{collection}}/tiles/{tiles.MATRICES}/{{zoom}}/{{row}}/{{column}}": FeaturesDoor.tile,
}


# What takes a whole collection at once, for which a key needs another door.
TAKEN: Final[Mapping[str, Callable[[FeaturesDoor, Visit], Awaitable[Told]]]] = {
    "/collections/{collection}/downloads/{form}": FeaturesDoor.download,
    "/lists/{name}": FeaturesDoor.statutory_list,
}


def feature_routes(door: Callable[[], FeaturesDoor]) -> list[Route]:
    """The routes below /ogc. door: gives the door once the server has started."""

    def described(tell: Callable[[Visit], Told]) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            return await door().answer(request, partial(door().described, tell=tell))

        return answered

    def read(view: Callable[[FeaturesDoor, Visit], Awaitable[Told]]) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            return await door().answer(request, partial(view, door()))

        return answered

    def taken(view: Callable[[FeaturesDoor, Visit], Awaitable[Told]]) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            return await door().answer(request, partial(view, door()), door=DOWNLOADS)

        return answered

    return [
        *(Route(f"{ROOT}{path}", described(tell), methods=ANY_METHOD) for path, tell in DESCRIBED.items()),
        *(Route(f"{ROOT}{path}", read(view), methods=ANY_METHOD) for path, view in READ.items()),
        *(Route(f"{ROOT}{path}", taken(view), methods=ANY_METHOD) for path, view in TAKEN.items()),
        Route(f"{ROOT}/{{rest:path}}", described(_nowhere), methods=ANY_METHOD),
    ]
