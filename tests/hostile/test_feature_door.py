"""The GIS door shows each caller of each home what the second opinion says, and withholds the rest."""

from urllib.parse import urlencode

import pytest

from register.requests.features.collections import collections
from register.requests.features.filter_inputs import filterable
from tests.hostile.oracle import FIELDS, load, reach, sees
from tests.hostile.test_doors import CALLERS
from tests.support import story
from tests.support.features_client import CRS84, GRID, WEB_MERCATOR, Features
from tests.support.tile_reader import read_tile

# Ways to come to the same homes. A box of all the world matches the place of each.
EVERYTHING = {
    "plain": {},
    "pages of one": {"limit": 1},
    "pages of three": {"limit": 3},
    "on the grid": {"crs": GRID},
    "in web mercator": {"crs": WEB_MERCATOR},
    "on this day": {"datetime": "2025-01-01"},
    "by status": {"registrationStatus": "REGISTERED"},
}
BOXES = {"all the world": {"bbox": "-180,-90,180,90"}, "all the grid": {"bbox": "0,0,700000,1300000", "bbox-crs": GRID}}


def door(server, caller):
    organisation = "story-trust" if caller.agency == "interview_provider" else None
    return Features(server, caller.agency, caller.area, organisation=organisation)


def through(server, caller, given):
    """Every feature that a question finds, by its id; None if it is refused."""
    asked = door(server, caller)
    first = asked.send(f"/collections/homes/items?{urlencode(given)}")
    if first.status_code == 403:
        return None
    return {each["id"]: each for each in asked.features("homes", **given)}


def shown(home, caller, name):
    cell = FIELDS[name]
    return sees(home, caller, cell.table, main=cell.main)


@pytest.fixture(scope="module")
def homes(server):
    return {home.stored("urn"): home for home in load(server.owner)}


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
@pytest.mark.parametrize("given", EVERYTHING.values(), ids=EVERYTHING)
def test_every_property_is_shown_to_whoever_may_see_it_and_to_nobody_else(server, homes, caller, given):
    found = through(server, caller, given)
    named = [each.name for each in collections()["homes"].properties if each.name in FIELDS]

    assert (found is None) is (reach(caller, "home") is None)
    assert found is None or set(found) == set(homes)
    for urn, feature in (found or {}).items():
        withheld = set(feature["properties"]["withheld"])
        for name in named:
            may = shown(homes[urn], caller, name)
            assert (name not in withheld) is may, (urn, name)
            assert feature["properties"][name] == (homes[urn].written(name) if may else None), (urn, name)
        may = shown(homes[urn], caller, "easting")
        assert ("geometry" not in withheld) is may
        assert (feature["geometry"] is not None) is (may and homes[urn].stored("easting") is not None)


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
@pytest.mark.parametrize("given", BOXES.values(), ids=BOXES)
def test_a_box_finds_only_homes_whose_place_the_caller_may_see(server, homes, caller, given):
    found = through(server, caller, given)
    placed = {urn for urn, home in homes.items() if home.stored("easting") is not None}
    visible = {urn for urn in placed if reach(caller, "home") and shown(homes[urn], caller, "easting")}

    # Whoever may see no place at all is refused the search, and not told that there is none.
    assert (found is None) is not bool(visible)
    assert found is None or set(found) == visible
    assert all(each["geometry"] is not None for each in (found or {}).values())


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_one_feature_is_what_the_list_shows_of_it_and_an_absent_one_is_as_a_hidden_one(server, caller):
    asked, found = door(server, caller), through(server, caller, {"crs": CRS84})

    for urn in story.EVERY_URN:
        told = asked.get(f"/collections/homes/items/{urn}")
        if found is None:
            assert told.status_code == 403
        else:
            assert {name: told.json()[name] for name in found[urn]} == found[urn]
    absent = asked.get("/collections/homes/items/SC000000")
    assert absent.status_code == (403 if found is None else 404)


@pytest.mark.parametrize("which", ["in", "out of"])
def test_a_home_in_ones_area_is_found_by_its_id_there_and_another_is_not(server, which):
    asked = Features(server, "police", story.NORTHBY)
    urns = story.IN_NORTHBY if which == "in" else set(story.EVERY_URN) - set(story.IN_NORTHBY)

    statuses = {asked.get(f"/collections/homes-in-my-area/items/{urn}").status_code for urn in urns}

    assert statuses == {200 if which == "in" else 404}


def test_a_hidden_value_and_an_absent_one_are_answered_with_the_same_bytes(server):
    """Southby's home is outside Northby's reach: to ask for its name is to ask for any that nobody has."""
    asked = Features(server, "police", story.NORTHBY)
    bodies = set()
    for name in ("Elm House", "No House"):
        told = asked.get("/collections/homes/items", name=name).json()
        del told["timeStamp"], told["links"]
        bodies.add(str(told))

    assert len(bodies) == 1


