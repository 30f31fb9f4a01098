"""How a type of the schema declares its fields, and so enters the catalogue."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar, get_args

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects import postgresql
from strawberry.utils.str_converters import to_camel_case

from register.catalogue.model import Beside, Column, Entity, Kind, Relation, Root, Strand, Structure, Timeline, Usual
from register.open_types import Arguments, MadeField, MadeType, Resolver, TableColumn, Values
from register.tables import GROUP_OF

Declared = TypeVar("Declared")


# Decision: node-by-lookup
@strawberry.interface(description="A record with an identifier that no other record of the register has.")
class Node:
    """A record with an identifier that no other record of the register has."""

    id: strawberry.ID = strawberry.field(description="The register's own identifier. Send it to node to read it again.")


_entities: dict[str, Entity] = {}
CATALOGUE: Mapping[str, Entity] = MappingProxyType(_entities)


def column(
    stored: TableColumn,
    about: str,
    *,
    kind: Kind | None = None,
    only: tuple[TableColumn, str] | None = None,
    codes: type[StrEnum] | None = None,
    nobody: str | None = None,
    resolver: Resolver | None = None,
) -> MadeField:
    """Declare a field that is one column; its group comes from its table and becomes part of the description.

    kind: how it is written, if the column's type does not decide it; codes: the closed list of a CODE, likewise.
    """
    if stored.table not in GROUP_OF:
        raise TypeError(f"{stored} has no field group; declare its table with declare()")
    listed = codes or (None if kind else stored.info.get("codes"))
    made = Column("", stored, kind or _kind_of(stored), listed, only, about, nobody=nobody)
    return _field(resolver, {"column": made}, f"{about} Group: {GROUP_OF[stored.table]}.")


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


def timeline(about: str, *strands: Strand, resolver: Resolver) -> MadeField:
    """Declare a field that shows rows of several kinds as one list, each row by the group of its own table.

    strands: the relation of each is named after the field of an entry that shows one.
    """
    return _field(resolver, {"timeline": strands}, about)


def withheld() -> MadeField:
    """Declare the list of what was asked for and not shown on this row."""
    return strawberry.field(
        metadata={"withheld": True},
        description="Fields you asked for that are not shown on this row, each with the reason. Withheld does not "
        "mean empty.",
    )


def left() -> MadeField:
    """Declare the field that says if the row's record has left the area that was asked for."""
    return strawberry.field(
        metadata={"left": True},
        description="true: the home, child, placement or episode has left the area you asked for, so remove it from "
        "your copy. false if it has not, or if you did not ask for an area.",
    )


def entity(
    table: sa.Table,
    *,
    audited: TableColumn,
    order: tuple[tuple[str, bool], ...],
    beside: tuple[Beside, ...] = (),
    usual: Usual | None = None,
) -> Callable[[type[Declared]], type[Declared]]:
    """Publish a class as a GraphQL type and enter it in the catalogue.

    order: field names with whether they descend; the key is added at the end.
    """

    def publish(cls: type[Declared]) -> type[Declared]:
        published: MadeType = strawberry.type(cls, description=(cls.__doc__ or "").strip())
        columns: dict[str, Column] = {}
        structures: dict[str, Structure] = {}
        relations, timelines = dict[str, Relation](), dict[str, Timeline]()
        for declared in fields(published):
            name, kind = to_camel_case(declared.name), _type_of(published, declared.name)
            match declared.metadata:
                case {"column": Column() as stored}:
                    columns[name] = replace(stored, name=name, type=kind)
                case {"structure": (parts, present)}:
                    structures[name] = Structure(name, _described(parts, kind), present)
                case {"relation": Relation() as step}:
                    relations[name] = Relation(**{**vars(step), "name": name})
                case {"timeline": strands}:
                    timelines[name] = Timeline(name, strands)
                case {"withheld": True} | {"left": True}:
                    continue
                case _:
                    raise TypeError(f"{cls.__name__}.{declared.name} has no group; declare it with column()")
        ordered = tuple((columns[name], descending) for name, descending in order)
        named = (columns, structures, relations, usual, timelines)
        made = Entity(cls.__name__, table, audited, ordered, {b.table: b for b in beside}, *named)
        made_type: type[Declared] = _entered(made, published)
        return made_type

    return publish


def _entered(made: Entity, published: MadeType) -> MadeType:
    """The type of an entity that is now in the catalogue; one that has an id of its own is a node."""
    if made.is_node:
        interface: MadeType = Node
        published.__strawberry_definition__.interfaces.append(interface.__strawberry_definition__)
    _entities[made.name] = made
    return published


_roots: dict[str, Root] = {}
ROOTS: Mapping[str, Root] = MappingProxyType(_roots)


def root(
    name: str, to: str, about: str, *, resolver: Resolver, one: bool = False, ever: bool = False, **given: str
) -> MadeField:
    """Declare a root field that reads an entity; the resolver only lends the field its arguments."""
    _roots[name] = Root(name, to, one, given, ever)
    return strawberry.field(resolver=resolver, name=name, description=about)


def _type_of(published: type, name: str) -> MadeType:
    """The type of a field when it is not null."""
    written = published.__annotations__[name]
    kinds = [kind for kind in get_args(written) if kind is not type(None)]
    # A list too has arguments; a type that may be null is a union of itself and nothing.
    return kinds[0] if type(None) in get_args(written) else written


def _described(parts: Mapping[str, Column], shape: type) -> Mapping[str, Column]:
    """The columns of one value, each with the meaning and the type that the value's own type gives it."""
    declared: Values = {to_camel_case(each.name): each for each in fields(shape)}
    return {
        name: replace(column, about=declared[name].description, type=_type_of(shape, declared[name].name))
        for name, column in parts.items()
    }


def _field(resolver: Resolver | None, metadata: dict[str, object], about: str) -> MadeField:
    about_it: Arguments = {"metadata": metadata, "description": about}
    return strawberry.field(**about_it) if resolver is None else strawberry.field(resolver=resolver, **about_it)


def _kind_of(stored: TableColumn) -> Kind:
    if stored.info.get("geojson"):
        return Kind.GEOJSON
    if stored.info.get("encrypted"):
        return Kind.ENCRYPTED
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
