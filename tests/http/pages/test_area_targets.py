"""Where to inspect, on pages: the order, each area's components, and decisions for inspectorates only."""

import csv
import io

import pytest

from register.vocabulary import Purpose
from tests.http.pages.conftest import serve_pages
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in
from tests.support.statistics import tell_of_targets

ONE = (
    """{ areaTarget(areaCode: "%s") { points components { component rate england lower95 upper998 reason weight } } }"""
)


@pytest.fixture(scope="module")
def pages(cluster, request, worker):
    """A server on which areas were compared."""
    with serve_pages(cluster, request.getfixturevalue("story"), f"shown_targets_{worker}") as running:
        with running.owner.begin() as connection:
            tell_of_targets(connection)
        yield running


def test_the_list_is_in_the_order_of_places_and_can_be_kept_to_a_kind(pages):
    analyst = signed_in(pages, "dfe_statistics")

    both, forces = (cells(analyst.get(f"/targets{query}").text) for query in ("", "?kind=FORCE"))
    assert sorted(row[0] for row in both) == ["Northby", "Northby Council"]
    assert [row[0] for row in forces] == ["Northby"]


@pytest.mark.parametrize("agency", ["dfe_statistics", "commissioner", "ofsted", "hmicfrs"])
def test_the_page_of_an_area_says_what_graphql_says(pages, agency):
    told = pages.ask(ONE % story.NORTHBY_COUNCIL, agency).data["areaTarget"]
    text = signed_in(pages, agency).get(f"/targets/{story.NORTHBY_COUNCIL}").text
    (compared,) = told["components"]

    shown = cells(text)[0]
    assert shown[3:5] == [f"{compared['rate']:g}", f"{compared['england']:g}"]
    assert [shown[6], shown[9]] == [f"{compared[name]:g}" for name in ("lower95", "upper998")]
    assert shown[12] == str(compared["weight"])
    assert f"Points {told['points']}" in plain(text)


def test_a_suppressed_component_is_shown_as_suppressed(pages):
    shown = cells(signed_in(pages, "dfe_statistics").get(f"/targets/{story.NORTHBY}").text)[0]

    assert shown[1:4] == ["Not published", "Not published", "Not known"]
    assert "Suppressed" in shown[10]


def test_the_components_are_a_file_too(pages):
    answer = signed_in(pages, "dfe_statistics").get(f"/targets/{story.NORTHBY_COUNCIL}/components.csv")

    rows = [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert rows[0][0] == "What is compared"
    assert rows[1][3] == "30"


def test_a_decision_is_recorded_on_a_page_with_problems_at_their_fields(pages):
    ofsted = signed_in(pages, "ofsted", purpose=Purpose.INSPECTION)
    said = {"choice": "INSPECT", "reason": "Interviews come late."}

    refused = ofsted.send("/targets/decide", area=story.NORTHBY, **said)
    done = ofsted.send("/targets/decide", area=story.NORTHBY_COUNCIL, **said)

    assert (refused.status_code, done.status_code) == (422, 303)
    assert "Another inspectorate decides about areas of this kind." in plain(refused.text)
    listed = cells(signed_in(pages, "cqc", purpose=Purpose.INSPECTION).get("/targets/decisions").text)
    assert [row[:3] + row[4:6] for row in listed] == [["Northby Council", "Inspect", "Interviews come late.", "1", "6"]]


@pytest.mark.parametrize(
    ("agency", "area"),
    [("dfe", None), ("commissioner_statistics", None), ("police", story.NORTHBY), ("auditor", None)],
)
def test_who_is_no_inspectorate_finds_no_decision_and_no_form(pages, agency, area):
    visitor = signed_in(pages, agency, area, purpose=Purpose.INSPECTION)

    assert "Decisions about areas" not in plain(visitor.get("/targets").text)
    assert "Interviews come late." not in plain(visitor.get("/targets/decisions").text)
    assert visitor.get("/targets/decide").status_code == 404
