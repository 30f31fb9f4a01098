"""What the catalogue is made of: entities with their columns, values of several columns and relations; root fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa

from register.open_types import MadeType, TableColumn
from register.tables import GROUP_OF
from register.vocabulary import Group


class Kind(StrEnum):
    """How a stored value is written in an answer and compared in a filter."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    TEXTS = "texts"
    INTEGER = "integer"
    BIG = "big"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    INSTANT = "instant"
    KEY = "key"
    GEOJSON = "geojson"
    FAMILY = "family"
    FIELDS = "fields"
    OPAQUE = "opaque"
    ENCRYPTED = "encrypted"


@dataclass(frozen=True, eq=False)
class Column:
    """A stored value that callers may ask for by name.

    name: the schema's name; stored: the table's column; codes: the closed list of a CODE. only: another column and the
    value it must have, if the stored value is an answer on some rows only. nobody: the stored value that answers as
    null. about: what it means; type: its type in the schema when it is not null.
    """

    name: str
    stored: TableColumn
    kind: Kind
    codes: type[StrEnum] | None = None
    only: tuple[TableColumn, str] | None = None
    about: str = ""
    type: MadeType = None
    nobody: str | None = None

    @property
    def table(self) -> sa.Table:
        """The table that holds the column, and so decides its field group."""
        return self.stored.table

    @property
    def group(self) -> Group:
        """The field group of the column."""
        return GROUP_OF[self.table]

    @property
    def is_plain(self) -> bool:
        """True if a constraint keeps the text to characters that JSON does not escape."""
        return bool(self.stored.info.get("plain"))


@dataclass(frozen=True, eq=False)
class Structure:
    """A value made of several columns of one table, shown or withheld as one.

    present: the column that says, by not being null, that the row holds such a value at all.
    """

    name: str
    columns: Mapping[str, Column]
    present: TableColumn | None

    @property
    def table(self) -> sa.Table:
        """The one table that holds the whole value."""
        return next(iter(self.columns.values())).table


@dataclass(frozen=True, slots=True)
class Lasting:
    """The days by which a row holds. begins: its first; last: the last on which it does; until: that on which it was
    ended, and no longer does. Either of the latter may be null."""

    begins: TableColumn
    last: TableColumn
    until: TableColumn


@dataclass(frozen=True, eq=False)
class Near:
    """How a row leads to others of its table around it. point: where a row is; metres: how far at most, straight.

    apart: the column in which the two rows differ. only: a column, and the value that both rows have in it.
    """

    point: TableColumn
    metres: int
    apart: TableColumn
    only: tuple[TableColumn, str]


@dataclass(frozen=True, eq=False)
class Relation:
    """A step from one entity to another.

    parent, child: the columns that must be equal. Where child names a link table, via leads from it to the entity.
    many: whether the step leads to rows (a connection or a plain list) or to one row.
    latest: for a step to one of several rows, the columns that choose it, the greatest first.
    only: for a step that takes some of the rows, the column and the values of which they must have one.
    lasting: for a step to what holds on the day asked for, the days by which it does.
    plain: whether the rows answer as a list and not as a connection.
    in_area: whether it leads nowhere from a row whose home has left the area that was asked for.
    ever: whether it leads to rows whatever the day, also to those that have ended or not begun.
    past: whether it leads to those that have ended, too, where no day is asked for.
    near: for a step to rows around a row of the same table, how; parent and child are then its key.
    ordered_by: for a step to one row, the fields of it by which rows can be ordered: the first under the step's name.
    """

    name: str
    to: str
    parent: TableColumn
    child: TableColumn
    many: bool = False
    plain: bool = False
    latest: tuple[TableColumn, ...] = ()
    only: tuple[TableColumn, tuple[str, ...]] | None = None
    lasting: Lasting | None = None
    via: tuple[TableColumn, TableColumn] | None = None
    matchable: bool = True
    in_area: bool = False
    ever: bool = False
    past: bool = False
    near: Near | None = None
    ordered_by: tuple[str, ...] = ()

    def order_name(self, field: str) -> str:
        """The name under which rows are ordered by a field of the one row that this leads to."""
        return self.name if field == self.ordered_by[0] else f"{self.name}.{field}"


