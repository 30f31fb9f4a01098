"""From the tree of a CQL2 filter to the filter of GraphQL, which is planned and decided as any.

A comparison with a value that is null is neither true nor false, and so is its negation: what is negated is asked for
together with a value that is there. Clients that evaluate a part of a filter themselves do it so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from register.catalogue import Kind
from register.errors import BadInput
from register.geo.crs import Edges, grid_bounds
from register.identity.strict_json import NotStrict, read_object
from register.open_types import Value, Values
from register.plan.read import Compare
from register.requests.features.collections import Collection
from register.requests.features.crs import Crs, outline_in_degrees
from register.requests.features.filter_text import FUNCTIONS_HINT, NO_FUNCTION, check_size, read_text, unreadable
from register.requests.features.properties import Property, nested
from register.requests.features.values import Box, box_of, read_compared
from register.tables.texts import is_folded

MOST_TERMS: Final = 100
DEEPEST: Final = 12
# So many parts may an "and" or an "or" of GraphQL have.
MOST_PARTS: Final = 30
GEOMETRY: Final = "geometry"
LANGUAGES: Final = ("cql2-text", "cql2-json")
TEXT, JSON = LANGUAGES

TOO_MANY: Final = f"A filter can have at most {MOST_TERMS} conditions, {DEEPEST} levels deep."
NO_PROPERTY: Final = "The filter has a property that this collection cannot be filtered by."
NO_COMPARISON: Final = "The filter compares a property in a way that is not offered for it."
NOT_WITH_VALUE: Final = "The filter must compare a property with a value."
NO_PATTERN: Final = "LIKE is offered for the beginning of a text only."
NO_SHAPE: Final = "S_INTERSECTS compares the geometry with a box, a point or a polygon."
ONE_SHAPE: Final = "A polygon must be the only one of the filter, and outside of OR and NOT."

_FLIPPED: Final[Mapping[str, str]] = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE: Final[Mapping[str, str]] = {"and": "or", "or": "and"}
_COMPARES: Final[Mapping[str, Compare]] = {
    "<": Compare.BEFORE,
    "<=": Compare.UP_TO,
    ">": Compare.AFTER,
    ">=": Compare.FROM,
}


@dataclass(frozen=True, slots=True)
class Filtered:
    """What a filter asks of GraphQL: its argument where, and the polygon of its argument area, if it has one."""

    where: Values | None
    within: Values | None = None


def filterable(collection: Collection) -> tuple[Property, ...]:
    """The properties that a filter may compare. A list of codes has a parameter only: see equated."""
    return tuple(each for each in collection.properties if each.compares and each.column.kind is not Kind.CODES)


def read_filter(collection: Collection, text: str, *, language: str, crs: Crs) -> Filtered:
    """What a filter asks. crs: of its geometries. Raises: BadInput."""
    if language not in LANGUAGES:
        raise BadInput("filter-lang is not offered.", hint=f"Use one of {', '.join(LANGUAGES)}.")
    tree = read_text(text) if language == TEXT else _read_json(text)
    making = _Making(collection, crs)
    where = making.condition(tree, depth=0, is_whole=True)
    return Filtered(where or None, making.within)


def _read_json(text: str) -> Value:
    check_size(text, opening="[{", closing="]}", quote='"')
    try:
        return read_object(text.encode("utf-8", "surrogatepass"))
    except NotStrict:
        raise unreadable() from None


@dataclass
class _Making:
    """Makes the filter of one tree, and counts its conditions."""

    collection: Collection
    crs: Crs
    within: Values | None = None
    terms: int = field(default=0)

    def condition(self, tree: Value, *, depth: int, is_whole: bool, is_not: bool = False) -> Values:
        """The filter of a condition. is_whole: true outside of any "or" and "not". Empty: only a polygon is asked."""
        op, args = _parts(tree)
        if depth > DEEPEST:
            raise BadInput(TOO_MANY)
        if op == "not":
            return self.condition(*_exactly(args, 1), depth=depth + 1, is_whole=False, is_not=not is_not)
        if op in ("and", "or"):
            joined = _OPPOSITE[op] if is_not else op
            whole = is_whole and op == "and"
            made = [self.condition(e, depth=depth + 1, is_whole=whole, is_not=is_not) for e in _several(args)]
            return _joined(joined, [each for each in made if each])
        self._count(op, args)
        if op == "s_intersects":
            return self._meets(_exactly(args, 2), is_whole=is_whole, is_not=is_not)
        return self._term(op, args, is_not)

    def _count(self, op: str, args: Sequence[Value]) -> None:
        listed = args[1] if op == "in" and len(args) == 2 else None
        self.terms += len(listed) if isinstance(listed, list) else 1
        if self.terms > MOST_TERMS:
            raise BadInput(TOO_MANY)

    def _term(self, op: str, args: Sequence[Value], is_not: bool) -> Values:
        match op:
            case "literal":
                # The key of a row is never null.
                key = _required(self.collection, {"property": self.collection.never_null})
                return _is_null(key, args[0] is is_not)
            case "isNull":
                return _is_null(_required(self.collection, *_exactly(args, 1)), not is_not)
            case "between":
                named, least, most = _exactly(args, 3)
                ends = (("<", least), (">", most)) if is_not else ((">=", least), ("<=", most))
                return _joined("or" if is_not else "and", [self._compared(sign, named, end) for sign, end in ends])
        found, where = self._comparison(op, args)
        return _known_and_not(found, where) if is_not else where

    def _comparison(self, op: str, args: Sequence[Value]) -> tuple[Property, Values]:
        """The property that is compared, and how."""
        match op:
            case "property":
                found = _required(self.collection, args[0])
                return found, nested(found, {"eq": read_compared(found.column, True)})
            case "in":
                named, listed = _exactly(args, 2)
                return _required(self.collection, _caseless(named)[0]), self._among(named, _several(listed))
            case "like":
                return self._like(*_exactly(args, 2))
        if op not in _FLIPPED:
            raise BadInput(NO_FUNCTION, hint=FUNCTIONS_HINT)
        left, right = _exactly(args, 2)
        if _property_name(left) is None:
            left, right, op = right, left, _FLIPPED[op]
        return _required(self.collection, _caseless(left)[0]), self._compared(op, left, right)

    def _compared(self, sign: str, left: Value, right: Value) -> Values:
        named, is_folded_case = _caseless(left)
        found = _required(self.collection, named)
        given, is_folded_value = _caseless(right)
        if _property_name(given) is not None or is_folded_case is not is_folded_value:
            raise BadInput(NOT_WITH_VALUE)
        value = read_compared(found.column, given)
        if sign in ("=", "<>"):
            equal = nested(found, _equal(found, value, is_caseless=is_folded_case))
            return equal if sign == "=" else _known_and_not(found, equal)
        if _COMPARES[sign] not in found.compares or is_folded_case:
            raise BadInput(NO_COMPARISON)
        return nested(found, {_COMPARES[sign].value: value})

    def _among(self, left: Value, listed: Sequence[Value]) -> Values:
        found = _property_of(self.collection, left)
        if found is None or Compare.AMONG not in found.compares or is_folded(found.column.stored):
            return _joined("or", [self._compared("=", left, each) for each in listed])
        return nested(found, {"in": [read_compared(found.column, each) for each in listed]})

    def _like(self, left: Value, right: Value) -> tuple[Property, Values]:
        """The beginning of a text. GraphQL compares it whatever its capitals."""
        named, _ = _caseless(left)
        pattern, _ = _caseless(right)
        found = _required(self.collection, named)
        if Compare.STARTS_WITH not in found.compares or not isinstance(pattern, str):
            raise BadInput(NO_COMPARISON)
        begun = pattern.removesuffix("%")
        if begun == pattern or any(letter in begun for letter in "%_\\"):
            raise BadInput(NO_PATTERN, hint="Such as name LIKE 'Ash%'. Use = for a whole text.")
        return found, nested(found, {"startsWith": begun})

    def _meets(self, args: Sequence[Value], *, is_whole: bool, is_not: bool) -> Values:
        if not self.collection.takes_shapes:
            raise BadInput(NO_SHAPE, hint="Use the parameter bbox for this collection.")
        shape = _other_than_geometry(args)
        if "bbox" in shape or shape.get("type") == "Point":
            numbers = shape["bbox"] if "bbox" in shape else [*_numbers(shape.get("coordinates"))] * 2
            inside = in_box(box_of([*_numbers(numbers)], self.crs))
            return {"and": [{"not": inside}, {next(iter(inside)): {"isNull": False}}]} if is_not else inside
        if shape.get("type") not in ("Polygon", "MultiPolygon"):
            raise BadInput(NO_SHAPE)
        if not is_whole or self.within is not None:
            raise BadInput(ONE_SHAPE, hint="Use BBOX, or ask twice.")
        if "area" in self.collection.given:
            raise BadInput("This collection takes no polygon.", hint="Use BBOX here, or the collection homes.")
        self.within = outline_in_degrees(shape, self.crs)
        return {}


def in_box(box: Box) -> Values:
    """The position that is shown lies in the box, its edges included.

    What lies in a box of degrees lies in one of the grid around it too, by which it is found.
    """
    edges = box.west, box.south, box.east, box.north
    if box.crs is Crs.GRID:
        return _between("easting", "northing", edges)
    around = grid_bounds(edges)
    on_grid = {} if around is None else _between("easting", "northing", around)
    return {**_between("longitude", "latitude", edges), **on_grid}


def _between(across: str, along: str, edges: Edges) -> Values:
    west, south, east, north = edges
    return {across: {"gte": west, "lte": east}, along: {"gte": south, "lte": north}}


def _is_null(found: Property, null: bool) -> Values:
    """A value is null, or not. A row that leads to no other has none of the other's values."""
    if null and len(found.matched) > 1:
        return {"not": nested(found, {"isNull": False})}
    return nested(found, {"isNull": null})


