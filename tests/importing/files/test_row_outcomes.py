"""The report of every row: what it holds, that a spreadsheet runs none of it, and when there is none."""

import contextlib
import csv

import pytest

from register.errors import SetupError
from register.importing.files.report import ImportRefused, Report
from register.importing.files.row_outcomes import Fate, Outcome, field_of, new_left_out_file, new_outcome_file, said
from register.importing.upsert import Difference


def kept(path, outcomes, *, written=True):
    with new_outcome_file(path) as file:
        file.keep(outcomes, written=written)
    with path.open(newline="", encoding="utf-8-sig") as report:
        return list(csv.DictReader(report))


def test_every_outcome_is_a_row(tmp_path):
    outcomes = [
        Outcome(2, "SC900001", Fate.CHANGED, ("home.places", "home.sector"), (), "home.places: 4 > 6"),
        Outcome(3, None, Fate.REFUSED, codes=("RULE_PLACES", "RULE_CODE")),
        Outcome(None, "SC900002", Fate.CLOSED),
    ]

    rows = kept(tmp_path / "report.csv", outcomes)

    assert [tuple(row.values()) for row in rows] == [
        ("2", "SC900001", "changed", "home.places home.sector", "", "home.places: 4 > 6", "yes"),
        ("3", "", "refused", "", "RULE_PLACES RULE_CODE", "", "no"),
        ("", "SC900002", "closed", "", "", "", "yes"),
    ]


@pytest.mark.parametrize("new_file", ["of every row", "of what is left out"])
def test_a_report_begins_with_the_mark_by_which_a_spreadsheet_reads_accents(tmp_path, new_file):
    path, outcome = tmp_path / "report.csv", Outcome(2, None, Fate.SKIPPED, detail="Zo\u00eb")
    if new_file == "of every row":
        kept(path, [outcome])
    else:
        with new_left_out_file(path) as leave_out:
            leave_out(outcome)

    assert path.read_bytes().startswith(b"\xef\xbb\xbfline,urn,")
    assert "Zo\u00eb".encode() in path.read_bytes()


def test_what_was_not_written_is_not_called_written(tmp_path):
    rows = kept(tmp_path / "report.csv", [Outcome(2, "SC900001", Fate.ADDED)], written=False)

    assert rows[0]["written"] == "no"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_has_a_quote_before_it(tmp_path, start):
    rows = kept(tmp_path / "report.csv", [Outcome(2, None, Fate.SKIPPED, detail=f"{start}HYPERLINK(1)")])

    assert rows[0]["detail"] == f"'{start}HYPERLINK(1)"


def test_a_report_is_never_written_over_a_file(tmp_path):
    path = tmp_path / "providers.csv"
    path.write_text("precious")

    with pytest.raises(SetupError, match=r"providers\.csv already exists"), new_outcome_file(path):
        raise AssertionError

    assert path.read_text() == "precious"


def test_a_folder_that_is_not_there_is_told_before_anything_is_done(tmp_path):
    with (
        pytest.raises(SetupError, match="cannot be written: No such file"),
        new_outcome_file(tmp_path / "no" / "r.csv"),
    ):
        raise AssertionError


def test_no_file_is_left_where_no_report_came_about(tmp_path):
    path = tmp_path / "report.csv"

    with pytest.raises(RuntimeError), new_outcome_file(path):
        raise RuntimeError

    assert not path.exists()


def test_without_a_path_nothing_is_written():
    with new_outcome_file(None) as file:
        file.keep([Outcome(2, "SC900001", Fate.ADDED)], written=True)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (4, 6, "home.places: 4 > 6"),
        (None, "good", "home.places: - > good"),
        (["one", "two"], [], "home.places: one two > -"),
    ],
)
def test_a_difference_is_told_in_one_line(before, after, line):
    difference = Difference("home", ("SC900001",), "places", before, after)

    assert (field_of(difference), said(difference)) == ("home.places", line)


LEFT_OUT = Outcome(7, None, Fate.REFUSED, ("pcds",), ("RULE_POSTCODE_FORM",), "=1+1")


@pytest.mark.parametrize("refusal", [None, ImportRefused(Report(1, refused=1))])
def test_what_is_left_out_is_written_as_it_is_met_whether_or_not_it_refuses_the_file(tmp_path, refusal):
    path = tmp_path / "report.csv"

    with contextlib.suppress(ImportRefused), new_left_out_file(path) as leave_out:
        leave_out(LEFT_OUT)
        if refusal:
            raise refusal

    with path.open(newline="", encoding="utf-8-sig") as report:
        (row,) = csv.DictReader(report)
    assert row == {
        "line": "7", "urn": "", "outcome": "refused", "fields": "pcds", "codes": "RULE_POSTCODE_FORM",
        "detail": "'=1+1", "written": "no",
    }  # fmt: skip


def test_of_a_file_that_is_not_read_to_its_end_no_list_of_what_is_left_out_stays(tmp_path):
    path = tmp_path / "report.csv"

    with pytest.raises(KeyboardInterrupt), new_left_out_file(path):
        raise KeyboardInterrupt

    assert not path.exists()


def test_a_list_of_what_is_left_out_takes_no_other_files_place(tmp_path):
    path = tmp_path / "report.csv"
    path.write_text("precious")

    with pytest.raises(SetupError, match="already exists"), new_left_out_file(path):
        raise AssertionError

    assert path.read_text() == "precious"


def test_without_a_path_what_is_left_out_is_written_nowhere():
    with new_left_out_file(None) as leave_out:
        leave_out(LEFT_OUT)
