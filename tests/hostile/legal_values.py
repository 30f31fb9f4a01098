"""Other values that a stored column could hold, proposed by its type, its list or its form.

What a constraint means is not worked out here: a proposal is tried, and the next is taken where the database refuses.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice, product
from re import _constants as parts
from re import _parser as parser
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

import sqlalchemy as sa
from geoalchemy2 import Geometry
from sqlalchemy.dialects.postgresql import JSONB

Row = Mapping[str, Any]

# The name of a table, or of what a row is about, cannot be made up.
BORROWED = frozenset({"entry.entity", "entry.subject_kind"})
FORM = re.compile(r"(\w+) ~ '([^']+)'")
ALPHABETS = (digits, ascii_uppercase, ascii_lowercase)
A_DAY, AN_INSTANT = date(2024, 6, 15), datetime(2024, 6, 15, 12, tzinfo=UTC)
SQUARE = "MULTIPOLYGON(((395000 394000,396000 394000,396000 395000,395000 395000,395000 394000)))"
POINT = "POINT(395500 394500)"
MOST, REPEATS = 12, 8


def legal_values(connection: sa.Connection, column: sa.Column[Any], row: Row) -> Iterator[Any]:
    """Other values for a column of a row, the likeliest first. Nothing comes last, where the column may be empty."""
    held = row.get(column.name)
    proposed = chain(_referenced(connection, column) or _of_type(connection, column, row), [None])
    yield from (value for value in islice(proposed, MOST) if value is None or not _same(value, held))


def form_of(column: sa.Column[Any]) -> str | None:
    """The regular expression that a constraint of the table holds the column to, where one does."""
    checks = [each for each in column.table.constraints if isinstance(each, sa.CheckConstraint)]
    forms = {name: form for check in checks for name, form in FORM.findall(str(check.sqltext))}
    return forms.get(column.name)


def texts_of(form: str) -> Iterator[str]:
    """Texts of a form, each once, the plainest first and those after it one character further on."""
    pools = [_pool(character) for character in _plainest(parser.parse(form))]
    yield from (text for text in map("".join, product(*pools)) if re.search(form, text))


def _plainest(pattern: Any) -> str:
    """The first text of a regular expression: of every choice the first, of what may be repeated enough to be known."""
    return "".join(_plainest_part(kind, given) for kind, given in pattern)


def _plainest_part(kind: Any, given: Any) -> str:
    match kind:
        case parts.LITERAL:
            return chr(given)
        case parts.IN:
            ((_, first), *_) = given
            return chr(first if isinstance(first, int) else first[0])
        case parts.MAX_REPEAT:
            least, most, repeated = given
            return _plainest(repeated) * min(int(most), max(least, REPEATS))
        case parts.SUBPATTERN:
            return _plainest(given[-1])
        case parts.BRANCH:
            return _plainest(given[1][0])
        case parts.AT:
            return ""
    raise ValueError(f"No text is known of {kind}.")


def _pool(character: str) -> str:
    for alphabet in ALPHABETS:
        if character in alphabet:
            return character + alphabet.replace(character, "")
    return character


def _same(value: Any, held: Any) -> bool:
    return not isinstance(value, sa.ColumnElement) and bool(value == held)


def _referenced(connection: sa.Connection, column: sa.Column[Any]) -> list[Any]:
    """The keys that a reference to another table could hold."""
    for key in column.foreign_keys:
        return list(connection.scalars(sa.select(key.column).order_by(sa.text("ctid")).limit(MOST - 1)))
    return []


def _of_type(connection: sa.Connection, column: sa.Column[Any], row: Row) -> Iterator[Any]:
    codes = column.info.get("codes")
    if f"{column.table.name}.{column.name}" in BORROWED:
        held = row.get(column.name) or ""
        names = connection.scalars(sa.select(column).where(column.is_not(None)).distinct()).all()
        return iter(sorted(names, key=lambda name: (name <= held, name)))
    if codes:
        listed = [code.value for code in codes]
        return iter([[code] for code in listed] if isinstance(column.type, sa.ARRAY) else listed)
    return next(propose for family, propose in FAMILIES if isinstance(column.type, family))(column, row)


def _lists(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    items: Any = column.type
    one = next(propose for family, propose in FAMILIES if isinstance(items.item_type, family))
    bare = sa.Column(column.name, items.item_type)
    sa.Table(column.table.name, sa.MetaData(), bare)
    return ([value] for value in one(bare, {}))


def _places(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    kind: Any = column.type
    if row.get(column.name) is not None:
        yield sa.func.st_translate(column, 1_000, 0)
        yield sa.func.st_translate(column, -500, -500)
    yield sa.func.st_geomfromtext(POINT if kind.geometry_type == "POINT" else SQUARE, kind.srid)


def _keys(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    return (uuid.uuid5(uuid.NAMESPACE_OID, f"{column} {number}") for number in range(MOST))


def _bytes(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    held = row.get(column.name)
    for number in range(1, MOST):
        yield bytes([number, *bytes(held)[1:]]) if held else bytes([number]) * 32


def _numbers(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    held = row.get(column.name)
    yield from ([] if held is None else [held + 1, held - 1])
    yield from (7, 17, 1, 2, 1_000_007)


def _fractions(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    held = row.get(column.name)
    yield from ([] if held is None else [held + 0.015625, held - 0.015625])
    yield from (1.5, 53.5, 395_500.5)


def _days(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    """Days beside the one that is held, then beside the other days of the row."""
    others = [value for value in row.values() if type(value) is date]
    for day in (*filter(None, [row.get(column.name)]), *others, A_DAY):
        yield from (day + timedelta(days=1), day - timedelta(days=1), day)


def _instants(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    others = [value for value in row.values() if isinstance(value, datetime)]
    for instant in (*filter(None, [row.get(column.name)]), *others, AN_INSTANT):
        yield from (instant + timedelta(seconds=61), instant - timedelta(seconds=61))


def _texts(column: sa.Column[Any], row: Row) -> Iterator[Any]:
    form, named = form_of(column), f"Zed {column.name}"
    if column.info.get("longest", MOST + len(named)) < len(named) + 3:
        named = "Z"
    return texts_of(form) if form else (f"{named} {number}" for number in range(MOST))


Propose = Callable[[sa.Column[Any], Row], Iterator[Any]]

# The first family that fits decides, so the narrower stands before the wider.
FAMILIES: tuple[tuple[type, Propose], ...] = (
    (sa.ARRAY, _lists),
    (Geometry, _places),
    (sa.Uuid, _keys),
    (sa.LargeBinary, _bytes),
    (JSONB, lambda column, row: iter(({"zed": 1}, {"zed": 2}, [1], [2]))),
    (sa.Boolean, lambda column, row: iter((True, False))),
    (sa.Integer, _numbers),
    (sa.Float, _fractions),
    (sa.DateTime, _instants),
    (sa.Date, _days),
    (sa.Text, _texts),
    (sa.String, _texts),
)
