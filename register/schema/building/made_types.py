"""How types are named and listed while the schema is built."""

from collections.abc import Mapping
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


def constant(name: str) -> str:
    """The name of a field as an enum names it."""
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name)


def object_type(name: str, module: str, declared: Mapping[str, tuple[MadeType, str]], *, about: str) -> MadeType:
    """A type of the schema that is made of a declaration. declared: the type and the meaning of each field."""
    body: dict[str, object] = {
        "__module__": module,
        "__annotations__": {key: kind for key, (kind, _) in declared.items()},
    }
    body |= {key: strawberry.field(description=text) for key, (_, text) in declared.items()}
    return strawberry.type(type(name, (), body), description=about)
