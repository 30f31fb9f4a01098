"""What is wrong with a document: in our words where the library would repeat a value or keep names to itself."""

import pytest
from graphql import parse, specified_rules

from register.requests.graphql.document_faults import (
    CORRECT_IT,
    HINTS,
    LONGEST_MESSAGE,
    MOST_ERRORS,
    NOT_VALID,
    OURS,
    document_faults,
    told_fault,
)
from tests.support.query_plans import SCHEMA


def faults(text):
    return document_faults(SCHEMA, parse(text))


def told(text):
    """The message of the first fault and the start of its hint."""
    fault = faults(text)[0]
    return fault["message"], fault["extensions"]["hint"]


def test_a_valid_document_has_no_fault():
    assert faults("{ homes(first: 5) { totalCount } }") == []


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("{ hoems { totalCount } }", "Query has no field hoems.", "Use one of homes, home, "),
        ("{ homes(frist: 5) { totalCount } }", "homes has no argument frist.", "Use one of first, "),
        ("{ homes { nodes { urn(a: 1) } } }", "urn has no argument a.", "Leave it out: this field has no arguments."),
        ("{ home { urn } }", "home needs the argument urn.", "Send a URN."),
        ("{ homes }", "homes needs a list of the fields that you want, in braces.", "Its fields are edges, nodes, "),
        ("{ homes { nodes { urn { a } } } }", "A field that is a single value has no fields.", "Remove the braces."),
        ("query($a: Urm) { home(urn: $a) { urn } }", "The schema has no type Urm.", "The most similar are Urn, "),
        ('{ homes(validOn: "1.4.25") { totalCount } }', "homes.validOn must be a date (YYYY-MM-DD).", "Write it in "),
        ('query($n: Int = "a") { homes(first: $n) { totalCount } }', "$n must be a whole number.", "Write digits "),
        ("{ homes @include(if: 1) { totalCount } }", "include.if must be true or false.", "Write true or false, "),
        ("{ homes(first: $n) { totalCount } }", "Variable '$n' is not defined.", "Declare it with its type, "),
        ("{ homes @foo { totalCount } }", "Unknown directive '@foo'.", "Use @skip or @include, "),
        ("{ homes @skip { totalCount } }", "Argument '@skip(if:)' of type 'Boolean!' is required, ", CORRECT_IT),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_do(text, message, hint):
    found = told(text)

    assert (found[0][: len(message)], found[1][: len(hint)]) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "{ homes(first: 1, orderBy: [{field: NMAE}]) { totalCount } }",
        '{ homes(asOf: "yesterday") { totalCount } }',
        "query($a: [Urn!]!) { homes(where: {urn: {in: $b}}) { totalCount } }",
        "{ homes { nodes { ...F } } }",
        "query A { __typename } query A { __typename }",
        "type A { a: Int }",
    ],
)
def test_every_fault_has_a_place_and_a_way_out(text):
    for fault in faults(text):
        assert fault["locations"] != []
        assert fault["extensions"]["hint"]


def test_only_so_many_faults_are_told():
    assert len(faults("{ " + " ".join(f"no{number}" for number in range(9)) + " }")) == MOST_ERRORS


def test_a_long_name_is_not_repeated():
    (message, _), (unused, _) = told("{ " + "x" * 5_000 + " }"), told(f"query(${'x' * 5_000}: Int) {{ __typename }}")

    assert (message, unused) == ("Query has no field of that name.", NOT_VALID)
    assert LONGEST_MESSAGE < 5_000


def test_each_rule_that_has_words_of_ours_is_one_of_the_librarys():
    assert {*OURS, *HINTS} <= set(specified_rules)
    assert not {*OURS} & {*HINTS}


def test_a_fault_is_told_as_graphql_says():
    assert told_fault("Wrong.", "Do it right.", [(1, 2)]) == {
        "message": "Wrong.",
        "locations": [{"line": 1, "column": 2}],
        "extensions": {"code": "REQUEST_INVALID", "hint": "Do it right."},
    }
