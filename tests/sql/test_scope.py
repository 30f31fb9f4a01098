"""What each scope means: which rows and cells of the story a caller of each kind reaches."""

import pytest
import sqlalchemy as sa

from register import tables
from register.policy.authority import Reach
from register.sql.as_of import NOW
from register.sql.membership import listed
from register.sql.scope import scoped_rows
from register.vocabulary import Scope, WithheldReason
from tests.support import story
from tests.support.access_factories import appoint, approve, give
from tests.support.request_stories import rename_and_move
from tests.support.story import AT_SEA, IN_BOTH, INSIDE, NORTHBY, ON_THE_LINE, OUTSIDE, PLAIN, SOUTHBY, UNPLACED

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
    held = scoped_rows(
        Reach(frozenset(scopes), WithheldReason.OUTSIDE_SCOPE), tables.provider, rows, clock=NOW, member=listed
    )

    counted = connection.scalar(sa.select(sa.func.count()).select_from(rows).where(held), {"caller_area": NORTHBY})

    assert counted == count


SOUTHERN = {OUTSIDE, ON_THE_LINE, IN_BOTH}
NORTHERN = set(story.IN_NORTHBY)
INSPECTING = {"purpose": "inspection"}
RESPONDING = {"area": NORTHBY, "purpose": "incident_response"}
SUPPORTING = {"purpose": "system_support"}
CASES = {
    "an inspectorate": ("hmicfrs", INSPECTING, [("inspection", {})], SOUTHERN, set()),
    "inspectors of homes": (
        "ofsted_inspector",
        INSPECTING,
        [("inspection", {"holder_agency": "ofsted_inspector"})],
        SOUTHERN,
        SOUTHERN,
    ),
    "an inspectorate of an authority": (
        "cqc",
        INSPECTING,
        [("inspection", {"holder_agency": "cqc", "area_code": story.NORTHBY_COUNCIL})],
        NORTHERN,
        set(),
    ),
    "two inspections": (
        "hmicfrs",
        INSPECTING,
        [("inspection", {}), ("inspection", {"area_code": NORTHBY})],
        SOUTHERN | NORTHERN,
        set(),
    ),
    "an inspectorate for another purpose": (
        "hmicfrs",
        {"purpose": "statistics"},
        [("inspection", {})],
        set(),
        set(),
    ),
    "another inspectorate": ("hmicfrs", INSPECTING, [("inspection", {"holder_agency": "cqc"})], set(), set()),
    "an officer": (
        "police",
        RESPONDING,
        [("break_glass", {"urn": OUTSIDE})],
        NORTHERN | {OUTSIDE},
        NORTHERN | {OUTSIDE},
    ),
    "an officer and the sea": (
        "police",
        RESPONDING,
        [("break_glass", {"urn": AT_SEA})],
        NORTHERN | {AT_SEA},
        NORTHERN | {AT_SEA},
    ),
    "another officer": (
        "police",
        RESPONDING,
        [("break_glass", {"urn": OUTSIDE, "holder_subject": "another"})],
        NORTHERN,
        NORTHERN,
    ),
    "an administrator": ("admin", SUPPORTING, [("administration", {"urn": OUTSIDE})], {OUTSIDE}, set()),
}


def give_all(server, grants):
    with server.owner.begin() as owner:
        for kind, given in grants:
            made = give(owner, kind, **given)
            if kind == "administration":
                approve(owner, made)


@pytest.mark.parametrize(("agency", "of", "grants", "names", "people"), CASES.values(), ids=CASES)
def test_access_that_a_person_gave_shows_its_homes_and_no_others(own_server, agency, of, grants, names, people):
    give_all(own_server, grants)

    answer = own_server.ask(SEEN, agency, **of)

    assert {home["urn"] for home in answer.data["homes"]["nodes"]} == EVERY
    assert (shown(answer, "name"), shown(answer, "registeredManager")) == (names, people)


def test_an_opened_home_is_open_with_all_its_premises_and_an_inspected_area_with_its_own(own_server):
    give_all(own_server, [("inspection", {}), ("break_glass", {"urn": IN_BOTH, "holder_area": NORTHBY})])
    text = '{ home(urn: "SC900004") { premises { location { easting } } } }'

    told = [
        own_server.ask(text, agency, **of).data["home"]["premises"]
        for agency, of in (("hmicfrs", INSPECTING), ("police", RESPONDING))
    ]

    eastings = [[place["location"]["easting"] for place in premises] for premises in told]
    assert [sorted(each) for each in eastings] == [[394_000.0], [386_000.0, 394_000.0]]


