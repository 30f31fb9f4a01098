"""A download holds what the pages of the same caller hold, is logged as they are, and says what it is."""

import threading

import orjson
import pytest
import sqlalchemy as sa

from register.http.features_downloads import BUSY_S, Downloads
from register.policy.grants import POLICY_VERSION
from register.requests.downloads.forms import FORMS
from register.requests.downloads.verdict import judge
from register.sealing.manifests import is_genuine
from register.tables import access_log
from tests.support import story
from tests.support.download_client import open_archive
from tests.support.features_client import GRID, Features

HOMES = "/collections/homes/downloads"
forms = pytest.mark.parametrize("form", FORMS)


def opened(response):
    """The manifest and the bytes of what was downloaded."""
    found = open_archive(response)
    return found.manifest, found.content


def features(response):
    return {each["id"]: each for each in orjson.loads(opened(response)[1])["features"]}


@pytest.fixture
def northby(server):
    """The police of Northby."""
    return Features(server, "police", story.NORTHBY)


@forms
def test_every_form_is_whole_and_says_what_it_is(northby, tmp_path, form):
    told = northby.get(f"{HOMES}/{form}")
    (tmp_path / "homes.zip").write_bytes(told.content)

    assert judge(tmp_path / "homes.zip").is_whole
    assert told.headers["content-type"] == "application/zip"
    assert told.headers["content-disposition"] == f'attachment; filename="homes.{form}.zip"'
    assert int(told.headers["content-length"]) == len(told.content)
    assert told.headers["cache-control"] == "private, no-store"


def test_the_manifest_says_what_when_for_whom_and_by_which_law(northby):
    told = northby.get(f"{HOMES}/gpkg", sector="PRIVATE")
    manifest, _ = opened(told)

    assert is_genuine(manifest)
    assert manifest["request"] == told.headers["register-request"]
    assert (manifest["collection"], manifest["parameters"]) == ("homes", {"sector": "PRIVATE"})
    assert manifest["body"] == {"agency": "police", "area": story.NORTHBY, "organisation": None}
    assert (manifest["purpose"], manifest["policyVersion"]) == ("safeguarding_child", POLICY_VERSION)
    assert {each["group"] for each in manifest["basis"]} >= {"home public facts", "home identity and location"}
    assert all(each["law"] and each["inForceFrom"] for each in manifest["basis"])
    assert manifest["begunAt"] <= manifest["endedAt"]
    assert manifest["token"]
    assert manifest["contents"]["crs"] == GRID


def test_it_holds_what_the_pages_hold(northby):
    pages = {each["id"]: each for each in northby.features("homes")}

    assert features(northby.get(f"{HOMES}/geojson")).keys() == pages.keys()
    for urn, each in features(northby.get(f"{HOMES}/geojson")).items():
        assert each["geometry"] == pages[urn]["geometry"]
        kept = {name: value or None for name, value in pages[urn]["properties"].items()}
        assert {name: value or None for name, value in each["properties"].items()} == kept


def test_a_question_narrows_it_as_it_narrows_pages(northby):
    found = features(northby.get(f"{HOMES}/geojson", bbox="-2.31,53.40,-2.16,53.50"))

    assert set(found) == {story.PLAIN, story.INSIDE, story.IN_BOTH}
    assert set(features(northby.get(f"{HOMES}/geojson", filter="name = 'Ash House'"))) == {story.INSIDE}


def test_a_download_of_every_page_is_in_the_access_log_with_every_key(own_server, monkeypatch):
    monkeypatch.setattr("register.requests.features.parameters.MAX_LIMIT", 3)
    caller = Features(own_server, "police", story.NORTHBY)
    found = features(caller.get(f"{HOMES}/geojson"))

    with own_server.owner.connect() as connection:
        entries = connection.execute(sa.select(access_log).order_by(access_log.c.id)).all()
    assert [each.operation for each in entries] == ["DownloadPlace", *["DownloadHomes"] * 3]
    assert len({each.request for each in entries}) == 1
    assert set(found) == set(story.EVERY_URN)
    assert {key for each in entries for key in each.keys} >= set(found)


@pytest.mark.parametrize("collection", ["premises", "homes-in-my-area", "areas-force", "missing-episodes"])
def test_every_collection_can_be_downloaded(northby, collection):
    manifest, content = opened(northby.get(f"/collections/{collection}/downloads/geojson"))
    pages = {each["id"] for each in northby.features(collection)}

    assert {each["id"] for each in orjson.loads(content)["features"]} == pages
    assert manifest["rows"]["count"] == len(pages)


def test_the_downloads_are_listed_with_the_key_that_signs_them(northby):
    told = northby.get(HOMES).json()
    named = [each["href"].rsplit("/", 1)[1] for each in told["links"] if each["rel"] == "enclosure"]

    assert named == list(FORMS)
    assert told["publicKey"] == opened(northby.get(f"{HOMES}/csv"))[0]["publicKey"]


@pytest.mark.parametrize("path", ["/collections/homes/downloads/xlsx", "/collections/no/downloads/gpkg"])
def test_there_is_no_other_download(northby, path):
    assert northby.get(path).status_code == 404
    assert not [text for text in northby.server.statements if "register.home" in text]


@pytest.mark.parametrize("given", [{"limit": 1}, {"crs": GRID}, {"cursor": "x"}, {"no_such": 1}, {"bbox": "x"}])
def test_a_parameter_that_is_of_pages_or_of_nothing_is_refused(northby, given):
    assert northby.get(f"{HOMES}/gpkg", **given).status_code == 400


def test_a_box_is_refused_to_whoever_may_not_match_the_place_and_gives_no_file(server):
    refused = Features(server, "auditor").get(f"{HOMES}/gpkg", bbox="-3,53,-2,54")

    assert (refused.status_code, refused.json()["code"]) == (403, "POLICY_FORBIDDEN_MATCH")


def test_a_body_takes_one_download_at_a_time():
    downloads = Downloads(executor=None, key=None)
    with downloads._turn("police/E23000005"), pytest.raises(Exception, match="under way") as refused:  # noqa: PT012
        with downloads._turn("ofsted/"):
            pass
        with downloads._turn("police/E23000005"):
            pass

    assert refused.value.details["retryAfterS"] == BUSY_S
    assert downloads.taking == set()


def test_downloads_of_several_bodies_at_once_do_not_mix(server):
    bodies = {area: Features(server, "police", area) for area in (story.NORTHBY, story.SOUTHBY)}
    alone = {area: features(each.get("/collections/premises/downloads/geojson")) for area, each in bodies.items()}
    found = {}

    def ask(area):
        found[area] = features(bodies[area].get("/collections/premises/downloads/geojson"))

    threads = [threading.Thread(target=ask, args=(area,)) for area in bodies]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert found == alone
    assert alone[story.NORTHBY] != alone[story.SOUTHBY]
