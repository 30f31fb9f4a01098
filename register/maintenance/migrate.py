"""Migrations, and what a database needs beside its tables: roles, the second wall, the agencies by name."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg.errors import DeadlockDetected
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError

from register.database.connections import owner_url
from register.policy.grants import GRANTS, POLICY_VERSION, may_send
from register.policy.roles import SEALS_ROLE, role_of
from register.policy.second_wall.rights import Right, rights
from register.policy.second_wall.row_policies import RowPolicy, row_policies
from register.policy.second_wall.scopes import LOOK_UP
from register.sql.write.encounter import MEET_CHILD
from register.tables import SCHEMA, agency, legal_basis, metadata, policy_state
from register.tables.texts import FOLD
from register.vocabulary import BODIES, Agency

ATTEMPTS = 5
INI = Path(__file__).resolve().parents[2] / "alembic.ini"
API_LOGIN = "register_api"

ALONE = sa.text("select pg_advisory_lock(hashtext('register migrate'))")
ALONE_NO_LONGER = sa.text("select pg_advisory_unlock(hashtext('register migrate'))")

# Roles belong to the cluster: made where they are missing, never dropped.
MAKE_ROLE = """
do $$ begin
    if not exists (select from pg_roles where rolname = '{role}') then
        create role {role} nologin noinherit;
    end if;
exception when duplicate_object or unique_violation then null;
end $$
"""
# What a role was given by hand, and no row policy would hold, is taken from it again.
TAKE_POWERS = """
do $$ begin
    if exists (select from pg_roles where rolname = '{role}' and ({powers})) then
        alter role {role} {without};
    end if;
end $$
"""
POWERS = {
    "rolinherit": "noinherit",
    "rolsuper": "nosuperuser",
    "rolbypassrls": "nobypassrls",
    "rolcreaterole": "nocreaterole",
    "rolcreatedb": "nocreatedb",
    "rolreplication": "noreplication",
}
LET_TAKE_ON = """
do $$ begin
    if not pg_has_role('{login}', '{role}', 'member') then
        grant {role} to {login};
    end if;
end $$
"""

# A database is open to everyone until it is closed, and PostGIS leaves its tables open as well.
CLOSE_DATABASE = """
do $$
declare
    found record;
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to {login}', current_database());
    revoke all on schema register, public from public;
    revoke all on all functions in schema register from public;
    for found in select c.oid::regclass as name from pg_class c
                  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p', 'f') loop
        execute format('revoke all on %s from public', found.name);
    end loop;
    -- These tell where a table's rows lie, from its statistics or index, to callers who may read none of it.
    for found in select p.oid::regprocedure as name from pg_proc p
                  where p.pronamespace = 'public'::regnamespace
                    and p.proname in ('_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity',
                                      '_postgis_index_extent', 'st_estimatedextent', 'st_findextent') loop
        execute format('revoke all on function %s from public', found.name);
    end loop;
end $$
"""
# Large objects, announcements and locks are nobody's but the owner's: a role would fill the disk, wake all who follow
# the changes, or hold up the sealer. An owner who does not own PostgreSQL's own functions leaves them as they are.
CLOSE_FUNCTIONS = """
do $$
declare
    found record;
begin
    for found in select p.oid::regprocedure as name from pg_proc p
                  where p.pronamespace = 'pg_catalog'::regnamespace and pg_has_role(p.proowner, 'usage')
                    and p.proname ~ '^(lo_.*|loread|lowrite|pg_notify|pg_(try_)?advisory_(xact_)?lock(_shared)?)$' loop
        execute format('revoke all on function %s from public', found.name);
        execute format('grant execute on function %s to current_user', found.name);
    end loop;
end $$
"""
DROP_POLICIES = """
do $$
declare
    found record;
begin
    for found in select policyname from pg_policies where schemaname = 'register' and tablename = '{table}' loop
        execute format('drop policy %I on register.%I', found.policyname, '{table}');
    end loop;
end $$
"""
ROLES = (*(role_of(each) for each in Agency), SEALS_ROLE)


def newest_revision() -> str:
    """The revision of the schema that this version needs."""
    return str(ScriptDirectory.from_config(Config(INI)).get_current_head())


def migrate(connection: sa.Connection) -> None:
    """Bring the database up to date: tables, the API's rights, the agencies and their legal bases."""
    config = Config(INI)
    config.attributes["connection"] = connection
    # One at a time: two migrations at once would take each other's changes for their own.
    connection.execute(ALONE)
    connection.commit()
    command.upgrade(config, "head")
    connection.commit()
    _close(connection)
    connection.execute(ALONE_NO_LONGER)
    connection.commit()


