"""The command `register import bank-holidays`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from register.cli.deferred import deferred
from register.cli.return_commands import Apply, DryRun

if TYPE_CHECKING:
    from register.cli import import_files
else:
    (import_files,) = deferred("import_files")


def import_bank_holidays(
    file: Annotated[Path, typer.Argument(help="GOV.UK's JSON file of bank holidays.")],
    apply: Apply = False,
    dry_run: DryRun = False,
) -> None:
    """Import the bank holidays of England and Wales, by which working days are counted."""
    import_files.bring_in_bank_holidays(file, writes=import_files.is_to_write(apply=apply, dry_run=dry_run))
