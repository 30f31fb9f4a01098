"""The archive of a spreadsheet: how large it may be, and its parts as elements, some at a time.

What it unpacks to is looked at before anything is unpacked, and no more is held than one row.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import IO, Final

from lxml import etree

from register.errors import SetupError

MOST_PARTS: Final = 1_000
MOST_UNPACKED_BYTES: Final = 1_500_000_000
# A table of a million rows packs thirty times smaller; what packs more than this is made to fill a memory.
MOST_PACKED: Final = 250
LONGEST_TEXTS_BYTES: Final = 64_000_000
LONGEST_PART_BYTES: Final = 4_000_000
# So much of a part may pass without a whole row, or a whole text.
LONGEST_ELEMENT_BYTES: Final = 1_000_000
MOST_COLUMNS: Final = 1_000
MOST_LINES: Final = 10_000_000
# So many days are remembered: the same ones come again and again.
MOST_KEPT: Final = 10_000
BLOCK_BYTES: Final = 1_000_000
SAFELY: Final = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
DAMAGED: Final = (
    "The spreadsheet is damaged, or has a password. Open it, take the password off, and save it again as .xlsx or .ods."
)
MERGED: Final = "Cells are merged. Take the merge off, so that each row has all its cells."


class SheetRefused(SetupError):
    """A spreadsheet that is not read. line: where; message: why, without what is written there."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that has something in it. sheet: the number of its sheet; line: of the row within it."""

    sheet: int
    line: int
    cells: list[str]


class Parts:
    """The parts of an archive by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.sizes = {part.filename: part.file_size for part in archive.infolist()}

    def tree(self, name: str) -> etree._Element | None:
        """A small part as a whole; None if it is not there. Raises: SheetRefused."""
        if name not in self.sizes:
            return None
        if self.sizes[name] > LONGEST_PART_BYTES:
            raise SheetRefused(1, f"Its part {name} is longer than {LONGEST_PART_BYTES:,} bytes.")
        return etree.fromstring(self.archive.read(name), etree.XMLParser(**SAFELY))

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of a part with these tags, each once it is whole, and gone once the next one is asked for.

        Raises: SheetRefused.
        """
        with self.archive.open(name) as file:
            watched = _Watched(file)
            for _, element in etree.iterparse(watched, events=("end",), tag=tags, **SAFELY):
                watched.since = 0
                yield element
                _forget(element)

    def line_of_first(self, name: str, pattern: re.Pattern[bytes]) -> int | None:
        """The line that the first match of a pattern names; None if there is none. A tag is found without reading."""
        kept = b""
        with self.archive.open(name) as file:
            while block := file.read(BLOCK_BYTES):
                if found := pattern.search(kept + block):
                    return int(found[1])
                kept = block[-200:]
        return None


@dataclass
class _Watched:
    """A part that is read. since: how much of it was read since an element was whole."""

    file: IO[bytes]
    since: int = 0

    def read(self, size: int) -> bytes:
        """The next bytes. Raises: SheetRefused if an element has no end."""
        block = self.file.read(size)
        self.since += len(block)
        if self.since > LONGEST_ELEMENT_BYTES:
            raise SheetRefused(1, f"A row is longer than {LONGEST_ELEMENT_BYTES:,} bytes.")
        return block


def _forget(element: etree._Element) -> None:
    """Let the memory of an element and of all before it go."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


@contextmanager
def open_parts(file: IO[bytes]) -> Iterator[Parts]:
    """Open an archive that is within bounds. Raises: SheetRefused, also while it is read."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _confirm_small(parts)
            yield Parts(archive)
    # RuntimeError: it has a password. NotImplementedError: it is packed in a way that the library cannot undo.
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError, RuntimeError):
        raise SheetRefused(1, DAMAGED) from None


def _confirm_small(parts: list[zipfile.ZipInfo]) -> None:
    """Raises: SheetRefused for an archive that is made to fill a memory, or holds programs."""
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) != len(parts):
        raise SheetRefused(1, f"The archive has a part twice, or more than {MOST_PARTS:,}.")
    if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise SheetRefused(1, f"It unpacks to more than {MOST_UNPACKED_BYTES:,} bytes.")
    if any(part.file_size > MOST_PACKED * max(part.compress_size, LONGEST_ELEMENT_BYTES // 100) for part in parts):
        raise SheetRefused(1, f"A part of it unpacks to more than {MOST_PACKED} times its size.")
    if any(part.filename.casefold().endswith("vbaproject.bin") for part in parts):
        raise SheetRefused(1, "It has macros. Save it as .xlsx.")


@lru_cache(maxsize=MOST_KEPT)
def iso_day_text(written: str) -> str:
    """A day that is written as ISO 8601 has it, as authorities write it. Raises: ValueError."""
    return day_text(datetime.fromisoformat(written.replace("Z", "")))


def number_text(written: str) -> str:
    """A number as a reader of the cell would type it. Raises: ValueError."""
    value = float(written)
    if not isfinite(value):
        raise ValueError(written)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def trimmed(cells: list[str]) -> list[str]:
    """The cells up to the last that has something in it."""
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def day_text(moment: datetime) -> str:
    """A day as authorities write it; with the time of day if it is not midnight, which no list asks for."""
    return f"{moment:%d/%m/%Y}" if not (moment.hour or moment.minute or moment.second) else f"{moment:%d/%m/%Y %H:%M}"
