"""The bank holidays of England and Wales, as GOV.UK publishes them, compared with those that the register counts by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from register.errors import SetupError
from register.identity.strict_json import NotStrict, read_object
from register.importing.files.headings import printable
from register.importing.files.report import tabulate
from register.tables import bank_holiday

DIVISION = "england-and-wales"
SATURDAY = 5
MOST_BYTES = 1_000_000
MOST_LISTED = 100
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class DifferentDay:
    """A day on which a file and the register differ. before, now: its name in the register and in the file, if any."""

    day: date
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class ComparedDays:
    """What a file of bank holidays changes. first, last: the days from and to which it lists them, both included."""

    first: date
    last: date
    listed: int
    differences: tuple[DifferentDay, ...]

    def lines(self) -> list[str]:
        """What differs, day by day, below one line of sums."""
        sums = f"{self.listed:,} bank holidays from {self.first} to {self.last}: {len(self.differences):,} days differ."
        rows = [(each.day.isoformat(), each.before or "-", each.now or "-") for each in self.differences]
        return [sums, *tabulate(("day", "register", "file"), rows, MOST_LISTED)]


def read_bank_holidays(path: Path) -> Mapping[date, str]:
    """The names of England's bank holidays by day, without those at a weekend, which cost no working day.

    path: GOV.UK's JSON, https://www.gov.uk/bank-holidays.json. Raises: SetupError if it is not of that form.
    """
    name = printable(path.name)
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            raise SetupError(f"{name} is larger than 1 MB.")
        found = dict(_days_of(read_object(text)))
    except OSError as fault:
        raise SetupError(f"{name} cannot be read: {fault.strerror}.") from None
    except (NotStrict, KeyError, TypeError, ValueError):
        raise SetupError(f"{name} is not GOV.UK's list of bank holidays, with the days of {DIVISION}.") from None
    if not found:
        raise SetupError(f"{name} lists no bank holiday of {DIVISION}.")
    return found


def compare_bank_holidays(connection: sa.Connection, listed: Mapping[date, str]) -> ComparedDays:
    """What would change: days that are new, have another name or are no more, between the file's first and last."""
    first, last = min(listed), max(listed)
    within = sa.select(bank_holiday.c.day, bank_holiday.c.name).where(bank_holiday.c.day.between(first, last))
    held: dict[date, str] = {row.day: row.name for row in connection.execute(within.order_by(bank_holiday.c.day))}
    days = sorted(held.keys() | listed.keys())
    different = (DifferentDay(day, held.get(day), listed.get(day)) for day in days)
    return ComparedDays(first, last, len(listed), tuple(each for each in different if each.before != each.now))


def write_bank_holidays(connection: sa.Connection, compared: ComparedDays) -> None:
    """Let the register count by the file's days, between its first and last."""
    gone = [each.day for each in compared.differences]
    added = [{"day": each.day, "name": each.now} for each in compared.differences if each.now is not None]
    if gone:
        connection.execute(sa.delete(bank_holiday).where(bank_holiday.c.day.in_(gone)))
    if added:
        connection.execute(sa.insert(bank_holiday), added)


def _days_of(whole: Mapping[str, object]) -> Iterator[tuple[date, str]]:
    division = whole[DIVISION]
    events = division["events"] if isinstance(division, dict) else None
    if not isinstance(events, list):
        raise TypeError("no events")
    for event in events:
        day, title = date.fromisoformat(event["date"]), str(event["title"])
        if title != event["title"] or not title.isprintable() or not 0 < len(title) <= LONGEST_NAME:
            raise ValueError("not a title")
        if day.weekday() < SATURDAY:
            yield day, title.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
