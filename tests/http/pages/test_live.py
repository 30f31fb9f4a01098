"""Pages say when something changes, to whoever may read it, and to nobody whose session has ended."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from graphql import parse, validate

from register.http.pages.home import RECORD as A_HOME
from register.http.pages.live import followed
from register.http.pages.routes import LISTS, PAGES, RECORDS
from register.schema.assemble import graphql_schema
from tests.http.pages.conftest import serve_pages, tell
from tests.http.subscriptions.conftest import QUICK
from tests.support import story
from tests.support.command_client import Keeper
from tests.support.pages_client import browser, cells, signed_in

OFFERED = {"offered": "yes"}
LEVEL = {"scheme": "APP_CURRENT", "level": "LOW"}


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server of this module's own, whose feed waits for no longer than a test can."""
    with serve_pages(cluster, story, f"live_{worker}", **QUICK) as running:
        running.children = tell(running)
        yield running


def events(answer):
    """The data of each event of a stream, as they come."""
    for line in answer.iter_lines():
        if line.startswith(("data: ", "event: complete")):
            yield line


def test_an_assessment_reaches_the_board_of_its_force_and_a_session_that_ends_closes_the_stream(pages):
    watching, working = (signed_in(pages, "police", story.NORTHBY) for _ in range(2))
    board = working.get("/missing").text
    episode = board.split('href="/missing/')[1].split('"')[0]

    with watching.client.stream("GET", f"{pages.url}/missing/live") as answer:
        told = events(answer)
        first = next(told)
        done = working.send(f"/missing/{episode}/risk", **LEVEL)
        second = next(told)
        watching.send("/sign-out")
        last = [*told][-1]

    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/event-stream")
    assert done.status_code == 303
    assert '"nodes":[]' in first
    assert "RISK_ASSESSMENT" in second
    assert last == "event: complete"


def test_a_force_that_may_not_read_an_episode_is_told_nothing_of_it(pages):
    watching, working = signed_in(pages, "police", story.SOUTHBY), signed_in(pages, "police", story.NORTHBY)
    every = re.findall(r'href="/missing/([0-9a-f-]{36})"', working.get("/missing").text)
    hidden = [each for each in every if watching.get(f"/missing/{each}").status_code == 404]

    with watching.client.stream("GET", f"{pages.url}/missing/live") as answer:
        told = events(answer)
        next(told)
        done = [working.send(f"/missing/{each}/risk", **LEVEL).status_code for each in hidden]
        watching.send("/sign-out")
        heard = [each for each in told if "RISK_ASSESSMENT" in each]

    assert 303 in done
    assert heard == []


def test_nobody_follows_without_a_session(pages):
    assert browser(pages).get("/missing/live").status_code == 401


WATCHED = [each for each in LISTS if each.watches]


@pytest.mark.parametrize("listing", WATCHED, ids=lambda each: each.name)
def test_every_list_that_changes_while_it_is_read_follows_a_valid_subscription_of_its_own(pages, listing):
    person = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)

    assert validate(graphql_schema(), parse(followed(listing.name, listing.watches).query)) == []
    assert listing.live in PAGES
    assert f'data-live="{listing.live}"' in person.get(listing.path).text


def test_the_list_of_interviews_says_when_one_was_offered(pages):
    watching, working = (signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL) for _ in range(2))
    interview = working.get("/interviews").text.split('href="/interviews/')[1].split('"')[0]

    with watching.client.stream("GET", f"{pages.url}/interviews/live") as answer:
        told = events(answer)
        next(told)
        done = working.send(f"/interviews/{interview}/offer", **OFFERED)
        heard = next(told)
        watching.send("/sign-out")
        list(told)

    assert done.status_code == 303
    assert "RETURN_INTERVIEW" in heard


OPEN = {path: each for path, each in {**RECORDS, "/homes/{urn}": A_HOME}.items() if each.watches}
NOTICE = {"kind": "COMPLIANCE_NOTICE", "reasons": "Records were not kept."}
NOTICE |= {"servedOn-day": "1", "servedOn-month": "3", "servedOn-year": "2024"}


def live_of(page):
    """Where a page follows what it shows."""
    return html.unescape(re.search(r'data-live="([^"]+)"', page)[1])


@pytest.mark.parametrize("path", OPEN)
def test_every_record_that_changes_while_it_is_read_follows_a_valid_subscription_of_its_own(pages, path):
    record = OPEN[path]
    asked = followed(record.entity, record.watches, ["a key"] if record.watched else None)

    assert validate(graphql_schema(), parse(asked.query)) == []
    assert f"{path}/live" in PAGES
    assert ("records" in asked.variables) == (record.watched is not None)


