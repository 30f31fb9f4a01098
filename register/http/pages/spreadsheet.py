"""A list as a file for spreadsheets, in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

from starlette.responses import Response

from register.http.pages.templates import path, shown, withheld
from register.open_types import Values

# What spreadsheets take for the beginning of a formula. Source: OWASP, CSV injection.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER: Final = "\ufeff"


def spreadsheet(name: str, columns: Mapping[str, tuple[str, ...]], rows: Iterable[Values]) -> Response:
    """The rows as a file: what is not shown says why, and what is not recorded is empty."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([plain(_cell(row, names)) for names in columns.values()])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response((BYTE_ORDER + written.getvalue()).encode(), 200, headers, "text/csv; charset=utf-8")


def plain(text: str) -> str:
    """The text of a cell; with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _cell(row: Values, names: tuple[str, ...]) -> str:
    why = withheld(row, names[0])
    if why is not None:
        return f"Withheld: {why}"
    value = path(row, *names)
    return "" if value is None else shown(value)
