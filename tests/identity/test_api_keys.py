"""Keys: kept as hashes, good for one body, one purpose, some doors and addresses, until they expire or are revoked."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from register.errors import SetupError, Unauthenticated
from register.identity import api_keys
from register.identity.api_keys import ApiKey, ApiKeys, is_of_body, new_secret, read_keys, split_key, write_keys
from register.vocabulary import BODIES, Agency, Purpose

NOW = datetime.now(UTC)
NUMBER, SECRET, DIGEST = new_secret()
KEY = ApiKey(
    NUMBER,
    DIGEST,
    Agency.POLICE,
    "E23000005",
    None,
    Purpose.PREVENTION_ANALYSIS,
    ("features",),
    ("192.0.2.0/24", "::1"),
    NOW,
    NOW + timedelta(days=1),
    "operator",
)
USE = {"door": "features", "peer": "192.0.2.9"}


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "keys.jsonl"
    write_keys(made, {NUMBER: KEY})
    return made


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The file is looked at with every use."""
    monkeypatch.setattr(api_keys, "LOOKED_AT_S", 0.0)


def cause(keys, secret=SECRET, **use):
    with pytest.raises(Unauthenticated) as refused:
        keys.find(NUMBER, secret, **{**USE, **use})
    return refused.value.cause


def test_what_was_written_is_read_again_and_holds_no_secret(path):
    assert read_keys(path) == {NUMBER: KEY}
    assert SECRET not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_good_key_is_found(path):
    assert ApiKeys(path).find(NUMBER, SECRET, **USE) == KEY


def test_a_key_is_refused_for_each_thing_that_it_is_not_good_for(path):
    keys = ApiKeys(path)

    assert cause(keys, new_secret()[1]) == "api_key_unknown"
    assert cause(keys, door="downloads") == "api_key_door"
    assert cause(keys, peer="198.51.100.1") == "api_key_address"
    assert cause(keys, peer=None) == "api_key_address"
    with pytest.raises(Unauthenticated):
        keys.find("0" * 12, SECRET, **USE)


@pytest.mark.parametrize(
    ("change", "why"),
    [({"expires_at": NOW - timedelta(seconds=1)}, "api_key_expired"), ({"revoked_at": NOW}, "api_key_revoked")],
)
def test_a_change_of_the_file_holds_from_the_next_use(path, change, why):
    keys = ApiKeys(path)
    assert keys.find(NUMBER, SECRET, **USE)

    write_keys(path, {NUMBER: replace(KEY, **change)})

    assert cause(keys) == why


def test_a_file_that_cannot_be_trusted_opens_nothing(path):
    keys = ApiKeys(path)
    for spoil in (lambda: path.write_text("{}\n"), lambda: path.chmod(0o644), path.unlink):
        spoil()
        assert cause(keys) == "api_key_unknown"


def test_a_file_that_cannot_be_read_at_the_start_stops_the_start(path, tmp_path):
    path.chmod(0o640)

    with pytest.raises(SetupError, match="chmod 600"):
        ApiKeys(path)
    assert read_keys(tmp_path / "none") == {}


FORMLESS = ["", ".", "x.y", f"{NUMBER}.", f"{NUMBER}{SECRET}", f"{NUMBER}.{SECRET}x", "../a.b"]


@pytest.mark.parametrize("text", FORMLESS, ids=range(len(FORMLESS)))
def test_what_has_no_form_of_a_key_is_refused(text):
    with pytest.raises(Unauthenticated):
        split_key(text)
    assert split_key(f"{NUMBER}.{SECRET}") == (NUMBER, SECRET)


@pytest.mark.parametrize("agency", Agency)
def test_a_key_names_a_body_just_as_a_token_does(agency):
    body = BODIES[agency]
    code = {"force": "E23000005", "authority": "E08000003"}.get(body.area_kind.value) if body.area_kind else None
    organisation = "story-trust" if body.named_by_organisation else None

    assert is_of_body(agency, code, organisation)
    assert not is_of_body(agency, "E12000002" if code else "E23000005", organisation)
    assert not is_of_body(agency, code, None if organisation else "story-trust")


def test_the_file_is_looked_at_once_a_second_and_not_with_every_use(path, monkeypatch):
    monkeypatch.setattr(api_keys, "LOOKED_AT_S", 60.0)
    keys = ApiKeys(path)
    write_keys(path, {})

    assert keys.find(NUMBER, SECRET, **USE)
    monkeypatch.setattr(time, "monotonic", lambda: float("inf"))
    assert cause(keys) == "api_key_unknown"
