"""What an operator types after an option: days and keys, each refused with its form where it has another."""

import re
from datetime import date, datetime
from uuid import UUID

import typer

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> date:
    """A day of the calendar. Raises: BadParameter."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("There is no such day in the calendar.") from None
    raise typer.BadParameter("Write a day as YYYY-MM-DD, such as 2025-03-31.")


def instant(text: str) -> datetime:
    """A time with its offset from UTC. Raises: BadParameter."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("Write a time such as 2025-03-31T12:00:00Z.") from None
    if found.tzinfo is None:
        raise typer.BadParameter("Write the offset too, as in 2025-03-31T12:00:00Z.")
    return found


def key(text: str) -> UUID:
    """The key of an appointment or a suspension. Raises: BadParameter."""
    try:
        return UUID(text)
    except ValueError:
        raise typer.BadParameter("Copy the key from `register access list`.") from None
