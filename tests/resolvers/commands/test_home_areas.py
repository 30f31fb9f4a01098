"""A home that a command moves is placed again where its keeper's own role may look."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.database.connections import with_driver
from register.geo.home_areas import link_statements
from register.vocabulary import AreaKind
from tests.support import factories as make
from tests.support.command_client import building, kept_register, new_home
from tests.support.story import NORTHBY, SOUTHBY

SHAPES = 400


@pytest.fixture
def many_areas(cluster, story, worker):
    """A connection with the owner's login to a copy of the story that has hundreds of areas."""
    name = f"areas_{worker}"
    cluster.clone_database(story, name)
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        boxes = [(100_000 + 1_000 * (n % 20), 100_000 + 1_000 * (n // 20)) for n in range(SHAPES)]
        squares = [(f"E07{n:06}", f"Square {n}", (x, y, x + 1_000, y + 1_000)) for n, (x, y) in enumerate(boxes)]
        make.create_areas(connection, AreaKind.AUTHORITY, *squares)
        connection.execute(sa.text("analyze register.area_part"))
        yield connection
    cluster.drop_database(name)


def test_the_areas_of_a_home_are_found_by_the_spatial_index_under_ofsteds_own_row_policies(many_areas):
    home_id = many_areas.scalar(sa.text("select id from register.home where urn = 'SC900001'"))
    reach = link_statements([home_id], on=date(2024, 1, 1), buffer_m=1_000)[0]
    many_areas.execute(sa.text("set local role register_ofsted"))
    many_areas.execute(sa.text("set local plan_cache_mode = force_generic_plan"))
    explained = sa.text(f"explain {reach.text}").bindparams(*reach._bindparams.values())

    plan = "\n".join(many_areas.scalars(explained))

    assert plan.count("using ix_area_part_part_27700") == 2


def test_a_force_that_reaches_beyond_its_line_is_linked_by_commands_too(cluster, story, worker):
    near_the_line = building(postcode="ZZ1 4ZZ", longitude=-2.1657, latitude=53.45)
    with kept_register(cluster, story, worker, named="buffer", REGISTER_BOUNDARY_BUFFER_M="2000") as keeper:
        told = keeper.do("registerHome", **new_home("SC970301", premises=[near_the_line]))
        links = keeper.scalar(
            "select array_agg(how || ' ' || area_code order by how) from register.home_reach r "
            "join register.home h on h.id = r.home_id join register.area a on a.code = r.area_code "
            "where h.urn = 'SC970301' and a.kind = 'force'"
        )
        seen = keeper.server.ask('{ home(urn: "SC970301") { name force { code } } }', "police", SOUTHBY)

    assert told.problems == []
    assert links == [f"buffer {SOUTHBY}", f"inside {NORTHBY}"]
    assert seen.data["home"] == {"name": "Rook House", "force": {"code": NORTHBY}}
