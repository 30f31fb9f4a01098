"""Which conditions of registration may be imposed, varied and removed."""

from collections.abc import Collection
from datetime import date

from register.rules.dates import dates_ordered
from register.rules.problem import Problem
from register.vocabulary import ConditionChange, ConditionKind

# Of these a home has one at a time: two numbers or two ranges would contradict each other.
ONE_AT_A_TIME = frozenset({ConditionKind.MAX_PLACES, ConditionKind.AGE_RANGE})


def condition_days_in_order(effective_from: date | None, ended_on: date | None) -> Problem | None:
    """A condition ends on the day that it takes effect at the earliest. Source: data dictionary 2.2, condition."""
    return dates_ordered(effective_from, ended_on, "endedOn", after="effectiveFrom")


def change_meets_standing(
    kind: ConditionKind, change: ConditionChange, standing: Collection[ConditionKind], *, field: str = "change"
) -> Problem | None:
    """A condition that is varied or removed is in force, and none is imposed that another rules out.

    standing: the kinds of the home's present conditions. Source: data dictionary 2.2, condition.change; 3.1.
    """
    if change is ConditionChange.IMPOSED and kind in ONE_AT_A_TIME and kind in standing:
        return Problem(
            "RULE_CONDITION_STANDS", "The home already has a condition of this kind. Vary it instead.", field
        )
    if change is not ConditionChange.IMPOSED and kind not in standing:
        return Problem("RULE_CONDITION_MISSING", "The home has no condition of this kind.", field)
    return None


def condition_is_named(alike: int, field: str = "condition") -> Problem | None:
    """Of several conditions of a kind, the one that changes is named. Source: data dictionary 2.2, condition.

    alike: how many of the kind are in force, if none is named.
    """
    return (
        Problem("RULE_CONDITION_UNNAMED", "The home has several conditions of this kind. Say which one.", field)
        if alike > 1
        else None
    )


def condition_not_ended(ended_on: date | None) -> Problem | None:
    """A condition that has ended is neither varied nor removed. Source: data dictionary 2.2, condition.change."""
    if ended_on is not None:
        return Problem("RULE_CONDITION_ENDED", "The condition has already ended.")
    return None


def number_goes_with_max_places(
    kind: ConditionKind, change: ConditionChange, places: int | None, *, field: str = "places"
) -> Problem | None:
    """A condition on the number of places gives it, and no other does. Source: data dictionary 2.2, condition.kind.

    places: the number that the condition allows.
    """
    wanted = kind is ConditionKind.MAX_PLACES and change is not ConditionChange.REMOVED
    if wanted and places is None:
        return Problem("RULE_CONDITION_PLACES", "Enter the number of places.", field)
    if not wanted and places is not None:
        return Problem("RULE_CONDITION_PLACES", "Leave places out unless the condition limits places.", field)
    return None


def places_agree_with_condition(
    places: int | None, condition_places: int | None, field: str = "places"
) -> Problem | None:
    """Registered places are the number in the condition. Source: data dictionary 2.1, registered_places.

    condition_places: None if no condition sets a number.
    """
    if condition_places is not None and places != condition_places:
        return Problem("RULE_PLACES_CONDITION", "A condition limits the home to a different number of places.", field)
    return None
