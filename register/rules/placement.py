"""Which placements of a child can be."""

from collections.abc import Mapping
from datetime import date

from register.rules.problem import Meaning, Problem
from register.rules.required import is_needed, is_not_wanted
from register.vocabulary import IN_A_HOME, HomeKind, PlacementApprover, PlacementKind, RegistrationStatus

KIND_OF_HOME = {
    PlacementKind.SECURE_HOME: frozenset({HomeKind.SECURE_CHILDRENS_HOME}),
    PlacementKind.CHILDRENS_HOME: frozenset({HomeKind.CHILDRENS_HOME, HomeKind.RESIDENTIAL_SPECIAL_SCHOOL}),
}


def home_suits_kind(kind: PlacementKind, urn: str | None, field: str = "urn") -> Problem | None:
    """A placement names a home exactly if it is in one. Source: data dictionary 2.6, home_urn; rule 218."""
    return is_needed(urn, field) if kind in IN_A_HOME else is_not_wanted(urn, field)


def home_is_of_kind(kind: PlacementKind, home: HomeKind | None, field: str = "kind") -> Problem | None:
    """The home is of the kind that the placement says. Source: data dictionary 2.6, home_urn; rule 221.

    home: the kind of the home, if one is named.
    """
    if home is not None and home not in KIND_OF_HOME.get(kind, frozenset({home})):
        return Problem("RULE_PLACEMENT_KIND", "The home is not of this kind.", field)
    return None


def home_takes_children(status: RegistrationStatus | None, field: str = "urn") -> Problem | None:
    """A child is placed in a home that is registered. Source: data dictionary 2.6, home_urn; 3.1."""
    if status is not None and status is not RegistrationStatus.REGISTERED:
        return Problem("RULE_HOME_CLOSED", "The home is not registered, or is suspended.", field)
    return None


def home_was_open(registered_on: date | None, started_on: date, field: str = "startedOn") -> Problem | None:
    """A placement begins while the home is open. Source: data dictionary 2.6, home_urn; rule 222."""
    if registered_on is not None and started_on < registered_on:
        return Problem("RULE_HOME_CLOSED", "The home was not registered yet on that date.", field)
    return None


def one_place_at_a_time(open_now: object, field: str = "child") -> Problem | None:
    """A child is in one place at a time. Source: data dictionary 2.6, start_date. open_now: the open placement."""
    return Problem("RULE_PLACEMENT_OPEN", "End the present placement first.", field) if open_now else None


def begins_after_the_last(last_day: date | None, started_on: date, field: str = "startedOn") -> Problem | None:
    """A placement begins when the one before has ended. Source: data dictionary 2.6, start_date."""
    if last_day is not None and started_on < last_day:
        return Problem("RULE_DATES_ORDER", "The date must not be before the end of the last placement.", field)
    return None


def ends_once(ended_on: date | None, field: str = "placement") -> Problem | None:
    """A placement ends once. Source: data dictionary 2.6, start_date."""
    return Problem("RULE_PLACEMENT_ENDED", "The placement has already ended.", field) if ended_on else None


def ends_after_it_began(started_on: date, ended_on: date, field: str = "endedOn") -> Problem | None:
    """A placement's first and last day differ. Source: data dictionary 2.6, start_date."""
    if ended_on <= started_on:
        return Problem("RULE_DATES_ORDER", "The date must be after the first day of the placement.", field)
    return None


def not_before_birth(born: date | None, day: date, field: str) -> Problem | None:
    """Nothing happens to a child before it is born. Source: data dictionary 2.7; rule 586. born: None if not known."""
    if born is not None and day < born:
        return Problem("RULE_BEFORE_BIRTH", "The date must not be before the child's date of birth.", field)
    return None


def is_out_of_area(own: str | None, host: str, field: str = "placement") -> Problem | None:
    """An authority tells another of a placement in its area. Source: SI 2010/959, regulation 13.

    own, host: the codes of the responsible authority and of the one in whose area the child lives.
    """
    if own == host:
        return Problem("RULE_IN_OWN_AREA", "The child lives in the area of your own authority.", field)
    return None


def approver_suits_distance(
    approver: PlacementApprover, field: str = "approver", *, is_at_a_distance: bool
) -> Problem | None:
    """The director approves a placement at a distance. Source: SI 2010/959, regulation 11, as amended in 2013."""
    if is_at_a_distance and approver is not PlacementApprover.DIRECTOR:
        return Problem("RULE_APPROVER", "The director approves a placement at a distance.", field)
    return None


PLACEMENT_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_APPROVER": Meaning(
        "The director of children's services approves a placement at a distance.", "Record the director's approval."
    ),
    "RULE_PLACEMENT_ENDED": Meaning("The placement has already ended.", "Nothing: a placement ends once."),
    "RULE_PLACEMENT_KIND": Meaning(
        "The home is not of the kind that the placement says.", "Check the kind and the URN."
    ),
    "RULE_PLACEMENT_OPEN": Meaning("The child has an open placement.", "End it with endPlacement first."),
}
