"""OGC API - Tiles: each test is named after the requirement that it holds. Source: OGC 20-057 and OGC 17-083r4."""

import pytest
import shapely

from register.geo.vector_tiles import Tile
from tests.support import story
from tests.support.features_client import WEB_MERCATOR, Features, link_of
from tests.support.tile_reader import draw_areas, read_tile

SPEC = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf"
TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
# The whole story lies in each of these, and the home at its western edge in the last.
PLACES = [(0, 0, 0), (6, 20, 31), (9, 165, 252)]


def read(caller, tmp_path, place, collection="homes"):
    zoom, row, column = place
    told = caller.get(f"/collections/{collection}/tiles/WebMercatorQuad/{zoom}/{row}/{column}")
    assert told.status_code == 200
    return read_tile(told.content, tmp_path, zoom=zoom, row=row, column=column)


def test_conformance(northby):
    told = northby.get("/conformance").json()["conformsTo"]

    assert {f"{SPEC}/{each}" for each in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt")} <= set(told)


def test_tilesets_list_and_tileset_lead_from_the_collection_to_its_tiles(northby):
    found = northby.get("/collections").json()["collections"]
    drawn = [each for each in found if link_of(each, TILESETS) is not None]
    assert {each["id"] for each in found} - {each["id"] for each in drawn} == {"missing-episodes"}

    for collection in drawn:
        listed = northby.send(link_of(collection, TILESETS).removeprefix(f"{northby.server.url}/ogc")).json()
        (one,) = listed["tilesets"]
        told = northby.send(link_of(one, "self").removeprefix(f"{northby.server.url}/ogc")).json()
        named = northby.send(link_of(told, "describedby").removeprefix(f"{northby.server.url}/ogc")).json()

        assert (told["dataType"], told["crs"]) == ("vector", WEB_MERCATOR)
        assert link_of(told, "item").endswith("{tileMatrix}/{tileRow}/{tileCol}")
        assert named["tiles"][0].endswith("/tiles/WebMercatorQuad/{z}/{y}/{x}")


@pytest.mark.parametrize("place", PLACES)
def test_tile_success_and_mvt_show_what_the_features_show(ofsted, tmp_path, place):
    features = {each["id"]: each for each in ofsted.features("homes", crs=WEB_MERCATOR) if each["geometry"]}
    west, south, east, north = Tile(*place).edges
    inside = {
        each["id"] for each in ofsted.features("homes", bbox=f"{max(west, -180)},{south},{min(east, 180)},{north}")
    }

    drawn = read(ofsted, tmp_path, place)

    assert set(drawn) == inside
    for urn, each in drawn.items():
        assert each["name"] == features[urn]["properties"]["name"]
        assert each["places"] == features[urn]["properties"]["places"]
        width_m = 40_075_017 / 2 ** place[0] / 4_096
        assert each["geometry"].distance(shapely.Point(features[urn]["geometry"]["coordinates"])) <= width_m


def test_areas_are_drawn_with_their_outlines(own_server, tmp_path):
    draw_areas(own_server.owner, {story.NORTHBY: story.WEST, story.SOUTHBY: story.EAST})
    northby = Features(own_server, "police", story.NORTHBY)
    drawn = read(northby, tmp_path, (6, 20, 31), "areas-force")

    assert set(drawn) == {story.NORTHBY, story.SOUTHBY}
    for code, each in drawn.items():
        (area,) = northby.features("areas-force", code=code, crs=WEB_MERCATOR)
        whole = shapely.geometry.shape(area["geometry"])
        assert each["geometry"].symmetric_difference(whole).area < whole.area / 10


def test_query_param_unknown(northby):
    assert northby.get("/collections/homes/tiles/WebMercatorQuad/6/20/31", limit=1).status_code == 400
    assert northby.get("/collections/homes/tiles", limit=1).status_code == 400
