"""Heads: the signed size and root of a log's tree at a moment, as the database keeps and an outside holder takes it.

What is signed is the canonical text of all members but the signature itself. Source: Ed25519, RFC 8032.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from register.sealing.keys import SealingKey
from register.sealing.leaves import canonical
from register.vocabulary import Log

FORMAT = "register-head-1"


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head. origin: which database's log it is of; signed_at: by the sealer's clock."""

    origin: UUID
    log: Log
    size: int
    root: bytes
    signed_at: datetime
    public_key: bytes
    signature: bytes

    @property
    def is_genuine(self) -> bool:
        """True if its own key signed it. The reader must know if that key is to be trusted."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(self.signature, canonical(_signed(self)))
        except (InvalidSignature, ValueError):
            return False
        return True

    def told(self) -> dict[str, object]:
        """The head as JSON tells it."""
        return {**_signed(self), "signature": self.signature.hex()}


def sign(key: SealingKey, origin: UUID, log: Log, *, size: int, root: bytes) -> Head:
    """A head of this size and root, signed now."""
    unsigned = Head(origin, log, size, root, datetime.now(UTC), key.public_key, b"")
    signature = key.sign(canonical(_signed(unsigned)))
    return Head(origin, log, size, root, unsigned.signed_at, key.public_key, signature)


def read_head(line: str | bytes) -> Head:
    """The head that this JSON describes. Raises: ValueError if it describes none."""
    told = json.loads(line)
    if not isinstance(told, Mapping) or told.get("format") != FORMAT:
        raise ValueError("not a head")
    try:
        return Head(
            UUID(told["origin"]),
            Log(told["log"]),
            int(told["size"]),
            bytes.fromhex(told["root"]),
            datetime.fromisoformat(told["signedAt"]),
            bytes.fromhex(told["publicKey"]),
            bytes.fromhex(told["signature"]),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("not a head") from fault


def key_id(public_key: bytes) -> str:
    """The short name of a key: the first 16 hexadecimal digits of its hash."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def _signed(head: Head) -> dict[str, object]:
    return {
        "format": FORMAT,
        "keyId": key_id(head.public_key),
        "log": head.log.value,
        "origin": str(head.origin),
        "publicKey": head.public_key.hex(),
        "root": head.root.hex(),
        "signedAt": head.signed_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "size": head.size,
    }