@dataclass(frozen=True, eq=False)
class Strand:
    """Rows of one kind on a timeline. relation: what leads to them; its name is the field that shows one.

    code: the kind of entry that they are. at: the field of theirs, a day or an instant, that says when.
    """

    relation: Relation
    code: StrEnum
    at: str


@dataclass(frozen=True, eq=False)
class Timeline:
    """Rows of several kinds that a row leads to, as one list, the latest first. name: the field that shows it."""

    name: str
    strands: tuple[Strand, ...]


@dataclass(frozen=True, eq=False)
class Beside:
    """A table that holds at most one row for each row of an entity, in a field group of its own.

    on: its column that equals the entity's id, or another column of the entity, by. Where is_main, the one row that is
    main and current. audited_else: the columns of the entity of which the first that is not null is written in the
    access log if there is no such row and it holds what is audited.
    """

    table: sa.Table
    on: TableColumn
    main_only: bool = False
    by: TableColumn | None = None
    audited_else: tuple[TableColumn, ...] = ()


@dataclass(frozen=True, eq=False)
class Usual:
    """Which rows a list holds unless it is asked for others.

    duplicate_of: the column that names the row of which a row is a duplicate. A list never holds a duplicate.
    status: the field that must have one of these values, if neither an argument nor a filter says otherwise; empty if
    there is none.
    """

    duplicate_of: TableColumn
    status: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Entity:
    """One kind of thing on the register.

    audited: the column whose value is written in the access log. If it belongs to a table beside the row and has no
    row there, the row's own key is written, or what Beside says. order: the default order; its last column is unique.
    """

    name: str
    table: sa.Table
    audited: TableColumn
    order: tuple[tuple[Column, bool], ...]
    beside: Mapping[sa.Table, Beside] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    structures: Mapping[str, Structure] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    usual: Usual | None = None
    timelines: Mapping[str, Timeline] = field(default_factory=dict)

    @property
    def group(self) -> Group:
        """The group whose grant lets a caller know of a row at all."""
        return GROUP_OF[self.table]

    @property
    def is_node(self) -> bool:
        """True if its id is the random key of its table, which no other record of the register has."""
        found = self.columns.get("id")
        return found is not None and found.kind is Kind.KEY and found.stored is key_of(self)

    @property
    def led(self) -> Iterator[Relation]:
        """Every relation of the entity, those of its timelines among them."""
        yield from self.relations.values()
        yield from (strand.relation for timeline in self.timelines.values() for strand in timeline.strands)

    def fact(self, name: str) -> Column:
        """The column of this name, be it a part of a value of several columns. Raises: KeyError."""
        parts = {part: column for each in self.structures.values() for part, column in each.columns.items()}
        return {**parts, **self.columns}[name]


@dataclass(frozen=True, eq=False)
class Root:
    """A root field of the API that reads one entity.

    one: whether it answers one row; given: its arguments that are plain matches, by the column each matches.
    ever: whether it finds a row that has ended, unless it is asked about a day.
    """

    name: str
    entity: str
    one: bool
    given: Mapping[str, str]
    ever: bool = False


def key_of(made: Entity) -> TableColumn:
    """The primary key of an entity's table: unique, never null, the end of every order."""
    return next(iter(made.table.primary_key.columns))


def audited_else(made: Entity) -> tuple[TableColumn, ...]:
    """The row's own columns of which the first that is not null is written in the access log, if the table of the
    audited one has no row beside it."""
    beside = made.beside.get(made.audited.table)
    return (key_of(made),) if beside is None or not beside.audited_else else beside.audited_else
