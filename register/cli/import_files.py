"""Commands that import files: one transaction each, with a progress bar and a report of every row."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial as partial_call
from pathlib import Path

import sqlalchemy as sa
import typer

from register.cli.progress import progress
from register.errors import SetupError
from register.importing.bank_holidays import compare_bank_holidays, read_bank_holidays, write_bank_holidays
from register.importing.files.csv_table import PublishedFile, open_file
from register.importing.files.headings import printable
from register.importing.files.report import ImportRefused
from register.importing.files.row_outcomes import new_left_out_file, new_outcome_file
from register.importing.geography.boundaries import import_boundary_file, import_boundary_folder
from register.importing.geography.postcodes import import_postcodes
from register.importing.ofsted.comparison import refusal_of
from register.importing.ofsted.inspection_list import apply_year, compare_year, refusal_of_year
from register.importing.ofsted.monthly_update import apply as apply_month
from register.importing.ofsted.monthly_update import compare as compare_month
from register.importing.session import begin_import
from register.maintenance.migrate import owner_engine
from register.vocabulary import AreaKind

Tell = Callable[[int, int], None]


def bring_in_boundaries(
    path: Path, kind: AreaKind | None, valid_from: date | None, *, source: str | None, writes: bool
) -> None:
    """Compare a file of boundaries, or every file of a folder, with the register, and write it with --apply.

    Raises: SetupError.
    """
    with trial(writes=writes) as connection, progress() as tell:
        begin_import(connection, f"import of {printable(path.name)}")
        if path.is_dir():
            imported = import_boundary_folder(connection, path, valid_from, progress=tell)
        else:
            imported = [
                import_boundary_file(connection, path, kind=kind, valid_from=valid_from, source=source, progress=tell)
            ]
    _print([line for each in imported for line in each.lines()])
    _conclude(None, writes=writes)


@dataclass(frozen=True, slots=True)
class HomesChoices:
    """How Ofsted's list of homes is imported.

    writes: true to change the register, false to compare only; partial: write the good rows if others are refused;
    allow_large_change: close any number of homes; as_at: the day that the file describes, if its name does not say
    it; report: a new file for the outcome of every row.
    """

    writes: bool
    partial: bool = False
    allow_large_change: bool = False
    as_at: date | None = None
    report: Path | None = None


def is_to_write(*, apply: bool, dry_run: bool) -> bool:
    """True if an import writes: with --apply. With neither flag it only compares, and only at a terminal.

    Raises: SetupError if both flags are given, or neither and no terminal shows what would change.
    """
    if apply and dry_run:
        raise SetupError("Use --dry-run or --apply, not both.")
    if not apply and not dry_run and not sys.stdout.isatty():
        raise SetupError("Use --dry-run to see what would change, or --apply to write it.")
    return apply


def bring_in_homes(file: Path, choices: HomesChoices) -> None:
    """Compare Ofsted's file of providers with the register, print what it changes, and write it with --apply.

    Raises: SetupError.
    """
    with new_outcome_file(choices.report) as outcomes:
        with _import(file, writes=choices.writes) as (connection, source, today), progress() as tell:
            comparison = compare_month(connection, source, as_at=choices.as_at, today=today)
            how = {"partial": choices.partial, "allow_large_change": choices.allow_large_change}
            refusal = refusal_of(comparison, **how)
            if choices.writes and refusal is None:
                apply_month(connection, comparison, **how, progress=lambda *step: tell(source.name, *step))
        try:
            outcomes.keep(comparison.outcomes, written=choices.writes and refusal is None)
        finally:
            _print(comparison.lines())
        _conclude(refusal, writes=choices.writes)


def bring_in_inspections(file: Path, *, writes: bool, partial: bool) -> None:
    """Compare Ofsted's file of inspections with the register, and write it with --apply. Raises: SetupError."""
    with _import(file, writes=writes) as (connection, source, today), progress() as tell:
        comparison = compare_year(connection, source, today=today)
        refusal = refusal_of_year(comparison, partial=partial)
        if writes and refusal is None:
            apply_year(connection, comparison, partial=partial, progress=lambda *step: tell(source.name, *step))
    _print(comparison.lines())
    _conclude(refusal, writes=writes)


def bring_in_postcodes(file: Path, *, writes: bool, partial: bool, report: Path | None) -> None:
    """Compare positions of postcodes with the register, print the outcome and the speed, and write with --apply.

    Raises: SetupError.
    """
    name, began = printable(file.name), time.monotonic()
    try:
        with new_left_out_file(report) as leave_out, trial(writes=writes) as connection, progress() as tell:
            begin_import(connection, f"import of {name}")
            step = partial_call(tell, f"{name} (MB)")
            done = import_postcodes(connection, file, partial=partial, leave_out=leave_out, progress=step)
    except ImportRefused as refusal:
        _print(refusal.report.lines())
        raise _to_mend(refusal) from None
    taken_s = time.monotonic() - began
    _print([*done.lines(), f"{taken_s:,.1f} s, {done.read / taken_s:,.0f} rows a second."])
    _conclude(None, writes=writes)


def bring_in_bank_holidays(file: Path, *, writes: bool) -> None:
    """Compare GOV.UK's bank holidays with those of the register, and write them with --apply. Raises: SetupError."""
    listed = read_bank_holidays(file)
    with trial(writes=writes) as connection:
        begin_import(connection, f"import of {printable(file.name)}")
        compared = compare_bank_holidays(connection, listed)
        if writes:
            write_bank_holidays(connection, compared)
    _print(compared.lines())
    _conclude(None, writes=writes)


@contextmanager
def trial(*, writes: bool) -> Iterator[sa.Connection]:
    """One transaction, which is undone at its end if nothing is to be written."""
    with owner_engine().connect() as connection, connection.begin() as transaction:
        yield connection
        if not writes:
            transaction.rollback()


@contextmanager
def _import(file: Path, *, writes: bool) -> Iterator[tuple[sa.Connection, PublishedFile, date]]:
    """One transaction. The database keeps it read-only if nothing is to be written."""
    with owner_engine().execution_options(postgresql_readonly=not writes).begin() as connection:
        source = open_file(file)
        yield connection, source, begin_import(connection, f"import of {source.name}")


def _conclude(refusal: SetupError | None, *, writes: bool) -> None:
    if isinstance(refusal, ImportRefused):
        raise _to_mend(refusal)
    if refusal is not None:
        raise refusal
    if not writes:
        _print(["Nothing was written. Use --apply to write it."])


def _to_mend(refusal: ImportRefused) -> SetupError:
    return SetupError(f"{refusal} Correct the file, or use --partial.")


def _print(lines: list[str]) -> None:
    """Print lines. If nobody reads them any more, what is left to do is done all the same."""
    try:
        for line in lines:
            typer.echo(line)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try once more at the end to write what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
