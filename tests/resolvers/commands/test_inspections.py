"""Inspections: recorded once, published once, and judged as the framework allows."""

import pytest

from tests.support.story import INSIDE, OUTSIDE, PLAIN

OVERALL = "overallExperiencesAndProgress"
JUDGED = {"overallExperiencesAndProgress": "GOOD", "helpedAndProtected": "GOOD", "leadersAndManagers": "GOOD"}


def inspection(number="K300", kind="FULL", on="2024-09-02", **more):
    return {"number": number, "kind": kind, "startedOn": on} | more


def test_an_inspection_is_recorded_and_published_with_what_it_judged(keeper):
    recorded = keeper.do(
        "recordInspection", INSIDE, shown="latestInspection { number overallExperiencesAndProgress publishedOn }",
        **inspection(number="K100", endedOn="2024-09-03", helpedAndProtected="OUTSTANDING"),
    )  # fmt: skip
    published = keeper.do(
        "publishInspection", INSIDE,
        shown="latestInspection { number overallExperiencesAndProgress helpedAndProtected publishedOn }",
        number="K100", publishedOn="2024-10-01", overallExperiencesAndProgress="GOOD", leadersAndManagers="GOOD",
    )  # fmt: skip

    assert recorded.home["latestInspection"] == {
        "number": "K100", "overallExperiencesAndProgress": None, "publishedOn": None}  # fmt: skip
    assert published.home["latestInspection"] == {
        "number": "K100", "overallExperiencesAndProgress": "GOOD", "helpedAndProtected": "OUTSTANDING",
        "publishedOn": "2024-10-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (inspection(**JUDGED | {"helpedAndProtected": "INADEQUATE"}), [("RULE_PROTECTION_LIMITS", OVERALL)]),
        (inspection(**JUDGED | {"leadersAndManagers": "INADEQUATE"}), [("RULE_LEADERSHIP_CAPS", OVERALL)]),
        (inspection(health="GOOD"), [("RULE_NOT_JUDGED_HERE", "health")]),
        (inspection(kind="ASSURANCE", **JUDGED), [("RULE_NOT_JUDGED_HERE", "overallExperiencesAndProgress")]),
        (inspection(kind="INTERIM"), [("RULE_INSPECTION_KIND", "kind")]),
        (inspection(number="INSIDE2022"), [("CONFLICT_DUPLICATE", "number")]),
        (inspection(number="k/1"), [("RULE_NUMBER_FORM", "number")]),
        (inspection(on="2999-01-01"), [("RULE_DATE_IN_FUTURE", "startedOn")]),
        (inspection(on="2019-04-01"), [("RULE_INSPECTION_DAY", "startedOn")]),
        (inspection(endedOn="2024-09-01"), [("RULE_DATES_ORDER", "endedOn")]),
        (
            inspection(number="", endedOn="2999-01-01", health="GOOD"),
            [("RULE_NUMBER_FORM", "number"), ("RULE_DATE_IN_FUTURE", "endedOn"), ("RULE_NOT_JUDGED_HERE", "health")],
        ),
    ],
)  # fmt: skip
def test_an_inspection_against_a_rule_is_not_recorded(keeper, given, problems):
    before = keeper.version(INSIDE)
    told = keeper.do("recordInspection", INSIDE, **given)

    assert (told.home, told.problems, keeper.version(INSIDE)) == (None, problems, before)


def test_inadequate_protection_makes_the_whole_inadequate_and_no_other_judgement_is_taken(keeper):
    worst = JUDGED | {"helpedAndProtected": "INADEQUATE", "overallExperiencesAndProgress": "INADEQUATE"}
    told = keeper.do("recordInspection", PLAIN, **inspection(**worst))

    assert told.problems == []


def test_a_report_is_published_whole_and_once(keeper):
    keeper.do("recordInspection", OUTSIDE, **inspection(number="K100"))
    early = keeper.do("publishInspection", OUTSIDE, number="K100", publishedOn="2024-09-01", **JUDGED)
    partly = keeper.do(
        "publishInspection", OUTSIDE, number="K100", publishedOn="2024-10-01", overallExperiencesAndProgress="GOOD"
    )
    unknown = keeper.do("publishInspection", OUTSIDE, number="INSIDE2022", publishedOn="2024-10-01", **JUDGED)
    whole = keeper.do("publishInspection", OUTSIDE, number="K100", publishedOn="2024-10-01", **JUDGED)
    again = keeper.do("publishInspection", OUTSIDE, number="K100", publishedOn="2024-10-02", **JUDGED)

    assert early.problems == [("RULE_DATES_ORDER", "publishedOn")]
    assert partly.problems == [("RULE_JUDGEMENT_MISSING", "helpedAndProtected")]
    assert unknown.problems == [("POLICY_NOT_FOUND", "number")]
    assert whole.problems == []
    assert again.problems == [("RULE_ALREADY_PUBLISHED", "publishedOn")]
