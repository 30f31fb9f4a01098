"""Revoked: a token or a person refused before the token ends."""

from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from register.errors import SetupError
from register.identity.claims import Claims
from register.identity.revocation_list import Revoked
from register.vocabulary import Agency


def bearer(subject: str = "officer-1", token_id: str | None = "token-1") -> Claims:  # noqa: S107 - an id
    return Claims(subject, Agency.OFSTED, None, None, token_id, datetime(2030, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("line", ["jti:token-1", "sub:officer-1", "  sub:officer-1  "])
async def test_a_token_or_its_bearer_on_the_list_is_revoked(tmp_path, line):
    path = tmp_path / "revoked"
    path.write_text(f"# left on Friday\n\n{line}\n")

    assert await Revoked(path, 30.0).includes(bearer())


@pytest.mark.parametrize(
    "line", ["jti:token", "sub:officer-12", "jti:officer-1", "sub:token-1", "jti:None", "#sub:officer-1"]
)
async def test_nobody_else_is_revoked(tmp_path, line):
    path = tmp_path / "revoked"
    path.write_text(f"{line}\n")

    assert not await Revoked(path, 30.0).includes(bearer())
    assert not await Revoked(path, 30.0).includes(bearer(token_id=None))


async def test_without_a_file_nobody_is_revoked():
    assert not await Revoked(None, 0.0).includes(bearer())


async def test_the_list_is_read_again_when_it_is_due_and_not_before(tmp_path):
    path = tmp_path / "revoked"
    path.write_text("")
    at_once, later = Revoked(path, 0.0), Revoked(path, 30.0)
    path.write_text("sub:officer-1")

    assert await at_once.includes(bearer())
    assert not await later.includes(bearer())


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\xff\xfe")])
async def test_a_file_that_becomes_unreadable_leaves_the_list_as_it_was(tmp_path, damage):
    path = tmp_path / "revoked"
    path.write_text("sub:officer-1")
    revoked = Revoked(path, 0.0)
    damage(path)
    with capture_logs() as events:
        still = await revoked.includes(bearer())

    assert still
    assert [event["cause"] for event in events] == ["revoked_file_unreadable"]


async def test_a_line_that_says_nothing_is_reported_by_number_and_the_rest_counts(tmp_path):
    path = tmp_path / "revoked"
    path.write_text("officer-2\nsub:officer-1\n")
    with capture_logs() as events:
        revoked = Revoked(path, 30.0)

    assert await revoked.includes(bearer())
    assert [(event["cause"], event["line"]) for event in events] == [("revoked_line_unreadable", 1)]


def test_a_file_that_cannot_be_read_stops_the_start(tmp_path):
    with pytest.raises(SetupError, match="REGISTER_REVOKED_FILE"):
        Revoked(tmp_path / "absent", 30.0)
