"""What belongs to the cluster and not to a table: the API's login, its rights, agencies and laws by name."""

import psycopg
import pytest
import sqlalchemy as sa

from register.migrating import API_LOGIN
from register.policy.grants import GRANTS
from register.tables import access_log, legal_basis, metadata

RIGHTS = """
select table_name, array_agg(privilege_type::text order by privilege_type::text)
  from information_schema.role_table_grants where grantee = :login and table_schema = 'register' group by table_name
"""


def test_the_api_reads_every_table_adds_to_the_access_log_and_does_nothing_else(connection):
    rights = dict(tuple(row) for row in connection.execute(sa.text(RIGHTS), {"login": API_LOGIN}))

    expected = {table.name: ["SELECT"] for table in metadata.sorted_tables}
    assert rights == expected | {access_log.name: ["INSERT", "SELECT"]}


def test_the_apis_login_owns_nothing_and_inherits_nothing(connection):
    row = connection.execute(
        sa.text(
            "select rolsuper, rolinherit, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = :n"
        ),
        {"n": API_LOGIN},
    ).one()
    owned = connection.scalar(
        sa.text("select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = :n)"),
        {"n": API_LOGIN},
    )

    assert (tuple(row), owned) == ((False,) * 5, 0)


@pytest.mark.parametrize(
    "change",
    [
        "update register.home set places = 1",
        "insert into register.area (code, kind, name, country) values ('E23000099', 'force', 'x', 'x')",
        "delete from register.access_log",
        "update register.access_log set subject = 'x'",
        "insert into register.entry (subject, agency, entity, key, operation) values ('x', 'x', 'x', 'x', 'insert')",
        "truncate register.home",
        "create table register.mine (id int)",
        "drop table register.home",
        "alter table register.access_log disable trigger all",
        "insert into register.home_history (recorded_from) values (now())",
    ],
)
def test_the_apis_login_cannot_change_the_register_or_its_logs(cluster, engine, change):
    url = cluster.url(engine.url.database, user=API_LOGIN)

    with psycopg.connect(url) as login, pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute(change)


def test_every_law_that_a_grant_stands_on_is_named_with_its_day(connection):
    laws = {row.code: (row.name, row.in_force_from) for row in connection.execute(legal_basis.select())}

    assert laws == {g.basis.code: (g.basis.name, g.basis.in_force_from) for g in GRANTS}
