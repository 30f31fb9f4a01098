"""Scalars of the schema."""

from datetime import UTC, datetime
from typing import NewType

import strawberry
from graphql import value_from_ast_untyped

from register.open_types import MadeType

Urn = NewType("Urn", str)
GeoJSON = NewType("GeoJSON", object)


def read_instant(value: object) -> datetime:
    """An instant in UTC. Raises: ValueError if it has no offset, or falls outside the years 1 to 9999 in UTC."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("no offset")
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
    datetime: strawberry.scalar(
        name="DateTime",
        description="A time in RFC 3339 format, with its offset, such as 2026-03-01T09:30:00Z.",
        serialize=lambda value: value.isoformat(),
        parse_value=read_instant,
    ),
    GeoJSON: strawberry.scalar(
        name="GeoJSON",
        description="A GeoJSON geometry (RFC 7946) in WGS 84: longitude before latitude, without a crs member.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
        parse_literal=value_from_ast_untyped,
    ),
}
