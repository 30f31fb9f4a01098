"""Signing in at an identity provider: the authorization code flow with PKCE, and the way out again.

Source: OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9207; OpenID Connect RP-Initiated Logout 1.0.
"""

import base64
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote_plus, urlsplit

import httpx2
import jwt
import orjson
from authlib.common.security import generate_token
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from register.errors import Unauthenticated, Unavailable
from register.identity.causes import Cause
from register.identity.claims import Claims
from register.identity.tokens import Verifier
from register.open_types import Values
from register.settings import Settings

WELL_KNOWN: Final = "/.well-known/openid-configuration"
RETURN: Final = "/sign-in/return"
RANDOM_CHARACTERS: Final = 48
LONGEST_ANSWER: Final = 65_536
KEPT_S: Final = 3_600.0
SILENT: Final = "The identity provider does not answer."
ADDRESSES: Final = ("authorization_endpoint", "token_endpoint")
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
CODE_GRANT: Final = "authorization_code"


@dataclass
class Issuer:
    """The identity provider that people sign in at. What it publishes of itself is kept for an hour."""

    settings: Settings
    verifier: Verifier
    published: Values = field(default_factory=dict)
    published_at: float = 0.0

    async def way_in(self, base: str) -> tuple[str, dict[str, str]]:
        """The address at which somebody signs in, and the secrets that the return is checked with."""
        there = await self.configuration()
        kept = {name: generate_token(RANDOM_CHARACTERS) for name in ("state", "nonce", "verifier")}
        address = prepare_grant_uri(
            there["authorization_endpoint"],
            self.settings.sign_in_client_id,
            "code",
            redirect_uri=f"{base}{RETURN}",
            scope=self.settings.sign_in_scope,
            state=kept["state"],
            nonce=kept["nonce"],
            code_challenge=create_s256_code_challenge(kept["verifier"]),
            code_challenge_method="S256",
        )
        return str(address), kept

    async def claims_of(self, given: Mapping[str, str], kept: Values, *, base: str) -> Claims:
        """Who has come back. kept: the secrets from before. Raises: Unauthenticated, Unavailable."""
        state = str(kept.get("state", ""))
        if not state or not hmac.compare_digest(given.get("state", "").encode(), state.encode()):
            raise Unauthenticated(Cause.SIGN_IN_STATE)
        if given.get("iss", self.settings.oidc_issuer) != self.settings.oidc_issuer:
            raise Unauthenticated(Cause.ISSUER)
        code = given.get("code")
        if not code or "error" in given:
            raise Unauthenticated(Cause.SIGN_IN_REFUSED)
        tokens = await self._exchange(code, str(kept["verifier"]), base)
        claims = await self.verifier.verify(str(tokens.get("access_token", "")))
        await self._confirm(str(tokens.get("id_token", "")), claims, nonce=str(kept["nonce"]))
        return claims

    async def way_out(self, onward: str) -> str | None:
        """The address at which a session at the issuer is ended, if it has one. onward: where it leads after that."""
        end = (await self.configuration()).get("end_session_endpoint")
        if not isinstance(end, str):
            return None
        known = {"client_id": self.settings.sign_in_client_id, "post_logout_redirect_uri": onward}
        return str(httpx2.URL(end).copy_merge_params(known))

    async def configuration(self) -> Values:
        """What the issuer publishes of itself. Raises: Unavailable if it is not to be had, or is another's."""
        if not self.published or time.monotonic() - self.published_at > KEPT_S:
            given = self.settings
            address = given.sign_in_configuration_url or given.oidc_issuer.rstrip("/") + WELL_KNOWN
            found = await self._asked(httpx2.Request("GET", address))
            safe = all(self._is_safe(found.get(each)) for each in ADDRESSES)
            if found.get("issuer") != given.oidc_issuer or not safe:
                raise Unavailable(SILENT, why="issuer_configuration")
            self.published, self.published_at = found, time.monotonic()
        return self.published

    def _is_safe(self, address: object) -> bool:
        """True if an address is one that a secret may be sent to."""
        if not isinstance(address, str):
            return False
        parts = urlsplit(address)
        local = self.settings.environment != "production" and parts.hostname in LOOPBACK
        return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and local))

    async def _exchange(self, code: str, verifier: str, base: str) -> Values:
        """The tokens for a code. Source: RFC 6749, section 4.1.3."""
        there, given = await self.configuration(), self.settings
        known: dict[str, str] = {"code": code, "code_verifier": verifier}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        if given.sign_in_client_secret is None:
            known["client_id"] = given.sign_in_client_id
        else:
            headers["Authorization"] = _basic(given.sign_in_client_id, given.sign_in_client_secret.get_secret_value())
        body = prepare_token_request(CODE_GRANT, redirect_uri=f"{base}{RETURN}", **known)
        return await self._asked(httpx2.Request("POST", there["token_endpoint"], headers=headers, content=body))

    async def _confirm(self, token: str, claims: Claims, *, nonce: str) -> None:
        """Check that the ID token is for this client, this sign-in and the same person. Raises: Unauthenticated."""
        try:
            header = jwt.get_unverified_header(token)
            key = await self.verifier.keys.find(str(header.get("kid", "")))
            if key is None:
                raise Unauthenticated(Cause.UNKNOWN_KEY)
            found = jwt.decode(
                token,
                key.key,
                [key.algorithm],
                audience=self.settings.sign_in_client_id,
                issuer=self.settings.oidc_issuer,
                leeway=self.settings.token_leeway_s,
                options={"require": ["exp", "iat", "sub", "aud", "iss", "nonce"]},
            )
        except jwt.PyJWTError:
            raise Unauthenticated(Cause.SIGN_IN_REFUSED) from None
        if not hmac.compare_digest(str(found["nonce"]).encode(), nonce.encode()):
            raise Unauthenticated(Cause.SIGN_IN_STATE)
        if found["sub"] != claims.subject:
            raise Unauthenticated(Cause.SUBJECT)

    async def _asked(self, request: httpx2.Request) -> Values:
        """What the issuer answers. Raises: Unauthenticated if it refuses; Unavailable if it does not answer."""
        timeout_s = self.settings.jwks_timeout_s
        try:
            async with httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout_s) as client:
                response = await client.send(request)
        except httpx2.HTTPError as fault:
            raise Unavailable(SILENT, why=type(fault).__name__) from None
        if 400 <= response.status_code < 500:
            raise Unauthenticated(Cause.SIGN_IN_REFUSED)
        try:
            found = orjson.loads(response.content[:LONGEST_ANSWER]) if response.status_code == 200 else None
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            raise Unavailable(SILENT, why="issuer_answer")
        return found


def _basic(client: str, secret: str) -> str:
    """How a client with a secret says who it is. Source: RFC 6749, section 2.3.1."""
    pair = f"{quote_plus(client)}:{quote_plus(secret)}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
