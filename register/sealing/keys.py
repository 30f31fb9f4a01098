"""The key that signs heads: given in production, made once and kept in the state folder in development."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from register.errors import SetupError
from register.settings import Settings

KEY_FILE = "sealing.pem"


@dataclass(frozen=True)
class SealingKey:
    """An Ed25519 key. public_key: its 32 bytes."""

    _key: Ed25519PrivateKey = field(repr=False)

    @property
    def public_key(self) -> bytes:
        """What others check signatures with."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """The signature of a message: 64 bytes."""
        return self._key.sign(message)


def open_key(given: Settings, state_dir: Path) -> SealingKey:
    """The key of the settings; outside production, one of our own where none is set.

    Raises: SetupError where it is missing, is no Ed25519 key, or can be read by others.
    """
    if given.sealing_key_file is not None:
        return _read(given.sealing_key_file)
    if given.environment == "production":
        raise SetupError("Set REGISTER_SEALING_KEY_FILE: in production heads are signed with a key of your own.")
    path = state_dir / KEY_FILE
    if not path.exists():
        _create(path)
    return _read(path)


def _read(path: Path) -> SealingKey:
    try:
        if path.stat().st_mode & 0o077:
            raise SetupError(f"{path} can be read by others: chmod 600 it.")
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise SetupError(f"{path} is not an Ed25519 private key in PEM form.")
    return SealingKey(key)


def _create(path: Path) -> None:
    """Write a new key in one step: of two processes that start at once, both go on with the same key."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    except OSError:
        raise SetupError(f"{path.parent} cannot be written: the key that signs heads is kept there.") from None
