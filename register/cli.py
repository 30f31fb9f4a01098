"""The command `register`: every verb of the project, each with one clear line when it fails."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from sqlalchemy.exc import OperationalError

from register.commands import imports, inspecting, serving
from register.errors import SetupError
from register.migrating import migrate as bring_up_to_date
from register.migrating import owner_engine
from register.vocabulary import Agency, AreaKind

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
import_app = typer.Typer(no_args_is_help=True, help="Bring in files as they are published.")
policy_app = typer.Typer(invoke_without_command=True, help="Show who may do what, and by which law.")
app.add_typer(import_app, name="import")
app.add_typer(policy_app, name="policy")

File = Annotated[Path, typer.Argument(help="The file, as it was published.")]
Partial = Annotated[bool, typer.Option("--partial", help="Take the rows that are right, though others are not.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write what the file changes, all of it or nothing.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what the file would change; at a terminal, the default.")]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 8000,
    boundaries: Annotated[Path | None, typer.Option(help="A folder of official boundary files to use.")] = None,
) -> None:
    """Serve the demonstration over a private database, made and filled where that is still to do."""
    serving.demonstrate(port, boundaries)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Serve the register over the database of REGISTER_DATABASE_URL."""
    serving.confirm_may_serve()
    uvicorn.Server(serving.server(host, port)).run()


@app.command()
def migrate() -> None:
    """Bring the database up to date, with the owner's login of REGISTER_MIGRATION_URL."""
    with owner_engine().connect() as connection:
        bring_up_to_date(connection)
    typer.echo("The database is up to date.", err=True)


@app.command()
def token(
    agency: Annotated[Agency, typer.Argument(help="The kind of body to act for.")],
    area: Annotated[str | None, typer.Option(help="The ONS code of its force or authority.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Its code, where it has no ONS code.")] = None,
    subject: Annotated[str, typer.Option(help="Who asks.")] = "demonstration-user",
) -> None:
    """Print a token of the development issuer, alone, on standard output."""
    typer.echo(serving.development_token(agency, area, organisation, subject))


@app.command()
def schema(
    write: Annotated[bool, typer.Option("--write", help="Write register/schema/schema.graphql.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where the committed file is not current.")] = False,
) -> None:
    """Print the schema in its definition language."""
    inspecting.show_or_keep(inspecting.schema_page(), write=write, check=check)


@policy_app.callback()
def policy(
    context: typer.Context,
    agency: Annotated[Agency | None, typer.Option(help="Only what this agency may do.")] = None,
) -> None:
    """Print what one agency may do, or the whole matrix."""
    if context.invoked_subcommand is None:
        typer.echo(inspecting.policy_of(agency))


@policy_app.command()
def matrix(
    write: Annotated[bool, typer.Option("--write", help="Write register/policy/matrix.md.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where the committed file is not current.")] = False,
) -> None:
    """Print the whole permission matrix."""
    inspecting.show_or_keep(inspecting.matrix_page(), write=write, check=check)


@import_app.command()
def boundaries(
    path: Annotated[Path, typer.Argument(help="A GeoJSON, GeoPackage or Shapefile, or a folder of them.")],
    kind: Annotated[AreaKind | None, typer.Option(help="What kind of areas it holds; told by the codes.")] = None,
    valid_from: Annotated[str | None, typer.Option("--from", help="The day from which they hold.")] = None,
    source: Annotated[
        str | None, typer.Option(help="Whose they are; the Office for National Statistics, unless given.")
    ] = None,
) -> None:
    """Bring in boundaries, and move the homes that they move."""
    imports.bring_in_boundaries(path, kind, date.fromisoformat(valid_from) if valid_from else None, source)


@import_app.command()
def homes(
    file: File,
    apply: Apply = False,
    dry_run: DryRun = False,
    partial: Partial = False,
    as_at: Annotated[
        str | None, typer.Option(help="The day that the file describes, where its name does not say it.")
    ] = None,
    allow_large_change: Annotated[
        bool, typer.Option("--allow-large-change", help="Close however many homes the file leaves out.")
    ] = False,
    report: Annotated[Path | None, typer.Option(help="A new CSV file for what becomes of every row.")] = None,
) -> None:
    """Bring in Ofsted's file of providers: homes, who runs them, their latest inspections, and which have left."""
    imports.bring_in_homes(
        file,
        imports.HomesChoices(
            writes=imports.is_to_write(apply=apply, dry_run=dry_run),
            partial=partial,
            allow_large_change=allow_large_change,
            as_at=date.fromisoformat(as_at) if as_at else None,
            report=report,
        ),
    )


@import_app.command()
def inspections(file: File, apply: Apply = False, dry_run: DryRun = False, partial: Partial = False) -> None:
    """Bring in Ofsted's file of inspections."""
    imports.bring_in_inspections(file, writes=imports.is_to_write(apply=apply, dry_run=dry_run), partial=partial)


def main() -> None:
    """Run the command that was given; a refusal is one line on standard error and a status of 1."""
    try:
        app()
    except (SetupError, ValueError, OSError) as refusal:
        sys.exit(f"register: {refusal}")
    except OperationalError as refusal:
        # The driver's first line says where and why, and repeats no statement.
        sys.exit(f"register: the database does not answer: {str(refusal.orig).splitlines()[0]}")
