"""Tables for spreadsheets: programs read them, nothing in them runs, and equal cells are equal bytes."""

import io

from odfdo import Document

from register.requests.downloads.sheets import as_csv, as_ods

HEADINGS = ("URN", "Name", "Places")
ROWS = [("SC900001", 'Ash & <Elm> "House"', 3), ("SC900002", "=1+1\x0b", None), ("SC900003", "é ✓", 2.5)]
SHEETS = {"Homes": [HEADINGS, *ROWS], "About & more": [("List", "Homes")]}


def test_an_office_reads_the_sheets_and_their_cells():
    document = Document(io.BytesIO(as_ods(SHEETS)))
    homes, about = document.body.tables

    assert (homes.name, about.name) == ("Homes", "About & more")
    values = homes.get_values()
    assert values[0] == list(HEADINGS)
    assert values[1] == ["SC900001", 'Ash & <Elm> "House"', 3]
    assert values[2][:2] == ["SC900002", "=1+1"]
    assert values[3][2] == 2.5
    assert [cell.formula for row in homes.rows for cell in row.cells if cell.formula] == []


def test_equal_tables_are_equal_bytes():
    assert as_ods(SHEETS) == as_ods({name: list(rows) for name, rows in SHEETS.items()})


def test_csv_guards_what_would_run():
    assert as_csv(HEADINGS, ROWS[1:2]).decode() == "\ufeffURN,Name,Places\r\nSC900002,'=1+1\x0b,\r\n"
