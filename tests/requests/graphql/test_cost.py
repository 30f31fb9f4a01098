"""What an operation costs, counted from what it asks for."""

import pytest
from graphql import validate

from register.errors import TooComplex
from register.requests.graphql.cost import Cost, cost_of, prepare_cost, within_budget
from register.requests.graphql.document_limits import parse_document
from register.settings import Settings
from tests.support.call_counts import calls_of
from tests.support.small_schema import SCHEMA, fragment_bomb, operation_of

SETTINGS = Settings()
WIDE = Settings(max_fragments=1_000, max_tokens=1_000_000)


def price_of(text, **variables):
    document = parse_document(text, SETTINGS)
    assert validate(SCHEMA, document) == []
    return prepare_cost(document, operation_of(document), SCHEMA)(variables)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("{ __typename }", 0),
        ("{ home(urn: 1) { urn name } }", 1),
        ("{ home(urn: 1) { provider { name } } }", 2),
        ("{ home(urn: 1) { premises { postcode } } }", 6),
        ("{ home(urn: 1) { withheld { field } } }", 1),
        ("{ viewer { subject } }", 8),
        ("{ homes { nodes { urn } } }", 100),
        ("{ homes(first: 7) { nodes { urn } } }", 7),
        ("{ homes(first: 7) { edges { cursor node { urn } } } }", 7),
        ("{ homes(first: 7) { edges { node { provider { name } } } } }", 14),
        ("{ homes(first: 7) { nodes { urn } edges { cursor } } }", 14),
        ("{ homes(first: 7) { totalCount } }", 10),
        ("{ homes(first: 7) { nodes { urn } totalCount pageInfo { hasNextPage } } }", 18),
        ("{ homes(first: null) { nodes { urn } } }", 100),
        ("{ homes(first: 0) { nodes { urn } } }", 0),
        ("{ homes(first: -5) { nodes { urn } } }", 0),
        ("{ a: homes(first: 7) { nodes { urn } } b: homes(first: 8) { nodes { urn } } }", 15),
        ("{ homes(first: 1000) { nodes { inspections(first: 10) { nodes { on } } } } }", 11_000),
        ("{ homes(first: 2) { nodes { inspections { nodes { on home { provider { name } } } } } } }", 62),
        ("{ accessLog(first: 10) { nodes { id keys } } }", 1_010),
        ("{ accessLog(first: 10) { nodes { keys(first: 11) } } }", 30),
        ("{ __schema { types { name } } }", 1_000),
        ("mutation { suspend(urn: 1) { provider { name } } }", 2),
        ("{ ... on Query { homes(first: 3) { ...page } } } fragment page on HomeConnection { nodes { urn } }", 3),
        ("{ home(urn: 1) @skip(if: true) { urn } }", 0),
        ("{ home(urn: 1) @skip(if: false) @include(if: true) { urn } }", 1),
        ("{ ...f @include(if: false) } fragment f on Query { home(urn: 1) { urn } }", 0),
    ],
)
def test_the_price_is_the_rows_that_are_asked_for(text, price):
    assert price_of(text) == price


def test_the_whole_page_with_inspections_is_within_the_budget():
    document = parse_document("{ homes(first: 1000) { nodes { inspections { nodes { on } } } } }", SETTINGS)

    cost = cost_of(document, operation_of(document), SCHEMA, variables={}, settings=SETTINGS)

    assert cost == Cost(requested=11_000, max=50_000)


def test_a_price_beyond_the_budget_is_refused():
    assert within_budget(50_000, SETTINGS) == Cost(requested=50_000, max=50_000)

    with pytest.raises(TooComplex) as caught:
        within_budget(50_001, SETTINGS)

    assert caught.value.details == {"limit": "cost", "max": 50_000}


