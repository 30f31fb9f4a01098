"""The rows of an .ods workbook. Source: OpenDocument 1.3, part 3, chapters 9 and 19."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from register.importing.files.workbook_parts import (
    DAMAGED,
    MERGED,
    MOST_COLUMNS,
    MOST_LINES,
    Parts,
    SheetRefused,
    SheetRow,
    iso_day_text,
    number_text,
    trimmed,
)

CONTENT: Final = "content.xml"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE: Final = f"{{{_OASIS}:table:1.0}}"
_OFFICE: Final = f"{{{_OASIS}:office:1.0}}"
_LINE_OF_TEXT: Final = f"{{{_OASIS}:text:1.0}}p"
SHEET: Final = f"{_TABLE}table"
ROW: Final = f"{_TABLE}table-row"
ROWS_REPEATED: Final = f"{_TABLE}number-rows-repeated"
COLUMNS_REPEATED: Final = f"{_TABLE}number-columns-repeated"
ROWS_SPANNED: Final = f"{_TABLE}number-rows-spanned"
COLUMNS_SPANNED: Final = f"{_TABLE}number-columns-spanned"
FORMULA: Final = f"{_TABLE}formula"
KIND: Final = f"{_OFFICE}value-type"
DAY: Final = f"{_OFFICE}date-value"
CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def ods_rows(parts: Parts) -> Iterator[SheetRow]:
    """The rows of every sheet that have something in them. Raises: SheetRefused."""
    sheet, line = 1, 0
    for element in parts.elements(CONTENT, SHEET, ROW):
        if element.tag == SHEET:
            sheet, line = sheet + 1, 0
            continue
        times = _times(element, ROWS_REPEATED, line + 1)
        if line + times > MOST_LINES:
            times = MOST_LINES - line
        cells = trimmed(_cells(element, line + 1))
        if cells:
            yield from (SheetRow(sheet, line + each, [*cells]) for each in range(1, times + 1))
        line += times


def _times(element: etree._Element, repeated: str, line: int) -> int:
    """How many times an element is meant."""
    written = element.get(repeated)
    if written is None:
        return 1
    if not (written.isascii() and written.isdecimal() and 0 < len(written) < 10):
        raise SheetRefused(line, DAMAGED)
    return int(written)


def _cells(row: etree._Element, line: int) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren(*CELLS):
        shown, times = _shown(cell, line), _times(cell, COLUMNS_REPEATED, line)
        if shown and len(cells) + times > MOST_COLUMNS:
            raise SheetRefused(line, f"The row has more than {MOST_COLUMNS:,} cells.")
        cells += [shown] * min(times, MOST_COLUMNS - len(cells))
    return cells


def _shown(cell: etree._Element, line: int) -> str:
    """What a cell shows; what a spreadsheet works out begins as a formula does."""
    if cell.get(ROWS_SPANNED, "1") != "1" or cell.get(COLUMNS_SPANNED, "1") != "1":
        raise SheetRefused(line, MERGED)
    if cell.get(FORMULA) is not None:
        return "="
    try:
        match cell.get(KIND):
            case "float" | "currency" | "percentage":
                return number_text(cell.get(f"{_OFFICE}value", ""))
            case "date":
                return iso_day_text(cell.get(DAY, ""))
            case "boolean":
                return "1" if cell.get(f"{_OFFICE}boolean-value") == "true" else "0"
            case "string" if cell.get(f"{_OFFICE}string-value"):
                return str(cell.get(f"{_OFFICE}string-value"))
    except (ValueError, OverflowError):
        raise SheetRefused(line, DAMAGED) from None
    return "\n".join("".join(each.itertext()) for each in cell.iterchildren(_LINE_OF_TEXT))
