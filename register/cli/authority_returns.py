"""Returns by local authorities: imported on an authority's behalf, reported on, and owed from a day on."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from register.cli.import_files import trial
from register.cli.progress import progress
from register.errors import SetupError
from register.importing.returns.checks import found_by_rule
from register.importing.returns.duties import open_period
from register.importing.returns.form import FormRefused, open_return
from register.importing.returns.intake import Sent, bring_in, digest_of_file, sign_return
from register.importing.returns.layouts import period_end_of
from register.importing.returns.report import feedback_on
from register.importing.session import day_in_england
from register.maintenance.migrate import owner_engine
from register.rules.authority_return import fits_period, period_begins, period_has_ended
from register.rules.problem import first_of
from register.vocabulary import ReturnChannel, ReturnKind


def bring_in_return(file: Path, authority: str, kind: ReturnKind, *, start: date, writes: bool) -> None:
    """Check a file that an authority returned, and keep it with --apply. Raises: SetupError."""
    digest = digest_of_file(file)
    try:
        with trial(writes=writes) as connection, progress() as tell, open_return(file) as opened:
            sign_return(connection, "register import return", authority=authority, reason=f"import of {opened.name}")
            today = day_in_england(connection)
            wrong = first_of(
                fits_period(opened.kinds, kind),
                period_begins(kind, start),
            ) or period_has_ended(period_end_of(kind, start), today)
            if wrong is not None:
                raise SetupError(wrong.message)
            sent = Sent(kind, authority, start, ReturnChannel.COMMAND_LINE, name=opened.name, digest=digest)
            done = bring_in(connection, sent, opened.rows(), tell=tell)
            found = found_by_rule(connection, done.return_id)
    except FormRefused as refusal:
        _print([str(fault) for fault in refusal.faults])
        raise SetupError(f"{file.name} is refused for its form; nothing was kept.") from None
    _print([f"{done.rows:,} rows: {done.totals.errors:,} errors, {done.totals.queries:,} queries."])
    _print([f"{each['rule']}  {each['severity']}  {each['total']:,}  {each['message']}" for each in found])
    _print([f"Kept as {done.return_id}." if writes else "Nothing was kept. Use --apply to keep it."])


def report_on(
    authority: str, kind: ReturnKind | None, start: date | None, *, as_csv: bool = False, as_json: bool = False
) -> str:
    """The feedback on an authority's latest return, as text, CSV or JSON. Raises: SetupError."""
    if as_csv and as_json:
        raise SetupError("Use --csv or --json, not both.")
    with owner_engine().connect() as connection:
        feedback = feedback_on(connection, authority, kind, period_start=start)
    if as_json:
        return feedback.json()
    return feedback.csv().rstrip("\n") if as_csv else "\n".join(feedback.text())


def owe_returns(kind: ReturnKind, start: date, due_on: date, *, writes: bool) -> None:
    """Open a period: every authority owes the list by a day. Raises: SetupError."""
    with trial(writes=writes) as connection:
        count = open_period(connection, kind, start, due_on=due_on)
    _print([f"{count:,} authorities owe it by {due_on}." if writes else f"{count:,} authorities would owe it."])


def _print(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(line)
