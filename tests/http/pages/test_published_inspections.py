"""Letters, published findings and action plans on pages."""

import pytest

from register import tables
from register.vocabulary import Purpose
from tests.http.pages.conftest import serve_pages
from tests.support import story
from tests.support.inspection_factories import tell_of_area_inspections
from tests.support.pages_client import cells, plain, signed_in

LETTERS = "{ publishedInspections { nodes { summary } } }"
ACTIONS = "{ areaActions { nodes { action doneOn } } }"


@pytest.fixture(scope="module")
def pages(cluster, request, worker):
    """A server with letters about three areas, and actions of two authorities."""
    with serve_pages(cluster, request.getfixturevalue("story"), f"shown_letters_{worker}") as running:
        with running.owner.begin() as owner:
            board = {"code": "story-board", "agency": "health", "name": "Story Board"}
            owner.execute(tables.organisation.insert().values(**board))
            tell_of_area_inspections(owner)
        yield running


def council(pages, area=story.NORTHBY_COUNCIL):
    return signed_in(pages, "local_authority", area, purpose=Purpose.INSPECTION)


def test_everyone_reads_the_letters_and_their_findings_as_graphql_says_them(pages):
    told = pages.ask(LETTERS, "dfe_statistics").data["publishedInspections"]["nodes"]
    reader = signed_in(pages, "dfe_statistics")

    assert sorted(row[7] for row in cells(reader.get("/areas/letters").text)) == sorted(
        each["summary"] for each in told
    )
    found = reader.get("/areas/letters/findings").text
    assert f"The second finding about {story.NORTHBY_COUNCIL}." in plain(found)
    link = found.split('href="/areas/letters/findings/')[1].split('"')[0]
    assert "What was found" in plain(reader.get(f"/areas/letters/findings/{link}").text)


def test_an_authority_plans_an_action_and_records_that_it_is_done(pages):
    own = council(pages)
    (key,) = pages.ask(
        "query ($of: String!) { publishedFindings(where: {inspection: {areaCode: {eq: $of}}}) { nodes { id } } }",
        "local_authority", story.NORTHBY_COUNCIL, of=story.NORTHBY_COUNCIL,
    ).data["publishedFindings"]["nodes"]  # fmt: skip
    day = {"dueOn-day": "1", "dueOn-month": "3", "dueOn-year": "2099"}

    refused = own.send(f"/areas/letters/findings/{key['id']}/plan", action="", **day)
    planned = own.send(f"/areas/letters/findings/{key['id']}/plan", action="Offer each within a day.", **day)
    assert (refused.status_code, planned.status_code) == (422, 303)
    listed = own.get("/areas/actions").text
    link = listed.split('href="/areas/actions/')[1].split('"')[0]
    future = {"doneOn-day": "1", "doneOn-month": "3", "doneOn-year": "2098"}
    assert own.send(f"/areas/actions/{link}/complete", **future).status_code == 422
    past = future | {"doneOn-year": "2024"}
    assert own.send(f"/areas/actions/{link}/complete", **past).status_code == 303

    told = pages.ask(ACTIONS, "local_authority", story.NORTHBY_COUNCIL, purpose="inspection")
    assert "2024-03-01" in [each["doneOn"] for each in told.data["areaActions"]["nodes"]]


def test_another_authority_reads_and_completes_no_action_of_it(pages):
    link = council(pages).get("/areas/actions").text.split('href="/areas/actions/')[1].split('"')[0]
    other = council(pages, story.SOUTHBY_COUNCIL)

    assert story.NORTHBY_COUNCIL not in plain(other.get("/areas/actions").text)
    assert other.get(f"/areas/actions/{link}").status_code == 404
    assert other.get(f"/areas/actions/{link}/complete").status_code == 404


@pytest.mark.parametrize("agency", ["dfe", "ofsted", "police"])
def test_who_plans_no_action_is_shown_no_form(pages, agency):
    reader = signed_in(pages, agency, story.NORTHBY if agency == "police" else None, purpose=Purpose.INSPECTION)
    found = reader.get("/areas/letters/findings").text
    link = found.split('href="/areas/letters/findings/')[1].split('"')[0]

    assert "Plan an action" not in plain(reader.get(f"/areas/letters/findings/{link}").text)
    assert reader.get(f"/areas/letters/findings/{link}/plan").status_code == 404
