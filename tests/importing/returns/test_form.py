"""Stage 1: what is no well-formed list is refused by line and column, and nothing of it is given on."""

import pytest

from register.importing.returns import form
from register.importing.returns.form import FormRefused, as_sent, open_return, open_sent
from register.vocabulary import MissingKind, ReturnKind
from tests.support.returned_files import period, returned
from tests.support.workbooks import BORN, ods, xlsx
from tests.support.workbooks import HEADER as TITLES
from tests.support.workbooks import ROW as CELLS

HEADER = "CHILD,DOB,MISSING,MIS_START,MIS_END"
ROW = "S0,04/03/2012,M,04/05/2024,05/05/2024"


def faults(text):
    """What is wrong with a text: line, column and message."""
    with pytest.raises(FormRefused) as refusal:
        list(open_sent("a.csv", text).rows())
    return [(fault.line, fault.column, fault.message) for fault in refusal.value.faults]


def where(text):
    """Where something is wrong."""
    return [(line, column) for line, column, _ in faults(text)]


def test_a_row_is_read_with_the_line_on_which_it_begins():
    ((line, row),) = open_sent("a.csv", returned(period("S0", "04/05/2024"))).rows()

    assert (line, row["child_number"], row["missing_kind"], row["ends_on"]) == (2, "S0", MissingKind.MISSING, None)
    assert row["starts_on"].isoformat() == "2024-05-04"


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{HEADER}\n{ROW}\n",
        f"{HEADER}\r{ROW}\r",
        f"mis_end,{HEADER.removesuffix(',MIS_END').lower()}\n05/05/2024,{ROW.removesuffix(',05/05/2024')}\n",
        f"{HEADER}\n\n{ROW}\n",
        f'{HEADER}\nS0,"04/03/2012",m,04/05/2024,05/05/2024\n',
    ],
)
def test_any_line_end_order_and_case_is_read(text):
    ((_, row),) = open_sent("a.csv", text).rows()

    assert (row["child_number"], row["ends_on"].isoformat()) == ("S0", "2024-05-05")


def test_a_quoted_line_break_keeps_the_numbers_of_lines_right():
    text = f'{HEADER}\n"S\n0",04/03/2012,M,04/05/2024,\nS1,04/03/2012,M,31/02/2024,\n'

    assert where(text) == [(4, "MIS_START")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nil return"),
        (HEADER.replace(",", ";") + "\n", "semicolons"),
        (HEADER.replace(",", "\t") + "\n", "tabs"),
        (HEADER.replace(",MIS_END", "") + "\n", "MIS_END"),
        (HEADER + ",MIS_END\n", "more than one column MIS_END"),
        ("a,b\n", "none of a list"),
        ("PK\x03\x04", "base64"),
        ("%PDF-1.7", "PDF"),
        ("UEsDBBQABg=", "base64"),
        ("<?xml version='1.0'?>", "XML"),
    ],
)
def test_a_file_that_is_none_of_the_lists_is_refused_and_says_what_to_send(text, says):
    ((line, _, message),) = faults(text)

    assert (line, says in message) == (1, True)


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ("S0,04/03/2012,M,05/25/2024,", "MIS_START", "Americans"),
        ("S0,04/03/2012,M,2024-05-04,", "MIS_START", "31/03/2025"),
        ("S0,04/03/2012,M,4/5/24,", "MIS_START", "31/03/2025"),
        ("S0,31/02/2012,M,,", "DOB", "no such day"),
        ("S0,04/03/1812,M,,", "DOB", "century"),
        ("=S0,04/03/2012,M,,", "CHILD", "formula"),
        ("S0,04/03/2012,@M,,", "MISSING", "formula"),
        ("S0,04/03/2012,X,,", "MISSING", "M for missing"),
        (",04/03/2012,M,,", "CHILD", "value"),
        ("S" * 61 + ",04/03/2012,M,,", "CHILD", "60"),
        ("S\x07,04/03/2012,M,,", "CHILD", "printed"),
        ("S0,04/03/2012,M,", None, "4 cells"),
    ],
)
def test_a_cell_of_the_wrong_form_is_refused_by_line_and_column(cells, column, says):
    ((line, found, message),) = faults(f"{HEADER}\n{ROW}\n{cells}\n")

    assert (line, found, says in message) == (3, column, True)
    assert cells.split(",")[0] not in message or not cells.split(",")[0]


