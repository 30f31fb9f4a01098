"""What a caller sent, without the values: the shape that decides a plan, and where each value is read when it runs.

A plan is kept and serves every later caller, so planning never meets a variable's value. It gets shapes: which fields
an input has, which are null, its flags and its enums. Every text, number, day and geometry stays behind a source,
which reads it from the variables of the request that runs the plan.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    ListValueNode,
    Node,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    is_input_object_type,
    is_input_type,
    type_from_ast,
    value_from_ast,
)

from register.errors import BadInput
from register.open_types import Value, Values

Path = tuple[str | int, ...]
Check = Callable[[Value], Value]
Variables = Values

# How the types of filters end, and the name of the type of an area.
FILTER, AREA = "Filter", "AreaInput"
# How the enums end whose lists say by what rows are grouped.
DIMENSION = "Dimension"
NO_VALUE = "A value is needed here, but its variable has none."
NOT_ONE = "Send exactly one of these fields, with a value."


class Leaf(Enum):
    """A text, number, day, geometry or list of them: what it holds decides nothing about the plan."""

    LEAF = "leaf"


class Fields(NamedTuple):
    """The shape of an input object: the shape of each field that it has, in their order."""

    each: tuple[tuple[str, "Shape"], ...]


class Items(NamedTuple):
    """The shape of a list of input objects, or of enums that decide which plan is made."""

    each: tuple["Shape", ...]


# A flag and an enum decide which plan is made, so they are their own shape, as null is.
Shape = None | bool | Enum | Fields | Items
Shapes = Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Variable:
    """A value among the variables of the request, at a path."""

    path: Path

    def read(self, variables: Variables) -> Value:
        """The value of this request."""
        found: Value = variables
        for step in self.path:
            found = found[step]
        return found

    def child(self, key: str | int) -> "Variable":
        """Where the value below this one is read."""
        return Variable((*self.path, key))


@dataclass(frozen=True, slots=True)
class Written:
    """A value that the document itself holds, such as a literal or a default."""

    value: Value

    def read(self, variables: Variables) -> Value:
        """The same value for every request."""
        return self.value

    def child(self, key: str | int) -> "Written":
        """Where the value below this one is read."""
        return Written(self.value[key])


@dataclass(frozen=True, slots=True)
class Mixed:
    """A value of the document that may have variables in it, at whatever depth: put together for each request."""

    node: ValueNode
    kind: GraphQLInputType

    def read(self, variables: Variables) -> Value:
        """The value of this request. Raises: BadInput if a variable that it needs holds null."""
        try:
            found = value_from_ast(self.node, self.kind, dict(variables))
        except GraphQLError:
            # The library raises for one thing alone: an input of which exactly one field is named.
            raise BadInput(NOT_ONE) from None
        if found is Undefined:
            raise BadInput(NO_VALUE)
        return found


Source = Variable | Written | Mixed


@dataclass(frozen=True, slots=True)
class Given:
    """An argument or a part of one: its shape, and where its value is read when the plan runs.

    below: the parts of a value that is written in the document, by field name or index.
    place: the argument, and the part of it, in the schema's words; empty for a value of the register's own.
    """

    shape: Shape
    source: Source
    below: Mapping[str | int, "Given"] = field(default_factory=dict)
    place: str = ""

    @property
    def is_null(self) -> bool:
        """True if the value is null."""
        return self.shape is None

    def child(self, key: str | int) -> "Given":
        """The part under a field's name or an index."""
        place = f"{self.place}[{key}]" if isinstance(key, int) else f"{self.place}.{key}"
        if key in self.below:
            return replace(self.below[key], place=place)
        assert not isinstance(self.source, Mixed)
        return Given(self._shapes()[key], self.source.child(key), place=place)

    def items(self) -> list[tuple[str, "Given"]]:
        """The fields that an input object has, null included. Raises: BadInput if it is null."""
        if not isinstance(self.shape, Fields):
            raise BadInput(NO_VALUE).at(self.place)
        return [(name, self.child(name)) for name, _ in self.shape.each]

    def elements(self) -> list["Given"]:
        """The items of a list whose parts decide the plan. Raises: BadInput if it is null."""
        return [self.child(index) for index in range(len(self._items()))]

    def _shapes(self) -> dict[str | int, Shape]:
        match self.shape:
            case Fields(each=fields):
                return dict(fields)
            case Items(each=items):
                return dict(enumerate(items))
        return {}

    def _items(self) -> tuple[Shape, ...]:
        if not isinstance(self.shape, Items):
            raise BadInput(NO_VALUE).at(self.place)
        return self.shape.each

    def read(self, variables: Variables) -> Value:
        """The value of this request, without the classes of the schema: a code is the text that is stored."""
        return _bare(self.source.read(variables))


@dataclass(frozen=True, slots=True)
class Slot:
    """One bound parameter of a root field: where its value comes from, and what it must pass and become.

    place: the argument that it is, or is a part of, to name it in a refusal.
    """

    number: int
    source: Source
    check: Check
    place: str = ""

    def value(self, variables: Variables) -> Value:
        """The value to bind for this request. Raises: BadInput, from the check."""
        try:
            return self.check(self.source.read(variables))
        except BadInput as refusal:
            raise refusal.at(self.place) from None


