"""Looking for a home that a child lives in and that one may not know of: every way that a query can point at it."""

import itertools
from datetime import UTC, datetime

import pytest

from register.geo.crs import point_to_wgs84
from tests.hostile.raw_requests import change, look, masked
from tests.support import story

LONGITUDE, LATITUDE = point_to_wgs84(395_000, 395_000)
NEIGHBOUR = ("police", story.NORTHBY)
SEEKERS = {
    "the force next door": NEIGHBOUR,
    "a statistician": ("dfe_statistics", None),
    "an inspector of police": ("hmicfrs", None),
    "an interview provider": ("interview_provider", None),
    "an auditor": ("auditor", None),
}
SHOWN = "{ totalCount nodes { urn } }"


def seek(server, agency, area, query, **variables):
    organisation = "story-trust" if agency == "interview_provider" else None
    return server.ask(query, agency, area, organisation=organisation, **variables)


# Conditions that the hidden home fulfils, and that only its hidden values decide.
CONDITIONS = {
    "its name": 'name: {eq: "Elm House"}',
    "the start of its name": 'name: {startsWith: "el"}',
    "names, its own among them": 'name: {in: ["Elm House", "Nowhere"]}',
    "that it has a name": "name: {isNull: false}",
    "not another name": 'not: {name: {eq: "Ash House"}}',
    "not not its name": 'not: {not: {name: {eq: "Elm House"}}}',
    "its name or anything": 'or: [{name: {eq: "Elm House"}}, {places: {gte: 1}}]',
    "its name or nothing": 'or: [{name: {eq: "Elm House"}}, {places: {lt: 0}}]',
    "its name and its reference": f'and: [{{name: {{eq: "Elm House"}}}}, {{urn: {{eq: "{story.OUTSIDE}"}}}}]',
    "its name, deep down": 'and: [{or: [{not: {and: [{name: {eq: "Ash House"}}]}}]}]',
    "its longitude": f"longitude: {{gt: {LONGITUDE - 0.001}, lt: {LONGITUDE + 0.001}}}",
    "its latitude": f"latitude: {{gte: {LATITUDE - 0.001}, lte: {LATITUDE + 0.001}}}",
    "its easting": "easting: {gt: 394999, lt: 395001}",
    "its northing": "northing: {gt: 394999, lt: 395001}",
    "not elsewhere": "not: {easting: {lt: 394999}}",
    "that it has a place": "easting: {isNull: false}",
    "that it has no age": "ageMin: {isNull: true}",
    "its street": 'street: {eq: "Kettle Row"}',
    "its town": 'town: {startsWith: "mo"}',
    "its postcode": 'postcode: {startsWith: "ZZ"}',
    "that it has a postcode": "postcode: {isNull: false}",
    "its uprn": "uprn: {isNull: false}",
    "that it is on no edge": "onEdge: {eq: false}",
    "how exactly it is known": "precision: {eq: UPRN}",
    "its manager": 'registeredManager: {name: {startsWith: "barn"}}',
    "that it has a manager": "registeredManager: {name: {isNull: false}}",
    "that it has any manager": "registeredManager: {}",
    "that it has no manager": "not: {registeredManager: {}}",
    "not another manager": 'not: {registeredManager: {name: {eq: "Perpetua Moss"}}}',
    "what it does not care for": "not: {needs: {contains: [MENTAL_HEALTH]}}",
    "that it cares for none of these": "not: {needs: {containsAny: [MENTAL_HEALTH, COMPLEX_HEALTH]}}",
    "who answers for it": "not: {responsibleIndividual: {}}",
    "its premises": "premises: {some: {isMain: {eq: true}}}",
    "any premises": "premises: {some: {}}",
    "premises in a place": "premises: {some: {longitude: {gt: -2.08}}}",
    "no premises in a place": "not: {premises: {some: {longitude: {lt: -2.08}}}}",
    "its notices": 'notices: {some: {servedOn: {gte: "2024-01-01"}}}',
    "any notice": "notices: {some: {}}",
    "no notice": "not: {notices: {some: {}}}",
    "the reasons of a notice": 'notices: {some: {reasons: {startsWith: "the premises"}}}',
    "its conditions": 'conditions: {some: {wording: {startsWith: "girls"}}}',
    "any condition": "conditions: {some: {kind: {eq: MAX_PLACES}}}",
    "the person who runs it": 'provider: {individualName: {startsWith: "orla"}}',
    "the address of who runs it": 'provider: {address: {startsWith: "1 private"}}',
    "that its provider has an address": "provider: {address: {isNull: false}}",
}
ORDERS = (
    "NAME",
    "POSTCODE",
    "LONGITUDE",
    "EASTING",
    "STREET",
    "TOWN",
    "UPRN",
    "AGE_MIN",
    "ON_EDGE",
    "PRECISION",
    "OPERATIONAL_STATUS",
)


