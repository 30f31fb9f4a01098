"""Two registers that differ in what a caller may not see are the same register at the GIS door, and its tiles too."""

import pytest
import sqlalchemy as sa

from register.requests.downloads.forms import FORMS
from tests.hostile.home_changes import shift, update
from tests.support import story
from tests.support.download_client import open_archive
from tests.support.features_client import GRID, Features

WORLD = "S_INTERSECTS(geometry, BBOX(-180, -90, 180, 90))"
TILES = "/collections/homes/tiles/WebMercatorQuad"
QUESTIONS = {
    "all": ("/collections/homes/items", {}),
    "the first": ("/collections/homes/items", {"limit": 2}),
    "a day": ("/collections/homes/items", {"datetime": "2024-01-01"}),
    "a box": ("/collections/homes/items", {"bbox": "0,0,700000,1300000", "bbox_crs": GRID}),
    "a name": ("/collections/homes/items", {"name": "Elm House"}),
    "a filter": ("/collections/homes/items", {"filter": "name LIKE 'Elm%' OR places > 3"}),
    "its negation": ("/collections/homes/items", {"filter": "NOT (name LIKE 'Elm%' OR postcode = 'M1 1AE')"}),
    "a shape": ("/collections/homes/items", {"filter": WORLD}),
    "no shape": ("/collections/homes/items", {"filter": f"NOT {WORLD}"}),
    "the own area": ("/collections/homes-in-my-area/items", {}),
    "one": (f"/collections/homes/items/{story.OUTSIDE}", {}),
    "a tile": (f"{TILES}/6/20/31", {}),
    "a small tile": (f"{TILES}/9/165/252", {}),
    "buildings": ("/collections/premises/items", {}),
    "buildings of a name": ("/collections/premises/items", {"name": "Elm House"}),
    "buildings in a box": ("/collections/premises/items", {"bbox": "390000,390000,400000,400000", "bbox_crs": GRID}),
    "a tile of buildings": (f"/collections/premises/{TILES.partition('homes/')[2]}/6/20/31", {}),
    "areas": ("/collections/areas-force/items", {}),
    **{f"homes as {form}": (f"/collections/homes/downloads/{form}", {}) for form in FORMS},
    "buildings as gpkg": ("/collections/premises/downloads/gpkg", {}),
}
# What differs between two downloads of the same rows: when they were taken, and what follows from that.
OF_THE_MOMENT = {"begunAt", "endedAt", "request", "token", "signature", "sha256"}
# These hold nothing of the moment, so that their bytes are compared as well.
SAME_BYTES = ("csv", "geojson")
CHANGES = {
    "a name": update("home_identity", "name = 'Renamed House'"),
    "a postcode": update("premises", "postcode = 'M1 1AE'"),
    "an address": update("premises", "paon = '99', street = 'Elm Row'"),
}
MOVED = shift(story.OUTSIDE, 391_500, 391_500)


def compared(download):
    """What a download says, without what is of its moment."""
    kept = {name: value for name, value in download.manifest.items() if name not in OF_THE_MOMENT}
    return kept, download.lines, download.content if download.name.endswith(SAME_BYTES) else b""


def told(caller):
    """What a caller is answered to every question, without the time and the sealed cursors."""
    answers = {}
    for name, (path, given) in QUESTIONS.items():
        answer = caller.get(path, **given)
        content = answer.content
        if answer.headers.get("content-type") == "application/geo+json":
            content = {key: value for key, value in answer.json().items() if key not in ("timeStamp", "links")}
        if answer.headers.get("content-type") == "application/zip":
            content = compared(open_archive(answer))
        answers[name] = (answer.status_code, content)
    return answers


def changes():
    for name, statement in CHANGES.items():
        yield name, lambda owner, said=statement: owner.execute(sa.text(said), {"urn": story.OUTSIDE})
    yield "a place", MOVED


@pytest.fixture
def callers(own_server):
    """Callers who may not see what changes of the home in Southby."""
    return [
        Features(own_server, "police", story.NORTHBY),
        Features(own_server, "dfe_statistics"),
        Features(own_server, "auditor"),
    ]


def test_what_a_caller_may_not_see_moves_no_byte_and_others_see_each_change(own_server, callers):
    southby = Features(own_server, "police", story.SOUTHBY)
    before, seen = [told(each) for each in callers], told(southby)

    for name, change in changes():
        with own_server.owner.begin() as owner:
            change(owner)
        assert [told(each) for each in callers] == before, name
        now = told(southby)
        assert now != seen, name
        assert now["a tile"] != seen["a tile"], name
        assert now["homes as gpkg"] != seen["homes as gpkg"], name
        seen = now
