"""Rows that the database refuses: which constraint does, told by its name."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError


def refused_by(connection: sa.Connection, table: sa.Table, **row: object) -> str | None:
    """The name of the constraint that refuses a row; nothing where the row is taken."""
    try:
        with connection.begin_nested():
            connection.execute(table.insert().values(**row))
    except IntegrityError as refusal:
        return refusal.orig.diag.constraint_name or f"{refusal.orig.diag.column_name} is empty"
    return None
