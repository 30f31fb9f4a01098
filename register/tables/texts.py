"""Text columns of limited length. The limit is said once: for the constraint, the rules and the inputs of commands."""

import sqlalchemy as sa

from register.open_types import TableColumn, Value
from register.tables.declare import text_fits


def text(name: str, longest: int, **more: Value) -> tuple[TableColumn, sa.CheckConstraint]:
    """A text column and the constraint that keeps it to its longest, in characters. more: as of any column."""
    return sa.Column(name, sa.Text, info={"longest": longest}, **more), text_fits(name, longest)


def longest_of(column: TableColumn) -> int:
    """The most characters that a text column holds."""
    longest: int = column.info["longest"]
    return longest
