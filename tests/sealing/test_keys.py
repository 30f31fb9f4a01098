"""The key that signs heads: kept for its owner alone, the same after a restart, given in production."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from register.errors import SetupError
from register.sealing.keys import KEY_FILE, open_key
from register.settings import Settings


def test_in_development_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    first = open_key(Settings(), tmp_path / "new")
    again = open_key(Settings(), tmp_path / "new")

    assert first.public_key == again.public_key
    assert (tmp_path / "new" / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == [KEY_FILE]


def test_a_signature_is_good_for_its_message_and_its_key_alone(tmp_path):
    key, other = open_key(Settings(), tmp_path / "a"), open_key(Settings(), tmp_path / "b")
    signature = key.sign(b"message")

    Ed25519PublicKey.from_public_bytes(key.public_key).verify(signature, b"message")
    for public, message in ((key.public_key, b"another"), (other.public_key, b"message")):
        with pytest.raises(InvalidSignature):
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)


def test_the_key_of_the_settings_is_used_where_one_is_set(tmp_path):
    kept = open_key(Settings(), tmp_path)

    given = Settings(sealing_key_file=tmp_path / KEY_FILE, environment="production")

    assert open_key(given, tmp_path / "elsewhere").public_key == kept.public_key


def test_in_production_a_key_must_be_given_and_none_is_made(tmp_path):
    with pytest.raises(SetupError, match="REGISTER_SEALING_KEY_FILE"):
        open_key(Settings(environment="production"), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_key_that_others_can_read_is_refused(tmp_path):
    open_key(Settings(), tmp_path)
    (tmp_path / KEY_FILE).chmod(0o640)

    with pytest.raises(SetupError, match="can be read by others"):
        open_key(Settings(), tmp_path)


OTHER_KIND = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("content", [b"", b"not a key", OTHER_KIND], ids=["empty", "text", "another kind"])
def test_what_is_no_ed25519_key_is_refused(tmp_path, content):
    file = tmp_path / "key.pem"
    file.write_bytes(content)
    file.chmod(0o600)

    with pytest.raises(SetupError, match="not an Ed25519 private key"):
        open_key(Settings(sealing_key_file=file), tmp_path)


def test_a_key_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SetupError, match="not an Ed25519 private key"):
        open_key(Settings(sealing_key_file=tmp_path / "none.pem"), tmp_path)


def test_a_key_is_not_shown_by_accident(tmp_path):
    assert "PrivateKey" not in repr(open_key(Settings(), tmp_path))
