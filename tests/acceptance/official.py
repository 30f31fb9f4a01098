"""The official files, and what is true of the register made of them, worked out without the register's own reads."""

import csv
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from register.cli.main import app
from register.settings import settings

REAL = Path(os.environ.get("REGISTER_REAL_DATA", "/nonexistent"))
NEEDED = [
    pytest.mark.real_data,
    pytest.mark.long,
    pytest.mark.skipif(not (REAL / "boundaries").is_dir(), reason="REGISTER_REAL_DATA names no folder of real data."),
]
BOUNDARIES_FROM = "2023-12-01"

# The whole outline, as it was imported: not its parts, and not the links that the register keeps.
COVERED = """
select v.code, h.urn, p.is_main
  from register.area_version v
  join register.premises p on st_covers(v.outline_27700, p.point_27700)
  join register.home h on h.id = p.home_id
 where v.valid_to is null and v.code ~ '^(E23|W15)'
   and (p.valid_from is null or p.valid_from <= current_date) and (p.valid_to is null or p.valid_to > current_date)
"""
MAIN_PLACES = """
select h.urn, i.name, h.authority_code, st_x(p.point_27700) as easting, st_y(p.point_27700) as northing
  from register.home h
  left join register.home_identity i on i.home_id = h.id
  left join register.premises p on p.home_id = h.id and p.is_main
"""
Place = tuple[float, float]


@dataclass(frozen=True)
class Truth:
    """What is so. forces: code to the homes of which it covers some premises, or which only their authority places.

    mains: code to the homes of which it covers the main premises; shown: the homes that are public in it;
    places: of the main premises, EPSG:27700.
    """

    forces: Mapping[str, frozenset[str]]
    mains: Mapping[str, frozenset[str]]
    shown: Mapping[str, frozenset[str]]
    names: Mapping[str, str | None]
    places: Mapping[str, Place | None]
    nowhere: frozenset[str]

    def shown_to(self, force: str) -> dict[str, tuple[str | None, Place | None]]:
        """Name and place of each home that a force has to get; the place only where the main premises are its own."""
        mains = self.mains[force]
        return {urn: (self.names[urn], self.places[urn] if urn in mains else None) for urn in self.forces[force]}

    def of_both(self, one: str, other: str) -> frozenset[str]:
        """The homes that two forces share: on the line between them, or with premises in each."""
        return self.forces[one] & self.forces[other]

    def on_a_line(self) -> dict[str, set[str]]:
        """Each home whose main premises two forces cover or more, with those forces."""
        covering: dict[str, set[str]] = defaultdict(set)
        for force, urns in self.mains.items():
            for urn in urns:
                covering[urn].add(force)
        return {urn: forces for urn, forces in covering.items() if len(forces) > 1}


def find_truth(owner: sa.Engine) -> Truth:
    """Ask PostGIS, as the owner, which whole outline covers which premises; and the lookup for homes without any."""
    with owner.connect() as connection:
        covered = connection.execute(sa.text(COVERED)).all()
        homes = connection.execute(sa.text(MAIN_PLACES)).all()
    force_of = {row["gss_code"]: row["pfa_code"] for row in read_rows("lookups/lookup_csa_153.csv")}
    forces: dict[str, set[str]] = {row["pfa_code"]: set() for row in read_rows("lookups/lookup_pfa_43.csv")}
    mains: dict[str, set[str]] = {code: set() for code in forces}
    for row in covered:
        forces[row.code].add(row.urn)
        if row.is_main:
            mains[row.code].add(row.urn)
    for home in homes:
        if home.easting is None:
            forces[force_of[home.authority_code]].add(home.urn)
    shown: dict[str, set[str]] = {code: set() for code in forces}
    for home in homes:
        covering = {code for code, urns in mains.items() if home.urn in urns}
        of_authority = force_of[home.authority_code]
        shown[of_authority if of_authority in covering or not covering else min(covering)].add(home.urn)
    found = frozenset().union(*forces.values())
    return Truth(
        forces={code: frozenset(urns) for code, urns in forces.items()},
        mains={code: frozenset(urns) for code, urns in mains.items()},
        shown={code: frozenset(urns) for code, urns in shown.items()},
        names={home.urn: home.name for home in homes},
        places={home.urn: None if home.easting is None else (home.easting, home.northing) for home in homes},
        nowhere=frozenset(home.urn for home in homes if home.urn not in found),
    )


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of an official file, read without the register's own reader."""
    with (REAL / name).open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def run_command(owner_url: str, *arguments: str) -> str:
    """What the command `register` printed, with the owner's login of a database; it must end well."""
    settings.cache_clear()
    done = CliRunner().invoke(app, arguments, env={"REGISTER_MIGRATION_URL": owner_url})
    settings.cache_clear()
    assert done.exit_code == 0, done.exception
    return done.stdout
