"""Answers put together: pages, edges, cursors, relations in their places, and the keys that the log keeps."""

import pytest
import sqlalchemy as sa

from tests.support import story
from tests.support.story import INSIDE, NORTHBY, OUTSIDE, PLAIN


@pytest.mark.parametrize(
    ("first", "urns", "more"),
    [
        (1, [PLAIN], True),
        (6, list(story.EVERY_URN[:6]), True),
        (7, list(story.EVERY_URN), False),
        (1_000, list(story.EVERY_URN), False),
    ],
)
def test_a_page_holds_the_first_rows_and_says_whether_more_follow(ask, first, urns, more):
    text = "query($n: Int) { homes(first: $n) { nodes { urn } pageInfo { hasNextPage hasPreviousPage } } }"

    homes = ask(text, "ofsted", n=first).data["homes"]

    assert [home["urn"] for home in homes["nodes"]] == urns
    assert homes["pageInfo"] == {"hasNextPage": more, "hasPreviousPage": False}


@pytest.mark.parametrize(
    ("first", "page", "counted"),
    [(6, "pageInfo { hasNextPage }", 1), (7, "pageInfo { hasNextPage }", 0), (7, "", 1), (8, "", 0)],
)
def test_rows_are_counted_only_where_the_first_page_cannot_hold_them_all(server, first, page, counted):
    server.statements.clear()
    homes = server.ask(f"{{ homes(first: {first}) {{ nodes {{ urn }} totalCount {page} }} }}", "ofsted").data["homes"]

    assert homes["totalCount"] == len(story.EVERY_URN) == 7
    assert len([text for text in server.statements if "AS total" in text]) == counted


def test_a_later_page_and_a_relation_tell_how_many_rows_there_are_as_well(ask):
    text = "query($a: String) { homes(first: 6, after: $a) { nodes { urn } totalCount pageInfo { endCursor } } }"
    first = ask(text, "ofsted", a=None).data["homes"]
    second = ask(text, "ofsted", a=first["pageInfo"]["endCursor"]).data["homes"]
    below = "{ areas(kind: FORCE) { nodes { homes(first: FIRST) { nodes { urn } totalCount } } } }"
    counts = [
        [area["homes"]["totalCount"] for area in ask(below.replace("FIRST", first), "ofsted").data["areas"]["nodes"]]
        for first in ("1", "100")
    ]

    assert (len(second["nodes"]), second["totalCount"]) == (1, first["totalCount"])
    assert counts[0] == counts[1]


def test_an_empty_page_has_no_cursors(ask):
    text = """{ homes(where: {urn: {eq: "SC999999"}}) {
        edges { cursor } totalCount pageInfo { startCursor endCursor hasNextPage } } }"""

    assert ask(text, "ofsted").data["homes"] == {
        "edges": [],
        "totalCount": 0,
        "pageInfo": {"startCursor": None, "endCursor": None, "hasNextPage": False},
    }


@pytest.mark.parametrize("path", ["pageInfo { c: endCursor }", "edges { c: cursor }"])
def test_a_cursor_leads_to_the_row_after_its_own(ask, path):
    text = (
        "query($a: String) { homes(first: 2, after: $a) { nodes { urn } pageInfo { hasPreviousPage } PATH } }".replace(
            "PATH", path
        )
    )
    first = ask(text, "ofsted", a=None).data["homes"]
    cursor = first["pageInfo"].get("c") or first["edges"][-1]["c"]

    second = ask(text, "ofsted", a=cursor).data["homes"]

    assert [home["urn"] for home in second["nodes"]] == [OUTSIDE, story.ON_THE_LINE]
    assert second["pageInfo"]["hasPreviousPage"] is True


