"""The commands `register statistics`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from register.cli.deferred import deferred
from register.vocabulary import StatisticsQuestion

if TYPE_CHECKING:
    from register.cli import import_files, statistics
else:
    import_files, statistics = deferred("import_files", "statistics")

statistics_app = typer.Typer(
    no_args_is_help=True, help="Publish statistics, and check that nothing can be worked out from them."
)
Apply = Annotated[bool, typer.Option("--apply", help="Write the changes: all of them or none.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change, without writing it. The default at a terminal.")
]


@statistics_app.command("publish")
def publish_statistics(
    question: Annotated[
        list[StatisticsQuestion] | None, typer.Option(help="A question. Repeat it for others; the default is all.")
    ] = None,
    agreed_by: Annotated[
        str | None,
        typer.Option(help="Who looked at the figures that say that all of an area are of one kind, and agrees."),
    ] = None,
    apply: Apply = False,
    dry_run: DryRun = False,
) -> None:
    """Count, make safe, attack and publish new versions of the answers: all of them or none."""
    statistics.publish(question or [], agreed_by, writes=import_files.is_to_write(apply=apply, dry_run=dry_run))


@statistics_app.command("check")
def check_statistics() -> None:
    """Attack everything that was ever published, and fail if a figure can be worked out."""
    statistics.check()


@statistics_app.command("list")
def list_statistics(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """List every version of every question."""
    typer.echo(statistics.listing_json() if as_json else statistics.listing())


@statistics_app.command("withdraw")
def withdraw_statistics(
    question: Annotated[StatisticsQuestion, typer.Argument(help="The question.")],
    version: Annotated[int, typer.Argument(min=1, help="The version.")],
    reason: Annotated[str, typer.Option(help="The reason, which is published.")],
    apply: Apply = False,
    dry_run: DryRun = False,
) -> None:
    """Withdraw a version: its figures are gone, its number and the reason stay."""
    writes = import_files.is_to_write(apply=apply, dry_run=dry_run)
    statistics.withdraw(question, version, reason, writes=writes)


@statistics_app.command("export")
def export_statistics(
    question: Annotated[StatisticsQuestion, typer.Argument(help="The question.")],
    file: Annotated[Path, typer.Argument(help="A new file: .csv, .ods, .json for JSON-stat 2.0, .svg or .png.")],
    version: Annotated[int | None, typer.Option(min=1, help="The version. The default is the latest.")] = None,
) -> None:
    """Write a published version as a file or as a picture, with the values that the API answers."""
    statistics.export(question, version, file)
