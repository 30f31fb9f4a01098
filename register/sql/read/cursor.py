"""Cursors: where a page ended, sealed so that nobody can read, alter or carry one to another question."""

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from register.errors import BadInput
from register.plan.read import Either, Every, IsNull, Matches, Predicate, Read, Through, Unless
from register.settings import settings
from register.vocabulary import Caller

NONCE_BYTES = 12
PADDED_TO_BYTES = 64
# A cursor of a timeline goes on in all of its strands.
TIMELINE = "timeline"
REFUSED = "This cursor does not belong to this question."


@lru_cache(maxsize=1)
def _secret() -> bytes:
    key = settings().cursor_key
    # Without a key of its own a process makes one: what it sealed ends with it.
    return hashlib.sha256(key.get_secret_value().encode()).digest() if key else os.urandom(32)


@lru_cache(maxsize=1)
def _sealer() -> AESGCM:
    return AESGCM(_secret())


def seal_bytes(plain: bytes, bound_to: bytes) -> str:
    """A text that only this register reads, of a length that follows from that of what it holds."""
    nonce = os.urandom(NONCE_BYTES)
    return _written(nonce + _sealer().encrypt(nonce, plain, bound_to))


def unseal_bytes(text: str, bound_to: bytes) -> bytes | None:
    """What was sealed in a text, or nothing if it was not sealed here, or was bound to something else."""
    try:
        sealed = base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if _written(sealed) != text:
            return None
        return _sealer().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (ValueError, InvalidTag):
        return None


def _written(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def seal(values: Sequence[object], question: bytes) -> str:
    """A cursor that holds these key values, padded so that its length tells little, and bound to the question."""
    plain = orjson.dumps([None if value is None else str(value) for value in values])
    return seal_bytes(plain.ljust(-(-len(plain) // PADDED_TO_BYTES) * PADDED_TO_BYTES), question)


def unseal(cursor: str, question: bytes, kinds: Sequence[type]) -> list[object]:
    """The key values that a cursor holds. Raises: BadInput, in the same words whatever is wrong with it."""
    try:
        values = orjson.loads(unseal_bytes(cursor, question) or b"")
        return [_read(value, kind) for value, kind in zip(values, kinds, strict=True)]
    except ValueError:
        raise BadInput(
            REFUSED, hint="Send endCursor of the page before with the same filter, order and area."
        ) from None


def question_of(read: Read, values: Sequence[object], caller: Caller) -> bytes:
    """What a cursor is bound to: who asks, the filter, the order, the area and the time; not what is shown."""
    if read.strand is not None:
        return hashlib.sha256(repr((_body(caller), TIMELINE)).encode()).digest()
    area = (read.area.by.value, [values[slot.number] for slot in read.area.slots]) if read.area else None
    order = [(key.name, key.descending) for key in read.order]
    times = [values[slot.number] if slot else None for slot in (read.as_of, read.valid_on)]
    statuses = read.listed is not None and read.listed.by_status
    asked = (read.entity.name, _described(read.where, values), area, order, times, statuses)
    return hashlib.sha256(repr((_body(caller), asked)).encode()).digest()


def reader_key(caller: Caller) -> bytes:
    """A secret of the register's for the body of a caller, the same in every process that seals with the same key."""
    return hmac.digest(_secret(), repr(_body(caller)).encode(), "sha256")


def _body(caller: Caller) -> tuple[str | None, ...]:
    return caller.agency.value, caller.area, caller.organisation


def _described(part: Predicate | None, values: Sequence[object]) -> object:
    match part:
        case None:
            return None
        case Matches(column=column, compare=compare, slot=slot):
            return column.name, compare.value, values[slot.number]
        case IsNull(column=column, null=null):
            return column.name, null
        case Every(parts=parts) | Either(parts=parts):
            return type(part).__name__, [_described(below, values) for below in parts]
        case Unless(part=below):
            return "not", _described(below, values)
        case Through(relation=relation, part=below):
            return relation.name, _described(below, values)


def _read(value: str | None, kind: type) -> object:
    if value is None:
        return None
    if kind is bool:
        return value == "True"
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if kind in (int, float, UUID):
        return kind(value)
    return value
