"""A police force and the official boundaries: exactly the homes that its outline covers, and nothing of any other."""

from typing import Any

import pytest
import sqlalchemy as sa

from tests.acceptance.official import NEEDED, Truth
from tests.acceptance.questions import MINE, OURS, THEIRS, all_homes, every_page, log_of
from tests.support.client import Answer, Server

pytestmark = NEEDED

URNS = """
query Urns($after: String) {
  homes(area: {mine: true}, first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { urn } }
}
"""
URNS_OF = """
query UrnsOf($code: String!, $after: String) {
  homes(area: {code: $code}, first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { urn } }
}
"""
THEIR_HOMES = """
query Theirs($code: String!, $after: String) {
  homes(area: {code: $code}, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      urn kind sector registrationStatus places force { code } authority { code }
      name postcode uprn onEdge location { easting northing } address { street town } premises { postcode }
      withheld { field reason }
    }
  }
}
"""
PUBLIC_FACTS = """
select h.urn, upper(h.kind) as kind, upper(h.sector) as sector, upper(h.registration_status) as status, h.places,
       h.force_code, h.authority_code
  from register.home h
"""
HIDDEN = ("name", "postcode", "uprn", "onEdge", "location", "address", "premises")
BY_POSTCODE = """
query ByPostcode($postcode: String!) {
  homes(where: {postcode: {eq: $postcode}}) { totalCount nodes { urn postcode } }
  through: homes(where: {premises: {some: {postcode: {eq: $postcode}}}}) { totalCount nodes { urn } }
}
"""
POSTCODES = """
select h.urn, min(p.postcode) as postcode
  from register.home h
  join register.premises p on p.home_id = h.id
 where (select count(*) from register.premises other where other.postcode = p.postcode) = 1
 group by h.urn
having count(*) = 1
 order by h.urn
"""
DEEP_INSIDE = """
select h.urn, p.longitude, p.latitude, p.postcode
  from register.area_version v
  join register.premises p on st_covers(v.outline_27700, p.point_27700) and p.is_main
  join register.home h on h.id = p.home_id
 where v.code = :force and v.valid_to is null
   and st_distance(st_boundary(v.outline_27700), p.point_27700) between 1000 and 1100
   and not exists (select from register.premises other where other.home_id = h.id and other.id <> p.id)
 order by h.urn
 limit 1
"""
NEAR = """
query Near($longitude: Float!, $latitude: Float!, $urn: Urn!) {
  homes(area: {near: {longitude: $longitude, latitude: $latitude, radiusM: 500}}) { nodes { urn } }
  home(urn: $urn) { urn name location { easting } }
}
"""
EDGES = """
query Edges($code: String!, $after: String) {
  homes(area: {code: $code}, where: {onEdge: {eq: true}}, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { urn onEdge name }
  }
}
"""
ADRIFT = """
query Adrift($after: String) {
  homes(where: {premises: {some: {inNoForce: {eq: true}}}}, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { urn name force { code } premises { isMain inNoForce } }
  }
}
"""


@pytest.fixture(scope="module")
def mine(official: Server) -> list[Answer]:
    """Every page of the homes of one force, as its own officers get them."""
    return list(every_page(official, MINE, "police", OURS, subject="pages"))


def select(server: Server, statement: str, **bound: Any) -> Any:
    with server.owner.connect() as connection:
        return connection.execute(sa.text(statement), bound).all()


def test_a_force_gets_exactly_the_homes_that_its_outline_covers_with_names_and_places(mine, truth: Truth):
    homes = all_homes(mine)

    shown = {home["urn"]: (home["name"], home["location"] and tuple(home["location"].values())) for home in homes}
    assert len(shown) == len(homes) == mine[0].data["homes"]["totalCount"]
    assert len(mine) == 4
    assert None not in {name for name, _ in shown.values()}
    assert shown == truth.shown_to(OURS)


def test_only_a_place_that_lies_in_another_force_is_withheld_from_its_own(mine, truth: Truth):
    withheld = {home["urn"]: home["withheld"] for home in all_homes(mine) if home["withheld"]}

    of_other = {urn for urn in truth.forces[OURS] - truth.mains[OURS] if truth.places[urn] is not None}
    assert withheld == {urn: [{"field": "location", "reason": "OUTSIDE_SCOPE"}] for urn in of_other}


def test_every_page_is_in_the_access_log_with_the_homes_that_it_gave(official: Server, mine):
    entries = [entry for entry in log_of(official, "pages") if entry["operation"] == "Mine"]

    given = [[home["urn"] for home in answer.data["homes"]["nodes"]] for answer in mine]
    assert [entry["keys"][: entry["nodeSizes"][0]] for entry in entries] == given
    assert [entry["rowCount"] for entry in entries] == [len(urns) for urns in given]
    assert {(e["agency"], e["area"], e["purpose"], e["outcome"]) for e in entries} == {
        ("POLICE", OURS, "SAFEGUARDING_CHILD", "ALLOWED")
    }


def test_every_force_gets_the_homes_that_its_outline_covers(official: Server, truth: Truth):
    found = {}
    for force in truth.forces:
        pages = list(every_page(official, URNS, "police", force))
        found[force] = [home["urn"] for home in all_homes(pages)]
        assert pages[0].data["homes"]["totalCount"] == len(found[force])

    assert {force: len(urns) for force, urns in found.items()} == {f: len(urns) for f, urns in truth.forces.items()}
    assert {force: frozenset(urns) for force, urns in found.items()} == truth.forces
    assert len(found) == 43
    assert sum(bool(urns) for urns in found.values()) == 38


