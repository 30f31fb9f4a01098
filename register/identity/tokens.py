"""From the Authorization header to verified claims."""

import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
from jwt import exceptions
from jwt.types import Options
from jwt.utils import base64url_decode

from register.errors import SetupError, Unauthenticated
from register.identity.causes import Cause
from register.identity.claims import Claims, read_claims
from register.identity.development_issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer
from register.identity.revocation_list import Revoked
from register.identity.signing_keys import ALGORITHMS, MAX_KEY_ID_CHARACTERS, FixedKeys, Keys, PublicKey
from register.identity.strict_json import RepeatedName, read_object
from register.settings import Settings

MAX_TOKEN_CHARACTERS = 8_192
REMEMBERED_TOKENS = 1_024
# Decision: token-memory
REMEMBERED_S = 30.0
COMPACT_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
ACCESS_TOKEN_TYPES = frozenset({"at+jwt", "application/at+jwt"})
REQUIRED = ("exp", "iat", "sub", "aud", "iss")

CAUSES: tuple[tuple[type[Exception], Cause], ...] = (
    (exceptions.InvalidSignatureError, Cause.SIGNATURE),
    (exceptions.ExpiredSignatureError, Cause.EXPIRED),
    (exceptions.ImmatureSignatureError, Cause.NOT_YET_VALID),
    (exceptions.InvalidAudienceError, Cause.AUDIENCE),
    (exceptions.InvalidIssuerError, Cause.ISSUER),
    (exceptions.InvalidSubjectError, Cause.SUBJECT),
    (exceptions.InvalidJTIError, Cause.TOKEN_ID),
    (exceptions.InvalidIssuedAtError, Cause.TIMES),
    (exceptions.MissingRequiredClaimError, Cause.MISSING_CLAIM),
    (exceptions.PyJWTError, Cause.MALFORMED),
    (RepeatedName, Cause.REPEATED_NAME),
    (ValueError, Cause.MALFORMED),
)


