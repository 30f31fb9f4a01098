"""What is said once of a text column: how long it may be, how it is searched, and which form a key in it has.

For the constraint, the rules, the inputs of commands and the values of filters.
"""

from enum import Enum

import sqlalchemy as sa

from register.open_types import Expression, TableColumn, Value
from register.tables.declare import text_fits

# The function of the database that folds a text.
FOLD = "register.folded(text)"


def text(name: str, longest: int, **more: Value) -> tuple[TableColumn, sa.CheckConstraint]:
    """A text column and the constraint that keeps it to its longest, in characters. more: as of any column."""
    return sa.Column(name, sa.Text, info={"longest": longest}, **more), text_fits(name, longest)


def spelt(name: str, longest: int, **more: Value) -> tuple[TableColumn, sa.CheckConstraint]:
    """A text that people spell in several ways, such as a name: it is searched as folded, unless exactly is asked."""
    column, fits = text(name, longest, **more)
    column.info["folded"] = True
    return column, fits


def is_folded(column: TableColumn) -> bool:
    """True if a column is searched whatever the case and the accents of what it holds."""
    return bool(column.info.get("folded"))


def folded(value: Expression) -> Expression:
    """A text without case and accents. The database folds what it holds and what is searched for by one function."""
    return sa.func.register.folded(value, type_=sa.Text())


class KeyForm(Enum):
    """The form of a key that people write in several ways and the register stores in one."""

    URN = "urn"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    UPRN = "uprn"
    ONS_CODE = "ons_code"


def written_as(form: KeyForm, *, plain: bool = True) -> dict[str, object]:
    """What is noted of a column that holds such a key. plain: whether JSON escapes no character of it."""
    return {"form": form, "plain": plain}


def form_of(column: TableColumn) -> KeyForm | None:
    """The form of the key that a column holds; None if it holds none."""
    form: KeyForm | None = column.info.get("form")
    return form


def longest_of(column: TableColumn) -> int:
    """The most characters that a text column holds."""
    longest: int = column.info["longest"]
    return longest
