"""How types are named and listed while the schema is built."""

from typing import Annotated

import strawberry

from register.open_types import MadeType


def listed(kind: MadeType) -> MadeType:
    """The type of a list of a type that was made while the schema is built."""
    return list[kind]


def lazily(name: str, module: str) -> MadeType:
    """A type that is named before it is made, as the types of a cycle are."""
    return Annotated[name, strawberry.lazy(module)]


def short_name(entity: str) -> str:
    """What an entity's inputs and connection are named after: a log is named, not its entries."""
    return entity.removesuffix("Entry")
