"""The import of Ofsted's published list of a year's inspections."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from register.errors import SetupError
from register.importing.files.cells import Cells
from register.importing.files.csv_table import PublishedFile, RowProblem, Sheet, read_headers, read_sheet
from register.importing.files.headings import header_key, printable
from register.importing.files.report import ImportRefused, Report, Written
from register.importing.ofsted import inspections as published
from register.importing.ofsted.listings import LEFT_ALONE, listed_after, listed_days
from register.importing.ofsted.spellings import INSPECTION_LIST, PROVIDER_LIST
from register.importing.session import refusals_told
from register.importing.upsert import Compared, Progress, batched, batches, counted, together
from register.rules.problem import Problem
from register.tables import home, inspection

SOURCE_SYSTEM = "Ofsted inspections in year"
UNKNOWN_HOME = "home not on the register"
SPOILT = "inspection number spoilt by a spreadsheet"


@dataclass(slots=True)
class Reading:
    """What has been read of a file so far: inspections of known homes, and rows that are not taken."""

    inspections: list[published.InspectionFacts] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    remarks: list[RowProblem] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearComparison:
    """What a year's list would do to the register: its inspections, and how many are new or differ.

    skipped: rows that are not imported, by reason.
    """

    file: str
    inspections: tuple[published.InspectionFacts, ...]
    records: Written
    skipped: Mapping[str, int]
    problems: tuple[RowProblem, ...]
    remarks: tuple[RowProblem, ...]

    @property
    def report(self) -> Report:
        """What would become of each row."""
        refused = len({problem.line for problem in self.problems})
        return Report(
            len(self.inspections) + sum(self.skipped.values()) + refused,
            added=self.records.added,
            changed=self.records.changed,
            unchanged=len(self.inspections) - self.records.added - self.records.changed,
            refused=refused,
            skipped=self.skipped,
            written={"inspections": self.records},
            problems=self.problems,
            remarks=self.remarks,
        )

    def lines(self) -> list[str]:
        """The comparison as lines of text."""
        return self.report.lines()


def compare_year(connection: sa.Connection, file: PublishedFile, *, today: date) -> YearComparison:
    """What a file of inspections would add and change; nothing is written.

    Inspections of homes that left before they came to the register are skipped, each with a remark.
    Raises: SetupError.
    """
    reading = _read(_sheet(file), frozenset(connection.scalars(sa.select(home.c.urn))), today)
    _leave_alone(connection, reading)
    compared: Compared = together(
        published.compare_inspections(connection, batch, SOURCE_SYSTEM) for batch in batched(reading.inspections)
    )
    reading.remarks += _publications_kept(connection, reading)
    return YearComparison(
        printable(file.name),
        tuple(reading.inspections),
        counted(compared, inspection),
        Counter(reading.skipped.values()),
        tuple(reading.problems),
        tuple(reading.remarks),
    )


def refusal_of_year(comparison: YearComparison, *, partial: bool) -> SetupError | None:
    """Why the comparison may not be applied, if it may not. partial: apply the good rows if others are refused."""
    return ImportRefused(comparison.report) if comparison.problems and not partial else None


def apply_year(connection: sa.Connection, comparison: YearComparison, *, partial: bool, progress: Progress) -> None:
    """Write what the comparison says; the caller commits. Raises: SetupError, after which the caller rolls back."""
    refusal = refusal_of_year(comparison, partial=partial)
    if refusal is not None:
        raise refusal
    with refusals_told():
        done = _write(connection, comparison.inspections, comparison.file, progress=progress)
    if done != comparison.records:
        raise SetupError("The register changed while the file was being compared, so nothing was written. Try again.")


def _leave_alone(connection: sa.Connection, reading: Reading) -> None:
    """Skip the inspections that the register has, of homes on a list of a later day than any that the file names."""
    days = [each.published_on or each.started_on for each in reading.inspections]
    newer = listed_after(listed_days(connection), max(days, default=date.max))
    older = [each for each in reading.inspections if each.urn in newer]
    known = {key for batch in batched(older) for key in published.known_inspections(connection, batch)}
    reading.skipped |= {reading.lines[key]: LEFT_ALONE for key in known}
    reading.inspections = [each for each in reading.inspections if (each.urn, each.number) not in known]


def _publications_kept(connection: sa.Connection, reading: Reading) -> list[RowProblem]:
    found = (
        key
        for batch in batched(reading.inspections)
        for key in published.find_other_publications(connection, batch, SOURCE_SYSTEM)
    )
    return [RowProblem(reading.lines[key], None, published.PUBLISHED_OTHERWISE) for key in found]


def _sheet(file: PublishedFile) -> Sheet:
    latest = header_key(PROVIDER_LIST["number"].names[0])
    if latest in read_headers(file, {**PROVIDER_LIST, **INSPECTION_LIST}):
        raise SetupError(f"{file.name} is Ofsted's list of providers. Use register import homes.")
    return read_sheet(file, INSPECTION_LIST)


def _read(sheet: Sheet, urns: Set[str], today: date) -> Reading:
    reading = Reading(problems=list(sheet.problems), remarks=list(sheet.remarks))
    for row in sheet.rows:
        cells = Cells(row, sheet.headers)
        if published.read_kind(cells, reading.skipped) is not None:
            _read_row(cells, reading, urns, today=today)
        reading.problems += cells.problems
        reading.remarks += [] if cells.problems else cells.remarks
    return reading


def _read_row(cells: Cells, reading: Reading, urns: Set[str], *, today: date) -> None:
    urn = published.read_urn(cells)
    if urn is None:
        return
    if urn not in urns:
        reading.skipped[cells.line] = UNKNOWN_HOME
        cells.remark(Problem("RULE_HOME_UNKNOWN", "The home is not on the register.", "urn"))
        return
    facts = published.read_inspection(cells, urn, today)
    if facts is None:
        _pass_over(cells, reading)
        return
    if (urn, facts.number) in reading.lines:
        line = reading.lines[urn, facts.number]
        cells.refuse(Problem("RULE_DUPLICATE_ROW", f"Line {line} already has this inspection.", "number"))
    if not cells.problems:
        reading.lines[urn, facts.number] = cells.line
        reading.inspections.append(facts)


def _pass_over(cells: Cells, reading: Reading) -> None:
    """A row of this list is about an inspection: without one it is refused, and with a spoilt number skipped."""
    if cells.remarks and not cells.problems:
        reading.skipped[cells.line] = SPOILT
    elif not cells.problems:
        cells.needed("number")


def _write(
    connection: sa.Connection, facts: Sequence[published.InspectionFacts], file: str, *, progress: Progress
) -> Written:
    done = Written()
    for batch in batches(facts, progress):
        provenance = {"source_system": SOURCE_SYSTEM, "source_ref": file}
        written = published.write_inspections(connection, batch, provenance)
        done += Written(len(written.added), len(written.changed))
    return done
