"""Lists: every one shows each caller what GraphQL answers the same caller, on the page and in the file."""

import csv
import html
import io
import re

import pytest

from register.http.pages.lists import PAGE
from register.http.pages.routes import LISTS
from register.vocabulary import Agency, Caller
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in

CALLERS = [
    ("police", story.NORTHBY, None),
    ("police", story.SOUTHBY, None),
    ("ukmpu", None, None),
    ("ofsted", None, None),
    ("dfe_statistics", None, None),
    ("local_authority", story.NORTHBY_COUNCIL, None),
    ("local_authority", story.SOUTHBY_COUNCIL, None),
    ("interview_provider", None, "story-trust"),
    ("auditor", None, None),
]


@pytest.mark.parametrize("listing", LISTS, ids=lambda each: each.name)
@pytest.mark.parametrize(("agency", "area", "organisation"), CALLERS)
def test_a_list_shows_what_graphql_answers_to_the_same_caller(pages, children, listing, agency, area, organisation):
    person = signed_in(pages, agency, area, organisation=organisation)
    caller = Caller("tester", Agency(agency), area, organisation, None, None)
    asked = listing.question.asked(first=PAGE, **listing.asked_by({}, caller))

    told = pages.ask(asked.query, agency, area, organisation=organisation, **asked.variables)
    answer = person.get(listing.path)

    assert answer.status_code == 200
    page = told.data[listing.root]
    if page is None:
        assert told.json["errors"][0]["message"] in plain(answer.text)
        assert cells(answer.text) == []
    elif listing.name != "AccessLog":  # which grows with each question
        expected = [[cell.text for cell in row] for row in listing.cells(page["nodes"])]
        assert cells(answer.text) == [[re.sub(r"\s+", " ", text) for text in row] for row in expected]


# Those whose rows only inspectors read while they inspect: test_area_findings.py asks for the file.
OF_ANYONE = tuple(each for each in LISTS if each.name != "AreaCohorts")


@pytest.mark.parametrize("listing", OF_ANYONE, ids=lambda each: each.name)
def test_the_file_of_a_list_holds_the_same_cells_as_the_page(pages, children, listing):
    readers = {
        "AccessLog": ("auditor", None),
        **dict.fromkeys(("AreaInspections", "AreaFindings", "AreaActions", "TargetDecisions"), ("ofsted", None)),
        "ChildMatches": ("local_authority", story.SOUTHBY_COUNCIL),
        **dict.fromkeys(("Returns", "ReturnDuties"), ("local_authority", story.SOUTHBY_COUNCIL)),
    }
    person = signed_in(pages, *readers.get(listing.name, ("police", story.NORTHBY)))
    # The log has grown by one when the file is asked for.
    shown = cells(person.get(listing.path).text)

    rows = [*csv.reader(io.StringIO(person.get(f"{listing.path}.csv").content.decode("utf-8-sig")))]

    assert rows[0] == [column.title for column in listing.columns]
    assert [row for row in shown if row not in rows[1:]] == []


def test_filters_that_are_none_of_a_list_are_left_out():
    homes = LISTS[0]

    assert homes.chosen({"kind": "<script>", "sector": "PRIVATE", "evil": "x"}) == {"sector": "PRIVATE"}


def test_pages_follow_one_another_without_a_gap(pages, monkeypatch):
    monkeypatch.setattr("register.http.pages.lists.PAGE", 3)
    northby = signed_in(pages, "police", story.NORTHBY)
    found, path = [], "/homes?kind=CHILDRENS_HOME"
    while path:
        text = northby.get(path).text
        found += [row[0] for row in cells(text)]
        link = re.search(r'href="([^"]+)" rel="next"', text)
        path = html.unescape(link[1]) if link else None

    assert found == list(story.EVERY_URN)


def test_a_cursor_that_is_none_is_refused_in_words(northby):
    answer = northby.get("/homes?after=%3Cscript%3E")

    assert answer.status_code in (200, 400)
    assert "<script>" not in answer.text
