"""Cookies of the pages: what they hold is encrypted, and opened only as the kind of cookie that it was sealed as."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from starlette.responses import Response

from register.open_types import Values
from register.settings import Settings

NONCE_BYTES: Final = 12
SALT_BYTES: Final = 8
LONGEST: Final = 4_000
SESSION: Final = "register_session"
DOOR: Final = "register_door"


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals and opens the contents of cookies with a key that only this register has."""

    key: bytes

    def close(self, kind: str, values: Values) -> str:
        """The values as a cookie carries them."""
        nonce = os.urandom(NONCE_BYTES)
        kept = nonce + AESGCM(self.key).encrypt(nonce, orjson.dumps(values), kind.encode())
        return base64.urlsafe_b64encode(kept).rstrip(b"=").decode()

    def open(self, kind: str, cookie: str | None) -> Values | None:
        """What a cookie holds; None if there is none, or if it was not sealed here as a cookie of this kind."""
        if not cookie or len(cookie) > LONGEST:
            return None
        try:
            whole = base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4))
            values = orjson.loads(AESGCM(self.key).decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], kind.encode()))
        except (ValueError, InvalidTag, binascii.Error):
            return None
        return values if isinstance(values, dict) else None

    def token(self, about: str) -> str:
        """A text that nobody else can make of this one: what a form carries to show that this server made it.

        It is another text each time, so that the length of a compressed page tells nothing of it.
        """
        salt = os.urandom(SALT_BYTES).hex()
        return salt + self._mark(salt, about)

    def is_token(self, given: str, about: str) -> bool:
        """True if a form carries a text that was made of this one."""
        salt, mark = given[: 2 * SALT_BYTES], given[2 * SALT_BYTES :]
        return hmac.compare_digest(mark.encode("utf-8", "replace"), self._mark(salt, about).encode())

    def masked_key(self, about: str) -> str:
        """A key that follows from a text, and that nobody else can make: a mask, then the key behind it, in hex.

        The mask is another each time, so that the length of a compressed page tells nothing of the key.
        """
        key = hmac.digest(self.key, f"key.{about}".encode("utf-8", "replace"), "sha256")
        mask = os.urandom(len(key))
        return (mask + bytes(one ^ other for one, other in zip(mask, key, strict=True))).hex()

    def _mark(self, salt: str, about: str) -> str:
        return hmac.new(self.key, f"{salt}.{about}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def open_seal(given: Settings) -> Seal:
    """The seal that the settings ask for; one that only this process has if they name no key."""
    if given.session_key is None:
        return Seal(os.urandom(32))
    return Seal(hashlib.sha256(b"register pages\0" + given.session_key.get_secret_value().encode()).digest())


def named(cookie: str, *, is_secure: bool) -> str:
    """The name of a cookie. Over https its prefix keeps every other host from setting it. Source: RFC 6265bis."""
    return f"__Host-{cookie}" if is_secure else cookie


def put(response: Response, cookie: str, value: str, *, is_secure: bool, life_s: int) -> None:
    """Have the browser keep a cookie, out of reach of scripts and of requests that other pages make."""
    response.set_cookie(
        named(cookie, is_secure=is_secure), value, life_s, path="/", secure=is_secure, httponly=True, samesite="lax"
    )


def drop(response: Response, cookie: str, *, is_secure: bool) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(
        named(cookie, is_secure=is_secure), path="/", secure=is_secure, httponly=True, samesite="lax"
    )


def read(cookies: Mapping[str, str], cookie: str, *, is_secure: bool) -> str | None:
    """The cookie of this name that a request carries."""
    return cookies.get(named(cookie, is_secure=is_secure))
