"""The rows of an .xlsx workbook. Source: ECMA-376, part 1, chapter 18."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from lxml import etree

from register.importing.files.workbook_parts import (
    DAMAGED,
    LONGEST_TEXTS_BYTES,
    MERGED,
    MOST_COLUMNS,
    MOST_KEPT,
    MOST_LINES,
    Parts,
    SheetRefused,
    SheetRow,
    day_text,
    iso_day_text,
    number_text,
    trimmed,
)

WORKBOOK: Final = "/officeDocument"
SHEET: Final = "/worksheet"
RELATION: Final = re.compile(r"\{.*/relationships\}id")
MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"'][A-Z]+(\d{1,8})")
# The formats of days and times that need no declaration. Source: ECMA-376, part 1, 18.8.30.
DAY_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# What a format shows as it is written says nothing of what it is a format of.
SHOWN_AS_WRITTEN: Final = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]", re.IGNORECASE)
OF_DAYS: Final = re.compile("[dmyhs]", re.IGNORECASE)
REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,8})")
EPOCHS: Final[Mapping[bool, datetime]] = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001
MOST_DAYS: Final = 2_958_465


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of a workbook refer to. days: the numbers of the styles that show a day."""

    texts: Sequence[str]
    days: frozenset[int]
    epoch: datetime


def xlsx_rows(parts: Parts, workbook: str) -> Iterator[SheetRow]:
    """The rows of every sheet that have something in them. workbook: its part. Raises: SheetRefused."""
    tree = parts.tree(workbook)
    if tree is None:
        raise SheetRefused(1, DAMAGED)
    related = _related(parts, workbook)
    book = _book(parts, tree, related)
    for number, sheet in enumerate(tree.iterfind(".//{*}sheet"), 1):
        key = next((value for name, value in sheet.attrib.items() if RELATION.fullmatch(name)), "")
        kind, part = related.get(key, ("", ""))
        if kind.endswith(SHEET) and part in parts.sizes:
            yield from _sheet_rows(parts, part, book, number=number)


def workbook_of(parts: Parts) -> str | None:
    """The part that is the workbook; None if there is none."""
    return next((part for kind, part in _related(parts, "").values() if kind.endswith(WORKBOOK)), None)


def _related(parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by key: of which kind it is, and its own part."""
    folder, file = posixpath.split(name)
    tree = parts.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
    found = {}
    for each in () if tree is None else tree.iterfind("{*}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        found[each.get("Id", "")] = (each.get("Type", ""), target)
    return found


def _book(parts: Parts, tree: etree._Element, related: Mapping[str, tuple[str, str]]) -> Book:
    by_kind = {kind.rsplit("/", 1)[-1]: part for kind, part in related.values()}
    properties = tree.find("{*}workbookPr")
    counts_from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    texts = _texts(parts, by_kind.get("sharedStrings", ""))
    return Book(texts, _days(parts, by_kind.get("styles", "")), EPOCHS[counts_from_1904])


def _texts(parts: Parts, name: str) -> list[str]:
    """The texts that cells refer to by number."""
    if name not in parts.sizes:
        return []
    if parts.sizes[name] > LONGEST_TEXTS_BYTES:
        raise SheetRefused(1, f"Its texts are longer than {LONGEST_TEXTS_BYTES:,} bytes.")
    return [_text(each) for each in parts.elements(name, "{*}si")]


def _text(element: etree._Element) -> str:
    """The text of an element without the reading aids of other scripts."""
    parts = [each for each in element if _is(each, "t") or _is(each, "r")]
    if len(parts) == 1 and _is(parts[0], "t"):
        return parts[0].text or ""
    shown = [[each] if _is(each, "t") else each.iterfind("{*}t") for each in parts]
    return "".join(each.text or "" for group in shown for each in group)


def _days(parts: Parts, name: str) -> frozenset[int]:
    tree = parts.tree(name)
    if tree is None:
        return frozenset()
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in tree.iterfind("{*}numFmts/{*}numFmt")}
    formats = [each.get("numFmtId", "0") for each in tree.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(n for n, code in enumerate(formats) if _is_of_days(code, own))


def _is_of_days(code: str, own: Mapping[str | None, str]) -> bool:
    if code in own:
        return bool(OF_DAYS.search(SHOWN_AS_WRITTEN.sub("", own[code].split(";")[0])))
    return code.isdecimal() and int(code) in DAY_FORMATS


def _sheet_rows(parts: Parts, part: str, book: Book, *, number: int) -> Iterator[SheetRow]:
    merged = parts.line_of_first(part, MERGE)
    if merged is not None:
        raise SheetRefused(merged, MERGED)
    line = 0
    for row in parts.elements(part, "{*}row"):
        written = row.get("r", str(line + 1))
        if not (written.isascii() and written.isdecimal() and line < int(written[:9]) <= MOST_LINES):
            raise SheetRefused(line + 1, "The rows of the sheet are not in order.")
        line = int(written)
        cells = trimmed(_cells(row, book, line=line))
        if cells:
            yield SheetRow(number, line, cells)


def _cells(row: etree._Element, book: Book, *, line: int) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if not _is(cell, "c"):
            continue
        place = _place(cell.get("r"), len(cells))
        if not len(cells) <= place < MOST_COLUMNS:
            raise SheetRefused(line, f"The row has more than {MOST_COLUMNS:,} cells, or its cells are not in order.")
        cells += [""] * (place - len(cells))
        try:
            cells.append(_cell(cell, book))
        except (ValueError, IndexError, OverflowError):
            raise SheetRefused(line, DAMAGED) from None
    return cells


def _is(element: etree._Element, name: str) -> bool:
    """True if an element has this name, in either of the two namespaces that workbooks are written in."""
    tag: str = element.tag
    return tag.endswith(name) and tag[-len(name) - 1] == "}"


def _place(reference: str | None, otherwise: int) -> int:
    """The number of a cell's column, from 0."""
    found = REFERENCE.fullmatch(reference or "")
    if found is None:
        return otherwise
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _cell(cell: etree._Element, book: Book) -> str:
    """What a cell shows; what a spreadsheet works out, or failed to, begins as a formula does."""
    kind, written, inside, is_worked_out = cell.get("t", "n"), "", None, False
    for each in cell:
        if _is(each, "v"):
            written = each.text or ""
        elif _is(each, "f"):
            is_worked_out = True
        elif _is(each, "is"):
            inside = each
    if is_worked_out or kind == "e":
        return f"={written}"
    match kind:
        case "s" if not written.isdecimal():
            raise ValueError(kind)
        case "s":
            return book.texts[int(written)]
        case "inlineStr":
            return "" if inside is None else _text(inside)
        case "n" if written:
            is_day = int(cell.get("s", "0")) in book.days
            return _day(written, book.epoch) if is_day else number_text(written)
        case "d" if written:
            return iso_day_text(written)
    return written


@lru_cache(maxsize=MOST_KEPT)
def _day(written: str, epoch: datetime) -> str:
    days = float(written)
    if not 0 <= days <= MOST_DAYS:
        raise ValueError(days)
    return day_text(epoch + timedelta(days=round(days * 86_400) / 86_400))
