"""Documents that give a value at one place of the schema: written out, by a variable, and by mixtures of the two."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import (
    DirectiveLocation,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    Undefined,
    get_named_type,
    is_leaf_type,
)

from tests.hostile.operations import Word, as_json, literal
from tests.hostile.positions import ITEM, Holder, Path, Position, bare, children
from tests.hostile.values import NUMBERS, Values, is_comparison, is_one_of, needed, simplest, way_to_a_leaf

VARIABLE, OTHER = "v", "w"
MOST_LEAVES, MOST_LEVELS = 3, 3
# What of an answer is gone into; of a payload everything is.
WITHIN = ("nodes", "rows")

Variables = Mapping[str, Any]
Replace = Callable[[Path, GraphQLInputType, Any], Any]


@dataclass(frozen=True)
class Text:
    """A document and the variables that it is asked with, one set after the other. form: how its value is given."""

    place: Position
    form: str
    text: str
    asked: tuple[Variables, ...]


@dataclass(frozen=True)
class Drawing:
    """Makes one value of an input type. wanted: the paths that it must lead to; replace: what is put in its parts."""

    values: Values
    number: int
    wanted: frozenset[Path]
    replace: Replace

    def value(self, kind: GraphQLInputType, named: str, path: Path = (), compared: tuple[str, str] = ("", "eq")) -> Any:
        """The value at a path. named: what the database is asked for; compared: by which comparison, and how."""
        return self.replace(path, kind, self._plain(kind, named, path, compared))

    def _plain(self, kind: GraphQLInputType, named: str, path: Path, compared: tuple[str, str]) -> Any:
        found = bare(kind)
        if isinstance(found, GraphQLList):
            return [self.value(found.of_type, named, (*path, ITEM), compared)]
        if not isinstance(found, GraphQLInputObjectType):
            return self.values.scalar(found, named, number=self.number, compared=compared)
        return dict(self._members(found, named, path))

    def _members(self, kind: GraphQLInputObjectType, named: str, path: Path) -> Iterator[tuple[str, Any]]:
        here = {each[len(path)] for each in self.wanted if len(each) > len(path) and each[: len(path)] == path}
        names = here if is_one_of(kind) else here.union(needed(kind))
        for name in sorted(names or {simplest(kind)}):
            compared = (kind.name, name) if is_comparison(kind) else ("", "eq")
            below = named if is_comparison(kind) else f"{kind.name}.{name}"
            yield name, self.value(kind.fields[name].type, below, (*path, name), compared)
        yield from ((name, value) for name, value in self.values.guards(kind).items() if name not in names)


class Writer:
    """Writes the documents of places."""

    def __init__(self, values: Values) -> None:
        self.values = values

    def ways(self, place: Position) -> Iterator[Callable[[], Text]]:
        """Every form in which a value can be given at a place, each written when it is called for: a variable first."""
        yield from self.ways_by_variable(place)
        yield from (partial(self.literal, place, number) for number in NUMBERS[:2])

    def ways_by_variable(self, place: Position) -> Iterator[Callable[[], Text]]:
        """Every form with a variable in it: first the one at the place itself."""
        yield partial(self.own, place)
        yield from (partial(self.enclosing, place, level) for level in range(len(place.path)))
        yield from self.mixtures(place)
        yield partial(self.defaulted, place)

    def literal(self, place: Position, number: int) -> Text:
        """The value written out."""
        return Text(place, f"literal {number}", self.document(place, self._tree(place, number)), ({},))

    def own(self, place: Position) -> Text:
        """A variable at the place itself; where it may be, left out and null too."""
        asked = self._asked(place, "variable", {place.path: VARIABLE}, (0, 1, 2, 0))
        absent = () if isinstance(place.kind, GraphQLNonNull) else ({}, {VARIABLE: None})
        return Text(place, asked.form, asked.text, (*asked.asked, *absent))

    def enclosing(self, place: Position, level: int) -> Text:
        """A variable for what encloses the place, so many steps below the argument."""
        return self._asked(place, f"enclosing {level}", {place.path[:level]: VARIABLE}, (1, 2))

    def mixtures(self, place: Position) -> Iterator[Callable[[], Text]]:
        """A variable inside what is written out: beside other fields and items, and within a value that has parts."""
        mixed = partial(self._asked, place, numbers=NUMBERS)
        cuts = {place.path: VARIABLE}
        beside = self._beside(place)
        if beside is not None:
            yield partial(mixed, "beside", cuts, wanted={place.path, beside})
        if place.path[-1:] == (ITEM,):
            for form, after in (("before an item", True), ("after an item", False)):
                yield partial(self._beside_item, place, form, after=after)
        inner = (*place.path, *way_to_a_leaf(place.kind))
        if inner != place.path:
            yield partial(mixed, "inside", {inner: VARIABLE}, wanted={inner})
        if get_named_type(place.kind).name == "GeoJSON":
            yield partial(self._inside_scalar, place)

    def defaulted(self, place: Position) -> Text:
        """A variable with a default, left out and given in turn."""
        made = self._asked(place, "default", {place.path: VARIABLE}, (0, 1, 2), defaults=True)
        return Text(place, made.form, made.text, ({}, made.asked[1], {}, made.asked[2]))

    def together(self, place: Position, names: Sequence[str], *, at: Path | None = None) -> Text:
        """Several fields of the object at a place, asked together. at: where a variable stands; by itself at each."""
        leaves = [(*place.path, name) for name in names]
        cuts = {leaf: f"{VARIABLE}{number}" for number, leaf in enumerate(leaves)} if at is None else {at: VARIABLE}
        return self._asked(place, "together", cuts, NUMBERS, wanted=leaves)

    def _asked(
        self,
        place: Position,
        form: str,
        cuts: Mapping[Path, str],
        numbers: Sequence[int],
        *,
        wanted: Iterable[Path] | None = None,
        replace: Replace = lambda path, kind, value: value,
        defaults: bool = False,
    ) -> Text:
        kinds: dict[str, str] = {}
        asked: list[Variables] = []
        for number in (0, *numbers):
            variables: dict[str, Any] = {}

            def put(path: Path, kind: GraphQLInputType, value: Any, into: dict[str, Any] = variables) -> Any:
                name = cuts.get(path)
                if name is None:
                    return replace(path, kind, value)
                into[name] = as_json(value)
                kinds.setdefault(name, f"{kind} = {literal(value)}" if defaults else str(kind))
                return Word(f"${name}")

            tree = self._tree(place, number, wanted=wanted, replace=put)
            if not asked:
                text = self.document(place, tree, kinds)
            asked.append(variables)
        return Text(place, form, text, tuple(asked[1:]))

    def _tree(
        self,
        place: Position,
        number: int,
        *,
        wanted: Iterable[Path] | None = None,
        replace: Replace = lambda path, kind, value: value,
    ) -> Any:
        """The value of the whole argument."""
        drawing = Drawing(self.values, number, frozenset((place.path,) if wanted is None else wanted), replace)
        return drawing.value(place.kinds[0], f"{place.holder.route[-1][0]}.{place.argument}")

    def _beside_item(self, place: Position, form: str, *, after: bool) -> Text:
        """A variable as an item, before or after one that is written out."""
        written = _reached(self._tree(place, 0), place.path)
        return self._asked(
            place, form, {place.path: VARIABLE}, NUMBERS, replace=_with_item(place, written, after=after)
        )

    def _beside(self, place: Position) -> Path | None:
        """Another field of the object that the place is a field of: a scalar, or what compares one."""
        around = bare(place.kinds[-2]) if place.path else None
        if not isinstance(around, GraphQLInputObjectType) or is_one_of(around):
            return None
        simple = [
            name
            for name, kind in children(around).items()
            if name not in (place.path[-1], *needed(around), *self.values.guards(around))
            and (is_leaf_type(get_named_type(kind)) or is_comparison(kind))
        ]
        return (*place.path[:-1], simple[0]) if simple else None

    def _inside_scalar(self, place: Position) -> Text:
        """A number within a geometry that is written out."""

        def replace(path: Path, kind: GraphQLInputType, value: Any) -> Any:
            return _west_of(value, Word(f"${OTHER}")) if path == place.path else value

        text = self.document(place, self._tree(place, 0, replace=replace), {OTHER: "Float!"})
        wests = [
            self.values.scalar(get_named_type(place.kind), "within", number=n)["coordinates"][0][0][0] for n in NUMBERS
        ]
        return Text(place, "inside a scalar", text, tuple({OTHER: west - 0.01} for west in wests))

    def document(self, place: Position, tree: Any, kinds: Mapping[str, str] | None = None) -> str:
        """An operation that gives an argument. kinds: the types of its variables, with their defaults."""
        holder, given = place.holder, {place.argument: literal(tree)}
        declared = ", ".join(f"${name}: {kind}" for name, kind in (kinds or {}).items())
        head = f"{holder.operation.value} ({declared})" if declared else holder.operation.value
        inner, rest = _shown(holder.route[-1][1].type), ""
        for level in reversed(range(len(holder.route))):
            name, declared_field = holder.route[level]
            last = level == len(holder.route) - 1 and holder.directive is None
            called = self.called(name, declared_field, given if last else {})
            if holder.directive is None or holder.level != level:
                inner = f"{{ {called} {inner} }}"
            else:
                flag = f"@{holder.directive.name}({place.argument}: {given[place.argument]})"
                inner, rest = _flagged(holder, called, flag, inner)
        return f"{head} {inner}{rest}"

    def called(self, name: str, declared: GraphQLField, given: Mapping[str, str]) -> str:
        """A field with what it is given, and with whatever else it must be."""
        arguments = dict(given)
        for argument, each in declared.args.items():
            kind = get_named_type(each.type)
            guarded = isinstance(kind, GraphQLInputObjectType) and bool(self.values.guards(kind))
            must = isinstance(each.type, GraphQLNonNull) and each.default_value is Undefined
            if argument not in given and (must or guarded):
                drawing = Drawing(self.values, 0, frozenset(), lambda path, kind, value: value)
                arguments[argument] = literal(drawing.value(each.type, f"{name}.{argument}"))
        listed = ", ".join(f"{argument}: {value}" for argument, value in arguments.items())
        return f"{name}({listed})" if listed else name


def _flagged(holder: Holder, called: str, flag: str, inner: str) -> tuple[str, str]:
    """A field with a flag in the way of its holder, in braces; and the fragment that it needs."""
    beside = "__typename " if holder.level else ""
    match holder.location:
        case DirectiveLocation.FIELD:
            return f"{{ {beside}{called} {flag} {inner} }}", ""
        case DirectiveLocation.INLINE_FRAGMENT:
            return f"{{ {beside}... {flag} {{ {called} {inner} }} }}", ""
    return f"{{ {beside}...Flagged {flag} }}", f" fragment Flagged on {holder.above.name} {{ {called} {inner} }}"


def _shown(declared: GraphQLOutputType, levels: int = MOST_LEVELS) -> str:
    """What is asked of a field's value: a few scalars, of a page its rows, of a payload all that it has."""
    kind = get_named_type(declared)
    if not isinstance(kind, (GraphQLObjectType, GraphQLInterfaceType)):
        return ""
    plain = {name: each for name, each in kind.fields.items() if not each.args}
    leaves = [name for name, each in plain.items() if is_leaf_type(get_named_type(each.type)) and name != "totalCount"]
    deep = [name for name in plain if name not in leaves]
    below = [name for name in deep if name in WITHIN or kind.name.endswith("Payload")]
    parts = [f"{name} {_shown(plain[name].type, levels - 1)}" for name in below] if levels else []
    return f"{{ {' '.join([*leaves[:MOST_LEAVES], *parts]) or '__typename'} }}"


def _with_item(place: Position, written: Any, *, after: bool) -> Replace:
    """Puts what is written out as an item beside the variable, in the list that the place is an item of."""

    def replace(path: Path, kind: GraphQLInputType, value: Any) -> Any:
        if path != place.path[:-1]:
            return value
        return [*value, written] if after else [written, *value]

    return replace


def _reached(tree: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        tree = tree[0 if step == ITEM else step]
    return tree


def _west_of(value: Any, word: Word) -> Any:
    """A square with a word in the place of its western edge."""
    west = value["coordinates"][0][0][0]
    corners = [[word if number == west else number for number in corner] for corner in value["coordinates"][0]]
    return {**value, "coordinates": [corners]}
