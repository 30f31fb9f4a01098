"""GraphQL over HTTP: one address, one operation a request, and the exact answer to every way of asking wrongly.

Source: the GraphQL over HTTP specification. Strawberry's own view would be overridden at each of these steps.
"""

from dataclasses import replace
from datetime import UTC, datetime

import orjson
from starlette.requests import Request
from starlette.responses import Response

from register.database.connections import Pool
from register.errors import Internal, RateLimited, RegisterError, TooLarge, Unauthenticated, Unavailable
from register.http.counts import COUNTS
from register.http.errors import log_fault, log_refusal, told
from register.http.graphiql import asks_for_page, graphiql_page
from register.http.request_headers import new_number, purpose_of
from register.http.subscriptions.server_sent_events import EventStream, refusal_event
from register.http.subscriptions.subscriber import Bearer, Streams, follow
from register.http.trace_context import pass_on_trace
from register.http.transport.body import Parameters, decode_body, parse_parameters, parse_query_string, read_body
from register.http.transport.compression import HEADERS as COMPRESSED
from register.http.transport.compression import SHORTEST_BYTES, accepts_gzip, compressed
from register.http.transport.negotiation import (
    EVENTS,
    GRAPHQL,
    JSON,
    MediaType,
    accepts_events,
    content_type,
    headers_for,
    require_json,
    require_method,
    response_media_type,
    status_for,
)
from register.identity.tokens import Verifier, bearer_token
from register.requests.graphql.execute import Asked, Executor
from register.requests.graphql.uploads import file_fields
from register.resolvers.reads.answer import confirm_known
from register.settings import Settings
from register.vocabulary import Agency, Caller

# What every answer says to browsers and caches between: nothing of it may be kept, framed or guessed at.
GUARDED: dict[str, str] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Endpoint:
    """Answers /graphql."""

    def __init__(self, pool: Pool, verifier: Verifier, given: Settings) -> None:
        self.executor = Executor(pool, given)
        self.pool = pool
        self.verifier = verifier
        self.settings = given
        self.streams = Streams(pool, verifier, self.executor, given=given)

    async def __call__(self, request: Request) -> Response:
        """Answer one request. A fault of ours is answered with a fixed message and logged in full."""
        if asks_for_page(request):
            return graphiql_page()
        media_type: MediaType = JSON
        number = new_number()
        pass_on_trace(request.headers.raw)
        try:
            media_type = response_media_type(request.headers.get("accept"))
            require_method(request.method)
            token = bearer_token(request.headers.raw)
            claims = await self.verifier.verify(token)
            today = datetime.now(UTC).date()
            caller = Caller(claims.subject, claims.agency, claims.area, claims.organisation, None, today)
            return await self._answer(request, media_type, caller, number=number, token=token)
        except RegisterError as refusal:
            return self._refuse(media_type, refusal, number)
        except Exception as fault:
            log_fault(fault, number)
            return self._refuse(media_type, Internal("Internal error."), number)

    async def _answer(
        self, request: Request, media_type: MediaType, caller: Caller, *, number: str, token: str
    ) -> Response:
        try:
            caller = replace(caller, purpose=purpose_of(request.headers.raw))
            parameters = await self._parameters(request, caller.agency)
            asked = Asked(
                parameters.query,
                parameters.operation_name,
                parameters.variables,
                reads_only=request.method == "GET",
                asks_allowance=parameters.asks_allowance,
            )
            if accepts_events(request.headers.get("accept")) and (
                media_type == EVENTS or await self.executor.is_subscription(asked, caller)
            ):
                return await self._stream(asked, caller, Bearer(self.verifier, token, caller.purpose, number))
            body = await self.executor.answer(asked, caller, number)
            COUNTS.told(body)
            return await self._sent(body, _headers(media_type, number), request.headers.get("accept-encoding"))
        except Unauthenticated:
            raise
        except RegisterError as refusal:
            if refusal.status < Internal.status and refusal.status != RateLimited.status:
                # A caller whom the register does not know learns no more from a bad request than from a good one.
                await confirm_known(self.pool, self.settings, caller)
            raise

    async def _stream(self, asked: Asked, caller: Caller, bearer: Bearer) -> Response:
        if self.streams.full:
            raise Unavailable("Too many subscriptions are open. Try again later.")
        subscribed = await self.executor.subscribe(asked, caller, bearer.number)
        bodies = follow(self.streams, bearer, subscribed)
        return EventStream(self.streams, bodies, bearer.number, headers=_headers(EVENTS, bearer.number))

    async def _parameters(self, request: Request, agency: Agency) -> Parameters:
        if request.method == "GET":
            return parse_query_string(request.scope["query_string"])
        require_json(request.headers.get("content-type"))
        given = self.settings
        longest = given.max_upload_bytes if file_fields(agency) else given.max_body_bytes
        raw = await read_body(request, max_bytes=longest, timeout_s=self.settings.arrival_timeout_s)
        parameters = parse_parameters(await decode_body(raw, apart_from=given.max_body_bytes))
        if len(parameters.query) > given.max_body_bytes:
            raise TooLarge(f"The document is longer than {given.max_body_bytes} characters.", max=given.max_body_bytes)
        return parameters

    async def _sent(self, body: bytes, headers: dict[str, str], accepted: str | None) -> Response:
        if self.settings.compresses_answers and len(body) >= SHORTEST_BYTES and accepts_gzip(accepted):
            return Response(await compressed(body), 200, headers | COMPRESSED)
        return Response(body, 200, headers)

    def _refuse(self, media_type: MediaType, refusal: RegisterError, number: str) -> Response:
        log_refusal(refusal, number)
        status = status_for(media_type, refusal)
        if media_type == EVENTS and status == 200:
            return Response(refusal_event(told(refusal)), status, _headers(EVENTS, number))
        # A client of the older media type looks for data beside the errors of a well-formed request.
        body = {"errors": told(refusal)} | ({"data": None} if status == 200 else {})
        headers = _headers(GRAPHQL if media_type == EVENTS else media_type, number) | dict(headers_for(refusal))
        if isinstance(refusal, Unauthenticated):
            del headers["Register-Request"]
        return Response(orjson.dumps(body), status, headers)


def _headers(media_type: MediaType, number: str) -> dict[str, str]:
    return GUARDED | {"Content-Type": content_type(media_type), "Register-Request": number}
