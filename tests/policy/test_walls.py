"""The second wall as the database has it: exactly the grants, read from its own catalogue and compared both ways."""

import dataclasses
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from register.database.connections import with_driver
from register.maintenance.migrate import API_LOGIN, migrate
from register.policy import grants as granting
from register.policy import matrix as page
from register.policy import walls
from register.policy.walls import SEALS_ROLE, Right, RowPolicy, rights, role_of, row_policies
from register.tables import GROUP_OF, access_log, metadata
from register.vocabulary import Agency, Basis, Group, Scope, Use

TODAY = datetime.now(UTC).date()
AGENCIES = [role_of(agency) for agency in Agency]
ROLES = [*AGENCIES, SEALS_ROLE]
# Signed heads and the hashes below them are shown to anyone who wants to check a log.
SEALS = ("seal_head", "seal_held", "seal_node", "seal_state")
TABLES = {table.name: table for table in metadata.sorted_tables}
PAGE = Path(page.__file__).with_name("matrix.md")

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


def cells_of_the_page():
    """The matrix as the committed page has it: for each agency and group, its cells as (uses, scope)."""
    lines = PAGE.read_text().splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("| agency | reference |"))
    groups = [name.strip() for name in lines[head].strip("|").split("|")][1:]
    found = {}
    for line in lines[head + 2 :]:
        if not line:
            break
        agency, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        for group, cell in zip(groups, cells, strict=True):
            parts = [] if cell == "-" else [part.partition(": ") for part in cell.split("; ")]
            found[agency, group] = [(set(uses.split(", ")), scope) for uses, _, scope in parts]
    return found


def test_the_page_speaks_of_every_agency_and_every_group():
    assert set(cells_of_the_page()) == {(str(agency), str(group)) for agency in Agency for group in Group}


def test_who_may_read_a_table_in_the_database_is_who_the_committed_page_says(connection):
    readable = {
        (f"register_{agency}", table.name, column.name)
        for (agency, group), cells in cells_of_the_page().items()
        for table in TABLES.values()
        if table.info["group"] == group and any("read" in uses for uses, _ in cells)
        for column in table.columns
    }

    held = {(role, table, column) for role, table, verb, column in held_rights(connection) if verb == "select"}
    shown = {(SEALS_ROLE, name, column.name) for name in SEALS for column in TABLES[name].columns}
    assert held == readable | shown


def test_who_may_change_a_table_in_the_database_is_who_the_committed_page_says(connection):
    changing = {
        (f"register_{agency}", table.name)
        for (agency, group), cells in cells_of_the_page().items()
        for table in TABLES.values()
        if table.info["group"] == group and not table.name.endswith("_history")
        if any("change" in uses for uses, _ in cells)
    }

    held = {(role, table) for role, table, verb, _ in held_rights(connection) if verb != "select"}
    recording = {(role, access_log.name) for role in AGENCIES}
    assert held == changing | recording


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


def test_no_function_of_the_register_can_be_called_and_each_finds_names_where_it_was_told_to(connection):
    found = rows(connection, FUNCTIONS)

    assert {name for name, *_ in found} >= {"record_change", "refuse_rewrite", "sign_live_grant"}
    assert {name for name, _, _, settings, _ in found if not settings.startswith("search_path=register, ")} == set()
    assert {(name, role) for name, _, _, _, role in found if role is not None} == set()
    assert {name for name, _, volatility, _, _ in found if volatility == "i"} == set()


def test_nothing_that_is_made_later_is_opened_beforehand_and_nothing_leads_elsewhere(connection):
    assert connection.scalar(sa.text(LATER)) == 0
    assert connection.scalar(sa.text(FOREIGN)) == 0


def test_a_policy_reads_its_settings_in_words_that_no_planner_may_work_out_once_and_keep(connection):
    called = "select provolatile from pg_proc where proname = 'current_setting' and pronargs = 2"

    assert connection.scalar(sa.text(called)) == "s"
    conditions = [text for policy in row_policies(TODAY) for text in (policy.using, policy.check) if text]
    assert {name for text in conditions for name in re.findall(r"\b([a-z_]+)\(", text)} <= {
        "current_setting", "nullif", "exists", "in", "and", "now", "or", "any", "array",
    }  # fmt: skip


def test_the_statistics_of_the_planner_tell_a_role_nothing_of_what_it_may_not_see(cluster, engine):
    with psycopg.connect(cluster.url(engine.url.database, user=API_LOGIN)) as login:
        for role in ROLES:
            login.execute(f"set role {role}")
            told = "select count(*) from pg_stats where schemaname = 'register'"
            assert login.execute(told).fetchone() == (0,), role


# From here on nothing but Python.


@pytest.fixture
def with_grants(monkeypatch):
    """Lets the grants be others for the walls, the matrix and its version."""

    def use(*changed):
        monkeypatch.setattr(granting, "GRANTS", changed)
        monkeypatch.setattr(walls, "GRANTS", changed)
        monkeypatch.setattr(page, "GRANTS", changed)
        monkeypatch.setattr(page, "POLICY_VERSION", granting._fingerprint())

    return use


def of_agencies():
    """The rights and the policies of all roles but the one that anyone may speak with."""
    given = {right for right in rights() if right.role != SEALS_ROLE}
    return given, {p for p in row_policies(TODAY) if p.role != SEALS_ROLE}


def policy(role, table, verb="select", today=TODAY):
    """The one policy of a role for a table and verb, or nothing."""
    return next((p for p in row_policies(today) if (p.role, p.table, p.verb) == (role, table, verb)), None)


