"""How large a value may be, as a variable and in the document."""

import json

import pytest

from register.errors import BadInput
from register.requests.graphql.document_limits import check_document, parse_document
from register.requests.graphql.input_sizes import check_variables
from register.settings import Settings

SETTINGS = Settings()
ROOMY = Settings(max_tokens=100_000)


def check_as_variable(value):
    check_variables({"v": value}, SETTINGS)


def check_as_literal(value):
    document = parse_document("{ home(v: " + written(value) + ") { urn } }", ROOMY)
    check_document(document, SETTINGS)


def written(value):
    """A value as it stands in a document."""
    match value:
        case dict():
            return "{" + " ".join(f"{name}: {written(member)}" for name, member in value.items()) + "}"
        case list():
            return "[" + " ".join(written(member) for member in value) + "]"
    return json.dumps(value)


def nested_list(levels):
    value = 1
    for _ in range(levels - 1):
        value = [value]
    return value


pytestmark = pytest.mark.parametrize("check", [check_as_variable, check_as_literal])


@pytest.mark.parametrize(
    "value",
    [
        list(range(100)),
        "a" * 10_000,
        nested_list(32),
        2**63 - 1,
        -(2**63),
        1.5,
        None,
        True,
        {"type": "Polygon", "coordinates": [[[0.0, 51.0]] * 1_001]},
    ],
)
def test_a_value_at_the_limit_passes(check, value):
    check(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (list(range(101)), "A list has more than 100 items."),
        ({"where": {"urn": list(range(101))}}, "A list has more than 100 items."),
        ({"type": list(range(101)), "coordinates": []}, "A list has more than 100 items."),
        ("a" * 10_001, "A string has more than 10000 characters."),
        ({"a": ["b" * 10_001]}, "A string has more than 10000 characters."),
        ({"a" * 10_001: 1}, "A string has more than 10000 characters."),
        (nested_list(33), "A value is nested more than 32 levels deep."),
        ({"coordinates": nested_list(32)}, "A value is nested more than 32 levels deep."),
        (2**63, "A whole number must fit in 64 bits."),
        (-(2**63) - 1, "A whole number must fit in 64 bits."),
        ({"coordinates": [0] * 4_001}, "A geometry has more than 1000 vertices."),
        ({"coordinates": [[]] * 4_001}, "A geometry has more than 1000 vertices."),
        ({"coordinates": [[0, 0]] * 3_000}, "A geometry has more than 1000 vertices."),
    ],
)
def test_a_value_beyond_a_limit_is_refused_in_fixed_words(check, value, message):
    with pytest.raises(BadInput) as caught:
        check(value)

    assert caught.value.words == message


@pytest.mark.parametrize("digits", ["9" * 5_000, "1" + "0" * 400 + ".0"])
def test_a_number_without_end_is_refused_before_it_is_read(check, digits):
    document = parse_document("{ home(v: " + digits + ") { urn } }", SETTINGS)

    with pytest.raises(BadInput) as caught:
        check_document(document, SETTINGS)

    assert caught.value.words == "A number has more than 64 digits."


def test_a_number_that_is_not_finite_is_refused(check):
    document = parse_document("{ home(v: 1e999) { urn } }", SETTINGS)

    with pytest.raises(BadInput) as caught:
        check_document(document, SETTINGS)

    assert caught.value.words == "A number must be finite."


def test_the_default_of_a_variable_and_the_argument_of_a_directive_are_checked(check):
    long = written(list(range(101)))

    for text in (f"query q($v: [Int] = {long}) {{ a }}", f"{{ a @skip(if: {long}) }}"):
        with pytest.raises(BadInput, match="100 items"):
            check_document(parse_document(text, SETTINGS), SETTINGS)


def test_a_name_that_no_variable_has_is_checked(check):
    with pytest.raises(BadInput, match="10000 characters"):
        check_variables({"a" * 10_001: 1}, SETTINGS)


def test_a_refusal_names_the_variable_or_the_argument_and_the_part_of_it(check):
    with pytest.raises(BadInput) as caught:
        check({"and": [{"urn": {"in": ["x"] * 101}}]})

    assert caught.value.message.lstrip("$") == "v.and[0].urn.in: A list has more than 100 items."
    assert caught.value.extensions["hint"] == "Ask again with the rest of the list."
