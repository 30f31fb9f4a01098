"""Tables as files for spreadsheets: CSV and OpenDocument, the same bytes for the same cells.

OpenDocument is written as text: a library that builds a document of 4,000 rows cell by cell takes half a minute for it.
Source: OASIS OpenDocument 1.3, part 3, section 9 (tables).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from register.open_types import Value
from register.rules.text import guard_formula
from register.statistics.files import BYTE_ORDER_MARK

ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
CSV: Final = "text/csv"
_NAMES: Final = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST: Final = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One table as CSV: UTF-8 with a byte order mark, nothing that a spreadsheet would run."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow(headings)
    written.writerows([guard_formula("" if each is None else str(each)) for each in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def as_ods(sheets: Mapping[str, Iterable[Sequence[Value]]]) -> bytes:
    """Tables as one OpenDocument spreadsheet, by the names of their sheets. No cell is a formula."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(_entry("mimetype", ZIP_STORED), ODS)
        archive.writestr(_entry("META-INF/manifest.xml", ZIP_DEFLATED), _MANIFEST)
        with archive.open(_entry("content.xml", ZIP_DEFLATED), "w", force_zip64=True) as content:
            content.writelines(part.encode() for part in _content(sheets))
    return made.getvalue()


def _entry(name: str, compression: int) -> ZipInfo:
    """A member of the archive with the same date always, so that equal tables are equal bytes."""
    made = ZipInfo(name)
    made.compress_type = compression
    return made


def _content(sheets: Mapping[str, Iterable[Sequence[Value]]]) -> Iterator[str]:
    yield f'{_HEAD}<office:document-content {_NAMES} office:version="1.3"><office:body><office:spreadsheet>'
    for name, rows in sheets.items():
        yield f"<table:table table:name={quoteattr(name)}>"
        for row in rows:
            yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        kind = f'office:value-type="float" office:value="{value!r}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{_text(str(value))}</text:p></table:table-cell>"


def _text(value: str) -> str:
    """A text as XML may hold it. Of control characters XML 1.0 has three only."""
    return escape("".join(each for each in value if each >= " " or each in "\t\n\r"))
