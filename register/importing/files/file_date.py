"""The day that a published file describes, by its name, its title lines or the operator who imports it."""

import re
from datetime import date, datetime

from register.errors import SetupError
from register.rules.dates import not_before_1900, not_in_the_future

ISO_DAY = re.compile(r"(?<!\d)(\d{4})[-_](\d{2})[-_](\d{2})(?!\d)")
WRITTEN_DAY = re.compile(r"(?<!\d)(\d{1,2})[ _-]?([A-Za-z]{3,9})[ _-]?(\d{4})(?!\d)")


def as_at_of(name: str, told: date | None, today: date, *, titles: str = "") -> date:
    """The day that the file describes: as the operator says, or else as its name says, or else its title lines.

    Raises: SetupError if none of them names one day that is not in the future.
    """
    day = told or day_named(name) or day_named(titles)
    if day is None:
        raise SetupError(f"The name {name} has no date. Give the day the file describes, such as --as-at 2025-03-31.")
    if not_in_the_future(day, today, "as_at") or not_before_1900(day, "as_at"):
        raise SetupError(f"{name} cannot describe {day}. Give the day it describes, such as --as-at 2025-03-31.")
    return day


def day_named(name: str) -> date | None:
    """The day in a file's name or titles, as 2025-03-31 or 31_March_2025; None if there is none, or several."""
    days = {_day("-".join(found), "%Y-%m-%d") for found in ISO_DAY.findall(name)}
    for day, month, year in WRITTEN_DAY.findall(name):
        days |= {_day(f"{day} {month} {year}", form) for form in ("%d %B %Y", "%d %b %Y")}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
