"""Scalars of the schema."""

import re
from datetime import UTC, date, datetime
from typing import NewType

import strawberry
from graphql import value_from_ast_untyped

from register.open_types import MadeType

Urn = NewType("Urn", str)
GeoJSON = NewType("GeoJSON", object)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Seconds may be left out; no form of ISO 8601 beside that of RFC 3339 is taken.
INSTANT = re.compile(DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})", re.I)


def read_day(value: object) -> date:
    """A day, written with all its digits and both hyphens. Raises: ValueError."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("not a day")
    return date.fromisoformat(value)


def read_instant(value: object) -> datetime:
    """An instant in UTC, written as RFC 3339 has it, with an offset.

    Raises: ValueError, also if it falls outside the years 1 to 9999 in UTC.
    """
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        raise ValueError("not an instant with its offset")
    found = datetime.fromisoformat(value.upper())
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise ValueError("out of range") from None


SCALARS: dict[object, MadeType] = {
    Urn: strawberry.scalar(
        name="Urn",
        description="Ofsted's unique reference number (URN) for a home: SC and six digits, or seven digits.",
        serialize=str,
        parse_value=str,
    ),
    date: strawberry.scalar(
        name="Date",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        description="A day in RFC 3339 format, such as 2026-03-31.",
        serialize=lambda value: value.isoformat(),
        parse_value=read_day,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        description="A time in RFC 3339 format, with its offset, such as 2026-03-01T09:30:00Z.",
        serialize=lambda value: value.isoformat(),
        parse_value=read_instant,
    ),
    GeoJSON: strawberry.scalar(
        name="GeoJSON",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc7946",
        description="A GeoJSON geometry (RFC 7946) in WGS 84: longitude before latitude, without a crs member.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
        parse_literal=value_from_ast_untyped,
    ),
}
