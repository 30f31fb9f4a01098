"""The heading of a published table: its line, and which of its columns is which fact, whatever the year."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from register.errors import SetupError

MAX_COLUMNS = 1_000
# Title lines stand above the heading: Ofsted's lists have had up to four.
LOOKED_THROUGH = 10

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of a table. names: of its column, today's first; is_needed: a file without it is refused."""

    names: tuple[str, ...]
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """The line of a file that names its columns.

    places: the number of each column by its name as header_key spells it; width: the number of cells up to the last
    one with a name.
    """

    line: int
    cells: Sequence[str]
    places: Mapping[str, int]

    @property
    def width(self) -> int:
        """The number of cells that a row must have."""
        return max(self.places.values(), default=-1) + 1


def find_heading(file: str, first: Sequence[Record], columns: Mapping[str, Column]) -> Heading:
    """The heading among the first lines of a file: the one that names the most columns. Raises: SetupError."""
    known = {header_key(name) for column in columns.values() for name in column.names}
    line, cells = max(first, key=lambda record: len(known & _keys(record[1])), default=(1, []))
    if len(cells) > MAX_COLUMNS:
        raise SetupError(f"{file} has more than {MAX_COLUMNS:,} columns.")
    keys = [header_key(name) for name in cells]
    times = Counter(keys)
    repeated = sorted({printable(name) for name, key in zip(cells, keys, strict=True) if key and times[key] > 1})
    if repeated:
        raise SetupError(f"{file} has more than one column named: {', '.join(repeated)}.")
    return Heading(line, cells, {key: place for place, key in enumerate(keys) if key})


def places_of(file: str, heading: Heading, columns: Mapping[str, Column]) -> dict[str, int]:
    """The number of the column of each field that the file has. Raises: SetupError if one that is needed is missing."""
    found = {field: _place(heading, column) for field, column in columns.items()}
    refuse_missing(file, heading, [columns[field] for field, place in found.items() if place is None])
    return {field: place for field, place in found.items() if place is not None}


def refuse_missing(file: str, heading: Heading, missing: Iterable[Column]) -> None:
    """Refuse a file that lacks columns it needs, by the names that they have today. Raises: SetupError."""
    names = [column.names[0] for column in missing if column.is_needed]
    if names:
        where = f" The column names are on line {heading.line}." if heading.line > 1 else ""
        raise SetupError(f"{file} has no columns named: {', '.join(names)}.{where}")


def header_key(name: str) -> str:
    """A column's name without case, spaces and punctuation, which change from one publication to the next."""
    return re.sub(r"[\W_]+", "", name).casefold()


def printable(text: str) -> str:
    """The text without what could move a terminal's cursor."""
    return "".join(character for character in text.strip() if character.isprintable())


def _keys(cells: Sequence[str]) -> frozenset[str]:
    return frozenset(header_key(cell) for cell in cells[:MAX_COLUMNS])


def _place(heading: Heading, column: Column) -> int | None:
    keys = (header_key(name) for name in column.names)
    return next((heading.places[key] for key in keys if key in heading.places), None)
