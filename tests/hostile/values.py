"""Values for every input type: of each place three, two that the database holds where it holds any and one that not."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
    get_named_type,
    is_leaf_type,
)

from tests.hostile.operations import SEEDED, Stock, Word
from tests.hostile.positions import ITEM, Path, bare
from tests.support.story import NORTHBY, ON_THE_LINE, OUTSIDE, SOUTHBY

NUMBERS = (0, 1, 2)
NOT_HELD = 2
# Digits that stand in a text.
DIGITS = "NumberFilter"
# What a name means where another name says what the database holds.
MEANS = {
    "providerReference": "reference",
    "parentReference": "reference",
    "previousUrn": "urn",
    "key": "urn",
    "duplicateExpectedVersion": "expectedVersion",
}
# Values that must fit a form which no type tells: in the middle of Northby, of Southby, and far from both.
PLAUSIBLE: Mapping[str, tuple[Any, Any, Any]] = {
    "code": (NORTHBY, SOUTHBY, "E99999999"),
    "longitude": (-2.2278, -2.0772, -1.5),
    "latitude": (53.4516, 53.4519, 52.5),
    "radiusM": (500, 15_000, 5),
    "west": (-2.24, -2.15, -2.30),
    "south": (53.441, 53.442, 53.40),
    "east": (-2.05, -2.00, -1.90),
    "north": (53.471, 53.472, 53.50),
    "mine": (True, False, True),
    "first": (3, 2, 1),
    "minutes": (30, 45, 60),
    "uprn": ("100000000001", "100000000002", "100000000003"),
    "usrn": ("20000001", "20000002", "20000003"),
    "expectedVersion": (1, 2, 40),
    "ageMin": (8, 9, 40),
    "ageMax": (16, 17, 41),
    "companyNumber": ("AB123456", "AB123457", "no number"),
    "duplicateUrn": (OUTSIDE, ON_THE_LINE, "SC999998"),
    "newUrn": ("SC911111", "SC911112", "SC911113"),
    "RegisterHomeInput.urn": ("SC911111", "SC911112", "SC911113"),
    "ReceiveApplicationInput.urn": ("SC911111", "SC911112", "SC911113"),
    "RegisterProviderInput.reference": ("NEW-ONE", "NEW-TWO", "NEW-THREE"),
    "coordinate": ("Home.name", "Home.places", "Home.nothing"),
    "__type.name": ("Home", "Area", "Nothing"),
}
INVENTED: Mapping[str, Callable[[int], Any]] = {
    "Boolean": lambda number: number % 2 == 0,
    "Int": lambda number: 40 + number,
    "Float": lambda number: 40.5 + number,
    "Date": lambda number: date(2020 + number, 2, 3),
    "DateTime": lambda number: datetime(2020 + number, 2, 3, tzinfo=UTC),
    "ID": lambda number: UUID(int=number),
    "Urn": lambda number: f"SC99999{number}",
    "GeoJSON": lambda number: square(-2.24 + 0.15 * number),
}
# Keys whose form no type tells.
INVENTED_KEYS: Mapping[str, Callable[[int], Any]] = {
    "postcode": lambda number: f"ZZ97 {number}QQ",
    "contactTelephone": lambda number: f"+44199999999{number}",
}
HELD_AS: Mapping[str, tuple[type, ...]] = {
    "Int": (int,),
    "Float": (float, int, Decimal),
    "Date": (date,),
    "DateTime": (datetime,),
    "ID": (UUID,),
}
A_LITTLE: tuple[tuple[type, Any], ...] = ((datetime, timedelta(seconds=1)), (date, timedelta(days=1)), (float, 0.001))


def square(west: float) -> dict[str, Any]:
    """A square of a few kilometres, from this longitude on."""
    corners = [[west, 53.4], [west + 0.1, 53.4], [west + 0.1, 53.5], [west, 53.5], [west, 53.4]]
    return {"type": "Polygon", "coordinates": [corners]}


@dataclass(frozen=True)
class Values:
    """Makes values. A name is that of a field, alone or after that of its type, such as HomeFilter.name.

    stock: what the database holds, by name; fixed: what stands at a name instead.
    until: the log of accesses grows with each request, so every question about it is about what stood there then; the
    present of every question about a time.
    """

    stock: Stock = field(default_factory=dict)
    fixed: Mapping[str, tuple[Any, Any, Any]] = field(default_factory=dict)
    until: datetime = field(default_factory=lambda: datetime.now(UTC))

    @cached_property
    def times(self) -> Mapping[str, tuple[Any, Any, Any]]:
        """The times that a question may be about: one before the register, the present, and another before it."""
        today, day = self.until.date(), timedelta(days=1)
        return {
            "asOf": (datetime(2020, 1, 2, tzinfo=UTC), self.until, datetime(2019, 1, 2, tzinfo=UTC)),
            "validOn": (date(2012, 1, 2), today, today - day),
        }

    def guards(self, kind: GraphQLInputObjectType) -> Mapping[str, Any]:
        """What stands in every value of this type, by field."""
        if kind.name == "AccessLogFilter":
            return {"operation": {"eq": SEEDED}, "at": {"lte": self.until.isoformat()}}
        return {"dryRun": True} if "dryRun" in kind.fields else {}

    def scalar(self, kind: Any, named: str, *, number: int, compared: tuple[str, str] = ("", "eq")) -> Any:
        """A value of a scalar or an enum. compared: the type of the comparison that it stands in, and how."""
        return _as_sent(self._value(kind, named, number, compared))

    def _value(self, kind: Any, named: str, number: int, compared: tuple[str, str]) -> Any:
        form, how = compared
        if how == "isNull":
            return self.fixed.get(how, (True, False, True))[number]
        name = named.rpartition(".")[2]
        for table, known in itertools.product((self.fixed, PLAUSIBLE, self.times), (named, name)):
            if known in table:
                return _as_compared(table[known][number], how)
        if isinstance(kind, GraphQLEnumType):
            return self._code(kind, self._stored(named), number)
        held = [each for each in self._stored(named) if _is_held_as(each, kind.name, form)]
        if form == DIGITS:
            return str(held[number * (len(held) - 1)] if held and number != NOT_HELD else 7_000_000 + number)
        if held and number != NOT_HELD:
            return _as_compared(held[number * (len(held) - 1)], how)
        by_name = INVENTED_KEYS.get(name, INVENTED.get(kind.name))
        made = (by_name or (lambda count: f"{name} {('one', 'two', 'none such')[count]}"))(number)
        return _as_compared(made, how)

    def _stored(self, named: str) -> Sequence[Any]:
        """What the database holds for a field of a filter, or else under its name anywhere."""
        name = named.rpartition(".")[2]
        return self.stock.get(named) or self.stock.get(MEANS.get(name, name), ())

    def _code(self, kind: GraphQLEnumType, stored: Sequence[Any], number: int) -> Word:
        held = {str(value) for value in stored}
        first = [name for name, each in kind.values.items() if str(getattr(each.value, "value", "")) in held]
        names = [*sorted(first), *sorted(set(kind.values) - set(first))]
        return Word(names[number % len(names)])


# Places are in their ten thousands, and types in their hundreds: what is known of a type is found out once.
@cache
def needed(kind: GraphQLInputObjectType) -> tuple[str, ...]:
    """The fields that a value of this type must have."""
    return tuple(
        name
        for name, declared in kind.fields.items()
        if isinstance(declared.type, GraphQLNonNull) and declared.default_value is Undefined
    )


@cache
def simplest(kind: GraphQLInputObjectType) -> str:
    """The field by which a value of this type is made where it must have none: a scalar, or what compares one."""

    def ranked(name: str) -> int:
        below = get_named_type(kind.fields[name].type)
        if is_leaf_type(below):
            return 0
        assert isinstance(below, GraphQLInputObjectType)
        return 1 if is_comparison(below) else 2

    return min(kind.fields, key=ranked)


@cache
def is_comparison(kind: GraphQLInputType) -> bool:
    """Whether an input type compares one value, and leads to no other filter."""
    return "isNull" in getattr(bare(kind), "fields", {})


@cache
def is_one_of(kind: GraphQLInputType) -> bool:
    """Whether exactly one field of an input type is given; graphql-core itself does not know."""
    definition: Any = bare(kind).extensions.get("strawberry-definition") if hasattr(bare(kind), "extensions") else None
    return bool(getattr(definition, "is_one_of", False))


@cache
def way_to_a_leaf(kind: GraphQLInputType) -> Path:
    """The path by which the simplest value of a type ends in a scalar."""
    found = bare(kind)
    if isinstance(found, GraphQLList):
        return (ITEM, *way_to_a_leaf(found.of_type))
    if not isinstance(found, GraphQLInputObjectType):
        return ()
    name = next(iter(needed(found)), simplest(found))
    return (name, *way_to_a_leaf(found.fields[name].type))


def _is_held_as(value: Any, kind: str, form: str) -> bool:
    if kind == "Date" and isinstance(value, datetime):
        return False
    if form == DIGITS or kind == "Int":
        return isinstance(value, int) and not isinstance(value, bool)
    return kind not in ("Boolean", "GeoJSON") and isinstance(value, HELD_AS.get(kind, (str,)))


def _as_sent(value: Any) -> Any:
    """The value as JSON has it, and so a document; the code of an enum stays what it is."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return float(value) if isinstance(value, Decimal) else value


def _as_compared(value: Any, how: str) -> Any:
    """The value by which a comparison finds the row that holds this one."""
    if how == "startsWith":
        return str(value)[:-1] if len(str(value)) > 2 else str(value)
    if how not in ("gt", "lt") or isinstance(value, str | bool):
        return value
    step = next((step for kind, step in A_LITTLE if isinstance(value, kind)), 1)
    return value - step if how == "gt" else value + step