def test_each_parent_has_the_rows_of_its_own_relation_in_order(ask):
    text = "{ homes { nodes { urn inspections(first: 2) { nodes { number } totalCount pageInfo { hasNextPage } } } } }"

    homes = {home["urn"]: home["inspections"] for home in ask(text, "ofsted").data["homes"]["nodes"]}

    none = {"nodes": [], "totalCount": 0, "pageInfo": {"hasNextPage": False}}
    assert homes[INSIDE] == {
        "nodes": [{"number": "INSIDE2024"}, {"number": "INSIDE2023"}],
        "totalCount": 3,
        "pageInfo": {"hasNextPage": True},
    }
    assert homes[OUTSIDE]["nodes"] == [{"number": "OUTSIDE2024"}]
    assert {urn for urn, each in homes.items() if each == none} == set(story.EVERY_URN) - {INSIDE, OUTSIDE}


def test_relations_below_relations_reach_the_right_rows(ask):
    text = """{ areas(kind: FORCE) { nodes { code homes { nodes { urn premises { location { easting } }
        inspections(first: 1, orderBy: [{field: STARTED_ON}]) { nodes { number home { urn } } } } } } } }"""

    areas = {area["code"]: area["homes"]["nodes"] for area in ask(text, "ofsted").data["areas"]["nodes"]}

    assert {code: [home["urn"] for home in homes] for code, homes in areas.items()} == {
        NORTHBY: list(story.SHOWN_IN_NORTHBY),
        story.SOUTHBY: list(story.SHOWN_IN_SOUTHBY),
    }
    inside = next(home for home in areas[NORTHBY] if home["urn"] == INSIDE)
    assert inside["inspections"]["nodes"] == [{"number": "INSIDE2022", "home": {"urn": INSIDE}}]
    assert inside["premises"] == [{"location": {"easting": 385_000.0}}]


def test_two_aliases_of_one_relation_keep_their_own_rows(ask):
    text = """{ home(urn: "SC900001") {
        last: inspections(first: 1) { nodes { number } }
        first: inspections(first: 1, orderBy: [{field: STARTED_ON}]) { nodes { number } } } }"""

    assert ask(text, "ofsted").data["home"] == {
        "last": {"nodes": [{"number": "INSIDE2024"}]},
        "first": {"nodes": [{"number": "INSIDE2022"}]},
    }


def test_the_parts_of_a_page_answer_under_their_keys_in_their_order(ask):
    text = """{ homes(first: 1) {
        p: pageInfo { __typename } n: totalCount __typename e: edges { __typename r: node { urn } } } }"""

    homes = ask(text, "ofsted").data["homes"]

    assert list(homes) == ["p", "n", "__typename", "e"]
    assert homes == {
        "p": {"__typename": "PageInfo"},
        "n": 7,
        "__typename": "HomeConnection",
        "e": [{"__typename": "HomeEdge", "r": {"urn": PLAIN}}],
    }


def test_the_row_that_only_tells_of_a_next_page_is_not_written_down_as_given(ask, server):
    ask("{ homes(first: 2) { nodes { urn } pageInfo { hasNextPage } } }", "ofsted", subject="turner of pages")

    with server.owner.connect() as owner:
        entry = owner.execute(sa.text("select * from register.access_log where subject = 'turner of pages'")).one()

    assert (entry.row_count, entry.keys, entry.node_sizes) == (2, [PLAIN, INSIDE], [2])


def test_every_node_writes_down_the_keys_that_it_gave(ask, server):
    text = "{ homes(first: 2) { nodes { provider { name } inspections { nodes { number } } } } }"
    ask(text, "ofsted", subject="reader of nodes")

    with server.owner.connect() as owner:
        entry = owner.execute(sa.text("select * from register.access_log where subject = 'reader of nodes'")).one()

    given, keys = {}, list(entry.keys)
    for node, size in zip(entry.nodes, entry.node_sizes, strict=True):
        given[node], keys = keys[:size], keys[size:]
    assert keys == []
    assert given.pop("homes") == [PLAIN, INSIDE]
    assert given.pop("homes.inspections") == ["INSIDE2024", "INSIDE2023", "INSIDE2022"]
    assert len(given.pop("homes.provider")) == 1
    assert given == {}
