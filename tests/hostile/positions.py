"""Every place of the schema where a caller may give a value: each argument, and each part of one at every depth.

Input types lead to each other in circles, so a place is met on every path that meets no type twice. Where a type comes
again, such as the filter below and, the place itself is met and the path ends there.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphql import (
    DirectiveLocation,
    GraphQLDirective,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    OperationType,
    get_named_type,
)
from graphql.type.introspection import SchemaMetaFieldDef, TypeMetaFieldDef

from register.schema.assemble import graphql_schema

ITEM = "[]"
FLAGGED = (DirectiveLocation.FIELD, DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT)
INTROSPECTION = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}

Path = tuple[str, ...]
Route = tuple[tuple[str, GraphQLField], ...]


@dataclass(frozen=True)
class Holder:
    """What takes arguments: the last field of a route from the root of an operation, or a directive beside it.

    location, level: of a directive, how it is written, and beside which field of the route.
    """

    operation: OperationType
    route: Route
    directive: GraphQLDirective | None = None
    location: DirectiveLocation | None = None
    level: int = 0

    @property
    def name(self) -> str:
        """The operation and its fields, and the directive with its place."""
        fields = ".".join(name for name, _ in self.route)
        if self.directive is None or self.location is None:
            return f"{self.operation.value} {fields}"
        return f"{self.operation.value} {fields} @{self.directive.name} at {self.location.value} {self.level}"

    @property
    def above(self) -> GraphQLNamedType:
        """The type that has the field which takes the arguments, or beside which a directive stands."""
        level = len(self.route) - 1 if self.directive is None else self.level
        root = graphql_schema().get_root_type(self.operation)
        assert root is not None
        return get_named_type(self.route[level - 1][1].type) if level else root

    @property
    def root(self) -> str:
        """The name of the root field."""
        return self.route[0][0]


@dataclass(frozen=True)
class Position:
    """One place: an argument of its holder, or the part of it at a path. kinds: of the argument and of each step."""

    holder: Holder
    argument: str
    path: Path
    kinds: tuple[GraphQLInputType, ...]

    @property
    def name(self) -> str:
        """The place as one reads it, such as query homes(where).and[]."""
        below = "".join(step if step == ITEM else f".{step}" for step in self.path)
        return f"{self.holder.name}({self.argument}){below}"

    @property
    def kind(self) -> GraphQLInputType:
        """The type of what is given here."""
        return self.kinds[-1]

    @property
    def coordinate(self) -> str:
        """The schema's own name of the place: of a field's argument, of a directive's, or of a field of an input."""
        steps = [step for step in self.path if step != ITEM]
        if steps:
            above = next(kind for step, kind in reversed([*zip(self.path, self.kinds, strict=False)]) if step != ITEM)
            return f"{get_named_type(above).name}.{steps[-1]}"
        if self.holder.directive is not None:
            return f"@{self.holder.directive.name}({self.argument})"
        return f"{self.holder.above.name}.{self.holder.route[-1][0]}({self.argument})"


@lru_cache(maxsize=1)
def positions() -> tuple[Position, ...]:
    """Every place of the schema, in its order."""
    return tuple(place for holder in (*holders(), *flags()) for place in _of(holder))


@lru_cache(maxsize=1)
def firsts() -> tuple[Position, ...]:
    """Of the places at one path of one input, that of the first field that takes it."""
    found: dict[tuple[OperationType, str, Path | str], Position] = {}
    for place in positions():
        taken = get_named_type(place.kinds[0]).name if place.path else place.holder.name
        found.setdefault((place.holder.operation, taken, place.path or place.argument), place)
    return tuple(found.values())


def holders() -> Iterator[Holder]:
    """Every field that takes arguments, by its shortest route from the root of each kind of operation."""
    for operation in OperationType:
        for route in routes(operation):
            if route[-1][1].args:
                yield Holder(operation, route)


def flags() -> Iterator[Holder]:
    """Every directive of a document, written in every way beside every field of the longest route to data."""
    directives = [each for each in graphql_schema().directives if set(each.locations) & set(FLAGGED)]
    for operation in OperationType:
        longest = max((route for route in routes(operation) if route[0][0] not in INTROSPECTION), key=len)
        for directive in directives:
            for location in sorted(set(directive.locations) & set(FLAGGED), key=str):
                # GraphQL allows no flag beside the root field of a subscription.
                for level in range(operation is OperationType.SUBSCRIPTION, len(longest)):
                    yield Holder(operation, longest, directive, location, level)


def routes(operation: OperationType) -> Iterator[Route]:
    """The shortest route to every field of every type that an operation leads to."""
    root = graphql_schema().get_root_type(operation)
    assert root is not None
    waiting, met = deque([((), root)]), {root.name}
    while waiting:
        route, kind = waiting.popleft()
        fields = kind.fields | (INTROSPECTION if operation is OperationType.QUERY and not route else {})
        for name, declared in fields.items():
            here = (*route, (name, declared))
            yield here
            below = get_named_type(declared.type)
            if isinstance(below, GraphQLObjectType) and below.name not in met:
                met.add(below.name)
                waiting.append((here, below))


def bare(kind: GraphQLInputType) -> GraphQLInputType:
    """The type without the mark that null may not be given."""
    return kind.of_type if isinstance(kind, GraphQLNonNull) else kind


def children(kind: GraphQLInputType) -> dict[str, GraphQLInputType]:
    """The types of the parts of a value: of its fields, or of its items."""
    found = bare(kind)
    if isinstance(found, GraphQLList):
        return {ITEM: found.of_type}
    if isinstance(found, GraphQLInputObjectType):
        return {name: field.type for name, field in found.fields.items()}
    return {}


def _of(holder: Holder) -> Iterator[Position]:
    takes = holder.directive if holder.directive is not None else holder.route[-1][1]
    for name, argument in takes.args.items():
        yield from _below(Position(holder, name, (), (argument.type,)), frozenset())


def _below(place: Position, met: frozenset[str]) -> Iterator[Position]:
    yield place
    found = bare(place.kind)
    if isinstance(found, GraphQLInputObjectType):
        if found.name in met:
            return
        met |= {found.name}
    for step, kind in children(place.kind).items():
        yield from _below(Position(place.holder, place.argument, (*place.path, step), (*place.kinds, kind)), met)
