"""What an import did, row by row, fit to print; and the refusal that carries it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from register.errors import SetupError
from register.importing.files.csv_table import RowProblem

MOST_LISTED = 200
LINES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Written:
    """How many records of one kind were added and changed."""

    added: int = 0
    changed: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.added + other.added, self.changed + other.changed)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of each row of a file: read = added + changed + unchanged + skipped + refused.

    skipped: rows that are not imported, by reason; written: records by kind, several a row; problems: why rows are
    refused; remarks: what else to know about rows that are not refused.
    """

    read: int
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    written: Mapping[str, Written] = field(default_factory=dict)
    problems: Sequence[RowProblem] = ()
    remarks: Sequence[RowProblem] = ()

    def lines(self) -> list[str]:
        """The report as lines of text: the sums, the skipped rows, then problems and remarks by line."""
        return [*self.sums(), *self.tables()]

    def sums(self) -> list[str]:
        """How many rows and records there are of each kind, the rows in the first line."""
        sums = f"{self.added:,} added, {self.changed:,} changed, {self.unchanged:,} unchanged"
        passed = sum(self.skipped.values())
        lines = [f"{self.read:,} rows read: {sums}, {passed:,} skipped, {self.refused:,} refused."]
        lines += [f"  {kind}: {count.added:,} added, {count.changed:,} changed" for kind, count in self.written.items()]
        return [*lines, *(f"  skipped, {reason}: {count:,}" for reason, count in sorted(self.skipped.items()))]

    def tables(self) -> list[str]:
        """Problems and remarks: equal ones in one row, with how many there are and the first of their lines."""
        listed = []
        for title, problems in (("problem", self.problems), ("remark", self.remarks)):
            listed += tabulate(("rows", "lines", "column", "code", title), _summed(problems), MOST_LISTED)
        return listed


def _summed(problems: Sequence[RowProblem]) -> list[tuple[str, ...]]:
    lines: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for each in problems:
        lines[each.column or "", each.problem.code, each.problem.message].append(each.line)
    return [(f"{len(found):,}", _first_of(found), *reason) for reason, found in lines.items()]


def _first_of(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:LINES_SHOWN])
    return f"{shown} ..." if len(lines) > LINES_SHOWN else shown


class ImportRefused(SetupError):
    """Rows of the file break rules, and nothing was written. The report names them."""

    def __init__(self, report: Report) -> None:
        rows, were = "row" if report.read == 1 else "rows", "was" if report.refused == 1 else "were"
        super().__init__(f"{report.refused:,} of {report.read:,} {rows} {were} refused, so nothing was written.")
        self.report = report


def tabulate(heading: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> list[str]:
    """The rows below their heading, columns in line; no more than most, and then how many are left."""
    if not rows:
        return []
    cells = [heading, *rows[:most]]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heading) - 1)]
    lines = ["  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[-1]]) for row in cells]
    left = len(rows) - most
    return [*lines, f"... and {left:,} more."] if left > 0 else lines
