"""Boundaries by date, and what lies in what."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.geo.areas import derive_within
from register.geo.boundary_files import Feature
from register.tables import area, area_part, area_successor, area_version, area_within, entry
from register.vocabulary import AreaKind
from tests.support.invented_ground import BEGAN, create_areas, create_home_at, derive, reach, square
from tests.support.invented_ground import area as area_of

LATER = date(2023, 1, 1)
FORCE = square("E23000001", 400_000, 300_000)
MOVED = square("E23000001", 400_500, 300_000)


def versions(connection: sa.Connection, code: str) -> list[tuple[date, date | None]]:
    v = area_version.c
    query = sa.select(v.valid_from, v.valid_to).where(v.code == code).order_by(v.valid_from)
    return [tuple(row) for row in connection.execute(query)]


def parents(connection: sa.Connection, code: str) -> set[str]:
    w = area_within.c
    return set(connection.scalars(sa.select(w.within_code).where(w.code == code)))


def test_an_imported_boundary_makes_its_area_with_its_country(connection):
    report = create_areas(connection, AreaKind.FORCE, [FORCE, square("W15000001", 300_000, 300_000)])

    rows = connection.execute(sa.select(area.c.code, area.c.country).where(area.c.kind == "force").order_by("code"))
    assert [tuple(row) for row in rows] == [("E23000001", "England"), ("W15000001", "Wales")]
    assert report.changed == ("E23000001", "W15000001")
    assert versions(connection, "E23000001") == [(BEGAN, None)]


def test_the_parts_cover_the_outline_and_are_small(connection):
    shore = FORCE.geometry.buffer(500, quad_segs=200)
    create_areas(connection, AreaKind.FORCE, [area_of("E23000001", shore)])

    part = area_part.c.part_27700
    sizes = sa.select(sa.func.max(sa.func.ST_NPoints(part)), sa.func.sum(sa.func.ST_Area(part)))
    largest, total = connection.execute(sizes).one()
    assert largest <= 128
    assert total == pytest.approx(shore.area)


def test_the_same_file_again_changes_nothing(connection):
    create_areas(connection, AreaKind.FORCE, [FORCE])
    before = connection.scalar(sa.select(sa.func.max(entry.c.number)))

    report = create_areas(connection, AreaKind.FORCE, [FORCE])

    assert (report.changed, report.unchanged) == ((), ("E23000001",))
    assert connection.scalar(sa.select(sa.func.max(entry.c.number))) == before


def test_a_later_boundary_closes_the_one_before(connection):
    create_areas(connection, AreaKind.FORCE, [FORCE])

    create_areas(connection, AreaKind.FORCE, [MOVED], valid_from=LATER)

    assert versions(connection, "E23000001") == [(BEGAN, LATER), (LATER, None)]


def test_a_boundary_that_would_overlap_is_refused_and_nothing_is_written(connection):
    create_areas(connection, AreaKind.FORCE, [FORCE], valid_from=LATER)

    with pytest.raises(SetupError, match="E23000001 has another boundary"):
        create_areas(connection, AreaKind.FORCE, [square("E23000002", 0, 0), MOVED], valid_from=LATER)

    assert versions(connection, "E23000002") == []


def test_areas_that_overlap_are_told_with_how_much_the_largest_first(connection):
    create_areas(connection, AreaKind.FORCE, [FORCE])

    report = create_areas(
        connection, AreaKind.FORCE, [square("E23000002", 400_900, 300_000), square("E23000003", 400_000, 301_000)]
    )

    assert [(each.code, each.other) for each in report.overlaps] == [("E23000001", "E23000002")]
    assert report.overlaps[0].area_km2 == pytest.approx(0.1)


def test_the_newest_boundary_names_the_area(connection):
    renamed = Feature("E23000001", "New name", MOVED.geometry)
    earlier = Feature("E23000001", "Old name", FORCE.geometry)

    create_areas(connection, AreaKind.FORCE, [renamed], valid_from=LATER)
    create_areas(connection, AreaKind.FORCE, [earlier], valid_from=BEGAN)

    assert connection.scalar(sa.select(area.c.name).where(area.c.code == "E23000001")) == "New name"


def test_an_area_does_not_change_its_kind(connection):
    create_areas(connection, AreaKind.FORCE, [FORCE])

    with pytest.raises(SetupError, match="E23000001 is already on the register as a kind of area other than region"):
        create_areas(connection, AreaKind.REGION, [MOVED], valid_from=LATER)


def test_official_boundaries_take_the_place_of_the_demonstration(connection):
    create_areas(connection, AreaKind.FORCE, [FORCE], valid_from=LATER, is_demonstration=True)
    home = create_home_at(connection, "2900001", (400_100, 300_100))
    derive(connection, home)

    create_areas(connection, AreaKind.FORCE, [MOVED], valid_from=BEGAN)

    assert versions(connection, "E23000001") == [(BEGAN, None)]
    assert reach(connection, home) == set()


def test_what_lies_in_what_is_told_by_a_point_inside(connection):
    create_areas(connection, AreaKind.REGION, [square("E12000001", 400_000, 300_000, side=5000)])
    create_areas(connection, AreaKind.FORCE, [square("E23000001", 400_000, 300_000, side=3000)])
    create_areas(connection, AreaKind.AUTHORITY, [square("E06000001", 402_000, 302_000, side=1500)])

    assert parents(connection, "E06000001") == {"E23000001", "E12000001", "E92000001"}
    assert parents(connection, "E23000001") == {"E92000001"}
    assert parents(connection, "E12000001") == {"E92000001"}
    assert derive_within(connection) == ()


def test_a_welsh_authority_lies_in_its_force_and_in_wales(connection):
    create_areas(connection, AreaKind.FORCE, [square("W15000001", 300_000, 300_000)])
    create_areas(connection, AreaKind.AUTHORITY, [square("W06000001", 300_000, 300_000, side=500)])

    assert parents(connection, "W06000001") == {"W15000001", "W92000004"}


def test_an_authority_that_moves_lies_in_its_new_force(connection):
    create_areas(connection, AreaKind.FORCE, [FORCE, square("E23000002", 401_000, 300_000)])
    create_areas(connection, AreaKind.AUTHORITY, [square("E06000001", 400_000, 300_000, side=500)])

    create_areas(connection, AreaKind.AUTHORITY, [square("E06000001", 401_000, 300_000, side=500)], valid_from=LATER)

    assert parents(connection, "E06000001") == {"E23000002", "E92000001"}


def test_a_new_code_takes_the_place_of_the_old(connection):
    ground = (430_000, 400_000)
    create_areas(connection, AreaKind.AUTHORITY, [square("E08000016", *ground, side=5000)], valid_from=date(2021, 1, 1))
    home = create_home_at(connection, "2900001", (431_000, 401_000))
    derive(connection, home)

    report = create_areas(
        connection, AreaKind.AUTHORITY, [square("E08000038", *ground, side=5000)], valid_from=date(2025, 4, 1)
    )

    succession = connection.execute(sa.select(area_successor)).one()
    assert tuple(succession) == ("E08000016", "E08000038", date(2025, 4, 1))
    assert report.retired == ("E08000016",)
    assert versions(connection, "E08000016") == [(date(2021, 1, 1), date(2025, 4, 1))]
    assert reach(connection, home) == {("E08000038", "inside"), ("E92000001", "inside")}


def test_the_old_code_may_come_after_the_new(connection):
    create_areas(connection, AreaKind.AUTHORITY, [square("E08000038", 430_000, 400_000)], valid_from=date(2025, 4, 1))

    create_areas(connection, AreaKind.AUTHORITY, [square("E08000016", 430_000, 400_000)], valid_from=date(2021, 1, 1))

    assert versions(connection, "E08000016") == [(date(2021, 1, 1), date(2025, 4, 1))]


def test_progress_is_told_area_by_area(connection):
    told = []

    create_areas(connection, AreaKind.FORCE, [FORCE, square("E23000002", 0, 0)], progress=lambda *at: told.append(at))

    assert told == [(1, 2), (2, 2)]
