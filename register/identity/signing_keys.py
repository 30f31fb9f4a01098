"""The public keys that tokens are checked with, fetched without holding up any other request."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from register.errors import SetupError, Unavailable
from register.identity.security_log import security_event
from register.identity.strict_json import read_object
from register.settings import Settings

# The algorithm follows from the kind of key, never from what a token says of itself.
ALGORITHMS: Mapping[tuple[object, object], str] = {
    ("RSA", None): "RS256",
    ("EC", "P-256"): "ES256",
    ("OKP", "Ed25519"): "EdDSA",
}
MAX_ANSWER_BYTES = 262_144
MAX_KEYS = 100
MAX_KEY_ID_CHARACTERS = 200
MIN_RSA_BITS, MAX_RSA_BITS = 2_048, 8_192
ALARM_AGE_S = 300.0
MAX_CLOCK_OFFSET_S = 300.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class UnusableKeys(ValueError):
    """An answer from which no key can be taken. The message is fixed text."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key for checking signatures, with the one algorithm it is used with."""

    algorithm: str
    published: Mapping[str, object]
    key: PyJWK = field(compare=False)


def read_keys(jwks: Mapping[str, object]) -> dict[str, PublicKey]:
    """The usable signature keys of a JSON Web Key Set, by key id. Keys of other kinds or uses are ignored.

    Raises: UnusableKeys if there is none, or there are more than MAX_KEYS. Source: RFC 7517.
    """
    published = jwks.get("keys")
    if not isinstance(published, list) or len(published) > MAX_KEYS:
        raise UnusableKeys("not a list of keys, or too many keys")
    keys: dict[str, PublicKey] = {}
    for jwk in published:
        if isinstance(jwk, dict) and (key := _read_key(jwk)):
            keys.setdefault(jwk["kid"], key)
    if not keys:
        raise UnusableKeys("no usable key")
    return keys


def _read_key(jwk: dict[str, object]) -> PublicKey | None:
    algorithm = _algorithm(jwk)
    if algorithm is None or not _is_for_signatures(jwk):
        return None
    try:
        key = PyJWK(jwk, algorithm)
    except (PyJWTError, UnsupportedAlgorithm):
        return None
    if isinstance(key.key, RSAPublicKey) and not MIN_RSA_BITS <= key.key.key_size <= MAX_RSA_BITS:
        return None
    return PublicKey(algorithm, jwk, key)


def _algorithm(jwk: Mapping[str, object]) -> str | None:
    kind, curve = jwk.get("kty"), jwk.get("crv")
    if not isinstance(kind, str) or not isinstance(curve, str | None):
        return None
    algorithm = ALGORITHMS.get((kind, curve))
    return algorithm if jwk.get("alg", algorithm) == algorithm else None


def _is_for_signatures(jwk: Mapping[str, object]) -> bool:
    """True if the key has an id and is public, and nothing in it says that it is for another use."""
    key_id, operations = jwk.get("kid"), jwk.get("key_ops", ["verify"])
    named = isinstance(key_id, str) and 1 <= len(key_id) <= MAX_KEY_ID_CHARACTERS
    verifies = isinstance(operations, list) and "verify" in operations
    return named and verifies and jwk.get("use", "sig") == "sig" and "d" not in jwk


class FixedKeys:
    """Keys that are given once and stay: those of the development issuer, without any network."""

    def __init__(self, jwks: Mapping[str, object]) -> None:
        self._keys = read_keys(jwks)

    @property
    def version(self) -> int:
        """Grows whenever the set of keys changes."""
        return 0

    @property
    def age_s(self) -> float | None:
        """Seconds since the keys were last confirmed; None if they never were."""
        return 0.0

    @property
    def ready(self) -> bool:
        """True if tokens can be checked."""
        return True

    async def start(self) -> None:
        """Makes the keys ready. Fixed keys always are."""

    async def close(self) -> None:
        """Ends what start began."""

    def require_usable(self) -> None:
        """Check that there are keys to verify tokens with. Raises: Unavailable."""

    async def find(self, key_id: str) -> PublicKey | None:
        """The key of that id, or none. Raises: Unavailable."""
        return self._keys.get(key_id)


