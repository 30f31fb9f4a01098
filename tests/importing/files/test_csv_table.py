"""Files as rows: what is read, and the one clear line for what is not."""

import pytest

from register.errors import SetupError
from register.importing.files import csv_table
from register.importing.files.csv_table import PublishedFile, open_file, read_headers, read_sheet, read_titles
from register.importing.files.headings import Column

COLUMNS = {
    "urn": Column(("URN",)),
    "kind": Column(("Provision type",)),
    "several": Column(("Multi building children's home",), is_needed=False),
}


def sheet_of(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sheet(open_file(path), COLUMNS)


def refusal_of(tmp_path, content):
    with pytest.raises(SetupError) as refusal:
        sheet_of(tmp_path, content)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_columns_are_found_whatever_their_order_case_and_punctuation(tmp_path):
    sheet = sheet_of(tmp_path, "provision TYPE,Multi Building Children\u2019s Home,Urn\nhome,Y,SC900001\n")

    assert sheet.rows[0].cells == {"urn": "SC900001", "kind": "home", "several": "Y"}
    assert sheet.headers["several"] == "Multi Building Children\u2019s Home"


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    sheet = sheet_of(tmp_path, b"\xef\xbb\xbfURN,Provision type\r\nSC900001,home\r\n")

    assert [row.cells["urn"] for row in sheet.rows] == ["SC900001"]


def test_a_column_that_may_be_missing_leaves_no_cell(tmp_path):
    sheet = sheet_of(tmp_path, "URN,Provision type\nSC900001,home\n")

    assert "several" not in sheet.rows[0].cells
    assert "several" not in sheet.headers


def test_a_line_break_inside_quotes_keeps_the_count_of_lines(tmp_path):
    sheet = sheet_of(tmp_path, 'URN,Provision type\n"SC\n900001",home\nSC900002,home\n')

    assert [row.line for row in sheet.rows] == [2, 4]


def test_empty_lines_are_passed_over(tmp_path):
    sheet = sheet_of(tmp_path, "URN,Provision type\n\n , \nSC900001,home\n")

    assert [row.line for row in sheet.rows] == [4]
    assert sheet.problems == []


def test_a_row_with_cells_too_few_or_too_many_is_a_problem_of_its_line(tmp_path):
    sheet = sheet_of(tmp_path, "URN,Provision type\nSC900001\nSC900002,home\nSC900003,home,more\n")

    assert [row.cells["urn"] for row in sheet.rows] == ["SC900002"]
    assert [(problem.line, problem.problem.code) for problem in sheet.problems] == [
        (2, "RULE_ROW_SHAPE"),
        (4, "RULE_ROW_SHAPE"),
    ]


def test_missing_columns_are_named(tmp_path):
    assert refusal_of(tmp_path, "URN,Places\nSC900001,4\n") == "file.csv has no columns named: Provision type."


def test_an_empty_file_lacks_every_column(tmp_path):
    assert refusal_of(tmp_path, "") == "file.csv has no columns named: URN, Provision type."


def test_two_columns_of_one_name_are_refused_and_named(tmp_path):
    message = refusal_of(tmp_path, "URN,Provision type,urn\nSC900001,home,SC900002\n")

    assert message == "file.csv has more than one column named: URN, urn."


@pytest.mark.parametrize(("codec", "encoding"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_a_file_in_a_spreadsheet_s_encoding_is_read_with_a_remark_on_the_line_that_shows_it(tmp_path, codec, encoding):
    sheet = sheet_of(tmp_path, "URN,Provision type\nSC900001,caf\u00e9\n".encode(codec))

    assert sheet.rows[0].cells["kind"] == "caf\u00e9"
    assert [(each.line, each.problem.code) for each in sheet.remarks[1:]] == [(2, "RULE_ENCODING")]
    assert encoding in sheet.remarks[1].problem.message


def test_a_utf_16_file_is_refused(tmp_path):
    assert "is not UTF-8 on line 1" in refusal_of(tmp_path, "URN,Provision type\n".encode("utf-16"))


def test_a_nul_character_is_refused_by_its_line(tmp_path):
    assert refusal_of(tmp_path, "URN,Provision type\nSC9\0,home\n") == "file.csv has a NUL character on line 2."


def test_a_spreadsheet_is_refused_as_one(tmp_path):
    assert "is a spreadsheet, not a CSV file" in refusal_of(tmp_path, b"PK\x03\x04more")


def test_quotes_that_do_not_close_are_refused_by_their_line(tmp_path):
    assert "line 2 cannot be read" in refusal_of(tmp_path, 'URN,Provision type\n"SC900001,home\n')


def test_a_cell_beyond_any_length_is_refused(tmp_path):
    assert "line 2 cannot be read" in refusal_of(tmp_path, f"URN,Provision type\n{'9' * 200_000},home\n")


def test_a_file_beyond_the_cap_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_table, "MAX_FILE_BYTES", 1024 * 1024)

    assert refusal_of(tmp_path, "URN,Provision type\n" + "x" * 1024 * 1024) == "file.csv is larger than 1 MB."


def test_more_rows_than_the_cap_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_table, "MAX_ROWS", 2)

    assert refusal_of(tmp_path, "URN,Provision type\n" + "SC900001,home\n" * 3) == "file.csv has more than 2 rows."


def test_a_file_that_is_not_there_is_told_in_one_line(tmp_path):
    with pytest.raises(SetupError, match=r"absent\.csv cannot be read: No such file or directory\."):
        open_file(tmp_path / "absent.csv")


def test_a_folder_is_told_in_one_line(tmp_path):
    with pytest.raises(SetupError, match="cannot be read: Is a directory"):
        open_file(tmp_path)


@pytest.mark.parametrize(
    "content", ["URN,Provision type\nSC900001,caf\u00e9\n", b"URN,Provision type\nSC900001,caf\xc3\xa9\n"]
)
def test_a_file_that_was_sent_is_read_from_its_text_or_its_bytes(content):
    sheet = read_sheet(PublishedFile("sent.csv", content), COLUMNS)

    assert sheet.rows[0].cells == {"urn": "SC900001", "kind": "caf\u00e9"}


def test_a_text_that_holds_half_a_character_is_refused():
    with pytest.raises(SetupError, match="sent\\.csv is not UTF-8 on line 2"):
        read_headers(PublishedFile("sent.csv", "URN,Provision type\nSC\ud800,home\n"), COLUMNS)


def test_a_file_that_was_cut_within_its_last_row_is_refused(tmp_path):
    message = refusal_of(tmp_path, "URN,Provision type\nSC900001,home\nSC900002")

    assert message == "file.csv ends in the middle of line 3. Download it again."


def test_a_last_row_that_is_whole_is_read_where_nothing_ends_its_line_with_a_remark(tmp_path):
    sheet = sheet_of(tmp_path, "URN,Provision type,Multi building children's home\nSC900001,home,Y")

    assert [row.cells["several"] for row in sheet.rows] == ["Y"]
    assert [(each.line, each.problem.code) for each in sheet.remarks] == [(2, "RULE_LAST_LINE")]


def test_a_column_that_the_file_lacks_is_told_by_the_name_that_it_has_today(tmp_path):
    sheet = sheet_of(tmp_path, "URN,Provision type\nSC900001,home\n")

    assert [(each.line, each.column, each.problem.code) for each in sheet.remarks] == [
        (1, "Multi building children's home", "RULE_COLUMN_ABSENT")
    ]


def test_title_lines_above_the_heading_are_passed_over_and_lines_are_counted_from_the_first(tmp_path):
    titles = 'Homes in 2027,\n"A table, with a note",\n,\n'
    sheet = sheet_of(tmp_path, titles + "URN,Provision type\nSC900001,home\n")

    assert [(row.line, row.cells["urn"]) for row in sheet.rows] == [(5, "SC900001")]


def test_what_stands_above_the_heading_is_read_as_one_text():
    titles = 'Homes in 2027,\n"As at 31 March 2027, in England",\n,\n'
    file = PublishedFile("list.csv", titles + "URN,Provision type\nSC900001,home\n")

    assert read_titles(file, COLUMNS) == "Homes in 2027 As at 31 March 2027, in England"


def test_unnamed_columns_at_the_end_may_be_there_or_not(tmp_path):
    sheet = sheet_of(tmp_path, "URN,Provision type,,\nSC900001,home,,\nSC900002,home\nSC900003,home,,,,\n")

    assert ([row.line for row in sheet.rows], sheet.problems) == ([2, 3, 4], [])


def test_a_file_without_a_row_is_refused(tmp_path):
    assert refusal_of(tmp_path, "URN,Provision type\n\n") == "file.csv has no rows below its header."
