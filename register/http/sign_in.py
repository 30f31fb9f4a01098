"""Who is asking at the doors that are not GraphQL: a token's bearer, or the holder of an agency key."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from register.errors import BadInput, Unauthenticated
from register.http.request_headers import purpose_of
from register.identity.api_keys import ApiKeys, split_key
from register.identity.causes import Cause
from register.identity.tokens import Verifier, bearer_token
from register.vocabulary import Caller

Headers = Iterable[tuple[bytes, bytes]]

AUTHORIZATION: Final = b"authorization"
KEY_HEADER: Final = b"x-api-key"
KEY_PARAMETER: Final = "api-key"
LONGEST_BASIC: Final = 200


class SignIn:
    """Turns what a client sent into a caller: Bearer as at the door of GraphQL, or a key, by Basic or X-API-Key."""

    def __init__(self, verifier: Verifier, keys: ApiKeys, *, takes_from_url: bool = False) -> None:
        self._verifier = verifier
        self._keys = keys
        self._takes_from_url = takes_from_url

    async def caller(self, headers: Headers, *, door: str, peer: str | None, in_url: Sequence[str] = ()) -> Caller:
        """The caller of a request, with its purpose. door: where it came in; peer: the address it came from.

        in_url: the keys that its URL carries. Raises: Unauthenticated, Unavailable, BadInput.
        """
        headers = [*headers]
        key = self._of_url(headers, in_url) if in_url else key_of(headers)
        if key is None:
            return await self._bearer(headers)
        found = self._keys.find(*key, door=door, peer=peer, in_url=bool(in_url))
        caller = Caller(
            found.subject, found.agency, found.area, found.organisation, found.purpose, datetime.now(UTC).date()
        )
        if purpose_of(headers) not in (None, found.purpose):
            raise BadInput("This key has another purpose.", hint="Leave the header Register-Purpose out.")
        return caller

    def _of_url(self, headers: Headers, in_url: Sequence[str]) -> tuple[str, str]:
        # Decision: keys-in-urls
        if not self._takes_from_url:
            raise Unauthenticated(Cause.API_KEY_IN_URL)
        if len(in_url) > 1 or any(name.lower() in (AUTHORIZATION, KEY_HEADER) for name, _ in headers):
            raise Unauthenticated(Cause.REPEATED_HEADER)
        return split_key(in_url[0])

    async def _bearer(self, headers: Headers) -> Caller:
        claims = await self._verifier.verify(bearer_token(headers))
        today = datetime.now(UTC).date()
        caller = Caller(claims.subject, claims.agency, claims.area, claims.organisation, None, today)
        return replace(caller, purpose=purpose_of(headers))


def key_of(headers: Headers) -> tuple[str, str] | None:
    """The number and secret of the one key that the headers carry; None if they carry none.

    Raises: Unauthenticated if they carry two ways to sign in, or a key without the form of one.
    """
    sent = [(name.lower(), value) for name, value in headers if name.lower() in (AUTHORIZATION, KEY_HEADER)]
    if len(sent) > 1:
        raise Unauthenticated(Cause.REPEATED_HEADER)
    if not sent:
        return None
    name, value = sent[0]
    if name == KEY_HEADER:
        return split_key(value.decode("latin-1"))
    scheme, _, rest = value.decode("latin-1").partition(" ")
    return split_key(_basic(rest)) if scheme.lower() == "basic" else None


def _basic(text: str) -> str:
    """The user and the password of Basic, with a dot between. Source: RFC 7617."""
    try:
        user, _, password = base64.b64decode(text[:LONGEST_BASIC], validate=True).decode().partition(":")
    except ValueError:
        raise Unauthenticated(Cause.API_KEY_MALFORMED) from None
    return f"{user}.{password}"
