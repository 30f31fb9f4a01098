"""Scalars of the schema."""

from typing import NewType

import strawberry
from graphql import value_from_ast_untyped

from register.open_types import MadeType

Urn = NewType("Urn", str)
GeoJSON = NewType("GeoJSON", object)

SCALARS: dict[object, MadeType] = {
    Urn: strawberry.scalar(
        name="Urn",
        description="Ofsted's unique reference number (URN) for a home: SC and six digits, or seven digits.",
        serialize=str,
        parse_value=str,
    ),
    GeoJSON: strawberry.scalar(
        name="GeoJSON",
        description="A GeoJSON geometry (RFC 7946) in WGS 84: longitude before latitude, without a crs member.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
        parse_literal=value_from_ast_untyped,
    ),
}
