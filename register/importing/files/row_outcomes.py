"""The outcome of each row of a file, and the report of it that a spreadsheet can open."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TextIO

from register.errors import SetupError
from register.importing.files.csv_table import RowProblem
from register.importing.files.report import ImportRefused
from register.importing.upsert import Difference
from register.rules.text import guard_formula

# Without the mark, a spreadsheet reads the file in another encoding and spoils accents.
ENCODING: Final = "utf-8-sig"
COLUMNS: Final = ("line", "urn", "outcome", "fields", "codes", "detail", "written")


class Fate(StrEnum):
    """The outcome of a row, or of a home that no row is about any more."""

    ADDED = "added"
    CHANGED = "changed"
    REOPENED = "reopened"
    UNCHANGED = "unchanged"
    CLOSED = "closed"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one row. line: None if no row is about the home; codes: why it is refused, or remarked on."""

    line: int | None
    urn: str | None
    fate: Fate
    fields: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    detail: str = ""


@dataclass(slots=True)
class OutcomeFile:
    """A new file for a report, reserved before anything is written to the register; without a path, nothing."""

    path: Path | None
    kept: bool = field(default=False)

    def keep(self, outcomes: Sequence[Outcome], *, written: bool) -> None:
        """Write the outcomes. written: whether the register was changed accordingly. Raises: SetupError."""
        if self.path is None:
            return
        self.kept = True
        try:
            with self.path.open("w", encoding=ENCODING, newline="") as file:
                rows = csv.writer(file)
                rows.writerow(COLUMNS)
                rows.writerows(_cells(outcome, written) for outcome in outcomes)
        except OSError as error:
            done = "The file was imported" if written else "Nothing was imported"
            raise SetupError(f"{done}, but {self.path} could not be written: {error.strerror}.") from None


def by_line(problems: Iterable[RowProblem]) -> dict[int, list[RowProblem]]:
    """Problems or remarks by the line that they are about; none for any other line."""
    found: dict[int, list[RowProblem]] = defaultdict(list)
    for each in problems:
        found[each.line].append(each)
    return found


def refused(line: int, urn: str | None, problems: Sequence[RowProblem]) -> Outcome:
    """The outcome of a row that is refused: the columns, codes and messages of its problems."""
    columns = tuple(dict.fromkeys(each.column for each in problems if each.column))
    codes = tuple(each.problem.code for each in problems)
    messages = "; ".join(each.problem.message for each in problems)
    return Outcome(line, urn, Fate.REFUSED, columns, codes, messages)


@contextmanager
def new_outcome_file(path: Path | None) -> Iterator[OutcomeFile]:
    """Reserve the name of a report, and free it if no report is written. Raises: SetupError."""
    if path is not None:
        _reserved(path).close()
    file = OutcomeFile(path)
    try:
        yield file
    finally:
        if path is not None and not file.kept:
            path.unlink()


@contextmanager
def new_left_out_file(path: Path | None) -> Iterator[Callable[[Outcome], None]]:
    """A new file for the rows that are not taken. Each is written when it is reported, because memory holds only some.

    The file is kept if all rows were read, even if the import is then refused. Raises: SetupError.
    """
    if path is None:
        yield lambda outcome: None
        return
    file = _reserved(path)
    try:
        with file:
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            yield lambda outcome: rows.writerow(_cells(outcome, written=False))
    except ImportRefused:
        raise
    except BaseException:
        path.unlink()
        raise


def _reserved(path: Path) -> TextIO:
    try:
        return path.open("x", encoding=ENCODING, newline="")
    except FileExistsError:
        raise SetupError(f"{path} already exists. Use a new file name for the report.") from None
    except OSError as error:
        raise SetupError(f"{path} cannot be written: {error.strerror}.") from None


def told(value: object) -> str:
    """A value of a difference as a reader sees it."""
    match value:
        case None | "" | []:
            return "-"
        case list():
            return " ".join(str(each) for each in value)
        case _:
            return str(value)


def said(difference: Difference) -> str:
    """A difference in one line: which field, what it was, what it is to be."""
    return f"{field_of(difference)}: {told(difference.before)} > {told(difference.after)}"


def field_of(difference: Difference) -> str:
    """The record and the field that differ."""
    return f"{difference.record}.{difference.field}"


def _cells(outcome: Outcome, written: bool) -> list[str]:
    cells = (
        str(outcome.line or ""),
        outcome.urn or "",
        outcome.fate,
        "; ".join(outcome.fields) if outcome.fate is Fate.REFUSED else " ".join(outcome.fields),
        " ".join(outcome.codes),
        outcome.detail,
        "yes" if written and outcome.fate not in (Fate.SKIPPED, Fate.REFUSED, Fate.UNCHANGED) else "no",
    )
    return [guard_formula(cell) for cell in cells]
