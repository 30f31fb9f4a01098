"""Numbers of the log as they are shown to a body: digests under a key of its own, without order, that count nothing.

The log numbers every entry, so the number itself would count the entries before it, hidden ones too.
"""

import hmac
from collections.abc import Mapping

import sqlalchemy as sa

from register.open_types import BindParameter, Expression
from register.sql.read.cursor import reader_key
from register.vocabulary import Caller

BLOCK_BYTES = 64
TOLD_BYTES = 16
INNER, OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))

INNER_KEY: BindParameter = sa.bindparam("number_inner_key", required=False, type_=sa.LargeBinary)
OUTER_KEY: BindParameter = sa.bindparam("number_outer_key", required=False, type_=sa.LargeBinary)


def opaque(stored: Expression, name: str) -> sa.ColumnElement[str]:
    """A number as it is shown to the caller, in hexadecimal digits.

    name: of what it numbers; equal numbers of two things are shown as different ones.
    Source: HMAC-SHA-256, RFC 2104, cut to 128 bits; worked out where the row is read, under keys of the caller's own.
    """
    said = sa.func.convert_to(sa.cast(stored, sa.Text) + _fixed(f" {name}"), _fixed("UTF8"), type_=sa.LargeBinary)
    digest = _sha256(OUTER_KEY, _sha256(INNER_KEY, said))
    taken = sa.func.substr(digest, sa.literal_column("1"), sa.literal_column(str(TOLD_BYTES)))
    return sa.func.encode(taken, _fixed("hex"), type_=sa.Text)


def number_keys(caller: Caller) -> Mapping[str, bytes]:
    """What the digests of a caller's body are bound to."""
    key = hmac.digest(reader_key(caller), b"numbers of the log", "sha256").ljust(BLOCK_BYTES, b"\0")
    return {
        "number_inner_key": key.translate(INNER),
        "number_outer_key": key.translate(OUTER),
    }


def _sha256(key: Expression, message: Expression) -> Expression:
    return sa.func.sha256(key.op("||", return_type=sa.LargeBinary())(message), type_=sa.LargeBinary)


def _fixed(text: str) -> sa.ColumnElement[str]:
    return sa.literal(text, sa.Text, literal_execute=True)
