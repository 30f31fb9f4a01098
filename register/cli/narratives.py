"""The command that encrypts what children say again, when a key is replaced."""

import typer

from register.cli.import_files import trial
from register.cli.progress import progress
from register.maintenance.narratives import count_old, encrypt_again


def encrypt_all(*, writes: bool) -> None:
    """Encrypt every text that is under an older key, all of them or none. Raises: SetupError."""
    with trial(writes=writes) as connection, progress() as tell:
        done = encrypt_again(connection, tell) if writes else count_old(connection)
    typer.echo(f"{done} texts were encrypted again." if writes else f"{done} texts are under an older key.")
    if not writes:
        typer.echo("Nothing was written. Use --apply to write it.")
