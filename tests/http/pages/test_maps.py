"""The map of homes: what its tiles show is what the door of GIS clients shows to the same caller."""

import pytest

from tests.support import story
from tests.support.features_client import Features
from tests.support.pages_client import signed_in

TILE = "WebMercatorQuad/6/20/31"


@pytest.mark.parametrize("collection", ["homes", "areas-authority"])
@pytest.mark.parametrize(
    ("agency", "area"), [("police", story.NORTHBY), ("police", story.SOUTHBY), ("dfe_statistics", None)]
)
def test_a_tile_is_the_one_that_gis_clients_get(pages, collection, agency, area):
    path = "/".join(TILE.split("/")[1:])
    drawn = signed_in(pages, agency, area).get(f"/homes/tiles/{collection}/{path}")
    told = Features(pages, agency, area).send(f"/collections/{collection}/tiles/{TILE}")

    assert drawn.status_code == told.status_code
    assert told.status_code != 200 or drawn.content == told.content
    assert drawn.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("tile", ["homes/99/1/1", "homes/6/x/1", "nothing/6/20/31", "homes/6/20/31?evil=1"])
def test_what_is_no_tile_is_refused(northby, tile):
    assert northby.get(f"/homes/tiles/{tile}").status_code in (400, 404)


def test_who_may_search_by_no_place_has_no_map(pages, northby):
    assert "Map of homes" not in signed_in(pages, "dfe_statistics").get("/homes").text


def test_the_list_stands_beside_the_map_and_says_so(northby):
    text = northby.get("/homes?kind=CHILDRENS_HOME").text

    assert text.index('id="map"') < text.index("<table") if 'id="map"' in text else True
    assert "<table" in text
