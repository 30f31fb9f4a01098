"""Documents made ready once: parsed, measured, validated, their operations chosen; faults told without values."""

import pytest

from register.errors import InvalidRequest, TooComplex
from register.requests.graphql.document_faults import MOST_ERRORS
from register.requests.graphql.documents import PART_OF_MEMORY, Documents, InvalidDocument, introspect
from register.resolvers.reads.memory import PER_ENTRY_BYTES, bytes_of
from register.settings import Settings, settings
from tests.support.query_plans import SCHEMA

TWO = "query A { homes { totalCount } } query B { areas { totalCount } }"


@pytest.fixture
def ready():
    return Documents(SCHEMA, settings()).ready


@pytest.mark.parametrize(
    ("text", "name", "chosen"), [("{ __typename }", None, None), (TWO, "B", "B"), ("query A { __typename }", None, "A")]
)
def test_the_operation_that_is_named_or_alone_is_chosen(ready, text, name, chosen):
    assert ready(text).choose(name).name == chosen


@pytest.mark.parametrize(
    ("text", "name"), [(TWO, None), (TWO, "C"), ("{ __typename }", "A"), ("fragment F on Home { urn }", None)]
)
def test_an_operation_that_is_not_there_is_refused(ready, text, name):
    with pytest.raises(InvalidRequest):
        ready(text).choose(name)


@pytest.mark.parametrize(
    "text",
    [
        "{ homes",
        "{ nonsense }",
        "{ homes { nodes { nome } } }",
        "{ homes(first: 1.5) { totalCount } }",
        "query($a: Nope) { __typename }",
        "",
        "mutation { x }",
    ],
)
def test_what_is_not_graphql_of_this_schema_is_refused(ready, text):
    with pytest.raises(InvalidRequest):
        ready(text)


@pytest.mark.parametrize(
    "text",
    [
        '{ homes(first: "SECRET VALUE") { totalCount } }',
        '{ homes(where: {name: "SECRET VALUE"}) { totalCount } }',
        '{ homes(where: {sector: {eq: "SECRET VALUE"}}) { totalCount } }',
        'query($n: Int = "SECRET VALUE") { homes(first: $n) { totalCount } }',
    ],
)
def test_a_fault_never_repeats_a_value_that_was_given(ready, text):
    with pytest.raises(InvalidDocument) as refusal:
        ready(text)

    assert "SECRET" not in str(refusal.value.faults) + refusal.value.message


def test_an_unknown_field_is_answered_with_those_that_the_schema_shows_to_everybody(ready):
    with pytest.raises(InvalidDocument) as refusal:
        ready("{ homes { nodes { nam } } }")

    assert refusal.value.faults[0]["message"] == "Home has no field nam."
    assert refusal.value.faults[0]["locations"] == [{"line": 1, "column": 19}]


def test_only_so_many_faults_are_told(ready):
    with pytest.raises(InvalidDocument) as refusal:
        ready("{ " + " ".join(f"no{number}" for number in range(9)) + " }")

    assert len(refusal.value.faults) == MOST_ERRORS


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "$n needs a value."),
        ({"n": "SECRET"}, "$n must be a whole number."),
        ({"n": None}, "$n needs a value."),
        ({"n": 2**40}, "$n must be a whole number."),
    ],
)
def test_a_variable_of_another_type_is_refused_without_being_repeated(ready, variables, message):
    operation = ready("query($n: Int!) { homes(first: $n) { totalCount } }").choose(None)

    with pytest.raises(InvalidDocument) as refusal:
        operation.coerce(SCHEMA, variables)

    assert refusal.value.message == message
    assert refusal.value.faults[0]["locations"] == [{"line": 1, "column": 7}]


def test_a_document_is_made_ready_once_and_kept_until_the_bytes_are_spent():
    each = bytes_of(Documents(SCHEMA, settings()).ready("{ a: __typename }")) + PER_ENTRY_BYTES + 100
    kept = Documents(SCHEMA, Settings(remembered_bytes=PART_OF_MEMORY * 2 * each))
    first = kept.ready("{ a: __typename }")

    assert kept.ready("{ a: __typename }") is first
    kept.ready("{ b: __typename }")
    kept.ready("{ c: __typename }")
    assert kept.ready("{ a: __typename }") is not first


def test_a_document_that_is_refused_is_not_kept(ready):
    for _ in range(2):
        with pytest.raises(TooComplex):
            ready("{ " + " ".join(f"a{number}: __typename" for number in range(40)) + " }")


def test_documents_are_known_by_a_digest_of_their_text(ready):
    digests = {ready(text).digest for text in ("{ __typename }", "{ __typename  }")}

    assert {len(digest) for digest in digests} == {16}
    assert len(digests) == 2


def test_the_schema_describes_itself(ready):
    operation = ready('{ __schema { queryType { name } } t: __type(name: "Home") { fields { name } } }').choose(None)

    told = introspect(SCHEMA, operation, {})

    assert told["__schema"] == {"queryType": {"name": "Query"}}
    assert {"name": "urn"} in told["t"]["fields"]
