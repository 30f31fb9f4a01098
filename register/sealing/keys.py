"""The keys that sign heads and downloads: given in production, else made once and kept in the state folder."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from register.errors import SetupError
from register.identity.key_files import create_key, read_key
from register.settings import Settings

KEY_FILE = "sealing.pem"
DOWNLOADS_FILE = "downloads.pem"


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
    """The key of the settings; outside production, one of our own if none is set.

    Raises: SetupError if it is missing, is no Ed25519 key, or can be read by others.
    """
    if given.sealing_key_file is not None:
        return _read(given.sealing_key_file)
    if given.environment == "production":
        raise SetupError("Set REGISTER_SEALING_KEY_FILE. In production you must sign heads with your own key.")
    return _kept(state_dir / KEY_FILE, kept="the key that signs heads is kept there.")


def open_download_key(given: Settings, state_dir: Path) -> SealingKey | None:
    """The key that signs downloads, which is not the sealer's: the server holds it. Outside production, one of our own
    if none is set; None in production, which then has no downloads.

    Raises: SetupError if it is no Ed25519 key, or can be read by others.
    """
    if given.download_key_file is not None:
        return _read(given.download_key_file)
    if given.environment == "production":
        return None
    return _kept(state_dir / DOWNLOADS_FILE, kept="the key that signs downloads is kept there.")


def _kept(path: Path, *, kept: str) -> SealingKey:
    if not path.exists():
        create_key(path, Ed25519PrivateKey.generate(), kept=kept)
    return _read(path)


def _read(path: Path) -> SealingKey:
    key = read_key(path, advice="run chmod 600 on it.")
    if not isinstance(key, Ed25519PrivateKey):
        raise SetupError(f"{path} is not an Ed25519 private key in PEM form.")
    return SealingKey(key)
