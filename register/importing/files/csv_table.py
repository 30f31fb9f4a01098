"""Published tables as rows: a CSV file read whole, its columns found by name, its faults reported by line."""

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from register.errors import SetupError
from register.rules.problem import Problem

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
LINE_ENDS = ("\n", "\r")


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file by its name, and all that it holds: bytes as they were read or sent, or a text."""

    name: str
    content: bytes | str


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One fault of a file: the line it is on, the column as the file spells it, and what is wrong."""

    line: int
    column: str | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: where it starts, and its cells by field; a column that the file lacks has no cell."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was read: the file's spelling of each field's column, whole rows, and rows that are not whole."""

    headers: Mapping[str, str]
    rows: Sequence[Row]
    problems: Sequence[RowProblem]


def open_file(path: Path) -> PublishedFile:
    """The file of a path, whole. Raises: SetupError."""
    try:
        with path.open("rb") as file:
            return PublishedFile(printable(path.name), file.read(MAX_FILE_BYTES + 1))
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}.") from None


def read_sheet(file: PublishedFile, required: Mapping[str, str], optional: Mapping[str, str]) -> Sheet:
    """Read a CSV file whose columns are found by name, whatever their order, case, spaces and punctuation.

    required, optional: field to column name; other columns are ignored.
    Raises: SetupError, also if no row follows the header.
    """
    records = _records(file)
    _, header = next(records, (1, []))
    found = _columns(file.name, header)
    missing = [name for name in required.values() if header_key(name) not in found]
    if missing:
        raise SetupError(f"{file.name} has no columns named: {', '.join(missing)}.")
    places = {
        field: found[header_key(name)] for field, name in {**required, **optional}.items() if header_key(name) in found
    }
    rows, problems = _rows(file.name, records, places, width=len(header))
    if not rows and not problems:
        raise SetupError(f"{file.name} has no rows below its header.")
    return Sheet({field: printable(header[place]) for field, place in places.items()}, rows, problems)


def read_headers(file: PublishedFile) -> frozenset[str]:
    """The names of a CSV file's columns, as header_key spells them. Raises: SetupError."""
    _, header = next(_records(file), (1, []))
    return frozenset(header_key(name) for name in header[:MAX_COLUMNS])


def header_key(name: str) -> str:
    """A column's name without case, spaces and punctuation, which change from one publication to the next."""
    return re.sub(r"[\W_]+", "", name).casefold()


def printable(text: str) -> str:
    """The text without what could move a terminal's cursor."""
    return "".join(character for character in text.strip() if character.isprintable())


def read_records(name: str, lines: Iterable[str]) -> Generator[tuple[int, list[str]], None, int]:
    """The records of a CSV table, each with the line on which it starts; then how many lines there were.

    Raises: SetupError, while they are read.
    """
    reader = csv.reader(lines, strict=True)
    line = 1
    try:
        for record in reader:
            yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise SetupError(f"{name} is not a CSV table: line {line} cannot be read ({error}).") from None
    return reader.line_num


def _rows(
    name: str, records: Iterator[tuple[int, list[str]]], places: Mapping[str, int], *, width: int
) -> tuple[list[Row], list[RowProblem]]:
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for line, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if len(rows) + len(problems) >= MAX_ROWS:
            raise SetupError(f"{name} has more than {MAX_ROWS:,} rows.")
        if len(record) == width:
            rows.append(Row(line, {field: record[place] for field, place in places.items()}))
        else:
            message = f"The row has {len(record)} cells but the header has {width}."
            problems.append(RowProblem(line, None, Problem("RULE_ROW_SHAPE", message)))
    return rows, problems


def _columns(file: str, header: Sequence[str]) -> dict[str, int]:
    if len(header) > MAX_COLUMNS:
        raise SetupError(f"{file} has more than {MAX_COLUMNS:,} columns.")
    keys = [header_key(name) for name in header]
    times = Counter(keys)
    repeated = sorted({printable(name) for name, key in zip(header, keys, strict=True) if key and times[key] > 1})
    if repeated:
        raise SetupError(f"{file} has more than one column named: {', '.join(repeated)}.")
    return {key: place for place, key in enumerate(keys) if key}


def _records(file: PublishedFile) -> Iterator[tuple[int, list[str]]]:
    text = _text(file)
    lines = yield from read_records(file.name, io.StringIO(text, newline=""))
    # A cell that was cut is a shorter cell: nothing but the missing end of its line tells it from a whole one.
    if text and not text.endswith(LINE_ENDS):
        raise SetupError(
            f"{file.name} ends in the middle of line {lines}. Download it again, or end its last line properly."
        )


def _text(file: PublishedFile) -> str:
    # Half a character, as a text may hold it, becomes bytes that are not UTF-8, and is refused as such.
    raw = file.content.encode(errors="surrogatepass") if isinstance(file.content, str) else file.content
    if len(raw) > MAX_FILE_BYTES:
        raise SetupError(f"{file.name} is larger than {MAX_FILE_BYTES // 1024 // 1024} MB.")
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SetupError(f"{file.name} is a spreadsheet, not a CSV file. Save it as CSV UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        # Windows-1252 would decode nearly anything, and a name read wrongly is worse than a file not read.
        raise SetupError(f"{file.name} is not UTF-8 on line {line}. Save it as CSV UTF-8.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SetupError(f"{file.name} has a NUL character on line {line}.")
    return text
