"""OGC API - Features, Parts 3 and 5: each test is named after the requirement that it holds.

Source: OGC 19-079r2, OGC 21-065r2 and OGC 23-058r1.
"""

import json

import pytest

from tests.support import story
from tests.support.features_client import CRS84, GRID, WEB_MERCATOR, Features, link_of

HOMES = "/collections/homes/items"
SPEC = "http://www.opengis.net/spec"
QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
SCHEMA = "http://www.opengis.net/def/rel/ogc/1.0/schema"
IN_WEST = {story.PLAIN, story.INSIDE, story.IN_BOTH}


def found(caller, text, collection="homes", **more):
    """The ids of the features of which a filter is true, on all pages."""
    return {each["id"] for each in caller.features(collection, filter=text, **more)}


def graphql(caller, where):
    """The homes that the same caller finds by the filter of GraphQL."""
    document = "query($where: HomeFilter) { homes(where: $where) { nodes { urn } } }"
    headers = caller.headers
    body = {"query": document, "variables": {"where": where}}
    told = caller.server.client.post(f"{caller.server.url}/graphql", json=body, headers=headers).json()
    return {each["urn"] for each in told["data"]["homes"]["nodes"]}


def test_what_qgis_looks_for_is_said_word_by_word(northby):
    told = set(northby.get("/conformance").json()["conformsTo"])

    assert {f"{SPEC}/ogcapi-features-3/1.0/conf/{name}" for name in ("filter", "features-filter")} <= told
    assert {f"{SPEC}/cql2/1.0/conf/{name}" for name in ("cql2-text", "cql2-json", "basic-cql2")} <= told
    assert {f"{SPEC}/cql2/1.0/conf/basic-spatial-{name}" for name in ("functions", "operators")} <= told
    assert f"{SPEC}/ogcapi-features-5/1.0/conf/schemas" in told
    # Clients then evaluate LIKE, IN and CASEI themselves.
    assert f"{SPEC}/cql2/1.0/conf/advanced-comparison-operators" not in told


@pytest.mark.parametrize("rel", [QUERYABLES, SCHEMA, "describedby"])
def test_queryables_link_and_schema_link(northby, rel):
    for collection in northby.get("/collections").json()["collections"]:
        told = northby.send(link_of(collection, rel).removeprefix(f"{northby.server.url}/ogc"))

        assert told.status_code == 200
        assert told.headers["content-type"] == "application/schema+json"


def test_get_queryables_op_and_get_queryables_response(northby):
    told = northby.send("/collections/homes/queryables", Accept="application/schema+json").json()

    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert told["$id"].endswith("/ogc/collections/homes/queryables")
    assert (told["type"], told["additionalProperties"]) == ("object", False)
    assert northby.get(HOMES, filter="this_is_not_a_queryable = 1").status_code == 400
    assert told["properties"]["places"]["type"] == "integer"
    assert told["properties"]["geometry"]["$ref"] == "https://geojson.org/schema/Point.json"


def test_schema_response(northby):
    told = northby.get("/collections/homes/schema").json()["properties"]

    assert told["urn"]["x-ogc-role"] == "id"
    assert told["geometry"]["x-ogc-role"] == "primary-geometry"
    assert set(northby.get(HOMES, limit=1).json()["features"][0]["properties"]) <= set(told)


def test_a_schema_says_nothing_of_the_register_and_the_same_to_everybody(northby, ofsted):
    for page in ("schema", "queryables"):
        told = [each.get(f"/collections/homes/{page}").json() for each in (northby, ofsted)]
        assert told[0] == told[1]
    assert ofsted.get("/collections/homes-in-my-area/schema").status_code == 404


def test_queryables_query_parameters(northby):
    for name, value in (("places", 3), ("name", "Ash House"), ("urn", story.INSIDE)):
        assert [each["id"] for each in northby.get(HOMES, **{name: value}).json()["features"]] == [story.INSIDE]


FILTERS = {
    "name = 'Ash House'": {story.INSIDE},
    "name = 'ash house'": set(),
    "CASEI(name) = CASEI('ash house')": {story.INSIDE},
    "places > 3": {story.PLAIN, story.OUTSIDE, story.ON_THE_LINE, story.IN_BOTH, story.AT_SEA},
    "places BETWEEN 2 AND 3": {story.INSIDE, story.UNPLACED},
    "places > 3 AND sector = 'VOLUNTARY'": {story.PLAIN},
    "places = 3 OR places = 7": {story.INSIDE, story.PLAIN},
    "urn IN ('SC900001', '9900007', 'SC000000')": {story.INSIDE, story.PLAIN},
    "name LIKE 'Ash%'": {story.INSIDE},
    "name IS NULL": {story.UNPLACED},
    "NOT name IS NULL AND NOT places > 3": {story.INSIDE},
    "authorityName = 'Northby Council' AND places = 3": {story.INSIDE},
    "TRUE": set(story.EVERY_URN),
    "FALSE": set(),
    "S_INTERSECTS(geometry, BBOX(-2.31, 53.40, -2.16, 53.50))": IN_WEST,
    "S_INTERSECTS(geometry, POLYGON((-2.31 53.4, -2.16 53.4, -2.16 53.5, -2.31 53.5, -2.31 53.4)))": IN_WEST,
    "S_INTERSECTS(geometry, BBOX(-2.31, 53.40, -2.16, 53.50)) AND places > 3": {story.PLAIN, story.IN_BOTH},
}


