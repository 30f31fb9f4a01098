"""The catalogue: what each entity is made of, read from its declaration in register/schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects import postgresql
from strawberry.utils.str_converters import to_camel_case

from register.database.connections import REPEATABLE_READ
from register.open_types import Arguments, MadeField, MadeType, Resolver, TableColumn, Value
from register.tables import GROUP_OF
from register.vocabulary import Group

Declared = TypeVar("Declared")


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


@dataclass(frozen=True, eq=False)
class Column:
    """A stored value that callers may ask for by name.

    name: the schema's name; stored: the table's column; codes: the closed list of a CODE. only: the column and the
    value that it must have, where the stored value answers on some rows alone.
    """

    name: str
    stored: TableColumn
    kind: Kind
    codes: type[StrEnum] | None = None
    only: tuple[TableColumn, str] | None = None

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
        """Whether a constraint keeps the text to characters that JSON does not escape."""
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


@dataclass(frozen=True, eq=False)
class Relation:
    """A step from one entity to another.

    parent, child: the columns that must be equal. Where child names a link table, via leads from it to the entity.
    many: whether the step leads to rows (a connection or a plain list) or to one row.
    latest: for a step to one of several rows, the columns that choose it, the greatest first.
    only: for a step that takes some of the rows, the column and the value they must have.
    plain: whether the rows answer as a list and not as a connection.
    in_area: whether it leads nowhere from a row whose home has left the area that was asked for.
    """

    name: str
    to: str
    parent: TableColumn
    child: TableColumn
    many: bool = False
    plain: bool = False
    latest: tuple[TableColumn, ...] = ()
    only: tuple[TableColumn, str] | None = None
    via: tuple[TableColumn, TableColumn] | None = None
    matchable: bool = True
    in_area: bool = False


@dataclass(frozen=True, eq=False)
class Beside:
    """A table that holds at most one row for each row of an entity, in a field group of its own.

    on: its column that equals the entity's id, or another column of the entity, by. Where is_main, the one row that is
    main and current.
    """

    table: sa.Table
    on: TableColumn
    main_only: bool = False
    by: TableColumn | None = None


@dataclass(frozen=True, eq=False)
class Entity:
    """One kind of thing on the register.

    audited: the column whose value stands in the access log; of a table beside the row, where there is no such row,
    the row's own key does. order: the default order, unique at its end.
    """

    name: str
    table: sa.Table
    audited: TableColumn
    order: tuple[tuple[Column, bool], ...]
    beside: Mapping[sa.Table, Beside] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    structures: Mapping[str, Structure] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)

    @property
    def group(self) -> Group:
        """The group whose grant lets a caller know of a row at all."""
        return GROUP_OF[self.table]


_entities: dict[str, Entity] = {}
CATALOGUE: Mapping[str, Entity] = MappingProxyType(_entities)


def column(
    stored: TableColumn,
    about: str,
    *,
    kind: Kind | None = None,
    only: tuple[TableColumn, str] | None = None,
    resolver: Resolver | None = None,
) -> MadeField:
    """Declare a field that is one column; its group comes from its table and becomes part of the description.

    kind: how it is written, where that is not told by the column.
    """
    if stored.table not in GROUP_OF:
        raise TypeError(f"{stored} has no field group; declare its table with declare()")
    made = Column("", stored, kind or _kind_of(stored), None if kind else stored.info.get("codes"), only)
    about = f"{about} Group: {GROUP_OF[stored.table]}."
    return _field(resolver, {"column": made}, about)


def structure(present: TableColumn | None, about: str, **columns: TableColumn) -> MadeField:
    """Declare a field that is several columns of one table, shown or withheld together."""
    tables = {stored.table for stored in columns.values()}
    if len(tables) != 1:
        raise TypeError(f"a structure holds columns of one table, not of {sorted(t.name for t in tables)}")
    made = {
        to_camel_case(name): Column(to_camel_case(name), stored, _kind_of(stored), stored.info.get("codes"))
        for name, stored in columns.items()
    }
    group = GROUP_OF[tables.pop()]
    return strawberry.field(metadata={"structure": (made, present)}, description=f"{about} Group: {group}.")


def relation(made: Relation, about: str, resolver: Resolver | None = None) -> MadeField:
    """Declare a field that leads to another entity; the resolver only lends the field its arguments."""
    return _field(resolver, {"relation": made}, about)


def withheld() -> MadeField:
    """Declare the list of what was asked for and not shown on this row."""
    return strawberry.field(
        metadata={"withheld": True},
        description="Fields you asked for that are not shown on this row, each with the reason. Withheld does not "
        "mean empty.",
    )


def left() -> MadeField:
    """Declare whether the row's home has left the area that was asked for."""
    return strawberry.field(
        metadata={"left": True},
        description="true: the home has left the area you asked for, so remove it from your copy. false if it has "
        "not, or if you did not ask for an area.",
    )


def entity(
    table: sa.Table, *, audited: TableColumn, order: tuple[tuple[str, bool], ...], beside: tuple[Beside, ...] = ()
) -> Callable[[type[Declared]], type[Declared]]:
    """Publish a class as a GraphQL type and enter it in the catalogue.

    order: field names with whether they descend; the key is added at the end.
    """

    def publish(cls: type[Declared]) -> type[Declared]:
        published: MadeType = strawberry.type(cls, description=(cls.__doc__ or "").strip())
        columns: dict[str, Column] = {}
        structures: dict[str, Structure] = {}
        relations: dict[str, Relation] = {}
        for declared in fields(published):
            name = to_camel_case(declared.name)
            match declared.metadata:
                case {"column": Column() as made}:
                    columns[name] = replace(made, name=name)
                case {"structure": (made, present)}:
                    structures[name] = Structure(name, made, present)
                case {"relation": Relation() as made}:
                    relations[name] = Relation(**{**vars(made), "name": name})
                case {"withheld": True} | {"left": True}:
                    continue
                case _:
                    raise TypeError(f"{cls.__name__}.{declared.name} has no group; declare it with column()")
        ordered = tuple((columns[name], descending) for name, descending in order)
        _entities[cls.__name__] = Entity(
            cls.__name__, table, audited, ordered, {b.table: b for b in beside}, columns, structures, relations
        )
        made_type: type[Declared] = published
        return made_type

    return publish