def asks():
    """Every query that points at the hidden home by what is hidden of it."""
    for name, condition in CONDITIONS.items():
        yield name, f"{{ homes(where: {{{condition}}}) {SHOWN} }}"
        yield (
            f"{name}, over inspections",
            f"{{ inspections(where: {{home: {{{condition}}}}}) {{ totalCount nodes {{ number }} }} }}",
        )
    for order, way in itertools.product(ORDERS, ("ASC", "DESC")):
        yield f"by {order} {way}", f"{{ homes(orderBy: [{{field: {order}, direction: {way}}}], first: 3) {SHOWN} }}"
        yield (
            f"by PLACES, {order} {way}",
            f"{{ homes(orderBy: [{{field: PLACES}}, {{field: {order}, direction: {way}}}]) {SHOWN} }}",
        )
    near = f"longitude: {LONGITUDE}, latitude: {LATITUDE}"
    yield "near", f"{{ homes(area: {{near: {{{near}, radiusM: 10}}}}) {SHOWN} }}"
    yield (
        "near, inspections",
        f"{{ inspections(area: {{near: {{{near}, radiusM: 10}}}}) {{ totalCount nodes {{ number }} }} }}",
    )
    box = f"west: {LONGITUDE - 0.001}, south: {LATITUDE - 0.001}, east: {LONGITUDE + 0.001}, north: {LATITUDE + 0.001}"
    yield "in a box", f"{{ homes(area: {{bbox: {{{box}}}}}) {SHOWN} }}"
    yield "in a box, inspections", f"{{ inspections(area: {{bbox: {{{box}}}}}) {{ totalCount nodes {{ number }} }} }}"


ASKS = dict(asks())
UNTRUE = ("by ", "that it has no manager", "no notice")


@pytest.mark.parametrize("seeker", SEEKERS.values(), ids=SEEKERS)
def test_no_condition_and_no_order_on_hidden_values_answers_with_the_hidden_home(server, seeker):
    answers = {name: seek(server, *seeker, query) for name, query in ASKS.items()}

    assert {answer.status for answer in answers.values()} == {200}
    pointed = {
        name for name, a in answers.items() if story.OUTSIDE in a.body.decode() or "OUTSIDE2024" in a.body.decode()
    }
    assert pointed == set()
    if seeker != NEIGHBOUR:
        refused = {"POLICY_FORBIDDEN_MATCH", "POLICY_FORBIDDEN"}
        assert {name for name, a in answers.items() if not refused.intersection(a.codes) or a.reads} == set()


def test_every_one_of_these_conditions_finds_the_home_for_its_keeper(server):
    """The attacks above are real: for who may know, each points at the home or at least answers."""
    for name, query in ASKS.items():
        answer = server.ask(query, "ofsted")
        found = story.OUTSIDE in answer.body.decode() or "OUTSIDE2024" in answer.body.decode()

        assert answer.codes == [], name
        assert found or name.startswith(UNTRUE), name


def test_whatever_becomes_of_the_hidden_home_moves_no_answer_of_its_neighbour(world):
    """Before and after it moves, is renamed and loses its manager: the same bytes, whatever is asked."""
    queries = [query.replace(SHOWN, "{ totalCount pageInfo { hasNextPage } }") for query in ASKS.values()]
    before = [masked(seek(world, *NEIGHBOUR, query)) for query in queries]
    change(world, RENAME, urn=story.OUTSIDE)
    change(world, MOVE, urn=story.OUTSIDE)
    change(world, DISMISS, urn=story.OUTSIDE)

    assert [masked(seek(world, *NEIGHBOUR, query)) for query in queries] == before


RENAME = """
update register.home_identity i set name = 'Zealous House', age_min = 3
  from register.home h where h.id = i.home_id and h.urn = :urn
"""
DISMISS = "delete from register.home_person p using register.home h where h.id = p.home_id and h.urn = :urn"
MOVE = """
update register.premises p
   set point_27700 = st_setsrid(st_makepoint(397000, 391000), 27700), longitude = -2.03, latitude = 53.41,
       postcode = 'AA1 1AA', street = 'Elsewhere', town = 'Elsewhere', uprn = 5
  from register.home h where h.id = p.home_id and h.urn = :urn
"""


def test_distance_is_told_of_no_home_out_of_reach_and_orders_none(server):
    near = f"area: {{near: {{longitude: {LONGITUDE}, latitude: {LATITUDE}, radiusM: 20000}}}}"
    query = f"{{ homes({near}, orderBy: [{{field: DISTANCE}}]) {{ edges {{ distanceM node {{ urn }} }} }} }}"
    ordered = [edge["node"]["urn"] for edge in seek(server, *NEIGHBOUR, query).data["homes"]["edges"]]

    assert ordered == [story.ON_THE_LINE, story.IN_BOTH, story.INSIDE, story.PLAIN]


