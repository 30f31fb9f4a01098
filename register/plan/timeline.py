"""A timeline, planned: a read of its own for each kind of row, and what is shown of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graphql import GraphQLField, GraphQLObjectType, get_named_type

from register.catalogue import CATALOGUE, Entity, Strand, Timeline
from register.plan import argument_checks
from register.plan.parameters import Given, Slot, Slots
from register.plan.pieces import plan_pieces
from register.plan.read import EntryFace, EntryPart, Face, Order, Part, Piece, Read, ShowRelation, ShowTimeline
from register.plan.selection import Selected

# What is read of each strand: the keys that put it in order, and one row more to see if others follow.
PIECES = (
    Piece("", Part.EDGES, below=(Piece("", Part.CURSOR),)),
    Piece("", Part.PAGE, below=(Piece("", Part.HAS_NEXT),)),
)


class PlansRows(Protocol):
    """The part of a planner that a timeline needs."""

    def face(self, entity: Entity, selected: Selected, kind: GraphQLObjectType, *, node: str) -> Face:
        """What is shown of every row of an entity under one selection."""

    def fields(self, selected: Selected) -> tuple[Selected, ...]:
        """The fields that are selected below a field."""


@dataclass(frozen=True)
class TimelinePlanner:
    """Plans one timeline. node: its name in messages and in the access log; given: its arguments.

    shown: what the rows of each strand show, in each place of the answer.
    """

    line: Timeline
    node: str
    given: Mapping[str, Given]
    slots: Slots
    rows: PlansRows
    shown: dict[int, list[Face]] = field(default_factory=dict)

    def timeline(self, selected: Selected, declared: GraphQLField) -> ShowTimeline:
        """The timeline that a field asks for."""
        kind = get_named_type(declared.type)
        assert isinstance(kind, GraphQLObjectType)
        faces: list[EntryFace] = []
        pieces = plan_pieces(selected, kind, self.entry, fields=self.rows.fields, faces=faces)
        first = self.slots.bind(self.given["first"], argument_checks.page_size)
        reads = (self.read(number, strand, first) for number, strand in enumerate(self.line.strands))
        strands = zip(self.line.strands, reads, strict=True)
        below = tuple(ShowRelation(selected.key, strand.relation, read) for strand, read in strands)
        return ShowTimeline(selected.key, self.line, below, tuple(faces), pieces)

    def read(self, number: int, strand: Strand, first: Slot) -> Read:
        """The read of the rows of one strand."""
        entity = CATALOGUE[strand.relation.to]
        return Read(
            node=f"{self.node}.{strand.relation.name}",
            entity=entity,
            faces=tuple(self.shown.get(number, ())),
            one=False,
            pieces=PIECES,
            order=(Order(entity.columns[strand.at], descending=True),),
            first=first,
            after=self.slots.bind_given(self.given.get("after"), argument_checks.text),
            strand=number,
        )

    def entry(self, selected: Selected, kind: GraphQLObjectType) -> EntryFace:
        """What is shown of an entry under one selection."""
        fields = self.rows.fields(selected)
        return EntryFace(tuple((child.key, self.part(child, kind)) for child in fields))

    def part(self, child: Selected, kind: GraphQLObjectType) -> EntryPart | str | tuple[int, int]:
        """One field of an entry."""
        if child.name == "__typename":
            return kind.name
        numbers = {strand.relation.name: number for number, strand in enumerate(self.line.strands)}
        if child.name not in numbers:
            return EntryPart(child.name)
        number, below = numbers[child.name], get_named_type(kind.fields[child.name].type)
        assert isinstance(below, GraphQLObjectType)
        entity, faces = CATALOGUE[self.line.strands[number].relation.to], self.shown.setdefault(number, [])
        faces.append(self.rows.face(entity, child, below, node=f"{self.node}.{child.name}"))
        return number, len(faces) - 1
