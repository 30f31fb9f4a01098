"""Arguments of fields, and how a field borrows them."""

import inspect
from datetime import date, datetime
from typing import Annotated

import strawberry

from register.catalogue import Argument
from register.errors import Internal
from register.open_types import Resolver
from register.schema.building.made_types import lazily, listed, short_name
from register.vocabulary import StatusChoice


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
STATUS = Argument(
    StatusChoice,
    "Which homes to list, by registration status. A filter on registrationStatus takes precedence; with validOn, you "
    "get the homes that were registered on that date. A duplicate that was merged is never listed.",
    StatusChoice.CURRENT,
)
AS_OF = Argument(
    datetime | None,
    "Shows what the register held at this time (record time). RFC 3339, with an offset; not in the future.",
)
VALID_ON = Argument(
    date | None,
    "Shows what was true in the real world on this date: status, places, names, people, conditions, notices and "
    "areas of that day, and the inspections that had begun by then. A correction is not a change. It must not be in "
    "the future.",
)
