"""Which areas a home stands in, and what moves it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
import shapely
import sqlalchemy as sa
from shapely import Point

from register.geo.home_areas import MANY, Move, derive_links, link_statements
from register.tables import HISTORY_OF, entry, home, home_area, home_reach, premises
from register.vocabulary import AreaKind, AreaLink
from tests.support.invented_ground import (
    EAST_FORCE,
    REGISTERED,
    TODAY,
    WEST_FORCE,
    area,
    create_areas,
    create_home,
    create_home_at,
    create_premises,
    derive,
    reach,
    square,
)

ENGLAND = ("E92000001", "inside")
WEST = square(WEST_FORCE, 400_000, 300_000)
EAST = square(EAST_FORCE, 401_000, 300_000)
ON_THE_LINE = (401_000, 300_500)
CUTS = """
select distinct round(st_x(point)::numeric, 3)::float as x, round(st_y(point)::numeric, 3)::float as y
  from (select (st_dumppoints(st_intersection(a.part_27700, b.part_27700))).geom as point
          from register.area_part a
          join register.area_part b on a.id < b.id and st_touches(a.part_27700, b.part_27700)) cut
"""
NOBODY = UUID(int=0)


@pytest.fixture
def two_forces(connection):
    create_areas(connection, AreaKind.FORCE, [WEST, EAST])


def public_areas(connection, home_id):
    a = home_area.c
    return set(connection.scalars(sa.select(a.area_code).where(a.home_id == home_id, a.valid_to.is_(None))))


def codes(connection, home_id):
    h = home.c
    return tuple(
        connection.execute(sa.select(h.authority_code, h.force_code, h.region_code).where(h.id == home_id)).one()
    )


def flags(connection, home_id):
    p = premises.c
    return tuple(connection.execute(sa.select(p.on_edge, p.in_no_force).where(p.home_id == home_id)).one())


@pytest.mark.usefixtures("two_forces")
def test_a_home_is_linked_to_the_area_that_covers_it_since_it_was_registered(connection):
    home_id = create_home_at(connection, "2900001", (400_500, 300_500))

    report = derive(connection, home_id)

    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), ENGLAND}
    assert public_areas(connection, home_id) == {WEST_FORCE, "E92000001"}
    assert codes(connection, home_id) == (None, WEST_FORCE, None)
    assert flags(connection, home_id) == (False, False)
    assert set(connection.scalars(sa.select(home_reach.c.valid_from))) == {REGISTERED}
    assert report.moves == (
        Move(home_id, WEST_FORCE, None, AreaLink.INSIDE),
        Move(home_id, "E92000001", None, AreaLink.INSIDE),
    )


@pytest.mark.usefixtures("two_forces")
def test_a_home_on_the_line_is_reached_by_both_forces_and_shown_in_one(connection):
    home_id = create_home_at(connection, "2900001", ON_THE_LINE)

    report = derive(connection, home_id)

    assert reach(connection, home_id) == {(WEST_FORCE, "edge"), (EAST_FORCE, "edge"), ENGLAND}
    assert public_areas(connection, home_id) == {min(WEST_FORCE, EAST_FORCE), "E92000001"}
    assert codes(connection, home_id)[1] == min(WEST_FORCE, EAST_FORCE)
    assert flags(connection, home_id) == (True, False)
    assert (report.on_edge, report.in_no_force) == (1, 0)


@pytest.mark.usefixtures("two_forces")
def test_a_millimetre_from_the_line_there_is_one_force(connection):
    home_id = create_home_at(connection, "2900001", (400_999.999, 300_500))

    derive(connection, home_id)

    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), ENGLAND}


@pytest.mark.usefixtures("two_forces")
def test_a_home_on_the_shore_is_on_the_edge_of_its_one_force(connection):
    home_id = create_home_at(connection, "2900001", (400_000, 300_500))

    derive(connection, home_id)

    assert reach(connection, home_id) == {(WEST_FORCE, "edge"), ENGLAND}
    assert flags(connection, home_id) == (True, False)


def test_where_two_forces_overlap_both_have_the_home_as_on_an_edge(connection):
    create_areas(connection, AreaKind.FORCE, [WEST, square(EAST_FORCE, 400_500, 300_000)])
    home_id = create_home_at(connection, "2900001", (400_700, 300_500))

    derive(connection, home_id)

    assert reach(connection, home_id) == {(WEST_FORCE, "edge"), (EAST_FORCE, "edge"), ENGLAND}


def test_the_cuts_between_parts_are_not_edges(connection):
    round_force = area(WEST_FORCE, WEST.geometry.centroid.buffer(5000, quad_segs=200))
    create_areas(connection, AreaKind.FORCE, [round_force])
    cuts = connection.execute(sa.text(CUTS)).all()
    inner = [(at.x, at.y) for at in cuts if round_force.geometry.contains(Point(at.x, at.y))]
    assert len(inner) > 2

    homes = [create_home_at(connection, f"29{number:05}", at) for number, at in enumerate(inner)]
    derive(connection, *homes)

    assert {frozenset(reach(connection, home_id)) for home_id in homes} == {
        frozenset({(WEST_FORCE, "inside"), ENGLAND})
    }


@pytest.mark.usefixtures("two_forces")
def test_a_home_in_the_sea_is_kept_and_flagged(connection):
    home_id = create_home_at(connection, "2900001", (380_000, 300_500))

    report = derive(connection, home_id)

    assert reach(connection, home_id) == set()
    assert public_areas(connection, home_id) == {WEST_FORCE, "E92000001"}
    assert codes(connection, home_id) == (None, WEST_FORCE, None)
    assert flags(connection, home_id) == (False, True)
    assert report.in_no_force == 1


def test_no_home_is_said_to_be_in_no_force_before_there_are_forces(connection):
    home_id = create_home_at(connection, "2900001", (400_500, 300_500))

    derive(connection, home_id)

    assert flags(connection, home_id) == (False, False)


def test_the_authority_that_is_known_stays_where_the_point_is_in_none(connection):
    create_areas(connection, AreaKind.FORCE, [WEST])
    create_areas(connection, AreaKind.AUTHORITY, [square("E06000001", 400_000, 300_000, side=500)])
    home_id = create_home(connection, "2900001", authority="E06000001")
    create_premises(connection, home_id, (400_900, 300_900))

    derive(connection, home_id)

    assert codes(connection, home_id) == ("E06000001", WEST_FORCE, None)
    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), ENGLAND}


def test_a_home_without_a_point_is_known_by_its_authority_and_what_that_lies_in(connection):
    create_areas(connection, AreaKind.REGION, [square("E12000001", 400_000, 300_000, side=5000)])
    create_areas(connection, AreaKind.FORCE, [WEST])
    create_areas(connection, AreaKind.AUTHORITY, [square("E06000001", 400_000, 300_000, side=500)])
    home_id = create_home(connection, "2900001", authority="E06000001")

    derive(connection, home_id)

    by_authority = {"E06000001", WEST_FORCE, "E12000001", "E92000001"}
    assert reach(connection, home_id) == {(code, "authority") for code in by_authority}
    assert public_areas(connection, home_id) == by_authority
    assert codes(connection, home_id) == ("E06000001", WEST_FORCE, "E12000001")


def test_a_point_that_becomes_known_takes_the_place_of_the_authority(connection):
    create_areas(connection, AreaKind.FORCE, [WEST])
    create_areas(connection, AreaKind.AUTHORITY, [square("E06000001", 400_000, 300_000, side=500)])
    home_id = create_home(connection, "2900001", authority="E06000001")
    derive(connection, home_id)
    create_premises(connection, home_id, (400_100, 300_100))

    report = derive(connection, home_id)

    assert reach(connection, home_id) == {("E06000001", "inside"), (WEST_FORCE, "inside"), ENGLAND}
    assert (report.areas_added, report.areas_ended) == (0, 0)


@pytest.mark.usefixtures("two_forces")
def test_a_home_of_two_premises_reaches_both_forces_and_is_named_by_the_main_one(connection):
    home_id = create_home_at(connection, "2900001", (401_500, 300_500))
    create_premises(connection, home_id, (400_500, 300_500), is_main=False)

    derive(connection, home_id)

    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), (EAST_FORCE, "inside"), ENGLAND}
    assert codes(connection, home_id)[1] == EAST_FORCE
    assert public_areas(connection, home_id) == {EAST_FORCE, "E92000001"}


@pytest.mark.usefixtures("two_forces")
def test_the_buffer_reaches_a_force_but_is_no_public_link(connection):
    home_id = create_home_at(connection, "2900001", (400_900, 300_500))

    derive(connection, home_id, buffer_m=100)

    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), (EAST_FORCE, "buffer"), ENGLAND}
    assert public_areas(connection, home_id) == {WEST_FORCE, "E92000001"}
    assert codes(connection, home_id)[1] == WEST_FORCE


@pytest.mark.usefixtures("two_forces")
def test_a_home_beyond_the_buffer_is_not_reached(connection):
    home_id = create_home_at(connection, "2900001", (400_899, 300_500))

    derive(connection, home_id, buffer_m=100)

    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), ENGLAND}


@pytest.mark.usefixtures("two_forces")
def test_a_buffer_of_nothing_leaves_no_buffer_rows(connection):
    home_id = create_home_at(connection, "2900001", (400_900, 300_500))
    derive(connection, home_id, buffer_m=100)

    report = derive(connection, home_id, buffer_m=0, on=TODAY + timedelta(days=1))

    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), ENGLAND}
    assert report.moves == (Move(home_id, EAST_FORCE, AreaLink.BUFFER, None),)


@pytest.mark.usefixtures("two_forces")
def test_a_second_run_changes_nothing_and_logs_nothing(connection):
    create_home_at(connection, "2900001", (400_500, 300_500))
    create_home_at(connection, "2900002", ON_THE_LINE)
    create_home_at(connection, "2900003", (380_000, 300_500))
    create_home(connection, "2900004")
    assert derive(connection, buffer_m=100).rows_changed > 0
    before = connection.scalar(sa.select(sa.func.max(entry.c.number)))

    report = derive(connection, buffer_m=100)

    assert report.homes == 4
    assert report.rows_changed == 0
    assert connection.scalar(sa.select(sa.func.max(entry.c.number))) == before


@pytest.mark.usefixtures("two_forces")
def test_a_home_that_moves_ends_its_links_on_the_day(connection):
    home_id = create_home_at(connection, "2900001", (400_500, 300_500))
    derive(connection, home_id)
    move_to(connection, home_id, 401_500)

    derive(connection, home_id)

    a = home_area.c
    rows = connection.execute(sa.select(a.area_code, a.valid_from, a.valid_to).order_by(a.area_code, a.valid_from))
    assert [tuple(row) for row in rows] == [
        (WEST_FORCE, REGISTERED, TODAY),
        (EAST_FORCE, TODAY, None),
        ("E92000001", REGISTERED, None),
    ]


@pytest.mark.usefixtures("two_forces")
def test_a_link_corrected_on_the_day_it_began_is_erased_and_its_history_kept(connection):
    home_id = create_home(connection, "2900001", registered_on=None)
    create_premises(connection, home_id, (400_500, 300_500))
    derive(connection, home_id)
    move_to(connection, home_id, 401_500)

    derive(connection, home_id)

    rows = connection.execute(sa.select(home_area.c.area_code, home_area.c.valid_from))
    assert {tuple(row) for row in rows} == {(EAST_FORCE, TODAY), ("E92000001", TODAY)}
    kept = set(connection.scalars(sa.select(HISTORY_OF[home_area].c.area_code)))
    assert kept == {WEST_FORCE, EAST_FORCE, "E92000001"}


def test_a_boundary_that_moves_takes_exactly_its_homes_and_logs_them(connection):
    create_areas(connection, AreaKind.FORCE, [WEST, EAST])
    stays = create_home_at(connection, "2900001", (400_200, 300_500))
    moves = create_home_at(connection, "2900002", (400_800, 300_500))
    far = create_home_at(connection, "2900003", (401_800, 300_500))
    derive(connection)
    before = connection.scalar(sa.select(sa.func.max(entry.c.number)))
    from_on = date(2024, 4, 1)

    report = create_areas(
        connection,
        AreaKind.FORCE,
        [
            area(WEST_FORCE, shapely.box(400_000, 300_000, 400_500, 301_000)),
            area(EAST_FORCE, shapely.box(400_500, 300_000, 402_000, 301_000)),
        ],
        valid_from=from_on,
    )

    assert report.links.moves == (
        Move(moves, WEST_FORCE, AreaLink.INSIDE, None),
        Move(moves, EAST_FORCE, None, AreaLink.INSIDE),
    )
    assert codes(connection, moves)[1] == EAST_FORCE
    assert reach(connection, stays) == {(WEST_FORCE, "inside"), ENGLAND}
    assert reach(connection, far) == {(EAST_FORCE, "inside"), ENGLAND}
    logged = sa.select(entry.c.subject_id).where(entry.c.number > before, entry.c.subject_kind == "home").distinct()
    assert set(connection.scalars(logged)) == {moves}
    ended = sa.select(home_area.c.valid_to).where(home_area.c.home_id == moves, home_area.c.area_code == WEST_FORCE)
    assert connection.scalar(ended) == from_on


def test_a_home_known_by_its_authority_follows_that_authority(connection):
    create_areas(connection, AreaKind.FORCE, [WEST, EAST])
    create_areas(connection, AreaKind.AUTHORITY, [square("E06000001", 400_000, 300_000, side=500)])
    home_id = create_home(connection, "2900001", authority="E06000001")
    derive(connection)

    create_areas(
        connection, AreaKind.AUTHORITY, [square("E06000001", 401_000, 300_000, side=500)], valid_from=date(2024, 4, 1)
    )

    assert (EAST_FORCE, "authority") in reach(connection, home_id)
    assert codes(connection, home_id)[1] == EAST_FORCE


def test_a_point_inside_a_hole_is_outside(connection):
    ring = area(WEST_FORCE, WEST.geometry.difference(shapely.box(400_400, 300_400, 400_600, 300_600)))
    create_areas(connection, AreaKind.FORCE, [ring])
    home_id = create_home_at(connection, "2900001", (400_500, 300_500))

    derive(connection, home_id)

    assert reach(connection, home_id) == set()


def move_to(connection, home_id, easting):
    at = sa.func.ST_SetSRID(sa.func.ST_MakePoint(easting, 300_500), 27700)
    connection.execute(sa.update(premises).where(premises.c.home_id == home_id).values(point_27700=at))


@pytest.mark.usefixtures("two_forces")
def test_the_reach_of_the_main_premises_is_marked(connection):
    home_id = create_home_at(connection, "2900001", (401_500, 300_500))
    create_premises(connection, home_id, (400_500, 300_500), is_main=False)

    derive(connection, home_id)

    r = home_reach.c
    marked = connection.execute(sa.select(r.area_code, r.of_main).where(r.area_code != "E92000001"))
    assert {tuple(row) for row in marked} == {(EAST_FORCE, True), (WEST_FORCE, False)}


@pytest.mark.usefixtures("two_forces")
def test_a_record_that_was_merged_stands_in_no_area_and_says_still_where_it_stood(connection):
    kept, double = (create_home_at(connection, urn, (400_500, 300_500)) for urn in ("2900001", "2900002"))
    derive(connection)
    before = codes(connection, double)
    connection.execute(sa.update(home).where(home.c.id == double).values(merged_into_id=kept))

    report = derive(connection)

    assert (reach(connection, double), codes(connection, double)) == (set(), before)
    assert reach(connection, kept) == {(WEST_FORCE, "inside"), ("E92000001", "inside")}
    assert {move.home_id for move in report.moves} == {double}
    assert derive(connection).rows_changed == 0


@pytest.mark.usefixtures("two_forces")
def test_the_statements_that_are_told_are_those_that_are_run(connection):
    home_id = create_home_at(connection, "2900001", (400_500, 300_500))

    for statement in link_statements([home_id], on=TODAY, buffer_m=0):
        connection.execute(statement)

    assert reach(connection, home_id) == {(WEST_FORCE, "inside"), ("E92000001", "inside")}
    assert derive(connection, home_id).rows_changed == 0


# Where no home is named nothing is run for which the connection would keep a plan.
@pytest.mark.parametrize(("homes", "on", "off"), [([], 0, 0), ([NOBODY], 4, 0), ([NOBODY] * MANY, 2, 5), (None, 2, 5)])
def test_many_homes_are_joined_as_wholes_whatever_the_statistics_say(connection, homes, on, off):
    seen = []

    def note(run, *_):
        seen.append(run.connection.execute("show enable_nestloop").fetchone()[0])

    sa.event.listen(connection, "before_execute", note)
    derive_links(connection, homes, on=date(2020, 1, 1), buffer_m=0)
    sa.event.remove(connection, "before_execute", note)

    assert (seen.count("on"), seen.count("off")) == (on, off)
    assert connection.scalar(sa.text("show enable_nestloop")) == "on"
