"""The command that finds records that may be of one child."""

import typer

from register.cli.import_files import trial
from register.cli.progress import progress
from register.maintenance.child_matches import link


def find_matches(*, writes: bool) -> None:
    """Compare all children with each other, and keep the pairs that people are to decide about. Raises: SetupError."""
    with trial(writes=writes) as connection, progress() as tell:
        done = link(connection, tell)
    typer.echo(f"{done.compared} pairs compared, {done.likely} likely to be of one child, {done.dropped} not any more.")
    if not writes:
        typer.echo("Nothing was written. Use --apply to write it.")
