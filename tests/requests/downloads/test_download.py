"""A download is the pages of one question; it waits for its allowance, and a copy goes on from its token."""

import asyncio
import threading
from dataclasses import replace

import orjson
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from register.errors import RateLimited
from register.requests.downloads import download
from register.requests.downloads.forms import FORMS
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.parameters import read_download
from register.sealing.keys import SealingKey
from tests.hostile.executors import known
from tests.hostile.home_changes import update
from tests.support import story
from tests.support.copy_client import wait_until_told
from tests.support.download_client import open_archive
from tests.support.features_client import Features

KEY = SealingKey(Ed25519PrivateKey.generate())
HOMES = "/collections/homes-in-my-area/downloads/gpkg"
NOW = "query { homes(area: {mine: true}, status: ALL) { nodes { id urn name places } } }"
SINCE = """query ($since: String) { changes(since: $since, area: {mine: true}) {
  token hasMore nodes { homeId left home { id urn name places } } } }"""


class Paged:
    """An executor of two pages, whose allowance is spent before the second. waits: seconds that it says to wait."""

    def __init__(self, waits: list[int]) -> None:
        self.waits = waits

    async def answer(self, asked, caller, number):
        if "changes" in asked.query:
            return orjson.dumps({"data": {"changes": {"token": "place"}}})
        is_first = "after" not in asked.variables
        if not is_first and self.waits:
            raise RateLimited("spent", retryAfterS=self.waits.pop(0))
        info = {"hasNextPage": is_first, "endCursor": "x"}
        return orjson.dumps({"data": {"page": {"nodes": [], "pageInfo": info}}, "extensions": {}})


async def take(executor, folder):
    homes = collections()["homes"]
    wanted = download.Wanted(homes, read_download(homes, [], Crs.GRID), FORMS["csv"], {})
    return await download.take(wanted, executor, known("ofsted"), number="n", key=KEY, folder=folder)


async def test_a_download_under_way_waits_for_its_allowance(tmp_path, monkeypatch):
    slept, pause = [], asyncio.sleep

    async def sleep(pause_s):
        # Servers of other tests may sleep in threads of their own.
        if threading.current_thread() is threading.main_thread():
            slept.append(pause_s)
        else:
            await pause(pause_s)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    made = await take(Paged([3, 4]), tmp_path)

    assert slept == [3, 4]
    assert made.name == "homes.csv.zip"


async def test_it_does_not_wait_for_ever(tmp_path):
    with pytest.raises(RateLimited):
        await take(Paged([download.LONGEST_WAIT_S + 1]), tmp_path)


def test_every_page_is_full_and_no_page_counts():
    asking = read_download(collections()["homes"], [("sector", "PRIVATE")], Crs.GRID)

    assert (asking.limit, asking.counts, asking.crs, asking.operation) == (1_000, False, Crs.GRID, "Download")
    assert replace(asking, operation="Ogc").equals == asking.equals


def test_a_copy_starts_from_one_file_and_goes_on_with_the_changes_since_its_token(own_server, tmp_path):
    caller = Features(own_server, "police", story.NORTHBY)
    begun = open_archive(caller.get(HOMES, datetime="../.."))
    copy = {row["homeId"]: (urn, row["name"], row["places"]) for urn, row in begun.rows(tmp_path).items()}
    assert copy == held(own_server)

    with own_server.owner.begin() as owner:
        owner.execute(sa.text(update("home_identity", "name = 'Renamed House'")), {"urn": story.INSIDE})
        owner.execute(sa.text("update register.home set places = 9 where urn = :urn"), {"urn": story.PLAIN})
    wait_until_told(own_server)
    told = own_server.ask(SINCE, "police", story.NORTHBY, since=begun.manifest["token"]).data["changes"]

    for change in told["nodes"]:
        home = change["home"]
        copy[change["homeId"]] = (home["urn"], home["name"], home["places"])
    assert {change["homeId"] for change in told["nodes"]} < set(copy)
    assert not told["hasMore"]
    assert copy == held(own_server)


def held(server):
    nodes = server.ask(NOW, "police", story.NORTHBY).data["homes"]["nodes"]
    return {each["id"]: (each["urn"], each["name"], each["places"]) for each in nodes}
