"""Areas: their fields, what lies in what, and the drawings that decide nothing."""

from tests.support import story
from tests.support.declared_types import lines_of, listed


def test_an_area_has_these_fields():
    assert lines_of("Area") == listed("""
        code: String!
        kind: AreaKind!
        name: String!
        country: String!
        validFrom: Date
        validTo: Date
        outline: GeoJSON
        outlineLabel: String
        within: [Area!]
        successors: [Area!]
        homes(first: Int = 10, after: String): HomeConnection
    """)


def test_an_area_is_found_by_its_code_and_says_what_it_is(ask):
    answer = ask('{ area(code: "E23000005") { code kind name country validTo } }', "dfe_statistics")

    assert answer.data["area"] == {
        "code": story.NORTHBY,
        "kind": "FORCE",
        "name": "Northby",
        "country": "England",
        "validTo": None,
    }


def test_areas_are_listed_by_kind(ask):
    nodes = ask("{ areas(kind: FORCE) { nodes { code } } }", "dfe_statistics").data["areas"]["nodes"]

    assert [node["code"] for node in nodes] == [story.NORTHBY, story.SOUTHBY]


def test_the_homes_of_an_area_are_the_same_for_everybody(ask):
    text = '{ area(code: "E23000010") { homes { nodes { urn } totalCount } } }'

    answers = [
        ask(text, agency, area).data["area"]["homes"] for agency, area in (("ofsted", None), ("dfe_statistics", None))
    ]

    assert answers[0] == answers[1]
    assert [home["urn"] for home in answers[0]["nodes"]] == list(story.SHOWN_IN_SOUTHBY)
