"""Paging by keys: the order of the rows, and the rows after the last one that was returned."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register.open_types import BindParameter, Expression


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order: its value on a row, its direction, and whether it is ever null."""

    stored: Expression
    descending: bool
    nullable: bool

    @property
    def ordering(self) -> Expression:
        """The key as an order: nulls last ascending, first descending."""
        return self.stored.desc().nulls_first() if self.descending else self.stored.asc().nulls_last()


def after(keys: Sequence[SortKey], given: Sequence[BindParameter]) -> sa.ColumnElement[bool]:
    """True on the rows that come after these values, in an order of these keys.

    Written out key by key: a row comparison would drop rows that hold nulls, and knows no mixed directions. Where the
    first key is never null it is compared once more by itself, for an index to begin there.
    """
    parts = []
    for number, (key, value) in enumerate(zip(keys, given, strict=True)):
        same = [_same(earlier, at) for earlier, at in zip(keys[:number], given[:number], strict=True)]
        parts.append(sa.and_(*same, _beyond(key, value)))
    first, begun = keys[0], given[0]
    if first.nullable or len(keys) == 1:
        return sa.or_(*parts)
    return sa.and_(first.stored <= begun if first.descending else first.stored >= begun, sa.or_(*parts))


def key_parameters(slot: int, keys: Sequence[SortKey]) -> list[BindParameter]:
    """One bound parameter for each key of an order. slot: the number of the cursor that holds their values."""
    return [
        sa.bindparam(key_name(slot, number), required=False, type_=key.stored.type) for number, key in enumerate(keys)
    ]


def key_name(slot: int, number: int) -> str:
    """The name of the parameter for one key value of a cursor."""
    return f"after_{slot}_{number}"


def _same(key: SortKey, value: BindParameter) -> sa.ColumnElement[bool]:
    return key.stored.is_not_distinct_from(value) if key.nullable else key.stored == value


def _beyond(key: SortKey, value: BindParameter) -> sa.ColumnElement[bool]:
    if not key.nullable:
        return key.stored < value if key.descending else key.stored > value
    if key.descending:
        return sa.or_(key.stored < value, sa.and_(value.is_(None), key.stored.is_not(None)))
    return sa.or_(key.stored > value, sa.and_(key.stored.is_(None), value.is_not(None)))
