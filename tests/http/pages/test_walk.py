"""Each page as each kind of body: reached by links, and showing what GraphQL answers to the same caller."""

import csv
import io
import re
from pathlib import Path

import orjson
import pytest

from register.http.pages.door import PagesDoor
from register.http.pages.routes import ACTS, PAGES, RECORDS
from register.vocabulary import Agency
from tests.http.pages.conftest import serve_pages, tell
from tests.support.page_walk import FOR_THE_APPOINTED, SCOPES, WITHOUT_LINK, route_of, tell_of_everything, walk_links
from tests.support.pages_client import plain, signed_in

# What grows by each question, the own one included.
GROWING = ("accessLog", "accessLogTally", "bodies", "months", "openings", "corrections")
# They say nothing of the register but what the policy says of the caller.
OF_NOTHING = ("/", "/purpose", "/desk", "/oversight", "/oversight/matrix", "/oversight/matrix.csv", "/why")
OF_NOTHING += ("/figures/compare",)
# Files that a link leads to only once something was chosen or has rows, and the test that opens each.
ELSEWHERE = {
    "/areas/cohorts.csv": "test_area_findings.py",
    "/figures/compare.csv": "test_area_comparison.py",
    "/returns/{id}/checks.csv": "test_returns.py",
    "/returns/{id}/feedback.csv": "test_returns.py",
}


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server whose story holds a record of every kind that has a page."""
    with serve_pages(cluster, story, f"walk_{worker}") as running:
        tell(running)
        tell_of_everything(running)
        yield running


@pytest.fixture
def heard(monkeypatch):
    """What the pages ask and are answered, as they ask it."""
    found = []
    answer = PagesDoor.answer_operation

    async def listened(door, asked, caller, number):
        body = await answer(door, asked, caller, number)
        found.append((asked, orjson.loads(body)))
        return body

    monkeypatch.setattr(PagesDoor, "answer_operation", listened)
    return found


FORMS = {act.path for act in ACTS}


@pytest.mark.parametrize("agency", Agency)
def test_every_page_that_links_lead_a_body_to_shows_what_graphql_answers_it(pages, heard, agency):
    person = signed_in(pages, agency.value, **SCOPES.get(agency, {}))
    answers = {}

    def read(address):
        heard.clear()
        route = route_of(address)
        answer = answers[address] = person.get(address)
        is_refused = route in FOR_THE_APPOINTED and agency is not Agency.AUDITOR
        assert answer.status_code == (404 if is_refused else 200), address
        assert heard or route in (*OF_NOTHING, *FORMS), address
        for asked, told in [*heard]:
            again = pages.ask(asked.query, agency.value, **SCOPES.get(agency, {}), **asked.variables).json
            assert _lasting(told["data"]) == _lasting(again["data"]), address
        return answer.text

    for route, address in walk_links(read):
        if route in RECORDS:
            _confirm_record(answers[address], person.get(f"{address}/record.csv"))


def _lasting(answer):
    """An answer without what no two answers have in common: cursors, and what each question adds to the log."""
    if isinstance(answer, dict):
        return {name: _lasting(part) for name, part in answer.items() if name not in (*GROWING, "endCursor")}
    return [_lasting(part) for part in answer] if isinstance(answer, list) else answer


def _confirm_record(page, file):
    """The page of a record says each line of its file."""
    words = plain(page.text)
    for _, _, title, value in [*csv.reader(io.StringIO(file.content.decode("utf-8-sig")))][1:]:
        assert title in words
        assert re.sub(r"\s+", " ", value).strip() in words, title


def test_the_walks_of_all_bodies_lead_to_every_page(pages):
    reached = set()
    for agency in Agency:
        person = signed_in(pages, agency.value, **SCOPES.get(agency, {}))
        reached |= {route for route, _ in walk_links(lambda address, person=person: person.get(address).text)}

    left = set(PAGES) - reached - WITHOUT_LINK - FORMS - set(ELSEWHERE)
    assert not left, sorted(left)


@pytest.mark.parametrize(("route", "test"), ELSEWHERE.items())
def test_what_no_walk_leads_to_is_opened_by_the_test_that_is_named(route, test):
    assert route.rpartition("/")[2] in (Path(__file__).parent / test).read_text()
