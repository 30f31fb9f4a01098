"""The command `register`: every verb of the project, each with one clear line when it fails."""

import sys
from datetime import UTC, date, datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from register.cli.bank_holidays import import_bank_holidays
from register.cli.deferred import deferred
from register.cli.demo_command import demo
from register.cli.key_commands import key_app
from register.cli.option_values import day, key
from register.cli.return_commands import import_return, return_app
from register.cli.statistics_commands import statistics_app
from register.cli.subject_access_command import write_subject_access
from register.errors import SetupError
from register.vocabulary import Agency, AppointedRole, AreaKind, Caller, Purpose

if TYPE_CHECKING:
    from register.cli import (
        access,
        audit,
        child_matches,
        development_token,
        downloads,
        import_files,
        inspect,
        migration,
        narratives,
        pages,
        policy_pages,
        refusals,
        reorganisation,
    )
    from register.cli import serve as serving
else:
    # A command loads what it needs when it runs: help and completion do not wait for the server.
    access, audit, development_token = deferred("access", "audit", "development_token")
    import_files, inspect, migration, refusals = deferred("import_files", "inspect", "migration", "refusals")
    serving, pages, policy_pages, reorganisation = deferred("serve", "pages", "policy_pages", "reorganisation")
    narratives, downloads, child_matches = deferred("narratives", "downloads", "child_matches")

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
import_app = typer.Typer(no_args_is_help=True, help="Import published files.")
access_app = typer.Typer(
    no_args_is_help=True, help="Appoint people, and suspend agencies, organisations and people at once."
)
policy_app = typer.Typer(invoke_without_command=True, help="Show who may do what, and the law that allows it.")
audit_app = typer.Typer(no_args_is_help=True, help="Seal the logs, and check them against the seals.")
app.add_typer(audit_app, name="audit")
app.add_typer(statistics_app, name="statistics")
app.add_typer(import_app, name="import")
app.add_typer(access_app, name="access")
app.add_typer(policy_app, name="policy")
app.add_typer(key_app, name="key")
app.add_typer(return_app, name="return")
import_app.command("return")(import_return)
import_app.command("bank-holidays")(import_bank_holidays)
app.command("subject-access")(write_subject_access)

DAY = "YYYY-MM-DD"
File = Annotated[Path, typer.Argument(help="The file, exactly as published.")]
Area = Annotated[str | None, typer.Option(help="The ONS code of the police force or local authority.")]
Organisation = Annotated[str | None, typer.Option(help="The organisation's code, if it has no ONS area code.")]
Partial = Annotated[bool, typer.Option("--partial", help="Import the valid rows even if others are refused.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write the changes: all of them or none.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change, without writing it. The default at a terminal.")
]


def show_version(asked: bool) -> None:
    """Print the version and end, if it is asked for."""
    if asked:
        typer.echo(f"register {version_of('register')}")
        raise typer.Exit


@app.callback()
def register(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Serve the register, fill it, and check it."""


app.command()(demo)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port to listen on. 0 is any free one.")] = 8000,
) -> None:
    """Serve the register from the database in REGISTER_DATABASE_URL."""
    serving.serve_register(host, port)


@app.command()
def migrate() -> None:
    """Bring the database up to date, using the owner's login in REGISTER_MIGRATION_URL."""
    migration.migrate_database()


@app.command()
def token(
    agency: Annotated[Agency, typer.Argument(help="The agency to act for.")],
    area: Annotated[str | None, typer.Option(help="The ONS code of the police force or local authority.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="The organisation's code, if it has no ONS area code.")
    ] = None,
    subject: Annotated[str, typer.Option(help="The person who asks.")] = "demonstration-user",
    life_s: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many seconds it works. The default is 600. The demonstration accepts up to 28800.",
        ),
    ] = None,
) -> None:
    """Print a token from the development issuer, and nothing else, on standard output."""
    typer.echo(development_token.development_token(agency, area, organisation, subject=subject, life_s=life_s))
    development_token.note_unknown(area)


@app.command()
def schema(
    write: Annotated[bool, typer.Option("--write", help="Write register/schema/schema.graphql.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if the committed file is out of date.")] = False,
) -> None:
    """Print the GraphQL schema in schema definition language (SDL)."""
    if write or check:
        pages.show_or_keep(inspect.schema_page(), write=write, check=check)
    else:
        typer.echo(pages.SCHEMA.read_text(encoding="utf-8"), nl=False)


@app.command()
def reference(
    write: Annotated[bool, typer.Option("--write", help="Write the pages of docs/reference.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if a committed page is out of date.")] = False,
) -> None:
    """Print the reference pages: errors, settings, purposes and the data dictionary."""
    for page in inspect.reference_pages():
        pages.show_or_keep(page, write=write, check=check)


@app.command()
def reorganise(
    code: Annotated[str, typer.Argument(help="The ONS code of the force or local authority that ends.")],
    first_day: Annotated[
        date,
        typer.Option("--on", parser=day, metavar=DAY, help="The first day on which others replace it."),
    ],
    into: Annotated[list[str], typer.Option(help="The ONS code of an area that replaces it. Repeat it for others.")],
    assign: Annotated[
        Path | None, typer.Option(help="A CSV file of key and area: where each record goes that could go to several.")
    ] = None,
    apply: Apply = False,
    dry_run: DryRun = False,
) -> None:
    """End an area that others replace, and move what is known only by it. Import the new boundaries first."""
    writes = import_files.is_to_write(apply=apply, dry_run=dry_run)
    reorganisation.end_area(code, into, first_day, assign=assign, writes=writes)


