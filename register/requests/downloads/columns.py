"""The columns of a downloaded file, and the one way in which a value of each is written for its digest."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

from register.catalogue import Kind
from register.open_types import Value, Values
from register.requests.features.collections import Collection

WITHHELD: Final = "withheld"
SEPARATOR: Final = ","


class Cell(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    INSTANT = "instant"
    LIST = "list"


CELLS: Final[Mapping[Kind, Cell]] = {
    Kind.INTEGER: Cell.WHOLE,
    Kind.NUMBER: Cell.NUMBER,
    Kind.BOOLEAN: Cell.FLAG,
    Kind.DAY: Cell.DAY,
    Kind.INSTANT: Cell.INSTANT,
    Kind.CODES: Cell.LIST,
    Kind.TEXTS: Cell.LIST,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a file."""

    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file. values: as plain has them, in the order of the columns; geometry: WKB, if it has a place."""

    key: str
    values: tuple[Value, ...]
    geometry: bytes | None


def fields_of(collection: Collection) -> tuple[Field, ...]:
    """The columns of a collection's file: its properties, and what is withheld of each feature."""
    named = [Field(each.name, CELLS.get(each.column.kind, Cell.TEXT)) for each in collection.properties]
    return tuple(named) if collection.is_outlined else (*named, Field(WITHHELD, Cell.LIST))


def values_of(properties: Values, fields: Sequence[Field]) -> tuple[Value, ...]:
    """The values of a feature, in the order of the columns."""
    return tuple(plain(properties[each.name], each.cell) for each in fields)


def plain(value: Any, cell: Cell) -> Value:
    """A value in the one way that every form of file can hold: null for what is empty, times in UTC to a millisecond.

    value: as an answer has it, or as a program gave it back. Raises: ValueError if it is no such value.
    """
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    match cell:
        case Cell.TEXT:
            return str(value)
        case Cell.WHOLE:
            return _whole(value)
        case Cell.NUMBER:
            return float(value)
        case Cell.FLAG:
            return _flag(value)
        case Cell.DAY:
            return value.isoformat()[:10] if isinstance(value, date) else str(value)[:10]
        case Cell.INSTANT:
            return _instant(value)
        case Cell.LIST:
            return value if isinstance(value, str) else SEPARATOR.join(map(str, value)) or None


def _whole(value: Any) -> int:
    if int(value) != float(value):
        raise ValueError("not a whole number")
    return int(value)


def _flag(value: Any) -> bool:
    if isinstance(value, str):
        return {"true": True, "1": True, "false": False, "0": False}[value.lower()]
    return bool(value)


def _instant(value: Any) -> str:
    told = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("/", "-"))
    utc = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1_000:03}Z"
