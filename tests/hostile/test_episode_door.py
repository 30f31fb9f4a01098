"""Missing episodes at the GIS door: features and downloads show each body what the second opinion says, and no more."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import sqlalchemy as sa

from register import tables
from register.database import private_server
from register.requests.downloads.forms import FORMS
from register.requests.features.collections import collections
from register.tables import metadata
from tests.hostile.rows import Asker, Rows, may_read
from tests.hostile.test_feature_worlds import compared
from tests.support import story
from tests.support.child_factories import ago
from tests.support.client import Server
from tests.support.download_client import open_archive
from tests.support.features_client import GRID, Features
from tests.support.missing_server import serving_the_missing

EPISODES = "missing-episodes"
ITEMS = f"/collections/{EPISODES}/items"
DOWNLOADS = f"/collections/{EPISODES}/downloads"
ENGLAND = "0,0,700000,1300000"
NORTHBY, SOUTHBY = Asker("police", story.NORTHBY), Asker("police", story.SOUTHBY)
ASKERS = {
    "police of Northby": NORTHBY,
    "police of Southby": SOUTHBY,
    "Northby Council": Asker("local_authority", story.NORTHBY_COUNCIL),
    "Southby Council": Asker("local_authority", story.SOUTHBY_COUNCIL),
    "the Missing Persons Unit": Asker("ukmpu"),
    "an interview provider": Asker("interview_provider", organisation="story-trust"),
    "Ofsted": Asker("ofsted"),
    "the department": Asker("dfe"),
    "its statisticians": Asker("dfe_statistics"),
    "an auditor": Asker("auditor"),
}


@pytest.fixture(scope="module")
def sought(cluster: private_server.Cluster, story: str, worker: str) -> Iterator[Server]:
    """A register with children who are or were missing, each of whom was seen somewhere."""
    with serving_the_missing(cluster, story, f"episodes_{worker}") as running:
        yield running


@pytest.fixture
def rows(sought):
    """Every row as it is now."""
    return Rows(sought.owner, [table.name for table in metadata.sorted_tables])


def door(server, asker):
    return Features(server, asker.agency, asker.area, organisation=asker.organisation)


def expected(rows, asker):
    """The episodes that a body may read, each with the place where it may see that the child was seen last."""
    seen = {}
    for each in sorted(rows.visible(asker, "sighting"), key=lambda row: (row["seen_at"], str(row["id"]))):
        if each["point_27700"] is not None:
            seen[each["episode_id"]] = [round(each["longitude"], 5), round(each["latitude"], 5)]
    return {str(each["id"]): seen.get(each["id"]) for each in rows.visible(asker, "missing_episode")}


def places(features):
    """Where each feature is drawn, in degrees."""
    drawn = {each["id"]: each["geometry"] for each in features}
    return {key: each and [round(n, 5) for n in each["coordinates"]] for key, each in drawn.items()}


@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
def test_features_and_downloads_show_the_episodes_and_places_that_a_body_may_see(sought, rows, asker, tmp_path):
    caller, shown = door(sought, asker), expected(rows, asker)
    if not may_read(asker, "sighting"):
        assert [caller.get(path).status_code for path in (ITEMS, f"{DOWNLOADS}/csv")] == [404, 404]
        return
    found = caller.features(EPISODES, limit=2)

    assert places(found) == shown
    assert set(places(caller.features(EPISODES, bbox=ENGLAND, bbox_crs=GRID))) == {k for k, v in shown.items() if v}
    for form in FORMS:
        taken = open_archive(caller.get(f"{DOWNLOADS}/{form}")).rows(tmp_path)
        assert {key: row["geometry"] is not None for key, row in taken.items()} == {
            key: place is not None and FORMS[form].crs is not None for key, place in shown.items()
        }
    # What is said comes from rows of tables that the body may read something of, and is withheld otherwise.
    for each in found:
        said = {name for name, value in each["properties"].items() if value is not None}
        for name, table in told_by().items():
            assert name not in said or table not in rows.rows or readable(rows, asker, table, each["id"]), name


def told_by():
    """Which table each property of an episode is stored in."""
    return {each.name: each.column.table.name for each in collections()[EPISODES].properties}


def readable(rows, asker, table, episode):
    """Whether a body may read a row of a table that is of an episode, or of anything, if the table names none."""
    found = rows.visible(asker, table)
    return any(row.get("episode_id", UUID(episode)) == UUID(episode) for row in found)


def told(caller, episode):
    """What a caller is answered to every question about episodes, without the time and the sealed cursors."""
    questions = {
        "all": {},
        "the first": {"limit": 1},
        "a box": {"bbox": ENGLAND, "bbox_crs": GRID},
        "open": {"filter": "endedAt IS NULL"},
        "a risk": {"riskLevel": "HIGH"},
        "a period": {"datetime": "2020-01-01/.."},
    }
    answers = {}
    for name, given in questions.items():
        page = caller.get(ITEMS, **given)
        kept = {key: value for key, value in page.json().items() if key not in ("timeStamp", "links")}
        answers[name] = (page.status_code, kept)
    one = caller.get(f"{ITEMS}/{episode}")
    answers["one"] = (one.status_code, {key: value for key, value in one.json().items() if key != "links"})
    return answers | {form: compared(open_archive(caller.get(f"{DOWNLOADS}/{form}"))) for form in FORMS}


CHANGES = {
    "where a child was seen": "update register.sighting set point_27700 = st_setsrid(st_makepoint(390000, 390000),"
    " 27700), longitude = -2.15, latitude = 53.40 where episode_id = :episode and point_27700 is not null",
    "when": "update register.sighting set seen_at = seen_at + interval '1 minute' where episode_id = :episode",
    "the risk": "update register.risk_assessment set level = 'medium' where episode_id = :episode",
    "the reference": "update register.missing_episode set reference = 'MP/other' where id = :episode",
    "another sighting": "insert into register.sighting (id, episode_id, kind, seen_at, point_27700, longitude,"
    " latitude) values (gen_random_uuid(), :episode, 'reported', now() - interval '1 minute',"
    " st_setsrid(st_makepoint(381000, 391000), 27700), -2.286, 53.415)",
}


def test_what_a_body_may_not_see_of_an_episode_moves_no_byte_and_others_see_each_change(sought, rows):
    hidden = set(expected(rows, NORTHBY)) - set(expected(rows, SOUTHBY))
    opened = {str(row["id"]) for row in rows.rows["missing_episode"] if row["ended_at"] is None}
    (episode,) = hidden & opened
    northby, southby = door(sought, NORTHBY), door(sought, SOUTHBY)
    before, seen = told(southby, episode), told(northby, episode)

    assert before["one"][0] == 404
    for name, change in CHANGES.items():
        with sought.owner.begin() as owner:
            owner.execute(sa.text(change), {"episode": episode})
        assert told(southby, episode) == before, name
        now = told(northby, episode)
        assert all(now[each] != seen[each] for each in ("all", "one", "csv", "gpkg")), name
        seen = now
    with sought.owner.begin() as owner:
        ended = {"ended_at": ago(minutes=1), "found_at": ago(minutes=1), "status": "closed"}
        one = tables.missing_episode.c.id == episode
        owner.execute(tables.missing_episode.update().where(one).values(**ended))
    assert told(southby, episode) == before
    assert told(northby, episode)["open"] != seen["open"]
