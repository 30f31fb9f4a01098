"""The command `register`: every verb of the project, each with one clear line when it fails."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
import uvicorn
from sqlalchemy.exc import OperationalError

from register.cli import access, audit, import_files, inspect
from register.cli import serve as serving
from register.errors import SetupError
from register.maintenance.migrate import migrate as bring_up_to_date
from register.maintenance.migrate import owner_engine
from register.vocabulary import Agency, AppointedRole, AreaKind, Caller, Purpose

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
import_app = typer.Typer(no_args_is_help=True, help="Import published files.")
access_app = typer.Typer(
    no_args_is_help=True, help="Appoint people, and suspend agencies, organisations and people at once."
)
policy_app = typer.Typer(invoke_without_command=True, help="Show who may do what, and the law that allows it.")
audit_app = typer.Typer(no_args_is_help=True, help="Seal the logs, and check them against the seals.")
app.add_typer(audit_app, name="audit")
app.add_typer(import_app, name="import")
app.add_typer(access_app, name="access")
app.add_typer(policy_app, name="policy")

File = Annotated[Path, typer.Argument(help="The file, exactly as published.")]
Area = Annotated[str | None, typer.Option(help="The ONS code of the police force or local authority.")]
Organisation = Annotated[str | None, typer.Option(help="The organisation's code, if it has no ONS area code.")]
Partial = Annotated[bool, typer.Option("--partial", help="Import the valid rows even if others are refused.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write the changes: all of them or none.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change, without writing it. The default at a terminal.")
]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 8000,
    boundaries: Annotated[Path | None, typer.Option(help="A folder of official boundary files to use.")] = None,
) -> None:
    """Serve the demonstration from a private database, which is created and filled the first time."""
    serving.demonstrate(port, boundaries)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Serve the register from the database in REGISTER_DATABASE_URL."""
    serving.confirm_may_serve()
    uvicorn.Server(serving.server(host, port)).run()


@app.command()
def migrate() -> None:
    """Bring the database up to date, using the owner's login in REGISTER_MIGRATION_URL."""
    with owner_engine().connect() as connection:
        bring_up_to_date(connection)
    typer.echo("The database is up to date.", err=True)


@app.command()
def token(
    agency: Annotated[Agency, typer.Argument(help="The agency to act for.")],
    area: Annotated[str | None, typer.Option(help="The ONS code of the police force or local authority.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="The organisation's code, if it has no ONS area code.")
    ] = None,
    subject: Annotated[str, typer.Option(help="The person who asks.")] = "demonstration-user",
) -> None:
    """Print a token from the development issuer, and nothing else, on standard output."""
    typer.echo(serving.development_token(agency, area, organisation, subject))


@app.command()
def schema(
    write: Annotated[bool, typer.Option("--write", help="Write register/schema/schema.graphql.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if the committed file is out of date.")] = False,
) -> None:
    """Print the GraphQL schema in schema definition language (SDL)."""
    inspect.show_or_keep(inspect.schema_page(), write=write, check=check)


@app.command()
def reference(
    write: Annotated[bool, typer.Option("--write", help="Write the pages of docs/reference.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if a committed page is out of date.")] = False,
) -> None:
    """Print the reference pages: errors, settings, purposes and the data dictionary."""
    for page in inspect.reference_pages():
        inspect.show_or_keep(page, write=write, check=check)


@access_app.command()
def appoint(
    agency: Annotated[Agency, typer.Argument(help="The agency.")],
    subject: Annotated[str, typer.Argument(help="The person, as tokens name them by sub.")],
    role: Annotated[AppointedRole, typer.Argument(help="The role.")],
    area: Area = None,
    organisation: Organisation = None,
    valid_from: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="The first day, such as 2025-03-31. The default is today."),
    ] = None,
    by: Annotated[str, typer.Option(help="The person who decided it.")] = "operator",
) -> None:
    """Appoint a person in an organisation as supervisor or approver, and print the appointment's key."""
    whom = access.Whom(agency, area, organisation, subject)
    typer.echo(str(access.appoint_person(whom, role, valid_from.date() if valid_from else None, by)))


@access_app.command()
def dismiss(key: Annotated[UUID, typer.Argument(help="The appointment's key.")]) -> None:
    """End an appointment today."""
    access.end_appointment(key)


@access_app.command()
def suspend(
    reason: Annotated[str, typer.Option(help="The reason.")],
    agency: Annotated[Agency | None, typer.Option(help="The agency.")] = None,
    area: Area = None,
    organisation: Organisation = None,
    subject: Annotated[str | None, typer.Option(help="Only this person, as tokens name them by sub.")] = None,
) -> None:
    """Suspend an agency, an organisation or a person at once, and print the suspension's key."""
    typer.echo(str(access.suspend_access(access.Whom(agency, area, organisation, subject), reason)))


@access_app.command()
def reinstate(key: Annotated[UUID, typer.Argument(help="The suspension's key.")]) -> None:
    """Lift a suspension."""
    access.lift_suspension(key)


