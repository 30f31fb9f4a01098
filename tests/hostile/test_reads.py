"""Reads that try to see more than they may: by alias, fragment, directive, cursor, header or error (AZ)."""

import base64
import contextlib
import re
import zlib
from datetime import UTC, datetime

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType

from register.schema.assemble import graphql_schema
from tests.hostile.raw_requests import change, masked, post, signed
from tests.support import story

POLICE = ("police", story.NORTHBY)
# They may see everything, what is theirs, and nearly nothing.
ALIKE = (("ofsted", None), POLICE, ("dfe_statistics", None))
LISTED = re.compile(r"one of ([\w, ]+?)(?:, without quotation marks)?\.")
STORED = (
    "Elm House",
    "Barnaby Thistle",
    "Girls only",
    "not safe",
    "1 Private Lane",
    "Orla Fennimore",
    "Mosswick",
    "ZZ",
)


def one(ask, selection, agency="police", area=story.NORTHBY, urn=story.OUTSIDE, **more):
    """What one home shows, the hidden one unless told otherwise."""
    declared = "query ($x: Boolean = false)" if "$x" in selection else ""
    answer = ask(f'{declared} {{ home(urn: "{urn}") {{ {selection} }} }}', agency, area, **more)
    assert answer.codes == []
    return answer.data["home"]


ALIASES = {
    "another name": "a: name b: postcode withheld { field }",
    "the name of a public field": "urn: name places: postcode withheld { field }",
    "the name of the marker": "name postcode w: withheld { field } withheld: urn",
    "in a fragment": "... on Home { name postcode } withheld { field }",
    "in fragments within fragments": "... on Home { ... { ... on Home { name } } } ... { postcode } withheld { field }",
    "twice": "name again: name postcode n: postcode withheld { field }",
}


@pytest.mark.parametrize("selection", ALIASES.values(), ids=ALIASES)
def test_no_alias_and_no_fragment_changes_what_is_withheld(ask, selection):
    shown = one(ask, selection)
    marker = shown["w"] if "w:" in selection else shown["withheld"]

    assert [item["field"] for item in marker] == ["name", "postcode"]
    assert not any(text in str(shown) for text in STORED)
    assert {value for key, value in shown.items() if key not in ("w", "withheld")} == {None}


def test_a_named_fragment_used_on_two_homes_withholds_on_the_hidden_one_alone(ask):
    query = f"""{{ a: home(urn: "{story.INSIDE}") {{ ...f }} b: home(urn: "{story.OUTSIDE}") {{ ...f }} }}
                fragment f on Home {{ name registeredManager {{ name }} withheld {{ field }} }}"""

    assert ask(query, *POLICE).data == {
        "a": {"name": "Ash House", "registeredManager": {"name": "Perpetua Moss"}, "withheld": []},
        "b": {"name": None, "registeredManager": None, "withheld": [{"field": "name"}, {"field": "registeredManager"}]},
    }


@pytest.mark.parametrize("on", ["Node", "SearchResult", "Query", "Provider", "HomeIdentity"])
def test_a_fragment_on_a_type_that_a_home_is_not_is_refused(ask, on):
    answer = ask(f'{{ home(urn: "{story.OUTSIDE}") {{ ... on {on} {{ name }} }} }}', *POLICE)

    assert (answer.status, set(answer.codes)) == (400, {"REQUEST_INVALID"})
    assert answer.reads == []


@pytest.mark.parametrize(
    "selection", ["name @include(if: $x)", "name @skip(if: true)", "... on Home @include(if: $x) { name }"]
)
def test_a_hidden_field_that_is_left_out_is_neither_shown_nor_said_to_be_withheld(ask, selection):
    assert one(ask, f"urn {selection} withheld {{ field }}") == {"urn": story.OUTSIDE, "withheld": []}


def test_a_hidden_field_that_a_variable_lets_in_is_withheld_whatever_was_asked_before(ask):
    selection = "name @include(if: $x) withheld { field }"
    shown = [one(ask, selection, x=flag) for flag in (False, True, False, True)]

    assert shown == [{"withheld": []}, {"name": None, "withheld": [{"field": "name"}]}] * 2


def test_a_directive_on_a_name_that_does_not_exist_does_not_make_it_exist(ask):
    answer = ask(f'{{ home(urn: "{story.INSIDE}") {{ secretName @include(if: false) }} }}', *POLICE)

    assert (answer.status, answer.codes) == (400, ["REQUEST_INVALID"])
    assert answer.reads == []


