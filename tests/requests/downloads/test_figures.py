"""Published figures as a spreadsheet: an office reads every value and symbol, in a sheet for each table."""

import io
from datetime import UTC, datetime

from odfdo import Document

from register.requests.downloads.figures import as_workbook

VERSION = {
    "question": "repeats", "version": 3, "profile": "dfe", "title": "How often?", "source": "A test.",
    "definition": "All.", "denominator": None, "coverage": "2 of 2.", "caveats": ["One.", "Two."],
    "periods": ["2025-26"], "published_at": datetime(2026, 1, 2, tzinfo=UTC),
}  # fmt: skip


def figure(breakdown, category, measure, value, symbol=None):
    return {
        "period": "2025-26", "level": "authority", "area_code": "E08000003", "name": "=cmd()", "breakdown": breakdown,
        "category": category, "label": category.title(), "measure": measure, "value": value, "symbol": symbol,
    }  # fmt: skip


FIGURES = [
    figure("", "", "children", 17.0),
    figure("", "", "percent", 2.5),
    figure("age,sex", "16_and_over,male", "children", None, "c"),
]


def test_a_version_is_a_cover_notes_and_a_sheet_for_each_table():
    document = Document(io.BytesIO(as_workbook(VERSION, FIGURES)))
    sheets = {table.name: table.get_values() for table in document.body.tables}

    assert list(sheets) == ["cover", "notes", "total", "age and sex"]
    assert sheets["cover"][0][0] == "How often?"
    assert ["caveat", "Two."] in sheets["notes"]
    assert [row[0] for row in sheets["notes"]][-4:] == ["c", "k", "z", "x"]
    assert sheets["total"][0] == ["period", "area_kind", "area_code", "area_name", "children", "percent"]
    assert sheets["total"][1] == ["2025-26", "authority", "E08000003", "=cmd()", 17, 2.5]
    assert sheets["age and sex"][1][4:] == ["16_and_over,male", "16_And_Over,Male", "c"]


def test_nothing_in_it_is_a_formula():
    document = Document(io.BytesIO(as_workbook(VERSION, FIGURES)))
    cells = [cell for table in document.body.tables for row in table.rows for cell in row.cells]

    assert len(cells) > 30
    assert [cell.formula for cell in cells if cell.formula] == []
