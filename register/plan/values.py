"""Values that a caller gave: where each one stands, so that a plan can be kept and its values bound anew."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    value_from_ast,
)

Path = tuple[str | int, ...]
Check = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A value that the caller gave, and where among the variables it stands; no path where the document holds it."""

    value: Any
    path: Path | None = None

    def child(self, key: str | int) -> "Given":
        """The value below this one."""
        below = self.value[key]
        if isinstance(below, Given):
            return below
        return Given(below, None if self.path is None else (*self.path, key))

    def items(self) -> list[tuple[str, "Given"]]:
        """The fields of an input object that hold a value, null included."""
        return [(name, self.child(name)) for name in self.value]

    def elements(self) -> list["Given"]:
        """The items of a list; a single value counts as a list of one, as GraphQL coerces it."""
        if not isinstance(self.value, list):
            return [self]
        return [self.child(index) for index in range(len(self.value))]

    def plain(self) -> Any:
        """The value alone, as plan-time structure such as an enum or a flag."""
        return _plain(self.value)


@dataclass(frozen=True, slots=True)
class Slot:
    """One bound parameter of a root field: where its value comes from, and what it must pass and become."""

    number: int
    given: Given
    check: Check

    def value(self, variables: Mapping[str, Any]) -> Any:
        """The value to bind for this request. Raises: BadInput, from the check."""
        if self.given.path is None:
            return self.check(_plain(self.given.value))
        found: Any = variables
        for step in self.given.path:
            found = found[step]
        return self.check(found)


class Slots:
    """The parameters of one root field, numbered as they are met."""

    def __init__(self) -> None:
        self.made: list[Slot] = []

    def bind(self, given: Given, check: Check = lambda value: value) -> Slot:
        """A new parameter for this value."""
        slot = Slot(len(self.made), given, check)
        self.made.append(slot)
        return slot


def given_by(node: ValueNode, kind: GraphQLInputType, variables: Mapping[str, Any]) -> Given | None:
    """The value at a place of the document, or nothing where its variable was left out."""
    if isinstance(node, VariableNode):
        name = node.name.value
        return Given(variables[name], (name,)) if name in variables else None
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(node, ObjectValueNode) and isinstance(bare, GraphQLInputObjectType):
        below = {
            named.name.value: given_by(named.value, bare.fields[named.name.value].type, variables)
            for named in node.fields
        }
        return Given(_defaults(bare) | {name: value for name, value in below.items() if value is not None})
    if isinstance(node, ListValueNode) and isinstance(bare, GraphQLList):
        found = [given_by(item, bare.of_type, variables) for item in node.values]
        return Given([item for item in found if item is not None])
    return Given(value_from_ast(node, kind, dict(variables)))


def argument(declared: GraphQLArgument, node: ValueNode | None, variables: Mapping[str, Any]) -> Given | None:
    """The value of a field's argument: the one given, else its default, else nothing."""
    found = given_by(node, declared.type, variables) if node is not None else None
    if found is not None:
        return found
    return None if declared.default_value is Undefined else Given(declared.default_value)


def present(given: Given, variables: Mapping[str, Any]) -> Any:
    """The value of this request: what the document holds as it stands there, the rest from the variables."""
    if given.path is not None:
        found: Any = variables
        for step in given.path:
            found = found[step]
        return _bare(found)
    if isinstance(given.value, dict):
        return {name: present(below, variables) for name, below in given.items()}
    if isinstance(given.value, list):
        return [present(below, variables) for below in given.elements()]
    return _bare(given.value)


def _bare(value: Any) -> Any:
    """A value without the classes of the schema: a code is the text that is stored."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: _bare(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return value


def shape_of(value: Any) -> Any:
    """What of a variable's value decides the plan: its structure, flags and enums; never its texts and numbers."""
    if isinstance(value, dict):
        return tuple((key, shape_of(below)) for key, below in value.items())
    if isinstance(value, list):
        return tuple(shape_of(item) for item in value) if value and isinstance(value[0], dict | list) else "list"
    if value is None or isinstance(value, bool | Enum):
        return value
    return type(value)


def _defaults(kind: GraphQLInputObjectType) -> dict[str, Given]:
    return {
        name: Given(declared.default_value)
        for name, declared in kind.fields.items()
        if declared.default_value is not Undefined
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Given):
        return _plain(value.value)
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
