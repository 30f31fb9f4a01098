"""Published tables as rows: a CSV file read whole, its columns found by name, its faults told by line."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from register.errors import SetupError
from register.rules.problem import Problem

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000


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


def read_sheet(path: Path, required: Mapping[str, str], optional: Mapping[str, str]) -> Sheet:
    """Read a CSV file whose columns are found by name, whatever their order, case, spaces and punctuation.

    required, optional: field to column name; columns of neither are passed over.
    Raises: SetupError.
    """
    records = _records(path)
    _, header = next(records, (1, []))
    found = _columns(path, header)
    missing = [name for name in required.values() if header_key(name) not in found]
    if missing:
        raise SetupError(f"{path.name} lacks the columns: {', '.join(missing)}.")
    places = {
        field: found[header_key(name)] for field, name in {**required, **optional}.items() if header_key(name) in found
    }
    rows, problems = _rows(path, records, places, len(header))
    return Sheet({field: printable(header[place]) for field, place in places.items()}, rows, problems)


def read_headers(path: Path) -> frozenset[str]:
    """The names of a CSV file's columns, as header_key spells them."""
    _, header = next(_records(path), (1, []))
    return frozenset(header_key(name) for name in header)


def header_key(name: str) -> str:
    """A column's name without case, spaces and punctuation, which change from one publication to the next."""
    return re.sub(r"[\W_]+", "", name).casefold()


def printable(text: str) -> str:
    """The text without what could move a terminal's cursor."""
    return "".join(character for character in text.strip() if character.isprintable())


def _rows(
    path: Path, records: Iterator[tuple[int, list[str]]], places: Mapping[str, int], width: int
) -> tuple[list[Row], list[RowProblem]]:
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for line, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if len(rows) + len(problems) >= MAX_ROWS:
            raise SetupError(f"{path.name} has more than {MAX_ROWS:,} rows.")
        if len(record) == width:
            rows.append(Row(line, {field: record[place] for field, place in places.items()}))
        else:
            message = f"The row has {len(record)} cells where the header has {width}."
            problems.append(RowProblem(line, None, Problem("RULE_ROW_SHAPE", message)))
    return rows, problems


def _columns(path: Path, header: Sequence[str]) -> dict[str, int]:
    keys = [header_key(name) for name in header]
    repeated = sorted(
        {printable(name) for name, key in zip(header, keys, strict=True) if key and Counter(keys)[key] > 1}
    )
    if repeated:
        raise SetupError(f"{path.name} has more than one column named: {', '.join(repeated)}.")
    return {key: place for place, key in enumerate(keys) if key}


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    line = 1
    try:
        for record in reader:
            yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise SetupError(f"{path.name} is not a CSV table: line {line} cannot be read ({error}).") from None


def _text(path: Path) -> str:
    raw = _bytes(path)
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SetupError(f"{path.name} is a spreadsheet, not a CSV file: save it as CSV UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        # Windows-1252 would decode nearly anything, and a name read wrongly is worse than a file not read.
        raise SetupError(f"{path.name} is not UTF-8 on line {line}: save it as CSV UTF-8.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SetupError(f"{path.name} holds a NUL character on line {line}.")
    return text


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}.") from None
    if len(raw) > MAX_FILE_BYTES:
        raise SetupError(f"{path.name} is larger than {MAX_FILE_BYTES // 1024 // 1024} MB.")
    return raw