@pytest.mark.parametrize(("text", "urns"), FILTERS.items(), ids=FILTERS)
def test_filter_param_and_response(ofsted, text, urns):
    assert found(ofsted, text) == urns
    assert found(ofsted, text, limit=1) == urns
    assert ofsted.get(HOMES, filter=text).json()["numberMatched"] == len(urns)


def test_a_home_without_a_name_has_neither_this_name_nor_another(ofsted):
    assert found(ofsted, "name <> 'Ash House'") == set(story.EVERY_URN) - {story.INSIDE, story.UNPLACED}
    assert found(ofsted, "name <> 'Ash House'") == graphql(
        ofsted, {"not": {"name": {"exactly": "Ash House"}}, "name": {"isNull": False}}
    )
    assert found(ofsted, "name = 'Ash House' OR NOT name = 'Ash House'") == set(story.EVERY_URN) - {story.UNPLACED}


def test_filter_lang_param(ofsted):
    declared = ofsted.get("/api").json()["components"]["parameters"]["filter-lang"]["schema"]
    assert (declared["enum"], declared["default"]) == (["cql2-text", "cql2-json"], "cql2-text")
    tree = {"op": "and", "args": [{"op": "=", "args": [{"property": "places"}, 3]}]}

    assert found(ofsted, json.dumps(tree), filter_lang="cql2-json") == {story.INSIDE}
    assert found(ofsted, "places = 3", filter_lang="cql2-text") == {story.INSIDE}
    for language in ("ecql", "cql2", ""):
        assert ofsted.get(HOMES, filter="places = 3", filter_lang=language).status_code == 400
    assert ofsted.get(HOMES, filter_lang="cql2-text").status_code == 400


def test_filter_crs_wgs84_and_filter_crs_param(ofsted):
    boxes = {
        CRS84: "-2.22734,53.45155,-2.22733,53.45156",
        GRID: "384999,394999,385001,395001",
        WEB_MERCATOR: "-247946,7066964,-247945,7066965",
    }
    for crs, box in boxes.items():
        assert found(ofsted, f"S_INTERSECTS(geometry, BBOX({box}))", filter_crs=crs) == {story.INSIDE}
    drawn = "S_INTERSECTS(geometry, POLYGON((384999 394999, 385001 394999, 385001 395001, 384999 394999)))"
    assert found(ofsted, drawn, filter_crs=GRID) == {story.INSIDE}
    assert found(ofsted, f"S_INTERSECTS(geometry, BBOX({boxes[CRS84]}))") == {story.INSIDE}
    assert ofsted.get(HOMES, filter="places = 3", filter_crs="EPSG:27700").status_code == 400


def test_mixing_expressions(ofsted):
    box = {"bbox": "-2.31,53.40,-2.16,53.50"}

    assert found(ofsted, "places > 3", **box) == {story.PLAIN, story.IN_BOTH}
    assert found(ofsted, "places > 3", **box, sector="VOLUNTARY") == {story.PLAIN}
    assert found(ofsted, "places > 3", **box, datetime="2018-01-01") == set()


def test_areas_are_filtered_by_their_own_queryables(northby):
    assert found(northby, "name LIKE 'North%'", "areas-force") == {story.NORTHBY}
    assert northby.get("/collections/areas-force/items", filter="places = 3").status_code == 400


REFUSED = {
    "no_such = 1": 400,
    "name LIKE '%House'": 400,
    "pg_sleep(9) = 1": 400,
    "S_WITHIN(geometry, BBOX(1,2,3,4))": 400,
    "S_INTERSECTS(geometry, BBOX(53.4,-2.3,53.5,-2.1))": 400,
    "S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1, 1 0, 0 0)))": 400,
    "(" * 2_000 + "places = 1": 400,
    "name = '\x00'": 400,
    "registeredOn = DATE('2024-02-31')": 400,
    "'": 400,
}


@pytest.mark.parametrize(("text", "status"), REFUSED.items(), ids=range(len(REFUSED)))
def test_filter_queryable_and_what_else_is_no_filter(northby, text, status):
    refused = northby.get(HOMES, filter=text)

    assert (refused.status_code, set(refused.json())) == (status, {"code", "description"})
    assert not [said for said in northby.server.statements if "register.home" in said]


@pytest.mark.parametrize("text", ["S_INTERSECTS(geometry, BBOX(-3,53,-2,54))", "easting > 1", "postcode IS NULL"])
@pytest.mark.parametrize("agency", ["dfe_statistics", "auditor"])
def test_a_property_that_a_caller_may_not_match_is_refused_as_graphql_refuses_it(server, agency, text):
    refused = Features(server, agency).get(HOMES, filter=text)

    assert (refused.status_code, refused.json()["code"]) == (403, "POLICY_FORBIDDEN_MATCH")
    assert not [said for said in server.statements if "register.premises" in said]


def test_what_narrowed_a_filter_is_named(northby):
    page = northby.get(HOMES, filter="S_INTERSECTS(geometry, BBOX(-3,53,-2,54))").json()

    assert page["narrowed"]
    assert story.OUTSIDE not in {each["id"] for each in page["features"]}
