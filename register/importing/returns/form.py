"""Stage 1: the form of a returned file, line by line. Its faults are reported by line and column.

Nothing is compared with the register here. A text is read twice, some lines at a time: once for its encoding. A
spreadsheet is read row by row, into the cells that its CSV file would have, under the same rules.
"""

import base64
import binascii
import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, TextIO

from register.errors import SetupError
from register.importing.files.csv_table import LINE_ENDS
from register.importing.files.headings import printable
from register.importing.files.workbook import ARCHIVE, read_workbook
from register.importing.files.workbook_parts import SheetRefused
from register.importing.returns.layouts import LAYOUTS, OPTIONAL, Cell, Form
from register.rules.text import FORMULA
from register.vocabulary import MissingKind, ReturnKind

MOST_ROWS = 1_000_000
MOST_FAULTS = 100
LONGEST_LINE = 20_000
BLOCK_BYTES = 1024 * 1024
DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2100
# What is no table in a text, by its first bytes.
FOREIGN: Mapping[bytes, str] = {
    b"PK": "is a spreadsheet that was sent as a text. Send its bytes in base64, or the table as CSV",
    b"%PDF": "is a PDF document. Send the table itself, as .xlsx, .ods or CSV",
    b"\xd0\xcf\x11\xe0": "is a spreadsheet of Excel's old form, or has a password. Save it as .xlsx or as CSV",
    b"\xff\xfe": "is UTF-16. Save it as CSV UTF-8",
    b"\xfe\xff": "is UTF-16. Save it as CSV UTF-8",
    b"<": "is XML. Send the CSV file of each table: missing, episodes",
}
# How an archive begins in base64: no CSV file of a return does.
ARCHIVE_IN_BASE64 = "UEsDB"
DELIMITERS: Mapping[str, str] = {";": "semicolons", "\t": "tabs", "|": "bars"}
YES_NO: Mapping[str, bool] = {"Y": True, "N": False, "YES": True, "NO": False, "1": True, "0": False}
KINDS: Mapping[str, MissingKind] = {"M": MissingKind.MISSING, "A": MissingKind.AWAY}
Value = str | date | bool | None
Row = tuple[int, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the form of a file, and where; it never repeats what is written there."""

    line: int
    column: str | None
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}{f', {self.column}' if self.column else ''}: {self.message}"


class FormRefused(SetupError):
    """A file whose form is wrong. Nothing of it was kept."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        first = " ".join(str(fault) for fault in faults[:3])
        more = f" And {len(faults) - 3} more." if len(faults) > 3 else ""
        super().__init__(f"{name} is refused for its form. {first}{more}")


@dataclass(slots=True)
class ReturnedFile:
    """A file that was opened: which list it is, and its rows, which are read once.

    columns: the cell of each place in a row; faults: those met so far. Rows after the first fault are not given.
    """

    name: str
    kinds: frozenset[ReturnKind]
    columns: tuple[tuple[str, Cell], ...]
    records: Iterator[tuple[int, list[str]]]
    faults: list[Fault] = field(default_factory=list)
    days: dict[str, date | str] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Each row with the line on which it begins. Raises: FormRefused once all lines, or enough faults, are read."""
        count = 0
        for line, record in self.records:
            if not any(record):
                continue
            count += 1
            if count > MOST_ROWS:
                raise FormRefused(self.name, [Fault(line, None, f"A return has at most {MOST_ROWS:,} rows.")])
            row = self._read(line, record)
            if not self.faults:
                yield line, row
            if len(self.faults) >= MOST_FAULTS:
                break
        if self.faults:
            raise FormRefused(self.name, self.faults)

    def _read(self, line: int, record: list[str]) -> Mapping[str, Value]:
        if len(record) != len(self.columns):
            needed = len(self.columns)
            self.faults.append(Fault(line, None, f"The row has {len(record)} cells but needs {needed}."))
            return {}
        read = {}
        for (name, cell), written in zip(self.columns, record, strict=True):
            value = self._value(cell, written.strip())
            if isinstance(value, _Wrong):
                self.faults.append(Fault(line, name, value.why))
            elif cell.stored:
                read[cell.stored] = value
        return read

    def _value(self, cell: Cell, written: str) -> "Value | _Wrong":
        if not written:
            return _Wrong("Enter a value.") if cell.is_needed else None
        if FORMULA.match(written):
            return _Wrong("The cell starts like a formula. Enter the value itself.")
        match cell.form:
            case Form.DAY:
                return self._day(written)
            case Form.MISSING_KIND:
                return KINDS.get(written.upper(), _Wrong("Enter M for missing or A for away without authorisation."))
            case Form.YES_NO:
                return YES_NO.get(written.upper(), _Wrong("Enter Y or N."))
            case Form.TEXT:
                return _text(written, cell.longest)

    def _day(self, written: str) -> "date | _Wrong":
        known = self.days.get(written)
        if known is None:
            known = _day(written)
            if len(self.days) < MOST_ROWS // 10:
                self.days[written] = known
        return known if isinstance(known, date) else _Wrong(known)


@dataclass(frozen=True, slots=True)
class _Wrong:
    why: str


@contextmanager
def open_return(path: Path) -> Iterator[ReturnedFile]:
    """Open a file of a path. Raises: SetupError, also while its rows are read."""
    name = printable(path.name)
    try:
        with path.open("rb") as file:
            if is_workbook(file.read(len(ARCHIVE))):
                yield _titled(name, _sheet_records(name, file))
                return
        encoding = _encoding(name, path)
        with path.open(encoding=encoding, newline="") as text:
            yield _opened(name, text)
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}.") from None


def open_sent(name: str, sent: str) -> ReturnedFile:
    """The same of a file that was sent whole: a text, or a spreadsheet in base64. Raises: FormRefused."""
    if sent.startswith(ARCHIVE_IN_BASE64):
        return _titled(printable(name), _sheet_records(printable(name), BytesIO(content_of(name, sent))))
    refuse_foreign(name, sent[:4].encode("utf-8", "replace"))
    return _opened(printable(name), StringIO(sent.removeprefix("\ufeff"), newline=""))


def content_of(name: str, sent: str) -> bytes:
    """The bytes of a file that was sent whole. Raises: FormRefused if a spreadsheet is not whole base64."""
    if not sent.startswith(ARCHIVE_IN_BASE64):
        return sent.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        raise FormRefused(name, [Fault(1, None, "The file is not base64, or was cut. Send it again.")]) from None


def as_sent(name: str, content: bytes) -> str:
    """The bytes of a file as the API takes them. Raises: FormRefused for what is neither a text nor a spreadsheet."""
    if is_workbook(content):
        return base64.b64encode(content).decode()
    refuse_foreign(name, content[:4])
    return content.decode("utf-8-sig" if _is_utf8(name, BytesIO(content)) else "cp1252", "replace")


def is_workbook(first: bytes) -> bool:
    """True if a file begins as a spreadsheet of a present form does."""
    return first.startswith(ARCHIVE)


def refuse_foreign(name: str, first: bytes) -> None:
    """Refuse what is no text of a table, by its first bytes. Raises: FormRefused."""
    for beginning, what in FOREIGN.items():
        if first.removeprefix(codecs.BOM_UTF8).startswith(beginning):
            raise FormRefused(name, [Fault(1, None, f"The file {what}.")])


def _encoding(name: str, path: Path) -> str:
    """UTF-8, or else Windows-1252, which is what spreadsheets save. Raises: FormRefused."""
    with path.open("rb") as file:
        refuse_foreign(name, file.read(4))
        file.seek(0)
        return "utf-8-sig" if _is_utf8(name, file) else "cp1252"


def _is_utf8(name: str, file: IO[bytes]) -> bool:
    decoder, line, is_utf8, block = codecs.getincrementaldecoder("utf-8")(), 1, True, b"-"
    while block:
        block = file.read(BLOCK_BYTES)
        if b"\0" in block:
            line += block.count(b"\n", 0, block.index(b"\0"))
            raise FormRefused(name, [Fault(line, None, "The line has a NUL character.")])
        line += block.count(b"\n")
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            is_utf8 = False
            decoder.reset()
    return is_utf8


def _opened(name: str, file: TextIO) -> ReturnedFile:
    return _titled(name, _records(name, _lines(name, file)))


def _titled(name: str, records: Iterator[tuple[int, list[str]]]) -> ReturnedFile:
    line, header = next(records, (1, []))
    found = [cell.strip().upper() for cell in header]
    if not any(found):
        raise FormRefused(name, [Fault(1, None, "The file is empty. For nothing to return, declare a nil return.")])
    kinds = frozenset(kind for kind in ReturnKind if _fits(kind, found))
    if not kinds or len(found) != len({*found}):
        raise FormRefused(name, [Fault(line, None, _no_header(found))])
    kind = min(kinds)
    cells = {**LAYOUTS[kind], **OPTIONAL.get(kind, {})}
    return ReturnedFile(name, kinds, tuple((each, cells[each]) for each in found), records)


def _fits(kind: ReturnKind, found: list[str]) -> bool:
    needed = {*LAYOUTS[kind]}
    return needed <= {*found} <= needed | {*OPTIONAL.get(kind, {})}


def _no_header(found: list[str]) -> str:
    for character, name in DELIMITERS.items():
        if len(found) == 1 and character in found[0]:
            return f"The cells are separated by {name}. Save the file with commas between them."
    twice = sorted({each for each in found if found.count(each) > 1 and each.isidentifier()})
    if twice:
        return f"There is more than one column {', '.join(twice)}."
    nearest = max(LAYOUTS, key=lambda kind: len({*LAYOUTS[kind]} & {*found}))
    missing = [name for name in LAYOUTS[nearest] if name not in found]
    listed = "; ".join(", ".join(columns) for columns in dict.fromkeys(tuple(each) for each in LAYOUTS.values()))
    if missing and len(missing) < len(LAYOUTS[nearest]):
        return f"The columns {', '.join(missing)} are not there."
    return f"The column names are none of a list that is returned: {listed}."


def _sheet_records(name: str, file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a spreadsheet, each as wide as the first: it has no cell where nothing was written."""
    width = 0
    try:
        for line, cells in read_workbook(file):
            width = width or len(cells)
            yield line, cells + [""] * (width - len(cells))
    except SheetRefused as refusal:
        raise FormRefused(name, [Fault(refusal.line, None, refusal.message)]) from None


def _records(name: str, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, strict=True)
    line = 1
    try:
        for record in reader:
            yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormRefused(name, [Fault(line, None, f"The line is no row of a CSV table ({error}).")]) from None


def _lines(name: str, file: TextIO) -> Iterator[str]:
    number, text = 0, LINE_ENDS[0]
    while text_read := file.readline(LONGEST_LINE):
        number, text = number + 1, text_read
        if len(text) == LONGEST_LINE:
            raise FormRefused(name, [Fault(number, None, f"The line has {LONGEST_LINE:,} characters or more.")])
        if "\0" in text:
            raise FormRefused(name, [Fault(number, None, "The line has a NUL character.")])
        yield text
    # A cell that was cut is a shorter cell: nothing but the missing end of its line tells it from a whole one.
    if not text.endswith(LINE_ENDS):
        cut = "The file ends within this line: it may have been cut. Send it again, with a line end at its end."
        raise FormRefused(name, [Fault(number, None, cut)])


def _day(written: str) -> date | str:
    found = DAY.fullmatch(written)
    if not found:
        return "Enter a date such as 31/03/2025."
    day, month, year = map(int, found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "Enter a date of this century or the last."
    try:
        return date(year, month, day)
    except ValueError:
        if month > 12 >= day:
            return "The month comes first, as Americans write dates. Enter the day first, as in 31/03/2025."
        return "There is no such day."


def _text(written: str, longest: int) -> "str | _Wrong":
    text = re.sub(r"\s+", " ", written)
    if len(text) > longest:
        return _Wrong(f"Enter at most {longest} characters.")
    return text if text.isprintable() else _Wrong("The cell has a character that cannot be printed.")
