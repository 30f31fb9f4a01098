"""The official boundaries: every link is what the whole outline says."""

import csv
import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import sqlalchemy as sa

from register.geo.crs import to_grid
from register.geo.links import derive_links
from register.importing.boundaries import import_boundary_folder
from register.tables import HISTORY_OF, area_drawing, area_within, home, home_reach, premises

REAL = Path(os.environ.get("REGISTER_REAL_DATA", "/nonexistent"))
TODAY = date(2026, 1, 1)
SLICE = 8

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not (REAL / "boundaries").is_dir(), reason="REGISTER_REAL_DATA names no folder of real data."),
]

TRUTH = """
select p.id, v.code, not st_contains(v.outline_27700, p.point_27700) as on_edge
  from register.area_version v
  join register.premises p on st_covers(v.outline_27700, p.point_27700)
"""
VERTICES = """
select distinct on (v.code) v.code, st_x(at.geom) as easting, st_y(at.geom) as northing
  from register.area_version v
 cross join lateral st_dumppoints(v.outline_27700) at
 where v.code ~ '^(E23|W15)'
 order by v.code, at.path
"""


class Place(NamedTuple):
    easting: float
    northing: float
    force: str


def read_places(name: str, force_column: str, every: int = 1) -> list[Place]:
    with (REAL / "postcodes" / name).open(newline="") as file:
        rows = list(csv.DictReader(file))[::every]
    easting, northing = to_grid([float(row["lon"]) for row in rows], [float(row["lat"]) for row in rows])
    return [Place(float(e), float(n), row[force_column]) for e, n, row in zip(easting, northing, rows, strict=True)]


def create_homes(connection, places):
    homes = [
        {"urn": f"29{number:05}", "kind": "childrens_home", "sector": "private", "registration_status": "registered"}
        for number in range(len(places))
    ]
    made = sa.insert(home).returning(home.c.id, sort_by_parameter_order=True)
    at = sa.func.ST_SetSRID(sa.func.ST_MakePoint(sa.bindparam("x"), sa.bindparam("y")), 27700)
    rows = [
        {"home_id": home_id, "x": place.easting, "y": place.northing}
        for home_id, place in zip(connection.scalars(made, homes), places, strict=True)
    ]
    position = {"longitude": -1.0, "latitude": 52.0, "location_precision": "postcode"}
    connection.execute(sa.insert(premises).values(point_27700=at, **position), rows)


def links(connection):
    r = home_reach.c
    own = sa.select(r.premises_id, r.area_code, r.how == "edge").where(r.valid_to.is_(None), ~r.area_code.like("_92%"))
    return {tuple(row) for row in connection.execute(own)}


@pytest.fixture
def boundaries(connection):
    return import_boundary_folder(connection, REAL / "boundaries", date(2025, 4, 1), on=TODAY)


def test_the_real_folder_is_imported_whole_and_again_changes_nothing(connection, boundaries):
    again = import_boundary_folder(connection, REAL / "boundaries", date(2025, 4, 1), on=TODAY)

    by_name = {imported.name: imported.report for imported in boundaries}
    assert len(by_name["pfa_bgc_derived_2023.geojson"].changed) == 43
    assert len(by_name["csa_utla_153_bgc_2025.geojson"].changed) == 153
    assert len(by_name["la_wales_22_bgc.geojson"].changed) == 22
    assert len(by_name["region_9_bgc.geojson"].changed) == 9
    assert not any(getattr(imported.report, "changed", ()) for imported in again)
    assert connection.scalar(sa.select(sa.func.count()).select_from(area_drawing)) == 205


def test_every_real_authority_lies_in_one_force(connection, boundaries):
    with (REAL / "lookups" / "lookup_csa_153.csv").open(newline="") as file:
        known = {(row["gss_code"], row["pfa_code"]) for row in csv.DictReader(file)}

    w = area_within.c
    found = sa.select(w.code, w.within_code).where(w.within_kind == "force", w.code.like("E%"))

    assert {tuple(row) for row in connection.execute(found)} == known


def test_links_are_exactly_what_the_whole_outlines_cover(connection, boundaries):
    hard = read_places("postcodes_hard_cases.csv", "pfa_by_lookup")
    sample = read_places("postcodes_sample_ew.csv", "pfa_code", SLICE)
    corners = [Place(row.easting, row.northing, row.code) for row in connection.execute(sa.text(VERTICES))]
    create_homes(connection, [*hard, *sample, *corners])

    report = derive_links(connection, None, on=TODAY, buffer_m=0)

    truth = {tuple(row) for row in connection.execute(sa.text(TRUTH))}
    assert links(connection) == truth
    assert report.on_edge >= len(corners)
    assert len({row[0] for row in truth if row[2]}) == report.on_edge
    assert derive_links(connection, None, on=TODAY, buffer_m=0).rows_changed == 0


def test_real_postcodes_stand_in_the_force_that_is_published_for_them(connection, boundaries):
    places = read_places("postcodes_sample_ew.csv", "pfa_code", SLICE)
    create_homes(connection, places)

    derive_links(connection, None, on=TODAY, buffer_m=0)

    by_urn = dict(connection.execute(sa.select(home.c.urn, home.c.force_code)).all())
    agree = [by_urn[f"29{number:05}"] == place.force for number, place in enumerate(places)]
    assert np.mean(agree) > 0.99
    assert connection.scalar(sa.select(sa.func.count()).select_from(HISTORY_OF[home_reach])) > len(places)
