"""The one transformation: true to the millimetre, everywhere that the register reaches."""

import numpy as np
import pytest
import shapely
import sqlalchemy as sa

from register.errors import BadInput
from register.geo.crs import (
    EAST,
    NORTH,
    SOUTH,
    WEST,
    from_web_mercator,
    geometry_to_grid,
    geometry_to_web_mercator,
    geometry_to_wgs84,
    grid_bounds,
    point_to_grid,
    point_to_wgs84,
    to_grid,
    to_web_mercator,
    to_wgs84,
)

# Ordnance Survey's test points for OSTN15: latitude, longitude, easting, northing. The first is on Scilly.
TEST_POINTS = (
    (49.92226393730, -6.29977752014, 91492.146, 11318.804),
    (50.43885825610, -4.10864563561, 250359.811, 62016.569),
    (50.57563665000, -1.29782277240, 449816.371, 75335.861),
    (50.93127937910, -1.45051433700, 438710.920, 114792.250),
    (51.40078220140, -3.55128349240, 292184.870, 168003.465),
    (51.37447025550, 1.44454730409, 639821.835, 169565.858),
    (51.42754743020, -2.54407618349, 362269.991, 169978.690),
    (51.48936564950, -0.11992557180, 530624.974, 178388.464),
)


@pytest.mark.parametrize(("latitude", "longitude", "easting", "northing"), TEST_POINTS)
def test_the_official_test_points_agree_to_the_millimetre(latitude, longitude, easting, northing):
    found = point_to_grid(longitude, latitude)

    assert found == pytest.approx((easting, northing), abs=0.0011)


def test_the_south_of_scilly_is_on_the_grid():
    easting, northing = point_to_grid(-6.34, 49.89)

    assert point_to_wgs84(easting, northing) == pytest.approx((-6.34, 49.89), abs=2e-8)


def test_the_way_there_and_back_ends_where_it_began():
    longitude, latitude = np.meshgrid(np.linspace(-6, 1.7, 40), np.linspace(50, 55.8, 40))

    there = to_grid(longitude.ravel(), latitude.ravel())
    back = to_wgs84(*there)

    assert np.abs(back[0] - longitude.ravel()).max() < 2e-8
    assert np.abs(back[1] - latitude.ravel()).max() < 2e-8


def test_the_grid_has_no_step_at_the_edge_of_the_published_shift():
    longitude = np.arange(-9, 2.1, 0.001)

    easting, northing = to_grid(longitude, np.full_like(longitude, 50.0))

    assert np.diff(easting).min() > 71
    assert np.diff(easting).max() < 72
    assert np.abs(np.diff(northing)).max() < 10


def test_a_place_outside_the_area_is_not_a_number():
    easting, northing = to_grid([-9.01, -2, np.nan, -2], [52, 61.11, 52, 52])

    assert np.isnan(easting).tolist() == [True, True, True, False]
    assert np.isnan(northing).tolist() == [True, True, True, False]


def test_swapped_axes_are_refused_with_a_hint():
    with pytest.raises(BadInput, match="Outside the register's area") as refused:
        point_to_grid(52.4, -1.9)

    assert "Are the two swapped?" in refused.value.extensions["hint"]


def test_a_place_off_the_grid_is_refused():
    with pytest.raises(BadInput):
        point_to_wgs84(-1_000_000, 0)


def test_neighbours_that_share_vertices_still_share_them_on_the_grid():
    left = shapely.box(-2, 52, -1, 53)
    right = shapely.box(-1, 52, 0, 53)

    moved = geometry_to_grid(left), geometry_to_grid(right)

    assert len(set(moved[0].exterior.coords) & set(moved[1].exterior.coords)) == 2
    assert shapely.get_srid(moved[0]) == 27700


def test_a_geometry_comes_back_to_its_longitudes_and_latitudes():
    drawn = shapely.box(-2, 52, -1, 53)

    assert geometry_to_wgs84(geometry_to_grid(drawn)).equals_exact(drawn, 2e-8)


def test_a_geometry_that_leaves_the_area_is_refused():
    with pytest.raises(BadInput):
        geometry_to_grid(shapely.box(-2, 52, 3, 53))


def test_web_mercator_is_what_postgis_makes_of_the_same_degrees_there_and_back(connection):
    for longitude, latitude in ((-2.25, 53.5), (-5.7, 50.07), (1.75, 52.6), (-9.0, 61.1)):
        point = sa.func.ST_Transform(sa.func.ST_SetSRID(sa.func.ST_MakePoint(longitude, latitude), 4326), 3857)
        expected = connection.execute(sa.select(sa.func.ST_X(point), sa.func.ST_Y(point))).one()
        east, north = to_web_mercator(longitude, latitude)

        assert (east, north) == pytest.approx(tuple(expected), abs=1e-6)
        assert from_web_mercator(east, north) == pytest.approx((longitude, latitude), abs=1e-12)


def test_an_outline_is_moved_to_web_mercator_vertex_by_vertex():
    moved = geometry_to_web_mercator(shapely.box(-2.3, 53.4, -2.2, 53.5))

    assert moved.bounds == pytest.approx((*to_web_mercator(-2.3, 53.4), *to_web_mercator(-2.2, 53.5)))
    assert shapely.get_srid(moved) == 3857


@pytest.mark.parametrize(
    ("west", "south", "east", "north"),
    [
        (-180, -90, 180, 90),
        (-6.0, 50.0, 1.9, 56.0),
        (-3.0, 53.0, -2.0, 54.0),
        (-2.0, 53.0, -2.0, 53.0),
        (1.5, 60, 9, 62),
    ],
)
def test_the_box_of_the_grid_around_one_of_degrees_holds_all_that_it_holds(west, south, east, north):
    longitude, latitude = np.meshgrid(
        np.linspace(max(west, WEST), min(east, EAST), 201), np.linspace(max(south, SOUTH), min(north, NORTH), 201)
    )
    easting, northing = to_grid(longitude.ravel(), latitude.ravel())

    around = grid_bounds((west, south, east, north))

    assert around[0] < easting.min() <= easting.max() < around[2]
    assert around[1] < northing.min() <= northing.max() < around[3]
    assert max(easting.min() - around[0], around[3] - northing.max()) < 100


def test_a_box_of_degrees_outside_of_the_area_has_none_on_the_grid():
    assert grid_bounds((10, 53, 11, 54)) is None
    assert grid_bounds((-3, 40, -2, 41)) is None