RING = ((-2.4, 53.35), (-1.9, 53.35), (-1.9, 53.55), (-2.4, 53.55), (-2.4, 53.35))
DRAWN = f"S_INTERSECTS(geometry, POLYGON(({', '.join(f'{east} {north}' for east, north in RING)})))"
WITHIN = "query($within: GeoJSON) { homes(area: {within: $within}) { nodes { urn } } }"
# A filter on each property, true of every home whose value the caller may read.
FILTERS = {
    each.name: f"{each.name} IS NULL OR {each.name} IS NOT NULL"
    for each in filterable(collections()["homes"])
    if each.name in FIELDS
}
SHAPES = {
    "a box": "S_INTERSECTS(geometry, BBOX(0, 0, 700000, 1300000))",
    "not a box": "NOT S_INTERSECTS(geometry, BBOX(0, 0, 1, 1))",
}


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_a_filter_finds_only_homes_of_which_the_caller_may_see_what_it_compares(server, homes, caller):
    for name, text in FILTERS.items():
        found = through(server, caller, {"filter": text, "filter-lang": "cql2-text"})
        visible = {urn for urn, home in homes.items() if reach(caller, "home") and shown(home, caller, name)}

        assert (found is None) is not bool(visible), name
        assert found is None or set(found) == visible, name


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_a_shape_finds_only_homes_whose_place_the_caller_may_see(server, homes, caller):
    placed = {urn for urn, home in homes.items() if home.stored("easting") is not None}
    visible = {urn for urn in placed if reach(caller, "home") and shown(homes[urn], caller, "easting")}

    for name, text in SHAPES.items():
        found = through(server, caller, {"filter": text, "filter-crs": GRID})
        assert (found is None) is not bool(visible), name
        assert found is None or set(found) == visible, name


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_a_polygon_finds_what_the_area_within_of_graphql_finds(server, caller):
    asked, found = door(server, caller), through(server, caller, {"filter": DRAWN})
    body = {"query": WITHIN, "variables": {"within": {"type": "Polygon", "coordinates": [RING]}}}
    told = server.client.post(f"{server.url}/graphql", json=body, headers=asked.headers).json()["data"]["homes"]

    assert (found is None) is (told is None)
    assert found is None or set(found) == {each["urn"] for each in told["nodes"]}


def test_a_filter_on_a_hidden_value_and_on_an_absent_one_are_answered_with_the_same_bytes(server):
    asked = Features(server, "police", story.NORTHBY)
    for form in ("name = '{}'", "NOT name <> '{}'", "name LIKE '{}%'", "CASEI(name) = CASEI('{}')"):
        bodies = set()
        for name in ("Elm House", "No House"):
            told = asked.get("/collections/homes/items", filter=form.format(name)).json()
            del told["timeStamp"], told["links"]
            bodies.add(str(told))
        assert len(bodies) == 1, form


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_a_tile_draws_only_homes_whose_place_the_caller_may_see_and_of_them_what_the_caller_may(
    server, homes, caller, tmp_path
):
    asked = door(server, caller)
    told = asked.get("/collections/homes/tiles/WebMercatorQuad/6/20/31")
    placed = {urn for urn, home in homes.items() if home.stored("easting") is not None}
    visible = {urn for urn in placed if reach(caller, "home") and shown(homes[urn], caller, "easting")}

    assert told.status_code == (200 if visible else 403)
    drawn = read_tile(told.content, tmp_path, zoom=6, row=20, column=31) if visible else {}
    assert set(drawn) == visible
    for urn, found in drawn.items():
        for name in ("name", "postcode", "places", "contactTelephone"):
            may = shown(homes[urn], caller, name)
            assert (found.get(name) or None) == (homes[urn].written(name) if may else None), (urn, name)


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
@pytest.mark.parametrize("limit", [1, 1_000])
def test_buildings_are_those_that_graphql_shows_of_each_home(server, caller, limit):
    asked = door(server, caller)
    body = {"query": "{ homes { nodes { urn premises { id postcode location { easting northing } } } } }"}
    told = server.client.post(f"{server.url}/graphql", json=body, headers=asked.headers).json()["data"]["homes"]
    shown = [(home["urn"], each) for home in (told or {"nodes": []})["nodes"] for each in home["premises"] or ()]
    first = asked.get("/collections/premises/items", limit=limit)

    assert first.status_code == (200 if shown else 403)
    found = asked.features("premises", limit=limit, crs=GRID) if shown else []
    assert sorted((urn, each["id"], each["postcode"]) for urn, each in shown) == sorted(
        (each["properties"]["urn"], each["id"], each["properties"]["postcode"]) for each in found
    )
    placed = {each["id"]: each["geometry"] and each["geometry"]["coordinates"] for each in found}
    for _, each in shown:
        location = each["location"]
        assert placed[each["id"]] == (location and [location["easting"], location["northing"]])
