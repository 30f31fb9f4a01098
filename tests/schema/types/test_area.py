"""Areas: their fields, what lies in what, and the drawings that decide nothing."""

import itertools

import pytest
import sqlalchemy as sa

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
        homes(first: Int = 10, after: String, status: StatusChoice! = CURRENT): HomeConnection
        timeline(first: Int = 50, after: String): AreaTimeline
        withheld: [Withheld!]!
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


OLD = "E08000016"
ENDED = """
insert into register.area (code, kind, name, country, valid_from, valid_to)
values ('E08000016', 'authority', 'Oldham Vale', 'England', '2015-04-01', '2025-04-01');
insert into register.area_successor (code, successor_code, from_on)
values ('E08000016', 'E08000003', '2025-04-01'), ('E08000016', 'E08000035', '2025-04-01')
"""


READERS = (("ofsted", None), ("police", story.NORTHBY), ("dfe_statistics", None))


@pytest.fixture
def ended(own_server):
    with own_server.owner.begin() as connection:
        for statement in ENDED.split(";"):
            connection.execute(sa.text(statement))
    return own_server


def test_an_area_that_has_ended_names_those_that_replaced_it(ended):
    shown = "{ name validTo successors { code } }"
    text = f'{{ now: area(code: "{OLD}") {shown} before: area(code: "{OLD}", validOn: "2025-03-31") {shown} }}'
    whole = {
        "name": "Oldham Vale",
        "validTo": "2025-04-01",
        "successors": [{"code": story.NORTHBY_COUNCIL}, {"code": story.SOUTHBY_COUNCIL}],
    }

    assert [ended.ask(text, *reader).data for reader in READERS] == [{"now": whole, "before": whole}] * 3
    after = f'{{ area(code: "{OLD}", validOn: "2025-04-01") {{ name }} }}'
    assert ended.ask(after, "ofsted").data == {"area": None}


RENAMED = """
insert into register.area_version (code, name, valid_from, valid_to, outline_27700, source, digest)
select code, 'Northby Vale', date '2000-01-01', valid_from, outline_27700, source, 'former'
  from register.area_version where code = 'E23000005'
"""


def test_an_area_has_the_name_that_it_had_on_the_day(own_server):
    with own_server.owner.begin() as connection:
        connection.execute(sa.text(RENAMED))
    text = f"""{{ now: area(code: "{story.NORTHBY}") {{ name }}
      then: area(code: "{story.NORTHBY}", validOn: "2014-03-31") {{ name }}
      last: area(code: "{story.NORTHBY}", validOn: "2015-03-31") {{ name }}
      first: area(code: "{story.NORTHBY}", validOn: "2015-04-01") {{ name }} }}"""

    told = own_server.ask(text, "dfe_statistics").data
    assert {name: area and area["name"] for name, area in told.items()} == {
        "now": "Northby", "then": "Northby Vale", "last": "Northby Vale", "first": "Northby",
    }  # fmt: skip


def test_an_area_that_has_ended_is_not_listed(ended):
    nodes = ended.ask("{ areas(kind: AUTHORITY) { nodes { code } } }", "ofsted").data["areas"]["nodes"]

    assert OLD not in [node["code"] for node in nodes]


def test_what_is_asked_for_in_an_ended_area_is_refused_with_what_replaced_it(ended):
    for reader, root in itertools.product(READERS, ("homes", "inspections")):
        answer = ended.ask(f'{{ {root}(area: {{code: "{OLD}"}}) {{ totalCount }} }}', *reader)
        (error,) = answer.json["errors"]

        assert (answer.data[root], answer.codes, answer.reads) == (None, ["REQUEST_BAD_INPUT"], [])
        assert error["message"] == f"{root}.area.code: The area ended on 2025-04-01."
        assert error["extensions"]["hint"].startswith("Use what replaced it: E08000003, E08000035.")


def test_the_past_of_an_ended_area_can_be_asked_about(ended):
    text = f'{{ homes(area: {{code: "{OLD}"}}, validOn: "2025-03-31") {{ totalCount }} }}'

    assert ended.ask(text, "ofsted").data["homes"] == {"totalCount": 0}


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
