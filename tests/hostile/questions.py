"""Every way that the schema has to ask about a stored column: shown, compared, ordered by, wherever a query leads.

Made from the catalogue and the schema, so that a new field, filter or entity is asked about without a line here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from geoalchemy2 import Geometry
from graphql import GraphQLField, GraphQLInputObjectType, GraphQLObjectType, get_named_type, is_leaf_type

from register.catalogue import CATALOGUE, ROOTS, Column, Entity, Kind, Relation, Structure
from register.schema.assemble import graphql_schema
from tests.hostile.operations import SEEDED, Operation

# Requests write the access log while a test runs: only those entries are asked for that stood there before.
ENTRIES = f'{{operation: {{eq: "{SEEDED}"}}}}'
# What asks about a place without naming a column of it.
AROUND = "longitude: -2.08, latitude: 53.45"
SQUARE = "[[[-2.3, 53.4], [-2.0, 53.4], [-2.0, 53.5], [-2.3, 53.5], [-2.3, 53.4]]]"
AREAS = {
    "mine": "true",
    "code": '"E23000005"',
    "near": f"{{{AROUND}, radiusM: 20000}}",
    "within": f'{{type: "Polygon", coordinates: {SQUARE}}}',
    "bbox": "{west: -2.3, south: 53.4, east: -2.0, north: 53.5}",
}
PAGE, ROOTS_AT_ONCE = 1_000, 10
ALIASED = re.compile(r"\w+: ")


@dataclass(frozen=True)
class Way:
    """How a query comes to the rows of an entity: from a root that lists rows, over relations."""

    root: str
    steps: tuple[Relation, ...]
    entity: Entity


@dataclass(frozen=True)
class Shown:
    """A field of an entity that shows a stored column. of: the structure that it is a part of, where it is one."""

    entity: Entity
    column: Column
    of: Structure | None = None


def listing_roots() -> Iterator[tuple[str, Entity]]:
    """Every root of a query that answers rows of an entity, and not one row by its key."""
    query = graphql_schema().query_type
    assert query is not None
    for name, root in ROOTS.items():
        if name in query.fields and not root.one:
            yield name, CATALOGUE[root.entity]


def ways_to(entity: Entity) -> list[Way]:
    """The ways to an entity in one step at most; where there are none, the shortest."""
    met = [Way(name, (), start) for name, start in listing_roots()]
    found: list[Way] = []
    while not found or len(met[0].steps) <= 1:
        found += [way for way in met if way.entity is entity]
        met = [
            Way(way.root, (*way.steps, step), CATALOGUE[step.to])
            for way in met
            for step in way.entity.relations.values()
        ]
        if len(met[0].steps) > len(CATALOGUE):
            raise ValueError(f"No query leads to {entity.name}.")
    return found


def shown_by(stored: sa.Column[Any]) -> Iterator[Shown]:
    """Every field that shows a stored column."""
    for entity in CATALOGUE.values():
        yield from (Shown(entity, each) for each in entity.columns.values() if each.stored is stored)
        for made in entity.structures.values():
            yield from (Shown(entity, each, made) for each in made.columns.values() if each.stored is stored)


def tables_of(entity: Entity) -> list[sa.Table]:
    """The tables that an entity shows something of."""
    columns = [*entity.columns.values(), *(c for s in entity.structures.values() for c in s.columns.values())]
    return list(dict.fromkeys(column.table for column in columns))


def about_table(table: sa.Table, *, at_most: int = PAGE, as_of: datetime | None = None) -> list[Operation]:
    """All that is shown of the entities that a table holds or links; of a table that nothing shows, of every entity.

    at_most: by so many ways. as_of: as it was then, where a root can tell.
    """
    related = [each for each in CATALOGUE.values() if table in {*tables_of(each), *_leading(each)}]
    then = {each.name for each in related if as_of is not None and table in tables_of(each)}
    found = (_ways_then(each) if each.name in then else ways_to(each) for each in related or CATALOGUE.values())
    ways = [way for each in found for way in each[:at_most]]
    roots = [showing(way, *tables_of(way.entity), then=as_of is not None) for way in ways]
    roots += along(table) if as_of is None else ()
    tells_of_places = any(isinstance(each.type, Geometry) or _names_area(each) for each in table.columns)
    return together([*roots, *(in_areas() if tells_of_places else ())], as_of=as_of)


def _ways_then(entity: Entity) -> list[Way]:
    """The ways to an entity, first those from a root that can tell how something was."""
    query: Any = graphql_schema().query_type
    return sorted(ways_to(entity), key=lambda way: "asOf" not in query.fields[way.root].args)


def _leading(entity: Entity) -> Iterator[sa.Table]:
    for step in entity.relations.values():
        yield from (column.table for column in (step.parent, step.child, *(step.via or ())))


def along(table: sa.Table) -> Iterator[str]:
    """Every timeline that has an entry about what a table holds, with all that the table shows there."""
    for root, entity in listing_roots():
        for name, timeline in entity.timelines.items():
            for strand in timeline.strands:
                to = CATALOGUE[strand.relation.to]
                if table in (
                    strand.relation.child.table,
                    *(c.table for c in strand.relation.via or ()),
                    *tables_of(to),
                ):
                    shown = f"{strand.relation.name} {{ id {_fields(to, table)} }}"
                    entries = f"{name}(first: 20) {{ nodes {{ at kind {shown} }} pageInfo {{ endCursor }} }}"
                    yield _rooted(Way(root, (), entity), f"{_key(entity)} {entries} {_withheld(entity)}")


def _withheld(entity: Entity) -> str:
    """What is withheld of a row, if its type says so."""
    made: Any = graphql_schema().type_map[entity.name]
    return "withheld { field reason }" if "withheld" in made.fields else ""


def _names_area(column: sa.Column[Any]) -> bool:
    return any(each.column.table.name == "area" for each in column.foreign_keys)


def about_column(stored: sa.Column[Any], values: Sequence[Any]) -> list[str]:
    """Every root that searches or sorts by a column which holds one of these values, by every way; the plainest first.

    Each is named after the field that it asks about.
    """
    found = [
        (each.column.name, text)
        for each in shown_by(stored)
        for way in ways_to(each.entity)
        for text in (*comparing(way, each.column, values), *ordering(way, each.column))
    ]
    return [f"{name}__{number}: {text}" for number, (name, text) in enumerate(found)]


def together(roots: Sequence[str], *, as_of: datetime | None = None) -> list[Operation]:
    """Operations that ask several roots at once, each under a name of its own."""
    named = [root if ALIASED.match(root) else f"r{number}: {root}" for number, root in enumerate(roots)]
    parts = [" ".join(named[start : start + ROOTS_AT_ONCE]) for start in range(0, len(named), ROOTS_AT_ONCE)]
    return [_operation(part, as_of) for part in parts]


def _operation(text: str, as_of: datetime | None) -> Operation:
    if as_of is None or "$then" not in text:
        return Operation(f"{{ {text} }}")
    return Operation(f"query ($then: DateTime) {{ {text} }}", {"then": as_of.isoformat()})


def everything(*, at_most: int = PAGE) -> list[Operation]:
    """Every field of every entity: one operation for each table, for a refusal ends a whole operation."""
    ways = [way for entity in CATALOGUE.values() for way in ways_to(entity)[:at_most]]
    return [_operation(showing(way, table), None) for way in ways for table in tables_of(way.entity)]


def showings(*, at_most: int = PAGE) -> list[str]:
    """Every field of every entity, as roots to be asked together."""
    return [showing(way, *tables_of(way.entity)) for entity in CATALOGUE.values() for way in ways_to(entity)[:at_most]]


def showing(way: Way, *tables: sa.Table, then: bool = False) -> str:
    """All that an entity shows of these of its tables; then: as it was at an instant, where the root can tell."""
    kind: Any = graphql_schema().type_map[way.entity.name]
    withheld = "withheld { field reason }" if "withheld" in kind.fields else ""
    shown = " ".join([*(_fields(way.entity, table) for table in tables), withheld])
    return _rooted(way, shown, **({"asOf": "$then"} if then else {}))


def _fields(entity: Entity, table: sa.Table) -> str:
    kind: Any = graphql_schema().type_map[entity.name]
    plain = [name for name, column in entity.columns.items() if column.table is table]
    made = [name for name, structure in entity.structures.items() if structure.table is table]
    return " ".join([*plain, *(f"{name} {{ {_leaves(kind.fields[name])} }}" for name in made)])


def _leaves(declared: GraphQLField) -> str:
    kind = get_named_type(declared.type)
    assert isinstance(kind, GraphQLObjectType)
    return " ".join(name for name, each in kind.fields.items() if is_leaf_type(get_named_type(each.type)))


def _rooted(way: Way, inner: str, *conditions: str, **more: str) -> str:
    """A root with its arguments, and what is asked at the end of a way. conditions: filters that must all hold."""
    query: Any = graphql_schema().query_type
    declared = query.fields[way.root]
    held = [*([ENTRIES] if way.root == "accessLog" else []), *conditions]
    where = {"where": f"{{and: [{', '.join(held)}]}}"} if held else {}
    given = {**where, **more, "first": str(PAGE)}
    return f"{way.root}{_called(declared, given)} {_stepped(declared, way.steps, inner)}"


def _stepped(declared: GraphQLField, steps: Sequence[Relation], inner: str) -> str:
    """What is asked below a field: the steps, then what is asked at their end; of a list its nodes, and how many."""
    kind = get_named_type(declared.type)
    assert isinstance(kind, GraphQLObjectType)
    if "nodes" in kind.fields and not is_leaf_type(get_named_type(kind.fields["nodes"].type)):
        total = "totalCount pageInfo { endCursor }" if "totalCount" in kind.fields else ""
        return f"{{ {total} nodes {_stepped(kind.fields['nodes'], steps, inner)} }}"
    if not steps:
        return f"{{ {inner} }}"
    step = kind.fields[steps[0].name]
    return f"{{ {steps[0].name}{_called(step, {'first': str(PAGE)})} {_stepped(step, steps[1:], inner)} }}"


def _called(declared: GraphQLField, given: Mapping[str, str]) -> str:
    taken = {name: value for name, value in given.items() if value and name in declared.args}
    return f"({', '.join(f'{name}: {value}' for name, value in taken.items())})" if taken else ""


def comparing(way: Way, column: Column, values: Sequence[Any]) -> Iterator[str]:
    """Searches from a root by a column at the end of a way, for values that it holds or could hold."""
    compared = _filter_at(way)
    if compared is None or column.name not in compared.fields:
        return
    comparison: Any = compared.fields[column.name].type
    start = Way(way.root, (), CATALOGUE[ROOTS[way.root].entity])
    for each in _conditions(comparison, column, values):
        yield _rooted(start, _key(start.entity), _nested(way.steps, f"{column.name}: {each}"))


def _filter_at(way: Way) -> GraphQLInputObjectType | None:
    """The type that compares what stands at the end of a way; nothing where no filter leads there."""
    query: Any = graphql_schema().query_type
    where = query.fields[way.root].args.get("where")
    found: Any = where and get_named_type(where.type)
    for step in way.steps:
        below = found and found.fields.get(step.name)
        found = below and get_named_type(below.type)
        found = get_named_type(found.fields["some"].type) if found and "some" in found.fields else found
    return found


def _nested(steps: Sequence[Relation], condition: str) -> str:
    for step in reversed(steps):
        condition = f"{step.name}: {{some: {{{condition}}}}}" if step.many else f"{step.name}: {{{condition}}}"
    return f"{{{condition}}}"


def _conditions(comparison: GraphQLInputObjectType, column: Column, values: Sequence[Any]) -> Iterator[str]:
    for value in values:
        for item in value if isinstance(value, list) else [value]:
            yield from _compared(comparison, column, item)
    yield from ("{isNull: true}", "{isNull: false}")


def _compared(comparison: GraphQLInputObjectType, column: Column, value: Any) -> Iterator[str]:
    written = _literal(column, value)
    for way in ("eq", "lt", "gte"):
        if way in comparison.fields and value is not None:
            yield f"{{{way}: {written}}}"
    if "startsWith" in comparison.fields and len(value or "") > 1:
        yield f"{{startsWith: {_literal(column, value[:4])}}}"


def _literal(column: Column, value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str() if column.codes is not None:
            return value.upper()
        case int() | float() if column.kind is not Kind.BIG:
            return repr(value)
        case date() | datetime():
            return f'"{value.isoformat()}"'
        case StrEnum():
            return value.value.upper()
    return '"' + str(value).replace('"', "") + '"'


def ordering(way: Way, column: Column) -> Iterator[str]:
    """The rows of a root in the order of a column, both ways."""
    query: Any = graphql_schema().query_type
    declared = query.fields[way.root].args.get("orderBy")
    if way.steps or declared is None:
        return
    field: Any = get_named_type(get_named_type(declared.type).fields["field"].type)
    for name, each in field.values.items():
        if getattr(each.value, "value", each.value) == column.name:
            for direction in ("ASC", "DESC"):
                yield _rooted(way, _key(way.entity), orderBy=f"[{{field: {name}, direction: {direction}}}]")


def _key(entity: Entity) -> str:
    """The field by which a row of an entity is known."""
    named = [name for name, column in entity.columns.items() if column.stored is entity.audited]
    return next(iter(named), entity.order[-1][0].name)


def in_areas() -> Iterator[str]:
    """Roots of what lies in an area, named in every way that an area can be."""
    query: Any = graphql_schema().query_type
    for name, entity in listing_roots():
        declared = query.fields[name]
        area = declared.args.get("area")
        if area is not None and "where" in declared.args:
            for way in get_named_type(area.type).fields:
                yield f"{name}(area: {{{way}: {AREAS[way]}}}) {_stepped(declared, (), _key(entity))}"
    yield f"homes(area: {{near: {AREAS['near']}}}) {{ edges {{ distanceM node {{ urn }} }} }}"
