"""Filters, areas and orders as plan data: every operator, every nesting, and what is refused while planning."""

import pytest

from register.errors import BadInput
from register.plan.read import Compare, Either, Every, IsNull, Matches, Through, Unless
from tests.support.query_plans import read

DECLARED = {
    "$pc": "String",
    "$by": "StringFilter",
    "$status": "RegistrationStatus",
    "$where": "HomeFilter",
    "$area": "AreaInput",
    "$code": "String",
}


def asked(arguments: str, **variables: str | None):
    """The read of homes with these arguments, and with the variables that they use."""
    used = {name: kind for name, kind in DECLARED.items() if name in arguments}
    declared = f"({', '.join(f'{name}: {kind}' for name, kind in used.items())})" if used else ""
    sent = {name: value for name, value in variables.items() if f"${name}" in used}
    return read(f"query {declared} {{ homes({arguments}) {{ nodes {{ urn }} }} }}", **sent)


def where(text: str):
    return read(f"{{ homes(where: {text}) {{ nodes {{ urn }} }} }}").where.parts[0]


def only(predicate):
    (part,) = predicate.parts
    return part


@pytest.mark.parametrize(
    ("text", "compare"),
    [
        ("{places: {eq: 3}}", Compare.EQUAL),
        ("{places: {in: [3, 4]}}", Compare.AMONG),
        ("{places: {gt: 3}}", Compare.AFTER),
        ("{places: {gte: 3}}", Compare.FROM),
        ("{places: {lt: 3}}", Compare.BEFORE),
        ("{places: {lte: 3}}", Compare.UP_TO),
        ('{name: {startsWith: "As"}}', Compare.STARTS_WITH),
        ("{needs: {eq: MENTAL_HEALTH}}", Compare.EQUAL),
        ("{needs: {contains: [MENTAL_HEALTH]}}", Compare.CONTAINS),
        ("{needs: {containsAny: [MENTAL_HEALTH]}}", Compare.CONTAINS_ANY),
    ],
)
def test_each_operator_becomes_its_comparison(text, compare):
    part = only(where(text))

    assert isinstance(part, Matches)
    assert part.compare is compare


@pytest.mark.parametrize(("flag", "null"), [("true", True), ("false", False)])
def test_asking_for_what_is_not_known_is_no_comparison_with_a_value(flag, null):
    part = only(where(f"{{name: {{isNull: {flag}}}}}"))

    assert (type(part), part.null) == (IsNull, null)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{and: [{urn: {eq: "a"}}]}', Every),
        ('{or: [{urn: {eq: "a"}}]}', Either),
        ('{not: {urn: {eq: "a"}}}', Unless),
        ('{inspections: {some: {number: {eq: "a"}}}}', Through),
        ('{provider: {reference: {eq: "a"}}}', Through),
    ],
)
def test_each_way_to_combine_becomes_its_part(text, kind):
    assert isinstance(only(where(text)), kind)


def test_all_parts_of_a_filter_must_hold():
    part = where('{places: {gte: 1, lte: 4}, urn: {eq: "a"}}')

    assert isinstance(part, Every)
    assert [each.column.name for each in part.parts] == ["places", "places", "urn"]


@pytest.mark.parametrize("text", ["{places: {eq: null}}", "{name: {in: null}}", "{name: {startsWith: null}}"])
def test_a_comparison_with_nothing_is_refused_rather_than_dropped(text):
    with pytest.raises(BadInput, match="has no value to compare with"):
        where(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{name: null}", "name"),
        ("{and: null}", "and"),
        ("{or: []}", "or"),
        ("{and: [{}]}", "and"),
        ("{not: {}}", "not"),
        ("{urn: {}}", "urn"),
        ("{urn: {isNull: null}}", r"urn\.isNull"),
        ("{provider: {name: {}}}", "name"),
        ('{or: [{postcode: {eq: $pc}}, {urn: {eq: "SC900001"}}]}', r"postcode\.eq"),
        ("{postcode: {eq: $pc}}", r"postcode\.eq"),
        ("{postcode: $by}", "postcode"),
        ("{registrationStatus: {eq: $status}}", r"registrationStatus\.eq"),
        ("{premises: {some: {postcode: {startsWith: $pc}}}}", r"postcode\.startsWith"),
    ],
)
@pytest.mark.parametrize("variables", [{}, {"pc": None, "by": None, "status": None}], ids=["left out", "null"])
def test_a_part_of_a_filter_without_a_value_is_refused_and_named(text, named, variables):
    with pytest.raises(BadInput, match=f"The filter {named} has no value") as refused:
        asked(f"where: {text}", **variables)
    assert "isNull" in str(refused.value.details["hint"])


@pytest.mark.parametrize(
    "argument", ["where: $where", "area: $area", "where: null", "area: null", "area: {code: $code}"]
)
@pytest.mark.parametrize("variables", [{}, {"where": None, "area": None, "code": None}], ids=["left out", "null"])
def test_a_filter_or_an_area_that_got_no_value_is_refused(argument, variables):
    with pytest.raises(BadInput, match=r"no value|exactly one way"):
        asked(argument, **variables)


def test_a_filter_that_says_nothing_is_none_and_some_without_a_condition_is_any_record():
    assert read("{ homes(where: {}) { nodes { urn } } }").where.parts == (Every(()),)
    assert only(where("{inspections: {some: {}}}")).part == Every(())
    assert only(where("{registeredManager: {}}")).part == Every(())


def test_a_variable_with_a_default_has_a_value():
    made = read('query ($pc: String = "ZZ1 1ZZ") { homes(where: {postcode: {eq: $pc}}) { nodes { urn } } }')

    assert isinstance(only(only(made.where)), Matches)


@pytest.mark.parametrize("name", ["and", "or"])
def test_a_filter_is_not_made_of_more_than_thirty_parts(name):
    parts = ", ".join(['{urn: {eq: "a"}}'] * 31)

    with pytest.raises(BadInput, match="at most 30"):
        where(f"{{{name}: [{parts}]}}")


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ("", [("urn", False)]),
        ("(orderBy: [])", [("urn", False)]),
        ("(orderBy: [{field: NAME}])", [("name", False)]),
        ("(orderBy: {field: PLACES, direction: DESC})", [("places", True)]),
        (
            "(orderBy: [{field: REGISTERED_ON, direction: DESC}, {field: URN}])",
            [("registeredOn", True), ("urn", False)],
        ),
    ],
)
def test_an_order_is_the_one_asked_for_or_the_entitys_own(arguments, keys):
    made = read(f"{{ homes{arguments} {{ nodes {{ urn }} }} }}")

    assert [(key.column.name, key.descending) for key in made.order] == keys


def test_the_nearest_stand_first_where_a_point_is_asked_for():
    made = read("{ homes(area: {near: {longitude: -2.1, latitude: 53.4, radiusM: 9}}) { nodes { urn } } }")

    assert [(key.by_distance, key.descending) for key in made.order] == [(True, False)]


def test_an_order_by_distance_needs_a_point():
    with pytest.raises(BadInput, match=r"area\.near"):
        read("{ homes(orderBy: [{field: DISTANCE}]) { nodes { urn } } }")


def test_mine_is_true_or_left_out():
    with pytest.raises(BadInput, match="true or left out"):
        read("{ homes(area: {mine: false}) { nodes { urn } } }")