def key_of(made: Entity) -> TableColumn:
    """The primary key of an entity's table: unique, never null, the end of every order."""
    return next(iter(made.table.primary_key.columns))


def _field(resolver: Resolver | None, metadata: dict[str, object], about: str) -> MadeField:
    about_it: Arguments = {"metadata": metadata, "description": about}
    return strawberry.field(**about_it) if resolver is None else strawberry.field(resolver=resolver, **about_it)


def _kind_of(stored: TableColumn) -> Kind:
    if stored.info.get("geojson"):
        return Kind.GEOJSON
    if stored.info.get("codes"):
        return Kind.CODES if isinstance(stored.type, postgresql.ARRAY) else Kind.CODE
    for family, kind in _KINDS:
        if isinstance(stored.type, family):
            return kind
    raise TypeError(f"{stored} is of a type that no answer knows how to write")


# The first family that fits decides, so the narrower stands before the wider.
_KINDS: tuple[tuple[type, Kind], ...] = (
    (postgresql.ARRAY, Kind.TEXTS),
    (sa.Uuid, Kind.KEY),
    (sa.BigInteger, Kind.BIG),
    (sa.Integer, Kind.INTEGER),
    (sa.Float, Kind.NUMBER),
    (sa.Boolean, Kind.BOOLEAN),
    (sa.Date, Kind.DAY),
    (sa.DateTime, Kind.INSTANT),
    (sa.Text, Kind.TEXT),
)


@dataclass(frozen=True, eq=False)
class Root:
    """A root field of the API that reads one entity.

    one: whether it answers one row; given: its arguments that are plain matches, by the column each matches.
    """

    name: str
    entity: str
    one: bool
    given: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Argument:
    """One argument of a field, or one field of an input: its type, its meaning and, where it has one, its default."""

    kind: MadeType
    about: str
    default: Value = strawberry.UNSET


@dataclass(frozen=True, eq=False)
class Target:
    """The record that a command is on.

    named_by: the field of its input that names the record; version: the one that says which version the caller knows.
    merged_into: the column that names the record it was merged into: a merged record takes no such command.
    """

    named_by: str
    version: str | None = None
    merged_into: TableColumn | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Command:
    """A root field of the API that changes the register: all that is said of it outside its rules and its writes.

    entity: what its payload shows, in the payload's field named shown; key: the column that the outcome names it by.
    shown: nothing where the payload has another field instead, extra: its name, its type and its description.
    changes: the groups that it writes, each of which the caller must be granted to change.
    input: what it is given, beside the key and the dry run that every command takes.
    target: the record that it is on; nothing where it makes one. named_by: the field of its input that holds the key
    of what it makes or changes; nothing where the register makes that key.
    isolation: serializable where its rules count rows that the same command may add meanwhile.
    own_transaction: it commits what it does, and its memory, in a transaction of its own: a key stays used for good.
    batchable: whether it may be part of a batch. file: the field of its input that holds a whole file.
    """

    name: str
    about: str
    entity: type
    shown: str | None
    key: str
    changes: frozenset[Group]
    input: Mapping[str, Argument]
    extra: tuple[str, MadeType, str] | None = None
    target: Target | None = None
    named_by: str | None = None
    isolation: str = REPEATABLE_READ
    own_transaction: bool = False
    batchable: bool = False
    file: str | None = None

    def __post_init__(self) -> None:
        of_target = (self.target.named_by, self.target.version) if self.target else ()
        unknown = {self.named_by, self.file, *of_target} - {None, *self.input}
        if unknown:
            raise TypeError(f"{self.name} has no {', '.join(sorted(map(str, unknown)))} in its input")
        if (self.shown is None) == (self.extra is None):
            raise TypeError(f"{self.name} shows either what it changed or something else")
        if self.batchable and self.named_by is None:
            raise TypeError(f"{self.name} names nothing by which a batch could tell what became of it")

    @property
    def title(self) -> str:
        """The name as its types begin with it."""
        return self.name[0].upper() + self.name[1:]

    @property
    def of(self) -> Entity:
        """The catalogue's entry of what it makes or changes."""
        return CATALOGUE[self.entity.__name__]


_commands: dict[str, Command] = {}
COMMANDS: Mapping[str, Command] = MappingProxyType(_commands)


def offer(command: Command, resolver: Resolver) -> MadeField:
    """Publish a command as a root field; the resolver only lends the field its one argument."""
    _commands[command.name] = command
    groups = ", ".join(sorted(command.changes))
    return strawberry.field(resolver=resolver, name=command.name, description=f"{command.about} Changes: {groups}.")


_roots: dict[str, Root] = {}
ROOTS: Mapping[str, Root] = MappingProxyType(_roots)


def root(name: str, to: str, about: str, *, resolver: Resolver, one: bool = False, **given: str) -> MadeField:
    """Declare a root field that reads an entity; the resolver only lends the field its arguments."""
    _roots[name] = Root(name, to, one, given)
    return strawberry.field(resolver=resolver, name=name, description=about)
