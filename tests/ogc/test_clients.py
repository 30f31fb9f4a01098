"""Real clients of the GIS door: GDAL's own driver reads what GraphQL tells the same caller."""

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyogrio
import pytest
import shapely

from register.identity.api_keys import new_secret, write_keys
from register.maintenance.migrate import API_LOGIN
from tests.identity.test_api_keys import KEY
from tests.ogc.gdal_reader import read_by_gdal
from tests.ogc.pictures import run_qgis
from tests.support import story
from tests.support.client import serve
from tests.support.features_client import Features

TOTAL = "{ totalCount }"
COUNT = f"{{ homes(area: {{mine: true}}) {TOTAL} }}"
PLACES = "{ homes(area: {mine: true}) { nodes { urn location { easting northing } } } }"
CALLERS = {"police": ("police", story.NORTHBY), "authority": ("local_authority", story.NORTHBY_COUNCIL)}

needs_ogrinfo = pytest.mark.skipif(
    shutil.which("ogrinfo") is None, reason="ogrinfo is not installed: it is in gdal-bin, see make gis-tools"
)

needs_qgis = pytest.mark.skipif(
    not Path("/usr/lib/python3/dist-packages/qgis").exists(), reason="QGIS is not installed: see make gis-tools"
)


@pytest.fixture
def signed_in(tmp_path):
    """The setting of GDAL by which it sends a caller's headers."""

    def sign_in(caller: Features) -> dict[str, str]:
        headers = tmp_path / "headers.txt"
        headers.write_text("".join(f"{name}: {value}\n" for name, value in caller.headers.items()))
        return {"GDAL_HTTP_HEADER_FILE": str(headers)}

    return sign_in


