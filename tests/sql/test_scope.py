"""What each scope means: which rows and cells of the story a caller of each kind reaches."""

import pytest
import sqlalchemy as sa

from register import tables
from register.policy.authority import Reach
from register.sql.clock import NOW
from register.sql.scope import scoped_rows
from register.vocabulary import Scope, WithheldReason
from tests import story
from tests.story import AT_SEA, IN_BOTH, INSIDE, NORTHBY, ON_THE_LINE, OUTSIDE, PLAIN, SOUTHBY, UNPLACED

EVERY = set(story.EVERY_URN)
SEEN = "{ homes { nodes { urn places name premises { id } registeredManager { name } withheld { field reason } } } }"


def shown(answer, field):
    """The homes on which a field was not withheld."""
    homes = answer.data["homes"]["nodes"]
    return {home["urn"] for home in homes if field not in [each["field"] for each in home["withheld"]]}


@pytest.mark.parametrize(
    ("agency", "area", "names", "people"),
    [
        (
            "police",
            NORTHBY,
            {PLAIN, INSIDE, ON_THE_LINE, IN_BOTH, UNPLACED},
            {PLAIN, INSIDE, ON_THE_LINE, IN_BOTH, UNPLACED},
        ),
        ("police", SOUTHBY, {OUTSIDE, ON_THE_LINE, IN_BOTH}, {OUTSIDE, ON_THE_LINE, IN_BOTH}),
        ("ofsted", None, EVERY, EVERY),
        ("dfe", None, EVERY, set()),
        ("commissioner", None, EVERY, set()),
        ("dfe_statistics", None, set(), set()),
        ("local_authority", story.SOUTHBY_COUNCIL, EVERY, {OUTSIDE, ON_THE_LINE, IN_BOTH}),
    ],
)
def test_every_caller_knows_of_every_home_and_sees_the_cells_in_its_scope(ask, agency, area, names, people):
    answer = ask(SEEN, agency, area)

    assert {home["urn"] for home in answer.data["homes"]["nodes"]} == EVERY
    assert (shown(answer, "name"), shown(answer, "registeredManager")) == (names, people)


def test_a_home_in_the_sea_is_in_the_scope_of_no_force(ask):
    shown_to = {area: shown(ask(SEEN, "police", area), "name") for area in (NORTHBY, SOUTHBY)}

    assert [area for area, urns in shown_to.items() if AT_SEA in urns] == []


def test_of_a_home_in_two_forces_each_sees_its_own_premises_alone(ask):
    text = '{ home(urn: "SC900004") { name postcode location { easting } premises { isMain location { easting } } } }'

    north, south = (ask(text, "police", area).data["home"] for area in (NORTHBY, SOUTHBY))

    assert north["premises"] == [{"isMain": True, "location": {"easting": 386_000.0}}]
    assert south["premises"] == [{"isMain": False, "location": {"easting": 394_000.0}}]
    assert (north["name"], south["name"]) == ("Twin House", "Twin House")
    assert (north["location"], south["location"], south["postcode"]) == ({"easting": 386_000.0}, None, None)


def test_a_provider_who_is_a_person_is_named_where_one_of_its_homes_is_in_scope(ask):
    text = '{ provider(reference: "TEST-PERSON") { individualName withheld { field reason } } }'

    south, north = (ask(text, "police", area).data["provider"] for area in (SOUTHBY, NORTHBY))

    assert south == {"individualName": "Orla Fennimore", "withheld": []}
    assert north["individualName"] is None
    assert north["withheld"] == [{"field": "individualName", "reason": "OUTSIDE_SCOPE"}]


@pytest.mark.parametrize(
    ("scopes", "count"), [({Scope.NATIONAL}, 2), (set(), 0), ({Scope.ORGANISATION}, 0), ({Scope.HOSTED}, 0)]
)
def test_a_reach_holds_the_rows_of_its_scopes_and_no_others(connection, scopes, count):
    for reference in ("TEST-1", "TEST-2"):
        connection.execute(tables.provider.insert().values(reference=reference, legal_form="company"))
    rows = tables.provider.alias()
    held = scoped_rows(Reach(frozenset(scopes), WithheldReason.OUTSIDE_SCOPE), tables.provider, rows, NOW)

    counted = connection.scalar(sa.select(sa.func.count()).select_from(rows).where(held), {"caller_area": NORTHBY})

    assert counted == count
