"""Texts that the register keeps encrypted: AES-256-GCM, with the name of the key and of the row in each.

A text is opened only together with the row that it was written for: one that was moved to another row does not open.
"""

import base64
import binascii
import os
from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from register.errors import Unavailable
from register.settings import settings

NONCE_BYTES = 12
KEY_BYTES = 32
NO_KEY = "Interviews cannot be read or recorded: a key is missing."


class Unopened(Exception):
    """A text that no key of this server opens."""


def encrypt(text: str, row: object) -> str:
    """A text as it is kept, under the first key of the settings. row: the key of the row that it is kept in.

    Raises: Unavailable if there is no key.
    """
    keys, name = keys_of(_written()), first_key()
    if name is None:
        raise Unavailable(NO_KEY)
    nonce = os.urandom(NONCE_BYTES)
    kept = nonce + AESGCM(keys[name]).encrypt(nonce, text.encode(), _bound(name, str(row)))
    return f"{name}.{row}.{base64.b64encode(kept).decode()}"


def first_key() -> str | None:
    """The name of the key that encrypts; None if there is none."""
    return next(iter(keys_of(_written())), None)


def decrypt(kept: str) -> str:
    """The text that was kept so. Raises: Unopened if its key is not among the settings, or it was changed."""
    try:
        name, row, coded = kept.split(".")
        whole = base64.b64decode(coded, validate=True)
        key = keys_of(_written())[name]
        return AESGCM(key).decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], _bound(name, row)).decode()
    except (ValueError, KeyError, InvalidTag, binascii.Error):
        raise Unopened from None


@lru_cache(maxsize=4)
def keys_of(written: str) -> Mapping[str, bytes]:
    """The keys of a setting, by name, in its order: name:base64 and commas between. Raises: ValueError."""
    keys = {}
    for part in filter(None, written.split(",")):
        name, _, coded = part.strip().partition(":")
        key = _decoded(coded)
        if not name or len(key) != KEY_BYTES:
            raise ValueError("each key has a name and 32 bytes, in base64")
        keys[name] = key
    return keys


def _decoded(coded: str) -> bytes:
    try:
        return base64.b64decode(coded, validate=True)
    except binascii.Error:
        return b""


def _written() -> str:
    kept = settings().narrative_keys
    return "" if kept is None else kept.get_secret_value()


def _bound(name: str, row: str) -> bytes:
    return f"{name}.{row}".encode()
