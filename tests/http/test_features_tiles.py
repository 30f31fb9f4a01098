"""Tiles are decided, paid for and logged as pages of features are; a drawing is kept for one body and one answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from register.http.features_tiles import KEPT_BY_CLIENT, MOST_KEPT
from register.tables import access_log, home_identity
from tests.hostile.conftest import make_server as make_server
from tests.http.test_features import TILE
from tests.support import story
from tests.support.features_client import Features
from tests.support.tile_reader import draw_areas

TWO_TILES = {"REGISTER_RATE_BURST_COST": "20000", "REGISTER_RATE_COST_PER_MINUTE": "60"}
AREAS = "/collections/areas-force/tiles/WebMercatorQuad/6/20/31"


def drawings(server):
    """How often a tile was drawn since the last request began."""
    return len([text for text in server.statements if "ST_AsMVT(" in text])


def test_a_tile_is_one_entry_of_the_access_log_with_the_keys_of_what_it_showed(own_server):
    caller = Features(own_server, "police", story.NORTHBY)
    for _ in range(2):
        assert caller.get(TILE).status_code == 200

    with own_server.owner.connect() as connection:
        entries = connection.execute(sa.select(access_log)).all()
    assert [(each.operation, each.root, each.outcome) for each in entries] == [("OgcHomes", "homes", "allowed")] * 2
    assert all(set(each.keys) >= {story.PLAIN, story.INSIDE} for each in entries)


def test_a_drawing_is_kept_for_one_body_until_the_answer_changes(own_server):
    draw_areas(own_server.owner, {story.NORTHBY: story.WEST})
    northby, ofsted = Features(own_server, "police", story.NORTHBY), Features(own_server, "ofsted")

    first = northby.get(AREAS)
    assert drawings(own_server) == 1
    assert northby.get(AREAS).content == first.content
    assert drawings(own_server) == 0
    assert ofsted.get(AREAS).content == first.content
    assert drawings(own_server) == 1

    before = northby.get(TILE).content
    with own_server.owner.begin() as connection:
        connection.execute(home_identity.update().values(name="Renamed House"))
    assert northby.get(TILE).content != before
    assert MOST_KEPT > 0


def test_no_shared_cache_keeps_a_tile_and_no_client_keeps_where_homes_are(server):
    caller = Features(server, "police", story.NORTHBY)

    assert caller.get(AREAS).headers["cache-control"] == KEPT_BY_CLIENT[True] == "private, max-age=300"
    assert caller.get(TILE).headers["cache-control"] == KEPT_BY_CLIENT[False] == "private, no-store"
    assert "Authorization" in caller.get(TILE).headers["vary"]


def test_a_thousand_tiles_at_once_are_refused_by_their_cost_without_sql_and_others_are_answered(make_server):
    with make_server(**TWO_TILES) as server:
        caller, other = Features(server, "police", story.NORTHBY), Features(server, "police", story.SOUTHBY)
        assert [caller.get(TILE).status_code for _ in range(3)] == [200, 200, 429]
        server.statements.clear()
        with ThreadPoolExecutor(8) as many:
            answers = list(many.map(lambda _: server.client.get(f"{server.url}/ogc{TILE}", headers=caller.headers),
                                    range(1_000)))  # fmt: skip
        assert server.statements == []
        assert other.get(TILE).status_code == 200

    assert {each.status_code for each in answers} == {429}
    assert all(int(each.headers["retry-after"]) >= 1 for each in answers)


@pytest.mark.parametrize("accept", ["*/*", "application/vnd.mapbox-vector-tile", "text/html,*/*;q=0.8"])
def test_a_tile_is_a_tile_whatever_is_accepted(server, accept):
    told = Features(server, "police", story.NORTHBY).send(TILE, Accept=accept)

    assert (told.status_code, told.headers["content-type"]) == (200, "application/vnd.mapbox-vector-tile")


def test_an_empty_tile_has_no_content(server):
    told = Features(server, "police", story.NORTHBY).get("/collections/homes/tiles/WebMercatorQuad/6/0/0")

    assert (told.status_code, told.content) == (204, b"")


@pytest.mark.parametrize("path", ["6/64/0", "6/0/64", "23/0/0", "x/0/0", "6/-1/0", "6/..%2F/0", "6/1e1/0"])
def test_what_is_no_tile_is_not_found_and_nothing_is_read(server, path):
    refused = Features(server, "police", story.NORTHBY).get(f"/collections/homes/tiles/WebMercatorQuad/{path}")

    assert (refused.status_code, set(refused.json())) == (404, {"code", "description"})
    assert not [text for text in server.statements if "register.premises" in text]
