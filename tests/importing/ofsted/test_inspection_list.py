"""Ofsted's list of inspections: those of known homes, by home and number."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.importing.files.csv_table import open_file
from register.importing.files.report import ImportRefused, Written
from register.importing.ofsted.inspection_list import apply_year, compare_year
from register.importing.ofsted.listings import note_listed
from register.importing.ofsted.spellings import HOME_KINDS
from register.importing.session import begin_import
from register.tables import home, inspection
from tests.support.published_files import (
    REAL_LIST,
    UNINSPECTED,
    bring_in,
    create_authorities,
    inspection_file,
    needs_real_files,
    provider_file,
    real_file,
    real_rows,
)

REAL_FILE = "ofsted/ofsted_provider_inspections_in_year_2024-25.csv"
FACTS = (inspection.c.number, inspection.c.kind, inspection.c.overall_experiences_and_progress, inspection.c.version)


def run(connection, path, *, partial=False):
    comparison = compare_year(connection, open_file(path), today=begin_import(connection, "a test"))
    apply_year(connection, comparison, partial=partial, progress=lambda done, total: None)
    return comparison.report


def stored(connection):
    return connection.execute(sa.select(*FACTS).order_by(inspection.c.number)).all()


@pytest.fixture(autouse=True)
def two_homes(connection):
    usual = {"kind": "childrens_home", "sector": "private", "registration_status": "registered"}
    connection.execute(sa.insert(home), [{"urn": urn, **usual} for urn in ("SC900001", "SC900002")])


def test_inspections_of_each_kind_are_added_to_their_homes(connection, tmp_path):
    silent = {"Overall experiences and progress of children and young people": ""}
    visit = {"Inspection event type": "Monitoring inspection", "Inspection event number": "90000002", **silent}

    report = run(connection, inspection_file(tmp_path, {}, visit, {"URN": "SC900002"}))

    assert stored(connection) == [
        ("90000001", "full", "good", 1),
        ("90000001", "full", "good", 1),
        ("90000002", "monitoring_visit", None, 1),
    ]
    assert (report.read, report.added, report.written) == (3, 3, {"inspections": Written(3, 0)})


def test_the_same_file_again_changes_nothing(connection, tmp_path):
    run(connection, inspection_file(tmp_path, {}))

    report = run(connection, inspection_file(tmp_path, {}))

    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    assert stored(connection) == [("90000001", "full", "good", 1)]


def test_a_corrected_judgement_is_the_next_version_of_its_inspection(connection, tmp_path):
    run(connection, inspection_file(tmp_path, {}, {"Inspection event number": "90000002"}))

    better = {"Overall experiences and progress of children and young people": "Outstanding"}
    report = run(connection, inspection_file(tmp_path, better, {"Inspection event number": "90000002"}))

    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert stored(connection) == [("90000001", "full", "outstanding", 2), ("90000002", "full", "good", 1)]


def test_an_inspection_of_a_home_that_is_not_on_the_register_is_skipped_with_a_remark(connection, tmp_path):
    report = run(connection, inspection_file(tmp_path, {}, {"URN": "SC900009"}))

    assert (report.added, report.skipped) == (1, {"home not on the register": 1})
    assert [(remark.line, remark.problem.code) for remark in report.remarks] == [(3, "RULE_HOME_UNKNOWN")]


def test_inspections_of_other_providers_are_skipped_by_kind(connection, tmp_path):
    report = run(connection, inspection_file(tmp_path, {"Provision type": "Boarding School"}))

    assert (report.added, report.skipped, stored(connection)) == (0, {"Boarding School": 1}, [])


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"URN": "12"}, "URN", "RULE_URN_FORM"),
        ({"Inspection event number": ""}, "Inspection event number", "RULE_REQUIRED"),
        ({"Inspection publication date": "soon"}, "Inspection publication date", "RULE_DATE"),
    ],
)
def test_a_row_that_breaks_a_rule_refuses_the_file_by_line_and_column(connection, tmp_path, change, column, code):
    with pytest.raises(ImportRefused) as refusal:
        run(connection, inspection_file(tmp_path, {"URN": "SC900002"}, change))

    assert [(p.line, p.column, p.problem.code) for p in refusal.value.report.problems] == [(3, column, code)]
    assert stored(connection) == []


def test_an_inspection_that_stands_twice_in_a_file_refuses_it(connection, tmp_path):
    with pytest.raises(ImportRefused) as refusal:
        run(connection, inspection_file(tmp_path, {}, {"Inspection date": "2024-11-06"}))

    [problem] = refusal.value.report.problems
    assert (problem.line, problem.problem.message) == (3, "Line 2 already has this inspection.")


def test_the_good_rows_are_written_where_that_is_asked(connection, tmp_path):
    report = run(connection, inspection_file(tmp_path, {"Inspection date": ""}, {"URN": "SC900002"}), partial=True)

    assert (report.added, report.refused) == (1, 1)
    assert len(stored(connection)) == 1


def test_a_published_judgement_above_the_cap_is_kept_and_flagged(connection, tmp_path):
    report = run(connection, inspection_file(tmp_path, {"The effectiveness of leaders and managers": "Inadequate"}))

    assert connection.scalars(sa.select(inspection.c.quality_flags)).all() == [["leadership_cap_broken"]]
    assert [remark.problem.code for remark in report.remarks] == ["RULE_LEADERSHIP_CAPS"]


def test_a_published_judgement_above_the_limit_of_protection_is_kept_and_flagged(connection, tmp_path):
    helped = "How well children and young people are helped and protected"
    report = run(connection, inspection_file(tmp_path, {helped: "Inadequate"}))

    assert connection.scalars(sa.select(inspection.c.quality_flags)).all() == [["protection_limit_broken"]]
    assert [remark.problem.code for remark in report.remarks] == ["RULE_PROTECTION_LIMITS"]


def test_an_inspection_without_its_number_is_skipped_and_the_others_are_read(connection, tmp_path):
    report = run(connection, inspection_file(tmp_path, {}, {"Inspection event number": "1.02E+07"}))

    assert (report.added, report.refused) == (1, 0)
    assert report.skipped == {"inspection number spoilt by a spreadsheet": 1}


def test_the_flag_goes_when_the_judgement_is_corrected(connection, tmp_path):
    run(connection, inspection_file(tmp_path, {"The effectiveness of leaders and managers": "Inadequate"}))

    run(connection, inspection_file(tmp_path, {}))

    assert connection.scalars(sa.select(inspection.c.quality_flags)).all() == [[]]


def test_an_older_list_adds_inspections_and_changes_none(connection, tmp_path):
    run(connection, inspection_file(tmp_path, {}))
    note_listed(connection, ["SC900001"], date(2025, 3, 31))
    other = {"Inspection event number": "90000002"}

    better = {"Overall experiences and progress of children and young people": "Outstanding"}
    report = run(connection, inspection_file(tmp_path, better, other))

    assert (report.added, report.changed, report.skipped) == (1, 0, {"home on a list of a later day": 1})
    assert stored(connection) == [("90000001", "full", "good", 1), ("90000002", "full", "good", 1)]


def test_two_files_that_disagree_on_a_day_of_publication_do_not_change_it_in_turn(connection, tmp_path):
    create_authorities(connection, ("E99000001", "Ashshire"))
    lists = provider_file(tmp_path, {}, {"URN": "SC900002", **UNINSPECTED})
    bring_in(connection, lists)
    of_april = {"URN": "SC900002", "Inspection publication date": "2025-04-10"}
    year = inspection_file(tmp_path, {"Inspection publication date": "2025-01-15"}, of_april)

    first, second, third = run(connection, year), bring_in(connection, lists).report, run(connection, year)

    assert [report.changed for report in (first, second, third)] == [0, 0, 0]
    days = connection.scalars(sa.select(inspection.c.published_on).order_by(inspection.c.published_on)).all()
    assert days == [date(2025, 1, 14), date(2025, 4, 10)]
    assert [each.problem.code for each in (*first.remarks, *third.remarks)] == ["RULE_PUBLISHED_OTHERWISE"] * 2


def test_the_register_of_providers_is_told_apart(connection, tmp_path):
    with pytest.raises(SetupError, match=r"providers\.csv is Ofsted's list of providers"):
        run(connection, provider_file(tmp_path, {}))


def test_a_comparison_alone_writes_nothing(connection, tmp_path):
    comparison = compare_year(connection, open_file(inspection_file(tmp_path, {})), today=begin_import(connection, "x"))

    assert comparison.records == Written(1, 0)
    assert stored(connection) == []


def test_a_list_is_not_applied_to_a_register_that_changed_since(connection, tmp_path):
    path = inspection_file(tmp_path, {})
    comparison = compare_year(connection, open_file(path), today=begin_import(connection, "x"))
    run(connection, path)

    with pytest.raises(SetupError, match="The register changed while the file was being compared"):
        apply_year(connection, comparison, partial=False, progress=lambda done, total: None)


@needs_real_files
@pytest.mark.real_data
def test_the_real_inspections_of_a_year_load_whole(listed):
    before = len(stored(listed))

    report = run(listed, real_file(REAL_FILE))
    again = run(listed, real_file(REAL_FILE))

    urns = {row["URN"] for row in real_rows(REAL_LIST)}
    homes = [row for row in real_rows(REAL_FILE) if row["Provision type"].casefold() in HOME_KINDS]
    known = sum(1 for row in homes if row["URN"] in urns)
    assert (report.read, len(homes), known) == (4_921, 4_455, 4_363)
    assert report.skipped["home not on the register"] == len(homes) - known == 92
    assert (report.problems, report.added + report.changed + report.unchanged) == ((), known)
    assert len(stored(listed)) == before + report.added
    assert (again.added, again.changed, again.unchanged) == (0, 0, known)


@needs_real_files
@pytest.mark.real_data
def test_the_two_real_files_do_not_turn_each_other_s_days_of_publication_back(listed):
    year = run(listed, real_file(REAL_FILE))
    month = bring_in(listed, real_file(REAL_LIST), as_at=None).report
    again = run(listed, real_file(REAL_FILE))

    told = [sum(each.problem.code == "RULE_PUBLISHED_OTHERWISE" for each in report.remarks) for report in (year, again)]
    assert (year.changed, month.changed, again.changed, told) == (0, 0, 0, [5, 5])
