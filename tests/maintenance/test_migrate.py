"""What belongs to the cluster and not to a table: the API's login, its rights, agencies and laws by name."""

import threading
import time
from datetime import date

import psycopg
import pytest
import sqlalchemy as sa
from psycopg.errors import DeadlockDetected

from register.database.connections import with_driver
from register.maintenance.migrate import API_LOGIN, ROLES, make_roles, migrate, newest_revision
from register.policy.grants import GRANTS, POLICY_VERSION
from register.policy.roles import SEALS_ROLE, role_of
from register.policy.second_wall.rights import Right, rights
from register.policy.second_wall.row_policies import row_policies
from register.tables import GROUP_OF, access_log, home_area, home_reach, legal_basis, metadata
from register.vocabulary import Agency, Group, Scope
from tests.support.withdrawn_records import WITHDRAWN

RIGHTS = """
select grantee::text, table_name::text, lower(privilege_type::text), column_name::text
  from information_schema.column_privileges where table_schema = 'register' and grantee <> current_user
 union
select grantee::text, table_name::text, lower(privilege_type::text), null
  from information_schema.role_table_grants where table_schema = 'register' and grantee <> current_user
"""
POLICIES = """
select tablename::text, policyname::text, roles::text[], lower(cmd), qual, with_check
  from pg_policies where schemaname = 'register'
"""
BOUND = """
select relname::text from pg_class
 where relnamespace = 'register'::regnamespace and relkind in ('r', 'p') and relrowsecurity and relforcerowsecurity
"""
ATTRIBUTES = """
select rolname::text, rolsuper, rolinherit, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls
  from pg_roles where rolname = any(:names)
"""

SEALS = {"seal_head", "seal_held", "seal_node", "seal_state"}


def held(connection):
    """Every right on the register's tables that anybody but the owner holds."""
    return {Right(*row) for row in connection.execute(sa.text(RIGHTS))}


def test_each_role_holds_the_rights_of_its_grants_and_nobody_else_holds_any(connection):
    found = held(connection)

    assert found == set(rights())
    assert {right.role for right in found} - {SEALS_ROLE} == {role_of(agency) for agency in Agency}
    assert {right.table for right in found if right.role == SEALS_ROLE} == SEALS


def test_no_role_removes_a_record_but_a_mistake_of_its_own_or_rewrites_what_was_written_down(connection):
    found = held(connection)
    logs = {table.name for table, group in GROUP_OF.items() if group is Group.AUDIT or table.info.get("history")}

    assert {right.verb for right in found} == {"select", "insert", "update", "delete"}
    withdrawn = {(role_of(Agency.OFSTED), name) for name in WITHDRAWN}
    removed = {(right.role, right.table) for right in found if right.verb == "delete"}
    assert {each for each in removed if each[1] not in {home_area.name, home_reach.name}} == withdrawn
    assert [right for right in found if right.table in logs and right.verb == "update"] == []
    assert {right.table for right in found if right.table in logs and right.verb == "insert"} == {access_log.name}


@pytest.mark.parametrize(
    ("role", "table"),
    [
        ("register_police", "notice_detail"),
        ("register_police", "condition_detail_history"),
        ("register_dfe_statistics", "home_identity"),
        ("register_dfe_statistics", "premises_history"),
        ("register_dfe", "home_person"),
        ("register_admin", "home_person"),
        ("register_admin", "notice"),
        ("register_hmicfrs", "notice"),
        ("register_cqc", "provider_contact"),
        ("register_interview_provider", "home"),
        ("register_auditor", "premises"),
    ],
)
def test_a_role_has_no_right_at_all_to_what_its_agency_may_not_read(connection, role, table):
    assert [right for right in held(connection) if (right.role, right.table) == (role, table)] == []


def test_every_table_is_bound_by_row_security_even_for_its_owner(connection):
    assert set(connection.scalars(sa.text(BOUND))) == {table.name for table in metadata.sorted_tables}


def test_each_row_policy_is_of_one_role_and_only_the_owner_is_let_through_by_name(connection):
    owner = connection.scalar(sa.text("select current_user::text"))
    found = connection.execute(sa.text(POLICIES)).all()

    expected = {(p.table, p.name, (p.role,), p.verb) for p in row_policies(date.today())}  # noqa: DTZ011 - any day
    keepers = {(table.name, "keeper", (owner,), "all") for table in metadata.sorted_tables}
    assert {(table, name, tuple(roles), verb) for table, name, roles, verb, *_ in found} == expected | keepers


def test_a_role_meets_every_row_of_no_table_beyond_its_national_grants(connection):
    unbound = {
        (table, roles[0])
        for table, name, roles, _, using, check in connection.execute(sa.text(POLICIES))
        if name != "keeper" and "true" in (using, check)
    }
    national = {
        (table.name, role_of(grant.agency))
        for table, group in GROUP_OF.items()
        for grant in GRANTS
        if grant.group is group and grant.scope is Scope.NATIONAL
    }
    # Hashes alone, for whoever wants to check a log.
    checked = {(table, SEALS_ROLE) for table in SEALS}

    assert unbound == national | checked


def test_no_role_can_log_in_or_has_a_power_of_its_own(connection):
    logins = connection.scalars(sa.text("select rolname from pg_roles where rolcanlogin")).all()
    names = [API_LOGIN, *ROLES]
    found = {name: powers for name, *powers in connection.execute(sa.text(ATTRIBUTES), {"names": names})}

    assert set(found) == set(names)
    assert [name for name, powers in found.items() if any(powers)] == []
    assert [name for name in ROLES if name in logins] == []


