"""Built styles and scripts: the same for everybody, without a font or a picture that is not ours to use."""

import re

import pytest

from register.http.pages.assets import BUILT, NAMES, PREFIX, asset_names

built = pytest.mark.skipif(not (BUILT / NAMES).is_file(), reason="the pages are not built: run make graphiql")


@built
def test_what_the_pages_name_is_there_and_kept_for_good(pages):
    for name in asset_names().values():
        answer = pages.client.get(f"{pages.url}{PREFIX}/{name}")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
        assert answer.headers["x-content-type-options"] == "nosniff"


@built
def test_neither_the_font_nor_the_crest_of_the_government_is_in_the_build():
    for file in BUILT.glob("page-*"):
        assert re.findall(r"GDS Transport|crest|url\(", file.read_text()) == []


@built
def test_the_first_view_is_light():
    names = asset_names()
    assert sum((BUILT / names[each]).stat().st_size for each in ("page.css", "page.js")) < 150_000


@pytest.mark.parametrize("name", ["names.json", ".hidden", "a%00.js", "other.js"])
def test_nothing_but_an_asset_is_served(pages, name):
    answer = pages.client.get(f"{pages.url}{PREFIX}/{name}")

    assert (answer.status_code, answer.text) == (404, "Not found.\n")


@pytest.mark.parametrize("path", ["%2e%2e%2findex.html", "%2e%2e/graphiql/index.html"])
def test_nothing_beside_the_assets_has_an_address(pages, path):
    assert pages.client.get(f"{pages.url}{PREFIX}/{path}").status_code == 404


def test_without_a_build_the_pages_work_all_the_same(tmp_path):
    assert asset_names(tmp_path) == {}
