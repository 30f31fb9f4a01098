"""Which days and instants may be recorded, and in which order."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise

from register.rules.problem import Problem, first_of

EARLIEST = date(1900, 1, 1)


def dates_ordered(
    earlier: date | None, later: date | None, field: str, *, after: str = "the start date"
) -> Problem | None:
    """What ends does not end before it starts. Source: data dictionary 2.1, 2.2 and 2.3.

    field: the field of the later day; after: the name of the earlier one.
    """
    if earlier is not None and later is not None and later < earlier:
        return Problem("RULE_DATES_ORDER", f"The date must not be before {after}.", field)
    return None


def days_in_sequence(days: Mapping[str, date | None]) -> Problem | None:
    """Days that follow each other are in order; an unknown day is ignored.

    days: by field, the first first; two may fall on one day. Source: data dictionary 2.1, 2.2 and 2.3.
    """
    known = [(field, day) for field, day in days.items() if day is not None]
    return first_of(
        *(dates_ordered(earlier, later, field, after=after) for (after, earlier), (field, later) in pairwise(known))
    )


def starts_after(replaced: date | None, value: date, field: str) -> Problem | None:
    """A replacement begins on a later day than what it replaces, so that each holds for at least a day.

    replaced: the day on which the other began. Source: data dictionary 2.1, registered_manager and premises.
    """
    if replaced is not None and value <= replaced:
        return Problem("RULE_DATES_ORDER", "The date must be after the start date of the one it replaces.", field)
    return None


def not_in_the_future(value: date | None, today: date, field: str) -> Problem | None:
    """A recorded event has happened."""
    if value is not None and value > today:
        return Problem("RULE_DATE_IN_FUTURE", "The date must not be in the future.", field)
    return None


def not_before_1900(value: date | None, field: str) -> Problem | None:
    """A day before 1900 is a typing mistake or a spreadsheet's empty date."""
    if value is not None and value < EARLIEST:
        return Problem("RULE_DATE_TOO_EARLY", "The date must not be before 1900.", field)
    return None


def instant_has_zone(value: datetime | None, field: str) -> Problem | None:
    """An instant has a time zone; without one it is not a point in time."""
    if value is not None and value.utcoffset() is None:
        return Problem("RULE_INSTANT_ZONE", "The time must have a time zone.", field)
    return None


def instant_not_in_the_future(value: datetime | None, now: datetime, field: str) -> Problem | None:
    """A recorded event has happened. value, now: with their zones. Source: data dictionary 2.2, las_notified_at."""
    if value is not None and value > now:
        return Problem("RULE_INSTANT_IN_FUTURE", "The time must not be in the future.", field)
    return None


def instants_ordered(
    earlier: datetime | None, later: datetime | None, field: str, *, after: str = "the start time"
) -> Problem | None:
    """What ends does not end before it starts, whatever the zones.

    earlier, later: with their zones; field: the field of the later one; after: the name of the earlier one.
    """
    if earlier is not None and later is not None and later < earlier:
        return Problem("RULE_INSTANTS_ORDER", f"The time must not be before {after}.", field)
    return None
