"""Places are drawn on purpose beside edges, on them and off the shore, and never in an area that has no homes."""

from collections import Counter

import numpy as np
import pytest
import shapely

from register.demo import published_figures
from register.demo.load import SEED
from register.demo.locations import Place, Setting, find_places


@pytest.fixture(scope="module")
def places(ground, quotas) -> list[Place]:
    return find_places(ground, quotas.homes_in, SEED)


def _points(places: list[Place], setting: Setting) -> np.ndarray:
    return np.asarray([place.points[0] for place in places if place.setting is setting])


def test_every_setting_has_its_homes(places):
    found = Counter(place.setting for place in places)

    assert len(places) == 4_009
    assert found[Setting.EDGE] == published_figures.BESIDE_AN_EDGE
    assert found[Setting.VERTEX] == published_figures.ON_A_VERTEX >= 10
    assert found[Setting.SHORE] == published_figures.OFF_THE_SHORE >= 10
    assert found[Setting.UNKNOWN] == published_figures.WITHOUT_PREMISES


def test_at_least_six_homes_in_a_hundred_stand_within_50_m_of_the_edge_of_a_force(places, ground):
    edges = shapely.STRtree([outline.boundary for outline in ground.forces.values()])
    points = np.asarray([place.points[0] for place in places if place.points])

    near = set(edges.query(shapely.points(points), "dwithin", distance=50.0)[0].tolist())

    assert len(near) / len(places) >= 0.06


def test_homes_on_a_vertex_are_on_two_forces_at_once(places, ground):
    forces = shapely.STRtree(list(ground.forces.values()))

    touched = Counter(forces.query(shapely.points(_points(places, Setting.VERTEX)), "touches")[0].tolist())

    assert len(touched) == published_figures.ON_A_VERTEX
    assert min(touched.values()) >= 2


def test_homes_off_the_shore_are_in_no_area_but_near_one(places, ground):
    points = shapely.points(_points(places, Setting.SHORE))
    areas = [*ground.forces.values(), *ground.authorities.values()]

    away = [min(outline.distance(point) for outline in areas) for point in points]

    assert min(away) > 0
    assert max(away) < 250


def test_a_home_stands_in_the_authority_that_counts_it_unless_off_the_shore(places, ground):
    on_land = [place for place in places if place.points and place.setting is not Setting.SHORE]

    covered = [ground.authorities[place.authority].covers(shapely.Point(place.points[0])) for place in on_land]

    assert len(covered) > 3_900
    assert all(covered)


def test_no_premises_stand_in_an_area_without_homes(places, ground):
    points = shapely.points(np.asarray([point for place in places for point in place.points]))
    empty = shapely.STRtree(list(ground.without_homes))

    assert len(ground.without_homes) >= 5
    assert empty.query(points, "intersects").size == 0


def test_eight_homes_in_a_hundred_have_further_premises_up_to_3_km_off(places):
    several = [place.points for place in places if len(place.points) > 1]
    away_m = [shapely.Point(points[0]).distance(shapely.Point(other)) for points in several for other in points[1:]]

    assert 0.08 <= len(several) / len(places) <= 0.09
    assert min(away_m) >= 99.9
    assert max(away_m) <= 3_000.1
    assert sum(len(points) == 3 for points in several) == published_figures.OF_THEM_WITH_THREE


def test_points_are_rounded_to_a_centimetre_but_on_a_vertex(places):
    rounded = [
        point
        for place in places
        for index, point in enumerate(place.points)
        if place.setting is not Setting.VERTEX or index
    ]

    assert all(round(value, 2) == value for point in rounded for value in point)
