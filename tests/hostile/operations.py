"""Random operations over the whole schema: every root, argument, relation, filter, order and directive can be met.

The same seed and the same stock of values make the same operations.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from register.catalogue import CATALOGUE
from register.schema.assemble import graphql_schema
from register.schema.building.made_types import short_name

# Entries of the access log grow with each request; only those of this operation are asked for.
SEEDED = "Seeded"
TIMES = ("2012-06-01T00:00:00+00:00", "2016-01-01T00:00:00+00:00")
DAYS = ("2024-06-01", "2012-06-01", "2020-01-01")
AREA_CODES = ("E23000005", "E23000010", "E08000003", "E08000035", "E12000002", "E99999999")
MOST_LEVELS = 2
# Filters lead to each other in circles: below so many of them, values alone are compared.
DEEPEST_FILTER = 8

Stock = Mapping[str, Sequence[Any]]


class Word(str):
    """A name of GraphQL, written without quotes."""

    __slots__ = ()


@dataclass(frozen=True)
class Operation:
    """A query with its variables. kinds: the types of the variables, to draw others for the same text."""

    text: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, Any] = field(default_factory=dict)


def stock_of(engine: sa.Engine) -> Stock:
    """The values that the database holds, by the schema's name of their column, alone and as a field of its filter; and
    the times to ask about."""
    now = datetime.now(UTC)
    held: dict[str, set[Any]] = {
        "asOf": {now, *map(datetime.fromisoformat, TIMES)},
        "validOn": {now.date(), *map(date.fromisoformat, DAYS)},
    }
    with engine.connect() as connection:
        for entity in CATALOGUE.values():
            parts = [column for each in entity.structures.values() for column in each.columns.values()]
            for column in (*entity.columns.values(), *parts):
                if not isinstance(column.stored.type, sa.ARRAY):
                    found = connection.execute(sa.select(column.stored).distinct().limit(20)).scalars()
                    values = {value for value in found if value is not None}
                    for name in (column.name, f"{short_name(entity.name)}Filter.{column.name}"):
                        held.setdefault(name, set()).update(values)
    return {name: sorted(values, key=str) for name, values in sorted(held.items())}


# What the log holds grows with each answer: it is asked for the entries that were made beforehand.
OF_THE_LOG = ("accessLog", "accessLogTally")


class Generator:
    """Draws operations. chance: what draws, or the seed of it; stock: the values that filters compare with."""

    def __init__(self, chance: int | random.Random, stock: Stock) -> None:
        # Drawn to be repeated, not to be secret.
        self.chance = chance if isinstance(chance, random.Random) else random.Random(chance)  # noqa: S311
        self.stock = stock
        self.schema = graphql_schema()
        self.variables: dict[str, Any] = {}
        self.kinds: dict[str, Any] = {}
        self.number = self.depth = 0

    def operations(self, count: int) -> Iterator[Operation]:
        """So many operations; every fifth asks the text of an earlier one with other variables."""
        made: list[Operation] = []
        for number in range(count):
            earlier = [operation for operation in made if operation.kinds]
            fresh = number % 5 != 4 or not earlier
            made.append(self.operation() if fresh else self.again(self.chance.choice(earlier)))
            yield made[-1]

    def operation(self) -> Operation:
        """One operation of one to three root fields."""
        self.variables, self.kinds, self.number = {}, {}, 0
        query = self.schema.query_type
        assert query is not None
        drawn = [*sorted(query.fields), *("homes",) * 6, "home", "inspections", "inspections"]
        names = [self.chance.choice(drawn) for _ in range(self.chance.choice((1, 1, 1, 1, 1, 2, 3)))]
        roots = [self.root(name, query.fields[name], number) for number, name in enumerate(names)]
        declared = ", ".join(f"${name}: {kind}" for name, kind in self.kinds.items())
        head = f"query ({declared}) " if declared else ""
        return Operation(f"{head}{{ {' '.join(roots)} }}", dict(self.variables), dict(self.kinds))

    def again(self, operation: Operation) -> Operation:
        """The same text with other values for its variables."""
        drawn = {name: as_json(self.value(kind, name.rstrip("0123456789"))) for name, kind in operation.kinds.items()}
        return Operation(operation.text, drawn, operation.kinds)

    def root(self, name: str, declared: GraphQLField, number: int) -> str:
        if name in OF_THE_LOG:
            drawn = literal(self.value(declared.args["where"].type, "where"))
            arguments = {"where": f'{{and: [{{operation: {{eq: "{SEEDED}"}}}}, {drawn}]}}'}
        else:
            arguments = self.arguments(declared)
        return f"r{number}: {self.called(name, arguments)} {self.selection(declared, MOST_LEVELS)}"

    def called(self, name: str, arguments: Mapping[str, str]) -> str:
        return f"{name}({', '.join(f'{key}: {value}' for key, value in arguments.items())})" if arguments else name

    def arguments(self, declared: GraphQLField) -> dict[str, str]:
        """Some of a field's arguments, and all that it must have. A cursor is never drawn."""
        chosen = {}
        for name, argument in sorted(declared.args.items()):
            needed = isinstance(argument.type, GraphQLNonNull)
            likely = {"where": 0.6, "area": 0.4, "orderBy": 0.4, "first": 0.6, "asOf": 0.15, "validOn": 0.15}.get(
                name, 0.5
            )
            if name != "after" and (needed or self.chance.random() < likely):
                chosen[name] = self.argument(name, argument)
        return chosen

    def argument(self, name: str, declared: GraphQLArgument) -> str:
        value = self.value(declared.type, name)
        if self.chance.random() < 0.4:
            self.number += 1
            variable = f"{name}{self.number}"
            self.variables[variable], self.kinds[variable] = as_json(value), declared.type
            return f"${variable}"
        return literal(value)

    def selection(self, declared: GraphQLField, levels: int) -> str:
        """What is asked of a field's value: nothing of a scalar."""
        kind = get_named_type(declared.type)
        if not isinstance(kind, (GraphQLObjectType, GraphQLInterfaceType)):
            return ""
        names = self.names(kind, levels)
        parts = [self.part(kind, name, levels) for name in names]
        if self.chance.random() < 0.15:
            parts = [f"... on {kind.name} {{ {' '.join(parts)} }}"]
        if self.chance.random() < 0.15:
            parts.append("__typename")
        return f"{{ {' '.join(parts)} }}"

    def names(self, kind: GraphQLObjectType, levels: int) -> list[str]:
        leaves = sorted(name for name, each in kind.fields.items() if is_leaf_type(get_named_type(each.type)))
        if kind.name.endswith("Connection") and self.chance.random() < 0.6:
            leaves.remove("totalCount")
        apart = {"withheld", "nodes", "edges", "node", "totalCount"}
        below = sorted(set(kind.fields) - set(leaves) - apart)
        chosen = self.chance.sample(leaves, min(len(leaves), self.chance.choice((1, 1, 2))))
        if levels > 0:
            chosen += self.chance.sample(below, min(len(below), self.chance.choice((0, 0, 1))))
        if kind.name.endswith("Connection"):
            chosen.append(self.chance.choice(("nodes", "nodes", "edges")))
        if kind.name.endswith("Edge"):
            chosen.append("node")
        if "withheld" in kind.fields and self.chance.random() < 0.5:
            chosen.append("withheld")
        return chosen

    def part(self, kind: GraphQLObjectType, name: str, levels: int) -> str:
        declared = kind.fields[name]
        structural = kind.name.endswith(("Connection", "Edge")) or name == "withheld"
        called = self.called(name, self.arguments(declared))
        if self.chance.random() < 0.1:
            self.number += 1
            called = f"a{self.number}: {called}"
        return f"{called}{self.directive()} {self.selection(declared, levels if structural else levels - 1)}"

    def directive(self) -> str:
        if self.chance.random() > 0.08:
            return ""
        self.number += 1
        variable = f"flag{self.number}"
        self.kinds[variable] = GraphQLNonNull(self.schema.type_map["Boolean"])
        self.variables[variable] = self.chance.random() < 0.5
        return f" @{self.chance.choice(('include', 'skip'))}(if: ${variable})"

    def value(self, kind: Any, named: str) -> Any:
        """A value of an input type. named: the field that it is for, whose stored values are drawn from."""
        match kind:
            case GraphQLNonNull():
                return self.value(kind.of_type, named)
            case GraphQLList():
                return [self.value(kind.of_type, named) for _ in range(self.chance.choice((1, 1, 2, 3)))]
            case GraphQLEnumType():
                return Word(self.chance.choice(sorted(kind.values)))
            case GraphQLInputObjectType(name="AreaInput"):
                return self.area()
            case GraphQLInputObjectType(name="EpisodeAreaInput"):
                made = self.area()
                return {"mine": True} if "bbox" in made else made
            case GraphQLInputObjectType(name="BodyAreaInput"):
                return self.chance.choice(({"mine": True}, {"code": self.chance.choice(AREA_CODES)}))
            case GraphQLInputObjectType():
                return self.members(kind, named)
        return self.scalar(kind.name, named)

    def members(self, kind: GraphQLInputObjectType, named: str) -> dict[str, Any]:
        """Some members of an input object; all of those that it must have."""
        needed = [name for name, each in kind.fields.items() if isinstance(each.type, GraphQLNonNull)]
        optional = sorted(set(kind.fields) - set(needed))
        if self.depth >= DEEPEST_FILTER:
            optional = [name for name in optional if _is_comparison(kind.fields[name].type)] or optional
        if "eq" in kind.fields or "gt" in kind.fields:
            names = self.chance.sample(optional, 1)
        elif optional and not needed:
            names = self.chance.sample(optional, min(len(optional), self.chance.choice((1, 1, 1, 2))))
        else:
            names = needed
        is_comparison = not {"and", "some", "field", "longitude"} & set(kind.fields) or "eq" in kind.fields
        self.depth += 1
        drawn = {name: self.value(kind.fields[name].type, named if is_comparison else name) for name in names}
        self.depth -= 1
        return drawn

    def area(self) -> dict[str, Any]:
        """One way to name an area, near the homes of the story."""
        longitude, latitude = self.place()
        width = self.chance.choice((0.001, 0.02, 0.3))
        match self.chance.choice(("mine", "code", "near", "within", "bbox")):
            case "mine":
                return {"mine": True}
            case "code":
                return {"code": self.chance.choice(AREA_CODES)}
            case "near":
                radius_m = self.chance.choice((5, 500, 5_000, 20_000))
                return {"near": {"longitude": longitude, "latitude": latitude, "radiusM": radius_m}}
            case "bbox":
                edges = ("west", longitude - width), ("south", latitude - width), ("east", longitude + width)
                return {"bbox": {**dict(edges), "north": latitude + width}}
        corners = [(-width, -width), (width, -width), (width, width), (-width, width), (-width, -width)]
        ring = [[longitude + east, latitude + north] for east, north in corners]
        return {"within": {"type": "Polygon", "coordinates": [ring]}}

    def place(self) -> tuple[float, float]:
        """The place of a home, or one beside it."""
        aside = self.chance.choice((0.0, 0.0, 0.01))
        return self.chance.choice(self.stock["longitude"]) + aside, self.chance.choice(self.stock["latitude"])

    def scalar(self, kind: str, named: str) -> Any:
        """A scalar, mostly one that is stored under this name."""
        held = self.stock.get(named, ())
        drawn = self.chance.choice(held) if held and self.chance.random() < 0.8 else None
        match kind:
            case "Boolean":
                return self.chance.random() < 0.5
            case "Int":
                return (
                    self.chance.randint(1, 10)
                    if not isinstance(drawn, int)
                    else drawn + self.chance.choice((0, 0, 1, -1))
                )
            case "Float":
                return float(drawn or 1.5) + self.chance.choice((0.0, 0.0001, -0.0001))
            case "Date":
                day = drawn if isinstance(drawn, date) else date.fromisoformat(self.chance.choice(DAYS))
                return (day + timedelta(days=self.chance.choice((0, 0, 1, -1)))).isoformat()
            case "DateTime":
                return drawn.isoformat() if isinstance(drawn, datetime) else self.chance.choice(TIMES)
            case "ID":
                return str(drawn or "00000000-0000-4000-8000-000000000000")
        return self.text(named, drawn)

    def text(self, named: str, drawn: Any) -> str:
        """A text; of some only the beginning, in other letters."""
        if named == "uprn":
            return str(drawn or 1)
        if drawn is None:
            names = [value for name in ("name", "postcode", "code") for value in self.stock[name]]
            drawn = self.chance.choice(names)
        return str(drawn)[:2].lower() if self.chance.random() < 0.2 else str(drawn)


def literal(value: Any) -> str:
    """A value as it stands in a document."""
    match value:
        case Word():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{name}: {literal(member)}" for name, member in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _is_comparison(kind: Any) -> bool:
    """Whether an input type compares one value, and leads to no other filter."""
    return "isNull" in getattr(kind, "fields", {})


def as_json(value: Any) -> Any:
    """A value as it stands among the variables."""
    match value:
        case dict():
            return {name: as_json(member) for name, member in value.items()}
        case list():
            return [as_json(member) for member in value]
        case Word():
            return str(value)
    return value