def test_a_short_document_that_blows_up_is_refused():
    text = "{homes(first:20){nodes{homes{nodes{homes{nodes{homes{nodes{urn}}}}}}}}}"
    document = parse_document(text, SETTINGS)

    with pytest.raises(TooComplex):
        cost_of(document, operation_of(document), SCHEMA, variables={}, settings=SETTINGS)

    assert price_of(text) == 20 + 20**2 + 20**3 + 20**4


def test_aliases_do_not_split_the_cost():
    page = "homes(first: 100) { nodes { homes(first: 100) { nodes { urn } } } }"

    assert price_of(f"{{ a: {page} b: {page} c: {page} d: {page} e: {page} }}") == 5 * 10_100


@pytest.mark.parametrize(
    ("definition", "variables", "price"),
    [
        ("$n: Int", {"n": 30}, 30),
        ("$n: Int", {"n": 30.0}, 30),
        ("$n: Int", {}, 100),
        ("$n: Int", {"n": None}, 100),
        ("$n: Int = 5", {}, 5),
        ("$n: Int = 5", {"n": 6}, 6),
        ("$n: Int", {"n": "6"}, 100),
        ("$n: Int", {"n": True}, 100),
        ("$n: Int", {"n": -6}, 0),
        ("$n: Int", {"n": 2147483647}, 2147483647),
    ],
)
def test_a_variable_hides_no_cost(definition, variables, price):
    assert price_of(f"query q({definition}) {{ homes(first: $n) {{ nodes {{ urn }} }} }}", **variables) == price


def test_a_variable_counts_wherever_it_stands():
    text = """
        query q($n: Int, $m: Int) { homes(first: $n) { nodes { ...f } ...g } }
        fragment f on Home { inspections(first: $m) { nodes { on } } accounts: provider { name } }
        fragment g on HomeConnection { totalCount edges { node { ...f } } }
    """

    assert price_of(text, n=3, m=4) == 3 * (1 + 4 + 1) * 2 + 10


def test_skip_and_include_follow_their_variables():
    text = """
        query q($all: Boolean!, $few: Boolean = false) {
          a: homes(first: 40) @include(if: $all) { nodes { urn } }
          b: homes(first: 5) @skip(if: $few) { nodes { urn } }
          home(urn: 1) { ... @skip(if: $all) { provider { name } } }
        }
    """

    assert price_of(text, all=True) == 46
    assert price_of(text, all=False) == 7
    assert price_of(text, all=True, few=True) == 41


def test_only_the_chosen_operation_is_priced():
    document = parse_document("query a { homes { nodes { urn } } } query b { home(urn: 1) { urn } }", SETTINGS)
    first, second = document.definitions

    assert prepare_cost(document, first, SCHEMA)({}) == 100
    assert prepare_cost(document, second, SCHEMA)({}) == 1


@pytest.mark.parametrize("leaf", ["provider { name }", "homes(first: $n) { nodes { urn } }"])
def test_pricing_a_fragment_bomb_is_linear_in_the_document(leaf):
    def prepared_and_priced(fragments):
        text = fragment_bomb(fragments, leaf).replace("{", "query q($n: Int) {", 1)
        document = parse_document(text, WIDE)
        return calls_of(lambda: prepare_cost(document, operation_of(document), SCHEMA)({"n": 1}))

    counts = [prepared_and_priced(fragments) for fragments in (20, 40, 80)]

    assert [price for _, price in counts] == [1 + 2**19, 1 + 2**39, 1 + 2**79]
    assert counts[1][0] < counts[0][0] * 2.1
    assert counts[2][0] < counts[1][0] * 2.1


def test_a_prepared_price_is_a_few_calls_whatever_is_asked_for():
    text = "query q($n: Int) { homes(first: $n) { nodes { urn inspections(first: $n) { nodes { on } } } totalCount } }"
    document = parse_document(text, SETTINGS)
    price = prepare_cost(document, operation_of(document), SCHEMA)

    priced = [calls_of(lambda n=n: price({"n": n})) for n in (1, 10, 100)]

    assert [calls for calls, _ in priced] == [priced[0][0]] * 3
    assert priced[0][0] < 100