def test_the_page_of_a_home_hears_of_that_home_and_the_log_names_no_other(pages):
    watching, ofsted = signed_in(pages, "police", story.NORTHBY, subject="watcher"), signed_in(pages, "ofsted")
    live = live_of(watching.get(f"/homes/{story.INSIDE}").text)

    with watching.client.stream("GET", f"{pages.url}{live}") as answer:
        told = events(answer)
        next(told)
        done = [ofsted.send(f"/homes/{urn}/notice", **NOTICE).status_code for urn in (story.IN_BOTH, story.INSIDE)]
        heard = next(told)
        watching.send("/sign-out")
        last = [*told][-1]
    auditor = signed_in(pages, "auditor")
    named = [row[9] for row in cells(auditor.get("/oversight/log?subject=watcher&operation=HomeLive").text)]

    assert done == [303, 303]
    assert "NOTICE" in heard
    assert last == "event: complete"
    assert sorted(named) == sorted(["None", story.INSIDE])


def test_whoever_may_not_read_an_episode_hears_nothing_of_it_by_its_key(pages):
    watching, working = signed_in(pages, "police", story.SOUTHBY), signed_in(pages, "police", story.NORTHBY)
    every = re.findall(r'href="/missing/([0-9a-f-]{36})"', working.get("/missing").text)
    hidden = next(each for each in every if watching.get(f"/missing/{each}").status_code == 404)
    own = live_of(working.get(f"/missing/{hidden}").text)

    with watching.client.stream("GET", f"{pages.url}{own}") as answer:
        told = events(answer)
        first = next(told)
        done = working.send(f"/missing/{hidden}/risk", **LEVEL)
        watching.send("/sign-out")
        rest = [*told]

    assert done.status_code == 303
    assert '"nodes":[]' in first
    assert [each for each in (first, *rest) if "RISK_ASSESSMENT" in each] == []


@pytest.mark.parametrize("query", ["", "?record=", "?record=x", "?record=%3Cscript%3E"])
def test_a_record_is_followed_by_its_key_and_never_all_of_its_kind(pages, query):
    answer = signed_in(pages, "police", story.NORTHBY).get(f"/homes/{story.INSIDE}/live{query}")

    assert answer.status_code == 400
    assert "<script" not in answer.text.split("<main")[1]


def test_what_a_script_asks_for_keeps_no_session_open(pages):
    officer = signed_in(pages, "police", story.NORTHBY)

    by_script = officer.get("/missing", **{"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin"})
    by_hand = officer.get("/missing", **{"Sec-Fetch-Mode": "navigate"})

    assert ["set-cookie" in each.headers for each in (by_script, by_hand)] == [False, True]


SOON = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
PLACED = {"kind": "FOSTER_CARE", "hostAuthority": story.SOUTHBY_COUNCIL, "startedOn": "2024-01-01"}
# By its own key, a child is told of in other words: a placement by whom it leads to the child.
OF_A_CHILD = {
    "openPlacement": (PLACED | {"expectedVersion": 1}, "CHILD_LINK"),
    "flagExploitation": ({"kind": "SEXUAL", "status": "SUSPECTED", "reviewDueOn": SOON}, "EXPLOITATION_FLAG"),
    "reportMissing": ({"kind": "MISSING", "setting": "HOME", "startedAt": "2026-11-01T21:30:00Z"}, "EPISODE"),
}
AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL}


@pytest.mark.parametrize("command", OF_A_CHILD)
def test_the_page_of_a_child_hears_of_what_begins_and_a_body_that_may_not_read_the_child_does_not(pages, command):
    child = pages.children["Dot Never"]
    given, kind = OF_A_CHILD[command]
    watching = signed_in(pages, **AUTHORITY)
    stranger = signed_in(pages, "local_authority", story.NORTHBY_COUNCIL)
    live = f"{pages.url}{live_of(watching.get(f'/children/{child}').text)}"

    with watching.client.stream("GET", live) as answer, stranger.client.stream("GET", live) as other:
        told, hidden = events(answer), events(other)
        next(told)
        next(hidden)
        problems = Keeper(pages).payload(command, AUTHORITY, child=child, **given)["problems"]
        heard = next(told)
        for each in (watching, stranger):
            each.send("/sign-out")
        rest = [*hidden]

    assert problems == []
    assert kind in heard
    assert [each for each in rest if "registerChanged" in each] == []
