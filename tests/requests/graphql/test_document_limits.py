"""What a document may ask, before it is validated."""

import pytest
from graphql import get_introspection_query, validate

from register.errors import InvalidRequest, TooComplex
from register.requests.graphql.document_limits import check_document, measure_fragments, parse_document
from register.settings import Settings
from tests.support.call_counts import calls_of
from tests.support.small_schema import SCHEMA, fragment_bomb

SETTINGS = Settings()
WIDE = Settings(max_fragments=1_000, max_tokens=1_000_000)


def check(text, settings=SETTINGS):
    check_document(parse_document(text, settings), settings)


def refusal_of(text, settings=SETTINGS):
    with pytest.raises(TooComplex) as caught:
        check(text, settings)
    return caught.value.details["limit"], caught.value.details["max"]


def of_refusal(refusal):
    """What a refusal says beside its message and its way out. Every refusal has a way out."""
    assert refusal.details["hint"]
    return {name: value for name, value in refusal.details.items() if name != "hint"}


def in_few_calls(action):
    """The outcome of an action that may take no more work than the longest document that is read."""
    longest, _ = calls_of(lambda: check("{ home(urn: 1) { " + "urn(" + "a: 1 " * 662 + ") } }"))
    return calls_of(action, at_most=2 * longest)[1]


