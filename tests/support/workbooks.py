"""Spreadsheets as other programs write them, for tests: with openpyxl and odfdo, which the register does not use."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from odfdo import Cell, Document, Row, Table
from openpyxl import Workbook

HEADER = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
BORN = date(2012, 3, 4)
ROW = ("S0", BORN, "M", date(2024, 5, 4), date(2024, 5, 5))


def xlsx(*rows: Sequence[Any], merged: str | None = None, more_sheets: int = 0) -> bytes:
    """An .xlsx file with these rows below each other. merged: cells that are one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    for _ in range(more_sheets):
        book.create_sheet()["B2"] = "more"
    return _saved(book)


def ods(*rows: Sequence[Any], merged: tuple[int, int, int, int] | None = None) -> bytes:
    """An .ods file with these rows; a text that begins with = is a formula, as in the other. merged: x, y, x, y."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Sheet1")
    for values in rows:
        row = Row()
        for value in values:
            row.append_cell(_cell(value))
        table.append_row(row)
    document.body.append(table)
    if merged:
        table.set_span(merged)
    return _saved(document)


def repacked(content: bytes | Mapping[str, bytes], /, **replaced: bytes | Callable[[bytes], bytes]) -> bytes:
    """An archive packed again. replaced: parts by their stem, as bytes or as what is made of the bytes before."""
    made = io.BytesIO()
    parts = dict(content) if isinstance(content, Mapping) else _parts(content)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, before in parts.items():
            new = replaced.get(name.rsplit("/", 1)[-1].split(".")[0], before)
            archive.writestr(name, new(before) if callable(new) else new)
    return made.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _cell(value: Any) -> Cell:
    if isinstance(value, str) and value.startswith("="):
        return Cell(value="1", formula=f"of:{value}")
    return Cell() if value in (None, "") else Cell(value=value)


def _saved(book: Any) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
