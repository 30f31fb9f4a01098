"""The second wall as the database has it: exactly the grants, read from its own catalogue and compared both ways."""

import re
from datetime import UTC, datetime

import psycopg
import pytest
import sqlalchemy as sa

from register.database.connections import with_driver
from register.maintenance.migrate import API_LOGIN, migrate
from register.policy.roles import SEALS_ROLE, role_of
from register.policy.second_wall.rights import rights
from register.policy.second_wall.row_policies import row_policies
from register.tables import metadata
from register.vocabulary import Agency, Group
from tests.policy.committed_page import cells_of_the_page

TODAY = datetime.now(UTC).date()
AGENCIES = [role_of(agency) for agency in Agency]
ROLES = [*AGENCIES, SEALS_ROLE]
# Signed heads and the hashes below them are shown to anyone who wants to check a log.
SEALS = ("seal_head", "seal_held", "seal_node", "seal_state")
TABLES = {table.name: table for table in metadata.sorted_tables}

# Everyone who may log in or be taken on and is not of the database's own making.
OURS = [API_LOGIN, *ROLES]

RIGHTS = """
select g.rolname, c.relname, lower(r.privilege_type), a.attname
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'register'
  join pg_attribute a on a.attrelid = c.oid
 cross join lateral aclexplode(a.attacl) r
  join pg_roles g on g.oid = r.grantee
 where g.oid <> c.relowner
union all
select coalesce(g.rolname, 'everyone'), c.relname, lower(r.privilege_type), null
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'register'
 cross join lateral aclexplode(c.relacl) r
  left join pg_roles g on g.oid = r.grantee
 where r.grantee <> c.relowner
"""
ROW_SECURITY = """
select c.relname, c.relrowsecurity and c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'register'
 where c.relkind in ('r', 'p', 'f')
"""
POLICIES = """
select tablename, policyname, permissive, array_to_string(roles, ','), lower(cmd), qual, with_check
  from pg_policies where schemaname = 'register'
"""
KEEPER = "keeper"


def stated_rights():
    """Every right that the grants state, as the catalogue names it."""
    return {(right.role, right.table, right.verb, right.column) for right in rights()}


def held_rights(connection):
    """Every right in the schema that anyone but the owner holds, by column or on a whole table."""
    return {tuple(row) for row in connection.execute(sa.text(RIGHTS))}


def policies_held(connection):
    """Every row policy of the schema, with its conditions as the database writes them."""
    return {tuple(row) for row in connection.execute(sa.text(POLICIES))}


def policies_stated(connection):
    """The policies that ought to stand, raised beside those that do stand and read back, then taken away again."""
    standing = policies_held(connection)
    with connection.begin_nested() as beside:
        for policy in row_policies(TODAY):
            using = f"using ({policy.using})" if policy.using else ""
            check = f"with check ({policy.check})" if policy.check else ""
            connection.execute(
                sa.text(
                    f"create policy stated_{policy.name} on register.{policy.table} "
                    f"for {policy.verb} to {policy.role} {using} {check}"
                )
            )
        read_back = policies_held(connection) - standing
        beside.rollback()
    owner = connection.scalar(sa.text("select current_user"))
    stated = {(table, name.removeprefix("stated_"), *rest) for table, name, *rest in read_back}
    return stated | {(table, KEEPER, "PERMISSIVE", owner, "all", "true", "true") for table in TABLES}


def unguarded(connection):
    """The tables of the schema that are not the register's, or whose rows are not guarded even from their owner."""
    guarded = dict(tuple(row) for row in connection.execute(sa.text(ROW_SECURITY)))
    del guarded["alembic_version"]  # holds which migration was the last, and is open to nobody
    return {name for name, is_guarded in guarded.items() if not is_guarded} | (set(guarded) ^ set(TABLES))


@pytest.fixture(scope="module")
def stated(engine):
    """The policies that ought to stand, as the database writes them."""
    with engine.connect() as connection:
        return policies_stated(connection)


def differences(connection, stated):
    """In what the wall that stands is not the wall that the grants state."""
    return (held_rights(connection) ^ stated_rights()) | (policies_held(connection) ^ stated) | unguarded(connection)


def test_the_wall_in_the_database_is_the_wall_that_the_grants_state_and_nothing_besides(connection, stated):
    assert len(stated) > len(TABLES)
    assert differences(connection, stated) == set()