def test_of_another_force_its_homes_public_facts_are_given_and_the_rest_is_withheld_and_said_so(
    official: Server, truth: Truth
):
    answers = list(every_page(official, THEIR_HOMES, "police", OURS, code=THEIRS))

    facts = {row.urn: tuple(row[1:]) for row in select(official, PUBLIC_FACTS)}
    homes = {home["urn"]: home for home in all_homes(answers)}
    assert set(homes) == truth.shown[THEIRS]
    for urn in truth.shown[THEIRS] - truth.forces[OURS]:
        home = homes[urn]
        public = (home["kind"], home["sector"], home["registrationStatus"], home["places"])
        assert (*public, home["force"]["code"], home["authority"]["code"]) == facts[urn]
        assert {field: home[field] for field in HIDDEN} == dict.fromkeys(HIDDEN)
        assert {(each["field"], each["reason"]) for each in home["withheld"]} == {(f, "OUTSIDE_SCOPE") for f in HIDDEN}
    for answer in answers:
        said = {each["node"]: set(each["fields"]) for each in answer.json["extensions"]["withheld"]}
        assert said == {"homes": set(HIDDEN)}


def test_a_home_of_two_forces_is_named_to_both(official: Server, truth: Truth):
    shared = truth.of_both(OURS, THEIRS)

    for one, other in ((OURS, THEIRS), (THEIRS, OURS)):
        own = all_homes(list(every_page(official, THEIR_HOMES, "police", one, code=one)))
        theirs = all_homes(list(every_page(official, THEIR_HOMES, "police", one, code=other)))
        assert {home["urn"]: home["name"] for home in own}.items() >= {(urn, truth.names[urn]) for urn in shared}
        named = {home["urn"]: home["name"] for home in theirs if home["name"] is not None}
        assert named == {urn: truth.names[urn] for urn in shared & truth.shown[other]}
    assert shared


def test_whoever_may_not_search_by_location_finds_each_home_in_one_force_alone(official: Server, truth: Truth):
    found = {
        force: {home["urn"] for home in all_homes(list(every_page(official, URNS_OF, "dfe_statistics", code=force)))}
        for force in truth.forces
    }

    assert found == truth.shown
    assert sum(map(len, found.values())) == len(truth.names)
    assert truth.nowhere
    assert truth.on_a_line()


def test_a_postcode_finds_a_home_inside_and_none_outside(official: Server, truth: Truth):
    postcodes = dict(select(official, POSTCODES))
    inside = min(urn for urn in truth.mains[OURS] & postcodes.keys())
    outside = min(urn for urn in truth.mains[THEIRS] - truth.forces[OURS] & postcodes.keys())

    found = official.ask(BY_POSTCODE, "police", OURS, postcode=postcodes[inside])
    lost = official.ask(BY_POSTCODE, "police", OURS, postcode=postcodes[outside])
    theirs = official.ask(BY_POSTCODE, "police", THEIRS, postcode=postcodes[outside])

    assert found.data["homes"] == {"totalCount": 1, "nodes": [{"urn": inside, "postcode": postcodes[inside]}]}
    assert found.data["through"] == {"totalCount": 1, "nodes": [{"urn": inside}]}
    assert lost.data == {name: {"totalCount": 0, "nodes": []} for name in ("homes", "through")}
    assert theirs.data["homes"]["nodes"][0]["urn"] == outside
    assert {"node": "homes", "fields": ["Home.postcode"]} in lost.json["extensions"]["narrowed"]


def test_a_home_one_kilometre_inside_another_force_is_not_found_by_its_place(official: Server, truth: Truth):
    (home,) = select(official, DEEP_INSIDE, force=THEIRS)
    asked = {"longitude": home.longitude, "latitude": home.latitude, "urn": home.urn}

    ours = official.ask(NEAR, "police", OURS, **asked)
    theirs = official.ask(NEAR, "police", THEIRS, **asked)

    assert home.urn not in {each["urn"] for each in ours.data["homes"]["nodes"]}
    assert {each["urn"] for each in ours.data["homes"]["nodes"]} <= truth.forces[OURS]
    assert ours.data["home"] == {"urn": home.urn, "name": None, "location": None}
    assert home.urn in {each["urn"] for each in theirs.data["homes"]["nodes"]}
    assert home.postcode.encode() not in ours.body


def test_a_home_on_the_line_is_found_by_every_force_that_it_touches_and_flagged(official: Server, truth: Truth):
    on_a_line = truth.on_a_line()
    touched = {force for forces in on_a_line.values() for force in forces}

    flagged: dict[str, set[str]] = {}
    for force in touched:
        for home in all_homes(list(every_page(official, EDGES, "police", force, code=force))):
            assert home["name"] == truth.names[home["urn"]]
            flagged.setdefault(home["urn"], set()).add(force)

    assert flagged == on_a_line
    assert len(on_a_line) >= 10


def test_a_home_in_no_force_is_kept_with_its_flag(official: Server, truth: Truth):
    adrift = all_homes(list(every_page(official, ADRIFT, "ofsted")))

    lost = {home["urn"]: home for home in adrift if all(each["inNoForce"] for each in home["premises"])}
    assert set(lost) == truth.nowhere
    shown = {urn: force for force, urns in truth.shown.items() for urn in urns}
    assert {urn: home["force"]["code"] for urn, home in lost.items()} == {urn: shown[urn] for urn in truth.nowhere}
    assert {urn: home["name"] for urn, home in lost.items()} == {urn: truth.names[urn] for urn in truth.nowhere}
    assert len(lost) >= 10
