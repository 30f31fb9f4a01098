"""A read, as data: which rows of which entity, what of them is shown, and what they are matched by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from register.catalogue import Column, Entity, Relation, Structure, Timeline, Usual
from register.plan.parameters import Slot
from register.plan.tally import TallyBy
from register.vocabulary import Group


class Compare(StrEnum):
    """How a stored value is compared with a given one."""

    EQUAL = "eq"
    AMONG = "in"
    AFTER = "gt"
    FROM = "gte"
    BEFORE = "lt"
    UP_TO = "lte"
    STARTS_WITH = "startsWith"
    EXACTLY = "exactly"
    CONTAINS = "contains"
    CONTAINS_ANY = "containsAny"


@dataclass(frozen=True, slots=True)
class Matches:
    """True if the comparison of a column with a value holds."""

    column: Column
    compare: Compare
    slot: Slot


@dataclass(frozen=True, slots=True)
class IsNull:
    """True if a column is null, or if it is not null."""

    column: Column
    null: bool


@dataclass(frozen=True, slots=True)
class Every:
    """True if all parts are; without parts it is true."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True if at least one part is; without parts it is false."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """True if the part is not true: a comparison with null is not."""

    part: "Predicate"


@dataclass(frozen=True, slots=True)
class Through:
    """True if the part is true of the one row, or of some row, that a relation leads to."""

    relation: Relation
    entity: Entity
    part: "Predicate"


Predicate = Matches | IsNull | Every | Either | Unless | Through


class AreaBy(Enum):
    """The ways to name an area."""

    MINE = "mine"
    CODE = "code"
    NEAR = "near"
    WITHIN = "within"
    BOX = "bbox"


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """The area that the rows must lie in. slots: its code; or a point and a radius; or a polygon.

    is_replaced: true of an area that has ended: its slot then holds the codes of all areas that took its place.
    """

    by: AreaBy
    slots: tuple[Slot, ...]
    is_replaced: bool = False

    @property
    def is_spatial(self) -> bool:
        """True if it matches exact locations, and not links."""
        return self.by in (AreaBy.NEAR, AreaBy.WITHIN, AreaBy.BOX)


@dataclass(frozen=True, slots=True)
class Order:
    """One key of an order. As in PostgreSQL, nulls are last in ascending order and first in descending order.

    relation: what leads to the one row that holds the column, if that is another row. A column of a closed list is then
    ordered as its list is. The first column by which a relation orders goes by the relation's name.
    """

    column: Column | None
    descending: bool
    relation: Relation | None = None

    @property
    def by_distance(self) -> bool:
        """True if the key is the distance from the point asked for."""
        return self.column is None

    @property
    def name(self) -> str:
        """The field that it is asked for by."""
        if self.relation is None or self.column is None:
            return "distance" if self.column is None else self.column.name
        return self.relation.order_name(self.column.name)


@dataclass(frozen=True, slots=True)
class ShowColumn:
    """One stored value under its answer key. limit: how many items of a list are shown."""

    key: str
    column: Column
    limit: Slot | None = None


@dataclass(frozen=True, slots=True)
class ShowStructure:
    """A structure under its answer key, with those of its columns that were asked for."""

    key: str
    structure: Structure
    columns: tuple[tuple[str, Column | str], ...]


@dataclass(frozen=True, slots=True)
class ShowRelation:
    """The rows that a relation leads to, under an answer key."""

    key: str
    relation: Relation
    read: "Read"


