"""The command that brings the database up to date."""

import typer

from register.maintenance.migrate import migrate, owner_engine


def migrate_database() -> None:
    """Bring the database up to date with the owner's login. Raises: SetupError."""
    with owner_engine().connect() as connection:
        migrate(connection)
    typer.echo("The database is up to date.", err=True)
