"""Manifests: what was downloaded, when, by which body and under which law, signed by the register's key for downloads.

What is signed is the canonical text of all members but the signature itself. Source: Ed25519, RFC 8032.
"""

import json
from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from register.open_types import Values
from register.sealing.heads import key_id
from register.sealing.keys import SealingKey
from register.sealing.leaves import canonical

FORMAT: Final = "register-download-1"
SIGNATURE: Final = "signature"


def sign_manifest(told: Mapping[str, object], key: SealingKey) -> Values:
    """The manifest that says this, with the key's name and its signature."""
    unsigned = {**told, "format": FORMAT, "keyId": key_id(key.public_key), "publicKey": key.public_key.hex()}
    return {**unsigned, SIGNATURE: key.sign(canonical(unsigned)).hex()}


def read_manifest(text: bytes) -> Values:
    """The manifest that this JSON is. Raises: ValueError if it is none."""
    told = json.loads(text)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValueError("not a manifest")
    return told


def is_genuine(manifest: Values) -> bool:
    """True if the key that it names signed it. The reader must know if that key is to be trusted."""
    unsigned = {name: value for name, value in manifest.items() if name != SIGNATURE}
    try:
        public_key = bytes.fromhex(manifest["publicKey"])
        Ed25519PublicKey.from_public_bytes(public_key).verify(bytes.fromhex(manifest[SIGNATURE]), canonical(unsigned))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return str(manifest["keyId"]) == key_id(public_key)
