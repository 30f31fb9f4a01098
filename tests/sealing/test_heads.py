"""Heads: signed over all that they say, and read back as they were told."""

import dataclasses
import json
import uuid
from datetime import timedelta

import pytest

from register.sealing.heads import key_id, read_head, sign
from register.sealing.keys import open_key
from register.sealing.leaves import canonical
from register.settings import Settings
from register.vocabulary import Log

ORIGIN = uuid.UUID(int=1)


@pytest.fixture
def head(tmp_path):
    """A head of five leaves."""
    return sign(open_key(Settings(), tmp_path), ORIGIN, Log.ACCESS, size=5, root=b"\x05" * 32)


def test_a_head_is_read_as_it_was_told_and_is_genuine(head):
    assert read_head(canonical(head.told())) == head
    assert head.is_genuine


def test_a_head_tells_everything_by_name(head):
    assert head.told() == {
        "format": "register-head-1",
        "keyId": key_id(head.public_key),
        "log": "access",
        "origin": str(ORIGIN),
        "publicKey": head.public_key.hex(),
        "root": "05" * 32,
        "signedAt": head.told()["signedAt"],
        "signature": head.signature.hex(),
        "size": 5,
    }
    assert len(key_id(head.public_key)) == 16


@pytest.mark.parametrize(
    "change",
    [
        {"origin": uuid.UUID(int=2)},
        {"log": Log.ENTRY},
        {"size": 6},
        {"root": b"\x06" * 32},
        {"signature": b"\x00" * 64},
        {"signature": b""},
        {"public_key": b"\x00" * 31},
    ],
    ids=str,
)
def test_a_head_that_says_anything_else_than_was_signed_is_not_genuine(head, change):
    assert not dataclasses.replace(head, **change).is_genuine


def test_a_head_of_another_moment_or_key_is_not_genuine(head, tmp_path):
    other = open_key(Settings(), tmp_path / "other")

    assert not dataclasses.replace(head, signed_at=head.signed_at + timedelta(microseconds=1)).is_genuine
    assert not dataclasses.replace(head, public_key=other.public_key).is_genuine


@pytest.mark.parametrize(
    "line",
    ["", "5", "{}", '{"format": "register-head-2"}', '{"format": "register-head-1"}', '{"format": "register-head-1"'],
)
def test_what_is_no_head_is_refused(line):
    with pytest.raises(ValueError):  # noqa: PT011 - json's own words, or ours
        read_head(line)


@pytest.mark.parametrize(("name", "value"), [("log", "songs"), ("root", "xy"), ("origin", 5), ("signedAt", None)])
def test_a_head_with_a_value_that_makes_no_sense_is_refused(head, name, value):
    with pytest.raises(ValueError):  # noqa: PT011 - many words for one thing
        read_head(json.dumps(head.told() | {name: value}))
