"""Which rows a node is about: those in the area asked for, by public links or by places that the caller may read."""

import re

import pytest

from register.vocabulary import Agency
from tests.support import story
from tests.support.query_plans import compiled
from tests.support.story import EVERY_URN, IN_BOTH, INSIDE, NORTHBY, ON_THE_LINE, OUTSIDE, PLAIN, SOUTHBY

QUERY = """query($a: AreaInput) {
    homes(area: $a) { totalCount edges { distanceM node { urn } } }
    inspections(area: $a) { nodes { number } }
}"""
WIDE = {"west": -3.2, "south": 53.0, "east": -1.2, "north": 54.2}
WIDE_RING = [[-3.2, 53.0], [-1.2, 53.0], [-1.2, 54.2], [-3.2, 54.2], [-3.2, 53.0]]


def place_of(ask, urn):
    text = "query($u: Urn!) { home(urn: $u) { location { longitude latitude } } }"
    return ask(text, "ofsted", u=urn).data["home"]["location"]


def found(ask, area, agency="ofsted", own=None):
    return {edge["node"]["urn"] for edge in ask(QUERY, agency, own, a=area).data["homes"]["edges"]}


@pytest.mark.parametrize(
    "area", [{"bbox": WIDE}, {"within": {"type": "Polygon", "coordinates": [WIDE_RING]}}], ids=["bbox", "within"]
)
@pytest.mark.parametrize(
    ("agency", "own", "urns"),
    [
        ("ofsted", None, set(EVERY_URN) - {story.UNPLACED}),
        ("police", NORTHBY, {PLAIN, INSIDE, ON_THE_LINE, IN_BOTH}),
        ("police", SOUTHBY, {OUTSIDE, ON_THE_LINE, IN_BOTH}),
    ],
)
def test_a_drawn_area_finds_only_places_that_the_caller_may_read(ask, area, agency, own, urns):
    assert found(ask, area, agency, own) == urns


@pytest.mark.parametrize("area", [{"bbox": WIDE}, {"near": {"longitude": -2.2, "latitude": 53.4, "radiusM": 500}}])
def test_a_drawn_area_is_refused_where_no_place_may_be_read(ask, area):
    answer = ask(QUERY, "dfe_statistics", a=area)

    assert answer.codes == ["POLICY_FORBIDDEN_MATCH", "POLICY_FORBIDDEN_MATCH"]
    assert (answer.data, answer.reads) == ({"homes": None, "inspections": None}, [])


def test_a_circle_gives_the_nearest_first_with_their_distances(ask):
    area = {"near": place_of(ask, INSIDE) | {"radiusM": 5_800}}

    edges = ask(QUERY, "ofsted", a=area).data["homes"]["edges"]

    assert [edge["node"]["urn"] for edge in edges] == [INSIDE, IN_BOTH, ON_THE_LINE, PLAIN]
    assert [round(edge["distanceM"]) for edge in edges] == [0, 1_414, 5_000, 5_657]


def test_the_distance_is_to_the_nearest_premises_in_scope(ask):
    near_second_premises = {"near": place_of(ask, OUTSIDE) | {"radiusM": 20_000}}

    def distance(agency, own):
        edges = ask(QUERY, agency, own, a=near_second_premises).data["homes"]["edges"]
        return {edge["node"]["urn"]: round(edge["distanceM"]) for edge in edges}

    assert distance("ofsted", None)[IN_BOTH] == 1_414
    assert distance("police", SOUTHBY)[IN_BOTH] == 1_414
    assert distance("police", NORTHBY)[IN_BOTH] == 9_055


def test_inspections_are_found_by_the_area_of_their_home(ask):
    answer = ask(QUERY, "police", SOUTHBY, a={"code": SOUTHBY})

    assert answer.data["inspections"]["nodes"] == [{"number": "OUTSIDE2024"}]


def test_a_node_without_an_area_gives_no_distance(ask):
    edges = ask("{ homes { edges { distanceM } } }", "ofsted").data["homes"]["edges"]

    assert edges == [{"distanceM": None}] * 7


@pytest.mark.parametrize(("where", "count"), [("endedAt: {isNull: true}", 2), ("foundAt: {isNull: true}", 0)])
def test_what_has_not_ended_is_chosen_before_the_scopes(where, count):
    """Within the fence as well as outside it; a column whose absence no index holds is compared outside alone."""
    query = f"{{ missingEpisodes(area: {{mine: true}}, where: {{{where}}}) {{ nodes {{ id }} }} }}"

    statement = compiled(query, Agency.POLICE).rows.text

    assert statement.count("ended_at IS NULL") == count


@pytest.mark.parametrize(
    ("query", "agency", "is_few"),
    [
        ("{ missingEpisodes(area: {mine: true}, where: {endedAt: {isNull: true}}) { totalCount } }", "POLICE", True),
        ("{ returnInterviews(where: {closedAt: {isNull: true}}) { totalCount } }", "LOCAL_AUTHORITY", False),
    ],
)
def test_the_scopes_of_few_open_rows_are_looked_up_one_by_one_even_to_count_them(query, agency, is_few):
    statement = re.sub(r"\s+", " ", compiled(query, Agency[agency]).total.text)
    before, _, _ = statement.partition(" IS NULL LIMIT ALL OFFSET 0) AS anon_1")

    assert ("IN (SELECT" in before) is not is_few
    assert ("LIMIT ALL OFFSET 0)" in before) is is_few
