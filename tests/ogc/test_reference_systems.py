"""OGC API - Features, Part 2: each test is named after the requirement that it holds. Source: OGC 18-058r1."""

import pytest

from tests.support import story
from tests.support.features_client import CRS84, GRID, WEB_MERCATOR

HOMES = "/collections/homes/items"
OFFERED = [CRS84, GRID, WEB_MERCATOR]
PLACES = {CRS84: [-2.2273352, 53.4515591], GRID: [385_000, 395_000], WEB_MERCATOR: [-247_945.82, 7_066_964.865]}


def test_crs_uri_and_fc_md_crs_list(northby):
    for each in northby.get("/collections").json()["collections"]:
        assert each["crs"] == OFFERED


def test_fc_md_crs_list_global(northby):
    assert northby.get("/collections").json()["crs"] == OFFERED


def test_fc_md_storage_crs_and_fc_md_storage_crs_valid_value(northby):
    for each in northby.get("/collections").json()["collections"]:
        assert each["storageCrs"] == GRID
        assert each["storageCrs"] in each["crs"]


def test_epsg_4326_is_not_offered(northby):
    assert "4326" not in northby.get("/collections").text
    assert northby.get(HOMES, crs="http://www.opengis.net/def/crs/EPSG/0/4326").status_code == 400


@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
def test_fc_crs_definition_and_fc_bbox_crs_definition(northby, name):
    declared = northby.get("/api").json()["components"]["parameters"][name]

    assert (declared["style"], declared["explode"]) == ("form", False)
    assert declared["schema"] == {"type": "string", "format": "uri", "enum": OFFERED, "default": CRS84}


@pytest.mark.parametrize("given", ["EPSG:27700", "urn:ogc:def:crs:EPSG::27700", "27700", "", "http://example.org/crs"])
def test_fc_crs_valid_value_and_fc_bbox_crs_valid_value(northby, given):
    assert northby.get(HOMES, crs=given).status_code == 400
    assert northby.get(HOMES, bbox="1,2,3,4", bbox_crs=given).status_code == 400


def test_bbox_crs_alone_is_refused(northby):
    assert northby.get(HOMES, bbox_crs=GRID).status_code == 400


def test_fc_crs_default_value(northby):
    told = northby.get(HOMES)

    assert told.headers["content-crs"] == f"<{CRS84}>"
    assert all(abs(each["geometry"]["coordinates"][0]) < 10 for each in told.json()["features"] if each["geometry"])


@pytest.mark.parametrize("crs", OFFERED)
@pytest.mark.parametrize("path", [HOMES, f"{HOMES}/{story.INSIDE}"])
def test_crs_action_and_ogc_crs_header_and_ogc_crs_header_value(northby, crs, path):
    told = northby.get(path, crs=crs)
    found = [told.json()] if path.endswith(story.INSIDE) else told.json()["features"]
    (home,) = [each for each in found if each["id"] == story.INSIDE]

    assert told.headers["content-crs"] == f"<{crs}>"
    assert home["geometry"]["coordinates"] == pytest.approx(PLACES[crs], rel=1e-6)


def test_geojson(northby):
    assert northby.get(HOMES, crs=GRID).headers["content-type"] == "application/geo+json"


def test_fc_bbox_crs_default_value(northby):
    plain = northby.get(HOMES, bbox="-2.31,53.40,-2.16,53.50").json()
    named = northby.get(HOMES, bbox="-2.31,53.40,-2.16,53.50", bbox_crs=CRS84).json()

    assert plain["features"] == named["features"]


@pytest.mark.parametrize(
    ("crs", "box"),
    [
        (GRID, "384999,394999,385001,395001"),
        (GRID, "385000,395000,385000,395000"),
        (CRS84, "-2.22734,53.45155,-2.22733,53.45156"),
        (WEB_MERCATOR, "-247946,7066964,-247945,7066965"),
    ],
)
def test_bbox_crs_action(northby, crs, box):
    found = northby.get(HOMES, bbox=box, bbox_crs=crs).json()["features"]

    assert [each["id"] for each in found] == [story.INSIDE]