class Keys(FixedKeys):
    """The identity provider's keys, kept in memory.

    They are fetched at the start and every jwks_refresh_s in the background, sooner again (jwks_retry_s) after a
    failure. Requests are answered from memory and never wait for a refresh, with one exception: a token
    with an unknown key id starts one fetch, or joins the one under way, if none began in the last jwks_cooldown_s.
    Any answer but 200 with a usable key within jwks_timeout_s and 256 KB is a failure: the old keys continue to work
    until they are jwks_stale_s old; from then on, and before the first success, every token answers Unavailable.
    A key that is no longer published stops working at the next success. Redirects, proxies of the environment,
    compressed answers and addresses named in tokens are never followed. Each failure is a security event; once the
    keys are five minutes old it carries alarm=true. The answer's Date shows whether this host's clock can be
    trusted: more than five minutes apart is not ready.
    """

    def __init__(self, settings: Settings) -> None:
        self._url = _checked_url(settings)
        self._settings = settings
        self._keys: dict[str, PublicKey] = {}
        self._version = 0
        self._fetched_at: float | None = None
        self._asked_at: float | None = None
        self._failed = False
        self._fetching: asyncio.Task[None] | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._client: httpx2.AsyncClient | None = None
        self.clock_offset_s: float | None = None

    @property
    def version(self) -> int:
        return self._version

    @property
    def age_s(self) -> float | None:
        return None if self._fetched_at is None else time.monotonic() - self._fetched_at

    @property
    def ready(self) -> bool:
        return self._usable and abs(self.clock_offset_s or 0.0) <= MAX_CLOCK_OFFSET_S

    @property
    def _usable(self) -> bool:
        age_s = self.age_s
        return age_s is not None and age_s < self._settings.jwks_stale_s

    def require_usable(self) -> None:
        if not self._usable:
            raise Unavailable("The identity provider's keys cannot be read. No data was returned.")

    async def start(self) -> None:
        """Fetches once, successfully or not, and continues to refresh in the background."""
        self._client = httpx2.AsyncClient(
            trust_env=False,
            follow_redirects=False,
            timeout=self._settings.jwks_timeout_s,
            headers={"Accept": "application/jwk-set+json, application/json", "Accept-Encoding": "identity"},
        )
        await self._refresh(self._client)
        self._refreshing = asyncio.create_task(self._keep_fresh(self._client))

    async def close(self) -> None:
        tasks = [task for task in (self._refreshing, self._fetching) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    async def find(self, key_id: str) -> PublicKey | None:
        self.require_usable()
        if key_id not in self._keys and self._client is not None and self._may_ask():
            await self._refresh(self._client)
        return self._keys.get(key_id)

    def _may_ask(self) -> bool:
        under_way = self._fetching is not None and not self._fetching.done()
        cooled = self._asked_at is None or time.monotonic() - self._asked_at >= self._settings.jwks_cooldown_s
        return under_way or cooled

    async def _keep_fresh(self, client: httpx2.AsyncClient) -> None:
        refresh_s, retry_s = self._settings.jwks_refresh_s, self._settings.jwks_retry_s
        while True:
            await asyncio.sleep(min(refresh_s, retry_s) if self._failed else refresh_s)
            await self._refresh(client)

    async def _refresh(self, client: httpx2.AsyncClient) -> None:
        """One fetch for all who wait: a caller who goes away does not end it for the others."""
        if self._fetching is None or self._fetching.done():
            self._asked_at = time.monotonic()
            self._fetching = asyncio.create_task(self._try_fetch(client))
        await asyncio.shield(self._fetching)

    async def _try_fetch(self, client: httpx2.AsyncClient) -> None:
        try:
            async with asyncio.timeout(self._settings.jwks_timeout_s):
                keys = read_keys(read_object(await self._fetch(client)))
        except Exception as error:  # whatever goes wrong out there, the old keys stay and the next refresh comes
            self._failed = True
            age_s = self.age_s
            alarm = age_s is None or age_s >= ALARM_AGE_S
            security_event("keys_not_refreshed", reason=type(error).__name__, age_s=age_s, alarm=alarm)
            return
        self._failed = False
        self._fetched_at = time.monotonic()
        if keys != self._keys:
            self._keys = keys
            self._version += 1

    async def _fetch(self, client: httpx2.AsyncClient) -> bytes:
        body = bytearray()
        async with client.stream("GET", self._url) as response:
            if response.status_code != 200 or response.headers.get("Content-Encoding", "identity") != "identity":
                raise UnusableKeys("not a plain response")
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    raise UnusableKeys("response too long")
            self._compare_clocks(response.headers)
        return bytes(body)

    def _compare_clocks(self, headers: httpx2.Headers) -> None:
        try:
            there = parsedate_to_datetime(headers["Date"]).timestamp() + int(headers.get("Age", "0"))
        except (KeyError, ValueError):
            self.clock_offset_s = None
            return
        self.clock_offset_s = datetime.now(UTC).timestamp() - there
        if abs(self.clock_offset_s) > MAX_CLOCK_OFFSET_S:
            security_event("clock_differs", offset_s=round(self.clock_offset_s))


def _checked_url(settings: Settings) -> str:
    try:
        url = httpx2.URL(settings.oidc_jwks_url)
    except httpx2.InvalidURL:
        url = httpx2.URL("")
    if url.scheme not in {"http", "https"} or not url.host:
        raise SetupError("REGISTER_OIDC_JWKS_URL must be an http or https address.")
    if settings.environment == "production" and url.scheme == "http" and url.host not in LOOPBACK:
        raise SetupError("REGISTER_OIDC_JWKS_URL must be an https address in production.")
    return str(url)