@pytest.mark.parametrize("made", [xlsx, ods])
def test_a_spreadsheet_is_read_under_the_same_rules_as_a_text(made):
    sent = as_sent("a.xlsx", made(TITLES, CELLS))
    wrong = as_sent("a.xlsx", made(TITLES, CELLS, (), ("S1", BORN, "X", "05/25/2024"), ("=A1", BORN), (*CELLS, 1)))

    assert list(open_sent("a.xlsx", sent).rows()) == list(open_sent("a.csv", f"{HEADER}\n{ROW}\n").rows())
    assert [each[:2] for each in faults(wrong)] == [(4, "MISSING"), (4, "MIS_START"), (5, "CHILD"), (6, None)]
    assert where(as_sent("a.xlsx", made(TITLES[:-1], CELLS[:-1]))) == [(1, None)]


def test_a_spreadsheet_of_a_path_is_read_too(tmp_path):
    path = tmp_path / "missing.xlsx"
    path.write_bytes(xlsx(TITLES, CELLS))

    with open_return(path) as opened:
        ((line, row),) = opened.rows()

    assert (line, row["child_number"], row["ends_on"].isoformat()) == (2, "S0", "2024-05-05")


def test_rows_after_the_first_fault_are_not_given_and_all_faults_are_reported_together():
    given = open_sent("a.csv", f"{HEADER}\n{ROW}\nS0,x,M,,\n{ROW}\nS0,,Q,,\n")
    rows = given.rows()
    first = next(rows)
    with pytest.raises(FormRefused) as refusal:
        list(rows)

    assert first[0] == 2
    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [(3, "DOB"), (5, "MISSING")]


def test_a_file_that_was_cut_is_refused_even_within_its_last_cell():
    assert where(f"{HEADER}\n{ROW}") == [(2, None)]
    assert "cut" in faults(f"{HEADER}\n{ROW[:-4]}")[0][2]


def test_a_line_without_end_and_a_nul_are_refused():
    assert where(f"{HEADER}\n{'x' * 30_000}\n") == [(2, None)]
    assert where(f"{HEADER}\nS\0,,M,,\n") == [(2, None)]


def test_more_rows_than_a_return_has_are_refused_as_soon_as_they_are_met(monkeypatch):
    monkeypatch.setattr(form, "MOST_ROWS", 1)

    assert where(f"{HEADER}\n{ROW}\n{ROW}\n{ROW}\n") == [(3, None)]


def test_reading_ends_after_so_many_faults(monkeypatch):
    monkeypatch.setattr(form, "MOST_FAULTS", 3)

    assert len(faults(f"{HEADER}\n" + "S0,x,M,,\n" * 50)) == 3


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "Zoë"), ("utf-8-sig", "Zoë"), ("cp1252", "Zoë")])
def test_a_file_of_either_encoding_is_read(tmp_path, encoding, name):
    path = tmp_path / "missing.csv"
    path.write_bytes(f"{HEADER}\r\n{name},04/03/2012,A,04/05/2024,\r\n".encode(encoding))

    with open_return(path) as opened:
        ((_, row),) = opened.rows()

    assert (row["child_number"], opened.kinds) == (name, {ReturnKind.MISSING_YEARLY, ReturnKind.MISSING_MONTHLY})


@pytest.mark.parametrize("content", ["x".encode("utf-16"), b"\xd0\xcf\x11\xe0", b"CHILD\n\0\n"])
def test_a_file_of_bytes_that_are_no_table_is_refused(tmp_path, content):
    path = tmp_path / "missing.csv"
    path.write_bytes(content)

    with pytest.raises(FormRefused), open_return(path) as opened:
        list(opened.rows())
