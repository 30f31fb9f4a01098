"""Inspections as Ofsted writes them."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.ofsted.inspections import (
    compare_inspections,
    find_other_publications,
    known_inspections,
    read_inspection,
    read_kind,
    read_urn,
    write_inspections,
)
from register.tables import home
from register.vocabulary import HomeKind, InspectionKind, Judgement
from tests.support.published_files import cells_of

TODAY = date(2026, 4, 1)
CELLS = {
    "number": "90000001",
    "event": "Full inspection",
    "started_on": "2024-11-05",
    "published_on": "2025-01-14",
    "overall_experiences_and_progress": "Good",
    "helped_and_protected": "Good",
    "leaders_and_managers": "Requires improvement to be good",
    "education_and_learning": "",
    "health": "",
}


def read(**changes):
    cells = cells_of(**{**CELLS, **changes})
    facts = read_inspection(cells, "SC900001", TODAY)
    return facts, [p.problem.code for p in cells.remarks], [(p.column, p.problem.code) for p in cells.problems]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Children's home", HomeKind.CHILDRENS_HOME),
        ("Children\u2019s Home", HomeKind.CHILDRENS_HOME),
        ("Secure children's home", HomeKind.SECURE_CHILDRENS_HOME),
        ("Residential special school (registered as a children's home)", HomeKind.RESIDENTIAL_SPECIAL_SCHOOL),
    ],
)
def test_each_kind_of_children_s_home_is_taken(word, kind):
    skipped = {}

    assert read_kind(cells_of(provision_type=word), skipped) is kind
    assert skipped == {}


def test_another_kind_of_provider_is_skipped_by_its_line():
    skipped = {}

    assert read_kind(cells_of(provision_type="Boarding School"), skipped) is None
    assert skipped == {2: "Boarding School"}


def test_a_urn_of_no_known_form_is_a_problem():
    cells = cells_of(urn="12")

    assert read_urn(cells) is None
    assert [problem.problem.code for problem in cells.problems] == ["RULE_URN_FORM"]


def test_an_inspection_is_read_with_its_judgements():
    facts, remarks, problems = read()

    assert (facts.urn, facts.number, facts.kind) == ("SC900001", "90000001", InspectionKind.FULL)
    assert (facts.started_on, facts.published_on) == (date(2024, 11, 5), date(2025, 1, 14))
    assert facts.leaders_and_managers is Judgement.REQUIRES_IMPROVEMENT
    assert (facts.education_and_learning, facts.cap_broken, remarks, problems) == (None, False, [], [])


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Monitoring inspection", InspectionKind.MONITORING_VISIT), ("Assurance visit", InspectionKind.ASSURANCE)],
)
def test_other_visits_are_known_by_their_kind(word, kind):
    assert read(event=word)[0].kind is kind


def test_a_home_that_was_never_inspected_has_no_inspection():
    assert read(**dict.fromkeys(CELLS, "")) == (None, [], [])


def test_a_published_judgement_above_the_cap_is_kept_with_a_remark():
    facts, remarks, problems = read(leaders_and_managers="Inadequate")

    assert facts.cap_broken
    assert (remarks, problems) == (["RULE_LEADERSHIP_CAPS"], [])


def test_a_published_judgement_above_the_limit_of_protection_is_kept_with_a_remark():
    facts, remarks, problems = read(helped_and_protected="Inadequate")

    assert (facts.limit_broken, facts.overall_experiences_and_progress) == (True, Judgement.GOOD)
    assert (remarks, problems) == (["RULE_PROTECTION_LIMITS"], [])


def test_a_publication_before_the_inspection_is_left_out_with_a_remark():
    facts, remarks, problems = read(published_on="2024-11-04")

    assert (facts.started_on, facts.published_on) == (date(2024, 11, 5), None)
    assert (remarks, problems) == (["RULE_DATES_ORDER"], [])


def test_an_inspection_whose_number_a_spreadsheet_has_spoilt_is_left_out_with_a_remark():
    assert read(number="1.02E+07") == (None, ["RULE_SPOILT_NUMBER"], [])


def test_a_judgement_of_an_earlier_scale_is_left_out_with_a_remark():
    facts, remarks, problems = read(overall_experiences_and_progress="Adequate")

    assert (facts.overall_experiences_and_progress, facts.helped_and_protected) == (None, Judgement.GOOD)
    assert (remarks, problems) == (["RULE_FORMER_WORD"], [])


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"published_on": "2026-04-02"}, ("PUBLISHED_ON", "RULE_DATE_IN_FUTURE")),
        ({"started_on": "1899-12-31"}, ("STARTED_ON", "RULE_DATE_TOO_EARLY")),
        ({"started_on": ""}, ("STARTED_ON", "RULE_REQUIRED")),
        ({"number": ""}, ("NUMBER", "RULE_REQUIRED")),
        ({"number": "9-1"}, ("NUMBER", "RULE_NUMBER_FORM")),
        ({"event": "Tea"}, ("EVENT", "RULE_CODE")),
        ({"health": "Fine"}, ("HEALTH", "RULE_CODE")),
    ],
)
def test_an_inspection_that_breaks_a_rule_is_a_problem_of_its_column(changes, problem):
    assert read(**changes)[2] == [problem]


def compared(connection, **changes):
    found = compare_inspections(connection, [read(**changes)[0]], "a list")
    return found.added, [(each.key, each.field, each.before, each.after) for each in found.differences]


def test_an_inspection_is_compared_field_by_field_with_the_one_of_its_number(connection):
    usual = {"kind": "childrens_home", "sector": "private", "registration_status": "registered"}
    connection.execute(sa.insert(home).values(urn="SC900001", **usual))
    key = ("SC900001", "90000001")

    assert compared(connection) == ({key}, [(key, "number", None, "90000001")])
    write_inspections(connection, [read()[0]], {"source_system": "a list"})

    assert compared(connection) == (frozenset(), [])
    assert compared(connection, published_on="2025-01-15", health="Good") == (
        frozenset(),
        [(key, "published_on", date(2025, 1, 14), date(2025, 1, 15)), (key, "health", None, "good")],
    )


def test_a_day_of_publication_is_that_of_the_source_that_told_it_first(connection):
    usual = {"kind": "childrens_home", "sector": "private", "registration_status": "registered"}
    connection.execute(sa.insert(home).values(urn="SC900001", **usual))
    write_inspections(connection, [read()[0]], {"source_system": "one list"})
    later = [read(published_on="2025-01-15")[0]]

    assert compare_inspections(connection, later, "another list").differences == ()
    assert find_other_publications(connection, later, "another list") == [("SC900001", "90000001")]
    assert write_inspections(connection, later, {"source_system": "another list"}).changed == frozenset()
    assert find_other_publications(connection, later, "one list") == []
    assert write_inspections(connection, later, {"source_system": "one list"}).changed == {("SC900001", "90000001")}


def test_the_inspections_that_the_register_has_are_known_by_home_and_number(connection):
    usual = {"kind": "childrens_home", "sector": "private", "registration_status": "registered"}
    connection.execute(sa.insert(home).values(urn="SC900001", **usual))
    write_inspections(connection, [read()[0]], {})

    assert known_inspections(connection, [read()[0], read(number="90000002")[0]]) == {("SC900001", "90000001")}
