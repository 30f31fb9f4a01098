"""Enums of the schema: each is made of a closed list, with the list's own codes and meanings."""

import inspect

import strawberry

from register import vocabulary
from register.open_types import MadeType
from register.vocabulary import ClosedList


def enum_of(values: type[ClosedList], *, name: str | None = None, about: str | None = None) -> MadeType:
    """The closed list as an enum, in which every value says what it means.

    name, about: if they differ from the list's own.
    """
    made: MadeType = strawberry.enum(values, name=name, description=about or inspect.getdoc(values))
    for each in made.__strawberry_definition__.values:
        each.description = values(each.value).description
    return made


# So that a list is in the schema as soon as a field or an argument is of its type, and needs no second declaration.
for _list in ClosedList.__subclasses__():
    if _list.__module__.startswith(f"{vocabulary.__name__}."):
        enum_of(_list)


class Direction(ClosedList):
    """Which way an order runs."""

    ASC = "ASC", "Ascending: A to Z, smallest or earliest first; rows without a value come last."
    DESC = "DESC", "Descending: Z to A, largest or latest first; rows without a value come first."


OrderDirection = enum_of(Direction, name="OrderDirection")
