"""Inspections: numbers, dates, and judgements that limit one another."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by

OVERALL, HELPED, LED = "overall_experiences_and_progress", "helped_and_protected", "leaders_and_managers"


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"number": "10-2"}, "ck_inspection_number_form"),
        ({"number": "1" * 21}, "ck_inspection_number_form"),
        ({"kind": "surprise"}, "inspection_kind_code_known"),
        ({OVERALL: "fair"}, "judgement_code_known"),
        ({"ended_on": date(2024, 5, 31)}, "ck_inspection_dates_ordered"),
        ({"published_on": date(2024, 5, 31)}, "ck_inspection_dates_ordered"),
        ({"number": "FIRST"}, "uq_inspection_home_id_number"),
        ({OVERALL: "good", HELPED: "inadequate"}, "ck_inspection_protection_limits_overall"),
        ({OVERALL: "inadequate", HELPED: "inadequate"}, None),
        ({OVERALL: "good", LED: "inadequate"}, "ck_inspection_leadership_caps_overall"),
        ({OVERALL: "requires_improvement", LED: "inadequate"}, None),
        ({OVERALL: "good", LED: "inadequate", "quality_flags": ["leadership_cap_broken"]}, None),
        ({OVERALL: "good", HELPED: "inadequate", "quality_flags": ["protection_limit_broken"]}, None),
    ],
)
def test_an_inspection_that_cannot_be_is_refused(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001")
    make.create_inspection(connection, home_id, date(2023, 6, 1), number="FIRST")
    visit = {"home_id": home_id, "number": "SECOND", "kind": "full", "started_on": date(2024, 6, 1)}

    assert refused_by(connection, tables.inspection, **visit | given) == constraint
