"""The official boundaries: every link is what the whole outline says."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pytest
import sqlalchemy as sa

from register.geo.crs import to_grid
from register.geo.home_areas import LinkReport, derive_links
from register.importing.geography.boundaries import import_boundary_folder
from register.tables import HISTORY_OF, area_drawing, area_within, home, home_reach, premises
from tests.acceptance.official import BOUNDARIES_FROM, NEEDED, REAL, read_rows
from tests.conftest import own_copy, rolled_back

TODAY = date(2026, 1, 1)
SLICE = 8

pytestmark = NEEDED

# One outline after the other, each unpacked once and asked about all the premises in its box: offset 0 keeps it so.
TRUTH = """
select p.id, v.code, not st_contains(v.outline_27700, p.point_27700) as on_edge
  from register.area_version v
 cross join lateral (select each.id, each.point_27700 from register.premises each
                      where each.point_27700 && v.outline_27700
                     offset 0) p
 where st_covers(v.outline_27700, p.point_27700)
"""
COUNTS = """
select a.kind, left(a.code, 1) as country, count(*) as areas, count(distinct a.code) as codes
  from register.area_version v
  join register.area a on a.code = v.code
 group by 1, 2
 order by 1, 2
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
    rows = read_rows(f"postcodes/{name}")[::every]
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
    return [each["urn"] for each in homes]


def links(connection):
    r = home_reach.c
    own = sa.select(r.premises_id, r.area_code, r.how == "edge").where(r.valid_to.is_(None), ~r.area_code.like("_92%"))
    return {tuple(row) for row in connection.execute(own)}


@pytest.fixture
def connection(shared_cluster, bounded, worker):
    """A connection to a register with the official boundaries and no home."""
    with own_copy(shared_cluster, bounded, f"bounded_{worker}") as owner, rolled_back(owner) as opened:
        yield opened


class Placed(NamedTuple):
    """A register with a home at each of many places. sample: those of real postcodes; report: of where they stand."""

    connection: sa.Connection
    corners: list[Place]
    sample: dict[str, Place]
    report: LinkReport


@pytest.fixture(scope="module")
def placed(shared_cluster, bounded, worker):
    with own_copy(shared_cluster, bounded, f"placed_{worker}") as owner, rolled_back(owner) as opened:
        corners = [Place(row.easting, row.northing, row.code) for row in opened.execute(sa.text(VERTICES))]
        sample = read_places("postcodes_sample_ew.csv", "pfa_code", SLICE)
        urns = create_homes(opened, [*sample, *read_places("postcodes_hard_cases.csv", "pfa_by_lookup"), *corners])
        report = derive_links(opened, None, on=TODAY, buffer_m=0)
        yield Placed(opened, corners, dict(zip(urns, sample, strict=False)), report)


def test_the_real_folder_is_imported_whole_and_again_changes_nothing(connection):
    imported = [tuple(row) for row in connection.execute(sa.text(COUNTS))]
    again = import_boundary_folder(connection, REAL / "boundaries", date.fromisoformat(BOUNDARIES_FROM), on=TODAY)

    assert imported == [
        ("authority", "E", 153, 153),
        ("authority", "W", 22, 22),
        ("force", "E", 39, 39),
        ("force", "W", 4, 4),
        ("region", "E", 9, 9),
    ]
    assert connection.scalar(sa.select(sa.func.count()).select_from(area_drawing)) == 205
    assert len(again) == 7
    assert not any(getattr(imported.report, "changed", ()) for imported in again)


def test_every_real_authority_lies_in_one_force(connection):
    known = {(row["gss_code"], row["pfa_code"]) for row in read_rows("lookups/lookup_csa_153.csv")}

    w = area_within.c
    found = sa.select(w.code, w.within_code).where(w.within_kind == "force", w.code.like("E%"))

    assert {tuple(row) for row in connection.execute(found)} == known


def test_links_are_exactly_what_the_whole_outlines_cover(placed):
    connection, report = placed.connection, placed.report

    truth = {tuple(row) for row in connection.execute(sa.text(TRUTH))}

    assert links(connection) == truth
    assert report.on_edge >= len(placed.corners)
    assert len({row[0] for row in truth if row[2]}) == report.on_edge
    assert derive_links(connection, None, on=TODAY, buffer_m=0).rows_changed == 0


def test_real_postcodes_stand_in_the_force_that_is_published_for_them(placed):
    by_urn = dict(placed.connection.execute(sa.select(home.c.urn, home.c.force_code)).all())

    agree = [by_urn[urn] == place.force for urn, place in placed.sample.items()]
    assert len(agree) > 2_500
    assert np.mean(agree) > 0.99
    history = sa.select(sa.func.count()).select_from(HISTORY_OF[home_reach])
    assert placed.connection.scalar(history) > len(by_urn)
