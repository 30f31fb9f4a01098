"""JSON text written by PostgreSQL: how each kind of value stands in an answer.

A row becomes text where it is read, so that no value is decoded, copied and encoded again on its way out.
Every text passes through to_json, which escapes control characters; so MARK can never be part of a value.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from register.catalogue import Kind

MARK = "\x01"
NULL = "null"

Text = sa.ColumnElement[str]
Term = Text | str


def constant(text: str) -> Text:
    """A fixed text, standing in the statement itself; the dialect quotes it."""
    return sa.literal(text, sa.Text, literal_execute=True)


def join(terms: Iterable[Term]) -> Text:
    """One text of many terms; fixed neighbours are made one."""
    merged: list[Term] = []
    for term in terms:
        if isinstance(term, str) and merged and isinstance(merged[-1], str):
            merged[-1] += term
        elif term != "" or not isinstance(term, str):
            merged.append(term)
    made = [constant(term) if isinstance(term, str) else term for term in merged]
    return made[0] if len(made) == 1 else sa.func.concat(*made, type_=sa.Text)


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


def value_of(kind: Kind, stored: sa.ColumnElement[Any]) -> Text:
    """A stored value as JSON; nothing becomes null."""
    match kind:
        case Kind.TEXT:
            written: Text = sa.cast(sa.func.to_json(stored), sa.Text)
        case Kind.CODE:
            # Codes are ASCII by constraint: the C collation upper-cases them at a fraction of the cost.
            written = _between_quotes(sa.func.upper(sa.collate(stored, "C")))
        case Kind.CODES:
            written = sa.func.upper(sa.collate(sa.cast(sa.func.to_json(stored), sa.Text), "C"))
        case Kind.INTEGER | Kind.NUMBER | Kind.BOOLEAN:
            written = sa.cast(stored, sa.Text)
        case Kind.BIG | Kind.DAY | Kind.KEY:
            written = _between_quotes(sa.cast(stored, sa.Text))
        case Kind.TEXTS | Kind.INSTANT:
            written = sa.cast(sa.func.to_json(stored), sa.Text)
        case Kind.GEOJSON:
            written = stored
    return sa.func.coalesce(written, constant(NULL))


def slot(number: int) -> str:
    """The place in a row's text where the answer of a relation goes."""
    return f"{MARK}{number}{MARK}"


def _between_quotes(text: sa.ColumnElement[Any]) -> Text:
    return sa.cast(constant('"') + sa.cast(text, sa.Text) + constant('"'), sa.Text)
