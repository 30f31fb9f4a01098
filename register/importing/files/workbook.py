"""A spreadsheet as one table: the rows of its only sheet that has something on it."""

from collections.abc import Iterator
from typing import IO, Final

from register.importing.files.workbook_ods import CONTENT, ods_rows
from register.importing.files.workbook_parts import SheetRefused, SheetRow, open_parts
from register.importing.files.workbook_xlsx import workbook_of, xlsx_rows

ARCHIVE: Final = b"PK"
NO_SPREADSHEET: Final = "It is an archive, and neither .xlsx nor .ods. Send the table itself."
MORE_SHEETS: Final = "There is something on more than one sheet. Send each table as a file of its own."


def read_workbook(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """The rows of an .xlsx or .ods file that have something in them, each with its line, as a CSV file would have them.

    Cells after the last that is filled are left out. Raises: SheetRefused, also while the rows are read.
    """
    first: int | None = None
    for row in _rows(file):
        first = row.sheet if first is None else first
        if row.sheet != first:
            raise SheetRefused(row.line, MORE_SHEETS)
        yield row.line, row.cells


def _rows(file: IO[bytes]) -> Iterator[SheetRow]:
    with open_parts(file) as parts:
        workbook = workbook_of(parts)
        if workbook is not None:
            yield from xlsx_rows(parts, workbook)
        elif CONTENT in parts.sizes:
            yield from ods_rows(parts)
        else:
            raise SheetRefused(1, NO_SPREADSHEET)