def bearer_token(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The token of the one Authorization header. Nothing else in a request can carry one.

    headers: names and values as they came. Raises: Unauthenticated. Source: RFC 6750, section 2.1.
    """
    values = [value for name, value in headers if name.lower() == b"authorization"]
    if not values:
        raise Unauthenticated(Cause.NO_TOKEN)
    if len(values) > 1:
        raise Unauthenticated(Cause.REPEATED_HEADER)
    scheme, _, token = values[0].decode("latin-1").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated(Cause.SCHEME)
    if len(token) > MAX_TOKEN_CHARACTERS:
        raise Unauthenticated(Cause.TOO_LONG)
    if not COMPACT_TOKEN.fullmatch(token):
        raise Unauthenticated(Cause.MALFORMED)
    return token


@dataclass(frozen=True, slots=True)
class Remembered:
    """Claims that were verified a moment ago, with the keys of then. until: on the monotonic clock."""

    claims: Claims
    keys_version: int
    until: float


class StrictToken(jwt.PyJWT):
    """PyJWT, reading the payload as strict JSON."""

    def _decode_payload(self, decoded: dict[str, Any]) -> dict[str, Any]:
        return read_object(decoded["payload"])


class Verifier:
    """Verifies tokens of one issuer, and remembers for at most 30 seconds those that were good.

    What is remembered ends with the token's own life and with every change of the keys; the deny list is asked
    each time. Refusals are not logged here: the code that answers the caller writes the one security event.
    """

    def __init__(self, keys: FixedKeys, issuer: str, settings: Settings) -> None:
        self.keys = keys
        self._issuer = issuer
        self._settings = settings
        self._revoked = Revoked(settings.revoked_file, settings.revoked_reread_s)
        self._remembered: OrderedDict[bytes, Remembered] = OrderedDict()

    async def verify(self, token: str) -> Claims:
        """The claims of a good token. Raises: Unauthenticated with the cause; Unavailable without usable keys."""
        self.keys.require_usable()
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        claims = self._recall(digest)
        if claims is None:
            claims = await self._check(token)
            self._remember(digest, claims)
        await self.confirm_not_revoked(claims)
        return claims

    async def confirm_not_revoked(self, claims: Claims) -> None:
        """Check claims that were verified before against the deny list. Raises: Unauthenticated."""
        if await self._revoked.includes(claims):
            raise Unauthenticated(Cause.REVOKED)

    def _recall(self, digest: bytes) -> Claims | None:
        found = self._remembered.get(digest)
        if found is None:
            return None
        alive = time.time() < found.claims.expires_at.timestamp() + self._settings.token_leeway_s
        if not alive or found.keys_version != self.keys.version or time.monotonic() >= found.until:
            del self._remembered[digest]
            return None
        self._remembered.move_to_end(digest)
        return found.claims

    def _remember(self, digest: bytes, claims: Claims) -> None:
        self._remembered[digest] = Remembered(claims, self.keys.version, time.monotonic() + REMEMBERED_S)
        if len(self._remembered) > REMEMBERED_TOKENS:
            self._remembered.popitem(last=False)

    async def _check(self, token: str) -> Claims:
        if len(token) > MAX_TOKEN_CHARACTERS:
            raise Unauthenticated(Cause.TOO_LONG)
        if not COMPACT_TOKEN.fullmatch(token):
            raise Unauthenticated(Cause.MALFORMED)
        header = _read_header(token)
        algorithm, key_id = self._checked_header(header)
        key = await self.keys.find(key_id)
        if key is None:
            raise Unauthenticated(Cause.UNKNOWN_KEY)
        if algorithm != key.algorithm:
            raise Unauthenticated(Cause.ALGORITHM)
        return read_claims(self._decode(token, key), self._settings.token_life_s)

    def _checked_header(self, header: dict[str, object]) -> tuple[str, str]:
        """The algorithm and key id. All else that a header can name (jwk, jku, x5u …) is not looked at."""
        algorithm, key_id, kind = header.get("alg"), header.get("kid"), header.get("typ")
        if not isinstance(algorithm, str) or algorithm not in ALGORITHMS.values():
            raise Unauthenticated(Cause.ALGORITHM)
        if not self._is_access_token(kind):
            raise Unauthenticated(Cause.TYPE)
        if not isinstance(key_id, str) or not 1 <= len(key_id) <= MAX_KEY_ID_CHARACTERS:
            raise Unauthenticated(Cause.KEY_ID)
        return algorithm, key_id

    def _is_access_token(self, kind: object) -> bool:
        # Production takes access tokens only (RFC 9068), so that an ID token of the same issuer opens nothing.
        if isinstance(kind, str) and kind.lower() in ACCESS_TOKEN_TYPES:
            return True
        return self._settings.environment != "production" and (kind is None or kind == "JWT")

    def _decode(self, token: str, key: PublicKey) -> dict[str, object]:
        required = [*REQUIRED, "jti"] if self._settings.environment == "production" else [*REQUIRED]
        try:
            payload: dict[str, object] = StrictToken().decode(
                token,
                key.key,
                [key.algorithm],
                Options(require=required, enforce_minimum_key_length=True),
                audience=self._settings.oidc_audience,
                issuer=self._issuer,
                leeway=self._settings.token_leeway_s,
            )
        except (exceptions.PyJWTError, ValueError) as error:
            raise Unauthenticated(_cause(error)) from None
        # A token that another service may take as well is in that service's hands.
        if payload["aud"] not in (self._settings.oidc_audience, [self._settings.oidc_audience]):
            raise Unauthenticated(Cause.AUDIENCE)
        return payload


def _read_header(token: str) -> dict[str, object]:
    try:
        return read_object(base64url_decode(token.partition(".")[0]))
    except ValueError as error:
        raise Unauthenticated(_cause(error)) from None


def _cause(error: Exception) -> Cause:
    return next(cause for kind, cause in CAUSES if isinstance(error, kind))


def open_verifier(settings: Settings, state_dir: Path) -> Verifier:
    """The verifier that the settings ask for: of the identity provider, or of the development issuer if none is set.

    state_dir: where the development issuer keeps its key. Raises: SetupError if half of the provider is set, or
    none in production.
    """
    if settings.oidc_issuer == DEVELOPMENT_ISSUER:
        raise SetupError("REGISTER_OIDC_ISSUER names the development issuer; leave it empty to use that one.")
    if bool(settings.oidc_issuer) != bool(settings.oidc_jwks_url):
        raise SetupError("Set REGISTER_OIDC_ISSUER and REGISTER_OIDC_JWKS_URL together, or neither.")
    if settings.oidc_issuer:
        return Verifier(Keys(settings), settings.oidc_issuer, settings)
    if settings.environment == "production":
        raise SetupError("Set REGISTER_OIDC_ISSUER and REGISTER_OIDC_JWKS_URL: production needs an identity provider.")
    return Verifier(FixedKeys(DevelopmentIssuer(state_dir, settings).jwks()), DEVELOPMENT_ISSUER, settings)
