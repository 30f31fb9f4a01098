"""Every search that the schema allows: each field of each filter, through every relation, by each comparison."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from graphql import GraphQLEnumType, GraphQLInputObjectType, OperationType, get_named_type

from register.catalogue import CATALOGUE, ROOTS, Column, Entity
from register.tables.texts import KeyForm, form_of
from tests.hostile.positions import ITEM, Position, bare, positions
from tests.hostile.rows import Asker
from tests.hostile.values import is_comparison

SOME = "some"
# Keys have a form, and what has another is refused whatever the register holds.
ABSENT_KEYS = {
    KeyForm.POSTCODE: "ZZ97 3QQ",
    KeyForm.TELEPHONE: "+441999999999",
    KeyForm.ONS_CODE: "E99999999",
}
COMBINED = {"and", "or", "not"}


class Register(Protocol):
    """What a register holds, as those see it who look for what is hidden."""

    def held(self, table: str, column: str) -> Collection[Any]:
        """The values of a column, of a list its items; of a closed list, every one."""

    def seen(self, asker: Asker, table: str, column: str) -> Collection[Any]:
        """Those of them that a caller meets on some row that it may read."""


@dataclass(frozen=True)
class Search:
    """A search by one column.

    path: of the filter, down to its comparison; kind: of the value, as a variable has it.
    """

    root: str
    path: tuple[str, ...]
    compare: str
    kind: Any
    column: Column

    @property
    def name(self) -> str:
        """The search as one reads it, such as homes.premises.some.uprn.eq."""
        return ".".join((self.root, *self.path, self.compare))

    def text(self, shown: str) -> str:
        """The document, which takes the value as $v."""
        steps = (*self.path, self.compare)
        opened, closed = "".join(f"{{{step}: " for step in steps), "}" * len(steps)
        return f"query ($v: {self.kind}) {{ {self.root}(where: {opened}$v{closed}) {{ {shown} }} }}"


@lru_cache(maxsize=1)
def searches() -> tuple[Search, ...]:
    """Every search of the schema, in its order. What compares with a list or with nothing is a search as well.

    Tallies search by the same filters: tests/hostile/test_hidden_tallies.py has those.
    """
    return tuple(found for place in positions() for found in _of(place))


def _of(place: Position) -> Iterator[Search]:
    holder = place.holder
    is_root = holder.operation is OperationType.QUERY and len(holder.route) == 1 and holder.directive is None
    is_listed = is_root and holder.root in ROOTS
    if not is_listed or place.argument != "where" or COMBINED & set(place.path) or ITEM in place.path:
        return
    kind = bare(place.kind)
    if not (isinstance(kind, GraphQLInputObjectType) and is_comparison(kind)):
        return
    column = _led_to(CATALOGUE[ROOTS[holder.root].entity], place.path)
    for compare, declared in kind.fields.items():
        if compare not in ("in", "isNull"):
            yield Search(holder.root, place.path, compare, declared.type, column)


def _led_to(entity: Entity, path: tuple[str, ...]) -> Column:
    """The column that a filter's path leads to."""
    *steps, last = (step for step in path if step != SOME)
    for step in steps:
        entity = CATALOGUE[entity.relations[step].to]
    return entity.fact(last)


def hidden(register: Register, asker: Asker, search: Search) -> list[Any]:
    """Values, as a variable has them, that the column holds only on rows that the caller may not read."""
    table, name = search.column.table.name, search.column.stored.name
    seen = register.seen(asker, table, name)
    return [_as_variable(search, item) for item in register.held(table, name) if item not in seen]


def _as_variable(search: Search, value: Any) -> Any:
    kind = get_named_type(search.kind)
    if isinstance(kind, GraphQLEnumType) and search.column.codes is not None:
        return search.column.codes(value).name
    if kind.name in ("Int", "Float", "Boolean"):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def absent(register: Register, search: Search) -> list[Any]:
    """Values that the column never holds: of a closed list, those that no row has."""
    kind = get_named_type(search.kind)
    if isinstance(kind, GraphQLEnumType):
        held = set(register.held(search.column.table.name, search.column.stored.name))
        return [_as_variable(search, code) for code in search.column.codes or () if code.value not in held]
    form = form_of(search.column.stored)
    if form in ABSENT_KEYS:
        return [ABSENT_KEYS[form]]
    made = {
        "String": "Zyzzyva",
        "Urn": "SC000000",
        "ID": "00000000-0000-4000-8000-000000000000",
        "Int": 2_000_000,
        "Float": 61.5,
        "Date": "1901-02-03",
        "DateTime": "1901-02-03T04:05:06Z",
    }
    if search.column.kind.name == "BIG":
        return ["999999999999"]
    return [made[kind.name]] if kind.name in made else []
