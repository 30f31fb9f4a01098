"""A spreadsheet is one table, whatever program wrote it."""

import io
from datetime import datetime, time

import pytest

from register.importing.files.workbook import read_workbook
from register.importing.files.workbook_parts import SheetRefused
from tests.support.workbooks import BORN, HEADER, ROW, ods, repacked, xlsx


def read(content):
    """The rows of a file."""
    return list(read_workbook(io.BytesIO(content)))


def refused(content):
    """Where a file is refused, and why."""
    with pytest.raises(SheetRefused) as refusal:
        read(content)
    return refusal.value.line, refusal.value.message


@pytest.mark.parametrize("made", [xlsx, ods])
def test_a_row_is_read_as_its_csv_file_would_have_it(made):
    content = made(HEADER, ROW, (), (12, BORN, True, "05/25/2024", datetime.combine(ROW[3], time(13, 30))))

    assert read(content) == [
        (1, [*HEADER]),
        (2, ["S0", "04/03/2012", "M", "04/05/2024", "05/05/2024"]),
        (4, ["12", "04/03/2012", "1", "05/25/2024", "04/05/2024 13:30"]),
    ]


@pytest.mark.parametrize("made", [xlsx, ods])
def test_what_a_spreadsheet_works_out_begins_as_a_formula(made):
    assert read(made(HEADER, ("=1+1", BORN)))[1][1][0].startswith("=")


@pytest.mark.parametrize("content", [xlsx(HEADER, ROW, merged="A2:B2"), ods(HEADER, ROW, merged=(0, 1, 1, 1))])
def test_merged_cells_are_refused_by_line(content):
    line, message = refused(content)

    assert (line, "merge" in message) == (2, True)


def test_more_than_one_sheet_with_something_on_it_is_refused():
    assert refused(xlsx(HEADER, ROW, more_sheets=1))[0] == 2


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", xlsx(HEADER, ROW)[:-30], repacked(xlsx(HEADER, ROW), sheet1=b"<a>"), repacked({"a.txt": b"a"})],
)
def test_what_is_no_whole_spreadsheet_is_refused(content):
    assert refused(content)[0] == 1
