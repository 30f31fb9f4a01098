"""What is wrong with a value that was sent: the place, the kind of value that belongs there, and the way out.

A fault names what the schema has and what the caller called a field; it never repeats a value.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, Final, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    ListValueNode,
    Node,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    is_required_input_field,
)

LONGEST_NAME: Final = 40
NAME: Final = re.compile(f"[_A-Za-z][_0-9A-Za-z]{{0,{LONGEST_NAME - 1}}}")


class Scalar(NamedTuple):
    """What a value of a scalar is called, how it is written, and an example."""

    name: str
    form: str
    example: object


SCALARS: Final[Mapping[str, Scalar]] = {
    "Boolean": Scalar("true or false", "Write true or false, without quotation marks.", True),
    "Date": Scalar("a date (YYYY-MM-DD)", 'Write it in quotation marks, such as "2026-03-01".', "2026-03-01"),
    "DateTime": Scalar(
        "a time with its offset (RFC 3339)",
        'Write it in quotation marks, such as "2026-03-01T09:30:00Z".',
        "2026-03-01T09:30:00Z",
    ),
    "Float": Scalar("a number", "Write it without quotation marks, such as 52.48.", 52.48),
    "GeoJSON": Scalar("a GeoJSON geometry", "Send an object with type and coordinates.", {}),
    "ID": Scalar("an id", 'Copy it from an answer, in quotation marks, such as "SP-1".', "SP-1"),
    "Int": Scalar("a whole number", "Write digits without quotation marks, such as 100.", 100),
    "String": Scalar("text", 'Write it in quotation marks, such as "Ash House".', "Ash House"),
    "Urn": Scalar("a URN", 'Write it in quotation marks, such as "SC900001".', "SC900001"),
}


@dataclass(frozen=True, slots=True)
class ValueFault:
    """One fault. node: where in the document it is, if the value is written there."""

    message: str
    hint: str
    node: Node | None = None


class Form(Enum):
    """What a value looks like, before it is known what it should be."""

    NULL = "null"
    OBJECT = "object"
    LIST = "list"
    LEAF = "leaf"
    # A variable in a value of the document: its own type is checked elsewhere.
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is written in the document."""

    node: ValueNode

    @property
    def form(self) -> Form:
        """What it looks like."""
        forms = {NullValueNode: Form.NULL, ObjectValueNode: Form.OBJECT, ListValueNode: Form.LIST}
        return Form.VARIABLE if isinstance(self.node, VariableNode) else forms.get(type(self.node), Form.LEAF)

    @property
    def text(self) -> str:
        """The text of a leaf."""
        return str(getattr(self.node, "value", ""))

    def members(self) -> "list[tuple[str, Literal]]":
        """The fields of an object, or the items of a list without names."""
        match self.node:
            case ObjectValueNode(fields=fields):
                return [(part.name.value, Literal(part.value)) for part in fields]
            case ListValueNode(values=values):
                return [("", Literal(value)) for value in values]
        return []

    def fits(self, kind: GraphQLScalarType | GraphQLEnumType) -> bool:
        """True if it is a value of this kind."""
        return _is_read(lambda: kind.parse_literal(self.node))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A value among the variables."""

    value: object
    node: None = None

    @property
    def form(self) -> Form:
        """What it looks like."""
        forms = {type(None): Form.NULL, dict: Form.OBJECT, list: Form.LIST}
        return forms.get(type(self.value), Form.LEAF)

    @property
    def text(self) -> str:
        """The text of a leaf; empty if it is no text."""
        return self.value if isinstance(self.value, str) else ""

    def members(self) -> "list[tuple[str, Decoded]]":
        """The fields of an object, or the items of a list without names."""
        if isinstance(self.value, dict):
            return [(name, Decoded(value)) for name, value in self.value.items()]
        return [("", Decoded(value)) for value in self.value] if isinstance(self.value, list) else []

    def fits(self, kind: GraphQLScalarType | GraphQLEnumType) -> bool:
        """True if it is a value of this kind."""
        value: Any = self.value
        return _is_read(lambda: kind.parse_value(value))


Sent = Literal | Decoded


def faults_of(kind: GraphQLInputType, sent: Sent, place: str) -> Iterator[ValueFault]:
    """Every fault of a value. place: the argument or variable that holds it, in the schema's words."""
    if isinstance(kind, GraphQLNonNull):
        if sent.form is Form.NULL:
            yield ValueFault(f"{place} needs a value.", f"Send {phrase_of(kind)}.", sent.node)
        kind = kind.of_type
    if sent.form in (Form.NULL, Form.VARIABLE):
        return
    if isinstance(kind, GraphQLList):
        if sent.form is not Form.LIST:
            yield from faults_of(kind.of_type, sent, place)
        items: Sequence[tuple[str, Sent]] = sent.members() if sent.form is Form.LIST else ()
        for number, (_, member) in enumerate(items):
            yield from faults_of(kind.of_type, member, f"{place}[{number}]")
    elif isinstance(kind, GraphQLInputObjectType):
        yield from _faults_of_object(kind, sent, place)
    elif isinstance(kind, GraphQLEnumType) and not sent.fits(kind):
        hint = f"Use {one_of(closest_first(sent.text, kind.values))}{_unquoted(sent)}."
        yield ValueFault(f"{place} must be a value of {kind.name}.", hint, sent.node)
    elif isinstance(kind, GraphQLScalarType) and not sent.fits(kind):
        yield ValueFault(f"{place} must be {SCALARS[kind.name].name}.", SCALARS[kind.name].form, sent.node)


