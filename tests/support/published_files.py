"""Files as Ofsted publishes them, with invented homes, and the real ones where they are at hand."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from register.importing.files.cells import Cells
from register.importing.files.csv_table import Row, open_file
from register.importing.ofsted.comparison import Comparison
from register.importing.ofsted.monthly_update import apply, compare
from register.importing.session import begin_import
from register.tables import area

IDENTITY = {"URN": "SC900001", "Provision type": "Children's home"}
JUDGEMENTS = {
    "Overall experiences and progress of children and young people": "Good",
    "Outcomes in education and related learning activities": "",
    "Health services": "",
    "How well children and young people are helped and protected": "Good",
    "The effectiveness of leaders and managers": "Outstanding",
}
HOME = {
    **IDENTITY,
    "Registration date": "2020-06-25 00:00:00",
    "Registration status": "Active",
    "Name": "REDACTED",
    "Address 1": "REDACTED",
    "Address 2": "REDACTED",
    "Town": "REDACTED",
    "Postcode": "REDACTED",
    "Local authority": "Ashshire",
    "Sector": "Private",
    "Places": "4",
    "Short-break-only children's home": "",
    "Multi Building Children's Home": "",
    "Organisation which owns the provider": "Example Care Ltd",
    "Latest Full inspection event type": "Full inspection",
    "Latest full inspection date": "2024-11-05 00:00:00",
    "Latest full inspection publication date": "2025-01-14 00:00:00",
    "Latest full inspection event number": "90000001",
    **JUDGEMENTS,
}
INSPECTION = {
    **IDENTITY,
    "Inspection event type": "Full inspection",
    "Inspection date": "2024-11-05 00:00:00",
    "Inspection publication date": "2025-01-14 00:00:00",
    "Inspection event number": "90000001",
    **JUDGEMENTS,
}
UNINSPECTED = dict.fromkeys([name for name in HOME if name.startswith("Latest")] + list(JUDGEMENTS), "")

# The day that the files describe whose names say none.
DAY = date(2025, 3, 31)

REAL = os.environ.get("REGISTER_REAL_DATA", "")
REAL_LIST = "ofsted/ofsted_providers_2025-03-31.csv"
needs_real_files = pytest.mark.skipif(not REAL, reason="REGISTER_REAL_DATA does not name the official files")


def write_csv(path: Path, *rows: dict[str, str], columns: list[str] | None = None) -> Path:
    """A file of these rows, with the columns of the first unless told otherwise."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, columns or list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def provider_file(folder: Path, *changes: dict[str, str]) -> Path:
    """Ofsted's register of providers with a row for each change to the usual home."""
    return write_csv(folder / "providers.csv", *({**HOME, **change} for change in changes), columns=list(HOME))


def inspection_file(folder: Path, *changes: dict[str, str]) -> Path:
    """Ofsted's list of inspections with a row for each change to the usual inspection."""
    rows = ({**INSPECTION, **change} for change in changes)
    return write_csv(folder / "inspections.csv", *rows, columns=list(INSPECTION))


def compare_file(connection: sa.Connection, path: Path, as_at: date | None = DAY) -> Comparison:
    """The file of a path beside the register, signed as an import of it."""
    file = open_file(path)
    return compare(connection, file, as_at=as_at, today=begin_import(connection, f"import of {file.name}"))


def bring_in(
    connection: sa.Connection, path: Path, as_at: date | None = DAY, *, partial=False, large=True, progress=None
) -> Comparison:
    """Compare the file of a path with the register and apply it, however many homes it closes unless told otherwise."""
    comparison = compare_file(connection, path, as_at)
    told = progress or (lambda done, total: None)
    apply(connection, comparison, partial=partial, allow_large_change=large, progress=told)
    return comparison


def create_authorities(connection: sa.Connection, *named: tuple[str, str]) -> None:
    """Authorities by code and name, without boundaries."""
    rows = [{"code": code, "kind": "authority", "name": name, "country": "England"} for code, name in named]
    connection.execute(sa.insert(area), rows)


def cells_of(**cells: str) -> Cells:
    """The cells of a row on line 2 whose columns are named as its fields are, in capitals."""
    return Cells(Row(2, cells), {field: field.upper() for field in cells})


def real_file(name: str) -> Path:
    """One of the official files."""
    return Path(REAL, name)


def real_rows(name: str) -> list[dict[str, str]]:
    """The rows of an official file, read without the register's own reader."""
    with real_file(name).open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def real_authorities() -> list[tuple[str, str]]:
    """The code and name of each children's services authority of England."""
    return [(row["gss_code"], row["name"]) for row in real_rows("lookups/lookup_csa_153.csv")]
