"""Ofsted's register of providers, as it is published: its children's homes, read row by row."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from register.errors import SetupError
from register.importing.files.cells import Cells, found_word
from register.importing.files.csv_table import PublishedFile, RowProblem, Sheet, read_headers, read_sheet
from register.importing.files.headings import Column, header_key, refuse_missing
from register.importing.ofsted import inspections as published
from register.importing.ofsted.authority_names import name_key
from register.importing.ofsted.homes import HomeFacts
from register.importing.ofsted.spellings import (
    INSPECTION_LIST,
    INSPECTION_NEEDS,
    PROVIDER_LIST,
    SECTORS,
    SEVERAL_BUILDINGS,
    SHORT_BREAKS,
    STATUSES,
)
from register.rules.dates import not_before_1900, not_in_the_future
from register.rules.home import normalise_postcode, places_at_least_one, postcode_has_form, urn_has_form
from register.rules.problem import Problem
from register.tables import home_identity, premises, provider
from register.tables.texts import longest_of
from register.vocabulary import HomeKind, Sector

SOURCE_SYSTEM = "Ofsted register of providers"


@dataclass(slots=True)
class Reading:
    """What has been read of a file so far: homes, their latest inspections, and rows that are not taken.

    skipped: what a row is about that is about no home, by its line; lines: of each home, by URN; urns: by line, of
    every row whose URN can be read, taken or not.
    """

    homes: list[HomeFacts] = field(default_factory=list)
    inspections: list[published.InspectionFacts] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    remarks: list[RowProblem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    urns: dict[int, str] = field(default_factory=dict)

    def owners(self) -> list[tuple[str, str, Sector]]:
        """The owner of each home that has one, with the home's URN and sector."""
        return [(each.owner, each.urn, each.sector) for each in self.homes if each.owner and each.sector]

    def leave_out(self, inspections: Set[tuple[str, str]]) -> None:
        """Take nothing of these inspections, by URN and number."""
        self.inspections = [each for each in self.inspections if (each.urn, each.number) not in inspections]

    def leave_alone(self, urns: Set[str], why: str) -> None:
        """Skip the rows about these homes."""
        self.skipped |= {self.lines[urn]: why for urn in urns}
        self.homes = [each for each in self.homes if each.urn not in urns]


def read_providers(file: PublishedFile, *, codes: Mapping[str, str | None], standing: Set[str], today: date) -> Reading:
    """The children's homes of Ofsted's file.

    codes: of the authorities, by name_key of their names; standing: the URNs of registered or suspended homes.
    Raises: SetupError.
    """
    sheet = _sheet(file)
    reading = Reading(problems=list(sheet.problems), remarks=list(sheet.remarks))
    for row in sheet.rows:
        cells = Cells(row, sheet.headers)
        kind = published.read_kind(cells, reading.skipped)
        urn = cells.raw("urn")
        if urn and urn_has_form(urn) is None:
            reading.urns[cells.line] = urn
        if kind is not None:
            _read_home(cells, kind, reading, codes=codes, today=today)
        elif urn in standing and reading.skipped.pop(cells.line, None) is not None:
            # Passed over, the row would close the home; a slip in one word must not.
            message = "The URN belongs to a registered home, but the row is not about a home."
            cells.refuse(Problem("RULE_PROVISION_TYPE", message, "provision_type"))
        reading.problems += cells.problems
        reading.remarks += [] if cells.problems else cells.remarks
    return reading


def _sheet(file: PublishedFile) -> Sheet:
    headers = read_headers(file, {**PROVIDER_LIST, **INSPECTION_LIST})
    if header_key(INSPECTION_LIST["number"].names[0]) in headers:
        raise SetupError(f"{file.name} is Ofsted's list of inspections. Use register import inspections.")
    sheet = read_sheet(file, PROVIDER_LIST)
    if not sheet.headers.keys().isdisjoint(published.FIELDS):
        missing = [PROVIDER_LIST[field].names for field in INSPECTION_NEEDS if field not in sheet.headers]
        refuse_missing(file.name, sheet.heading, map(Column, missing))
    return sheet


def _read_home(cells: Cells, kind: HomeKind, reading: Reading, *, codes: Mapping[str, str | None], today: date) -> None:
    urn = published.read_urn(cells)
    if urn in reading.lines:
        cells.refuse(Problem("RULE_DUPLICATE_ROW", f"Line {reading.lines[urn]} already has this home.", "urn"))
    facts = _facts(cells, urn or "", kind, codes=codes, today=today)
    inspection = published.read_inspection(cells, urn or "", today)
    if urn is not None:
        reading.lines.setdefault(urn, cells.line)
    if cells.problems or facts is None:
        return
    reading.homes.append(facts)
    if inspection is not None:
        reading.inspections.append(inspection)


def _facts(cells: Cells, urn: str, kind: HomeKind, *, codes: Mapping[str, str | None], today: date) -> HomeFacts | None:
    sector = cells.needed_code("sector", SECTORS)
    status = cells.needed_code("registration_status", STATUSES)
    authority = _read_authority(cells, codes)
    registered_on = cells.day("registered_on")
    places = cells.number("places")
    cells.refuse(not_in_the_future(registered_on, today, "registered_on"))
    cells.refuse(not_before_1900(registered_on, "registered_on"))
    cells.refuse(places_at_least_one(places))
    address = _read_address(cells)
    if sector is None or status is None:
        return None
    return HomeFacts(
        urn=urn,
        kind=kind,
        sector=sector,
        registration_status=status,
        registered_on=registered_on,
        places=places,
        short_breaks_only=cells.claim("short_breaks_only", SHORT_BREAKS),
        several_buildings=cells.claim("several_buildings", SEVERAL_BUILDINGS),
        owner=cells.text("owner", longest_of(provider.c.name)),
        authority_code=authority,
        name=cells.text("name", longest_of(home_identity.c.name)),
        **address,
    )


def _read_authority(cells: Cells, codes: Mapping[str, str | None]) -> str | None:
    name = cells.needed("authority")
    key = name_key(name or "")
    if name and key not in codes:
        message = f'The register has no local authority named "{found_word(name)}" on the day of the list.'
        cells.refuse(Problem("RULE_AUTHORITY_UNKNOWN", message, "authority"))
    elif name and codes[key] is None:
        message = f'"{found_word(name)}" has ended, and no single authority took its place. It was left out.'
        cells.remark(Problem("RULE_AUTHORITY_ENDED", message, "authority"))
    return codes.get(key)


def _read_address(cells: Cells) -> dict[str, str | None]:
    longest = longest_of(premises.c.street)
    lines = [line for line in (cells.text("address_1", longest), cells.text("address_2", longest)) if line]
    written = cells.raw("postcode")
    postcode = normalise_postcode(written) if written else None
    if postcode:
        cells.refuse(postcode_has_form(postcode))
    return {
        "paon": lines[0] if len(lines) > 1 else None,
        "street": lines[-1] if lines else None,
        "town": cells.text("town", longest_of(premises.c.town)),
        "postcode": postcode,
    }
