"""Agency keys: for clients that cannot hold a token, each bound to a body, a purpose, doors and addresses, for a time.

A key is kept as the hash of its secret. The secret has 256 random bits, so that one hash without salt is enough.
"""

import hashlib
import hmac
import os
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any, Final

import orjson

from register.errors import SetupError, Unauthenticated
from register.identity.causes import Cause
from register.identity.claims import AREA, ORGANISATION
from register.identity.security_log import security_event
from register.vocabulary import AREA_PREFIXES, BODIES, Agency, Purpose

KEYS_FILE: Final = "api-keys.jsonl"
SECRET_BYTES: Final = 32
NUMBER_BYTES: Final = 6
LOOKED_AT_S: Final = 1.0
# What comes in a URL ends up in logs and histories: such a key must be of no use soon.
LONGEST_IN_URL: Final = timedelta(days=31)
# downloads: whole collections at once.
DOORS: Final = ("features", "downloads")

_NUMBER: Final = re.compile(r"[0-9a-f]{12}")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept. number: its public name; digest: of its secret, in hexadecimal digits.

    area, organisation: of the body. doors, networks: where it may be used, and from where; no network means anywhere.
    """

    number: str
    digest: str
    agency: Agency
    area: str | None
    organisation: str | None
    purpose: Purpose
    doors: tuple[str, ...]
    networks: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime
    issued_by: str
    revoked_at: datetime | None = None

    @property
    def subject(self) -> str:
        """Whom the logs name: the holder of the key."""
        return f"key:{self.number}"

    def told(self) -> dict[str, object]:
        """The key as it is written down."""
        return {name: getattr(self, name) for name in self.__slots__}


def new_secret() -> tuple[str, str, str]:
    """The number, the secret and the secret's digest of a new key. The secret is shown once and kept nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secrets.token_hex(NUMBER_BYTES), secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def split_key(text: str) -> tuple[str, str]:
    """The number and the secret of a key as X-API-Key has it: with a dot between. Raises: Unauthenticated."""
    number, _, secret = text.partition(".")
    if not (_NUMBER.fullmatch(number) and _SECRET.fullmatch(secret)):
        raise Unauthenticated(Cause.API_KEY_MALFORMED)
    return number, secret


def read_keys(path: Path) -> Mapping[str, ApiKey]:
    """The keys of a file, by number; none if there is no file.

    Raises: SetupError if others may read it, or a line is no key: a key that was revoked must not come back.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise SetupError(f"{path} can be read by others: run chmod 600 on it.")
        return {key.number: key for key in map(_read, path.read_bytes().splitlines())}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError):
        raise SetupError(f"{path} holds a line that is no key, or cannot be read.") from None


def write_keys(path: Path, keys: Mapping[str, ApiKey]) -> None:
    """Replace the file in one step: a reader sees the keys before or after. Raises: SetupError."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(b"".join(orjson.dumps(key.told()) + b"\n" for key in keys.values()))
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        raise SetupError(f"{path.parent} cannot be written: the keys are kept there.") from None


def _read(line: bytes) -> ApiKey:
    told = orjson.loads(line)
    read: dict[str, Any] = {
        "agency": Agency(told["agency"]),
        "purpose": Purpose(told["purpose"]),
        "doors": tuple(told["doors"]),
        "networks": tuple(told["networks"]),
        "issued_at": datetime.fromisoformat(told["issued_at"]),
        "expires_at": datetime.fromisoformat(told["expires_at"]),
        "revoked_at": datetime.fromisoformat(told["revoked_at"]) if told["revoked_at"] else None,
    }
    return ApiKey(**{**told, **read})


def is_of_body(agency: Agency, area: str | None, organisation: str | None) -> bool:
    """True if a body of this kind is named by just these codes, as a token would have to."""
    body = BODIES[agency]
    if (area is None) is not (body.area_kind is None) or (organisation is not None) is not body.named_by_organisation:
        return False
    if area is not None and body.area_kind is not None:
        return bool(AREA.fullmatch(area)) and area.startswith(AREA_PREFIXES[body.area_kind])
    return organisation is None or bool(ORGANISATION.fullmatch(organisation))


def network_of(text: str) -> IPv4Network | IPv6Network:
    """An address or a network. Raises: ValueError."""
    return ip_network(text)


class ApiKeys:
    """The keys of a file, read again when it has changed. If it cannot be read no key is accepted until it can.

    Raises: SetupError if the file cannot be read at the start.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, ...] = self._state()
        self._keys = read_keys(path)
        self._due = time.monotonic() + LOOKED_AT_S

    def find(self, number: str, secret: str, *, door: str, peer: str | None, in_url: bool = False) -> ApiKey:
        """The good key of this number and secret, used at a door from an address. Raises: Unauthenticated.

        in_url: true if it came in a URL.
        """
        key = self._current().get(number)
        # A digest is compared for an unknown number too, so that both take as long.
        if not hmac.compare_digest(digest_of(secret), key.digest if key else digest_of("")) or key is None:
            raise Unauthenticated(Cause.API_KEY_UNKNOWN)
        if key.revoked_at is not None:
            raise Unauthenticated(Cause.API_KEY_REVOKED)
        if key.expires_at <= datetime.now(UTC):
            raise Unauthenticated(Cause.API_KEY_EXPIRED)
        if door not in key.doors:
            raise Unauthenticated(Cause.API_KEY_DOOR)
        if key.networks and not _is_within(peer, key.networks):
            raise Unauthenticated(Cause.API_KEY_ADDRESS)
        if in_url and key.expires_at - key.issued_at > LONGEST_IN_URL:
            raise Unauthenticated(Cause.API_KEY_IN_URL)
        return key

    def _current(self) -> Mapping[str, ApiKey]:
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + LOOKED_AT_S
            state = self._state()
            if state != self._seen:
                self._seen, self._keys = state, self._read_again()
        return self._keys

    def _read_again(self) -> Mapping[str, ApiKey]:
        try:
            return read_keys(self._path)
        except SetupError as refusal:
            security_event("api_keys_unreadable", reason=str(refusal), alarm=True)
            return {}

    def _state(self) -> tuple[int, ...]:
        try:
            found = self._path.stat()
        except OSError:
            return ()
        return found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode


def _is_within(peer: str | None, networks: tuple[str, ...]) -> bool:
    return peer is not None and any(ip_address(peer) in ip_network(network) for network in networks)