def test_migrating_again_raises_the_same_wall_and_mends_one_that_was_broken(spare):
    before = held(spare), set(map(str, spare.execute(sa.text(POLICIES))))
    for breach in (
        f"grant select on register.premises to {API_LOGIN}, register_dfe_statistics",
        "grant select (reasons) on register.notice_detail to register_police",
        "create policy breach on register.notice_detail for select to register_police using (true)",
        "alter table register.notice_detail disable row level security",
        "update register.policy_state set version = 'another'",
        "update register.agency set name = 'another' where code = 'cqc'",
    ):
        spare.execute(sa.text(breach))
    spare.commit()

    migrate(spare)

    assert (held(spare), set(map(str, spare.execute(sa.text(POLICIES))))) == before
    assert "notice_detail" in set(spare.scalars(sa.text(BOUND)))
    assert spare.scalar(sa.text("select version from register.policy_state")) == POLICY_VERSION
    assert spare.scalar(sa.text("select name from register.agency where code = 'cqc'")) == "Care Quality Commission"


def test_what_postgis_leaves_open_is_closed(connection):
    reads = "select has_table_privilege(:r, 'public.spatial_ref_sys', 'select')"

    assert [role for role in (API_LOGIN, *ROLES) if connection.scalar(sa.text(reads), {"r": role})] == []


@pytest.fixture
def spare(cluster, template, worker):
    """A connection to a migrated database that a test may spoil."""
    name = f"migrating_{worker}"
    cluster.clone_database(template, name)
    made = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with made.connect() as opened:
        yield opened
    cluster.drop_database(name)


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
        "insert into register.entry (entity, key, operation) values ('x', 'x', 'insert')",
        "insert into register.entry_author (number, subject, agency) values (1, 'x', 'x')",
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


@pytest.mark.parametrize(
    "power", ["inherit", "login", "superuser", "bypassrls", "createrole", "createdb", "replication"]
)
def test_a_role_that_was_given_a_power_by_hand_loses_it_with_the_next_migration(connection, power):
    asked = sa.text("select * from pg_roles where rolname = :role").bindparams(role=role_of(Agency.HEALTH))
    before = connection.execute(asked).one()
    connection.execute(sa.text(f"alter role {before.rolname} {power}"))
    assert connection.execute(asked).one() != before

    make_roles(connection)

    assert connection.execute(asked).one() == before


def test_the_apis_login_may_go_on_logging_in_and_loses_every_other_power(connection):
    connection.execute(sa.text(f"alter role {API_LOGIN} login createrole bypassrls"))

    make_roles(connection)

    asked = sa.text("select rolcanlogin, rolcreaterole, rolbypassrls from pg_roles where rolname = :role")
    assert tuple(connection.execute(asked, {"role": API_LOGIN}).one()) == (True, False, False)


def test_every_law_that_a_grant_stands_on_is_named_with_its_day(connection):
    laws = {row.code: (row.name, row.in_force_from) for row in connection.execute(legal_basis.select())}

    assert laws == {g.basis.code: (g.basis.name, g.basis.in_force_from) for g in GRANTS}


HELD = """
select l.relation::regclass::text from pg_locks l join pg_stat_activity a on a.pid = l.pid
 where a.datname = %s and a.wait_event_type = 'Lock' and l.granted and l.mode = 'AccessExclusiveLock'
   and l.relation::regclass::text ~ '^register[.][a-z_]+$' and exists (
       select from pg_class c where c.oid = l.relation and c.relkind = 'r')
 limit 1
"""


def test_a_migration_that_meets_a_deadlock_begins_the_wall_again(cluster, template, worker):
    name, (*_, last) = f"deadlock_{worker}", metadata.sorted_tables
    cluster.clone_database(template, name)
    # The migration is the one that PostgreSQL ends: the other waits for longer before it looks for a deadlock.
    url = with_driver(f"{cluster.url(name)}&options=-c%20deadlock_timeout%3D1s", "postgresql+psycopg")
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    ended, failed = [], []
    sa.event.listen(engine, "handle_error", lambda context: failed.append(type(context.original_exception)))

    def run():
        with engine.connect() as connection:
            migrate(connection)
        ended.append(True)

    migrating = threading.Thread(target=run)
    with cluster.connect(name) as other, cluster.connect(name) as watcher:
        other.execute("set deadlock_timeout = '5min'")
        with other.transaction():
            other.execute(f"lock table {last.fullname} in access share mode")
            migrating.start()
            # PostgreSQL decides in which order a migration takes the tables: this is one that it holds while it waits.
            until = time.monotonic() + 60
            while (held := watcher.execute(HELD, [name]).fetchone()) is None and time.monotonic() < until:
                time.sleep(0.01)
            assert held is not None
            other.execute(f"lock table {held[0]} in access share mode")
        migrating.join(timeout=60)
        before = watcher.execute(BOUND).fetchall()
    cluster.drop_database(name)

    assert ended == [True]
    assert failed == [DeadlockDetected]
    assert ("home",) in before


def test_the_newest_revision_is_the_one_to_which_a_database_is_migrated(connection):
    assert connection.scalar(sa.text("select version_num from register.alembic_version")) == newest_revision()
