"""OGC API - Features, Part 1: each test is named after the requirement that it holds. Source: OGC 17-069r4."""

import re
from datetime import UTC, datetime

import pytest

from register.vocabulary import Agency
from tests.support import story
from tests.support.features_client import Features, link_of

PART_1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
HOMES = "/collections/homes/items"
WEST_BOX = "-2.31,53.40,-2.16,53.50"
# The four ways in which a page is asked for that the conformance suite tries.
PLAIN = {"plain": {}, "limit": {"limit": 2}, "bbox": {"bbox": WEST_BOX}, "datetime": {"datetime": "2024-01-01"}}
pages = pytest.mark.parametrize("asked", PLAIN.values(), ids=PLAIN)


def ids(page):
    return [each["id"] for each in page["features"]]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_http(northby, method):
    refused = northby.send(HOMES, method)

    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_http_head_has_the_headers_of_get_and_no_body(northby):
    told = northby.send(HOMES, "HEAD")

    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["content-type"] == "application/geo+json"


@pytest.mark.parametrize("path", [HOMES, f"{HOMES}/{story.INSIDE}"])
def test_options_says_that_the_layer_is_read_only(northby, path):
    told = northby.send(path, "OPTIONS")

    assert (told.status_code, told.headers["allow"], told.content) == (204, "GET, HEAD, OPTIONS", b"")


def test_root_op_and_root_success(northby):
    told = northby.get("")
    links = {(each["rel"], each["type"]) for each in told.json()["links"]}

    assert told.status_code == 200
    assert {
        ("self", "application/json"),
        ("alternate", "text/html"),
        ("service-desc", "application/vnd.oai.openapi+json;version=3.0"),
        ("conformance", "application/json"),
        ("data", "application/json"),
    } <= links


def test_every_link_of_every_document_leads_somewhere(northby):
    seen, found = set(), [northby.server.url + "/ogc"]
    while found:
        address = found.pop()
        if address not in seen:
            seen.add(address)
            told = northby.send(address.removeprefix(f"{northby.server.url}/ogc"))
            assert told.status_code == 200, address
            assert told.headers["content-type"].split(";")[0] in told.headers["content-type"]
            if "json" in told.headers["content-type"]:
                found += [each["href"] for each in told.json().get("links", ())]
                found += [e["href"] for c in told.json().get("collections", ()) for e in c["links"]]

    assert len(seen) > 30


def test_api_definition_op_and_api_definition_success(northby):
    told = northby.send("/api", Accept="application/vnd.oai.openapi+json;version=3.0")
    document = told.json()

    assert told.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert document["openapi"].startswith("3.0.")
    assert HOMES in document["paths"]
    assert {"$ref": "#/components/parameters/limit"} in document["paths"][HOMES]["get"]["parameters"]


def test_conformance_op_and_conformance_success(northby):
    told = northby.get("/conformance").json()

    assert {f"{PART_1}/{name}" for name in ("core", "oas30", "geojson", "html")} <= set(told["conformsTo"])


def test_fc_md_op_and_fc_md_success(northby):
    told = northby.get("/collections").json()

    assert [each["id"] for each in told["collections"]][:2] == ["homes", "homes-in-my-area"]
    assert link_of(told, "self") is not None


def test_sfc_md_op_and_sfc_md_success(northby):
    for listed in northby.get("/collections").json()["collections"]:
        one = northby.get(f"/collections/{listed['id']}").json()

        assert {key: value for key, value in one.items() if key != "links"} == {
            key: value for key, value in listed.items() if key != "links"
        }
        assert {each["href"] for each in one["links"] if each["rel"] == "items"} == {
            each["href"] for each in listed["links"] if each["rel"] == "items"
        }
        assert one["extent"]["spatial"]["crs"] == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def test_a_collection_of_ones_own_area_is_only_offered_to_a_body_with_an_area(server, ofsted):
    offered = {each["id"] for each in ofsted.get("/collections").json()["collections"]}

    assert "homes-in-my-area" not in offered
    assert ofsted.get("/collections/homes-in-my-area/items").status_code == 404


@pages
def test_fc_op_and_fc_response(northby, asked):
    told = northby.get(HOMES, **asked)

    assert told.status_code == 200
    assert told.headers["content-type"] == "application/geo+json"
    assert told.json()["type"] == "FeatureCollection"
    assert all(each["type"] == "Feature" for each in told.json()["features"])


def test_fc_limit_definition(northby):
    limit = northby.get("/api").json()["components"]["parameters"]["limit"]

    assert (limit["in"], limit["style"], limit["explode"]) == ("query", "form", False)
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}


@pytest.mark.parametrize("limit", [1, 3, 1_000])
def test_fc_limit_response(ofsted, limit):
    assert len(ofsted.get(HOMES, limit=limit).json()["features"]) == min(limit, len(story.EVERY_URN))


