"""JSON text written by PostgreSQL: how each kind of value is written in an answer.

A row becomes text where it is read, so that no value is decoded, copied and encoded again on its way out.
Every text passes through to_json, which escapes control characters; so MARK and ENCRYPTED can never be part of a value.
"""

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.sql.elements import Grouping

from register.catalogue import Column, Kind
from register.open_types import Expression
from register.sql.read.opaque_number import opaque
from register.tables import CHANGE_KIND_OF
from register.vocabulary import ChangeKind

MARK = "\x01"
# Stands on both sides of a text that is encrypted, in place of its quotes: it is opened once the rows are read.
ENCRYPTED = "\x02"

# The kinds that are written between quotes and never hold a character that JSON escapes.
QUOTED = frozenset({Kind.CODE, Kind.FAMILY, Kind.BIG, Kind.DAY, Kind.KEY, Kind.OPAQUE})

NULL = "null"

Text = sa.ColumnElement[str]
Term = Text | str


def constant(text: str) -> Text:
    """A fixed text, written into the statement; the dialect quotes it."""
    return sa.literal(text, sa.Text, literal_execute=True)


def join(terms: Iterable[Term]) -> Text:
    """One text of many terms, none of which is null.

    Halves are joined, and not each term to all before it: so what is long is copied a few times only.
    """
    listed = list(_merged(terms)) or [constant("")]
    # A fixed text alone has no type of its own, and an aggregate would not know what it is given.
    return sa.cast(listed[0], sa.Text) if len(listed) == 1 else _halved(listed)


def _halved(listed: Sequence[Text]) -> Text:
    if len(listed) == 1:
        return listed[0]
    middle = (len(listed) + 1) // 2
    first, second = (Grouping(_halved(half)) for half in (listed[:middle], listed[middle:]))
    return first.op("||", return_type=sa.Text())(second)


def _merged(terms: Iterable[Term]) -> Iterator[Text]:
    """The terms, fixed ones side by side as one."""
    fixed = ""
    for term in terms:
        if isinstance(term, str):
            fixed += term
            continue
        if fixed:
            yield constant(fixed)
        yield term
        fixed = ""
    if fixed:
        yield constant(fixed)


def quoted(text: str) -> str:
    """A fixed name as a JSON string. Names of GraphQL and of closed lists need no escape."""
    return f'"{text}"'


def object_of(parts: Iterable[tuple[str, Iterable[Term]]]) -> list[Term]:
    """An object of keys and values, as terms to be joined."""
    terms: list[Term] = ["{"]
    for number, (key, value) in enumerate(parts):
        terms.append(f"{',' if number else ''}{quoted(key)}:")
        terms.extend(value)
    return [*terms, "}"]


def value_of(column: Column, stored: Expression, *, given: bool) -> list[Term]:
    """A stored value as JSON, as terms to be joined; nothing becomes null. given: whether it is never nothing."""
    written = _text_of(column, stored)
    quote = '"' if column.is_plain or column.kind in QUOTED else ""
    if given and column.kind is Kind.FAMILY:
        # What is reported as no kind is shown to nobody; a text that is null would hide the whole row.
        written = sa.func.coalesce(written, constant(""))
    if given:
        return [quote, written, quote]
    if quote:
        written = sa.cast(constant(quote) + written + constant(quote), sa.Text)
    return [sa.func.coalesce(written, constant(NULL))]


def _text_of(column: Column, stored: Expression) -> Text:
    match column.kind:
        case Kind.TEXT if column.is_plain:
            return stored
        case Kind.CODE:
            # Codes are ASCII by constraint: the C collation upper-cases them at a fraction of the cost.
            return sa.cast(sa.func.upper(sa.collate(stored, "C")), sa.Text)
        case Kind.CODES:
            return sa.func.upper(sa.collate(sa.cast(sa.func.to_json(stored), sa.Text), "C"))
        case Kind.TEXT | Kind.TEXTS | Kind.FIELDS | Kind.INSTANT:
            return sa.cast(sa.func.to_json(stored), sa.Text)
        case Kind.INTEGER | Kind.NUMBER | Kind.BOOLEAN | Kind.BIG | Kind.DAY | Kind.KEY:
            return sa.cast(stored, sa.Text)
        case Kind.OPAQUE:
            return opaque(stored, column.stored.name)
        case Kind.GEOJSON:
            return stored
        case Kind.ENCRYPTED:
            return constant(ENCRYPTED) + stored + constant(ENCRYPTED)
        case Kind.FAMILY:
            named = [[t for t, found in CHANGE_KIND_OF.items() if found is kind] for kind in ChangeKind]
            told = zip(named, ChangeKind, strict=True)
            kinds = ((stored.in_(map(constant, tables)), constant(kind.name)) for tables, kind in told)
            return sa.case(*kinds)


def slot(name: str) -> str:
    """The place in a row's text where the answer of a relation goes."""
    return f"{MARK}{name}{MARK}"