class EntryPart(Enum):
    """The parts of an entry of a timeline that belong to no row: when it was, and of which kind it is."""

    AT = "at"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class EntryFace:
    """What is shown of every entry of a timeline in one place of the answer.

    shows: under each answer key a part of the entry; the name of its type; or a row, by the number of its strand and
    of the strand's face, which is null for an entry of another strand.
    """

    shows: tuple[tuple[str, EntryPart | str | tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class ShowTimeline:
    """A timeline under its answer key: what leads to the rows of each strand, and what is shown of its entries."""

    key: str
    timeline: Timeline
    strands: tuple[ShowRelation, ...]
    faces: tuple[EntryFace, ...]
    pieces: tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class ShowWithheld:
    """The list of withheld fields: the keys under which field and reason, or the type's name, are given."""

    key: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShowTypename:
    """The name of a type, under an answer key."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ShowLeft:
    """Shows if the row's home has left the area that was asked for, under an answer key."""

    key: str


Show = ShowColumn | ShowStructure | ShowRelation | ShowTimeline | ShowWithheld | ShowTypename | ShowLeft


@dataclass(frozen=True, slots=True)
class Face:
    """What is shown of every row in one place of the answer."""

    shows: tuple[Show, ...]


class Part(Enum):
    """The parts of a connection, an edge and a page that an answer can hold."""

    NODES = "nodes"
    EDGES = "edges"
    PAGE = "pageInfo"
    TOTAL = "totalCount"
    CURSOR = "cursor"
    NODE = "node"
    DISTANCE = "distanceM"
    HAS_NEXT = "hasNextPage"
    HAS_PREVIOUS = "hasPreviousPage"
    START = "startCursor"
    END = "endCursor"
    PLACE = "token"
    MORE = "hasMore"
    NARROWED = "narrowed"
    FIELDS = "fields"
    ROWS = "rows"
    STATUSES = "statuses"
    TYPENAME = "__typename"
    # The keys of rows that are only counted, for the access log; no part of an answer.
    COUNTED = "counted"


# What can be told of a connection without any of its rows.
WITHOUT_ROWS = frozenset({Part.TOTAL, Part.TYPENAME, Part.NARROWED})


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a connection's answer. face: which face its rows show; below: its own parts; name: of a typename."""

    key: str
    part: Part
    face: int | None = None
    below: tuple["Piece", ...] = ()
    name: str = ""

    def has(self, part: Part) -> bool:
        """True if this piece or one below it is of a part."""
        return self.part is part or any(piece.has(part) for piece in self.below)


@dataclass(frozen=True, slots=True)
class Listed:
    """Which rows a list holds: never a duplicate; by_status: only those of the usual statuses."""

    usual: Usual
    by_status: bool

    @property
    def statuses(self) -> tuple[str, ...]:
        """The usual statuses, as the schema names them, where no others are listed."""
        return tuple(status.upper() for status in self.usual.values) if self.by_status else ()


@dataclass(frozen=True, slots=True)
class Read:
    """Rows of one entity.

    node: its name in messages and in the access log. faces: what is shown of each row, once for every place.
    pieces: the parts of its connection; None if the answer is one row or a plain list.
    first: the most rows; after: where the page before ended. one: true if the answer is a single row.
    feed: true if it reads a log in the order of its entries; since: the place in the log to begin after;
    since_at: the time to begin at instead.
    listed: which rows a list holds, whatever its filter. ever: true if a row is found whether it has ended or not.
    tally: how the rows are tallied, if none of them is shown.
    strand: of rows on a timeline, its number there, by which entries of one instant are in order.
    within: a group that the caller must reach on the row too; otherwise the row is not shown.
    """

    node: str
    entity: Entity
    faces: tuple[Face, ...]
    one: bool
    pieces: tuple[Piece, ...] | None = None
    where: Predicate | None = None
    area: AreaMatch | None = None
    order: tuple[Order, ...] = ()
    first: Slot | None = None
    after: Slot | None = None
    as_of: Slot | None = None
    valid_on: Slot | None = None
    feed: bool = False
    since: Slot | None = None
    since_at: Slot | None = None
    listed: Listed | None = None
    ever: bool = False
    tally: TallyBy | None = None
    strand: int | None = None
    within: Group | None = None

    def wants(self, part: Part) -> bool:
        """True if the answer holds this part of the connection."""
        return any(piece.has(part) for piece in self.pieces or ())

    @property
    def usual_statuses(self) -> tuple[str, ...]:
        """The statuses that leave rows out because the caller named none."""
        return () if self.listed is None else self.listed.statuses

    @property
    def only_counts(self) -> bool:
        """True if the answer tells how many rows there are, and nothing of any."""
        parts = {piece.part for piece in self.pieces or ()}
        return Part.TOTAL in parts and parts <= WITHOUT_ROWS | {Part.COUNTED}

    @property
    def below(self) -> Iterator[ShowRelation]:
        """Every relation that is shown, in the order of the answer."""
        for face in self.faces:
            for show in face.shows:
                if isinstance(show, ShowRelation):
                    yield show
                elif isinstance(show, ShowTimeline):
                    yield from show.strands

    @property
    def shown(self) -> Iterator[Column | Structure]:
        """Every column and structure that is shown."""
        for face in self.faces:
            for show in face.shows:
                if isinstance(show, ShowColumn):
                    yield show.column
                elif isinstance(show, ShowStructure):
                    yield show.structure


@dataclass(frozen=True, slots=True)
class RootPlan:
    """One root field, planned: its answer key, its field's name, its read, and every parameter of it."""

    key: str
    name: str
    read: Read
    slots: tuple[Slot, ...]

    def bind(self, variables: Mapping[str, object]) -> list[object]:
        """The value of every parameter, in the order of their numbers. Raises: BadInput."""
        return [slot.value(variables) for slot in self.slots]


def comparisons(part: Predicate | None) -> Iterator[Matches | IsNull | Through]:
    """What a predicate is made of, at any depth: each comparison, and each relation that it leads through."""
    match part:
        case Every(parts=parts) | Either(parts=parts):
            for below in parts:
                yield from comparisons(below)
        case Unless(part=below):
            yield from comparisons(below)
        case Matches() | IsNull() | Through():
            yield part
        case None:
            return


def own_columns(part: Predicate | None) -> Iterator[Column]:
    """Every column that a predicate compares of a row and of those beside it, but not through relations."""
    for each in comparisons(part):
        if not isinstance(each, Through):
            yield each.column


def matched_columns(part: Predicate | None) -> Iterator[Column]:
    """Every column that a predicate compares, at any depth and through relations."""
    for each in comparisons(part):
        if isinstance(each, Through):
            yield from matched_columns(each.part)
        else:
            yield each.column
