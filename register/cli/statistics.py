"""The commands of published statistics: publish, check, list, export, withdraw."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa
import typer

from register.cli.import_files import trial
from register.cli.progress import progress
from register.errors import SetupError
from register.maintenance.migrate import owner_engine
from register.open_types import Values
from register.policy.disclosure.control import Unsafe
from register.requests.downloads.figures import as_workbook
from register.sql.statistics import store
from register.statistics import publication
from register.statistics.files import as_csv, as_json_stat
from register.statistics.pictures import as_png, as_svg
from register.statistics.target_rows import remake
from register.vocabulary import StatisticsQuestion

WRITERS: Mapping[str, Callable[[Values, Sequence[Values]], bytes]] = {
    ".csv": as_csv,
    ".ods": as_workbook,
    ".json": as_json_stat,
    ".svg": as_svg,
    ".png": as_png,
}


def publish(questions: Sequence[StatisticsQuestion], agreed_by: str | None, *, writes: bool) -> None:
    """Publish the answers to questions, all of them or none. Raises: SetupError."""
    with _snapshot() as connection, progress() as tell:
        try:
            done = publication.publish(
                connection, questions or tuple(StatisticsQuestion), agreed_by=agreed_by, progress=tell
            )
        except Unsafe as refusal:
            raise SetupError(f"{refusal} Withdrawing does not help: it was published. Ask the statistician.") from None
        if writes:
            connection.commit()
        else:
            connection.rollback()
    for each in done:
        what = "published" if each.is_new else "as it was"
        typer.echo(f"{each.question} version {each.version}: {what}, {each.rows} rows, {each.suppressed} suppressed")
    if not writes:
        typer.echo("Nothing was written. Use --apply to write it.")


def check() -> None:
    """Attack everything that was published. Raises: SetupError if the attacker comes too close to a figure."""
    with _snapshot() as connection, progress() as tell:
        found = publication.check(connection, tell)
    failed = 0
    for name, report in found:
        typer.echo(f"{name}: {report.attacked} figures attacked, {len(report.failed)} found out")
        failed += len(report.failed)
        for figure, known in report.failed:
            typer.echo(f"  {figure}: {known.least} to {known.greatest}")
    if failed:
        raise SetupError(f"{failed} figures can be worked out from what is published.")


def listing() -> str:
    """Every version of every question, a line each."""
    with owner_engine().connect() as connection:
        return "\n".join(_line(each) for each in store.versions(connection)) or "Nothing is published."


def listing_json() -> str:
    """The same as JSON."""
    with owner_engine().connect() as connection:
        return json.dumps([dict(each) for each in store.versions(connection)], indent=2, default=str)


def withdraw(question: StatisticsQuestion, version: int, why: str, *, writes: bool) -> None:
    """Take the rows of a version away. Raises: SetupError if there is no such version."""
    with trial(writes=writes) as connection:
        if not store.withdraw(connection, question.value, version, why=why):
            raise SetupError(f"{question} has no version {version} that is not withdrawn.")
        remake(connection)
    typer.echo(f"{question} version {version} is withdrawn." if writes else "Nothing was written. Use --apply.")


def export(question: StatisticsQuestion, version: int | None, file: Path) -> None:
    """Write a version as a file, by the end of its name. Raises: SetupError."""
    if file.suffix not in WRITERS:
        raise SetupError(f"Name a file that ends in {' or '.join(WRITERS)}.")
    with owner_engine().connect() as connection:
        found = [
            each
            for each in store.versions(connection)
            if each["question"] == question and version in (None, each["version"]) and each["withdrawn_at"] is None
        ]
        if not found:
            raise SetupError(f"{question} has no such version that is not withdrawn.")
        figures = store.figures(connection, found[0]["id"])
    written = WRITERS[file.suffix](found[0], figures)
    with file.open("xb") as opened:
        opened.write(written)
    typer.echo(f"{file}: {question} version {found[0]['version']}, {len(figures)} figures")


def _line(of: Values) -> str:
    at = f"{of['published_at']:%Y-%m-%d %H:%M}"
    ended = "" if of["withdrawn_at"] is None else f", withdrawn: {of['withdrawn_because']}"
    return f"{of['question']} version {of['version']}, {at}, {of['profile']}, {', '.join(of['periods'])}{ended}"


def _snapshot() -> sa.Connection:
    """A connection whose transaction sees one state of the register from beginning to end."""
    return owner_engine().connect().execution_options(isolation_level="REPEATABLE READ")
