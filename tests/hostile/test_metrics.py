"""Metrics tell nothing of anybody: no word that was asked with or is stored, and no more where a record is hidden."""

import re
from urllib.parse import quote
from uuid import UUID

import pytest

from register.policy.grants import POLICY_VERSION
from register.tables import metadata
from tests.hostile.canaries import plant
from tests.hostile.raw_requests import change
from tests.hostile.rows import Rows
from tests.hostile.test_hidden_homes import CONDITIONS, NEIGHBOUR, SHOWN, seek
from tests.hostile.walled import ASKERS, NORTHBY, TABLES
from tests.hostile.walled_server import one_of_each_line, serve_walled
from tests.support import story
from tests.support.features_client import Features
from tests.support.metrics_client import Scraper, free_port, watched

# Plain words and small numbers are the page's own too; keys, codes and references are longer, with a digit in them.
SHORTEST = 5
CALLERS = one_of_each_line()
NAMED = "CanaryOfAnOperation"
WORD = "CanaryOfAnAddress"
SHOWS = "homes { nodes { urn name } } children { nodes { name } } missingEpisodes { totalCount }"
ASKED = f"query {NAMED} {{ {SHOWS} }}"
ADDRESSES = ("/{0}", "/graphql/{0}", "/health/{0}", "/homes/{0}", "/ogc/{0}", "/ogc/collections/{0}/tiles/{0}/1/1/1")
RENAMED = """
update register.home_identity i set name = :name from register.home h where h.id = i.home_id and h.urn = :urn
"""


@pytest.fixture(scope="module")
def asked(cluster, story, worker):
    """A register with a canary in every column, and its metrics before and after everybody asked by every door."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGISTER_METRICS_PORT", str(port))
        with serve_walled(cluster, story, f"metrics_{worker}", callers=CALLERS, prepare=plant) as server:
            before = Scraper(port).page()
            for asker in (ASKERS[name] for name in CALLERS):
                who = {"organisation": asker.organisation, "subject": asker.subject, "purpose": asker.purpose}
                server.ask(ASKED, asker.agency, asker.area, operation=NAMED, **who)
            door = Features(server, "police", NORTHBY, subject="canary of a subject")
            for path in ADDRESSES:
                address = path.format(quote(WORD))
                server.client.get(f"{server.url}{address}", headers=door.headers)
            server.client.get(f"{server.url}/graphql", headers={"Authorization": f"Bearer {WORD}"})
            yield server, before, Scraper(port).page()


def stored(server):
    """Every text that a record holds, and every key, code of an area and URN; not the codes of closed lists."""
    rows = Rows(server.owner, TABLES).rows
    for table in metadata.sorted_tables:
        told = [column.name for column in table.columns if not column.info.get("codes")]
        for row in rows[table.name]:
            yield from (text for name in told for text in texts_in(row[name]))


def texts_in(value):
    """The texts of a stored value."""
    match value:
        case str():
            yield value
        case UUID():
            yield str(value)
        case list() | tuple():
            yield from (text for each in value for text in texts_in(each))
        case dict():
            yield from (text for each in value.values() for text in texts_in(each))


def without_numbers(page):
    """The page without the values of its samples, which are figures of the process."""
    return re.sub(r"(?m)^([^#].*) \S+$", r"\1", page)


def test_no_word_that_was_asked_with_and_nothing_that_is_stored_is_told(asked):
    server, before, page = asked
    found = {text for text in stored(server) if re.search(r"\d", text) and len(text) >= SHORTEST}

    assert without_numbers(page) == without_numbers(before)
    assert "canary" not in page.lower()
    assert {text for text in found - {POLICY_VERSION} if text in without_numbers(page)} == set()
    assert {story.INSIDE, story.OUTSIDE, NORTHBY} <= found
    assert len(found) > 1_000


def test_what_was_asked_by_every_door_was_counted(asked):
    _, _, page = asked

    for door in ("graphql", "features", "tiles", "pages", "health"):
        assert re.search(rf'answers_total{{door="{door}",status="[245]xx"}} [1-9]', page), door


def test_the_counts_are_the_same_whether_or_not_a_hidden_home_fulfils_what_is_searched_by(make_server):
    sought = [f"{{ homes(where: {{{condition}}}) {SHOWN} }}" for condition in CONDITIONS.values()]
    with watched(make_server) as (server, scraper):
        grown = []
        for name in ("Elm House", "Another"):
            change(server, RENAMED, name=name, urn=story.OUTSIDE)
            with scraper.growth() as counted:
                for query in sought:
                    seek(server, *NEIGHBOUR, query)
            grown.append(counted)

    assert grown[0] == grown[1]
    assert grown[0]["answers_total", "graphql", "2xx"] == len(sought)
