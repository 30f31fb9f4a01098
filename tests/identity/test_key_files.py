"""Private keys in files: whole, one for all who start at once, and nobody else's to read."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from register.errors import SetupError
from register.identity.key_files import create_key, read_key

ADVICE, KEPT = "chmod 600 it.", "a key is kept there."


def raw(key):
    return key.private_bytes_raw()


def test_a_key_is_read_as_it_was_written_and_is_its_owners_alone(tmp_path):
    path, key = tmp_path / "below" / "key.pem", Ed25519PrivateKey.generate()
    create_key(path, key, kept=KEPT)

    assert raw(read_key(path, advice=ADVICE)) == raw(key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["key.pem"]


def test_of_many_who_write_at_once_one_wins_and_all_read_its_key(tmp_path):
    path = tmp_path / "key.pem"
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda _: create_key(path, Ed25519PrivateKey.generate(), kept=KEPT), range(16)))
        found = set(workers.map(lambda _: raw(read_key(path, advice=ADVICE)), range(16)))

    assert len(found) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["key.pem"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_key_that_others_may_read_is_refused(tmp_path, mode):
    path = tmp_path / "key.pem"
    create_key(path, Ed25519PrivateKey.generate(), kept=KEPT)
    path.chmod(mode)

    with pytest.raises(SetupError, match=r"key\.pem can be read by others: chmod 600 it\.$"):
        read_key(path, advice=ADVICE)


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_holds_no_key_gives_none(tmp_path, content):
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    path.chmod(0o600)

    assert read_key(path, advice=ADVICE) is None
    assert read_key(tmp_path / "absent.pem", advice=ADVICE) is None


def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SetupError, match=r"cannot be written: a key is kept there\.$"):
        create_key(tmp_path / "file" / "key.pem", Ed25519PrivateKey.generate(), kept=KEPT)
