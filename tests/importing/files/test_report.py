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


def test_problems_and_remarks_are_tables_by_line():
    problem = RowProblem(12, "Places", Problem("RULE_PLACES", "Too few."))
    remark = RowProblem(3, None, Problem("RULE_HOME_UNKNOWN", "Unknown."))

    lines = Report(2, refused=1, problems=[problem], remarks=[remark]).lines()[1:]

    assert lines == [
        "line  column  code         problem",
        "12    Places  RULE_PLACES  Too few.",
        "line  column  code               remark",
        "3             RULE_HOME_UNKNOWN  Unknown.",
    ]


def test_a_long_table_is_cut_and_says_how_much_is_left():
    problems = [RowProblem(line, None, Problem("RULE_URN_FORM", "Wrong.")) for line in range(2, 1003)]

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
