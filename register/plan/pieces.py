"""The parts of a connection, an edge or a page that an answer holds."""

from collections.abc import Callable
from typing import TypeVar

from graphql import GraphQLObjectType, get_named_type

from register.plan.read import Part, Piece
from register.plan.selection import Selected

# What is shown in one place: of rows, or of the entries of a timeline.
Shown = TypeVar("Shown")
FieldsOf = Callable[[Selected], tuple[Selected, ...]]


def plan_pieces(
    selected: Selected,
    kind: GraphQLObjectType,
    face: Callable[[Selected, GraphQLObjectType], Shown],
    *,
    fields: FieldsOf,
    faces: list[Shown],
) -> tuple[Piece, ...]:
    """The parts that were asked for. face: plans what a row shows in one place; faces gathers what it makes."""
    made: list[Piece] = []
    for child in fields(selected):
        part = Part(child.name)
        if part is Part.TYPENAME:
            made.append(Piece(child.key, part, name=kind.name))
            continue
        below = get_named_type(kind.fields[child.name].type)
        if part in (Part.NODES, Part.NODE):
            assert isinstance(below, GraphQLObjectType)
            faces.append(face(child, below))
            made.append(Piece(child.key, part, face=len(faces) - 1))
        elif isinstance(below, GraphQLObjectType):
            made.append(Piece(child.key, part, below=plan_pieces(child, below, face, fields=fields, faces=faces)))
        else:
            made.append(Piece(child.key, part))
    return tuple(made)
