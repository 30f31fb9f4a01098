"""Commands as plans: which one, what it was given, what is shown of its outcome."""

import pytest

from register.errors import BadInput, TooComplex
from register.plan.command import ChangePlan, PayloadField
from register.requests.graphql.documents import Documents
from register.resolvers.reads.plan_cache import Plans
from register.settings import settings
from tests.support.query_plans import SCHEMA

LIFT = """
mutation ($input: LiftSuspensionInput!) {
  lifted: liftSuspension(input: $input) {
    __typename
    now: home { urn }
    problems { why: code ... on Problem { field } }
  }
}
"""
GIVEN = {"urn": "SC900001", "expectedVersion": 1, "liftedOn": "2024-01-01", "idempotencyKey": "a"}


def change(text: str, **variables) -> ChangePlan:
    operation = Documents(SCHEMA, settings()).ready(text).choose(None)
    coerced = operation.coerce(SCHEMA, variables)
    return Plans(SCHEMA).command_of(operation.node, operation.document.fragments, coerced).plan


def test_a_command_is_planned_with_the_fields_of_its_payload_in_their_order():
    made = change(LIFT, input=GIVEN)

    assert (made.key, made.command.name, made.payload) == ("lifted", "liftSuspension", "LiftSuspensionPayload")
    assert made.pieces == (
        PayloadField("__typename", "__typename"),
        PayloadField("now", "home"),
        PayloadField("problems", "problems", (PayloadField("why", "code"), PayloadField("field", "field"))),
    )


def test_what_was_changed_is_read_now_and_as_it_was_recorded():
    made = change(LIFT, input=GIVEN)

    assert (made.read.read.node, made.read.read.as_of, made.reread.read.as_of is None) == ("lifted.now", None, False)


def test_a_payload_that_shows_nothing_reads_nothing():
    made = change(LIFT.replace("now: home { urn }", ""), input=GIVEN)

    assert (made.read, made.reread) == (None, None)


def test_what_it_was_given_stands_by_the_schemas_names_wherever_it_was_written():
    inline = LIFT.replace("($input: LiftSuspensionInput!)", "($on: Date!)").replace(
        "$input", '{urn: "SC900001", expectedVersion: 1, liftedOn: $on, idempotencyKey: "a"}'
    )
    variables = {"on": "2024-01-01"}
    operation = Documents(SCHEMA, settings()).ready(inline).choose(None)
    coerced = operation.coerce(SCHEMA, variables)
    as_variable = Documents(SCHEMA, settings()).ready(LIFT).choose(None).coerce(SCHEMA, {"input": GIVEN})

    assert change(inline, **variables).input(coerced) == change(LIFT, input=GIVEN).input(as_variable)


def test_what_was_changed_is_shown_once():
    with pytest.raises(BadInput):
        change(LIFT.replace("now: home { urn }", "now: home { urn } again: home { urn name }"), input=GIVEN)


def test_one_request_carries_one_command():
    two = LIFT.replace("lifted:", "first:").rstrip().removesuffix("}") + LIFT.split("{", 1)[1]

    with pytest.raises(TooComplex):
        change(two, input=GIVEN)
