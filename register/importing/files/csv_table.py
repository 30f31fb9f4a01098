"""Published tables as rows: a CSV file read whole, its columns found by name, its faults reported by line."""

import csv
import io
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from register.errors import SetupError
from register.importing.files.encodings import Decoded, decode
from register.importing.files.headings import (
    LOOKED_THROUGH,
    Column,
    Heading,
    Record,
    find_heading,
    places_of,
    printable,
)
from register.rules.problem import Problem

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
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
    """A table that was read: its heading, whole rows, and rows that are not whole.

    headers: the file's spelling of each field's column; remarks: on the file, each by the line that shows it.
    """

    heading: Heading
    headers: Mapping[str, str]
    rows: Sequence[Row]
    problems: Sequence[RowProblem]
    remarks: Sequence[RowProblem]


def open_file(path: Path) -> PublishedFile:
    """The file of a path, whole. Raises: SetupError."""
    try:
        with path.open("rb") as file:
            return PublishedFile(printable(path.name), file.read(MAX_FILE_BYTES + 1))
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}.") from None


def read_sheet(file: PublishedFile, columns: Mapping[str, Column]) -> Sheet:
    """Read a CSV file whose columns are found by name, whatever their order, case, spaces and punctuation.

    Lines above the heading and columns of other names are ignored. Raises: SetupError, also if no row follows.
    """
    decoded = _decoded(file)
    heading, records = _opened(file.name, decoded, columns)
    places = places_of(file.name, heading, columns)
    rows, problems, last = _rows(file.name, records, places, heading=heading)
    if not rows and not problems:
        raise SetupError(f"{file.name} has no rows below its header.")
    is_ended = decoded.text.endswith(LINE_ENDS)
    if not is_ended and problems and problems[-1].line == last:
        raise SetupError(f"{file.name} ends in the middle of line {last}. Download it again.")
    remarks = [*_on_columns(heading, columns, places), *_on_form(decoded, None if is_ended else last)]
    headers = {field: printable(heading.cells[place]) for field, place in places.items()}
    return Sheet(heading, headers, rows, problems, remarks)


def read_headers(file: PublishedFile, columns: Mapping[str, Column]) -> frozenset[str]:
    """The names of a CSV file's columns, as header_key spells them. Raises: SetupError."""
    heading, _ = _opened(file.name, _decoded(file), columns)
    return frozenset(heading.places)


def read_titles(file: PublishedFile, columns: Mapping[str, Column]) -> str:
    """The cells above the heading of a CSV file, as one text. Raises: SetupError."""
    first = _first_records(file.name, _decoded(file))
    heading = find_heading(file.name, first, columns)
    return " ".join(cell for line, cells in first if line < heading.line for cell in cells if cell)


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


def _first_records(name: str, decoded: Decoded) -> list[Record]:
    return list(islice(read_records(name, io.StringIO(decoded.text, newline="")), LOOKED_THROUGH))


def _opened(name: str, decoded: Decoded, columns: Mapping[str, Column]) -> tuple[Heading, Iterator[Record]]:
    """The heading of a file and the records below it."""
    records = read_records(name, io.StringIO(decoded.text, newline=""))
    first = list(islice(records, LOOKED_THROUGH))
    heading = find_heading(name, first, columns)
    return heading, chain((record for record in first if record[0] > heading.line), records)


def _rows(
    name: str, records: Iterator[Record], places: Mapping[str, int], *, heading: Heading
) -> tuple[list[Row], list[RowProblem], int]:
    """Whole rows, rows that are not whole, and the line of the last of both."""
    rows: list[Row] = []
    problems: list[RowProblem] = []
    last = heading.line
    for line, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if len(rows) + len(problems) >= MAX_ROWS:
            raise SetupError(f"{name} has more than {MAX_ROWS:,} rows.")
        last = line
        if _is_whole(record, heading):
            rows.append(Row(line, {field: record[place] for field, place in places.items()}))
        else:
            message = f"The row has {len(record)} cells but the header has {len(heading.cells)}."
            problems.append(RowProblem(line, None, Problem("RULE_ROW_SHAPE", message)))
    return rows, problems, last


def _is_whole(record: Sequence[str], heading: Heading) -> bool:
    """True if a row has a cell for each named column, and none that holds anything beyond the header."""
    return len(record) >= heading.width and not any(cell.strip() for cell in record[len(heading.cells) :])


def _on_columns(heading: Heading, columns: Mapping[str, Column], places: Mapping[str, int]) -> Iterator[RowProblem]:
    for field, column in columns.items():
        if field not in places:
            message = "The file does not have this column. The register keeps what it has."
            yield RowProblem(heading.line, column.names[0], Problem("RULE_COLUMN_ABSENT", message))


def _on_form(decoded: Decoded, unended: int | None) -> Iterator[RowProblem]:
    """Remarks on how a file is written. unended: its last line, if nothing ends it."""
    if decoded.encoding is not None:
        message = f"The file is not UTF-8. It was read as {decoded.encoding}: check the names."
        yield RowProblem(decoded.line, None, Problem("RULE_ENCODING", message))
    if unended is not None:
        message = "Nothing ends the last line. Check that its last cell is whole."
        yield RowProblem(unended, None, Problem("RULE_LAST_LINE", message))


def _decoded(file: PublishedFile) -> Decoded:
    raw = _encoded(file.name, file.content) if isinstance(file.content, str) else file.content
    if len(raw) > MAX_FILE_BYTES:
        raise SetupError(f"{file.name} is larger than {MAX_FILE_BYTES // 1024 // 1024} MB.")
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SetupError(f"{file.name} is a spreadsheet, not a CSV file. Save it as CSV UTF-8.")
    decoded = decode(file.name, raw)
    if "\0" in decoded.text:
        line = decoded.text.count("\n", 0, decoded.text.index("\0")) + 1
        raise SetupError(f"{file.name} has a NUL character on line {line}.")
    return decoded


def _encoded(name: str, text: str) -> bytes:
    """A text as bytes; half a character, as a text may hold it, is refused."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise SetupError(f"{name} is not UTF-8 on line {line}. Save it as CSV UTF-8.") from None
