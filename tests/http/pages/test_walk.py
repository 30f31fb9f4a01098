"""Each page as each kind of body: reached by links, and showing what GraphQL answers to the same caller."""

import csv
import io
import re
from pathlib import Path

import orjson
import pytest

from register.http.pages.acts import anchor
from register.http.pages.door import PagesDoor
from register.http.pages.routes import ACTS, PAGES, RECORDS
from register.vocabulary import Agency
from tests.hostile.sizes import SOAKS
from tests.http.pages.conftest import serve_pages, tell
from tests.support.page_walk import SCOPES, WITHOUT_LINK, route_of, tell_of_everything, walk_links
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


FORMS = {act.path: act for act in ACTS}
KEY = re.compile(r"{(\w+)}")
# Keys of nothing, by the part of an address that they fill.
NOBODY = "00000000-0000-0000-0000-000000000001"
NOBODYS = {"urn": "SC999999", "areaCode": "E09999999", "question": "NOTHING"}
# The fewest forms that bodies find by links and that ask for something.
LEAST_FORMS = 30


@pytest.mark.parametrize("agency", Agency)
def test_every_page_that_links_lead_a_body_to_shows_what_graphql_answers_it(pages, heard, agency):
    person = signed_in(pages, agency.value, **SCOPES.get(agency, {}))
    answers = {}

    def read(address):
        heard.clear()
        route = route_of(address)
        answer = answers[address] = person.get(address)
        assert answer.status_code == 200, address
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


@pytest.fixture(scope="module")
def people(pages):
    """Somebody of each kind of body."""
    return {agency: signed_in(pages, agency.value, **SCOPES.get(agency, {})) for agency in Agency}


@pytest.fixture(scope="module")
def reached(people):
    """What links lead each of them to: the first address of each route."""
    return {
        agency: dict(walk_links(lambda address, person=person: person.get(address).text))
        for agency, person in people.items()
    }


def test_the_walks_of_all_bodies_lead_to_every_page(reached):
    found = {route for routes in reached.values() for route in routes}

    left = set(PAGES) - found - WITHOUT_LINK - set(FORMS) - set(ELSEWHERE)
    assert not left, sorted(left)


def test_a_record_of_another_body_is_the_same_page_as_none(people, reached):
    shown = {(route, address) for routes in reached.values() for route, address in routes.items() if "{" in route}
    hidden = 0
    for number, (route, address) in enumerate(sorted(shown)):
        none = KEY.sub(lambda part: NOBODYS.get(part[1], NOBODY), route)
        # Of twenty kinds of body every fourth in turn; each of them when there is time.
        for person in [*people.values()][0 if SOAKS else number % 4 :: 1 if SOAKS else 4]:
            answer = person.get(address)
            if answer.status_code == 404:
                hidden += 1
                assert plain(answer.text) == plain(person.get(none).text), (address, none)
            else:
                assert answer.status_code == 200, address

    assert hidden > len(shown)


def test_every_form_that_is_sent_empty_shows_each_problem_at_its_field(people, reached):
    sent = {}
    for agency, routes in reached.items():
        for route in {*routes} & {*FORMS} - {*sent}:
            needed = [each for each in FORMS[route].fields if each.is_required and each.list is None]
            if needed:
                answer = people[agency].send(routes[route])
                linked = set(re.findall(r'<a href="#([^"]+)"', answer.text))
                assert answer.status_code == 422, route
                assert {anchor(each) for each in needed} <= linked, route
                assert [name for name in linked if f'id="{name}"' not in answer.text] == [], route
                sent[route] = len(linked)

    assert len(sent) >= LEAST_FORMS


@pytest.mark.parametrize(("route", "test"), ELSEWHERE.items())
def test_what_no_walk_leads_to_is_opened_by_the_test_that_is_named(route, test):
    assert route.rpartition("/")[2] in (Path(__file__).parent / test).read_text()
