"""Features have what the answer of GraphQL has: its nulls stay null, and what is withheld is named."""

from dataclasses import replace

import orjson
import pytest

from register.errors import BadInput, ForbiddenMatch, Internal
from register.requests.features.answer import features_of, page_of, rows_of
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.parameters import Asking
from register.requests.features.values import Box

HOMES = collections()["homes"]
SQUARE = {"type": "Polygon", "coordinates": [[[-2.3, 53.4], [-2.2, 53.4], [-2.2, 53.5], [-2.3, 53.4]]]}


def body(nodes=(), *, more=False, total=None, errors=None, narrowed=()):
    page = {"nodes": nodes, "pageInfo": {"hasNextPage": more, "endCursor": "c"}}
    page |= {} if total is None else {"totalCount": total}
    told = {"data": {"page": None if errors else page}, "extensions": {}}
    told |= {"errors": errors} if errors else {}
    if narrowed:
        told["extensions"]["narrowed"] = [{"node": "page", "fields": list(narrowed)}]
    return orjson.dumps(told)


def home(**known):
    node = {each.shown[0]: None for each in collections()["homes"].properties}
    return {**node, "withheld": [], **known}


def test_a_home_is_a_feature_at_its_place():
    location = {"longitude": -2.25, "latitude": 53.5, "easting": 1.0, "northing": 2.0, "precision": "UPRN"}
    node = home(urn="SC900001", location=location, authority={"code": "E08000003", "name": "Northby"})

    (feature,) = page_of(collections()["homes"], Asking(crs=Crs.GRID), body([node], total=1)).features

    assert (feature["id"], feature["geometry"]) == ("SC900001", {"type": "Point", "coordinates": (1.0, 2.0)})
    assert feature["properties"]["authorityCode"] == "E08000003"
    assert feature["properties"]["providerName"] is None
    assert feature["properties"]["withheld"] == []


def test_what_is_withheld_is_null_and_named():
    cells = [{"field": "location", "reason": "OUTSIDE_SCOPE"}, {"field": "name", "reason": "OUTSIDE_SCOPE"}]
    node = home(urn="SC900001", withheld=cells)

    (feature,) = page_of(collections()["homes"], Asking(), body([node])).features

    assert feature["geometry"] is None
    assert {"geometry", "easting", "name"} <= set(feature["properties"]["withheld"])


def test_a_page_tells_how_many_there_are_where_it_goes_on_and_what_left_rows_out():
    page = page_of(collections()["homes"], Asking(), body([], more=True, total=9, narrowed=["Home.easting"]))

    assert (page.matched, page.cursor, page.narrowed) == (9, "c", ["Home.easting"])
    assert page_of(collections()["homes"], Asking(), body([])).cursor is None


def test_areas_outside_the_box_are_left_out_and_not_counted():
    node = {each.name: None for each in collections()["areas-force"].properties} | {"code": "E23000005"}
    nodes = [node | {"outline": SQUARE}, node | {"outline": None}]
    near, far = (Box(Crs.LONGITUDE_LATITUDE, west, 53.4, west + 0.1, 53.5) for west in (-2.3, 1.0))

    found = page_of(collections()["areas-force"], Asking(box=near), body(nodes, total=2))
    assert (len(found.features), found.matched) == (1, 1)
    assert page_of(collections()["areas-force"], Asking(box=far), body(nodes, total=2)).features == []
    assert page_of(collections()["areas-force"], Asking(box=far), body(nodes, more=True, total=2)).matched is None


@pytest.mark.parametrize(
    ("code", "kind"), [("REQUEST_BAD_INPUT", BadInput), ("POLICY_FORBIDDEN_MATCH", ForbiddenMatch), ("ODD", Internal)]
)
def test_a_refusal_of_the_root_field_is_a_refusal_of_the_request(code, kind):
    error = {"message": "homes.after: No.", "extensions": {"code": code, "hint": "h", "argument": "homes.after"}}

    with pytest.raises(kind) as refused:
        page_of(collections()["homes"], Asking(), body(errors=[error]))

    assert refused.value.message in ("No.", "Internal error.")


def test_the_rows_are_those_of_the_answer_and_end_where_it_does():
    assert rows_of(HOMES, Asking(), body([home(urn="SC900001")], more=True))[1] == "c"
    assert [each["urn"] for each in rows_of(HOMES, Asking(), body([home(urn="SC900001")]))[0]] == ["SC900001"]
    assert rows_of(HOMES, Asking(), body())[1] is None
    assert features_of(collections()["homes"], Asking(), []) == []


def test_the_rows_of_a_collection_of_buildings_go_on_after_a_home():
    page = {"edges": [{"cursor": "a", "node": {"urn": "1"}}], "pageInfo": {"hasNextPage": True, "endCursor": "a"}}

    rows, following = rows_of(collections()["premises"], Asking(), orjson.dumps({"data": {"page": page}}))

    assert (rows, following) == ([{"urn": "1"}], "0.a")


def test_the_rows_of_a_box_of_buildings_are_its_main_ones_and_then_the_others():
    buildings = [{"id": "a", "isMain": True}, {"id": "b", "isMain": False}]
    node = {"urn": "1", "premises": buildings}
    page = {"edges": [{"cursor": "a", "node": node}], "pageInfo": {"hasNextPage": False, "endCursor": "a"}}
    told, asking = orjson.dumps({"data": {"page": page}}), Asking(box=Box(Crs.GRID, 0, 0, 1, 1))
    found = [rows_of(collections()["premises"], replace(asking, cursor=each), told) for each in (None, "0r.")]

    assert found == [
        ([{"urn": "1", "premises": buildings[:1]}], "0r."),
        ([{"urn": "1", "premises": buildings[1:]}], None),
    ]
