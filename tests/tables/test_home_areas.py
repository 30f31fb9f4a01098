"""The areas that a home is in: what the database refuses of the links."""

from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from tests.conftest import own_copy
from tests.support import factories as make
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("how", "with_premises", "constraint"),
    [
        ("authority", False, None),
        ("inside", True, None),
        ("authority", True, "ck_home_reach_authority_without_premises"),
        ("edge", False, "ck_home_reach_authority_without_premises"),
        ("nearby", True, "area_link_code_known"),
    ],
)
def test_a_link_by_authority_and_only_that_one_names_no_premises(connection, how, with_premises, constraint):
    area = {"code": "E23000099", "kind": "force", "name": "Eastby", "country": "England"}
    connection.execute(tables.area.insert().values(**area))
    home_id = make.create_home(connection, "SC100001")
    premises_id = make.create_premises(connection, home_id, (385_000, 395_000)) if with_premises else None
    link = {"home_id": home_id, "area_code": "E23000099", "of_main": True, "valid_from": date(2020, 1, 1)}

    assert refused_by(connection, tables.home_reach, **link, how=how, premises_id=premises_id) == constraint


# In other words than the database's own: what each link is found by.
WANTED = """
select count(*) from register.home_reach r
  full join register.home_finder f on f.link_id = r.id
 where (r.home_id, r.area_code, r.how::text, r.of_main, r.valid_to)
       is distinct from (f.home_id, f.area_code, f.how::text, f.of_main, f.valid_to)
    or f.urn <> (select urn from register.home where id = r.home_id)
    or (f.places, f.registered_on) is distinct from
       ((select places from register.home where id = r.home_id),
        (select registered_on from register.home where id = r.home_id))
    or f.written_name is distinct from (select name from register.home_identity where home_id = r.home_id)
    or f.name is distinct from (select lower(name) from register.home_identity where home_id = r.home_id)
    or (f.easting, f.northing) is distinct from
       ((select easting from register.premises where id = r.premises_id and valid_to is null),
        (select northing from register.premises where id = r.premises_id and valid_to is null))
    or f.listed_as is distinct from
       (select registration_status from register.home where id = r.home_id and merged_into_id is null)
    or f.postcode is distinct from
       (select lower(postcode) from register.premises where home_id = r.home_id and is_main and valid_to is null)
"""
CHANGES = (
    "update register.home set urn = 'SC10000' || right(urn, 1) where urn like 'SC90000_'",
    "update register.home set places = coalesce(places, 0) + 1",
    "update register.home set registered_on = registered_on - 1 where registered_on is not null",
    "update register.home set registration_status = 'suspended' where registration_status = 'registered'",
    "update register.home set merged_into_id = (select max(id::text)::uuid from register.home)"
    " where id = (select min(id::text)::uuid from register.home)",
    "update register.home set merged_into_id = null where merged_into_id is not null",
    "update register.premises set point_27700 = st_translate(point_27700, 10, 20)",
    "update register.premises set postcode = 'ZZ9 9ZZ' where is_main",
    "update register.premises set valid_to = '2026-01-01' where is_main and valid_from is null",
    "update register.home_identity set name = name || ' House'",
    "delete from register.home_identity where home_id = (select min(home_id::text)::uuid from register.home_identity)",
    "update register.home_reach set how = 'buffer', valid_to = '2040-01-01' where how = 'inside'",
    "delete from register.home_reach where how = 'edge'",
)


def test_where_a_home_is_found_follows_whatever_changes_it(cluster, story, worker):
    with own_copy(cluster, story, f"found_{worker}") as engine, engine.begin() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.home_finder)) > 10
        for change in CHANGES:
            assert connection.execute(sa.text(change)).rowcount > 0, change
            assert connection.scalar(sa.text(WANTED)) == 0, change
