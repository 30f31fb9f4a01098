"""A published CSV file that is too large to hold: read line by line, as strictly as a smaller one is read whole."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from register.errors import SetupError
from register.importing.files.csv_table import LINE_ENDS, read_records
from register.importing.files.headings import printable

Progress = Callable[[int, int], None]

# Longer than any line of a table that is one: a file without line ends is refused, not gathered.
LONGEST_LINE_BYTES = 1024 * 1024
MEGABYTE = 1_000_000
TELL_EVERY_LINES = 10_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Stream:
    """An open file. records: each with the line on which it starts; name: as it may be printed."""

    name: str
    records: Iterator[tuple[int, list[str]]]


@contextmanager
def open_stream(path: Path, progress: Progress) -> Iterator[Stream]:
    """Open a CSV file to be read once, from its beginning. progress: how many megabytes of how many are read.

    Raises: SetupError, also while the records are read.
    """
    name = printable(path.name)
    try:
        file = path.open("rb")
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}.") from None
    with file:
        yield Stream(name, read_records(name, _lines(name, file, progress)))


def _lines(name: str, file: BinaryIO, progress: Progress) -> Iterator[str]:
    total = -(-os.fstat(file.fileno()).st_size // MEGABYTE)
    number, text = 0, LINE_ENDS[0]
    while raw := file.readline(LONGEST_LINE_BYTES):
        number += 1
        text = _text(name, raw, number)
        yield text
        if number % TELL_EVERY_LINES == 0:
            progress(file.tell() // MEGABYTE, total)
    # A cell that was cut is a shorter cell: nothing but the missing end of its line tells it from a whole one.
    if not text.endswith(LINE_ENDS):
        raise SetupError(
            f"{name} ends in the middle of line {number}. Download it again, or end its last line properly."
        )
    progress(total, total)


def _text(name: str, raw: bytes, number: int) -> str:
    if number == 1:
        raw = raw.removeprefix(BYTE_ORDER_MARK)
        if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise SetupError(f"{name} is a spreadsheet or an archive, not a CSV file. Use the CSV file inside it.")
    if len(raw) == LONGEST_LINE_BYTES:
        raise SetupError(f"{name} is not a table: line {number} is a megabyte or longer.")
    if b"\0" in raw:
        raise SetupError(f"{name} has a NUL character on line {number}.")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        # Windows-1252 would decode nearly anything, and a name read wrongly is worse than a file not read.
        raise SetupError(f"{name} is not UTF-8 on line {number}. Save it as CSV UTF-8.") from None
