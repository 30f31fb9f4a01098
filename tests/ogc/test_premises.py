"""The buildings of homes: each body sees its own, on every way that leads to them."""

import pytest
import sqlalchemy as sa

from register.tables import access_log
from tests.support import story
from tests.support.features_client import GRID, Features
from tests.support.tile_reader import read_tile

ITEMS = "/collections/premises/items"
TWIN_WEST, TWIN_EAST = [386_000, 396_000], [394_000, 394_000]


def places(caller, **given):
    """Where each building is, with the home that it is of."""
    found = caller.features("premises", crs=GRID, **given)
    return sorted((each["properties"]["urn"], each["geometry"]["coordinates"]) for each in found)


@pytest.fixture
def southby(server):
    """The police of Southby."""
    return Features(server, "police", story.SOUTHBY)


def test_each_force_sees_its_own_building_of_a_home_in_both(northby, southby, ofsted):
    of_twin = [[place for urn, place in places(each) if urn == story.IN_BOTH] for each in (northby, southby, ofsted)]

    assert of_twin == [[TWIN_WEST], [TWIN_EAST], [TWIN_WEST, TWIN_EAST]]
    assert {urn for urn, _ in places(southby)} == {story.OUTSIDE, story.ON_THE_LINE, story.IN_BOTH}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_any_size_hold_the_same_buildings(ofsted, limit):
    pages = list(ofsted.pages("premises", limit=limit))

    assert all(len(page["features"]) <= limit for page in pages)
    assert places(ofsted, limit=limit) == places(ofsted)
    assert len({each["id"] for page in pages for each in page["features"]}) == 7


@pytest.mark.parametrize("limit", [1, 2, 1_000])
@pytest.mark.parametrize("who", ["northby", "southby", "ofsted"])
@pytest.mark.parametrize("box", ["380000,380000,400000,400000", "385500,393000,394500,397000", "0,0,1,1"])
def test_the_pages_of_a_box_hold_each_building_in_it_once(request, who, limit, box):
    caller = request.getfixturevalue(who)
    west, south, east, north = map(float, box.split(","))
    inside = [(urn, place) for urn, place in places(caller) if west <= place[0] <= east and south <= place[1] <= north]

    assert places(caller, bbox=box, bbox_crs=GRID, limit=limit) == inside


def test_a_box_finds_the_building_in_it_and_not_the_other_of_its_home(ofsted):
    assert places(ofsted, bbox="393000,393000,394500,395000", bbox_crs=GRID) == [(story.IN_BOTH, TWIN_EAST)]


def test_one_building_is_found_by_its_id_by_who_may_see_it(northby, southby):
    (east,) = [each for each in southby.features("premises") if each["properties"]["urn"] == story.IN_BOTH]

    found = southby.get(f"{ITEMS}/{east['id']}").json()
    assert {name: found[name] for name in east} == east
    assert found["properties"]["isMain"] is False
    assert northby.get(f"{ITEMS}/{east['id']}").status_code == 404
    assert northby.get(f"{ITEMS}/{story.INSIDE}").status_code == 400


def test_homes_are_filtered_and_buildings_are_not(ofsted):
    assert {urn for urn, _ in places(ofsted, filter="name = 'Twin House'")} == {story.IN_BOTH}
    assert places(ofsted, urn=story.INSIDE) == [(story.INSIDE, [385_000, 395_000])]
    for text in ("isMain", "postcode IS NULL", "S_INTERSECTS(geometry, BBOX(1,2,3,4))"):
        assert ofsted.get(ITEMS, filter=text).status_code == 400


def test_a_tile_draws_the_buildings(southby, tmp_path):
    told = southby.get("/collections/premises/tiles/WebMercatorQuad/6/20/31")

    assert set(read_tile(told.content, tmp_path, zoom=6, row=20, column=31)) == {
        story.OUTSIDE,
        story.ON_THE_LINE,
        story.IN_BOTH,
    }


@pytest.mark.parametrize("agency", ["dfe_statistics", "auditor"])
def test_who_may_see_no_place_is_refused(server, agency):
    refused = Features(server, agency).get(ITEMS)

    assert (refused.status_code, refused.json()["code"]) == (403, "POLICY_FORBIDDEN_MATCH")
    assert not [text for text in server.statements if "register.premises" in text]


def test_the_homes_of_the_buildings_are_in_the_access_log(own_server):
    Features(own_server, "police", story.SOUTHBY).get(ITEMS)

    with own_server.owner.connect() as connection:
        (entry,) = connection.execute(sa.select(access_log)).all()
    assert (entry.operation, entry.root) == ("OgcPremises", "homes")
    assert set(entry.keys) >= {story.OUTSIDE, story.ON_THE_LINE, story.IN_BOTH}


@pytest.mark.parametrize("cursor", ["x", "0.x", "9999999.x", "0r.", ""])
def test_a_cursor_that_is_not_of_the_question_is_refused(ofsted, cursor):
    assert ofsted.get(ITEMS, cursor=cursor).status_code == 400
