"""How invented rows reach the database: signed, and by COPY."""

from collections.abc import Iterable

import sqlalchemy as sa
from psycopg import sql

from register.database.connections import psycopg_below
from register.demo.batch import Batch
from register.demo.subjects.providers import SOURCE
from register.tables import SCHEMA
from register.vocabulary import Agency

LOADED = "The demonstration is loaded"


def sign(connection: sa.Connection, reason: str) -> None:
    """Say to the entry log who writes in this transaction, and why."""
    said = {"register.subject": SOURCE, "register.agency": Agency.OFSTED, "register.reason": reason}
    for name, value in said.items():
        connection.execute(sa.select(sa.func.set_config(name, str(value), True)))


def copy_batch(connection: sa.Connection, batch: Batch) -> None:
    """Add the rows, in the transaction of the connection.

    Raises: SetupError on a connection through another driver than psycopg.
    """
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(SCHEMA, batch.table.name), sql.SQL(", ").join(map(sql.Identifier, batch.columns))
    )
    with psycopg_below(connection, LOADED).cursor() as cursor, cursor.copy(statement) as copy:
        for row in batch.rows:
            copy.write_row(row)


def analyse(connection: sa.Connection, tables: Iterable[sa.Table]) -> None:
    """Let the planner know what was loaded; by itself it would find out minutes after the first queries."""
    with psycopg_below(connection, LOADED).cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("analyze {}").format(sql.Identifier(SCHEMA, table.name)))
