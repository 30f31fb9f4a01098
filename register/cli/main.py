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
import_app = typer.Typer(no_args_is_help=True, help="Bring in files as they are published.")
access_app = typer.Typer(no_args_is_help=True, help="Appoint people, and suspend bodies and people at once.")
policy_app = typer.Typer(invoke_without_command=True, help="Show who may do what, and by which law.")
audit_app = typer.Typer(no_args_is_help=True, help="Seal the logs, and hold them against what was sealed.")
app.add_typer(audit_app, name="audit")
app.add_typer(import_app, name="import")
app.add_typer(access_app, name="access")
app.add_typer(policy_app, name="policy")

File = Annotated[Path, typer.Argument(help="The file, as it was published.")]
Area = Annotated[str | None, typer.Option(help="The ONS code of its force or authority.")]
Organisation = Annotated[str | None, typer.Option(help="Its code, where it has no ONS code.")]
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
    inspect.show_or_keep(inspect.schema_page(), write=write, check=check)


@app.command()
def reference(
    write: Annotated[bool, typer.Option("--write", help="Write the pages of docs/reference.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where a committed page is not current.")] = False,
) -> None:
    """Print the reference pages: errors, settings, purposes and the data dictionary."""
    for page in inspect.reference_pages():
        inspect.show_or_keep(page, write=write, check=check)


@access_app.command()
def appoint(
    agency: Annotated[Agency, typer.Argument(help="The kind of body.")],
    subject: Annotated[str, typer.Argument(help="Whom, as tokens name them by sub.")],
    role: Annotated[AppointedRole, typer.Argument(help="What to.")],
    area: Area = None,
    organisation: Organisation = None,
    valid_from: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="From which day.")] = None,
    by: Annotated[str, typer.Option(help="Who decided it.")] = "operator",
) -> None:
    """Appoint a person of a body to supervise or to approve, and print the appointment's key."""
    whom = access.Whom(agency, area, organisation, subject)
    typer.echo(str(access.appoint_person(whom, role, valid_from.date() if valid_from else None, by)))


@access_app.command()
def dismiss(key: Annotated[UUID, typer.Argument(help="The appointment's key.")]) -> None:
    """End an appointment today."""
    access.end_appointment(key)


@access_app.command()
def suspend(
    reason: Annotated[str, typer.Option(help="Why.")],
    agency: Annotated[Agency | None, typer.Option(help="The kind of body.")] = None,
    area: Area = None,
    organisation: Organisation = None,
    subject: Annotated[str | None, typer.Option(help="One person alone, as tokens name them by sub.")] = None,
) -> None:
    """Suspend a body or a person at once, and print the suspension's key."""
    typer.echo(str(access.suspend_access(access.Whom(agency, area, organisation, subject), reason)))


@access_app.command()
def reinstate(key: Annotated[UUID, typer.Argument(help="The suspension's key.")]) -> None:
    """Lift a suspension."""
    access.lift_suspension(key)


@policy_app.callback()
def policy(
    context: typer.Context,
    agency: Annotated[Agency | None, typer.Option(help="Only what this agency may do.")] = None,
) -> None:
    """Print what one agency may do, or the whole matrix."""
    if context.invoked_subcommand is None:
        typer.echo(inspect.policy_of(agency))


@policy_app.command()
def explain(
    agency: Annotated[Agency, typer.Option(help="The kind of body that asks.")],
    field: Annotated[str, typer.Option(help="A place of the schema, such as Home.name or HomeFilter.name.")],
    area: Annotated[str | None, typer.Option(help="The ONS code of its force or authority.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Its code, where it has no ONS code.")] = None,
    urn: Annotated[str | None, typer.Option(help="A home; the register is asked about it, and writes it down.")] = None,
    purpose: Annotated[Purpose, typer.Option(help="What it is asked for.")] = Purpose.SAFEGUARDING_CHILD,
    subject: Annotated[str, typer.Option(help="Who asks.")] = "operator",
) -> None:
    """Say in one line whether a field is allowed, withheld or refused, and by which grant."""
    caller = Caller(subject, agency, area, organisation, purpose, datetime.now(UTC).date())
    typer.echo(inspect.explained(caller, field, urn))


@policy_app.command()
def matrix(
    write: Annotated[bool, typer.Option("--write", help="Write register/policy/matrix.md.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where the committed file is not current.")] = False,
) -> None:
    """Print the whole permission matrix."""
    inspect.show_or_keep(inspect.matrix_page(), write=write, check=check)


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
    import_files.bring_in_boundaries(path, kind, date.fromisoformat(valid_from) if valid_from else None, source)


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
    """Bring in Ofsted's file of inspections."""
    import_files.bring_in_inspections(
        file, writes=import_files.is_to_write(apply=apply, dry_run=dry_run), partial=partial
    )


@import_app.command()
def postcodes(
    file: File,
    partial: Partial = False,
    report: Annotated[Path | None, typer.Option(help="A new CSV file for the rows that are not taken.")] = None,
) -> None:
    """Bring in where postcodes lie: the ONS Postcode Directory or its lookup, or Code-Point Open."""
    import_files.bring_in_postcodes(file, partial=partial, report=report)


@audit_app.command()
def seal(once: Annotated[bool, typer.Option("--once", help="One pass, and no more.")] = False) -> None:
    """Seal what the logs gain, and have the heads held outside, until stopped."""
    if once:
        audit.seal_once()
    else:
        audit.seal_until_stopped()


@audit_app.command()
def verify(
    heads: Annotated[Path | None, typer.Option(help="The heads that the outside holder has: one line each.")] = None,
) -> None:
    """Read the logs again, and name the first entry that was altered, removed or reordered."""
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
