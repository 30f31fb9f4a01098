"""A cell of a list: what a row says, as words, the same on the page and in the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from register.http.pages.templates import begun, day, moment, shown, withheld
from register.http.pages.wording import clock, due, heading, label
from register.open_types import Value, Values

SHOWN: Final = "shown"
HOW: Final[Mapping[str, Callable[[Value], str]]] = {
    "day": day,
    "moment": moment,
    "begun": begun,
    "clock": clock,
    "due": due,
    "code": lambda value: label(str(value)),
    "figure": lambda value: f"{value:,g}",
    "likeness": lambda value: f"{value:.2f}",
    "words": lambda value: heading(str(value).replace("_", " ")),
    "count": lambda value: str(len(value or ())),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    names: where its value is, from the row down; none if the whole row says it. how: how it is written. empty: what is
    said if there is none. leads: the page that the cell is a link to, and where the key of that page is.
    """

    title: str
    names: tuple[str, ...]
    how: str = SHOWN
    empty: str = "Not recorded"
    leads: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says in one column."""

    text: str
    href: str | None = None
    is_withheld: bool = False

    def drawn(self, root: str) -> str:
        """The cell as markup, with what it says escaped. root: the path below which the server is reached."""
        said = escape(self.text)
        if self.href:
            return f'<a class="govuk-link" href="{escape(root + self.href)}">{said}</a>'
        return f'<span class="register-withheld">{said}</span>' if self.is_withheld else said


def cell_of(row: Values, column: Column) -> Cell:
    """The cell of a row: its value in words, or why it is withheld."""
    value: Value = row
    for name in column.names:
        why = withheld(value, name)
        if why is not None:
            return Cell(f"Withheld: {why}", is_withheld=True)
        value = value.get(name)
        if value is None or value == []:
            return Cell(column.empty, _link(row, column) if column.empty else None)
    text = shown(value, column.names[-1]) if column.how == SHOWN else HOW[column.how](value)
    return Cell(text, _link(row, column))


def _link(row: Values, column: Column) -> str | None:
    if column.leads is None:
        return None
    path, names = column.leads
    key: Value = row
    for name in names:
        key = key.get(name) if key else None
    return f"{path}{quote(str(key), safe='')}" if key else None
