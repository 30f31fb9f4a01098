"""The values of a request's parameters, read strictly: numbers, boxes, periods, and values to compare with."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from register.catalogue import Column, Kind
from register.errors import BadInput
from register.geo.crs import EAST, NORTH, SOUTH, WEST
from register.open_types import Value
from register.plan.argument_checks import MAX_FIRST
from register.requests.features.crs import Crs, degrees_of

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = MAX_FIRST
LONGEST_NUMBER: Final = 40
OPEN_END: Final = ("", "..")
BBOX_HINT: Final = "Send four numbers: the least east and north, then the greatest, such as bbox=-2.5,53.3,-2.0,53.6."
OTHER_KIND: Final = "Write texts and codes between single quotes, numbers with digits, days as DATE('2026-03-01')."
DATETIME_HINT: Final = "Send a day, a time with its offset, or two of them with / between, such as 2024-01-01/.."

_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its edges in the units of its reference system, which is the grid or longitude and latitude."""

    crs: Crs
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are asked about, both included; None is an open end."""

    begins: date | None
    ends: date | None

    @property
    def is_one_day(self) -> bool:
        """True if it is a single day."""
        return self.begins is not None and self.begins == self.ends


def read_limit(text: str) -> int:
    """How many features are asked for: more than a page holds is a page. Raises: BadInput."""
    if not (text.isascii() and text.isdigit()) or text.strip("0") == "":
        raise BadInput("limit must be a whole number of 1 or more.", hint=f"A page holds at most {MAX_LIMIT:,}.")
    return MAX_LIMIT if len(text.lstrip("0")) > len(str(MAX_LIMIT)) else min(int(text), MAX_LIMIT)


def read_number(text: str, refusal: str, hint: str) -> float:
    """A finite number, written with digits. Raises: BadInput, in the words of refusal."""
    if len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise BadInput(refusal, hint=hint)
    return float(text)


def read_box(text: str, crs: Crs) -> Box:
    """The box of a bbox; heights are left out, as homes have none. Raises: BadInput."""
    parts = text.split(",")
    if len(parts) not in (4, 6):
        raise BadInput("bbox must have four numbers, or six with heights.", hint=BBOX_HINT)
    return box_of([read_number(part.strip(), "bbox must be finite numbers.", BBOX_HINT) for part in parts], crs)


def box_of(numbers: Sequence[float], crs: Crs) -> Box:
    """The box of these edges: the least east and north, then the greatest, each with a height or without.

    Raises: BadInput.
    """
    if len(numbers) not in (4, 6) or not all(map(math.isfinite, numbers)):
        raise BadInput("bbox must have four numbers, or six with heights.", hint=BBOX_HINT)
    half = len(numbers) // 2
    west, south, east, north = numbers[0], numbers[1], numbers[half], numbers[half + 1]
    if south > north:
        raise BadInput("bbox must have its least values first.", hint=BBOX_HINT)
    if west > east:
        raise BadInput("bbox must not cross the antimeridian, and must have its least values first.", hint=BBOX_HINT)
    return _box(crs, (west, south), (east, north))


def _box(crs: Crs, least: tuple[float, float], greatest: tuple[float, float]) -> Box:
    if crs is Crs.GRID:
        return Box(crs, *least, *greatest)
    west, south = degrees_of(crs, *least)
    east, north = degrees_of(crs, *greatest)
    box = Box(Crs.LONGITUDE_LATITUDE, west, south, east, north)
    _refuse_swapped(box)
    return box


def _refuse_swapped(box: Box) -> None:
    """Refuse a box that lies in no part of the register's area, and would if its axes were the other way round."""
    if not _meets(box) and _meets(Box(box.crs, box.south, box.west, box.north, box.east)):
        raise BadInput("bbox has its axes swapped.", hint="Longitude comes first, then latitude.")


def _meets(box: Box) -> bool:
    return box.west <= EAST and box.east >= WEST and box.south <= NORTH and box.north >= SOUTH


def read_period(text: str) -> Period:
    """The days that a datetime asks about. Raises: BadInput."""
    begins, separator, ends = text.partition("/")
    if not separator:
        day = _day(text)
        return Period(day, day)
    if begins in OPEN_END and ends in OPEN_END and (begins, ends) != ("..", ".."):
        raise BadInput("datetime has no end that is named.", hint=DATETIME_HINT)
    period = Period(*(None if end in OPEN_END else _day(end) for end in (begins, ends)))
    if period.begins is not None and period.ends is not None and period.begins > period.ends:
        raise BadInput("datetime must begin before it ends.", hint=DATETIME_HINT)
    return period


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text.upper()).astimezone(UTC).date()
    except (ValueError, OverflowError):
        pass
    raise BadInput("datetime must be a day, a time, or an interval of them.", hint=DATETIME_HINT)


def read_value(column: Column, text: str) -> object:
    """What a property is compared with, as GraphQL takes it. Raises: BadInput."""
    match column.kind:
        case Kind.INTEGER:
            return _whole(text)
        case Kind.NUMBER:
            return read_number(text, "The value must be a finite number.", "Write it with digits, such as 52.48.")
        case Kind.BOOLEAN:
            return _flag(text)
        case Kind.CODE | Kind.CODES:
            return _code(column, text)
        case Kind.DAY:
            if not _DAY.fullmatch(text):
                raise BadInput("The value must be a day.", hint="For example 2026-03-01.")
            return text
    return text


def read_compared(column: Column, given: Value) -> object:
    """A value of a filter, which has a type of its own, as GraphQL takes it. Raises: BadInput."""
    match column.kind, given:
        case ((Kind.INTEGER | Kind.NUMBER), bool()):
            pass
        case Kind.INTEGER, int() | float():
            return _whole(f"{given:.0f}" if given == math.floor(given) else str(given))
        case Kind.NUMBER, int() | float():
            return read_number(repr(float(given)), "The value must be a finite number.", "Write it with digits.")
        case Kind.BOOLEAN, bool():
            return given
        case Kind.BIG, int() if not isinstance(given, bool):
            return str(given)
        case Kind.DAY, {"date": str(written)} | str(written):
            return read_value(column, written)
        case Kind.INSTANT, {"timestamp": str(written)} | str(written):
            return written
        case ((Kind.TEXT | Kind.CODE | Kind.BIG | Kind.KEY), str()):
            return read_value(column, given)
    raise BadInput("The filter compares a property with a value of another kind.", hint=OTHER_KIND)


def _whole(text: str) -> int:
    if len(text) > 10 or not re.fullmatch(r"[+-]?\d+", text, re.ASCII) or abs(int(text)) >= 2**31:
        raise BadInput("The value must be a whole number.", hint="For example 4.")
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise BadInput("The value must be true or false.")
    return text.lower() == "true"


def _code(column: Column, text: str) -> str:
    assert column.codes is not None
    names = [each.name for each in column.codes]
    if text.upper() not in names:
        raise BadInput("The value is not on the list of this property.", hint=f"Use one of {', '.join(names)}.")
    return text.upper()