def test_type_names_are_told_everywhere_and_nothing_with_them(ask):
    query = f"""{{ __typename viewer {{ __typename grants {{ __typename }} area {{ __typename }} }}
      homes(where: {{urn: {{eq: "{story.OUTSIDE}"}}}}) {{ __typename pageInfo {{ __typename }} edges {{ __typename
       node {{ __typename name location {{ __typename }} address {{ __typename }} premises {{ __typename }}
        registeredManager {{ __typename }} notices {{ __typename }} provider {{ __typename individualName }}
        withheld {{ __typename field reason }} }} }} }} }}"""
    answer = ask(query, *POLICE)
    node = answer.data["homes"]["edges"][0]["node"]

    hidden = ["name", "location", "address", "premises", "registeredManager", "notices"]
    assert {field: node[field] for field in hidden} == dict.fromkeys(hidden)
    assert sorted(item["field"] for item in node["withheld"]) == sorted(hidden)
    assert {item["__typename"] for item in node["withheld"]} == {"Withheld"}
    assert node["provider"] == {"__typename": "Provider", "individualName": None}
    assert not any(text in answer.body.decode() for text in STORED)


def near_misses():
    """Every field, argument and input field of the schema, with a letter too many."""
    schema = graphql_schema()
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType) and not kind.name.startswith("__"):
            yield from ((kind.name, name) for name in kind.fields)


def told_to_each(world, query):
    """The one answer that callers who may see very different things get to the same mistake."""
    answers = [world.ask(query, *caller) for caller in ALIKE]

    assert {(answer.status, *answer.codes[:1]) for answer in answers} == {(400, "REQUEST_INVALID")}, query
    assert len({answer.body for answer in answers}) == 1, query
    return answers[0].json["errors"][0]


def test_a_near_miss_of_a_name_is_answered_with_the_names_of_the_type_whoever_asks(world):
    fields = set(graphql_schema().type_map["Home"].fields)
    for name in sorted({name for _, name in near_misses()})[::8]:
        error = told_to_each(world, f"{{ homes {{ nodes {{ {name}x }} }} }}")

        assert error["message"] == f"Home has no field {name}x."
        assert set(LISTED.search(error["extensions"]["hint"])[1].split(", ")) == fields


def test_a_near_miss_of_an_input_is_answered_with_names_of_the_schema_whoever_asks(world):
    inputs = [kind for kind in graphql_schema().type_map.values() if isinstance(kind, GraphQLInputObjectType)]
    enums = [kind for kind in graphql_schema().type_map.values() if isinstance(kind, GraphQLEnumType)]
    real = {name for kind in inputs for name in kind.fields} | {name for kind in enums for name in kind.values}
    wrong = [f"where: {{{name}x: {{eq: 1}}}}" for name in sorted(real)[::8] if name.islower()]
    wrong += [f"where: {{sector: {{eq: {name}X}}}}" for name in sorted(real)[::12] if name.isupper()]
    wrong += [f"orderBy: [{{field: {name}X}}]" for name in sorted(real)[::12] if name.isupper()]
    wrong += ['where: {secret: {eq: "x"}}', "orderBy: [{field: SECRET}]"]

    for part in wrong:
        error = told_to_each(world, f"{{ homes({part}) {{ nodes {{ urn }} }} }}")

        assert set(LISTED.search(error["extensions"]["hint"])[1].split(", ")) <= real, part


def cursors(ask, agency="police", area=story.NORTHBY, order="NAME"):
    shown = "edges { cursor node { urn name postcode } } pageInfo { startCursor endCursor }"
    return ask(f"{{ homes(orderBy: [{{field: {order}}}]) {{ {shown} }} }}", agency, area).data["homes"]


def readings(cursor):
    """A cursor read in every usual way."""
    opened = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    yield from (cursor.encode(), opened, opened[::-1], opened.hex().encode())
    for start in range(len(opened)):
        for window in (-15, 15, 31):
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(window).decompress(opened[start:])


def test_a_cursor_holds_its_values_in_no_way_that_can_be_read_and_all_are_of_one_length(ask):
    homes = cursors(ask, "ofsted", None)
    held = [edge["cursor"] for edge in homes["edges"]]

    assert len(held) == len(story.EVERY_URN)
    assert len({len(cursor) for cursor in held}) == 1
    for cursor, edge in zip(held, homes["edges"], strict=True):
        values = [value.encode() for value in edge["node"].values() if value]
        assert not any(value in reading for value in values for reading in readings(cursor))


def test_the_same_cursor_is_never_sealed_twice_alike(ask):
    assert cursors(ask)["pageInfo"]["endCursor"] != cursors(ask)["pageInfo"]["endCursor"]


CURSOR_REFUSED = "This cursor does not belong to this question."
PAGE = "query ($after: String) {{ homes(orderBy: [{{field: NAME}}]{more}, after: $after) {{ nodes {{ urn }} }} }}"


def altered(cursor):
    opened = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    opened[-20] ^= 1
    return base64.urlsafe_b64encode(opened).decode().rstrip("=")


