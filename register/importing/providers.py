"""Ofsted's register of providers, as it is published, brought into this register: its children's homes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from register.errors import SetupError
from register.geo.links import derive_links
from register.importing import ofsted
from register.importing.authorities import authority_codes, name_key
from register.importing.cells import Cells
from register.importing.changes import Progress, batches, begin_import, refusals_told
from register.importing.homes import HomeFacts, HomesWritten, write_homes
from register.importing.ofsted import InspectionsWritten
from register.importing.owners import gather_owners, owner_key, write_owners
from register.importing.report import ImportRefused, Report, Written
from register.importing.rows import RowProblem, Sheet, printable, read_headers, read_sheet
from register.rules.dates import not_before_1900, not_in_the_future
from register.rules.home import normalise_postcode, places_at_least_one, postcode_has_form
from register.rules.problem import Problem
from register.settings import settings
from register.vocabulary import HomeKind, RegistrationStatus, Sector

SOURCE_SYSTEM = "Ofsted register of providers"
REQUIRED = {
    **ofsted.IDENTITY_COLUMNS,
    "registered_on": "Registration date",
    "registration_status": "Registration status",
    "authority": "Local authority",
    "sector": "Sector",
    "places": "Places",
    "owner": "Organisation which owns the provider",
    **ofsted.LATEST_INSPECTION_COLUMNS,
    **ofsted.JUDGEMENT_COLUMNS,
}
OPTIONAL = {
    "name": "Name",
    "address_1": "Address 1",
    "address_2": "Address 2",
    "town": "Town",
    "postcode": "Postcode",
    "short_breaks_only": "Short-break-only children's home",
    "several_buildings": "Multi building children's home",
}
SECTORS = {
    "private": Sector.PRIVATE,
    "local authority": Sector.LOCAL_AUTHORITY,
    "voluntary": Sector.VOLUNTARY,
    "health authority": Sector.HEALTH_AUTHORITY,
}
STATUSES = {"active": RegistrationStatus.REGISTERED, "suspended": RegistrationStatus.SUSPENDED}
SHORT_BREAKS = {"short breaks only": True, "y": True, "yes": True, "n": False, "no": False}
LONGEST_OWNER = 300
LONGEST_LINE = 120
YES = {"y": True, "yes": True, "n": False, "no": False}


@dataclass(slots=True)
class Reading:
    """What has been read of a file so far: homes, their latest inspections, and rows that are not taken."""

    homes: list[HomeFacts] = field(default_factory=list)
    inspections: list[ofsted.InspectionFacts] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)
    remarks: list[RowProblem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def import_providers(connection: sa.Connection, path: Path, *, partial: bool, progress: Progress) -> Report:
    """Bring the children's homes of Ofsted's file into the register; the caller commits.

    A home that the file leaves out is left as it is. partial: write the good rows where others are refused.
    Raises: SetupError; ImportRefused, with nothing written.
    """
    sheet = _sheet(path)
    today = begin_import(connection, f"import of {printable(path.name)}")
    reading = _read(sheet, authority_codes(connection), today)
    refused = len({problem.line for problem in reading.problems})
    read = len(reading.homes) + reading.skipped.total() + refused
    if refused and not partial:
        raise ImportRefused(Report(read, refused=refused, skipped=reading.skipped, problems=reading.problems))
    with refusals_told():
        done = _write(
            connection, reading, {"source_system": SOURCE_SYSTEM, "source_ref": printable(path.name)}, progress
        )
    if done.relinked:
        derive_links(connection, done.relinked, on=today, buffer_m=settings().boundary_buffer_m)
    return Report(
        read,
        added=len(done.added),
        changed=len(done.changed),
        unchanged=len(reading.homes) - len(done.added) - len(done.changed),
        refused=refused,
        skipped=reading.skipped,
        written={"homes": done.homes, "inspections": done.inspections, "providers": done.providers},
        problems=reading.problems,
        remarks=reading.remarks,
    )


@dataclass(slots=True)
class Done:
    """What has been written so far: homes that are new or differ, by URN, and records by kind."""

    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    relinked: list[UUID] = field(default_factory=list)
    homes: Written = field(default_factory=Written)
    inspections: Written = field(default_factory=Written)
    providers: Written = field(default_factory=Written)

    def add(self, homes: HomesWritten, inspections: InspectionsWritten) -> None:
        """Count a batch; a home of which only the inspection is new has changed too."""
        self.added |= set(homes.added)
        self.changed |= set(homes.changed) | {urn for urn, _ in inspections.added | inspections.changed}
        self.changed -= self.added
        self.relinked += [*homes.added.values(), *homes.changed.values()]
        self.homes += Written(len(homes.added), len(homes.changed))
        self.inspections += Written(len(inspections.added), len(inspections.changed))


def _sheet(path: Path) -> Sheet:
    headers = read_headers(path)
    if not ofsted.has_columns(headers, ofsted.LATEST_INSPECTION_COLUMNS) and ofsted.has_columns(
        headers, ofsted.INSPECTION_COLUMNS
    ):
        raise SetupError(f"{path.name} is Ofsted's list of inspections: register import inspections reads it.")
    return read_sheet(path, REQUIRED, OPTIONAL)


def _read(sheet: Sheet, codes: Mapping[str, str], today: date) -> Reading:
    reading = Reading(problems=list(sheet.problems))
    for row in sheet.rows:
        cells = Cells(row, sheet.headers)
        kind = ofsted.read_kind(cells, reading.skipped)
        if kind is not None:
            _read_home(cells, kind, reading, codes=codes, today=today)
        reading.problems += cells.problems
    return reading


def _read_home(cells: Cells, kind: HomeKind, reading: Reading, *, codes: Mapping[str, str], today: date) -> None:
    urn = ofsted.read_urn(cells)
    if urn in reading.lines:
        cells.refuse(Problem("RULE_DUPLICATE_ROW", f"Line {reading.lines[urn]} has this home already.", "urn"))
    facts = _facts(cells, urn or "", kind, codes=codes, today=today)
    inspection, remarks = ofsted.read_inspection(cells, urn or "", today)
    if cells.problems or facts is None:
        return
    reading.lines[facts.urn] = cells.line
    reading.homes.append(facts)
    reading.remarks += remarks
    if inspection is not None:
        reading.inspections.append(inspection)


def _facts(cells: Cells, urn: str, kind: HomeKind, *, codes: Mapping[str, str], today: date) -> HomeFacts | None:
    sector = cells.needed_code("sector", SECTORS)
    status = cells.needed_code("registration_status", STATUSES)
    authority = _read_authority(cells, codes)
    registered_on = cells.day("registered_on")
    places = cells.number("places")
    cells.refuse(not_in_the_future(registered_on, today, "registered_on"))
    cells.refuse(not_before_1900(registered_on, "registered_on"))
    cells.refuse(places_at_least_one(places))
    address = _read_address(cells)
    if sector is None or status is None or authority is None:
        return None
    return HomeFacts(
        urn=urn,
        kind=kind,
        sector=sector,
        registration_status=status,
        registered_on=registered_on,
        places=places,
        short_breaks_only=cells.claim("short_breaks_only", SHORT_BREAKS),
        several_buildings=cells.claim("several_buildings", YES),
        owner=cells.text("owner", LONGEST_OWNER),
        authority_code=authority,
        name=cells.text("name"),
        **address,
    )


def _read_authority(cells: Cells, codes: Mapping[str, str]) -> str | None:
    name = cells.needed("authority")
    code = codes.get(name_key(name)) if name else None
    if name and code is None:
        cells.refuse(Problem("RULE_AUTHORITY_UNKNOWN", "The register knows no authority of this name.", "authority"))
    return code


def _read_address(cells: Cells) -> dict[str, str | None]:
    lines = [line for line in (cells.text("address_1", LONGEST_LINE), cells.text("address_2", LONGEST_LINE)) if line]
    written = cells.raw("postcode")
    postcode = normalise_postcode(written) if written else None
    if postcode:
        cells.refuse(postcode_has_form(postcode))
    return {
        "paon": lines[0] if len(lines) > 1 else None,
        "street": lines[-1] if lines else None,
        "town": cells.text("town", LONGEST_LINE),
        "postcode": postcode,
    }


def _write(connection: sa.Connection, reading: Reading, provenance: Mapping[str, str], progress: Progress) -> Done:
    done = Done()
    owners = gather_owners((home.owner, home.urn, home.sector) for home in reading.homes if home.owner)
    done.providers = write_owners(connection, list(owners.values()), provenance)
    references = {
        home.owner: owners[owner_key(home.owner)].reference for home in reading.homes if home.owner is not None
    }
    inspections = {inspection.urn: inspection for inspection in reading.inspections}
    for homes in batches(reading.homes, progress):
        written = write_homes(connection, homes, references, provenance)
        latest = [inspections[home.urn] for home in homes if home.urn in inspections]
        done.add(written, ofsted.write_inspections(connection, latest, provenance))
    return done
