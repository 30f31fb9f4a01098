"""Timelines: rows of several kinds as one list, put in order once each kind has been read by its own statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from register.open_types import Values
from register.plan.read import EntryFace, EntryPart, ShowTimeline
from register.rules.missing_episode import day_of, first_instant_of
from register.sql.read.cursor import unseal
from register.sql.read.json_text import NULL, quoted

# What a cursor of a timeline holds: when the entry was, the number of its strand, and its row's key.
CURSOR_KINDS: tuple[type, ...] = (datetime, int, UUID)
FIRST_KEY, LAST_KEY = UUID(int=0), UUID(int=2**128 - 1)

Texts = Mapping[int, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class TimelineSlots:
    """A timeline's place in the rows' texts. slots: by the number of each strand that is granted, that of its slot."""

    show: ShowTimeline
    slots: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline. strand: the number of its strand; key: its row's; row: its number among the strand's."""

    at: datetime
    strand: int
    key: UUID
    row: int

    def text(self, face: EntryFace, show: ShowTimeline, rows: Texts) -> str:
        """The entry as JSON. rows: the texts of each strand's rows, by face."""
        written = (f'"{key}":{self._part(part, show, rows)}' for key, part in face.shows)
        return "{" + ",".join(written) + "}"

    def _part(self, part: EntryPart | str | tuple[int, int], show: ShowTimeline, rows: Texts) -> str:
        match part:
            case EntryPart.AT:
                return quoted(_instant_text(self.at))
            case EntryPart.KIND:
                return quoted(show.timeline.strands[self.strand].code.name)
            case (strand, face):
                return str(rows[strand][face][self.row]) if strand == self.strand else NULL
        return quoted(str(part))


def in_order(strands: Mapping[int, Values], sort: Mapping[int, Sequence[str]]) -> list[Entry]:
    """The entries of one row's timeline, the latest first; of one instant, in the order of strands and keys.

    strands: what was read of each; sort: the labels of when its rows were, and of their keys.
    """
    entries = [entry for number, record in strands.items() for entry in _entries(number, record, sort[number])]
    entries.sort(key=lambda entry: (entry.strand, entry.key))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def keys_after(cursor: str, question: bytes, *, strand: int, of_days: bool) -> tuple[date, UUID]:
    """The keys after which the rows of a strand begin, in its own order. of_days: whether they have days.

    Raises: BadInput.
    """
    at, number, key = unseal(cursor, question, CURSOR_KINDS)
    assert isinstance(at, datetime)
    assert isinstance(number, int)
    assert isinstance(key, UUID)
    if of_days and first_instant_of(day_of(at)) < at:
        # What is of a day is of its first instant, which the cursor has not come to.
        return day_of(at), FIRST_KEY
    same = key if number == strand else FIRST_KEY if number < strand else LAST_KEY
    return (day_of(at) if of_days else at), same


def _entries(strand: int, record: Values, sort: Sequence[str]) -> Iterator[Entry]:
    times, keys = (record[label] or () for label in sort)
    for row, (at, key) in enumerate(zip(times, keys, strict=True)):
        yield Entry(at if isinstance(at, datetime) else first_instant_of(at), strand, key, row)


def _instant_text(at: datetime) -> str:
    """An instant as PostgreSQL writes it in JSON."""
    in_utc = at.astimezone(UTC)
    fraction = f".{in_utc.microsecond:06}".rstrip("0") if in_utc.microsecond else ""
    return f"{in_utc:%Y-%m-%dT%H:%M:%S}{fraction}+00:00"
