"""How migrations reach the database: with the owner's login, one transaction each, never waiting long for a lock."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from geoalchemy2 import alembic_helpers

from register.database.connections import owner_url
from register.tables import SCHEMA, metadata

LOCK_TIMEOUT = "2s"


def include(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Keep to the register's own schema; PostGIS keeps its tables elsewhere."""
    if kind == "table" and name == "alembic_version":
        return False
    return bool(alembic_helpers.include_object(thing, name, kind, reflected, compare_to))


def run(connection: sa.Connection) -> None:
    """Run the migrations asked for on this connection."""
    connection.execute(sa.text(f"create schema if not exists {SCHEMA}"))
    connection.execute(sa.text("create extension if not exists postgis"))
    connection.execute(sa.text("create extension if not exists btree_gist"))
    connection.execute(sa.text("create extension if not exists fuzzystrmatch"))
    connection.commit()
    connection.execute(sa.text(f"set lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_schemas=True,
        include_name=lambda name, kind, parents: kind != "schema" or name == SCHEMA,
        include_object=include,
        version_table_schema=SCHEMA,
        compare_server_default=False,
        process_revision_directives=alembic_helpers.writer,
        render_item=alembic_helpers.render_item,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with sa.create_engine(owner_url()).connect() as own:
        run(own)
