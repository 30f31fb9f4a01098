"""Files of every form hold every row, and are such files as programs expect."""

import sqlite3

import pyogrio
import pytest

from register.requests.downloads import contents
from register.requests.downloads.digests import Digests
from register.requests.downloads.forms import FORMS, OUTLINES, POINTS, offered, wkb_of
from tests.requests.downloads.samples import layer_of, rows_of, write_file

forms = pytest.mark.parametrize("form", FORMS)


def read_back(path, form, kind=POINTS):
    found = Digests(has_geometry=FORMS[form].crs is not None)
    found.add(contents.rows_of(path, form, layer_of(kind), key="urn"))
    return found


@forms
@pytest.mark.parametrize("kind", [POINTS, OUTLINES])
@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_what_is_written_page_by_page_is_read_back_the_same(tmp_path, form, kind, cut):
    rows = rows_of(kind)
    path, digests = write_file(tmp_path, form, [rows[:cut], rows[cut:]], kind)

    assert read_back(path, form, kind).by_key == digests.by_key
    assert len(digests.by_key) == 3


@forms
def test_a_file_without_rows_is_a_file(tmp_path, form):
    path, digests = write_file(tmp_path, form, [])

    assert read_back(path, form).by_key == digests.by_key == {}


def test_a_geopackage_is_one_file_on_the_grid_with_times_in_utc(tmp_path):
    path, _ = write_file(tmp_path, "gpkg", [rows_of()])

    with sqlite3.connect(path) as opened:
        (mode,) = opened.execute("pragma journal_mode").fetchone()
        (version,) = opened.execute("pragma user_version").fetchone()
        times = opened.execute("select startedAt from homes order by fid").fetchall()
    assert (mode, version) == ("delete", 10_200)
    assert [each.name for each in tmp_path.iterdir()] == ["homes.gpkg"]
    assert times == [("2026-07-01T09:00:00.123Z",), (None,), ("1999-01-01T00:00:00.000Z",)]
    assert pyogrio.read_info(path)["crs"] == "EPSG:27700"


@pytest.mark.parametrize("form", ["gpkg", "fgb", "geojson"])
def test_gdal_knows_the_form_and_the_places(tmp_path, form):
    path, _ = write_file(tmp_path, form, [rows_of()])
    info = pyogrio.read_info(path, force_feature_count=True)

    assert info["features"] == 3
    assert info["crs"] == ("EPSG:4326" if form == "geojson" else "EPSG:27700")
    assert {"urn", "places", "withheld"} <= set(info["fields"])


def test_a_spreadsheet_runs_no_cell_of_the_csv(tmp_path):
    path, _ = write_file(tmp_path, "csv", [rows_of()])

    assert '\r\n"\'=1+1, é",' in path.read_bytes().decode("utf-8-sig")


def test_geoparquet_is_offered_where_its_package_is_installed(monkeypatch):
    assert "parquet" in offered()

    monkeypatch.setattr("register.requests.downloads.forms.find_spec", lambda name: None)
    assert list(offered()) == ["gpkg", "geojson", "fgb", "csv"]


def test_a_place_that_is_none_stays_none():
    assert wkb_of(None, POINTS) is None
