"""Ofsted's register as published: every home and its latest inspection, placed by its authority alone."""

from collections import Counter
from typing import Any

import pytest

from tests.acceptance.conftest import FILES
from tests.acceptance.official import NEEDED, read_rows
from tests.acceptance.questions import MINE, OURS, all_homes, every_page
from tests.support.client import Server

pytestmark = NEEDED

# Ofsted writes the first of them in two ways: with a small h, and with a capital.
KINDS = {
    "Children's home": "CHILDRENS_HOME",
    "Children's Home": "CHILDRENS_HOME",
    "Secure children's home": "SECURE_CHILDRENS_HOME",
    "Residential special school (registered as a children's home)": "RESIDENTIAL_SPECIAL_SCHOOL",
}
EVERY_HOME = """
query EveryHome($after: String) {
  homes(first: 1000, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      urn kind places authority { code } force { code } name location { easting } postcode
      latestInspection { number startedOn overallExperiencesAndProgress }
    }
  }
}
"""
JUDGEMENT = "Overall experiences and progress of children and young people"
WORDS = {
    "Outstanding": "OUTSTANDING",
    "Good": "GOOD",
    "Requires improvement to be good": "REQUIRES_IMPROVEMENT",
    "Inadequate": "INADEQUATE",
}


@pytest.fixture(scope="module")
def file() -> dict[str, dict[str, str]]:
    """The homes of Ofsted's file by URN, as a plain reader of CSV has them."""
    return {row["URN"]: row for row in read_rows(FILES["homes"]) if row["Provision type"] in KINDS}


@pytest.fixture(scope="module")
def homes(published: Server) -> dict[str, dict[str, Any]]:
    """Every home of the register by URN, as Ofsted gets them."""
    return {home["urn"]: home for home in all_homes(list(every_page(published, EVERY_HOME, "ofsted")))}


@pytest.fixture(scope="module")
def place_of() -> dict[str, tuple[str, str]]:
    """Authority and force by the name that Ofsted gives the authority."""
    return {
        row["ofsted_la_name"]: (row["gss_code"], row["pfa_code"]) for row in read_rows("lookups/lookup_csa_153.csv")
    }


def test_every_home_of_the_file_is_in_the_register_with_its_kind_and_places(homes, file):
    expected = {urn: (KINDS[row["Provision type"]], int(row["Places"])) for urn, row in file.items()}

    assert {urn: (home["kind"], home["places"]) for urn, home in homes.items()} == expected
    assert len(homes) == 4_009


def test_every_home_stands_in_the_authority_and_force_that_ofsted_spells(homes, file, place_of):
    expected = {urn: place_of[row["Local authority"]] for urn, row in file.items()}

    assert {urn: (home["authority"]["code"], home["force"]["code"]) for urn, home in homes.items()} == expected


def test_no_home_has_a_name_a_postcode_or_a_point(homes):
    assert Counter((home["name"], home["postcode"], home["location"]) for home in homes.values()) == {
        (None, None, None): 4_009
    }


def test_the_latest_inspection_is_the_latest_of_both_files(homes, file):
    full = "Latest full inspection date", "Latest full inspection event number"
    told = [(urn, row[full[0]][:10], row[full[1]], row[JUDGEMENT]) for urn, row in file.items() if row[full[1]]]
    told += [
        (row["URN"], row["Inspection date"][:10], row["Inspection event number"], row[JUDGEMENT])
        for row in read_rows(FILES["inspections"])
        if row["URN"] in file
    ]
    days: dict[str, str] = {}
    for urn, day, _, _ in told:
        days[urn] = max(day, days.get(urn, ""))
    known = {(urn, day, number, WORDS.get(judgement)) for urn, day, number, judgement in told}

    given = {urn: home["latestInspection"] for urn, home in homes.items() if home["latestInspection"]}

    assert {urn: latest["startedOn"] for urn, latest in given.items()} == days
    assert known >= {(urn, *_facts(latest)) for urn, latest in given.items()}
    assert len(given) > 3_600


def _facts(latest: dict[str, Any]) -> tuple[str, str, str | None]:
    judged = latest["overallExperiencesAndProgress"]
    return latest["startedOn"], latest["number"], None if judged == "NOT_JUDGED" else judged


def test_a_force_sees_exactly_the_homes_whose_authority_lies_in_it(published: Server, file, place_of):
    pages = list(every_page(published, MINE, "police", OURS))

    expected = {urn for urn, row in file.items() if place_of[row["Local authority"]][1] == OURS}
    assert {home["urn"] for home in all_homes(pages)} == expected
    assert pages[0].data["homes"]["totalCount"] == len(expected) > 300
    assert [home["withheld"] for home in all_homes(pages)] == [[]] * len(expected)


def test_every_row_of_the_files_is_accounted_for(brought_in):
    _, reports = brought_in

    homes, inspections = (reports[kind].first.splitlines()[0] for kind in ("homes", "inspections"))
    assert homes == "5,600 rows read: 4,009 added, 0 changed, 0 unchanged, 1,591 skipped, 0 refused."
    assert inspections.startswith("4,921 rows read: ")
    assert inspections.endswith(" 0 refused.")


def test_bringing_a_file_in_again_changes_nothing(brought_in):
    _, reports = brought_in

    for report in reports.values():
        assert ": 0 added, 0 changed, " in report.again.splitlines()[0]
        assert report.entries[0] == report.entries[1] > 4_009
    again = reports["homes"].again.splitlines()[0]
    assert again == "5,600 rows read: 0 added, 0 changed, 4,009 unchanged, 1,591 skipped, 0 refused."
