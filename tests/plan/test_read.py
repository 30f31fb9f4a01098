"""A read as data: what it shows, what it matches, and which parts of a page it answers."""

import pytest

from register.plan.read import AreaBy, Part, ShowRelation, matched_columns
from tests.support.query_plans import plan, read

SQUARE = {"type": "Polygon", "coordinates": [[[-2.2, 53.4], [-2.1, 53.4], [-2.1, 53.5], [-2.2, 53.5], [-2.2, 53.4]]]}


@pytest.mark.parametrize(
    ("where", "columns"),
    [
        ('{name: {eq: "a"}}', ["name"]),
        ("{not: {name: {isNull: true}}}", ["name"]),
        ('{or: [{urn: {eq: "a"}}, {and: [{postcode: {eq: "b"}}]}]}', ["urn", "postcode"]),
        ('{provider: {individualName: {eq: "a"}}}', ["individualName"]),
        ('{inspections: {some: {not: {home: {name: {eq: "a"}}}}}}', ["name"]),
        ("{places: {gte: 1, lte: 4}}", ["places", "places"]),
    ],
)
def test_a_column_is_matched_wherever_a_filter_hides_it(where, columns):
    made = read(f"{{ homes(where: {where}) {{ nodes {{ urn }} }} }}")

    assert [column.name for column in matched_columns(made.where)] == columns


def test_no_filter_matches_nothing():
    assert list(matched_columns(None)) == []


@pytest.mark.parametrize(
    ("selection", "part", "wanted"),
    [
        ("totalCount", Part.TOTAL, True),
        ("nodes { urn }", Part.TOTAL, False),
        ("pageInfo { endCursor }", Part.END, True),
        ("pageInfo { hasNextPage }", Part.END, False),
        ("edges { cursor }", Part.CURSOR, True),
        ("edges { node { urn } }", Part.CURSOR, False),
    ],
)
def test_only_the_parts_that_were_asked_for_are_wanted(selection, part, wanted):
    assert read(f"{{ homes {{ {selection} }} }}").wants(part) is wanted


def test_what_is_shown_is_known_whatever_place_it_is_shown_in():
    made = read("{ homes { nodes { urn } edges { node { name location { longitude } } } } }")

    assert [shown.name for shown in made.shown] == ["urn", "name", "location"]


def test_relations_are_reads_of_their_own_in_the_order_of_the_answer():
    made = read("{ homes { nodes { provider { name } inspections { nodes { number } } } } }")

    assert [(show.relation.name, show.read.node) for show in made.below] == [
        ("provider", "homes.provider"),
        ("inspections", "homes.inspections"),
    ]
    assert all(isinstance(show, ShowRelation) for show in made.below)


@pytest.mark.parametrize(
    ("area", "by", "spatial"),
    [
        ({"mine": True}, AreaBy.MINE, False),
        ({"code": "E23000005"}, AreaBy.CODE, False),
        ({"near": {"longitude": -2.1, "latitude": 53.4, "radiusM": 500}}, AreaBy.NEAR, True),
        ({"within": SQUARE}, AreaBy.WITHIN, True),
        ({"bbox": {"west": -2.2, "south": 53.4, "east": -2.1, "north": 53.5}}, AreaBy.BOX, True),
    ],
)
def test_an_area_matches_exact_locations_or_the_public_link(area, by, spatial):
    made = read("query($a: AreaInput) { homes(area: $a) { nodes { urn } } }", a=area)

    assert (made.area.by, made.area.is_spatial) == (by, spatial)


def test_a_root_plan_binds_every_parameter_in_the_order_of_its_number():
    made = plan("query($n: Int) { homes(where: {places: {gte: 2}}, first: $n) { nodes { urn } } }", n=5)

    assert [slot.number for slot in made.slots] == [0, 1]
    assert made.bind({"n": 9}) == [2, 9]
