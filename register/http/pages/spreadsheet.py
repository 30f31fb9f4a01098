"""A list as a file for spreadsheets, in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.responses import Response

from register.rules.text import guard_formula

BYTE_ORDER: Final = "\ufeff"


def spreadsheet(name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """The rows as a file."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([guard_formula(text) for text in row])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response((BYTE_ORDER + written.getvalue()).encode(), 200, headers, "text/csv; charset=utf-8")
