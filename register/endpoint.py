"""GraphQL over HTTP: one address, one operation a request, and the exact answer to every way of asking wrongly.

Source: the GraphQL over HTTP specification. Strawberry's own view would be overridden at each of these steps.
"""

import os
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import Response

from register.database import Pool
from register.errors import BadInput, Internal, RateLimited, RegisterError, Unauthenticated
from register.graphiql import asks_for_page, graphiql_page
from register.identity import Claims, Verifier, bearer_token, security_event
from register.resolvers.answer import confirm_known
from register.schema.documents import InvalidDocument
from register.schema.execute import Asked, Executor
from register.settings import Settings
from register.transport.body import (
    Parameters,
    decode_json,
    parse_parameters,
    parse_query_string,
    read_body,
)
from register.transport.negotiation import (
    JSON,
    MediaType,
    content_type,
    headers_for,
    require_json,
    require_method,
    response_media_type,
    status_for,
)
from register.vocabulary import Caller, Purpose

UNKNOWN_PURPOSE = "Register-Purpose names no purpose."
PURPOSES = {purpose.value: purpose for purpose in Purpose}

# What every answer says to browsers and caches between: nothing of it may be kept, framed or guessed at.
GUARDED: dict[str, str] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Endpoint:
    """Answers /graphql."""

    def __init__(self, pool: Pool, verifier: Verifier, given: Settings) -> None:
        self.executor = Executor(pool, given)
        self.pool = pool
        self.verifier = verifier
        self.settings = given

    async def __call__(self, request: Request) -> Response:
        """One request, one answer; a fault of ours is told in two words and logged in full."""
        if asks_for_page(request):
            return graphiql_page()
        media_type: MediaType = JSON
        number = os.urandom(8).hex()
        try:
            media_type = response_media_type(request.headers.get("accept"))
            require_method(request.method)
            claims = await self.verifier.verify(bearer_token(request.headers.raw))
            body = await self._answer(request, claims, number)
        except RegisterError as refusal:
            return self._refuse(request, media_type, refusal, number)
        except Exception as fault:
            # A fault's own words may hold a stored value; where it happened does not.
            where = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(fault.__traceback__)[-6:]]
            security_event("fault", kind=type(fault).__name__, at=" ".join(where), request=number)
            return self._refuse(request, media_type, Internal("Internal error."), number)
        return Response(body, 200, GUARDED | {"Content-Type": content_type(media_type), "Register-Request": number})

    async def _answer(self, request: Request, claims: Claims, number: str) -> bytes:
        today = datetime.now(UTC).date()
        caller = Caller(claims.subject, claims.agency, claims.area, claims.organisation, None, today)
        try:
            caller = replace(caller, purpose=_purpose(request))
            parameters = await self._parameters(request)
            asked = Asked(
                parameters.query, parameters.operation_name, parameters.variables, reads_only=request.method == "GET"
            )
            return await self.executor.answer(asked, caller, number)
        except Unauthenticated:
            raise
        except RegisterError as refusal:
            if refusal.status < Internal.status and refusal.status != RateLimited.status:
                # A caller whom the register does not know learns no more from a bad request than from a good one.
                await confirm_known(self.pool, self.settings, caller)
            raise

    async def _parameters(self, request: Request) -> Parameters:
        if request.method == "GET":
            return parse_query_string(request.scope["query_string"])
        require_json(request.headers.get("content-type"))
        raw = await read_body(
            request, max_bytes=self.settings.max_body_bytes, timeout_s=self.settings.arrival_timeout_s
        )
        return parse_parameters(decode_json(raw))

    def _refuse(self, request: Request, media_type: MediaType, refusal: RegisterError, number: str) -> Response:
        if isinstance(refusal, Unauthenticated):
            security_event(refusal.cause, request=number)
        else:
            # Of a fault in the database its state alone is told: its message may hold a stored value.
            state = getattr(refusal.__cause__, "sqlstate", None)
            kind = type(refusal.__cause__).__name__ if refusal.__cause__ else None
            security_event(refusal.code, request=number, status=refusal.status, kind=kind, sqlstate=state)
        status = status_for(media_type, refusal)
        faults = refusal.faults if isinstance(refusal, InvalidDocument) else [_told(refusal)]
        # A client of the older media type looks for data beside the errors of a well-formed request.
        body = {"errors": faults} | ({"data": None} if status == 200 else {})
        headers = GUARDED | {"Content-Type": content_type(media_type)} | dict(headers_for(refusal))
        if not isinstance(refusal, Unauthenticated):
            headers["Register-Request"] = number
        return Response(orjson.dumps(body), status, headers)


def _told(refusal: RegisterError) -> dict[str, object]:
    return {"message": refusal.message, "extensions": dict(refusal.extensions)}


def _purpose(request: Request) -> Purpose | None:
    given = request.headers.getlist("register-purpose")
    if not given:
        return None
    if len(given) > 1 or given[0] not in PURPOSES:
        raise BadInput(UNKNOWN_PURPOSE, hint=f"Send one of {', '.join(PURPOSES)}.")
    return PURPOSES[given[0]]
