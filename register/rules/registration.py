"""How a registration moves from status to status, and what each status allows."""

from collections.abc import Mapping
from datetime import date

from register.rules.problem import Problem, first_of
from register.vocabulary import OperationalStatus as Operation
from register.vocabulary import RegistrationAct as Act
from register.vocabulary import RegistrationStatus as Status

# From, act, to. A restriction of accommodation (section 22B) stands beside the status: it is a notice.
# Source: data dictionary 2.1, registration_status; 3.1.
TRANSITIONS: tuple[tuple[Status, Act, Status], ...] = (
    (Status.APPLICATION_RECEIVED, Act.REGISTER, Status.REGISTERED),
    (Status.APPLICATION_RECEIVED, Act.REFUSE, Status.REFUSED),
    (Status.REGISTERED, Act.SUSPEND, Status.SUSPENDED),
    (Status.REGISTERED, Act.CANCEL_VOLUNTARY, Status.CANCELLED_VOLUNTARY),
    (Status.REGISTERED, Act.CANCEL_OFSTED, Status.CANCELLED_OFSTED),
    (Status.REGISTERED, Act.CANCEL_COURT, Status.CANCELLED_COURT),
    (Status.REGISTERED, Act.LAPSE, Status.LAPSED),
    (Status.SUSPENDED, Act.LIFT, Status.REGISTERED),
    (Status.SUSPENDED, Act.CANCEL_VOLUNTARY, Status.CANCELLED_VOLUNTARY),
    (Status.SUSPENDED, Act.CANCEL_OFSTED, Status.CANCELLED_OFSTED),
    (Status.SUSPENDED, Act.CANCEL_COURT, Status.CANCELLED_COURT),
    (Status.SUSPENDED, Act.LAPSE, Status.LAPSED),
)
# The command that carries out each act: a home lapses when it passes to another provider.
COMMAND_OF: Mapping[Act, str] = {
    Act.REGISTER: "grantApplication",
    Act.REFUSE: "refuseApplication",
    Act.SUSPEND: "suspendRegistration",
    Act.LIFT: "liftSuspension",
    Act.CANCEL_VOLUNTARY: "cancelRegistration",
    Act.CANCEL_OFSTED: "cancelRegistration",
    Act.CANCEL_COURT: "cancelRegistration",
    Act.LAPSE: "changeProvider",
}
REACHED = {(status, act): reached for status, act, reached in TRANSITIONS}

IN_FORCE = frozenset({Status.REGISTERED, Status.SUSPENDED})
CEASED = frozenset({Status.CANCELLED_VOLUNTARY, Status.CANCELLED_OFSTED, Status.CANCELLED_COURT, Status.LAPSED})
NEVER_REGISTERED = frozenset({Status.APPLICATION_RECEIVED, Status.REFUSED})
ENDED = CEASED | {Status.REFUSED}
# The states of operation that a status allows; what has ended is in none. The database holds the same.
OPERATIONS: Mapping[Status, frozenset[Operation]] = {
    Status.APPLICATION_RECEIVED: frozenset({Operation.NOT_YET_ACCOMMODATING}),
    Status.REGISTERED: frozenset(Operation),
    Status.SUSPENDED: frozenset({Operation.NOT_YET_ACCOMMODATING, Operation.TEMPORARILY_CLOSED}),
}


def legal_acts(status: Status) -> tuple[Act, ...]:
    """The acts that may follow upon a status."""
    return tuple(act for before, act, _ in TRANSITIONS if before is status)


def transition(status: Status, act: Act) -> Status | Problem:
    """The status that an act leads to, or why it may not be done."""
    reached = REACHED.get((status, act))
    if reached is not None:
        return reached
    legal = ", ".join(dict.fromkeys(COMMAND_OF[each] for each in legal_acts(status)))
    message = (
        f"You can now only use {legal}."
        if legal
        else "The registration has ended. If that is a mistake, use correctRegistration."
    )
    return Problem("RULE_ILLEGAL_TRANSITION", message)


def registration_not_ended(status: Status) -> Problem | None:
    """A registration that has ended can only be corrected. Source: data dictionary 2.1; 3.1."""
    if status in ENDED:
        return Problem("RULE_REGISTRATION_ENDED", "The registration has ended. You can correct it but not change it.")
    return None


