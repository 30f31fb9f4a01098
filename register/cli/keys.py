"""The operator's commands on agency keys: issue, revoke and rotate. They need no database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from register.database.state_folder import state_dir
from register.errors import SetupError
from register.identity.api_keys import (
    DOORS,
    KEYS_FILE,
    ApiKey,
    is_of_body,
    network_of,
    new_secret,
    read_keys,
    write_keys,
)
from register.settings import settings
from register.vocabulary import Agency, Purpose


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new key is to be bound to. days: how long it lasts."""

    agency: Agency
    area: str | None
    organisation: str | None
    purpose: Purpose
    networks: tuple[str, ...]
    doors: tuple[str, ...]
    days: int
    by: str


def issue_key(wanted: Wanted) -> str:
    """Make a key, and say it: it is not shown again. Raises: SetupError."""
    if not is_of_body(wanted.agency, wanted.area, wanted.organisation):
        raise SetupError(f"{wanted.agency.value}: name the body by --area or --organisation, as its tokens do.")
    _confirm_networks(wanted.networks)
    if not set(wanted.doors) <= set(DOORS):
        raise SetupError(f"The doors are {' and '.join(DOORS)}.")
    now = datetime.now(UTC)
    number, secret, digest = new_secret()
    made = ApiKey(
        number=number,
        digest=digest,
        agency=wanted.agency,
        area=wanted.area,
        organisation=wanted.organisation,
        purpose=wanted.purpose,
        doors=wanted.doors,
        networks=wanted.networks,
        issued_at=now,
        expires_at=now + timedelta(days=wanted.days),
        issued_by=wanted.by,
    )
    with _kept() as keys:
        keys[number] = made
    return _shown(number, secret)


def revoke_key(number: str) -> None:
    """End a key at once. Raises: SetupError."""
    with _kept() as keys:
        keys[number] = replace(_standing(keys, number), revoked_at=datetime.now(UTC))


def rotate_key(number: str, *, days: int, overlap_days: int) -> str:
    """Make a key with the bindings of another, which continues for some days, and say it. Raises: SetupError."""
    now = datetime.now(UTC)
    made, secret, digest = new_secret()
    with _kept() as keys:
        old = _standing(keys, number)
        ends = min(old.expires_at, now + timedelta(days=overlap_days))
        keys[number] = replace(old, expires_at=ends)
        keys[made] = replace(old, number=made, digest=digest, issued_at=now, expires_at=now + timedelta(days=days))
    return _shown(made, secret)


def _standing(keys: dict[str, ApiKey], number: str) -> ApiKey:
    found = keys.get(number)
    if found is None or found.revoked_at is not None:
        raise SetupError("There is no current key with this number.")
    return found


def _shown(number: str, secret: str) -> str:
    return f"user      {number}\npassword  {secret}\nX-API-Key {number}.{secret}"


def _confirm_networks(networks: tuple[str, ...]) -> None:
    for text in networks:
        try:
            network_of(text)
        except ValueError:
            raise SetupError(f"{text} is not an address or a network such as 192.0.2.0/24.") from None


def keys_path() -> Path:
    """Where the file of the keys is."""
    return settings().api_keys_file or state_dir() / KEYS_FILE


@contextmanager
def _kept() -> Iterator[dict[str, ApiKey]]:
    """The keys, to be changed: written back at the end, by one command at a time."""
    path = keys_path()
    with path.with_name(f".{path.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        keys = dict(read_keys(path))
        yield keys
        write_keys(path, keys)