def _known_and_not(found: Property, where: Values) -> Values:
    return {"and": [{"not": where}, _is_null(found, False)]}


def _parts(tree: Value) -> tuple[str, list[Any]]:
    """The operator of a condition and what it is applied to."""
    if isinstance(tree, bool):
        return "literal", [tree]
    if isinstance(tree, dict) and set(tree) == {"property"}:
        return "property", [tree]
    if not isinstance(tree, dict) or set(tree) != {"op", "args"}:
        raise unreadable()
    op, args = tree["op"], tree["args"]
    if not isinstance(op, str) or not isinstance(args, list):
        raise unreadable()
    return op, args


def _exactly(args: Sequence[Value], count: int) -> Sequence[Value]:
    if len(args) != count:
        raise unreadable()
    return args


def _several(args: Value) -> Sequence[Value]:
    if not isinstance(args, list) or not args:
        raise unreadable()
    return args


def _joined(op: str, parts: list[Values]) -> Values:
    """Parts under "and" or "or", of which GraphQL takes so many at a time."""
    if len(parts) < 2:
        return parts[0] if parts else {}
    if len(parts) > MOST_PARTS:
        parts = [{op: parts[at : at + MOST_PARTS]} for at in range(0, len(parts), MOST_PARTS)]
    return {op: parts}


