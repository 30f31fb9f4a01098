"""A download shows each caller of each home what the second opinion says, in every form, and withholds the rest."""

import pytest

from register.requests.downloads.columns import fields_of, plain
from register.requests.downloads.forms import FORMS
from register.requests.features.collections import collections
from tests.hostile.oracle import FIELDS, load, reach
from tests.hostile.test_doors import CALLERS
from tests.hostile.test_feature_door import door, shown
from tests.support import story
from tests.support.download_client import open_archive
from tests.support.features_client import GRID, Features

HOMES = "/collections/homes/downloads"


@pytest.fixture(scope="module")
def homes(server):
    return {home.stored("urn"): home for home in load(server.owner)}


def downloaded(asked, folder, form, **given):
    """Every row of a download; None if it is refused."""
    response = asked.get(f"{HOMES}/{form}", **given)
    return None if response.status_code == 403 else open_archive(response).rows(folder)


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
@pytest.mark.parametrize("form", FORMS)
def test_every_cell_is_given_to_whoever_may_see_it_and_to_nobody_else(server, homes, caller, form, tmp_path):
    found = downloaded(door(server, caller), tmp_path, form)
    cells = {each.name: each.cell for each in fields_of(collections()["homes"]) if each.name in FIELDS}

    assert (found is None) is (reach(caller, "home") is None)
    assert found is None or set(found) == set(homes)
    for urn, row in (found or {}).items():
        withheld = set((row["withheld"] or "").split(","))
        for name, cell in cells.items():
            may = shown(homes[urn], caller, name)
            assert (name not in withheld) is may, (urn, name)
            assert row[name] == (plain(homes[urn].written(name), cell) if may else None), (urn, name)
        may = shown(homes[urn], caller, "easting") and homes[urn].stored("easting") is not None
        assert (row["geometry"] is not None) is (may and FORMS[form].crs is not None)


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_a_box_and_a_filter_narrow_a_download_as_they_narrow_pages(server, caller, tmp_path):
    asked = door(server, caller)
    for given in ({"bbox": "0,0,700000,1300000", "bbox_crs": GRID}, {"filter": "name IS NULL OR name IS NOT NULL"}):
        pages = asked.get("/collections/homes/items", **given)
        found = downloaded(asked, tmp_path, "gpkg", **given)

        assert (found is None) is (pages.status_code == 403)
        assert found is None or set(found) == {each["id"] for each in pages.json()["features"]}


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_no_canary_of_a_hidden_cell_is_in_any_byte_of_the_file(server, homes, caller):
    for form in ("csv", "geojson", "gpkg"):
        response = door(server, caller).get(f"{HOMES}/{form}")
        if response.status_code == 403:
            continue
        content = open_archive(response).content
        for urn, home in homes.items():
            for name in ("name", "postcode"):
                hidden = home.stored(name)
                if hidden and not shown(home, caller, name):
                    assert str(hidden).encode() not in content, (urn, name, form)


def test_a_force_downloads_its_own_buildings_and_no_others(server, tmp_path):
    found = [
        open_archive(Features(server, "police", area).get("/collections/premises/downloads/gpkg")).rows(tmp_path)
        for area in (story.NORTHBY, story.SOUTHBY)
    ]
    of_both = [[row for row in rows.values() if row["urn"] == story.IN_BOTH] for rows in found]

    assert [[list(map(tuple, row["geometry"])) for row in rows] for rows in of_both] == [
        [[(386_000, 396_000)]],
        [[(394_000, 394_000)]],
    ]
