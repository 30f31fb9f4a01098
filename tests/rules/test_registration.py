"""The registration lifecycle: every act from every status, and what each status allows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.problem import Problem
from register.rules.registration import (
    COMMAND_OF,
    ENDED,
    days_agree_with_status,
    home_takes_children,
    legal_acts,
    no_child_remains,
    operation_after,
    operation_agrees_with_registration,
    registration_has_begun,
    registration_in_force,
    registration_not_ended,
    transition,
)
from register.schema.assemble import graphql_schema
from register.vocabulary import OperationalStatus as Operation
from register.vocabulary import RegistrationAct as Act
from register.vocabulary import RegistrationStatus as Status

BEGUN, OVER = date(2020, 1, 1), date(2026, 1, 1)

# Written out once more, so that a slip in the table of the rules is a failing test.
ENDS = {
    Act.CANCEL_VOLUNTARY: Status.CANCELLED_VOLUNTARY,
    Act.CANCEL_OFSTED: Status.CANCELLED_OFSTED,
    Act.CANCEL_COURT: Status.CANCELLED_COURT,
    Act.LAPSE: Status.LAPSED,
}
LEADS_TO = {
    Status.APPLICATION_RECEIVED: {Act.REGISTER: Status.REGISTERED, Act.REFUSE: Status.REFUSED},
    Status.REFUSED: {},
    Status.REGISTERED: {Act.SUSPEND: Status.SUSPENDED, **ENDS},
    Status.SUSPENDED: {Act.LIFT: Status.REGISTERED, **ENDS},
    Status.CANCELLED_VOLUNTARY: {},
    Status.CANCELLED_OFSTED: {},
    Status.CANCELLED_COURT: {},
    Status.LAPSED: {},
}
PAIRS = [(status, act) for status in Status for act in Act]
LEGAL = [(status, act) for status, act in PAIRS if act in LEADS_TO[status]]
ILLEGAL = [pair for pair in PAIRS if pair not in LEGAL]


def code(problem):
    return problem and problem.code


@pytest.mark.parametrize(("status", "act"), LEGAL)
def test_a_legal_act_leads_where_the_lifecycle_says(status, act):
    assert transition(status, act) is LEADS_TO[status][act]


@pytest.mark.parametrize(("status", "act"), ILLEGAL)
def test_an_illegal_act_is_refused_with_exactly_the_legal_acts(status, act):
    problem = transition(status, act)

    legal = list(dict.fromkeys(COMMAND_OF[act] for act in Act if act in LEADS_TO[status]))
    ended = "The registration has ended. If that is a mistake, use correctRegistration."
    message = f"You can now only use {', '.join(legal)}." if legal else ended
    assert problem == Problem("RULE_ILLEGAL_TRANSITION", message)


def test_each_act_has_a_command_that_carries_it_out():
    assert {*COMMAND_OF} == {*Act}
    assert {*COMMAND_OF.values()} <= {*graphql_schema().mutation_type.fields}


@pytest.mark.parametrize("status", Status)
def test_the_legal_acts_of_a_status_are_those_that_lead_on(status):
    assert set(legal_acts(status)) == set(LEADS_TO[status])


@given(st.lists(st.sampled_from(Act), max_size=12))
def test_once_ended_a_registration_never_moves_again(acts):
    status, ended = Status.APPLICATION_RECEIVED, None
    for act in acts:
        reached = transition(status, act)
        status = status if isinstance(reached, Problem) else reached
        ended = ended or (status if status in ENDED else None)

    assert ended is None or status is ended


@pytest.mark.parametrize("status", [Status.APPLICATION_RECEIVED, Status.REGISTERED, Status.SUSPENDED])
def test_what_has_not_ended_takes_changes(status):
    assert registration_not_ended(status) is None


@pytest.mark.parametrize("status", [s for s in Status if not LEADS_TO[s]])
def test_what_has_ended_takes_none(status):
    assert registration_not_ended(status).code == "RULE_REGISTRATION_ENDED"
    assert registration_in_force(status).code == "RULE_REGISTRATION_ENDED"
    assert home_takes_children(status).code == "RULE_REGISTRATION_ENDED"


@pytest.mark.parametrize(
    ("status", "in_force", "for_children"),
    [
        (Status.APPLICATION_RECEIVED, "RULE_NOT_REGISTERED", "RULE_NOT_REGISTERED"),
        (Status.SUSPENDED, None, "RULE_REGISTRATION_SUSPENDED"),
        (Status.REGISTERED, None, None),
    ],
)
def test_a_suspended_home_stays_registered_and_takes_no_children(status, in_force, for_children):
    assert code(registration_in_force(status)) == in_force
    assert code(home_takes_children(status)) == for_children


def test_a_home_with_a_child_in_it_closes_in_an_emergency_alone():
    assert no_child_remains(0, in_emergency=False) is None
    assert no_child_remains(1, in_emergency=True) is None
    assert no_child_remains(1, in_emergency=False).code == "RULE_CHILDREN_REMAIN"


@pytest.mark.parametrize(
    ("status", "registered_on", "ceased_on"),
    [
        (Status.APPLICATION_RECEIVED, None, None),
        (Status.REFUSED, None, None),
        (Status.REGISTERED, BEGUN, None),
        (Status.REGISTERED, None, None),
        (Status.SUSPENDED, BEGUN, None),
        (Status.CANCELLED_VOLUNTARY, BEGUN, OVER),
        (Status.CANCELLED_OFSTED, BEGUN, OVER),
        (Status.CANCELLED_COURT, None, OVER),
        (Status.LAPSED, BEGUN, OVER),
    ],
)
def test_days_that_agree_with_the_status_are_accepted(status, registered_on, ceased_on):
    assert days_agree_with_status(status, registered_on, ceased_on) is None


@pytest.mark.parametrize(
    ("status", "registered_on", "ceased_on", "field"),
    [
        (Status.APPLICATION_RECEIVED, BEGUN, None, "registeredOn"),
        (Status.REFUSED, BEGUN, None, "registeredOn"),
        (Status.REFUSED, None, OVER, "ceasedOn"),
        (Status.REGISTERED, BEGUN, OVER, "ceasedOn"),
        (Status.SUSPENDED, BEGUN, OVER, "ceasedOn"),
        (Status.CANCELLED_VOLUNTARY, BEGUN, None, "ceasedOn"),
        (Status.CANCELLED_OFSTED, BEGUN, None, "ceasedOn"),
        (Status.CANCELLED_COURT, BEGUN, None, "ceasedOn"),
        (Status.LAPSED, BEGUN, None, "ceasedOn"),
    ],
)
def test_days_that_contradict_the_status_are_refused(status, registered_on, ceased_on, field):
    problem = days_agree_with_status(status, registered_on, ceased_on)

    assert (problem.code, problem.field) == ("RULE_STATUS_DAYS", field)


@pytest.mark.parametrize("status", Status)
def test_what_is_applied_for_or_refused_is_no_registration(status):
    found = registration_has_begun(status)

    assert (found is None) == (status not in {Status.APPLICATION_RECEIVED, Status.REFUSED})
    assert found is None or found.code == "RULE_NOT_REGISTERED"


WORKS = {
    Status.APPLICATION_RECEIVED: {Operation.NOT_YET_ACCOMMODATING},
    Status.REGISTERED: set(Operation),
    Status.SUSPENDED: {Operation.NOT_YET_ACCOMMODATING, Operation.TEMPORARILY_CLOSED},
}


@pytest.mark.parametrize("operation", [None, *Operation])
@pytest.mark.parametrize("status", Status)
def test_a_home_that_is_not_registered_is_not_open(status, operation):
    allowed = operation is None or operation in WORKS.get(status, set())

    assert code(operation_agrees_with_registration(status, operation)) == (None if allowed else "RULE_OPERATION_ENDED")


@pytest.mark.parametrize("before", [None, *Operation])
@pytest.mark.parametrize("status", Status)
def test_whatever_a_registration_comes_to_its_state_of_operation_agrees(status, before):
    assert operation_agrees_with_registration(status, operation_after(status, before)) is None


@pytest.mark.parametrize(
    ("status", "before", "after"),
    [
        (Status.SUSPENDED, Operation.OPEN, Operation.TEMPORARILY_CLOSED),
        (Status.SUSPENDED, Operation.NOT_YET_ACCOMMODATING, Operation.NOT_YET_ACCOMMODATING),
        (Status.SUSPENDED, None, None),
        (Status.REGISTERED, Operation.TEMPORARILY_CLOSED, Operation.OPEN_NO_CHILDREN),
        (Status.REGISTERED, Operation.OPEN, Operation.OPEN),
        (Status.CANCELLED_OFSTED, Operation.OPEN, None),
        (Status.REFUSED, Operation.NOT_YET_ACCOMMODATING, None),
    ],
)
def test_the_state_of_operation_follows_the_registration(status, before, after):
    assert operation_after(status, before) is after
