"""Private keys kept in files that only their owner may read: written in one step, read or refused."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from register.errors import SetupError


def read_key(path: Path, *, advice: str) -> PrivateKeyTypes | None:
    """The key in a file; None if it holds none.

    advice: what to do about a file that others may read. Raises: SetupError if they may.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise SetupError(f"{path} can be read by others: {advice}")
        return load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        return None


def create_key(path: Path, key: PrivateKeyTypes, *, kept: str) -> None:
    """Write a new key in one step: of two processes that start at once, both continue with the same key.

    kept: what is kept there, for the message if it cannot be. Raises: SetupError.
    """
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    except OSError:
        raise SetupError(f"{path.parent} cannot be written: {kept}") from None