FORGED = {
    "empty": "",
    "not base64": "!!!",
    "an offset": base64.b64encode(b"arrayconnection:7").decode(),
    "a plain value": base64.b64encode(b'["Elm House"]').decode(),
    "10 KB": "A" * 999,
    "not ASCII": "é" * 40,
    "zeros": "A" * 128,
}


@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED)
def test_a_forged_cursor_is_refused_in_fixed_words(ask, cursor):
    answer = ask(PAGE.format(more=""), *POLICE, after=cursor)

    assert [(error["message"], error["extensions"]["code"]) for error in answer.json["errors"]] == [
        (f"homes.after: {CURSOR_REFUSED}", "REQUEST_BAD_INPUT")
    ]
    assert answer.reads == []


def test_a_cursor_of_another_caller_another_order_another_filter_or_one_bit_off_is_refused_in_the_same_words(ask):
    mine = cursors(ask)["edges"][0]["cursor"]
    others = {
        "another force's": (cursors(ask, "police", story.SOUTHBY)["edges"][0]["cursor"], ""),
        "another agency's": (cursors(ask, "ofsted", None)["edges"][0]["cursor"], ""),
        "of another order": (cursors(ask, order="URN")["edges"][0]["cursor"], ""),
        "for another filter": (mine, ", where: {places: {gte: 1}}"),
        "for another area": (mine, ", area: {mine: true}"),
        "for another time": (mine, f', asOf: "{datetime.now(UTC).isoformat()}"'),
        "altered": (altered(mine), ""),
        "cut": (mine[:-4], ""),
    }
    answers = {name: ask(PAGE.format(more=more), *POLICE, after=cursor) for name, (cursor, more) in others.items()}

    refused = [(f"homes.after: {CURSOR_REFUSED}", "REQUEST_BAD_INPUT")]
    told = {
        name: [(error["message"], error["extensions"]["code"]) for error in answer.json["errors"]]
        for name, answer in answers.items()
    }
    assert told == dict.fromkeys(others, refused)
    assert not any(answer.reads for answer in answers.values())
    assert ask(PAGE.format(more=""), *POLICE, after=mine).codes == []


def test_counts_and_pages_over_a_set_with_hidden_homes_are_those_of_the_set_without(world):
    shown = "totalCount pageInfo { hasNextPage } nodes { urn }"
    queries = [
        f"{{ homes(where: {{{condition}}}, first: {first}) {{ {shown} }} }}"
        for condition in (
            "name: {isNull: false}",
            'not: {name: {eq: "x"}}',
            'or: [{postcode: {startsWith: "ZZ"}}, {name: {startsWith: "El"}}]',
        )
        for first in (1, 2, 3, 4, 5, 6)
    ]
    with_hidden = [masked(world.ask(query, *POLICE)) for query in queries]
    for table in ("home_identity", "premises", "home_person", "notice_detail", "notice"):
        change(
            world,
            f"delete from register.{'home_reach' if table == 'premises' else table} where home_id in "  # noqa: S608
            "(select id from register.home where urn in ('SC900002', 'SC900006'))",
        )

    assert [masked(world.ask(query, *POLICE)) for query in queries] == with_hidden


@pytest.mark.parametrize("first", ["0", "-1", "1001", "null", "2147483647"])
@pytest.mark.parametrize(
    "field",
    [
        "homes(first: {}) {{ nodes {{ urn }} }}",
        'home(urn: "SC900001") {{ inspections(first: {}) {{ nodes {{ id }} }} }}',
    ],
)
def test_a_page_of_no_rows_of_too_many_or_of_no_number_is_refused(ask, field, first):
    answer = ask("{ " + field.format(first) + " }", "ofsted")

    assert answer.reads == []
    assert answer.codes == (["REQUEST_TOO_COMPLEX"] if first == "2147483647" else ["REQUEST_BAD_INPUT"])


@pytest.mark.parametrize("argument", ["last: 5", 'before: "x"', "offset: 5", "skip: 5", "page: 2"])
def test_there_is_no_way_to_page_from_the_end_or_by_number(ask, argument):
    answer = ask(f"{{ homes({argument}) {{ nodes {{ urn }} }} }}", "ofsted")

    assert (answer.status, answer.codes) == (400, ["REQUEST_INVALID"])
    assert answer.reads == []


