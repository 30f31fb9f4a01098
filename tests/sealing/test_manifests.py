"""A manifest is signed as a whole: nothing of it can be changed, and no other key passes for the one that it names."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from register.sealing.keys import SealingKey
from register.sealing.manifests import is_genuine, read_manifest, sign_manifest

KEY, OTHER = (SealingKey(Ed25519PrivateKey.generate()) for _ in range(2))
TOLD = {"collection": "homes", "rows": {"count": 7, "sha256": "00"}, "token": None}


def test_what_was_signed_is_genuine_also_after_it_was_written_and_read():
    manifest = sign_manifest(TOLD, KEY)

    assert is_genuine(manifest)
    assert is_genuine(read_manifest(json.dumps(manifest, indent=3).encode()))


@pytest.mark.parametrize("name", [*TOLD, "format", "keyId", "publicKey", "signature"])
def test_nothing_of_it_can_be_changed_or_left_out(name):
    manifest, other = sign_manifest(TOLD, KEY), sign_manifest({"collection": "x"}, OTHER)

    assert not is_genuine({**manifest, name: "x" if name == "format" else other.get(name, "x")})
    assert not is_genuine({key: value for key, value in manifest.items() if key != name})


def test_what_is_no_manifest_is_refused():
    for text in (b"{}", b"[]", b"no", b'{"format": "register-head-1"}'):
        with pytest.raises(ValueError, match=r".+"):
            read_manifest(text)