def _property_name(tree: Value) -> str | None:
    tree, _ = _caseless(tree)
    name = tree.get("property") if isinstance(tree, dict) and set(tree) == {"property"} else None
    return name if isinstance(name, str) else None


def _property_of(collection: Collection, tree: Value) -> Property | None:
    if isinstance(tree, dict) and "op" in tree:
        return None
    name = _property_name(tree)
    return next((each for each in filterable(collection) if each.name == name), None)


def _required(collection: Collection, tree: Value) -> Property:
    if _property_name(tree) is None:
        raise BadInput(NO_FUNCTION if isinstance(tree, dict) and "op" in tree else NOT_WITH_VALUE, hint=FUNCTIONS_HINT)
    found = _property_of(collection, tree)
    if found is None:
        raise BadInput(NO_PROPERTY, hint=f"Use one of {', '.join(each.name for each in filterable(collection))}.")
    return found


def _caseless(tree: Value) -> tuple[Value, bool]:
    """What is inside CASEI, and whether it is."""
    if isinstance(tree, dict) and tree.get("op") == "casei":
        (inner,) = _exactly(_parts(tree)[1], 1)
        return inner, True
    return tree, False


def _equal(found: Property, value: Value, *, is_caseless: bool) -> Values:
    if Compare.EXACTLY in found.compares:
        return {"eq" if is_caseless else "exactly": value}
    if is_caseless:
        raise BadInput(NO_COMPARISON)
    return {"eq": value} if Compare.EQUAL in found.compares else {"gte": value, "lte": value}


def _other_than_geometry(args: Sequence[Value]) -> Values:
    shapes = [each for each in args if _property_name(each) != GEOMETRY]
    if len(shapes) != 1 or not isinstance(shapes[0], dict):
        raise BadInput(NO_SHAPE)
    return shapes[0]


def _numbers(listed: Value) -> Iterator[float]:
    for each in listed if isinstance(listed, list) else [None]:
        if isinstance(each, bool) or not isinstance(each, int | float):
            raise BadInput(NO_SHAPE)
        yield float(each)
