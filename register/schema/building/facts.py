"""Fields of an input that write facts of an entity.

A fact's meaning, type and length are declared with the fact. The input adds whether it is required, and its own
description if it means something else.
"""

import strawberry

from register.catalogue import CATALOGUE, Argument
from register.open_types import Value


def fact(
    entity: type,
    name: str,
    about: str | None = None,
    *,
    required: bool = False,
    default: Value = strawberry.UNSET,
) -> Argument:
    """The field of an input that writes one fact of an entity.

    about: what it means, if that is not what the fact means. A default makes it a field that is never null.
    """
    column = CATALOGUE[entity.__name__].fact(name)
    kind = column.type if required or default is not strawberry.UNSET else column.type | None
    return Argument(kind, about or column.about, default, column.stored.info.get("longest"), column)


def facts(entity: type, *names: str, required: bool = False) -> dict[str, Argument]:
    """The fields for several facts whose names and meanings are the entity's own."""
    return {name: fact(entity, name, required=required) for name in names}
