"""Files of published figures: the same values as the API, symbol for symbol, and no formula."""

import csv
import io
from datetime import UTC, datetime

import orjson
import pytest
from odfdo import Document

from register.requests.downloads.figures import as_workbook
from register.sql.statistics import store
from register.statistics.files import BYTE_ORDER_MARK, COLUMNS, as_csv, as_json_stat, number
from tests.conftest import rolled_back

VERSION = {"question": "incidents", "version": 3, "title": "How often?", "source": "A test.", "definition": "All.",
           "coverage": "2 of 2.", "caveats": ["One."], "published_at": datetime(2026, 1, 2, tzinfo=UTC)}  # fmt: skip
FIGURE = {"period": "2025-26", "level": "authority", "area_code": "E08000003", "name": "=cmd()", "breakdown": "",
          "category": "", "label": "", "measure": "episodes", "value": 17.0, "symbol": None,
          "rounded_to": 1.0}  # fmt: skip


def rows_of(written):
    return list(csv.DictReader(io.StringIO(written.decode().removeprefix(BYTE_ORDER_MARK), newline="")))


def test_a_file_has_a_byte_order_mark_and_a_row_for_each_figure():
    written = as_csv(VERSION, [FIGURE, FIGURE | {"value": None, "symbol": "c", "rounded_to": None}])
    rows = rows_of(written)

    assert written.startswith(b"\xef\xbb\xbf")
    assert tuple(rows[0]) == COLUMNS
    assert [(row["value"], row["symbol"], row["rounded_to"]) for row in rows] == [("17", "", "1"), ("c", "c", "")]


def test_no_name_is_a_formula():
    assert rows_of(as_csv(VERSION, [FIGURE]))[0]["area_name"] == "'=cmd()"


@pytest.mark.parametrize(("value", "written"), [(17.0, "17"), (0.0, "0"), (2.5, "2.5"), (None, "")])
def test_a_value_is_written_as_it_is(value, written):
    assert number(value) == written


@pytest.mark.parametrize("question", ["incidents", "missing_children", "risk", "data_quality", "homes"])
def test_every_file_says_what_is_published(published, question):
    with rolled_back(published) as connection:
        version = next(each for each in store.versions(connection) if each["question"] == question)
        figures = store.figures(connection, version["id"])
    kept = [None if each["value"] is None else each["value"] for each in figures]
    rows, dataset = rows_of(as_csv(version, figures)), orjson.loads(as_json_stat(version, figures))

    assert [None if row["symbol"] else float(row["value"]) for row in rows] == kept
    assert [row["symbol"] or None for row in rows] == [each["symbol"] for each in figures]
    assert sorted(dataset["value"].values()) == sorted(value for value in kept if value is not None)
    assert len(dataset["status"]) == kept.count(None)
    for each in figures[:: max(1, len(figures) // 50)]:
        assert at(dataset, each) == (each["value"], each["symbol"])
    by = list(dict.fromkeys(row["breakdown"] for row in rows))
    named = ("period", "area_code", "breakdown", "category", "measure", "value")
    tidy = [tuple(row[name] for name in named) for row in sorted(rows, key=lambda row: by.index(row["breakdown"]))]
    assert list(in_sheets(as_workbook(version, figures))) == tidy


def in_sheets(workbook):
    """Every figure of a spreadsheet with its place, each value as the text of its cell."""
    for table in Document(io.BytesIO(workbook)).body.tables[2:]:
        heading, *rows = [[cell.text_recursive.strip() for cell in row.cells] for row in table.rows]
        breakdown = "" if table.name == "total" else table.name.replace(" and ", ",")
        begins = heading.index("category_label") + 1 if breakdown else 4
        for row in rows:
            for measure, value in zip(heading[begins:], row[begins:], strict=True):
                yield row[0], row[2], breakdown, row[4] if breakdown else "", measure, value


def at(dataset, figure):
    """The value and the status of a figure, found as JSON-stat says: by the place of each code."""
    category = f"{figure['breakdown']}:{figure['category']}" if figure["breakdown"] else "total"
    codes = (figure["period"], figure["area_code"], category, figure["measure"])
    place = 0
    for name, size, code in zip(dataset["id"], dataset["size"], codes, strict=True):
        place = place * size + dataset["dimension"][name]["category"]["index"].index(code)
    return dataset["value"].get(str(place)), dataset["status"].get(str(place))