def _close(connection: sa.Connection) -> None:
    """Make the roles and the second wall. What else is at work on the database may end an attempt by a deadlock."""
    for attempts_left in reversed(range(ATTEMPTS)):
        try:
            with connection.begin():
                make_roles(connection)
                _raise_wall(connection)
                _name_agencies(connection)
            return
        except OperationalError as fault:
            if not attempts_left or not isinstance(fault.orig, DeadlockDetected):
                raise


def owner_engine() -> sa.Engine:
    """An engine with the owner's login, for migrations and imports."""
    return sa.create_engine(owner_url())


def settle(engine: sa.Engine) -> None:
    """Let PostgreSQL learn what a bulk load brought, and which pages need no second look when an index has it all."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("vacuum (analyze)"))


def let_api_log_in(connection: sa.Connection) -> None:
    """Let the API's login in without a password, on a private cluster that nobody else can reach."""
    connection.execute(sa.text(f"alter role {API_LOGIN} login"))


def make_roles(connection: sa.Connection) -> None:
    """The roles of the kinds of bodies, and the API's login, which may take each of them on and nothing else."""
    for role in (API_LOGIN, *ROLES):
        powers = POWERS if role == API_LOGIN else POWERS | {"rolcanlogin": "nologin"}
        told = {"role": role, "powers": " or ".join(powers), "without": " ".join(powers.values())}
        connection.execute(sa.text(MAKE_ROLE.format(role=role)))
        connection.execute(sa.text(TAKE_POWERS.format(**told)))
    for role in ROLES:
        connection.execute(sa.text(LET_TAKE_ON.format(login=API_LOGIN, role=role)))


def _raise_wall(connection: sa.Connection) -> None:
    """Take every right away and give those of the grants: what is not written there is not allowed here either."""
    for statement in _wall():
        connection.execute(sa.text(statement))
    held = insert(policy_state).values(version=POLICY_VERSION)
    now = {"version": held.excluded.version, "applied_at": sa.func.now()}
    connection.execute(held.on_conflict_do_update(index_elements=["single"], set_=now))


def _wall() -> Iterator[str]:
    everyone = ", ".join((API_LOGIN, *ROLES))
    yield CLOSE_DATABASE.format(login=API_LOGIN)
    yield CLOSE_FUNCTIONS
    yield f"grant execute on function {SCHEMA}.take_import_turn() to {role_of(Agency.OFSTED)}"
    meeting = (role_of(agency) for agency in Agency if may_send(agency, "encounter"))
    yield f"grant execute on function {MEET_CHILD} to {', '.join(meeting)}"
    yield f"grant execute on function {', '.join((*LOOK_UP, FOLD))} to {', '.join(role_of(each) for each in Agency)}"
    yield f"revoke all on schema {SCHEMA}, public from {everyone}"
    yield f"grant usage on schema {SCHEMA}, public to {', '.join(ROLES)}"
    yield f"revoke all on all tables in schema {SCHEMA} from public, {everyone}"
    yield f"revoke all on all sequences in schema {SCHEMA} from public, {everyone}"
    for (name, role, verb), given in groupby(sorted(rights(), key=_by_grant), _by_grant):
        columns = ", ".join(right.column for right in given if right.column is not None)
        yield f"grant {verb}{f' ({columns})' if columns else ''} on {SCHEMA}.{name} to {role}"
    policies = sorted(row_policies(datetime.now(UTC).date()))
    for table in metadata.sorted_tables:
        yield f"alter table {table.fullname} enable row level security"
        yield f"alter table {table.fullname} force row level security"
        yield DROP_POLICIES.format(table=table.name)
        # The owner is held by row security too, and is let through by name: imports and triggers write as the owner.
        yield f"create policy keeper on {table.fullname} to current_user using (true) with check (true)"
        yield from (_policy(policy) for policy in policies if policy.table == table.name)


def _by_grant(right: Right) -> tuple[str, str, str]:
    return right.table, right.role, right.verb


def _policy(policy: RowPolicy) -> str:
    using = f" using ({policy.using})" if policy.using else ""
    check = f" with check ({policy.check})" if policy.check else ""
    return f"create policy {policy.name} on {SCHEMA}.{policy.table} for {policy.verb} to {policy.role}{using}{check}"


def _name_agencies(connection: sa.Connection) -> None:
    known = insert(agency)
    named = [{"code": body.agency.value, "name": body.name} for body in BODIES.values()]
    connection.execute(known.on_conflict_do_update(index_elements=["code"], set_={"name": known.excluded.name}), named)
    bases = {grant.basis for grant in GRANTS}
    rows = [{"code": b.code, "name": b.name, "in_force_from": b.in_force_from} for b in bases]
    stated = insert(legal_basis)
    changed = {name: stated.excluded[name] for name in ("name", "in_force_from")}
    connection.execute(stated.on_conflict_do_update(index_elements=["code"], set_=changed), rows)