@pytest.mark.parametrize(
    ("agency", "of", "grants", "name"),
    [
        ("ofsted_inspector", INSPECTING, [("inspection", {"holder_agency": "ofsted_inspector"})], "Orla Fennimore"),
        (
            "ofsted_inspector",
            INSPECTING,
            [("inspection", {"holder_agency": "ofsted_inspector", "area_code": NORTHBY})],
            None,
        ),
        ("police", RESPONDING, [("break_glass", {"urn": OUTSIDE})], "Orla Fennimore"),
        ("police", RESPONDING, [("break_glass", {"urn": AT_SEA})], None),
    ],
)
def test_who_runs_a_home_is_named_with_the_home_that_was_given(own_server, agency, of, grants, name):
    give_all(own_server, grants)
    found = '{ providers(where: {individualName: {startsWith: "orla"}}) { totalCount } }'

    shown_name = own_server.ask('{ provider(reference: "TEST-PERSON") { individualName } }', agency, **of).data
    matched = own_server.ask(found, agency, **of).data

    assert shown_name == {"provider": {"individualName": name}}
    assert matched == {"providers": {"totalCount": int(name is not None)}}


def test_what_is_given_narrows_a_search_to_the_homes_that_were_given(own_server):
    give_all(own_server, [("inspection", {})])
    queries = {
        "by name": "{ homes(where: {name: {isNull: false}}) { nodes { urn } } }",
        "not by name": '{ homes(where: {not: {name: {eq: "Nowhere"}}}) { nodes { urn } } }',
        "by order": "{ homes(orderBy: [{field: NAME}]) { nodes { urn } } }",
        "by place": "{ homes(area: {near: {longitude: -2.15, latitude: 53.45, radiusM: 20000}}) { nodes { urn } } }",
    }

    found = {
        name: {home["urn"] for home in own_server.ask(query, "hmicfrs", **INSPECTING).data["homes"]["nodes"]}
        for name, query in queries.items()
    }

    assert found == dict.fromkeys(queries, SOUTHERN)


@pytest.mark.parametrize(
    ("area", "at", "seen"),
    [
        # It stood in Northby, and stands in Southby: at the time asked for it must be in the area, and now.
        (SOUTHBY, "before", False),
        (SOUTHBY, "after", True),
        (NORTHBY, "before", False),
        (NORTHBY, "after", False),
    ],
)
def test_an_inspected_area_holds_a_home_as_of_a_time_where_it_held_it_then_and_does_now(own_server, area, at, seen):
    times = rename_and_move(own_server)
    give_all(own_server, [("inspection", {"area_code": area})])
    text = f'{{ home(urn: "{PLAIN}", asOf: "{times[at]}") {{ name }} }}'

    home = own_server.ask(text, "hmicfrs", **INSPECTING).data["home"]

    assert home == {"name": "Oak House" if seen else None}


@pytest.mark.parametrize(("at", "name"), [("before", "Ash House"), ("after", "Rowan House")])
def test_an_opened_home_is_open_at_every_time(own_server, at, name):
    times = rename_and_move(own_server)
    give_all(own_server, [("break_glass", {"urn": INSIDE, "holder_area": SOUTHBY})])
    text = f'{{ home(urn: "{INSIDE}", asOf: "{times[at]}") {{ name }} }}'

    answer = own_server.ask(text, "police", SOUTHBY, purpose="incident_response")

    assert answer.data == {"home": {"name": name}}


def test_the_log_of_a_body_is_read_by_those_it_appointed_and_holds_its_own_entries_alone(own_server):
    for area in (NORTHBY, SOUTHBY):
        own_server.ask("{ homes { totalCount } }", "police", area, subject=f"officer of {area}")
    own_server.ask("{ homes { totalCount } }", "ofsted", subject="regulator")
    with own_server.owner.begin() as owner:
        appoint(owner, subject="supervisor")
    text = "{ accessLog(first: 1000) { nodes { subject } } }"

    mine = own_server.ask(text, "police", NORTHBY, subject="supervisor")
    others = [
        own_server.ask(text, "police", SOUTHBY, subject="supervisor"),
        own_server.ask(text, "police", NORTHBY, subject="tester"),
        own_server.ask(text, "ofsted", subject="supervisor"),
    ]

    assert [entry["subject"] for entry in mine.data["accessLog"]["nodes"]] == [f"officer of {NORTHBY}"]
    assert [(answer.codes, answer.reads) for answer in others] == [(["POLICY_FORBIDDEN"], [])] * 3