@app.command()
def reencrypt(apply: Apply = False, dry_run: DryRun = False) -> None:
    """Encrypt what children say again, under the first key of REGISTER_NARRATIVE_KEYS."""
    narratives.encrypt_all(writes=import_files.is_to_write(apply=apply, dry_run=dry_run))


@app.command()
def link(apply: Apply = False, dry_run: DryRun = False) -> None:
    """Find records that may be of one child. People decide about them: nothing is merged."""
    child_matches.find_matches(writes=import_files.is_to_write(apply=apply, dry_run=dry_run))


@app.command("verify-download")
def verify_download(
    file: Annotated[Path, typer.Argument(help="The archive, or a file of it with its manifest beside it.")],
    key: Annotated[
        str | None, typer.Option(help="The public key that must have signed it, or the key's short name.")
    ] = None,
) -> None:
    """Check a download against its signed manifest, and say which rows are as they were."""
    downloads.verify_download(file, key)


@access_app.command()
def appoint(
    agency: Annotated[Agency, typer.Argument(help="The agency.")],
    subject: Annotated[str, typer.Argument(help="The person, as tokens name them by sub.")],
    role: Annotated[AppointedRole, typer.Argument(help="The role.")],
    area: Area = None,
    organisation: Organisation = None,
    valid_from: Annotated[
        date | None,
        typer.Option(
            "--from", parser=day, metavar=DAY, help="The first day, such as 2025-03-31. The default is today."
        ),
    ] = None,
    by: Annotated[str, typer.Option(help="The person who decided it.")] = "operator",
) -> None:
    """Appoint a person in an organisation as supervisor or approver, and print the appointment's key."""
    whom = access.Whom(agency, area, organisation, subject)
    typer.echo(str(access.appoint_person(whom, role, valid_from, by)))


@access_app.command()
def dismiss(key: Annotated[UUID, typer.Argument(parser=key, metavar="KEY", help="The appointment's key.")]) -> None:
    """End an appointment today."""
    access.end_appointment(key)


@access_app.command("list")
def list_access(
    ended: Annotated[bool, typer.Option("--ended", help="Include what has ended.")] = False, as_json: AsJson = False
) -> None:
    """List appointments and suspensions, each with its key."""
    typer.echo(access.listing_json(ended=ended) if as_json else access.listing(ended=ended))


@access_app.command()
def suspend(
    reason: Annotated[str, typer.Option(help="The reason.")],
    agency: Annotated[Agency | None, typer.Option(help="The agency.")] = None,
    area: Area = None,
    organisation: Organisation = None,
    subject: Annotated[str | None, typer.Option(help="Only this person, as tokens name them by sub.")] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Suspend a person who has not used the register before.")
    ] = False,
) -> None:
    """Suspend an agency, an organisation or a person at once, and print the suspension's key."""
    whom = access.Whom(agency, area, organisation, subject)
    typer.echo(str(access.suspend_access(whom, reason, even_if_unknown=unknown)))


@access_app.command()
def reinstate(key: Annotated[UUID, typer.Argument(parser=key, metavar="KEY", help="The suspension's key.")]) -> None:
    """Lift a suspension."""
    access.lift_suspension(key)


@policy_app.callback()
def policy(
    context: typer.Context,
    agency: Annotated[Agency | None, typer.Option(help="Show only what this agency may do.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print what one agency may do, or the whole matrix."""
    if context.invoked_subcommand is None:
        typer.echo(policy_pages.policy_json(agency) if as_json else policy_pages.policy_of(agency))


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
    pages.show_or_keep(policy_pages.matrix_page(), write=write, check=check)


@import_app.command()
def boundaries(
    path: Annotated[Path, typer.Argument(help="A GeoJSON, GeoPackage or Shapefile, or a folder of them.")],
    kind: Annotated[
        AreaKind | None, typer.Option(help="The kind of area in the file. The default is to read it from the codes.")
    ] = None,
    valid_from: Annotated[
        date | None,
        typer.Option(
            "--from", parser=day, metavar=DAY, help="The first day the boundaries are in force, such as 2025-04-01."
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="The source to credit. The default is the Office for National Statistics.")
    ] = None,
    apply: Apply = False,
    dry_run: DryRun = False,
) -> None:
    """Import boundaries, and work out again which areas homes are in."""
    writes = import_files.is_to_write(apply=apply, dry_run=dry_run)
    import_files.bring_in_boundaries(path, kind, valid_from, source=source, writes=writes)


@import_app.command()
def homes(
    file: File,
    apply: Apply = False,
    dry_run: DryRun = False,
    partial: Partial = False,
    as_at: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar=DAY, help="The day the file describes, such as 2025-03-31, if its name does not say."
        ),
    ] = None,
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
            as_at=as_at,
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
    apply: Apply = False,
    dry_run: DryRun = False,
    partial: Partial = False,
    report: Annotated[Path | None, typer.Option(help="A new CSV file to list the rows that are not imported.")] = None,
) -> None:
    """Import postcode positions: the ONS Postcode Directory or its lookup, or Code-Point Open."""
    writes = import_files.is_to_write(apply=apply, dry_run=dry_run)
    import_files.bring_in_postcodes(file, writes=writes, partial=partial, report=report)


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
    except SetupError as refusal:
        sys.exit(f"register: {refusal}")
    except Exception as fault:
        sys.exit(f"register: {refusals.line_about(fault)}")
