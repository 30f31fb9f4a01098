"""Filters written as CQL2 text, read into the same tree that CQL2 JSON is.

Source: OGC 21-065r2, Common Query Language (CQL2), section 8.3. Only what this door offers is read.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from register.errors import BadInput
from register.open_types import Value

LONGEST_TEXT: Final = 2_048
DEEPEST_BRACKETS: Final = 32
HINT: Final = "For example: places > 3 AND sector = 'PRIVATE'. The page of queryables lists the properties."
UNREADABLE: Final = "The filter cannot be read as CQL2."
TOO_LONG: Final = f"A filter can have at most {LONGEST_TEXT:,} characters."
TOO_DEEP: Final = f"A filter can have at most {DEEPEST_BRACKETS} brackets within each other."
NO_FUNCTION: Final = "The filter has a function that is not offered."
FUNCTIONS_HINT: Final = "S_INTERSECTS, CASEI, DATE and TIMESTAMP are offered."

_TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?) |
    (?P<text>'(?:[^']|'')*') |
    (?P<name>[^\W\d][\w.]*) |
    (?P<quoted>"[^"]+") |
    (?P<sign><>|<=|>=|[=<>(),])
    )""",
    re.VERBOSE,
)
_COMPARISONS: Final = ("=", "<>", "<", "<=", ">", ">=")
_END: Final = ("end", "")

Tree = Value


def check_size(text: str, *, opening: str, closing: str, quote: str) -> None:
    """Refuse what is too long or too deep to be read, before it is read. Raises: BadInput."""
    if len(text) > LONGEST_TEXT:
        raise BadInput(TOO_LONG, hint="Send fewer conditions, or a shape with fewer corners.")
    depth, is_quoted = 0, False
    for letter in text:
        if letter == quote:
            is_quoted = not is_quoted
        elif not is_quoted:
            depth += (letter in opening) - (letter in closing)
            if depth > DEEPEST_BRACKETS:
                raise BadInput(TOO_DEEP, hint="Leave out brackets that are not needed.")


def read_text(text: str) -> Tree:
    """The tree of a filter, as CQL2 JSON has it. Raises: BadInput."""
    check_size(text, opening="(", closing=")", quote="'")
    reader = _Reader(_tokens(text))
    tree = reader.either()
    reader.expect_end()
    return tree


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        token = _TOKEN.match(text, at)
        if token is None or token.lastgroup is None:
            raise unreadable()
        found.append((token.lastgroup, token[token.lastgroup]))
        at = token.end()
    return [*found, _END]


def unreadable() -> BadInput:
    """The refusal of a text that is no filter. It repeats nothing of the text."""
    return BadInput(UNREADABLE, hint=HINT)


@dataclass
class _Tokens:
    """Takes one token after the other, and never one twice: reading takes as long as the text is."""

    tokens: list[tuple[str, str]]
    at: int = 0

    @property
    def next(self) -> tuple[str, str]:
        return self.tokens[self.at]

    def take(self) -> tuple[str, str]:
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def took(self, *words: str) -> bool:
        """True if the next token is one of these words or signs; it is then taken."""
        kind, written = self.next
        found = kind in ("name", "sign") and written.upper() in words
        if found:
            self.take()
        return found

    def expect(self, word: str) -> None:
        if not self.took(word):
            raise unreadable()

    def expect_end(self) -> None:
        if self.next != _END:
            raise unreadable()

    def calls(self, name: str) -> bool:
        """True if this function or shape begins here; its opening bracket is then taken."""
        kind, written = self.next
        found = kind == "name" and written.upper() == name and self.tokens[self.at + 1] == ("sign", "(")
        if found:
            self.at += 2
        return found

    def listed(self, read: Callable[[], Tree]) -> list[Tree]:
        """One thing or several with commas between, up to the closing bracket."""
        found = [read()]
        while self.took(","):
            found.append(read())
        self.expect(")")
        return found


