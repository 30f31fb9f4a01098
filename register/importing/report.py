"""What an import did, row by row, fit to print; and the refusal that carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from register.errors import SetupError
from register.importing.rows import RowProblem

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Written:
    """How many records of one kind were added and changed."""

    added: int = 0
    changed: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.added + other.added, self.changed + other.changed)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each row of a file: read = added + changed + unchanged + skipped + refused.

    skipped: rows passed over, by the reason why; written: records by kind, several a row; problems: why rows are
    refused; remarks: what else is to be known of rows that are not.
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
        """The report as lines of text: the sums, the rows passed over, then problems and remarks by line."""
        sums = f"{self.added:,} added, {self.changed:,} changed, {self.unchanged:,} unchanged"
        passed = sum(self.skipped.values())
        lines = [f"{self.read:,} rows read: {sums}, {passed:,} skipped, {self.refused:,} refused."]
        lines += [f"  {kind}: {count.added:,} added, {count.changed:,} changed" for kind, count in self.written.items()]
        lines += [f"  skipped, {reason}: {count:,}" for reason, count in sorted(self.skipped.items())]
        return [*lines, *_table("problem", self.problems), *_table("remark", self.remarks)]


class ImportRefused(SetupError):
    """Rows of the file break rules, and nothing was written. The report names them."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report.refused:,} of {report.read:,} rows are refused, so nothing was written.")
        self.report = report


def _table(title: str, problems: Sequence[RowProblem]) -> list[str]:
    if not problems:
        return []
    cells = [("line", "column", "code", title)]
    cells += [(str(p.line), p.column or "", p.problem.code, p.problem.message) for p in problems[:MOST_LISTED]]
    widths = [max(len(row[place]) for row in cells) for place in range(3)]
    lines = ["  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[3]]) for row in cells]
    left = len(problems) - MOST_LISTED
    return [*lines, f"... and {left:,} more."] if left > 0 else lines