def grant(agency, group, scope, *, since=date(2013, 4, 1), uses=(Use.READ,)):
    return granting.Grant(agency, group, uses, scope, Basis("test", "A law", since))


def test_a_grant_whose_law_begins_later_carries_its_day_and_loses_it_on_that_day(with_grants):
    tomorrow = TODAY + timedelta(days=1)
    with_grants(grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.NATIONAL, since=tomorrow))

    assert policy("register_health", "premises").using == f"(current_date >= date '{tomorrow}' and true)"
    assert policy("register_health", "premises", today=tomorrow).using == "true"


def test_a_law_that_begins_later_does_not_hold_back_one_that_has_begun(with_grants):
    tomorrow = TODAY + timedelta(days=1)
    with_grants(
        grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.NATIONAL, since=tomorrow),
        grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.OWN_BOUNDARY),
    )
    using = policy("register_health", "home_identity").using

    dated, own = using.split(" or ", 1)
    assert dated == f"(current_date >= date '{tomorrow}' and true)"
    assert own.startswith(
        "(home_id = any(array(select r.home_id from register.home_reach r where r.area_code = nullif("
    )


NOWHERE = [
    (Scope.ORGANISATION, "home"),
    (Scope.SELF, "home"),
    (Scope.SUPERVISED, "home_identity"),
    (Scope.OWN_BOUNDARY, "area"),
    (Scope.OPENED_HOME, "home_reach"),
    (Scope.OWN_BOUNDARY, "provider"),
]


@pytest.mark.parametrize(("scope", "table"), NOWHERE)
def test_a_scope_that_says_nothing_of_a_table_gives_none_of_its_rows(with_grants, scope, table):
    with_grants(grant(Agency.HEALTH, GROUP_OF[TABLES[table]], scope))

    assert policy("register_health", table).using == "false"


@pytest.mark.parametrize("scope", [each for each in Scope if each is not Scope.NATIONAL])
def test_no_scope_but_the_national_one_gives_every_row_of_any_table(with_grants, scope):
    with_grants(*(grant(Agency.HEALTH, group, scope, uses=granting.KEEPS[:1]) for group in Group))

    _, policies = of_agencies()
    assert {p.using for p in policies if p.verb == "select"} >= {"false"}
    assert "true" not in {p.using for p in policies}


def test_a_grant_to_match_or_to_count_gives_nothing_to_read(with_grants):
    with_grants(grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.NATIONAL, uses=(Use.MATCH, Use.COUNT)))

    given, policies = of_agencies()
    assert {right for right in given if right.table != "access_log"} == set()
    assert {p for p in policies if p.table != "access_log"} == set()


def test_without_any_grant_a_role_may_write_down_a_consultation_and_do_nothing_else(with_grants):
    with_grants()
    columns = {"id", "at", "transaction"}

    given, policies = of_agencies()
    assert {(right.table, right.verb) for right in given} == {("access_log", "insert")}
    assert {right.column for right in given} == {column.name for column in access_log.columns} - columns
    assert {(p.table, p.verb, p.using) for p in policies} == {("access_log", "insert", None)}


def test_a_history_is_read_by_the_rule_of_its_table_and_changed_by_nobody():
    found = list(row_policies(TODAY))
    histories = {(p.role, p.table): p for p in found if p.table.endswith("_history")}

    assert {p.verb for p in histories.values()} == {"select"}
    for (role, table), past in histories.items():
        assert past.using == policy(role, table.removesuffix("_history")).using, (role, table)
    assert {right.verb for right in rights() if right.table.endswith("_history")} == {"select"}


def test_there_is_one_policy_for_each_role_table_and_verb():
    found = [(p.role, p.table, p.verb) for p in row_policies(TODAY)]

    assert len(found) == len(set(found))
    assert {right.role for right in rights()} == set(ROLES) == {p.role for p in row_policies(TODAY)}


WIDENED = {
    "one group more": grant(Agency.DFE_STATISTICS, Group.HOME_LOCATION, Scope.OWN_AUTHORITY),
    "one group more, nationally": grant(Agency.POLICE, Group.ENFORCEMENT_DETAIL, Scope.NATIONAL),
    "the same group, farther": grant(Agency.POLICE, Group.HOME_LOCATION, Scope.NATIONAL),
    "the same group, to change": grant(Agency.DFE, Group.HOME_PUBLIC, Scope.NATIONAL, uses=(Use.CHANGE,)),
}


@pytest.mark.parametrize("added", WIDENED.values(), ids=WIDENED)
def test_whoever_is_given_more_stands_on_a_page_that_differs_from_the_committed_one(with_grants, added):
    assert page.matrix() == PAGE.read_text()
    walled = set(rights()), set(row_policies(TODAY))
    version = granting._fingerprint()

    with_grants(*granting.GRANTS, added)

    assert page.matrix() != PAGE.read_text()
    assert granting._fingerprint() != version
    assert (set(rights()), set(row_policies(TODAY))) != walled


def test_a_law_that_is_said_to_begin_sooner_changes_the_page_and_the_version(with_grants):
    first, *others = granting.GRANTS
    sooner = dataclasses.replace(first.basis, in_force_from=first.basis.in_force_from - timedelta(days=1))
    version = granting._fingerprint()

    with_grants(dataclasses.replace(first, basis=sooner), *others)

    assert granting._fingerprint() != version
    assert page.matrix() != PAGE.read_text()


def test_rights_and_policies_are_plain_values_that_sort():
    assert sorted(rights())[0] == min(rights())
    assert Right("r", "t", "select", "c") < Right("r", "t", "select", "d")
    assert RowPolicy("register_dfe", "home", "select", "true", None).name == "register_dfe_select"
