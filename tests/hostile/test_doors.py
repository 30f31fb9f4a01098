"""One policy behind every door: whichever way leads to a home, it shows the same of it and withholds the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.hostile.oracle import FIELDS, STRUCTURES, Caller, load, reach, sees
from tests.hostile.raw_requests import GRAPHQL
from tests.hostile.sizes import size
from tests.support import story

NORTHBY, SOUTHBY = story.NORTHBY, story.SOUTHBY
EVERY = frozenset(story.EVERY_URN)
RUN_BY_SOMEONE = EVERY - {story.UNPLACED, story.AT_SEA, story.PLAIN}
INSPECTED = frozenset({story.INSIDE, story.OUTSIDE})
PLACED = EVERY - {story.UNPLACED}

SHOWN = """urn name postcode places onEdge location { easting northing } premises { postcode }
 conditions { kind wording } notices { kind reasons } registeredManager { name } provider { individualName }
 withheld { field reason }"""
ONE = f"{{ {SHOWN} }}"
NODES = f"{{ nodes {ONE} }}"
URNS = ", ".join(f'"{urn}"' for urn in story.EVERY_URN)
SQUARE = "[[[-2.6, 53.2], [-1.8, 53.2], [-1.8, 53.7], [-2.6, 53.7], [-2.6, 53.2]]]"
BOX = "{west: -2.6, south: 53.2, east: -1.8, north: 53.7}"
CURSOR = "query ($after: String)"
PAGE = "pageInfo { hasNextPage endCursor }"


@dataclass(frozen=True)
class Door:
    """Ways to ask. to: the homes that they lead to; by: the field that is matched on the way, where one is."""

    queries: tuple[str, ...]
    to: frozenset[str] = EVERY
    by: str | None = None
    get: bool = False


def door(*queries: str, **more: Any) -> Door:
    return Door(queries, **more)


# A new way to ask is one more line here.
DOORS = {
    "nodes": door(f"{{ homes {NODES} }}"),
    "edges": door(f"{{ homes {{ edges {{ node {ONE} }} }} }}"),
    "one at a time": door(*(f'{{ home(urn: "{urn}") {ONE} }}' for urn in story.EVERY_URN)),
    "aliases": door(f"{{ {' '.join(f'''h{n}: home(urn: {urn}) {ONE}''' for n, urn in enumerate(URNS.split(', ')))} }}"),
    "two roots, one of them another": door(f"{{ areas {{ totalCount }} b: homes {NODES} }}"),
    "a fragment": door(f"{{ homes {{ nodes {{ ...Shown }} }} }} fragment Shown on Home {ONE}"),
    "inline fragments": door(f"{{ ... on Query {{ homes {{ nodes {{ ... on Home {ONE} }} }} }} }}"),
    "fields merged": door(f"{{ homes {{ nodes {{ urn }} }} homes {{ nodes {ONE} }} homes {{ totalCount }} }}"),
    "a directive": door(f"query ($yes: Boolean = true) {{ homes {{ nodes {{ ... @include(if: $yes) {ONE} }} }} }}"),
    "pages of one": door(f"{CURSOR} {{ homes(first: 1, after: $after) {{ {PAGE} nodes {ONE} }} }}"),
    "pages of three, edges": door(
        f"{CURSOR} {{ homes(first: 3, after: $after) {{ {PAGE} edges {{ cursor node {ONE} }} }} }}"
    ),
    "pages by places": door(
        f"{CURSOR} {{ homes(first: 2, after: $after, orderBy: [{{field: PLACES, direction: DESC}}])"
        f" {{ {PAGE} nodes {ONE} }} }}"
    ),
    "by reference, all": door(f"{{ homes(where: {{urn: {{in: [{URNS}]}}}}) {NODES} }}"),
    "by reference, not another": door(f'{{ homes(where: {{not: {{urn: {{eq: "SC000000"}}}}}}) {NODES} }}'),
    "by this or that": door(
        f"{{ homes(where: {{or: [{{places: {{isNull: true}}}}, {{places: {{gte: 0}}}}]}}) {NODES} }}"
    ),
    "as of now": door(f"query ($now: DateTime) {{ homes(asOf: $now) {NODES} }}"),
    "one, as of now": door(
        *(f'query ($now: DateTime) {{ home(urn: "{urn}", asOf: $now) {ONE} }}' for urn in story.EVERY_URN)
    ),
    "on this day": door(f"query ($today: Date) {{ homes(validOn: $today) {NODES} }}"),
    "providers": door(f"{{ providers {{ nodes {{ homes {NODES} }} }} }}", to=RUN_BY_SOMEONE),
    "one provider": door(
        *(f'{{ provider(reference: "TEST-{who}") {{ homes {NODES} }} }}' for who in ("COMPANY", "PERSON")),
        to=RUN_BY_SOMEONE,
    ),
    "inspections": door(f"{{ inspections {{ nodes {{ home {ONE} }} }} }}", to=INSPECTED),
    "the latest inspection": door(f"{{ homes {{ nodes {{ latestInspection {{ home {ONE} }} }} }} }}", to=INSPECTED),
    "inspections of the home": door(
        f"{{ homes {{ nodes {{ inspections {{ nodes {{ home {ONE} }} }} }} }} }}", to=INSPECTED
    ),
    "areas": door(f"{{ areas(kind: FORCE) {{ nodes {{ homes {NODES} }} }} }}"),
    "one area": door(
        *(f'{{ area(code: "{code}") {{ homes {{ edges {{ node {ONE} }} }} }} }}' for code in (NORTHBY, SOUTHBY)),
    ),
    # Whoever knows that a home is at sea finds it in no area.
    "the homes of an area": door(
        *(f'{{ homes(area: {{code: "{code}"}}) {NODES} }}' for code in (NORTHBY, SOUTHBY)),
        f'{{ home(urn: "{story.AT_SEA}") {ONE} }}',
    ),
    "the area of a home": door(f"{{ homes {{ nodes {{ force {{ homes {NODES} }} }} }} }}"),
    "by name": door(f"{{ homes(orderBy: [{{field: NAME}}]) {NODES} }}", by="name"),
    "pages by name": door(
        f"{CURSOR} {{ homes(first: 1, after: $after, orderBy: [{{field: NAME, direction: DESC}}])"
        f" {{ {PAGE} nodes {ONE} }} }}",
        by="name",
    ),
    "by any name": door(
        f"{{ homes(where: {{or: [{{name: {{isNull: true}}}}, {{name: {{isNull: false}}}}]}}) {NODES} }}", by="name"
    ),
    "by postcode": door(f"{{ homes(where: {{postcode: {{isNull: false}}}}) {NODES} }}", to=PLACED, by="postcode"),
    "in a box": door(f"{{ homes(area: {{bbox: {BOX}}}) {NODES} }}", to=PLACED, by="premises"),
    "within a polygon": door(
        f'{{ homes(area: {{within: {{type: "Polygon", coordinates: {SQUARE}}}}}) {NODES} }}', to=PLACED, by="premises"
    ),
    "sent with GET": door(f"{{ homes {NODES} }}", get=True),
}
EVERYONE = {
    "police of Northby": Caller("police", NORTHBY),
    "police of Southby": Caller("police", SOUTHBY),
    "Northby Council": Caller("local_authority", story.NORTHBY_COUNCIL),
    "Ofsted": Caller("ofsted"),
    "the department": Caller("dfe"),
    "inspectors of police": Caller("hmicfrs"),
    "an interview provider": Caller("interview_provider"),
    "Southby Council": Caller("local_authority", story.SOUTHBY_COUNCIL),
    "its statisticians": Caller("dfe_statistics"),
    "the commissioner": Caller("commissioner"),
    "an auditor": Caller("auditor"),
}
CALLERS = dict(list(EVERYONE.items())[: size(7, len(EVERYONE))])
REFUSALS = {"POLICY_FORBIDDEN", "POLICY_FORBIDDEN_MATCH"}


def homes_in(part: Any) -> Iterator[dict[str, Any]]:
    """Every home in an answer, wherever it stands."""
    if isinstance(part, list):
        for each in part:
            yield from homes_in(each)
    elif isinstance(part, dict):
        if "urn" in part:
            yield part
        for each in part.values():
            yield from homes_in(each)


def ask_to_the_end(server: Any, query: str, caller: Caller, *, get: bool) -> Iterator[Any]:
    """What is answered to a query, page by page where it has pages."""
    organisation = "story-trust" if caller.agency == "interview_provider" else None
    now = datetime.now(UTC)
    given: dict[str, Any] = {"now": now.isoformat(), "today": now.date().isoformat(), "after": None}
    while True:
        variables = {name: value for name, value in given.items() if f"${name}" in query}
        if get:
            token = server.token(caller.agency, caller.area, organisation)
            headers = {"Authorization": f"Bearer {token}", "Register-Purpose": "safeguarding_child", "Accept": GRAPHQL}
            answer = server.read(server.client.get(f"{server.url}/graphql", params={"query": query}, headers=headers))
        else:
            answer = server.ask(query, caller.agency, caller.area, organisation=organisation, **variables)
        assert answer.status == 200
        assert REFUSALS.issuperset(answer.codes), (answer.codes, query)
        yield answer.data
        page = (answer.data.get("homes") or {}).get("pageInfo") or {}
        if not page.get("hasNextPage"):
            return
        given["after"] = page["endCursor"]


def through(server: Any, way: Door, caller: Caller) -> dict[str, Any]:
    """Every home that a door shows to a caller, with all that it shows of it."""
    found: dict[str, Any] = {}
    for query in way.queries:
        for told in ask_to_the_end(server, query, caller, get=way.get):
            for home in homes_in(told):
                cells = home | {"withheld": sorted(home["withheld"], key=lambda cell: cell["field"])}
                assert found.setdefault(home["urn"], cells) == cells, (home["urn"], query)
    return found


def expected(shown: dict[str, Any], way: Door) -> dict[str, Any]:
    """Of what the plainest door shows, that which another one leads to and may match."""
    hidden = {urn for urn, home in shown.items() if way.by in {cell["field"] for cell in home["withheld"]}}
    return {urn: home for urn, home in shown.items() if urn in way.to - hidden}


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_every_door_shows_a_caller_the_same_homes_and_the_same_of_each(server, caller):
    shown = through(server, DOORS["nodes"], caller)

    for name, way in DOORS.items():
        assert through(server, way, caller) == expected(shown, way), name


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_the_plainest_door_shows_what_the_reference_oracle_says(server, caller):
    shown = through(server, DOORS["nodes"], caller)
    homes = {home.stored("urn"): home for home in load(server.owner)}

    assert set(shown) == (set() if reach(caller, "home") is None else set(homes))
    for urn, cells in shown.items():
        withheld = {cell["field"] for cell in cells["withheld"]}
        for field in ("name", "postcode", "location", "registeredManager"):
            table = {"location": "premises", "registeredManager": "home_person"}.get(field) or FIELDS[field].table
            main = field in STRUCTURES or (field in FIELDS and FIELDS[field].main)
            assert (field not in withheld) is sees(homes[urn], caller, table, main=main), (urn, field)


def test_the_doors_lead_to_more_than_nothing_and_someone_is_refused_at_some(server):
    for name, way in DOORS.items():
        assert set(through(server, way, CALLERS["Ofsted"])) == way.to, name
        assert through(server, way, CALLERS["an interview provider"]) == {}, name