@pytest.fixture
def keyed_server(monkeypatch, tmp_path, cluster, request, worker):
    """A server, and the number and secret of a key of the police of Northby."""
    path, (number, secret, digest) = tmp_path / "keys.jsonl", new_secret()
    until = datetime.now(UTC) + timedelta(hours=1)
    write_keys(path, {number: replace(KEY, number=number, digest=digest, networks=(), expires_at=until)})
    monkeypatch.setenv("REGISTER_API_KEYS_FILE", str(path))
    name = f"keyed_{worker}"
    cluster.clone_database(request.getfixturevalue("story"), name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running:
        yield running, number, secret
    cluster.drop_database(name)


@pytest.mark.parametrize("who", CALLERS.values(), ids=CALLERS)
def test_gdal_reads_every_page_on_the_grid_and_counts_what_graphql_counts(server, signed_in, who):
    counted = server.ask(COUNT, *who).data["homes"]["totalCount"]

    told = read_by_gdal(
        signed_in(Features(server, *who)),
        url=server.url,
        layer="homes-in-my-area",
        CRS="EPSG:27700",
        PAGE_SIZE=2,
        INITIAL_REQUEST_PAGE_SIZE=2,
    )

    assert told["crs"] == "EPSG:27700"
    assert told["count"] == told["features"] == counted > 2


def test_gdal_signs_in_with_a_key_by_basic(keyed_server):
    server, number, secret = keyed_server

    told = read_by_gdal({}, url=server.url, layer="homes-in-my-area", USERPWD=f"{number}:{secret}")

    assert told["count"] == len(story.IN_NORTHBY)


def test_gdal_lists_the_collections_and_pushes_a_box_to_the_server(server, signed_in):
    caller = Features(server, "police", story.NORTHBY)
    offered = [each["id"] for each in caller.get("/collections").json()["collections"]]
    server.statements.clear()

    told = read_by_gdal(
        signed_in(caller), url=server.url, layer="homes", CRS="EPSG:27700", bbox=[384_000, 394_000, 385_500, 395_500]
    )

    assert told["layers"] == offered
    assert {"urn", "name", "withheld"} <= set(told["fields"])
    assert (told["features"], told["urns"]) == (len(story.EVERY_URN), [story.INSIDE])
    assert [text for text in server.statements if "easting >=" in text]


def ogrinfo(signed_in, *asked):
    """What the distribution's ogrinfo says."""
    return subprocess.run(  # noqa: S603 - the tool's own path
        [shutil.which("ogrinfo"), "-ro", *asked],
        env={**signed_in, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout


@needs_ogrinfo
def test_ogrinfo_lists_what_is_offered_and_counts_what_graphql_counts(server, signed_in):
    caller = Features(server, "police", story.NORTHBY)
    offered = [each["id"] for each in caller.get("/collections").json()["collections"]]
    counted = server.ask(COUNT, "police", story.NORTHBY).data["homes"]["totalCount"]
    source, headers = f"OAPIF:{server.url}/ogc", signed_in(caller)

    listed = [line.split()[1] for line in ogrinfo(headers, "-q", source).splitlines() if line[:1].isdigit()]

    assert listed == offered
    assert f"Feature Count: {counted}" in ogrinfo(headers, "-so", source, "homes-in-my-area")


@needs_ogrinfo
@pytest.mark.parametrize("where", ["places = 3", "sector = 'PRIVATE' AND places = 3"])
def test_ogrinfo_pushes_a_filter_to_the_server_and_finds_what_graphql_finds(server, signed_in, where):
    caller = Features(server, "police", story.NORTHBY)
    source, headers = f"OAPIF:{server.url}/ogc", signed_in(caller)
    counted = server.ask(f"{{ homes(area: {{mine: true}}, where: {{places: {{eq: 3}}}}) {TOTAL} }}", *CALLERS["police"])
    server.statements.clear()

    told = ogrinfo(headers, "-al", "-where", where, source, "homes-in-my-area")

    assert told.count("urn (String) = ") == counted.data["homes"]["totalCount"] == 1
    assert [text for text in server.statements if "places = " in text]


def ogr2ogr(environment, url, target, *options):
    """The rows that the distribution's ogr2ogr copied: their places as text and their properties."""
    command = [shutil.which("ogr2ogr"), "-f", "GPKG", str(target), f"OAPIF:{url}", "homes-in-my-area", *options]
    subprocess.run(  # noqa: S603 - the tool's own path
        command, env={**environment, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True, timeout=120
    )
    meta, _, geometry, fields = pyogrio.raw.read(target)
    columns = dict(zip(meta["fields"], fields, strict=True))
    return meta["crs"], dict(zip(columns["urn"], shapely.from_wkb(geometry), strict=True))


@needs_ogrinfo
@pytest.mark.parametrize("who", CALLERS.values(), ids=CALLERS)
def test_ogr2ogr_copies_every_page_on_the_grid_and_counts_what_graphql_counts(server, signed_in, tmp_path, who):
    counted = server.ask(COUNT, *who).data["homes"]["totalCount"]
    # GDAL asks for the grid since 3.7, and converts by itself before that, to within a few metres.
    options = ("-oo", "CRS=EPSG:27700", "-t_srs", "EPSG:27700", "-oo", "PAGE_SIZE=2")

    crs, copied = ogr2ogr(signed_in(Features(server, *who)), f"{server.url}/ogc", tmp_path / "homes.gpkg", *options)

    assert crs == "EPSG:27700"
    assert len(copied) == counted > 2
    shown = {each["urn"]: each["location"] for each in server.ask(PLACES, *who).data["homes"]["nodes"]}
    assert {urn for urn, place in copied.items() if place is not None} == {urn for urn in shown if shown[urn]}
    for urn, place in shown.items():
        assert place is None or (copied[urn].x, copied[urn].y) == pytest.approx(
            (place["easting"], place["northing"]), abs=10
        )


@needs_ogrinfo
def test_ogr2ogr_pushes_a_filter_to_the_server_and_copies_what_graphql_finds(server, signed_in, tmp_path):
    caller = Features(server, *CALLERS["police"])
    counted = server.ask(f"{{ homes(area: {{mine: true}}, where: {{places: {{eq: 3}}}}) {TOTAL} }}", *CALLERS["police"])
    server.statements.clear()

    where = ("-where", "places = 3")
    _, copied = ogr2ogr(signed_in(caller), f"{server.url}/ogc", tmp_path / "homes.gpkg", *where)

    assert len(copied) == counted.data["homes"]["totalCount"] == 1
    assert [text for text in server.statements if "places = " in text]


@needs_qgis
def test_qgis_reads_every_page_with_a_key_and_counts_what_graphql_counts(keyed_server, tmp_path):
    server, number, secret = keyed_server
    asked = {
        "url": server.url,
        "layer": "homes-in-my-area",
        "user": number,
        "password": secret,
        "where": '"places" = 3',
    }

    told = run_qgis("qgis_reader.py", asked, tmp_path)

    assert told["valid"], told
    assert told["count"] == len(story.IN_NORTHBY)
    assert told["urns"] == sorted(story.IN_NORTHBY)
    assert told["points"] == len(set(story.IN_NORTHBY) - {story.UNPLACED})
    assert told["found"] == [story.INSIDE]


@needs_qgis
def test_the_picture_of_qgis_shows_the_areas_and_the_homes(keyed_server, tmp_path):
    server, number, secret = keyed_server
    file = tmp_path / "qgis.png"
    asked = {"url": server.url, "user": number, "password": secret, "file": str(file)}

    told = run_qgis("qgis_pictures.py", asked, tmp_path)

    assert (told["homes"], told["rows"]) == (len(story.IN_NORTHBY), len(story.IN_NORTHBY))
    assert told["colours"]["homes"] > 20
    assert file.stat().st_size > 10_000