@pytest.mark.parametrize("limit", ["1001", "1000000000", "9" * 400])
def test_a_limit_beyond_the_maximum_is_the_maximum(ofsted, limit):
    told = ofsted.get(HOMES, limit=limit)

    assert (told.status_code, len(told.json()["features"])) == (200, len(story.EVERY_URN))


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", "ten", "", "٣", "1e3", "000"])
def test_a_limit_that_is_no_number_of_features_is_refused(ofsted, limit):
    assert ofsted.get(HOMES, limit=limit).status_code == 400


def test_fc_bbox_definition(northby):
    box = northby.get("/api").json()["components"]["parameters"]["bbox"]

    assert (box["style"], box["explode"]) == ("form", False)
    assert box["schema"]["type"] == "array"
    assert box["schema"]["oneOf"] == [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}]
    assert box["schema"]["items"] == {"type": "number"}


def test_fc_bbox_response(northby):
    inside = northby.get(HOMES, bbox=WEST_BOX).json()

    assert set(ids(inside)) == {story.PLAIN, story.INSIDE, story.IN_BOTH}
    for each in inside["features"]:
        east, north = each["geometry"]["coordinates"]
        assert -2.31 <= east <= -2.16
        assert 53.40 <= north <= 53.50
    assert northby.get(HOMES, bbox="-180,-90,180,90").json()["numberMatched"] == 4
    assert northby.get(HOMES, bbox="2,48,3,49").json()["features"] == []
    assert ids(northby.get(HOMES, bbox="-2.31,53.40,0,-2.16,53.50,100").json()) == ids(inside)


@pytest.mark.parametrize(
    "box",
    [
        "53.40,-2.31,53.50,-2.16",
        "-2.16,53.40,-2.31,53.50",
        "-2.31,53.50,-2.16,53.40",
        "170,50,-170,55",
        "nan,53.4,-2.1,53.5",
        "-inf,-inf,inf,inf",
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "",
        "1e999,0,2,2",
        "-2.31,53.40,-2.16,53.50;drop table register.home",
    ],
)
def test_a_bbox_that_is_none_is_refused_with_one_sentence_and_without_sql(northby, box):
    refused = northby.get(HOMES, bbox=box)

    assert refused.status_code == 400
    assert set(refused.json()) == {"code", "description"}
    assert refused.json()["description"].startswith("bbox ")
    assert not [text for text in northby.server.statements if "register.home" in text]


def test_fc_time_definition(northby):
    parameter = northby.get("/api").json()["components"]["parameters"]["datetime"]

    assert (parameter["style"], parameter["explode"], parameter["schema"]) == ("form", False, {"type": "string"})


@pytest.mark.parametrize(
    ("period", "matched"),
    [
        ("2024-01-01", 7),
        ("2024-01-01T12:00:00Z", 7),
        ("2018-01-01", 0),
        ("2018-01-01/2018-12-31", 0),
        ("2018-01-01/2019-05-01", 7),
        ("../2019-04-30", 0),
        ("2024-01-01/..", 7),
        ("/2024-01-01", 7),
        ("../..", 7),
    ],
)
def test_fc_time_response(ofsted, period, matched):
    assert ofsted.get(HOMES, datetime=period).json()["numberMatched"] == matched


@pytest.mark.parametrize(
    "period", ["yesterday", "2024-13-01", "2024-01-01/2023-01-01", "2024", "/", "2024-01-01T12:00:00", "a/b/c", ""]
)
def test_a_datetime_that_is_no_interval_is_refused(ofsted, period):
    refused = ofsted.get(HOMES, datetime=period)

    assert refused.status_code == 400
    assert "datetime" in refused.json()["description"]


@pages
def test_fc_links_and_fc_rel_type(northby, asked):
    page = northby.get(HOMES, **asked).json()
    following = {"next"} if page["numberReturned"] < page["numberMatched"] else set()

    assert {each["rel"] for each in page["links"]} == {"self", "alternate", "collection", *following}
    assert all(each["type"] for each in page["links"])
    assert {e["type"] for e in page["links"] if e["rel"] in ("self", "next")} == {"application/geo+json"}
    assert bool(following) is (asked == PLAIN["limit"])


@pages
def test_fc_time_stamp(northby, asked):
    stamp = northby.get(HOMES, **asked).json()["timeStamp"]
    told = datetime.fromisoformat(stamp)

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)
    assert abs((datetime.now(UTC) - told).total_seconds()) < 60


