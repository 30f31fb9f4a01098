"""Reports: what is printed after an import."""

from register.importing.files.csv_table import RowProblem
from register.importing.files.report import ImportRefused, Report, Written
from register.rules.problem import Problem


def test_a_report_says_what_became_of_each_row():
    report = Report(10, 3, 1, 2, 1, skipped={"Boarding School": 3}, written={"homes": Written(3, 1)})

    assert report.lines() == [
        "10 rows read: 3 added, 1 changed, 2 unchanged, 3 skipped, 1 refused.",
        "  homes: 3 added, 1 changed",
        "  skipped, Boarding School: 3",
    ]


def test_equal_problems_are_one_row_with_their_number_and_first_lines():
    problems = [RowProblem(line, "Places", Problem("RULE_PLACES", "Too few.")) for line in (3, 5, 8, 13, 21, 34)]

    assert Report(6, refused=6, problems=problems).tables() == [
        "rows  lines                column  code         problem",
        "6     3, 5, 8, 13, 21 ...  Places  RULE_PLACES  Too few.",
    ]


def test_problems_and_remarks_are_tables_by_line():
    problem = RowProblem(12, "Places", Problem("RULE_PLACES", "Too few."))
    remark = RowProblem(3, None, Problem("RULE_HOME_UNKNOWN", "Unknown."))

    lines = Report(2, refused=1, problems=[problem], remarks=[remark]).lines()[1:]

    assert lines == [
        "rows  lines  column  code         problem",
        "1     12     Places  RULE_PLACES  Too few.",
        "rows  lines  column  code               remark",
        "1     3              RULE_HOME_UNKNOWN  Unknown.",
    ]


def test_a_long_table_is_cut_and_says_how_much_is_left():
    problems = [RowProblem(line, None, Problem("RULE_URN_FORM", f"Wrong {line}.")) for line in range(2, 1003)]

    lines = Report(1001, refused=1001, problems=problems).lines()

    assert len(lines) == 203
    assert lines[-1] == "... and 801 more."


def test_a_refused_import_carries_its_report_and_says_that_nothing_was_written():
    report = Report(10, refused=2)

    refusal = ImportRefused(report)

    assert refusal.report is report
    assert str(refusal) == "2 of 10 rows were refused, so nothing was written."


def test_counts_of_two_batches_add_up():
    assert Written(1, 2) + Written(3, 4) == Written(4, 6)
