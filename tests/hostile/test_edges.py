"""Where homes are shown: whoever may not see where a home is does not learn that it is on a line, or in no force."""

from collections import defaultdict
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from register.geo.home_areas import derive_links
from tests.hostile.matrix import ALL, MATRIX, kind_of
from tests.hostile.operations import Operation
from tests.hostile.rows import may_read
from tests.hostile.walled import ASKERS
from tests.hostile.walled_server import ask, one_of_each_line, serve_walled
from tests.support import story
from tests.support.copy_client import wait_until_told

SHOWN = ("authority", "force", "region")
KINDS = ["AUTHORITY", "COUNTRY", "FORCE", "REGION"]
AREAS = "{ areas(first: 1000) { nodes { code kind within { code } homes(first: 1000) { nodes { urn } } } } }"
OWN = f"{{ homes(first: 1000) {{ nodes {{ urn {' '.join(f'{kind} {{ code }}' for kind in SHOWN)} }} }} }}"
NAMED = "query ($code: String!) { homes(area: {code: $code}, first: 1000) { totalCount nodes { urn } } }"
THEN = "query ($code: String!, $then: DateTime) { homes(area: {code: $code}, asOf: $then) { nodes { urn } } }"
ON_DAY = 'query ($code: String!) { homes(area: {code: $code}, validOn: "2025-06-01") { nodes { urn } } }'
MATCHED = "query ($code: String!) {{ homes(where: {{{kind}: {{code: {{eq: $code}}}}}}) {{ nodes {{ urn }} }} }}"
NEGATED = "query ($codes: [String!]) {{ homes(where: {{not: {{{kind}: {{code: {{in: $codes}}}}}}}}) {{ totalCount }} }}"
CHANGES = """
query ($since: String, $within: AreaInput) { changes(since: $since, area: $within, first: 1000) {
  token nodes { homeUrn left home { urn } } } }
"""
# Who may read what is public of a home, and not everywhere where it is.
BLIND = [
    name
    for name in one_of_each_line()
    if may_read(ASKERS[name], "home") and ALL not in MATRIX[ASKERS[name].agency].get(kind_of("home_reach"), ())
]


def place_again(connection):
    """Work out all links, as an import does."""
    derive_links(connection, None, on=date(2026, 1, 1), buffer_m=0)


@pytest.fixture(scope="module")
def walled(cluster, story, worker):
    """A register in which every table has rows, and every home is where its links say."""
    with serve_walled(cluster, story, f"edges_{worker}", callers=BLIND, prepare=place_again) as server:
        yield server


@pytest.fixture(params=BLIND)
def name(request):
    """One of those who may not see where every home is."""
    return request.param


def homes_in(world, name, text, codes, **variables):
    """The areas of these by which a query finds each home."""
    found = defaultdict(set)
    for code in codes:
        answer = ask(world, name, Operation(text, {"code": code, **variables}))
        for home in answer.data["homes"]["nodes"]:
            found[home["urn"]].add(code)
    return found


def areas_of(world, name):
    return {area["code"]: area for area in ask(world, name, Operation(AREAS)).data["areas"]["nodes"]}


def shown_in(areas):
    """The areas below which each home is listed."""
    found = defaultdict(set)
    for code, area in areas.items():
        for home in area["homes"]["nodes"]:
            found[home["urn"]].add(code)
    return found


def test_every_home_is_shown_in_one_area_of_each_kind_and_in_those_that_its_authority_lies_in(walled, name):
    areas = areas_of(walled, name)
    shown = shown_in(areas)

    assert set(shown) >= set(story.EVERY_URN)
    for urn, codes in shown.items():
        assert sorted(areas[code]["kind"] for code in codes) == KINDS, urn
        (authority,) = (code for code in codes if areas[code]["kind"] == "AUTHORITY")
        assert codes == {authority, *(larger["code"] for larger in areas[authority]["within"])}, urn


def test_public_links_tell_of_no_home_that_it_is_on_a_line_or_in_no_force(walled, name):
    areas = areas_of(walled, name)
    shown = shown_in(areas)
    of_kind = {kind: [code for code in areas if areas[code]["kind"] == kind.upper()] for kind in SHOWN}
    others = [code for code in areas if code not in {ASKERS[name].area, *ASKERS[name].inspects}]

    own = {home["urn"]: home for home in ask(walled, name, Operation(OWN)).data["homes"]["nodes"]}
    assert {urn: {home[kind]["code"] for kind in SHOWN} for urn, home in own.items()} == {
        urn: {code for code in codes if areas[code]["kind"] != "COUNTRY"} for urn, codes in shown.items()
    }
    named = homes_in(walled, name, NAMED, others)
    assert named == {urn: codes & {*others} for urn, codes in shown.items() if codes & {*others}}
    for kind, codes in of_kind.items():
        matched = homes_in(walled, name, MATCHED.format(kind=kind), codes)
        assert matched == {urn: found & {*codes} for urn, found in shown.items()}
        without = ask(walled, name, Operation(NEGATED.format(kind=kind), {"codes": codes}))
        assert without.data["homes"]["totalCount"] == 0
    for past in (
        homes_in(walled, name, THEN, others, then=datetime.now(UTC).isoformat()),
        homes_in(walled, name, ON_DAY, others),
    ):
        for urn, codes in past.items():
            kinds = [areas[code]["kind"] for code in codes]
            assert len(kinds) == len(set(kinds)), urn


@pytest.mark.parametrize(
    ("area", "urns"), [(story.NORTHBY, story.IN_NORTHBY), (story.SOUTHBY, story.IN_SOUTHBY)], ids=["Northby", "Southby"]
)
def test_a_force_finds_exactly_its_own_homes(own_server, area, urns):
    found = own_server.ask(NAMED, "police", area, code=area).data["homes"]

    assert {home["urn"] for home in found["nodes"]} == set(urns)
    assert found["totalCount"] == len(urns)


def told(server, area, within, since=None):
    wait_until_told(server)
    feed = server.ask(CHANGES, "police", area, since=since, within=within).data["changes"]
    return feed["token"], {(change["homeUrn"], change["left"]) for change in feed["nodes"]}


@pytest.mark.parametrize("urn", [story.ON_THE_LINE, story.IN_BOTH])
def test_a_change_of_a_home_on_the_line_reaches_its_second_force_and_nobody_who_names_that_force(own_server, urn):
    mine, theirs = {"mine": True}, {"code": story.SOUTHBY}
    own, _ = told(own_server, story.SOUTHBY, mine)
    other, _ = told(own_server, story.NORTHBY, theirs)
    statement = "update register.home set places = places + 1 where urn = :urn"
    with own_server.owner.begin() as owner:
        owner.execute(sa.text(statement), {"urn": urn})

    assert told(own_server, story.SOUTHBY, mine, own)[1] == {(urn, False)}
    assert told(own_server, story.NORTHBY, theirs, other)[1] == set()
