"""Ofsted's list of a year's inspections, as it is published, brought into the register."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from register.errors import SetupError
from register.importing import ofsted
from register.importing.cells import Cells
from register.importing.changes import Progress, batches, begin_import, refusals_told
from register.importing.report import ImportRefused, Report, Written
from register.importing.rows import RowProblem, Sheet, printable, read_headers, read_sheet
from register.rules.problem import Problem
from register.tables import home

SOURCE_SYSTEM = "Ofsted inspections in year"
REQUIRED = {**ofsted.IDENTITY_COLUMNS, **ofsted.INSPECTION_COLUMNS, **ofsted.JUDGEMENT_COLUMNS}
UNKNOWN_HOME = "home not on the register"


@dataclass(slots=True)
class Reading:
    """What has been read of a file so far: inspections of known homes, and rows that are not taken."""

    inspections: list[ofsted.InspectionFacts] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)
    remarks: list[RowProblem] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


def import_inspections(connection: sa.Connection, path: Path, *, partial: bool, progress: Progress) -> Report:
    """Bring the inspections of homes that are on the register into it; the caller commits.

    Inspections of homes that left before they came to the register are skipped, each with a remark.
    partial: write the good rows where others are refused.
    Raises: SetupError; ImportRefused, with nothing written.
    """
    sheet = _sheet(path)
    today = begin_import(connection, f"import of {printable(path.name)}")
    reading = _read(sheet, frozenset(connection.scalars(sa.select(home.c.urn))), today)
    refused = len({problem.line for problem in reading.problems})
    read = len(reading.inspections) + reading.skipped.total() + refused
    if refused and not partial:
        raise ImportRefused(Report(read, refused=refused, skipped=reading.skipped, problems=reading.problems))
    with refusals_told():
        done = _write(connection, reading.inspections, path.name, progress)
    return Report(
        read,
        added=done.added,
        changed=done.changed,
        unchanged=len(reading.inspections) - done.added - done.changed,
        refused=refused,
        skipped=reading.skipped,
        written={"inspections": done},
        problems=reading.problems,
        remarks=reading.remarks,
    )


def _sheet(path: Path) -> Sheet:
    if ofsted.has_columns(read_headers(path), ofsted.LATEST_INSPECTION_COLUMNS):
        raise SetupError(f"{path.name} is Ofsted's register of providers: register import homes reads it.")
    return read_sheet(path, REQUIRED, {})


def _read(sheet: Sheet, urns: frozenset[str], today: date) -> Reading:
    reading = Reading(problems=list(sheet.problems))
    for row in sheet.rows:
        cells = Cells(row, sheet.headers)
        if ofsted.read_kind(cells, reading.skipped) is not None:
            _read_row(cells, reading, urns, today)
        reading.problems += cells.problems
    return reading


def _read_row(cells: Cells, reading: Reading, urns: frozenset[str], today: date) -> None:
    urn = ofsted.read_urn(cells)
    if urn is None:
        return
    if urn not in urns:
        reading.skipped[UNKNOWN_HOME] += 1
        reading.remarks.append(cells.problem(Problem("RULE_HOME_UNKNOWN", "The home is not on the register.", "urn")))
        return
    facts, remarks = ofsted.read_inspection(cells, urn, today)
    if facts is None:
        if not cells.problems:
            cells.needed("number")
        return
    if (urn, facts.number) in reading.lines:
        line = reading.lines[urn, facts.number]
        cells.refuse(Problem("RULE_DUPLICATE_ROW", f"Line {line} has this inspection already.", "number"))
    if not cells.problems:
        reading.lines[urn, facts.number] = cells.line
        reading.inspections.append(facts)
        reading.remarks += remarks


def _write(
    connection: sa.Connection, facts: Sequence[ofsted.InspectionFacts], file: str, progress: Progress
) -> Written:
    done = Written()
    for batch in batches(facts, progress):
        provenance = {"source_system": SOURCE_SYSTEM, "source_ref": printable(file)}
        written = ofsted.write_inspections(connection, batch, provenance)
        done += Written(len(written.added), len(written.changed))
    return done