def phrase_of(kind: GraphQLInputType) -> str:
    """What belongs in a place of this kind, in words."""
    match kind:
        case GraphQLNonNull(of_type=inner):
            return phrase_of(inner)
        case GraphQLList():
            return "a list"
        case GraphQLEnumType(values=values):
            return one_of(values)
        case GraphQLScalarType(name=name):
            return SCALARS[name].name
    return f"an object of type {kind.name}"


def one_of(names: Iterable[str]) -> str:
    """A choice between names, in words."""
    listed = list(names)
    return f"one of {', '.join(listed)}" if len(listed) > 1 else "".join(listed)


def closest_first(name: str, known: Iterable[str]) -> list[str]:
    """The known names, those that are most like a name that is not known first, the others in their order."""
    like = SequenceMatcher(autojunk=False)
    like.set_seq2(name[:LONGEST_NAME].lower())

    def likeness(each: str) -> float:
        like.set_seq1(each.lower())
        return like.ratio()

    return sorted(known, key=likeness, reverse=True)


def variable(name: str) -> str:
    """A variable, by its name where that is short."""
    return f"${name}" if NAME.fullmatch(name) else "The variable"


def called(name: str) -> str:
    """A caller's name for something, to be repeated where it is short and plain."""
    return name if NAME.fullmatch(name) else "of that name"


def _faults_of_object(kind: GraphQLInputObjectType, sent: Sent, place: str) -> Iterator[ValueFault]:
    fields = kind.fields
    if sent.form is not Form.OBJECT:
        hint = f"Write {{{next(iter(fields))}: …}}. The fields of {kind.name} are {', '.join(fields)}."
        yield ValueFault(f"{place} must be an object of type {kind.name}.", hint, sent.node)
        return
    members: Sequence[tuple[str, Sent]] = sent.members()
    named = {name for name, _ in members}
    for name, member in members:
        if name in fields:
            yield from faults_of(fields[name].type, member, f"{place}.{name}")
        else:
            hint = f"Use {one_of(closest_first(name, fields))}."
            yield ValueFault(f"{place} has no field {called(name)}.", hint, member.node or sent.node)
    missing = {n: each for n, each in fields.items() if n not in named and is_required_input_field(each)}
    if missing:
        hint = "; ".join(f"{name}: {phrase_of(declared.type)}" for name, declared in missing.items())
        words = "the field" if len(missing) == 1 else "the fields"
        yield ValueFault(f"{place} needs {words} {', '.join(missing)}.", f"Send {hint}.", sent.node)
    if kind.is_one_of and (len(members) != 1 or members[0][1].form is Form.NULL):
        yield ValueFault(f"{place} must have exactly one field, with a value.", f"Use {one_of(fields)}.", sent.node)


def _unquoted(sent: Sent) -> str:
    return ", without quotation marks" if isinstance(sent, Literal) else ""


def _is_read(read: Callable[[], object]) -> bool:
    # Each scalar's reader is free in what it raises.
    try:
        return read() is not Undefined
    except (GraphQLError, ValueError, TypeError, ArithmeticError):
        return False