def nested(levels, leaf="urn"):
    """A document whose lowest field stands so many levels deep."""
    inner = "provider { home { " * ((levels - 2) // 2)
    return f"{{ home(urn: 1) {{ {inner} {leaf} {'} }' * ((levels - 2) // 2)} }} }}"


def test_an_ordinary_document_passes():
    check("query Q($n: Int = 5) { homes(first: $n) { nodes { urn ...F } totalCount } } fragment F on Home { name }")


def test_two_thousand_tokens_pass_and_one_more_is_refused():
    check("{ home(urn: 1) { " + "urn(" + "a: 1 " * 662 + ") } }")

    assert refusal_of("{ home(urn: 1) { " + "urn(" + "a: 1 " * 663 + ") } }") == ("tokens", 2_000)


def test_reading_stops_at_the_first_token_too_many():
    within_the_limit, _ = calls_of(lambda: parse_document("{" + "a " * 1_998 + "}", SETTINGS))
    beyond, refusal = calls_of(lambda: parse_document("{" + "a " * 30_000 + "}", SETTINGS))

    assert refusal.details["limit"] == "tokens"
    assert beyond < within_the_limit * 1.01


@pytest.mark.parametrize(
    "text",
    [
        "#" + "x" * 2_000_000,
        "#\n" * 3_000 + "{ viewer { subject } }",
        "{ " + "a" * 1_000_000 + " }",
        '{ home(urn: "' + "a" * 1_000_000 + '") { urn } }',
    ],
    ids=["one long comment", "many comments", "a long name", "a long text"],
)
def test_comments_names_and_texts_count_as_much_as_tokens(text):
    assert of_refusal(in_few_calls(lambda: check(text))) == {"limit": "tokens", "max": 2_000}


@pytest.mark.parametrize("text", ["{ home", "", "{ secret(\n", 'type Home { "Ash House" }'])
def test_a_mistake_is_named_by_its_place_and_never_echoed(text):
    with pytest.raises(InvalidRequest) as caught:
        parse_document(text, SETTINGS)

    assert caught.value.message == "The document is not well-formed GraphQL."
    assert of_refusal(caught.value).keys() == {"line", "column"}
    assert all(isinstance(place, int) for place in of_refusal(caught.value).values())


def test_the_place_of_a_mistake_is_exact():
    with pytest.raises(InvalidRequest) as caught:
        parse_document("{ home {\n  urn )", SETTINGS)

    assert of_refusal(caught.value) == {"line": 2, "column": 7}


@pytest.mark.parametrize("fragments", [20, 26, 80])
def test_a_fragment_bomb_is_refused_by_number(fragments):
    refusal = in_few_calls(lambda: check(fragment_bomb(fragments)))

    limit, most = ("fragments", 20) if fragments > 20 else ("fields", 2_000)
    assert of_refusal(refusal) == {"limit": limit, "max": most}


def test_measuring_a_fragment_bomb_is_linear_in_the_document():
    documents = [parse_document(fragment_bomb(fragments), WIDE) for fragments in (40, 80, 160)]

    calls = [calls_of(lambda document=document: check_document(document, WIDE)) for document in documents]

    assert [refusal.details["limit"] for _, refusal in calls] == ["fields"] * 3
    counts = [count for count, _ in calls]
    assert counts[1] < counts[0] * 2.1
    assert counts[2] < counts[1] * 2.1


def test_a_measure_counts_every_field_of_a_fragment_bomb():
    document = parse_document(fragment_bomb(80), WIDE)

    measured = measure_fragments(document.definitions[1:])

    assert measured["f0"].fields == 2**79


def test_a_bomb_that_no_operation_spreads_is_refused_too():
    bomb = fragment_bomb(20).partition("\n")[2]

    assert refusal_of("{ viewer { subject } }" + bomb) == ("fields", 2_000)


@pytest.mark.parametrize("length", [1, 2, 20])
def test_a_cycle_of_fragments_ends_and_is_left_to_validation(length):
    cycle = "".join(f"fragment f{i} on Home {{ urn ...f{(i + 1) % length} }} " for i in range(length))
    document = parse_document("{ home(urn: 1) { ...f0 } }" + cycle, SETTINGS)

    check_document(document, SETTINGS)

    assert any("Cannot spread fragment" in error.message for error in validate(SCHEMA, document))


def test_two_fragments_of_one_name_are_refused():
    with pytest.raises(InvalidRequest, match=r"^Two fragments have the same name\.$"):
        check("{ home(urn: 1) { ...f } } fragment f on Home { urn } fragment f on Home { name }")


def test_a_spread_of_a_fragment_that_is_not_there_is_left_to_validation():
    check("{ home(urn: 1) { ...nowhere } }")


def test_six_operations_are_refused_and_five_pass():
    check("".join(f"query q{i} {{ viewer {{ subject }} }}" for i in range(5)))

    assert refusal_of("".join(f"query q{i} {{ viewer {{ subject }} }}" for i in range(6))) == ("operations", 5)


def test_twenty_fragments_pass_and_one_more_is_refused():
    def fragments(count):
        return "".join(f"fragment f{i} on Home {{ urn }}" for i in range(count))

    check("{ viewer { subject } }" + fragments(20))

    assert refusal_of("{ viewer { subject } }" + fragments(21)) == ("fragments", 20)


def test_thirty_aliases_pass_and_one_more_is_refused():
    check("{ home(urn: 1) {" + "".join(f"a{i}: urn " for i in range(30)) + "} }")

    assert refusal_of("{ home(urn: 1) {" + "".join(f"a{i}: urn " for i in range(31)) + "} }") == ("aliases", 30)


def test_aliases_count_wherever_their_fragment_is_spread():
    fragment = "fragment f on Home { a: urn b: urn c: urn d: urn e: urn }"
    homes = "".join(f"h{i}: home(urn: {i}) {{ ...f }} " for i in range(6))

    assert refusal_of("{" + homes + "}" + fragment) == ("aliases", 30)


def test_ten_roots_pass_and_one_more_is_refused_also_through_a_fragment():
    roots = "".join(f"a{i}: viewer {{ subject }} " for i in range(9))
    check(f"{{ {roots} viewer {{ subject }} }}")

    assert refusal_of(f"{{ {roots} ...two }} fragment two on Query {{ x: __typename y: __typename }}") == ("roots", 10)


def test_fifty_directives_pass_and_one_more_is_refused():
    def directives(count):
        return "{ home(urn: 1) {" + "".join(f"a{i} @skip(if: false) " for i in range(count)) + "} }"

    check(directives(50))

    assert refusal_of(directives(51)) == ("directives", 50)


def test_three_directives_stand_on_one_field_and_a_fourth_is_refused():
    check("{ home(urn: 1) { urn @a @b @c } }")

    assert refusal_of("{ home(urn: 1) { urn @a @b @c @d } }") == ("directives", 3)
    assert refusal_of("query q @a @b @c @d { __typename }") == ("directives", 3)
    assert refusal_of("query q($n: Int @a @b @c @d) { __typename }") == ("directives", 3)
    assert refusal_of("{ ...f @a @b @c @d } fragment f on Query { __typename }") == ("directives", 3)


def test_ten_thousand_directives_are_refused():
    assert in_few_calls(lambda: check("{ viewer " + "@x " * 10_000 + "{ subject } }")).details["limit"] == "tokens"


@pytest.mark.parametrize("field", ["urn ", "provider { name } "])
def test_thirty_repeated_fields_pass_and_one_more_is_refused(field):
    check("{ home(urn: 1) {" + field * 31 + "} }")

    assert refusal_of("{ home(urn: 1) {" + field * 32 + "} }") == ("fields", 30)


def test_repeats_count_in_the_whole_document():
    fragments = "".join(f"fragment f{i} on Home {{ {'provider { name } ' * 5} }}" for i in range(8))

    assert refusal_of("{ home(urn: 1) { ...f0 } }" + fragments) == ("fields", 30)


def test_fields_in_inline_fragments_stand_at_the_level_of_the_fragment():
    assert refusal_of("{ home(urn: 1) {" + "... { urn } ... on Home { ... { urn } } " * 16 + "} }") == ("fields", 30)


def test_fragments_that_each_ask_for_the_same_fields_pass():
    fragments = "".join(f"fragment f{i} on Home {{ urn name places }}" for i in range(20))

    check("{ home(urn: 1) {" + "".join(f"...f{i} " for i in range(20)) + "} }" + fragments)


@pytest.mark.parametrize(
    "text",
    ["{ home(urn: 1) {" + "provider { name } " * 3_000 + "} }", "{ home(urn: 1) {" + "urn " * 20_000 + "} }"],
    ids=["3,000 with selections", "20,000 leaves"],
)
def test_a_flood_of_duplicates_is_refused(text):
    assert in_few_calls(lambda: check(text)).details["limit"] == "tokens"


def test_the_most_repeats_that_pass_are_validated_in_few_calls():
    pairs = "name"
    for _ in range(4):
        pairs = f"provider {{ home {{ {pairs} }} }} " * 2
    document = parse_document("{ home(urn: 1) {" + pairs + "} }", SETTINGS)

    check_document(document, SETTINGS)

    assert in_few_calls(lambda: validate(SCHEMA, document)) == []


def test_twelve_levels_pass_and_a_thirteenth_is_refused():
    check(nested(12))

    assert refusal_of(nested(14)) == ("depth", 12)
    assert refusal_of(nested(12, leaf="provider { name }")) == ("depth", 12)


def test_depth_counts_through_fragments():
    halves = "fragment low on Home { provider { home { provider { home { provider { home { urn } } } } } } }"

    assert refusal_of(nested(8, leaf="...low") + halves) == ("depth", 12)


def test_inline_fragments_without_end_are_too_deep():
    assert refusal_of("{ home(urn: 1) {" + "... { " * 61 + "urn" + "}" * 61 + "} }") == ("depth", 12)
    assert refusal_of("{ home(urn: 1) {" + "... { " * 500 + "urn" + "}" * 500 + "} }") == ("depth", 12)


def test_a_chain_of_fragments_within_inline_fragments_is_too_deep():
    deep = "... { " * 20
    chain = "".join(f"fragment f{i} on Home {{ {deep} ...f{i + 1} {'}' * 20} }}" for i in range(4))

    assert refusal_of("{ home(urn: 1) { ...f0 } }" + chain + "fragment f4 on Home { urn }") == ("depth", 12)


def test_lists_without_end_are_refused_before_they_are_read():
    with pytest.raises(TooComplex) as caught:
        check("{ home(urn: " + "[" * 1_500 + "]" * 400 + ") { urn } }")

    assert of_refusal(caught.value) == {"limit": "depth", "max": 12}


def test_the_introspection_of_graphiql_passes():
    text = get_introspection_query(
        input_value_deprecation=True, directive_is_repeatable=True, schema_description=True, one_of=True
    )
    document = parse_document(text, SETTINGS)

    check_document(document, SETTINGS)

    assert validate(SCHEMA, document) == []


def test_introspection_has_a_depth_of_its_own():
    def types(levels):
        return "{ __schema { types {" + "ofType {" * (levels - 3) + "name" + "}" * (levels - 3) + "} } }"

    check(types(20))

    assert refusal_of(types(21)) == ("introspection depth", 20)


def test_circular_introspection_is_left_to_validation_which_refuses_it():
    levels = 8
    text = "{ __schema { types {" + "fields { type {" * levels + "name" + "} }" * levels + "} } }"
    document = parse_document(text, SETTINGS)

    check_document(document, SETTINGS)

    messages = [error.message for error in validate(SCHEMA, document)]
    assert messages == ["Maximum introspection depth exceeded"]


def test_three_thousand_operations_are_refused():
    text = "".join(f"query q{i}{{a}}" for i in range(3_000))

    assert in_few_calls(lambda: check(text)).details["limit"] == "tokens"
