"""What a tally counts and adds up, in plain Python: a thing, and what a dimension or a measure is of it."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.hostile.rows import Row, Rows

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
ENGLAND = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Thing:
    """A row that is tallied, with the rows that it leads to: of its home, the home's identity, and so on.

    child, episode: the key of the child and of the episode that it is of, where it is of one.
    """

    row: Row
    home: Row
    rows: Rows
    child: Any = None
    episode: Any = None

    def lookup(self, table: str, key: str, value: Any) -> Row:
        """The row of a table by its key; one without values where there is none."""
        return next((row for row in self.rows.rows[table] if row[key] == value), {})

    @property
    def identity(self) -> Row:
        """What is known of the home beside its public facts."""
        return self.lookup("home_identity", "home_id", self.home["id"])

    @property
    def judgement(self) -> Any:
        """What the home was judged last, by an inspection that judged it."""
        judged = [
            row
            for row in self.rows.rows["inspection"]
            if row["home_id"] == self.home["id"] and row["overall_experiences_and_progress"] in GRADES
        ]
        latest = max(judged, key=lambda row: (row["started_on"], row["id"]), default={})
        return latest.get("overall_experiences_and_progress")


@dataclass(frozen=True)
class Meaning:
    """What a dimension or a measure is of one thing.

    tables: those whose values it tells beside the thing's own; apart: those of another record that the thing leads to,
    which is nothing to whoever may not read it.
    """

    of: Callable[[Thing], Any]
    tables: frozenset[str] = frozenset()
    name: Callable[[Thing], Any] | None = None
    apart: frozenset[str] = frozenset()


def code(column: str) -> Meaning:
    return Meaning(lambda thing: upper(thing.row[column]))


def upper(value: Any) -> Any:
    return None if value is None else value.upper()


def of_home(column: str) -> Meaning:
    return Meaning(lambda thing: upper(thing.home[column]))


def area(column: str) -> Meaning:
    return Meaning(
        lambda thing: thing.home[column],
        frozenset({"area"}),
        lambda thing: thing.lookup("area", "code", thing.home[column]).get("name"),
    )


def identity(column: str) -> Meaning:
    def found(thing: Thing) -> Any:
        value = thing.identity.get(column)
        return upper(value) if isinstance(value, str) else value

    return Meaning(found, frozenset({"home_identity"}))


def day_of(at: date | datetime) -> date:
    """The day of an instant as people in England know it; of a day, itself."""
    return at.astimezone(ENGLAND).date() if isinstance(at, datetime) else at


def periods(
    stem: str,
    column: str,
    tables: frozenset[str] = frozenset(),
    row: Callable[[Thing], Row] = lambda thing: thing.row,
) -> dict[str, Meaning]:
    """The first day of each period that a day is in."""

    def of(begin: Callable[[date], date]) -> Meaning:
        def found(thing: Thing) -> Any:
            value = row(thing).get(column)
            return None if value is None else begin(day_of(value)).isoformat()

        return Meaning(found, tables)

    return {
        f"{stem}Year": of(lambda day: date(day.year, 1, 1)),
        f"{stem}FinancialYear": of(lambda day: date(day.year if day.month >= 4 else day.year - 1, 4, 1)),
        f"{stem}Quarter": of(lambda day: date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)),
        f"{stem}Month": of(lambda day: date(day.year, day.month, 1)),
    }


def total(values: Sequence[Any]) -> Any:
    return sum(values) if values else None


def quantile(part: float) -> Callable[[Sequence[Any]], Any]:
    """The value so far along the values in their order, between two of them in proportion."""

    def found(values: Sequence[Any]) -> Any:
        if not values:
            return None
        ordered, at = sorted(values), part * (len(values) - 1)
        below, above = ordered[math.floor(at)], ordered[math.ceil(at)]
        return below + (above - below) * (at - math.floor(at))

    return found


@dataclass(frozen=True)
class Subject:
    """A root that tallies. things: what it tallies; measures: what of each thing goes into what."""

    things: Callable[[Rows], Iterator[Thing]]
    table: str
    dimensions: Mapping[str, Meaning]
    measures: Mapping[str, tuple[Meaning, Callable[[Sequence[Any]], Any]]]
    is_current: Callable[[Thing], bool] = field(default=lambda thing: True)


def hours(begins: str, ends: str) -> Meaning:
    def between(thing: Thing) -> Any:
        until = thing.row[ends]
        return None if until is None else (until - thing.row[begins]).total_seconds() / 3600

    return Meaning(between)


def flag(column: str, table: str | None = None, key: str = "") -> Meaning:
    """A value as it is stored, of the thing or of the row beside it."""
    if table is None:
        return Meaning(lambda thing: thing.row[column])
    return Meaning(lambda thing: thing.lookup(table, key, thing.row["id"]).get(column), frozenset({table}))


def code_beside(column: str, table: str, key: str) -> Meaning:
    return Meaning(lambda thing: upper(thing.lookup(table, key, thing.row["id"]).get(column)), frozenset({table}))


def named_area(
    column: str,
    row: Callable[[Thing], Row],
    tables: frozenset[str] = frozenset(),
    apart: frozenset[str] = frozenset(),
) -> Meaning:
    return Meaning(
        lambda thing: row(thing).get(column),
        tables | {"area"},
        lambda thing: thing.lookup("area", "code", row(thing).get(column)).get("name"),
        apart,
    )