def registration_has_begun(status: Status) -> Problem | None:
    """An application, pending or refused, is not a registration. Source: data dictionary 3.1."""
    return Problem("RULE_NOT_REGISTERED", "The home is not registered.") if status in NEVER_REGISTERED else None


def registration_in_force(status: Status) -> Problem | None:
    """Conditions, premises, people and provider change while a registration lasts, suspended or not.

    Source: data dictionary 2.1, registration_status; 3.1.
    """
    return first_of(registration_not_ended(status), registration_has_begun(status))


def home_takes_children(status: Status) -> Problem | None:
    """Children come to a home that is registered and not suspended. Source: data dictionary 2.1; 3.1."""
    suspended = status is Status.SUSPENDED
    return first_of(
        registration_in_force(status),
        Problem("RULE_REGISTRATION_SUSPENDED", "The registration is suspended.") if suspended else None,
    )


def no_child_remains(open_placements: int, *, in_emergency: bool) -> Problem | None:
    """A home with children in it closes only in an emergency. Source: data dictionary 3.1."""
    if open_placements > 0 and not in_emergency:
        return Problem("RULE_CHILDREN_REMAIN", "Children are still placed in the home.")
    return None


def days_agree_with_status(status: Status, registered_on: date | None, ceased_on: date | None) -> Problem | None:
    """A home that was never registered has neither day; only a registration that has ceased has a last day.

    registered_on: may be unknown. Source: data dictionary 2.1, registered_on, ceased_on.
    """
    if status in NEVER_REGISTERED and registered_on is not None:
        return Problem("RULE_STATUS_DAYS", "The home has not been registered.", "registeredOn")
    if status in CEASED and ceased_on is None:
        return Problem("RULE_STATUS_DAYS", "Enter the last day of the registration.", "ceasedOn")
    if status not in CEASED and ceased_on is not None:
        return Problem("RULE_STATUS_DAYS", "The registration has not ended.", "ceasedOn")
    return None


def operation_agrees_with_registration(status: Status, operation: Operation | None) -> Problem | None:
    """A home that is not registered is not open. Source: data dictionary 2.1, operational_status.

    operation: None if it is not known, or if the registration has ended.
    """
    if operation is not None and operation not in OPERATIONS.get(status, frozenset()):
        return Problem("RULE_OPERATION_ENDED", "The registration does not allow this.", "operationalStatus")
    return None


def operation_after(status: Status, before: Operation | None) -> Operation | None:
    """The state of operation of a home whose registration has come to a status.

    A home whose suspension is lifted is open, and nobody has told yet that a child has come back.
    """
    if status is Status.REGISTERED and before is Operation.TEMPORARILY_CLOSED:
        return Operation.OPEN_NO_CHILDREN
    if operation_agrees_with_registration(status, before) is None:
        return before
    return Operation.TEMPORARILY_CLOSED if status is Status.SUSPENDED else None


# What a registration can have been recorded as by mistake, and what it may be corrected to.
CORRECTED_TO: Mapping[Status, frozenset[Status]] = {
    **{status: (CEASED - {status}) | IN_FORCE for status in CEASED},
    Status.REFUSED: frozenset({Status.APPLICATION_RECEIVED}),
    Status.REGISTERED: frozenset({Status.APPLICATION_RECEIVED}),
    Status.SUSPENDED: frozenset({Status.REGISTERED}),
}


def can_be_corrected_to(status: Status, correct: Status, field: str = "status") -> Problem | None:
    """A mistake is taken back to what was before, or to another way of ending. Source: data dictionary 3.1."""
    allowed = CORRECTED_TO.get(status, frozenset())
    if correct in allowed:
        return None
    names = ", ".join(sorted(each.name for each in allowed))
    message = f"This can be corrected to {names}." if names else "An application can be granted or refused."
    return Problem("RULE_ILLEGAL_TRANSITION", message, field)


def nobody_took_over(has_successor: bool, correct: Status, field: str = "status") -> Problem | None:
    """One place has one registration in force: that of the provider who took over. Source: data dictionary 2.1, urn."""
    if has_successor and correct in IN_FORCE:
        return Problem("RULE_HAS_SUCCESSOR", "The home passed to another provider under another URN.", field)
    return None