TIMES = (
    'asOf: "{now}"',
    'asOf: "2012-06-01T00:00:00Z"',
    'validOn: "2024-06-01"',
    'validOn: "2012-06-01"',
    'validOn: "{today}"',
)


@pytest.mark.parametrize("when", TIMES)
@pytest.mark.parametrize("agency", [NEIGHBOUR, ("dfe_statistics", None)])
def test_no_other_time_shows_what_now_hides(server, agency, when):
    shown = "name postcode location { longitude } registeredManager { name } notices { reasons } premises { id }"
    now = datetime.now(UTC)
    asked = when.format(now=now.isoformat(), today=now.date())
    answer = seek(server, *agency, f"{{ homes({asked}) {{ nodes {{ urn {shown} }} }} }}")
    homes = [home for home in answer.data["homes"]["nodes"] if home["urn"] in (story.OUTSIDE, story.AT_SEA)]

    assert answer.codes == []
    assert len(homes) == (0 if "2012" in when else 2)
    assert {value for home in homes for key, value in home.items() if key != "urn"} <= {None}


def test_before_the_law_let_forces_know_nothing_is_shown_even_of_their_own_homes(server):
    then = 'validOn: "2012-06-01"'
    named = f"named: homes(where: {{name: {{isNull: false}}}}, {then}) {{ totalCount }}"
    answer = server.ask(f"{{ homes({then}) {{ nodes {{ urn name }} }} {named} }}", *NEIGHBOUR)

    assert answer.data == {"homes": {"nodes": []}, "named": None}
    assert answer.codes == ["POLICY_FORBIDDEN_MATCH"]


def test_what_a_home_was_called_before_it_left_the_area_is_not_shown_to_the_force_that_it_left(world):
    """The row was in scope then, and is not now."""
    home_id = look(world, "select id from register.home where urn = :urn", urn=story.INSIDE)
    then = look(world, "select clock_timestamp()").isoformat()
    change(world, "delete from register.home_reach where home_id = :home_id", home_id=home_id)
    which = f'asOf: "{then}", where: {{urn: {{eq: "{story.INSIDE}"}}}}'
    query = f"{{ homes({which}) {{ nodes {{ name postcode withheld {{ field }} }} }} }}"

    assert world.ask(query, *NEIGHBOUR).data["homes"]["nodes"] == [
        {"name": None, "postcode": None, "withheld": [{"field": "name"}, {"field": "postcode"}]}
    ]


def test_what_is_told_of_narrowing_and_withholding_does_not_depend_on_what_is_hidden(world):
    named = 'homes(where: {name: {startsWith: "el"}}) { nodes { urn name notices { reasons } } }'
    query = f"{{ {named} all: homes {{ nodes {{ name registeredManager {{ name }} }} }} }}"
    told = [seek(world, *NEIGHBOUR, query).json["extensions"]]
    change(world, RENAME.replace("Zealous", "Elder"), urn=story.AT_SEA)
    change(world, "delete from register.notice_detail")
    change(world, "delete from register.notice")
    told.append(seek(world, *NEIGHBOUR, query).json["extensions"])

    assert told[0] == told[1]
    assert {"node": "homes", "fields": ["Home.name"]} in told[0]["narrowed"]


def test_a_home_without_an_address_looks_from_outside_like_one_that_is_hidden(server):
    shown = "name postcode location { longitude } address { town } premises { id } withheld { field reason }"
    answer = server.ask(f"{{ homes {{ nodes {{ urn {shown} }} }} }}", "police", story.SOUTHBY)
    homes = {home.pop("urn"): home for home in answer.data["homes"]["nodes"]}

    assert homes[story.UNPLACED] == homes[story.INSIDE] == homes[story.AT_SEA]


def test_cursors_of_one_caller_say_nothing_to_another_and_sort_keys_are_not_asked_for_in_vain(server):
    first = "{ homes(orderBy: [{field: NAME}], first: 1) { pageInfo { endCursor } } }"
    cursor = seek(server, "ofsted", None, first).data["homes"]["pageInfo"]["endCursor"]
    answer = seek(
        server,
        *NEIGHBOUR,
        "query ($c: String) { homes(orderBy: [{field: NAME}], first: 1, after: $c) { nodes { urn } } }",
        c=cursor,
    )

    assert answer.codes == ["REQUEST_BAD_INPUT"]
    assert answer.reads == []


def test_a_reference_that_does_not_exist_answers_like_one_that_may_not_be_known(server):
    absent = seek(server, "interview_provider", None, '{ home(urn: "SC999999") { urn } }')
    hidden = seek(server, "interview_provider", None, f'{{ home(urn: "{story.OUTSIDE}") {{ urn }} }}')

    assert masked(absent) == masked(hidden)
    assert absent.codes == ["POLICY_FORBIDDEN"]
