"""In which areas a home is shown to everybody."""

import sqlalchemy as sa

from register.tables import home_area
from register.vocabulary import AreaKind
from tests.geo.test_home_areas import EAST, ON_THE_LINE, WEST, codes, move_to, public_areas
from tests.support.invented_ground import (
    EAST_FORCE,
    REGISTERED,
    TODAY,
    WEST_FORCE,
    create_areas,
    create_home,
    create_home_at,
    create_premises,
    derive,
    square,
)


def test_a_home_that_drifts_out_to_sea_is_shown_in_the_nearest_force_from_then_on(connection):
    create_areas(connection, AreaKind.FORCE, [WEST, EAST])
    home_id = create_home_at(connection, "2900001", (400_500, 300_500))
    derive(connection, home_id)
    move_to(connection, home_id, 403_000)

    derive(connection, home_id)

    a = home_area.c
    shown = sa.select(a.area_code, a.valid_from).where(a.home_id == home_id, a.valid_to.is_(None))
    assert {tuple(row) for row in connection.execute(shown)} == {(EAST_FORCE, TODAY), ("E92000001", REGISTERED)}


def test_a_larger_area_is_the_one_that_the_authority_lies_in(connection):
    create_areas(
        connection, AreaKind.REGION, [square("E12000001", 401_000, 300_000), square("E12000002", 400_000, 300_000)]
    )
    create_areas(
        connection, AreaKind.FORCE, [square(EAST_FORCE, 400_000, 300_000), square(WEST_FORCE, 401_000, 300_000)]
    )
    create_areas(
        connection, AreaKind.AUTHORITY, [square("E06000001", 400_000, 300_000), square("E06000002", 401_000, 300_000)]
    )
    on_the_line = create_home_at(connection, "2900001", ON_THE_LINE)
    at_sea = create_home_at(connection, "2900002", (380_000, 300_500))

    derive(connection, on_the_line, at_sea)

    west = {"E06000001", EAST_FORCE, "E12000002", "E92000001"}
    assert public_areas(connection, on_the_line) == west
    assert public_areas(connection, at_sea) == west
    assert codes(connection, on_the_line) == ("E06000001", EAST_FORCE, "E12000002")


def test_a_home_in_no_authority_stays_in_the_one_that_is_known_and_in_its_force(connection):
    create_areas(connection, AreaKind.FORCE, [WEST, EAST])
    create_areas(
        connection, AreaKind.AUTHORITY, [square("E06000001", 400_000, 300_000), square("E06000002", 401_000, 300_000)]
    )
    home_id = create_home(connection, "2900001", authority="E06000002")
    create_premises(connection, home_id, (380_000, 300_500))

    derive(connection, home_id)

    assert public_areas(connection, home_id) == {"E06000002", EAST_FORCE, "E92000001"}
