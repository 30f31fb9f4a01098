"""The commands about returns by local authorities, for the command line."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from register.cli.deferred import deferred
from register.cli.option_values import day
from register.vocabulary import ReturnKind

if TYPE_CHECKING:
    from register.cli import authority_returns, import_files
else:
    authority_returns, import_files = deferred("authority_returns", "import_files")

return_app = typer.Typer(no_args_is_help=True, help="Report on returns by local authorities, and open periods.")
DAY = "YYYY-MM-DD"
Authority = Annotated[str, typer.Option(help="The ONS code of the local authority.")]
Kind = Annotated[ReturnKind, typer.Option(help="The list.")]
Start = Annotated[
    date, typer.Option("--from", parser=day, metavar=DAY, help="The first day that it is for, such as 2024-04-01.")
]
Apply = Annotated[bool, typer.Option("--apply", help="Write the changes: all of them or none.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change, without writing it. The default at a terminal.")
]


def import_return(
    file: Annotated[Path, typer.Argument(help="The file, as the authority exported it.")],
    authority: Authority,
    start: Start,
    kind: Kind = ReturnKind.MISSING_YEARLY,
    apply: Apply = False,
    dry_run: DryRun = False,
) -> None:
    """Check a list that an authority returns, line by line and against the register, and keep it."""
    writes = import_files.is_to_write(apply=apply, dry_run=dry_run)
    authority_returns.bring_in_return(file, authority, kind, start=start, writes=writes)


@return_app.command()
def report(
    authority: Authority,
    kind: Annotated[ReturnKind | None, typer.Option(help="The list. The default is the latest return of any.")] = None,
    start: Annotated[
        date | None, typer.Option("--from", parser=day, metavar=DAY, help="The first day that it is for.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Print the feedback on an authority's latest return: how complete it is, and the register beside it."""
    typer.echo(authority_returns.report_on(authority, kind, start, as_csv=as_csv, as_json=as_json))


@return_app.command("open")
def open_period(
    kind: Kind,
    start: Start,
    due: Annotated[date, typer.Option(parser=day, metavar=DAY, help="The last day on which it is in time.")],
    apply: Apply = False,
    dry_run: DryRun = False,
) -> None:
    """Open a period: every local authority of England is to return the list by a day."""
    writes = import_files.is_to_write(apply=apply, dry_run=dry_run)
    authority_returns.owe_returns(kind, start, due, writes=writes)
