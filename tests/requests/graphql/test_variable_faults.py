"""What is wrong with the variables of a request, each where it is declared."""

import pytest
from graphql import parse

from register.requests.graphql.document_faults import BAD_VALUE
from register.requests.graphql.document_places import places_of
from register.requests.graphql.variable_faults import variable_faults
from tests.support.query_plans import SCHEMA

TEXT = "query($n: Int!,\n  $w: HomeFilter, $d: Date = null) { homes(first: $n, where: $w, validOn: $d) { totalCount } }"


def told(**variables):
    document = parse(TEXT)
    found = variable_faults(SCHEMA, document.definitions[0], variables, places=places_of(document)[0])
    return [(each["message"], each["extensions"]["hint"], each["locations"][0]["line"]) for each in found]


@pytest.mark.parametrize(
    ("variables", "message", "hint", "line"),
    [
        ({}, "$n needs a value.", "Send it in variables: a whole number.", 1),
        ({"n": None}, "$n needs a value.", "Send a whole number.", 1),
        ({"n": "SECRET"}, "$n must be a whole number.", "Write digits without quotation marks, such as 100.", 1),
        ({"n": 1, "w": {"places": {"gt": "SECRET"}}}, "$w.places.gt must be a whole number.", "Write digits ", 2),
        ({"n": 1, "d": "1/4/2025"}, "$d must be a date (YYYY-MM-DD).", "Write it in quotation marks, such as ", 2),
    ],
)
def test_a_fault_names_the_variable_what_belongs_there_and_where_it_is_declared(variables, message, hint, line):
    ((found, way_out, where),) = told(**variables)

    assert (found, way_out[: len(hint)], where) == (message, hint, line)


def test_a_fault_that_only_the_library_sees_has_a_place_too():
    assert [(message, line) for message, _, line in told(n=1)] == [(BAD_VALUE, 1)]
