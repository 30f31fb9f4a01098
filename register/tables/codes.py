"""Columns that hold a code of a closed list: the list is a domain of the database, over text."""

import re
from collections.abc import Iterable
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from register.open_types import TableColumn

SCHEMA = "register"


# Decision: codes-as-domains
class Code(sa.Text):
    """A code of a closed list: a text to queries; to the database, the domain that holds the list."""

    def __init__(self, values: type[StrEnum]) -> None:
        """values: the list."""
        super().__init__()
        self.values = values

    @property
    def domain(self) -> str:
        """The name of the list's domain: of its own, for a table's name is a type's name too."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", self.values.__name__).lower() + "_code"


@compiles(Code)
def _in_ddl(kind: Code, *_: object, **__: object) -> str:
    return f"{SCHEMA}.{kind.domain}"


def code(
    name: str,
    values: type[StrEnum],
    *,
    nullable: bool = True,
    default: StrEnum | None = None,
    primary_key: bool = False,
) -> TableColumn:
    """A column that holds one code of a closed list."""
    return sa.Column(
        name,
        Code(values),
        nullable=nullable and not primary_key,
        server_default=default,
        primary_key=primary_key,
        info={"codes": values},
    )


def any_of(values: Iterable[StrEnum]) -> str:
    """Codes as SQL lists them, between the brackets of in (...)."""
    return ", ".join(f"'{value}'" for value in values)
