"""What is wrong with a value: its place, the kind that belongs there, the way out, and never the value."""

import pytest
from graphql import GraphQLScalarType, is_input_type, is_leaf_type, parse_value

from register.requests.graphql.value_faults import (
    LONGEST_NAME,
    SCALARS,
    Decoded,
    Literal,
    called,
    closest_first,
    faults_of,
    phrase_of,
    variable,
)
from tests.support.query_plans import SCHEMA

OBJECT = "Write {field: …}. The fields of HomeOrder are field, direction."
UNQUOTED = "Use one of ASC, DESC, without quotation marks."
HOMES = SCHEMA.type_map["HomeFilter"]


def told(kind, sent):
    return [(fault.message, fault.hint) for fault in faults_of(SCHEMA.type_map[kind], sent, "here")]


@pytest.mark.parametrize(
    "name", [name for name, kind in SCHEMA.type_map.items() if isinstance(kind, GraphQLScalarType)]
)
def test_every_scalar_of_the_schema_has_a_name_a_form_and_an_example_that_it_accepts(name):
    assert is_input_type(SCHEMA.type_map[name])
    assert told(name, Decoded(SCALARS[name].example)) == []
    assert SCALARS[name].form.endswith(".")


@pytest.mark.parametrize(
    ("kind", "written", "fault"),
    [
        ("Int", '"many"', ("here must be a whole number.", "Write digits without quotation marks, such as 100.")),
        ("Date", '"1/4/25"', ("here must be a date (YYYY-MM-DD).", SCALARS["Date"].form)),
        ("HomeOrder", "NAME", ("here must be an object of type HomeOrder.", OBJECT)),
        ("HomeOrder", "{field: NAME, way: UP}", ("here has no field way.", "Use one of field, direction.")),
        ("HomeOrder", "{}", ("here needs the field field.",)),
        ("UrnFilter", "{in: [null]}", ("here.in[0] needs a value.", "Send a URN.")),
        ("OrderDirection", "ASCENDING", ("here must be a value of OrderDirection.", UNQUOTED)),
    ],
)  # fmt: skip
def test_a_fault_names_its_place_the_kind_and_the_way_out(kind, written, fault):
    (found,) = told(kind, Literal(parse_value(written)))

    assert found[: len(fault)] == fault


def test_fields_that_are_missing_are_named_together_each_with_its_kind():
    assert told("NearInput", Decoded({"longitude": -1.9})) == [
        ("here needs the fields latitude, radiusM.", "Send latitude: a number; radiusM: a whole number.")
    ]


def test_codes_are_quoted_in_json_and_not_in_a_document():
    quoted = Literal(parse_value('"ASC"'))

    assert [hint for _, hint in told("OrderDirection", quoted)] == [UNQUOTED]
    assert told("OrderDirection", Decoded("ASC")) == []
    assert [hint for _, hint in told("OrderDirection", Decoded("A"))] == ["Use one of ASC, DESC."]


def test_every_fault_of_a_value_is_told_in_its_order_and_a_variable_in_it_is_passed_over():
    sent = Decoded({"places": {"gt": "x"}, "and": [{"nmae": {}}], "sector": {"in": ["NONE"]}, "name": None})

    assert [message for message, _ in told("HomeFilter", sent)] == [
        "here.places.gt must be a whole number.",
        "here.and[0] has no field nmae.",
        "here.sector.in[0] must be a value of Sector.",
    ]
    assert told("UrnFilter", Literal(parse_value("{eq: $urn}"))) == []


def test_known_names_are_listed_with_the_most_similar_first():
    assert closest_first("nmae", ["urn", "postcode", "name"])[0] == "name"
    assert sorted(closest_first("x" * 100_000, HOMES.fields)) == sorted(HOMES.fields)


@pytest.mark.parametrize("name", ["x" * (LONGEST_NAME + 1), "two words", "", "ébène", "a\nb"])
def test_a_name_that_is_long_or_is_none_is_not_repeated(name):
    assert called(name) == "of that name"
    assert variable(name) == "The variable"


@pytest.mark.parametrize("sent", [Decoded("SECRET"), Decoded(["SECRET"]), Decoded({"SECRET": 1, "eq": "SECRET"})])
@pytest.mark.parametrize(
    "kind", [name for name, kind in SCHEMA.type_map.items() if is_input_type(kind) and not name.startswith("__")]
)
def test_no_fault_of_any_input_type_repeats_a_value(kind, sent):
    found = " ".join(fault.message + fault.hint for fault in faults_of(SCHEMA.type_map[kind], sent, "here"))

    assert "SECRET" not in found.replace("has no field SECRET.", "")


@pytest.mark.parametrize("kind", [kind for kind in SCHEMA.type_map.values() if is_input_type(kind)], ids=str)
def test_every_input_type_has_words_for_what_belongs_there(kind):
    assert phrase_of(kind)
    assert is_leaf_type(kind) or phrase_of(kind) == f"an object of type {kind.name}"
