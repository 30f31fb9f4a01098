"""How large an input value may be, whether it comes as a variable or is written in the document."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
)

from register.errors import BadInput
from register.requests.graphql.document_places import place_of
from register.requests.graphql.value_faults import called, variable
from register.settings import Settings

MAX_STRING: Final = 10_000
MAX_NESTING: Final = 32
MAX_DIGITS: Final = 64
MIN_INTEGER: Final = -(2**63)
MAX_INTEGER: Final = 2**63 - 1

# A vertex has two numbers and, from a caller who sends heights, three; the geometry's own check words the refusal
# of up to twice as many vertices as allowed.
NUMBERS_PER_VERTEX: Final = 4

# A list or object as its members, a list's without names; None for a value that has no members.
Opened = Iterable[tuple[str, object]] | None
Opener = Callable[[object, int | None], Opened]


def check_variables(variables: Mapping[str, object], settings: Settings) -> None:
    """Check the size of every variable. Raises: BadInput."""
    for name, value in variables.items():
        _check_string(name)
        _check(variable(name), value, _open_json, settings=settings)


def check_literal(place: str, literal: ValueNode, settings: Settings) -> None:
    """Check the size of a value that is written in the document. Raises: BadInput.

    place: the argument or the variable that it is the value of.
    """
    try:
        _check(place, literal, _open_literal, settings=settings)
    except BadInput as refusal:
        refusal.place = place_of(literal)
        raise


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a value, and the one that it is a part of, by which a refusal finds its place."""

    name: str
    value: object
    depth: int = 1
    in_coordinates: bool = False
    above: "_Part | None" = None

    def below(self, name: str, number: int, value: object) -> "_Part":
        here = f".{called(name)}" if name else f"[{number}]"
        return _Part(here, value, self.depth + 1, self.in_coordinates or name == "coordinates", self)

    @property
    def place(self) -> str:
        names, part = [self.name], self.above
        while part is not None:
            names, part = [part.name, *names], part.above
        return "".join(names)


def _check(place: str, value: object, open_value: Opener, *, settings: Settings) -> None:
    """Walks the value without recursion. Only the values under the name coordinates may be long."""
    numbers = 0
    waiting = [_Part(place, value)]
    while waiting:
        part = waiting.pop()
        try:
            if part.depth > MAX_NESTING:
                raise BadInput(f"A value is nested more than {MAX_NESTING} levels deep.", hint="Send a flatter value.")
            members = open_value(part.value, None if part.in_coordinates else settings.max_list_items)
            if members is None:
                numbers += part.in_coordinates
                _check_numbers(numbers, settings)
                continue
            for number, (name, member) in enumerate(members):
                _check_string(name)
                waiting.append(part.below(name, number, member))
        except BadInput as refusal:
            raise refusal.at(part.place) from None


def _check_numbers(numbers: int, settings: Settings) -> None:
    if numbers > NUMBERS_PER_VERTEX * settings.max_vertices:
        raise BadInput(f"A geometry has more than {settings.max_vertices} vertices.", hint="Simplify the polygon.")


def _open_json(value: object, max_items: int | None) -> Opened:
    match value:
        case dict():
            return value.items()
        case list():
            return _items(value, max_items)
        case str():
            _check_string(value)
        case int():
            _check_integer(value)
        case float():
            _check_float(value)
    return None


def _open_literal(value: object, max_items: int | None) -> Opened:
    match value:
        case ObjectValueNode():
            return [(field.name.value, field.value) for field in value.fields if isinstance(field, ObjectFieldNode)]
        case ListValueNode():
            return _items(value.values, max_items)
        case StringValueNode():
            _check_string(value.value)
        case IntValueNode():
            _check_digits(value.value)
            _check_integer(int(value.value))
        case FloatValueNode():
            _check_digits(value.value)
            _check_float(float(value.value))
    return None


def _items(values: "list[object] | tuple[ValueNode, ...]", max_items: int | None) -> Opened:
    if max_items is not None and len(values) > max_items:
        raise BadInput(f"A list has more than {max_items} items.", hint="Ask again with the rest of the list.")
    return [("", value) for value in values] or None


def _check_string(text: str) -> None:
    if len(text) > MAX_STRING:
        raise BadInput(f"A string has more than {MAX_STRING} characters.", hint="Send a shorter text.")


def _check_digits(text: str) -> None:
    if len(text) > MAX_DIGITS:
        raise BadInput(f"A number has more than {MAX_DIGITS} digits.", hint="Send a shorter number.")


def _check_integer(value: int) -> None:
    if not MIN_INTEGER <= value <= MAX_INTEGER:
        raise BadInput("A whole number must fit in 64 bits.", hint="Send a smaller number.")


def _check_float(value: float) -> None:
    if not math.isfinite(value):
        raise BadInput("A number must be finite.", hint="Write it with digits, such as 52.48.")
