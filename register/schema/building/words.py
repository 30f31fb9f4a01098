"""The closed lists and scalars of the schema, and how a field borrows its arguments."""

import inspect
from datetime import date, datetime
from typing import Annotated, NewType

import strawberry
from graphql import value_from_ast_untyped

from register import vocabulary
from register.catalogue import Argument
from register.errors import Internal
from register.open_types import MadeType, Resolver
from register.schema.building.enums import enum_of
from register.vocabulary import ClosedList

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


Agency = enum_of(vocabulary.Agency)
AreaKind = enum_of(vocabulary.AreaKind)
HomeKind = enum_of(vocabulary.HomeKind)
Sector = enum_of(vocabulary.Sector)
RegistrationStatus = enum_of(vocabulary.RegistrationStatus)
CancellationWay = enum_of(vocabulary.CancellationWay)
OperationalStatus = enum_of(vocabulary.OperationalStatus)
SexAdmitted = enum_of(vocabulary.SexAdmitted)
Need = enum_of(vocabulary.Need)
LegalForm = enum_of(vocabulary.LegalForm)
LocationPrecision = enum_of(vocabulary.LocationPrecision)
PersonRole = enum_of(vocabulary.PersonRole)
InspectionKind = enum_of(vocabulary.InspectionKind)
Judgement = enum_of(vocabulary.Judgement)
ConditionKind = enum_of(vocabulary.ConditionKind)
ConditionChange = enum_of(vocabulary.ConditionChange)
NoticeKind = enum_of(vocabulary.NoticeKind)
ChangeKind = enum_of(vocabulary.ChangeKind)
ChangeOperation = enum_of(vocabulary.ChangeOperation)
LiveGrantKind = enum_of(vocabulary.LiveGrantKind)
Explained = enum_of(vocabulary.Explained)
WithheldReason = enum_of(vocabulary.WithheldReason)


class Direction(ClosedList):
    """Which way an order runs."""

    ASC = "ASC", "Ascending: A to Z, smallest or earliest first; rows without a value come last."
    DESC = "DESC", "Descending: Z to A, largest or latest first; rows without a value come first."


OrderDirection = enum_of(Direction, name="OrderDirection")


@strawberry.type(description="A field you asked for that is not shown on this row. Withheld does not mean empty.")
class Withheld:
    """A field you asked for that is not shown on this row."""

    field: str = strawberry.field(description="The field's name in this schema, even if your query used an alias.")
    reason: vocabulary.WithheldReason = strawberry.field(description="Why the field is not shown.")


def takes(**arguments: Argument) -> Resolver:
    """A resolver that lends a field its arguments. It never runs: a plan answers the whole operation."""

    def resolver() -> object:
        raise Internal("This field is answered by a plan.")

    annotations = {
        name: Annotated[given.kind, strawberry.argument(description=given.about)] for name, given in arguments.items()
    }
    resolver.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=arguments[name].default, annotation=annotation
            )
            for name, annotation in annotations.items()
        ]
    )
    resolver.__annotations__ = annotations
    return resolver


def first(default: int = 100) -> Argument:
    """The argument that says how many rows a page holds."""
    return Argument(int | None, "The most rows to return: 1 to 1,000.", default)


INPUTS = "register.schema.building.inputs"


def listed(kind: MadeType) -> MadeType:
    """The type of a list of a type that was made while the schema is built."""
    return list[kind]


def lazily(name: str, module: str) -> MadeType:
    """A type that is named before it is made, as the types of a cycle are."""
    return Annotated[name, strawberry.lazy(module)]


def short_name(entity: str) -> str:
    """What an entity's inputs and connection are named after: a log is named, not its entries."""
    return entity.removesuffix("Entry")


def filter_of(entity: str) -> Argument:
    """The argument that filters the rows of an entity; its type is derived from the catalogue."""
    kind = lazily(f"{short_name(entity)}Filter", INPUTS)
    return Argument(
        kind | None, "Returns only matching rows. You cannot filter on a field that you may not read anywhere."
    )


def order_by(entity: str) -> Argument:
    """The argument that orders the rows of an entity; its type is derived from the catalogue."""
    kind = lazily(f"{short_name(entity)}Order", INPUTS)
    return Argument(
        listed(kind) | None, "The order of the rows: by the first field, then by the next among equal rows."
    )


AFTER = Argument(str | None, "The endCursor of the previous page. Send it with the same filter, order and area.")
AS_OF = Argument(datetime | None, "Shows what the register held at this time (record time). RFC 3339, with an offset.")
VALID_ON = Argument(date | None, "Shows what was true in the real world on this date.")
