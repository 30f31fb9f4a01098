"""The command that ends an area and lets others take its place: what moves, and what somebody has to decide."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from register.cli.import_files import trial
from register.errors import SetupError
from register.geo.reorganisation import Reorganisation, ReorganisationReport, reorganise
from register.importing.session import begin_import

ASSIGNED_COLUMNS = ("key", "area")
MOST_SHOWN = 50
# Outlines that were drawn apart differ by a hair along their edges.
MEASURED_KM2 = 0.05


def end_area(code: str, into: Sequence[str], first_day: date, *, assign: Path | None, writes: bool) -> None:
    """End an area in one transaction, print what moves, and keep it with --apply if every record has a new area.

    Raises: SetupError.
    """
    wanted = Reorganisation(code, tuple(dict.fromkeys(into)), first_day, read_assigned(assign))
    with trial(writes=writes) as connection:
        begin_import(connection, f"reorganisation of {wanted.code}")
        report = reorganise(connection, wanted, today=datetime.now(UTC).date())
        for line in lines_of(wanted, report):
            typer.echo(line)
        if writes and report.undecided:
            raise SetupError(f"{_counted(report)} no new area. Name one for each with --assign. Nothing was written.")
    if not writes:
        typer.echo("Nothing was written. Use --apply to write it.")


def read_assigned(path: Path | None) -> Mapping[str, str]:
    """Which area each record passes to, by its URN or key. Raises: SetupError if a row names none or repeats one."""
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not set(ASSIGNED_COLUMNS) <= set(rows.fieldnames or ()):
            raise SetupError(f"{path.name} needs the columns {', '.join(ASSIGNED_COLUMNS)}.")
        found: dict[str, str] = {}
        for number, row in enumerate(rows, start=2):
            key, code = ((row[name] or "").strip() for name in ASSIGNED_COLUMNS)
            if not key or not code or key in found:
                raise SetupError(f"Line {number} of {path.name} names no area, or a record for the second time.")
            found[key] = code
    return found


def lines_of(wanted: Reorganisation, report: ReorganisationReport) -> list[str]:
    """What a reorganisation does, as lines of text."""
    moves = report.links.moves
    began, ended = (sum(getattr(move, side) is None for move in moves) for side in ("was", "now"))
    told = [
        f"{wanted.code} ends. From {wanted.first_day} it is replaced by {', '.join(wanted.successors)}.",
        f"links of homes that began: {began:,}, ended: {ended:,}",
        *(f"known only by the area, {what}: {count:,}" for what, count in report.moved.items() if count),
    ]
    if report.uncovered_km2 >= MEASURED_KM2:
        told.append(f"ground that no successor covers: {report.uncovered_km2:,.1f} square kilometres")
    if report.people:
        told.append(f"appointments and suspensions of {wanted.code}, which do not move: {report.people:,}")
    if report.undecided:
        shown = [f"  {each.what}: {each.key}" for each in report.undecided[:MOST_SHOWN]]
        told += [f"{_counted(report)} no new area:", *shown]
    return told


def _counted(report: ReorganisationReport) -> str:
    count = len(report.undecided)
    return "1 record has" if count == 1 else f"{count:,} records have"
