"""Commands that bring in files: one transaction each, with a progress bar and a report of every row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import sqlalchemy as sa
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from register.errors import SetupError
from register.importing.boundaries import Imported, import_boundary_file, import_boundary_folder
from register.importing.inspections import import_inspections
from register.importing.providers import import_providers
from register.importing.report import ImportRefused, Report
from register.migrating import owner_engine
from register.vocabulary import AreaKind

Tell = Callable[[int, int], None]
TellNamed = Callable[[str, int, int], None]


def bring_in_boundaries(path: Path, kind: AreaKind | None, valid_from: date | None, source: str | None) -> None:
    """Bring in a file of boundaries, or every file of a folder. Raises: SetupError."""
    with owner_engine().begin() as connection, progress() as tell:
        if path.is_dir():
            imported = import_boundary_folder(connection, path, valid_from, progress=tell)
        else:
            imported = [
                import_boundary_file(connection, path, kind=kind, valid_from=valid_from, source=source, progress=tell)
            ]
    for each in imported:
        typer.echo(_said(each))


def bring_in_homes(file: Path, *, partial: bool) -> None:
    """Bring in Ofsted's file of providers. Raises: SetupError."""
    _bring_in(file, lambda connection, tell: import_providers(connection, file, partial=partial, progress=tell))


def bring_in_inspections(file: Path, *, partial: bool) -> None:
    """Bring in Ofsted's file of inspections. Raises: SetupError."""
    _bring_in(file, lambda connection, tell: import_inspections(connection, file, partial=partial, progress=tell))


@contextmanager
def progress() -> Iterator[TellNamed]:
    """A bar on standard error for each thing that is told of."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, int] = {}

        def tell(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done, total=total)  # type: ignore[arg-type]

        yield tell


def _bring_in(file: Path, load: Callable[[sa.Connection, Tell], Report]) -> None:
    try:
        with owner_engine().begin() as connection, progress() as tell:
            report = load(connection, lambda done, total: tell(file.name, done, total))
    except ImportRefused as refusal:
        _print(refusal.report)
        raise SetupError(f"{refusal} Mend the file, or use --partial.") from None
    _print(report)


def _print(report: Report) -> None:
    for line in report.lines():
        typer.echo(line)


def _said(imported: Imported) -> str:
    report = imported.report
    changed, unchanged = len(report.changed), len(report.unchanged)
    return f"{imported.name}: {changed:,} areas changed, {unchanged:,} unchanged"
