"""What a command must be given, and what it must not."""

from collections.abc import Collection, Mapping
from datetime import date

from register.rules.dates import not_before_1900, not_in_the_future
from register.rules.problem import Problem, first_of


def is_needed(value: object, field: str) -> Problem | None:
    """A fact that the register requires is present."""
    return Problem("RULE_REQUIRED", "Enter a value.", field) if value is None else None


def is_not_wanted(value: object, field: str) -> Problem | None:
    """A fact that belongs to another case is left out, so that it is not taken for recorded."""
    return Problem("RULE_NOT_WANTED", "Leave this field out.", field) if value is not None else None


def something_is_given(given: Mapping[str, object], among: Collection[str]) -> Problem | None:
    """A correction corrects something."""
    if not set(given) & set(among):
        return Problem("RULE_NOTHING_GIVEN", "Send at least one field to correct.")
    return None


def day_has_been(value: date | None, today: date, field: str) -> Problem | None:
    """A recorded day is not in the future, and not a typing mistake."""
    return first_of(not_before_1900(value, field), not_in_the_future(value, today, field))


def reason_is_given(reason: str | None) -> Problem | None:
    """A record is taken back for a reason. Source: data dictionary 1."""
    return is_needed(reason, "reason")
