"""Within, near and in a box, as the database answers them."""

import pytest
import shapely
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ClauseElement, Executable
from sqlalchemy.sql.compiler import SQLCompiler

from register.geo.caller_geometry import as_ewkb, checked_bbox, checked_near, checked_polygon
from register.geo.predicates import bounds, distance_m, in_box, near, point_at, same_geometry, within
from register.tables import premises
from tests.support.invented_ground import create_home_at


class Explain(Executable, ClauseElement):
    """The plan of a select, with its values bound."""

    inherit_cache = False

    def __init__(self, select: sa.Select) -> None:
        self.select = select


@compiles(Explain)
def explain(element: Explain, compiler: SQLCompiler, **options: object) -> str:
    return f"explain {compiler.process(element.select, **options)}"


LOCATION = premises.c.point_27700
RING = [[-2.0, 52.0], [-1.9, 52.0], [-1.9, 52.1], [-2.0, 52.1], [-2.0, 52.0]]
POLYGON = checked_polygon({"type": "Polygon", "coordinates": [RING]}, max_vertices=1000)
INSIDE, OUTSIDE = (403_000, 240_000), (420_000, 240_000)


@pytest.fixture
def homes(connection):
    return [create_home_at(connection, f"290000{n}", at) for n, at in enumerate((INSIDE, OUTSIDE))]


def bound(geometry):
    return sa.literal(as_ewkb(geometry))


def found(connection, predicate):
    return list(connection.scalars(sa.select(premises.c.home_id).where(predicate)))


def test_a_polygon_finds_the_homes_that_it_covers(connection, homes):
    assert found(connection, within(LOCATION, bound(POLYGON))) == homes[:1]


def test_a_home_on_the_edge_of_a_polygon_is_found(connection):
    corner = shapely.get_coordinates(POLYGON)[0]
    home_id = create_home_at(connection, "2900001", tuple(corner))

    assert found(connection, within(LOCATION, bound(POLYGON))) == [home_id]


def test_a_box_finds_the_homes_that_it_covers(connection, homes):
    assert (
        found(connection, in_box(LOCATION, bound(checked_bbox(west=-2.0, south=52.0, east=-1.9, north=52.1))))
        == homes[:1]
    )


def test_a_radius_finds_homes_up_to_its_edge(connection, homes):
    point = bound(shapely.Point(INSIDE[0], INSIDE[1] + 100))

    assert found(connection, near(LOCATION, point, sa.literal(100))) == homes[:1]
    assert found(connection, near(LOCATION, point, sa.literal(99))) == []


def test_the_distance_is_in_metres(connection, homes):
    point = bound(checked_near(-2.0, 52.0, 1, max_radius_m=1))

    metres = connection.scalar(sa.select(distance_m(LOCATION, point)).where(premises.c.home_id == homes[0]))

    expected = shapely.distance(shapely.from_wkb(point.value), shapely.Point(INSIDE))
    assert metres == pytest.approx(expected)


@pytest.mark.parametrize(
    "predicate",
    [within(LOCATION, bound(POLYGON)), near(LOCATION, bound(shapely.Point(INSIDE)), sa.literal(500))],
    ids=["within", "near"],
)
def test_each_relation_can_be_answered_by_the_index(connection, predicate):
    connection.execute(sa.text("set local enable_seqscan = off"))
    explained = sa.select(premises.c.id).where(predicate)
    plan = connection.execute(Explain(explained)).scalars()

    assert "ix_premises_point_27700" in "\n".join(plan)


def test_a_point_is_stored_at_its_place_and_again_as_it_was_read(connection):
    text = sa.func.ST_AsEWKT(point_at(400_000.125, 300_000.5), type_=sa.Text)
    ewkb = connection.scalar(sa.select(sa.func.ST_AsEWKB(point_at(1.0, 2.0), type_=sa.LargeBinary)))

    assert connection.scalar(sa.select(text)) == "SRID=27700;POINT(400000.125 300000.5)"
    assert connection.scalar(sa.select(sa.func.ST_AsEWKT(same_geometry(ewkb)))) == "SRID=27700;POINT(1 2)"


def test_the_edges_of_a_box_hold_a_shape_and_what_is_around_it(connection):
    point = checked_near(-2.0, 52.0, 500, max_radius_m=1_000)
    east, north = shapely.get_coordinates(point)[0]
    found = connection.execute(sa.select(*bounds(bound(point), sa.literal(500.0)))).one()

    assert found == pytest.approx((east - 501, north - 501, east + 501, north + 501))
    assert connection.execute(sa.select(*bounds(bound(POLYGON)))).one() == pytest.approx(POLYGON.bounds)