@policy_app.callback()
def policy(
    context: typer.Context,
    agency: Annotated[Agency | None, typer.Option(help="Show only what this agency may do.")] = None,
) -> None:
    """Print what one agency may do, or the whole matrix."""
    if context.invoked_subcommand is None:
        typer.echo(inspect.policy_of(agency))


@policy_app.command()
def explain(
    agency: Annotated[Agency, typer.Option(help="The agency that asks.")],
    field: Annotated[str, typer.Option(help="A schema coordinate, such as Home.name or HomeFilter.name.")],
    area: Annotated[str | None, typer.Option(help="The ONS code of the police force or local authority.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="The organisation's code, if it has no ONS area code.")
    ] = None,
    urn: Annotated[str | None, typer.Option(help="The URN of one home to ask about. The question is logged.")] = None,
    purpose: Annotated[Purpose, typer.Option(help="The purpose.")] = Purpose.SAFEGUARDING_CHILD,
    subject: Annotated[str, typer.Option(help="The person who asks.")] = "operator",
) -> None:
    """Say in one line whether a field is allowed, withheld or refused, and by which grant."""
    caller = Caller(subject, agency, area, organisation, purpose, datetime.now(UTC).date())
    typer.echo(inspect.explained(caller, field, urn))


@policy_app.command()
def matrix(
    write: Annotated[bool, typer.Option("--write", help="Write register/policy/matrix.md.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if the committed file is out of date.")] = False,
) -> None:
    """Print the whole permission matrix."""
    inspect.show_or_keep(inspect.matrix_page(), write=write, check=check)


@import_app.command()
def boundaries(
    path: Annotated[Path, typer.Argument(help="A GeoJSON, GeoPackage or Shapefile, or a folder of them.")],
    kind: Annotated[
        AreaKind | None, typer.Option(help="The kind of area in the file. The default is to read it from the codes.")
    ] = None,
    valid_from: Annotated[
        str | None, typer.Option("--from", help="The first day the boundaries are in force, such as 2025-04-01.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="The source to credit. The default is the Office for National Statistics.")
    ] = None,
) -> None:
    """Import boundaries, and work out again which areas homes are in."""
    import_files.bring_in_boundaries(path, kind, date.fromisoformat(valid_from) if valid_from else None, source)


@import_app.command()
def homes(
    file: File,
    apply: Apply = False,
    dry_run: DryRun = False,
    partial: Partial = False,
    as_at: Annotated[str | None, typer.Option(help="The day the file describes, if its name does not say.")] = None,
    allow_large_change: Annotated[
        bool,
        typer.Option(
            "--allow-large-change",
            help="Close every home missing from the file, even if that is more than one in twenty.",
        ),
    ] = False,
    report: Annotated[Path | None, typer.Option(help="A new CSV file to list the outcome of every row.")] = None,
) -> None:
    """Import Ofsted's list of providers: homes, their providers, their latest inspections and closures."""
    import_files.bring_in_homes(
        file,
        import_files.HomesChoices(
            writes=import_files.is_to_write(apply=apply, dry_run=dry_run),
            partial=partial,
            allow_large_change=allow_large_change,
            as_at=date.fromisoformat(as_at) if as_at else None,
            report=report,
        ),
    )


@import_app.command()
def inspections(file: File, apply: Apply = False, dry_run: DryRun = False, partial: Partial = False) -> None:
    """Import Ofsted's list of inspections."""
    import_files.bring_in_inspections(
        file, writes=import_files.is_to_write(apply=apply, dry_run=dry_run), partial=partial
    )


@import_app.command()
def postcodes(
    file: File,
    partial: Partial = False,
    report: Annotated[Path | None, typer.Option(help="A new CSV file to list the rows that are not imported.")] = None,
) -> None:
    """Import postcode positions: the ONS Postcode Directory or its lookup, or Code-Point Open."""
    import_files.bring_in_postcodes(file, partial=partial, report=report)


@audit_app.command()
def seal(once: Annotated[bool, typer.Option("--once", help="Seal once, then stop.")] = False) -> None:
    """Seal new log entries, and send the heads to the outside holder, until stopped."""
    if once:
        audit.seal_once()
    else:
        audit.seal_until_stopped()


@audit_app.command()
def verify(
    heads: Annotated[
        Path | None, typer.Option(help="A file of the heads from the outside holder, one on each line.")
    ] = None,
) -> None:
    """Check the logs, and name the first entry that was altered, removed or reordered."""
    audit.verify_logs(heads)


def main() -> None:
    """Run the command that was given; a refusal is one line on standard error and a status of 1."""
    try:
        app()
    except (SetupError, ValueError, OSError) as refusal:
        sys.exit(f"register: {refusal}")
    except OperationalError as refusal:
        # The driver's first line says where and why, and repeats no statement.
        sys.exit(f"register: the database does not answer: {str(refusal.orig).splitlines()[0]}")