@pages
def test_fc_number_matched_and_fc_number_returned(northby, asked):
    page = northby.get(HOMES, **asked).json()

    assert page["numberReturned"] == len(page["features"])
    assert page["numberMatched"] == len(northby.features("homes", **asked))


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_next_leads_to_every_feature_once_and_ends(ofsted, limit):
    found = list(ofsted.pages("homes", limit=limit))
    urns = [each["id"] for page in found for each in page["features"]]

    assert sorted(urns) == sorted(story.EVERY_URN)
    assert all(page["features"] for page in found)


def test_next_keeps_the_form_the_reference_system_and_the_question(northby):
    first = northby.get(HOMES, limit=1, f="json", bbox=WEST_BOX, crs="http://www.opengis.net/def/crs/EPSG/0/27700")
    following = link_of(first.json(), "next")
    second = northby.send(following.removeprefix(f"{northby.server.url}/ogc"))

    assert "f=json" in following
    assert second.headers["content-crs"] == first.headers["content-crs"]
    assert second.json()["features"][0]["geometry"]["coordinates"][0] > 1_000


@pytest.mark.parametrize("cursor", ["x", "", "../../etc", "A" * 5_000])
def test_a_cursor_that_is_not_of_the_question_is_refused(northby, cursor):
    assert northby.get(HOMES, cursor=cursor).status_code == 400


def test_a_cursor_of_another_body_is_refused(server, northby):
    following = link_of(northby.get(HOMES, limit=1).json(), "next")
    other = Features(server, "police", story.SOUTHBY)

    assert other.send(following.removeprefix(f"{server.url}/ogc")).status_code == 400


@pytest.mark.parametrize(("name", "value"), [("limit", "x"), ("bbox", "x"), ("datetime", "x"), ("crs", "x")])
def test_query_param_invalid(northby, name, value):
    assert northby.get(HOMES, **{name: value}).status_code == 400


@pytest.mark.parametrize("path", ["", "/conformance", "/api", "/collections", "/collections/homes", HOMES])
def test_query_param_unknown(northby, path):
    refused = northby.get(path, no_such_thing="1")

    assert refused.status_code == 400
    assert "no-such-thing" not in refused.text


def test_a_parameter_that_is_given_twice_is_refused(northby):
    assert northby.send(f"{HOMES}?limit=1&limit=2").status_code == 400


def test_crs84(northby):
    told = northby.get(f"{HOMES}/{story.INSIDE}")

    assert told.headers["content-crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    assert told.json()["geometry"]["coordinates"] == pytest.approx([-2.2273352, 53.4515591])


def test_f_op_and_f_success(northby):
    for each in northby.features("homes"):
        one = northby.get(f"{HOMES}/{each['id']}").json()

        assert {name: one[name] for name in each} == each


def test_f_links(northby):
    told = northby.get(f"{HOMES}/{story.INSIDE}").json()

    assert {each["rel"] for each in told["links"]} == {"self", "alternate", "collection"}
    assert link_of(told, "self").endswith(f"{HOMES}/{story.INSIDE}?f=json")


@pytest.mark.parametrize(
    "path",
    [
        f"{HOMES}/SC000000",
        f"{HOMES}/..%2F..%2Fetc%2Fpasswd",
        f"{HOMES}/%00",
        f"{HOMES}/'%20or%201=1",
        f"{HOMES}/" + "9" * 3_000,
        "/collections/no-such/items",
        "/collections/..%2Fhomes/items",
        "/collections/homes/no-such",
        "/no/such/place",
    ],
)
def test_what_is_nowhere_is_not_found_or_refused_and_never_a_fault(northby, path):
    refused = northby.send(path)

    assert refused.status_code in (400, 404)
    assert set(refused.json()) == {"code", "description"}


@pytest.mark.parametrize(
    "accept", ["application/geo+json", "application/json", "*/*", "application/geo+json, */*;q=0.1"]
)
def test_the_form_follows_the_header_accept(northby, accept):
    assert northby.send(HOMES, Accept=accept).headers["content-type"] == "application/geo+json"


def test_a_browser_gets_a_page_and_f_wins_over_accept(northby):
    page = northby.send(HOMES, Accept="text/html,application/xhtml+xml,*/*;q=0.8")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Ash House" in page.text
    assert northby.send(f"{HOMES}?f=json", Accept="text/html").headers["content-type"] == "application/geo+json"
    assert northby.send(HOMES, Accept="image/png").status_code == 406
    assert northby.get(HOMES, f="gml").status_code == 400


@pytest.mark.parametrize("agency", [Agency.DFE_STATISTICS, Agency.AUDITOR])
def test_a_box_is_refused_to_whoever_may_not_match_the_place(server, agency):
    caller = Features(server, agency)
    refused = caller.get(HOMES, bbox=WEST_BOX)

    assert (refused.status_code, refused.json()["code"]) == (403, "POLICY_FORBIDDEN_MATCH")
    assert not [text for text in server.statements if "register.premises" in text]
