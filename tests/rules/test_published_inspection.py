"""Rules for inspections of areas as they are published."""

from datetime import date

import pytest

from register.rules.published_inspection import (
    area_fits_kind,
    day_follows,
    finding_is_of_own_area,
    findings_are_few,
    kind_is_ones_own,
    kind_ran_then,
    something_was_agreed,
)
from register.vocabulary import Agency, AreaInspectionKind


def code(problem):
    return problem and (problem.code, problem.field)


@pytest.mark.parametrize(
    ("kind", "day", "ran"),
    [
        ("single", date(2013, 10, 31), False), ("single", date(2017, 12, 31), True),
        ("single", date(2018, 1, 1), False),
        ("authority_services", date(2017, 12, 31), False), ("authority_services", date(2018, 1, 1), True),
        ("joint", date(2016, 1, 31), False), ("joint", date(2016, 2, 1), True),
    ],
)  # fmt: skip
def test_kinds_of_inspection_have_dates(kind, day, ran):
    found = kind_ran_then(AreaInspectionKind(kind), day)

    assert code(found) == (None if ran else ("RULE_KIND_NOT_THEN", "startedOn"))


def test_each_body_records_its_own_kinds_of_the_areas_that_they_inspect():
    assert kind_is_ones_own(AreaInspectionKind.FORCE, Agency.HMICFRS) is None
    for kind, agency in ((AreaInspectionKind.FORCE, Agency.OFSTED), (AreaInspectionKind.JOINT, Agency.OFSTED)):
        assert code(kind_is_ones_own(kind, agency)) == ("RULE_KIND_OF_ANOTHER", "kind")
    assert area_fits_kind(AreaInspectionKind.CHILD_PROTECTION, "force") is None
    assert code(area_fits_kind(AreaInspectionKind.SINGLE, "force")) == ("RULE_AREA_KIND", "area")


def test_a_letter_has_findings_that_were_all_agreed():
    assert something_was_agreed([1], []) is None
    assert {code(something_was_agreed(*each)) for each in (([], []), ([1], [2]))} == {
        ("RULE_FINDINGS_NOT_AGREED", "inspection")
    }
    assert code(findings_are_few([1] * 101)) == ("RULE_TOO_MANY_FINDINGS", "findings")


def test_a_plan_follows_its_letter_and_is_of_ones_own_area():
    first = date(2026, 1, 1)

    assert day_follows(date(2026, 1, 2), first, "dueOn") is None
    assert code(day_follows(first, first, "dueOn")) == ("RULE_DATES_ORDER", "dueOn")
    assert finding_is_of_own_area(["E08000003"], "E08000003") is None
    assert code(finding_is_of_own_area([], "E08000003")) == ("RULE_OTHER_AREA", "finding")
