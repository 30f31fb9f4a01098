"""Enums of the schema: each is made of a closed list, with the list's own codes and meanings."""

import inspect

import strawberry

from register.open_types import MadeType
from register.vocabulary import ClosedList


def enum_of(values: type[ClosedList], *, name: str | None = None, about: str | None = None) -> MadeType:
    """The closed list as an enum, in which every value says what it means.

    name, about: where they differ from the list's own.
    """
    made: MadeType = strawberry.enum(values, name=name, description=about or inspect.getdoc(values))
    for each in made.__strawberry_definition__.values:
        each.description = values(each.value).description
    return made
