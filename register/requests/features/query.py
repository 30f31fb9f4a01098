"""From a request for features to the GraphQL query that answers it, which is planned, decided, run and logged as any.

The text of the query depends on the collection and on which arguments there are, so that it is prepared once; every
value is a variable.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from register.open_types import Values
from register.requests.features.buildings import Turn, read_turn
from register.requests.features.collections import Collection, collections
from register.requests.features.filter_inputs import in_box
from register.requests.features.parameters import Asking
from register.requests.features.properties import nested
from register.requests.features.values import Period
from register.requests.graphql.execute import Asked

ROWS = "page"
# The first and the last instant of a day.
DAY = ("T00:00:00Z", "T23:59:59.999999Z")
KINDS = {
    "first": "Int",
    "after": "String",
    "validOn": "Date",
    "status": "StatusChoice!",
    "area": "AreaInput",
    "orderBy": "[HomeOrder!]",
}


def asked_of(collection: Collection, asking: Asking) -> Asked:
    """The query for a page of features, or for one."""
    variables = dict(_variables(collection, asking))
    # To count is to look at every row: the first page tells how many there are, the others go on from it.
    counts = asking.counts and asking.cursor is None and asking.key is None and collection.buildings is None
    text = _text(collection.id, tuple(sorted(variables)), counts, operation=asking.operation)
    return Asked(text, None, variables, reads_only=True)


def _variables(collection: Collection, asking: Asking) -> Iterator[tuple[str, object]]:
    yield "first", asking.limit
    turn = _turn(collection, asking)
    after = asking.cursor if turn is None else turn.after
    if after is not None:
        yield "after", after
    period = asking.period
    if period is not None and period.is_one_day and collection.lasts_by_day:
        assert period.begins is not None
        yield "validOn", period.begins.isoformat()
    elif period is not None and collection.entity.usual is not None and collection.entity.usual.status:
        yield "status", "ALL"
    if asking.filtered is not None and asking.filtered.within is not None:
        yield "area", {"within": asking.filtered.within}
    if asking.box is not None and not collection.boxes_what_is_shown and not (turn is not None and turn.rest):
        # From west to east: a page costs what it holds, however much ground the box has.
        yield "orderBy", [{"field": "EASTING"}]
    where = [*_where(collection, asking)]
    if where:
        yield "where", where[0] if len(where) == 1 else {"and": where}


def _where(collection: Collection, asking: Asking) -> Iterator[Values]:
    if asking.key is not None:
        key = collection.property_named(collection.key)
        assert key is not None
        yield nested(key, {"eq": asking.key})
    for each, value in asking.equals:
        yield nested(each, {"eq": value})
    if asking.box is not None and not collection.boxes_what_is_shown:
        box, turn = in_box(asking.box), _turn(collection, asking)
        if collection.buildings is not None and turn is not None and turn.rest:
            # What is compared of a home itself is where its main building is.
            box = {collection.buildings: {"some": {"isMain": {"eq": False}, **box}}}
        yield box
    elif collection.buildings is not None:
        # Only homes of which the caller may see a building.
        yield {collection.buildings: {"some": {}}}
    if asking.period is not None and not (asking.period.is_one_day and collection.lasts_by_day):
        yield from _within_period(collection, asking.period)
    if asking.filtered is not None and asking.filtered.where is not None:
        yield asking.filtered.where


def _turn(collection: Collection, asking: Asking) -> Turn | None:
    return None if collection.buildings is None else read_turn(asking.cursor, asking.box)


def _within_period(collection: Collection, period: Period) -> Iterator[Values]:
    """What held on some day of the period: it had begun by its end, and had not ended before it began."""
    first, last = ("", "") if collection.lasts_by_day else DAY
    if period.ends is not None:
        yield {collection.begins: {"lte": f"{period.ends.isoformat()}{last}"}}
    if period.begins is not None:
        ended = {collection.ends: {"gte": f"{period.begins.isoformat()}{first}"}}
        yield {"or": [{collection.ends: {"isNull": True}}, ended]}


@lru_cache(maxsize=256)
def _text(name: str, variables: tuple[str, ...], counts: bool, *, operation: str) -> str:
    """The text of a query. variables: those that it declares; each is an argument of the root field.

    operation: what the log calls it, before the name of the collection.
    """
    collection = collections()[name]
    kinds = KINDS | {"where": f"{collection.entity.name}Filter"}
    declared = ", ".join(f"${each}: {kinds[each]}" for each in variables)
    arguments = [*(f"{key}: {value}" for key, value in collection.given.items()), *(f"{v}: ${v}" for v in variables)]
    operation += "".join(part.capitalize() for part in name.split("-"))
    total = " totalCount" if counts else ""
    return (
        f"query {operation}({declared}) {{ {ROWS}: {collection.root}({', '.join(arguments)}) "
        f"{{ {_rows(collection)} pageInfo {{ hasNextPage endCursor }}{total} }} }}"
    )


def _rows(collection: Collection) -> str:
    if collection.buildings is None:
        return f"nodes {{ {_selection(collection)} }}"
    own, home = ([each.shown for each in collection.properties if each.is_only_shown is own] for own in (True, False))
    buildings = f"{collection.buildings} {{ {' '.join(_fields(own))} }}"
    return f"edges {{ cursor node {{ {' '.join(_fields(home))} {buildings} withheld {{ field reason }} }} }}"


def _selection(collection: Collection) -> str:
    shown = [each.shown for each in collection.properties]
    if collection.is_outlined:
        return " ".join((*_fields(shown), collection.place))
    return " ".join((*_fields(shown), "withheld { field reason }"))


def _fields(shown: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The fields that lead to these paths, each once."""
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in shown:
        grouped.setdefault(first, []).extend([tuple(rest)] if rest else [])
    return (f"{name} {{ {' '.join(_fields(below))} }}" if below else name for name, below in grouped.items())