TAMPERED = {
    "one more column": "grant select (name) on register.home_identity to register_dfe_statistics",
    "a whole table": "grant select on register.home to register_interview_provider",
    "a right for the login itself": "grant select (urn) on register.home to register_api",
    "a right for everyone": "grant select on register.home to public",
    "a right to truncate": "grant truncate on register.home to register_ofsted",
    "a right on a sequence": "grant usage on sequence register.access_log_id_seq to register_police",
    "one column less": "revoke select (name) on register.home_identity from register_police",
    "a policy dropped": "drop policy register_police_select on register.home_identity",
    "a policy for everyone": "create policy open on register.home_identity using (true)",
    "a policy of another condition": "alter policy register_police_select on register.home_identity using (true)",
    "a policy that checks less": "alter policy register_police_insert on register.access_log with check (true)",
    "a policy with one role more": "alter policy register_ofsted_select on register.premises"
    " to register_ofsted, register_police",
    "row security switched off": "alter table register.home_identity disable row level security",
    "row security not for the owner": "alter table register.home_identity no force row level security",
    "a table of no group": "create table register.copied as select * from register.home_identity",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_a_wall_that_was_tampered_with_is_noticed(connection, stated, change):
    connection.execute(sa.text(change))

    assert differences(connection, stated)


def test_the_page_speaks_of_every_agency_and_every_group():
    assert set(cells_of_the_page()) == {(str(agency), str(group)) for agency in Agency for group in Group}


def test_a_role_meets_every_row_of_a_table_where_the_committed_page_says_national_and_nowhere_else(connection):
    national = {
        (f"register_{agency}_select", table.name)
        for (agency, group), cells in cells_of_the_page().items()
        for table in TABLES.values()
        if table.info["group"] == group and ("national" in {scope for uses, scope in cells if "read" in uses})
    }

    unbounded = {
        (name, table)
        for table, name, _, _, verb, using, _ in policies_held(connection)
        if verb == "select" and using == "true"
    }
    assert unbounded == national | {(f"{SEALS_ROLE}_select", name) for name in SEALS}


ROLE_RIGHTS = """
select rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls
  from pg_roles where rolname ~ '^register_'
"""
MEMBERS = """
select m.rolname as member, r.rolname as role, a.admin_option
  from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
 where m.rolname ~ '^register_' or r.rolname ~ '^register_'
"""
OWNED = """
select count(*) from pg_shdepend where refclassid = 'pg_authid'::regclass and deptype = 'o' and refobjid = any(
    select oid from pg_roles where rolname = any(:ours))
"""


def test_a_role_of_the_wall_cannot_log_in_or_inherit_or_do_anything_in_the_cluster(connection):
    found = {row.rolname: tuple(row)[1:] for row in connection.execute(sa.text(ROLE_RIGHTS)) if row.rolname in ROLES}

    assert found == dict.fromkeys(ROLES, (False,) * 7)


def test_the_login_may_do_nothing_but_log_in_and_take_on_the_roles_of_the_wall(connection):
    found = {row.rolname: tuple(row)[1:] for row in connection.execute(sa.text(ROLE_RIGHTS))}
    members = {tuple(row) for row in connection.execute(sa.text(MEMBERS))}

    assert found[API_LOGIN] == (False, False, False, False, True, False, False)
    assert members == {(API_LOGIN, role, False) for role in ROLES}


def test_neither_the_login_nor_a_role_owns_anything(connection):
    assert connection.scalar(sa.text(OWNED), {"ours": OURS}) == 0


OUTSIDE = """
select r.rolname, c.oid::regclass::text
  from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace
 where r.rolname = any(:ours) and n.nspname not in ('register', 'pg_catalog', 'information_schema')
   and n.nspname !~ '^pg_toast' and c.relkind in ('r', 'v', 'm', 'p', 'f', 'S')
   and case when c.relkind = 'S' then has_sequence_privilege(r.oid, c.oid, 'usage, select, update')
            else has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references')
              or has_table_privilege(r.oid, c.oid, 'delete, truncate, trigger') end
"""
PLACES = """
select r.rolname, n.nspname, p.privilege
  from pg_roles r, pg_namespace n, unnest(array['usage', 'create']) as p (privilege)
 where r.rolname = any(:ours) and n.nspname !~ '^(pg_|information_schema)'
   and has_schema_privilege(r.oid, n.oid, p.privilege)
"""
DATABASE = """
select r.rolname, p.privilege from pg_roles r, unnest(array['connect', 'create', 'temporary']) as p (privilege)
 where r.rolname = any(:ours) and has_database_privilege(r.oid, current_database(), p.privilege)
"""
DERIVED = "select count(*) from pg_class where relkind in ('v', 'm') and relnamespace = 'register'::regnamespace"
FUNCTIONS = """
select p.proname, p.prosecdef, p.provolatile, coalesce(array_to_string(p.proconfig, ' '), ''), r.rolname
  from pg_proc p
  left join pg_roles r on r.rolname = any(:ours) and has_function_privilege(r.oid, p.oid, 'execute')
 where p.pronamespace = 'register'::regnamespace
"""
LATER = "select count(*) from pg_default_acl"
FOREIGN = "select (select count(*) from pg_foreign_server) + (select count(*) from pg_largeobject_metadata)"


def rows(connection, statement):
    return {tuple(row) for row in connection.execute(sa.text(statement), {"ours": OURS})}


MENDED = [change for name, change in TAMPERED.items() if name != "a table of no group"]


def test_migrating_again_mends_a_wall_that_was_tampered_with_and_closes_the_database(cluster, template, worker, stated):
    name = f"tampered_{worker}"
    cluster.clone_database(template, name)
    owner = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"))
    with owner.connect() as connection:
        for change in MENDED:
            connection.execute(sa.text(change.replace("alter policy register_police_select", "alter policy open")))
        tampered = differences(connection, stated)
        connection.commit()
        migrate(connection)
        mended, opened = differences(connection, stated), rows(connection, DATABASE)
    owner.dispose()
    cluster.drop_database(name)

    assert len(tampered) >= len(MENDED)
    assert mended == set()
    assert opened == {(API_LOGIN, "connect")}


def test_no_table_outside_the_register_is_open_to_the_login_or_a_role(connection):
    assert rows(connection, OUTSIDE) == set()


def test_a_role_uses_the_schemas_and_makes_nothing_in_them_and_the_login_not_even_that(connection):
    assert rows(connection, PLACES) == {(role, name, "usage") for role in ROLES for name in ("public", "register")}


def test_no_view_stands_before_a_table_for_views_read_with_their_owners_eyes(connection):
    assert connection.scalar(sa.text(DERIVED)) == 0


def test_only_what_looks_up_ones_own_access_can_be_called_and_each_finds_names_where_it_was_told_to(connection):
    found = rows(connection, FUNCTIONS)

    assert {name for name, *_ in found} >= {"record_home", "write_recorder", "refuse_rewrite", "sign_live_grant"}
    # What folds a text looks nothing up, acts for whom calls it, and is written into the statement that does.
    free = {
        (name, is_definer)
        for name, is_definer, _, settings, _ in found
        if not settings.startswith("search_path=register, ")
    }
    assert free == {("folded", False)}
    looks_up = {(name, role) for name in ("opened_homes", "inspected_areas") for role in AGENCIES}
    looks_up.add(("take_import_turn", "register_ofsted"))
    looks_up |= {("folded", role) for role in AGENCIES}
    looks_up |= {("meet_child", f"register_{agency}") for agency in ("police", "ukmpu", "health")}
    assert {(name, role) for name, _, _, _, role in found if role is not None} == looks_up
    # A text is folded by itself alone: what it comes to is the same for every caller, and an index is made of it.
    assert {name for name, _, volatility, _, _ in found if volatility == "i"} == {"folded"}


def test_nothing_that_is_made_later_is_opened_beforehand_and_nothing_leads_elsewhere(connection):
    assert connection.scalar(sa.text(LATER)) == 0
    assert connection.scalar(sa.text(FOREIGN)) == 0


def test_a_policy_reads_its_settings_in_words_that_no_planner_may_work_out_once_and_keep(connection):
    called = "select provolatile from pg_proc where proname = 'current_setting' and pronargs = 2"

    assert connection.scalar(sa.text(called)) == "s"
    conditions = [text for policy in row_policies(TODAY) for text in (policy.using, policy.check) if text]
    assert {name for text in conditions for name in re.findall(r"\b([a-z_]+)\(", text)} <= {
        "current_setting", "nullif", "exists", "in", "and", "now", "or", "any", "array",
        "opened_homes", "inspected_areas",
    }  # fmt: skip


def test_the_statistics_of_the_planner_tell_a_role_nothing_of_what_it_may_not_see(cluster, engine):
    with psycopg.connect(cluster.url(engine.url.database, user=API_LOGIN)) as login:
        for role in ROLES:
            login.execute(f"set role {role}")
            told = "select count(*) from pg_stats where schemaname = 'register'"
            assert login.execute(told).fetchone() == (0,), role


# From here on nothing but Python.
