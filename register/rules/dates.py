"""Which days may be recorded, and in which order."""

from datetime import date

from register.rules.problem import Problem

EARLIEST = date(1900, 1, 1)


def dates_ordered(earlier: date | None, later: date | None, field: str) -> Problem | None:
    """What ends does not end before it starts. Source: data dictionary 2.1, 2.2 and 2.3."""
    if earlier is not None and later is not None and later < earlier:
        return Problem("RULE_DATES_ORDER", "The day is before the day on which this began.", field)
    return None


def not_in_the_future(value: date | None, today: date, field: str) -> Problem | None:
    """A recorded event has happened."""
    if value is not None and value > today:
        return Problem("RULE_DATE_IN_FUTURE", "The day is after today.", field)
    return None


def not_before_1900(value: date | None, field: str) -> Problem | None:
    """A day before 1900 is a slip of the keyboard or a spreadsheet's empty date."""
    if value is not None and value < EARLIEST:
        return Problem("RULE_DATE_TOO_EARLY", "The day is before 1900.", field)
    return None