NULL = Given(None, Written(None))


class Slots:
    """The parameters of one root field, numbered as they are met."""

    def __init__(self) -> None:
        self.made: list[Slot] = []

    def bind(self, given: Given, check: Check = lambda value: value) -> Slot:
        """A new parameter for this value."""
        slot = Slot(len(self.made), given.source, check, given.place)
        self.made.append(slot)
        return slot

    def bind_given(self, given: Given | None, check: Check) -> Slot | None:
        """A new parameter for this value, where there is one."""
        return None if given is None or given.is_null else self.bind(given, check)


def at(name: str) -> Given:
    """A value that the register itself puts among the variables, under a name that no document can use."""
    return Given(Leaf.LEAF, Variable((name,)))


def given_by(node: ValueNode, kind: GraphQLInputType, shapes: Shapes) -> Given | None:
    """The value at a place of the document; None if its variable was left out, null if that is a part of a filter."""
    if isinstance(node, VariableNode):
        name = node.name.value
        return Given(shapes[name], Variable((name,))) if name in shapes else None
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(node, NullValueNode) or not _has_parts(kind):
        if _has_variables(node):
            return Given(Leaf.LEAF, Mixed(node, kind))
        value = value_from_ast(node, kind)
        return Given(shape_of(kind, value), Written(value))
    source = Mixed(node, kind)
    if isinstance(bare, GraphQLList):
        nodes = node.values if isinstance(node, ListValueNode) else (node,)
        found = [_item(item, bare.of_type, shapes) for item in nodes]
        return Given(Items(tuple(item.shape for item in found)), source, dict(enumerate(found)))
    assert isinstance(node, ObjectValueNode)
    assert isinstance(bare, GraphQLInputObjectType)
    below = {part.name.value: given_by(part.value, bare.fields[part.name.value].type, shapes) for part in node.fields}
    if narrows(bare):
        below = {name: NULL if given is None else given for name, given in below.items()}
    parts = _defaults(bare) | {name: given for name, given in below.items() if given is not None}
    return Given(Fields(tuple((name, given.shape) for name, given in parts.items())), source, dict(parts.items()))


def argument(declared: GraphQLArgument, node: ValueNode | None, shapes: Shapes) -> Given | None:
    """The value of a field's argument: as sent, or its default, or None."""
    found = given_by(node, declared.type, shapes) if node is not None else None
    if found is not None:
        return found
    if declared.default_value is Undefined:
        return NULL if node is not None and narrows(declared.type) else None
    return _default(declared.type, declared.default_value)


def narrows(kind: GraphQLInputType) -> bool:
    """True for a filter, a part of one, and an area: without its value it would match more than was asked for."""
    # Decision: no-filter-without-value
    name = get_named_type(kind).name
    return name.endswith(FILTER) or name == AREA


def _has_parts(kind: GraphQLInputType) -> bool:
    """True for an input object, and for a list of what decides the plan item by item."""
    bare, named = kind.of_type if isinstance(kind, GraphQLNonNull) else kind, get_named_type(kind)
    return is_input_object_type(named) or (isinstance(bare, GraphQLList) and named.name.endswith(DIMENSION))


def shapes_of(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Variables) -> Shapes:
    """The shape of every variable that a request brings. variables: coerced, as graphql-core gives them."""
    found = {}
    for declared in operation.variable_definitions or ():
        name = declared.variable.name.value
        if name in variables:
            kind = type_from_ast(schema, declared.type)
            assert is_input_type(kind)
            found[name] = shape_of(kind, variables[name])
    return found


def shape_of(kind: GraphQLInputType, value: Value) -> Shape:
    """What of a value decides the plan. value: coerced to its declared type."""
    if value is None or isinstance(value, bool | Enum):
        return value
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(bare, GraphQLInputObjectType):
        return Fields(tuple((name, shape_of(bare.fields[name].type, below)) for name, below in value.items()))
    if isinstance(bare, GraphQLList) and _has_parts(bare):
        return Items(tuple(shape_of(bare.of_type, item) for item in value))
    return Leaf.LEAF


def _item(node: ValueNode, kind: GraphQLInputType, shapes: Shapes) -> Given:
    found = given_by(node, kind, shapes)
    if found is None:
        raise BadInput(NO_VALUE)
    return found


def _has_variables(node: Node) -> bool:
    match node:
        case VariableNode():
            return True
        case ListValueNode(values=values):
            return any(_has_variables(value) for value in values)
        case ObjectValueNode(fields=fields):
            return any(_has_variables(part.value) for part in fields)
    return False


def _default(kind: GraphQLInputType, value: Value) -> Given:
    return Given(shape_of(kind, value), Written(value))


def _defaults(kind: GraphQLInputObjectType) -> dict[str, Given]:
    return {
        name: _default(declared.type, declared.default_value)
        for name, declared in kind.fields.items()
        if declared.default_value is not Undefined
    }


def _bare(value: Value) -> Value:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: _bare(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return value
