"""A larger register: each home several times, with all that it has, in the areas of its original."""

import sqlalchemy as sa

from bench.size import INSPECTIONS, enlarge
from tests.conftest import own_copy
from tests.support.child_factories import tell_of_children
from tests.support.story import EVERY_URN

COUNTED = ("home", "home_identity", "home_version", "premises", "home_person", "home_area", "home_reach", "notice")
COUNTED += ("child", "placement", "missing_episode", "child_reach", "episode_reach")
AREAS = """
select bool_and(links = 3 * of_originals)
  from (select count(*) as links, count(*) filter (where urn = any(:originals)) as of_originals
          from register.home_reach r join register.home h on h.id = r.home_id
         group by area_code, how, of_main) as alike
"""
INSPECTED = """
select max(inspections)
  from (select count(*) as inspections from register.inspection i join register.home h on h.id = i.home_id
         where not urn = any(:originals) group by h.id) as copied
"""


def counts(connection):
    return {table: connection.scalar(sa.text(f"select count(*) from register.{table}")) for table in COUNTED}  # noqa: S608


def test_every_home_is_copied_with_all_that_it_has_into_the_areas_of_its_original(cluster, story, worker):
    with own_copy(cluster, story, f"larger_{worker}") as engine, engine.begin() as connection:
        tell_of_children(connection)
        before = counts(connection)
        homes = enlarge(connection, 3 * len(EVERY_URN), lambda line: None)
        after = counts(connection)
        alike, most = [connection.scalar(sa.text(each), {"originals": list(EVERY_URN)}) for each in (AREAS, INSPECTED)]

    assert homes == 3 * len(EVERY_URN)
    assert after == {table: 3 * count for table, count in before.items()}
    assert (alike, most) == (True, INSPECTIONS)