SHOWN = "urn name registeredManager { name } withheld { field }"
PAGE_OF_HOMES = f"homes {{ nodes {{ {SHOWN} }} }}"
WAYS = {
    "provider": f"{{ providers {{ nodes {{ {PAGE_OF_HOMES} }} }} }}",
    "area": f'{{ area(code: "{story.SOUTHBY}") {{ {PAGE_OF_HOMES} }} }}',
    "inspection": f"{{ inspections {{ nodes {{ home {{ {SHOWN} }} }} }} }}",
    "provider of a home": f'{{ home(urn: "{story.INSIDE}") {{ provider {{ {PAGE_OF_HOMES} }} }} }}',
    "force of a home": f'{{ home(urn: "{story.OUTSIDE}") {{ force {{ {PAGE_OF_HOMES} }} }} }}',
}


def found_homes(part):
    """Every home anywhere in an answer."""
    if isinstance(part, dict):
        if "urn" in part:
            yield part
        for below in part.values():
            yield from found_homes(below)
    elif isinstance(part, list):
        for below in part:
            yield from found_homes(below)


@pytest.mark.parametrize("query", WAYS.values(), ids=WAYS)
def test_whichever_way_leads_to_a_home_it_shows_what_it_shows_by_itself(ask, query):
    alone = {urn: one(ask, SHOWN, urn=urn) for urn in story.EVERY_URN}
    homes = list(found_homes(ask(query, *POLICE).data))

    assert homes
    assert [home for home in homes if home != alone[home["urn"]]] == []


def test_an_edge_into_another_force_leads_to_the_homes_shown_in_it_and_shows_what_is_public_alone(ask):
    homes = ask(WAYS["area"], *POLICE).data["area"]["homes"]["nodes"]

    assert {home["urn"]: home["name"] for home in homes} == dict.fromkeys(story.SHOWN_IN_SOUTHBY)


HEADERS = {
    "X-Role": "ofsted",
    "X-Hasura-Role": "admin",
    "X-Forwarded-User": "chief",
    "X-Original-URL": "/graphql?query={homes{nodes{name}}}",
    "X-HTTP-Method-Override": "GET",
    "X-Agency": "ofsted",
    "X-Area": story.SOUTHBY,
    "Forwarded": "for=127.0.0.1;by=ofsted",
    "Prefer": "role=ofsted",
}


@pytest.mark.parametrize("header", HEADERS.items(), ids=HEADERS)
def test_no_header_but_the_token_says_who_asks(server, header):
    body = b'{"query": "{ homes { nodes { urn name postcode withheld { field } } } }"}'
    alone, claimed = (post(server, body, [*signed(server, *POLICE), *more]) for more in ([], [header]))

    assert masked(alone) == masked(claimed)


ORACLES = {
    "a division": '{places: {eq: "1/0"}}',
    "a fraction": "{places: {eq: 1.5}}",
    "a large number": "{places: {eq: 99999999999}}",
    "a cast": '{registeredOn: {eq: "tomorrow"}}',
    "the year 0": '{registeredOn: {eq: "0000-01-01"}}',
    "the 30th of February": '{registeredOn: {eq: "2024-02-30"}}',
    "an id": '{id: {eq: "1\' or 1=1 --"}}',
    "a short prefix": '{name: {startsWith: "a"}}',
    "nothing": "{name: {eq: null}}",
    "UPRN in words": '{uprn: {eq: "one"}}',
    "UPRN negative": '{uprn: {eq: "-1"}}',
    "a UPRN beyond all numbers": '{uprn: {eq: "9999999999999999999"}}',
}


@pytest.mark.parametrize("condition", ORACLES.values(), ids=ORACLES)
def test_a_value_that_a_cast_would_fail_on_is_refused_before_the_database_sees_it(ask, condition):
    answer = ask(f"{{ homes(where: {condition}) {{ nodes {{ urn }} }} }}", *POLICE)

    assert answer.codes in (["REQUEST_INVALID"], ["REQUEST_BAD_INPUT"])
    assert answer.reads == []
    assert not re.search(r"register\.|asyncpg|psycopg|sqlstate|22P02|relation|column \w+ of", answer.body.decode())


HARMLESS = [
    "%",
    "%%",
    "_%",
    "\\\\",
    "'; drop table register.home; --",
    "$1",
    "{0}",
    "%(name)s",
    "\u0085\u2028",
    "😀" * 3,
    "El\\u0000"[:2] + "m",
]


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("compare", ["eq", "startsWith"])
def test_no_text_is_a_pattern_or_a_statement(ask, text, compare):
    query = f"query ($text: String) {{ homes(where: {{name: {{{compare}: $text}}}}) {{ nodes {{ urn }} }} }}"
    answer = ask(query, "ofsted", text=text)

    if len(text) == 1:
        assert (compare, answer.codes) in (("eq", []), ("startsWith", ["REQUEST_BAD_INPUT"]))
        return
    assert answer.codes == []
    assert answer.data["homes"]["nodes"] == (
        [{"urn": story.OUTSIDE}] if (text, compare) == ("Elm", "startsWith") else []
    )
