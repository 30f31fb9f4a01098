"""Missing episodes on the map: each where its child was last seen, to whoever may see that, and no child by name."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.database import private_server
from tests.support import story
from tests.support.child_factories import NOW
from tests.support.client import Server
from tests.support.features_client import GRID, Features
from tests.support.missing_server import serving_the_missing

EPISODES = "missing-episodes"
ITEMS = f"/collections/{EPISODES}/items"
ON_GRID = [386_853, 393_947]
TOLD = """{ missingEpisodes(first: 100) { nodes { id status startedAt sightings { seenAt place { easting northing } }
 withheld { field } } } }"""
CALLERS = {
    "police of Northby": ("police", story.NORTHBY),
    "police of Southby": ("police", story.SOUTHBY),
    "Northby Council": ("local_authority", story.NORTHBY_COUNCIL),
    "Southby Council": ("local_authority", story.SOUTHBY_COUNCIL),
}
callers = pytest.mark.parametrize("who", CALLERS.values(), ids=CALLERS)


@pytest.fixture(scope="module")
def sought(cluster: private_server.Cluster, story: str, worker: str) -> Iterator[Server]:
    """A register with children who are or were missing; one was seen later where nobody could say."""
    with serving_the_missing(cluster, story, f"sought_{worker}") as running:
        yield running


def door(server, who):
    agency, area = who
    return Features(server, agency, area)


def test_an_open_episode_is_where_its_child_was_last_seen(sought):
    found = door(sought, CALLERS["police of Northby"]).features(EPISODES, crs=GRID)
    (ada,) = [
        each for each in found if each["properties"]["homeUrn"] == story.INSIDE and not each["properties"]["endedAt"]
    ]

    assert ada["geometry"] == {"type": "Point", "coordinates": ON_GRID}
    assert ada["properties"]["sightingKind"] == "REPORTED"
    assert ada["properties"]["sightingSeenAt"].startswith(f"{NOW - timedelta(hours=3):%Y-%m-%dT%H:%M:%S}")
    assert ada["properties"]["riskLevel"] == "HIGH"
    assert ada["id"] == ada["properties"]["id"]


@callers
def test_a_body_sees_the_episodes_and_places_that_graphql_shows_it(sought, who):
    nodes = {each["id"]: each for each in sought.ask(TOLD, *who).data["missingEpisodes"]["nodes"]}
    found = {each["id"]: each for each in door(sought, who).features(EPISODES, crs=GRID, limit=2)}

    assert nodes
    assert found.keys() == nodes.keys()
    for key, feature in found.items():
        places = [each["place"] for each in nodes[key]["sightings"] or () if each["place"]]
        withheld = {each["field"] for each in nodes[key]["withheld"]}
        coordinates = feature["geometry"] and feature["geometry"]["coordinates"]
        assert coordinates == ([places[0]["easting"], places[0]["northing"]] if places else None)
        assert ("geometry" in feature["properties"]["withheld"]) is ("sightings" in withheld)
        assert ("sightingSeenAt" in feature["properties"]["withheld"]) is ("sightings" in withheld)


def test_the_answers_of_the_callers_differ(sought):
    seen = [frozenset(each["id"] for each in door(sought, who).features(EPISODES)) for who in CALLERS.values()]

    assert len(set(seen)) > 2


@callers
def test_a_box_finds_what_is_shown_in_it_and_never_what_is_withheld(sought, who):
    caller = door(sought, who)
    every = {each["id"]: each for each in caller.features(EPISODES, crs=GRID)}
    near = {each["id"] for each in caller.features(EPISODES, bbox="386000,393000,387000,394000", bbox_crs=GRID)}

    assert near == {key for key, each in every.items() if each["geometry"]}
    assert not caller.features(EPISODES, bbox="380000,390000,382000,392000", bbox_crs=GRID)


@pytest.mark.parametrize(("period", "opens"), [("../2001-01-01", 0), (f"{NOW:%Y-%m-%d}", 1), ("2020-01-01/..", 3)])
def test_a_period_finds_the_episodes_that_lasted_then(sought, period, opens):
    found = door(sought, CALLERS["police of Northby"]).features(EPISODES, datetime=period)

    assert len(found) >= opens
    assert (len(found) == 0) is (opens == 0)
    if opens == 1:
        assert {each["properties"]["endedAt"] for each in found} == {None}


def test_a_filter_and_a_parameter_find_what_graphql_finds(sought):
    caller = door(sought, CALLERS["police of Northby"])
    opened = {each["id"] for each in caller.features(EPISODES, filter="endedAt IS NULL")}

    assert opened == {each["id"] for each in caller.features(EPISODES) if each["properties"]["endedAt"] is None}
    assert opened == {each["id"] for each in caller.features(EPISODES, status="INVESTIGATING")}
    assert caller.get(ITEMS, filter="sightingKind = 'FOUND'").status_code == 400
    assert caller.get(ITEMS, filter="S_INTERSECTS(geometry, POINT(-2 53))").status_code == 400


def test_one_episode_is_found_by_its_id_by_who_may_see_it(sought):
    northby, southby = (door(sought, CALLERS[f"police of {each}"]) for each in ("Northby", "Southby"))
    theirs = {each["id"] for each in southby.features(EPISODES)}
    (own, *_) = [each["id"] for each in northby.features(EPISODES) if each["id"] not in theirs]

    assert northby.get(f"{ITEMS}/{own}").json()["id"] == own
    assert southby.get(f"{ITEMS}/{own}").status_code == 404
    assert northby.get(f"{ITEMS}/x").status_code == 400


def test_there_are_no_tiles_of_them(sought):
    caller = door(sought, CALLERS["police of Northby"])

    assert caller.get(f"/collections/{EPISODES}/tiles").status_code == 404
    assert caller.get(f"/collections/{EPISODES}/tiles/WebMercatorQuad/6/20/31").status_code == 404
    assert not [path for path in caller.get("/api").json()["paths"] if f"{EPISODES}/tiles" in path]


@pytest.mark.parametrize("agency", ["ofsted", "auditor", "dfe_statistics"])
def test_who_is_granted_no_sighting_has_no_such_collection(sought, agency):
    caller = Features(sought, agency)

    assert EPISODES not in {each["id"] for each in caller.get("/collections").json()["collections"]}
    assert caller.get(ITEMS).status_code == 404
    assert not [text for text in sought.statements if "missing_episode" in text]


def test_each_page_is_in_the_access_log_with_the_episodes_on_it(sought):
    found = door(sought, CALLERS["police of Southby"]).get(ITEMS).json()

    with sought.owner.connect() as connection:
        log = tables.access_log
        entry = connection.execute(sa.select(log).order_by(log.c.id.desc()).limit(1)).one()
    assert (entry.operation, entry.root) == ("OgcMissingEpisodes", "missingEpisodes")
    assert set(entry.keys) >= {each["id"] for each in found["features"]}