class _Reader(_Tokens):
    """Reads what the tokens say."""

    def either(self) -> Tree:
        return self._joined("OR", lambda: self._joined("AND", self.negated))

    def _joined(self, word: str, part: Callable[[], Tree]) -> Tree:
        parts = [part()]
        while self.took(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else {"op": word.lower(), "args": parts}

    def negated(self) -> Tree:
        times = 0
        while self.took("NOT"):
            times += 1
        tree = self.condition()
        # Unknown stays unknown, so that what is negated twice is as it was.
        return {"op": "not", "args": [tree]} if times % 2 else tree

    def condition(self) -> Tree:
        if self.took("("):
            tree = self.either()
            self.expect(")")
            return tree
        if self.took("TRUE"):
            return True
        if self.took("FALSE"):
            return False
        if self.calls("S_INTERSECTS"):
            shapes = self.listed(self.shape)
            return {"op": "s_intersects", "args": shapes}
        return self._compared(self.scalar())

    def _compared(self, left: Tree) -> Tree:
        if self.took("IS"):
            is_not = self.took("NOT")
            self.expect("NULL")
            return _negated({"op": "isNull", "args": [left]}, is_not)
        if self.next[1] in _COMPARISONS and self.next[0] == "sign":
            sign = self.take()[1]
            return {"op": sign, "args": [left, self.scalar()]}
        is_not = self.took("NOT")
        if self.took("LIKE"):
            return _negated({"op": "like", "args": [left, self.scalar()]}, is_not)
        if self.took("BETWEEN"):
            least = self.scalar()
            self.expect("AND")
            return _negated({"op": "between", "args": [left, least, self.scalar()]}, is_not)
        if self.took("IN"):
            self.expect("(")
            return _negated({"op": "in", "args": [left, self.listed(self.scalar)]}, is_not)
        if is_not:
            raise unreadable()
        return left

    def scalar(self) -> Tree:
        for name, made in _MADE.items():
            if self.calls(name):
                (inner,) = self._exactly(1, self.scalar)
                return made(inner)
        kind, written = self.take()
        match kind:
            case "number":
                return _number(written)
            case "text":
                return written[1:-1].replace("''", "'")
            case "quoted":
                return {"property": written[1:-1]}
            case "name" if written.upper() in ("TRUE", "FALSE"):
                return written.upper() == "TRUE"
            case "name" if self.next == ("sign", "("):
                raise BadInput(NO_FUNCTION, hint=FUNCTIONS_HINT)
            case "name":
                return {"property": written}
        raise unreadable()

    def shape(self) -> Tree:
        if self.calls("BBOX"):
            return {"bbox": self.listed(self.number)}
        for name, read in (("POINT", self._point), ("POLYGON", self._polygon), ("MULTIPOLYGON", self._polygons)):
            if self.calls(name):
                return {"type": _GEOJSON[name], "coordinates": read()}
        return self.scalar()

    def _point(self) -> Tree:
        position = self._position()
        self.expect(")")
        return position

    def _polygon(self) -> Tree:
        return self.listed(self._ring)

    def _polygons(self) -> Tree:
        return self.listed(lambda: self._opened(self._polygon))

    def _ring(self) -> Tree:
        return self._opened(lambda: self.listed(self._position))

    def _opened(self, read: Callable[[], Tree]) -> Tree:
        self.expect("(")
        return read()

    def _position(self) -> Tree:
        return [self.number(), self.number()]

    def number(self) -> float:
        kind, written = self.take()
        if kind != "number":
            raise unreadable()
        return _number(written)

    def _exactly(self, count: int, read: Callable[[], Tree]) -> list[Tree]:
        found = self.listed(read)
        if len(found) != count:
            raise unreadable()
        return found


_GEOJSON: Final = {"POINT": "Point", "POLYGON": "Polygon", "MULTIPOLYGON": "MultiPolygon"}
_MADE: Final[Mapping[str, Callable[[Tree], Tree]]] = {
    "CASEI": lambda inner: {"op": "casei", "args": [inner]},
    "DATE": lambda inner: {"date": inner},
    "TIMESTAMP": lambda inner: {"timestamp": inner},
}


def _negated(tree: Tree, is_not: bool) -> Tree:
    return {"op": "not", "args": [tree]} if is_not else tree


def _number(written: str) -> float:
    found = float(written)
    if not math.isfinite(found):
        raise unreadable()
    return int(written) if re.fullmatch(r"[+-]?\d+", written, re.ASCII) and len(written) < 20 else found
