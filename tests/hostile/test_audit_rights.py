"""The logs against whoever may log in: nobody rewrites them, and a role writes no entry but its caller's own (AD)."""

import contextlib
from datetime import date

import asyncpg
import pytest
import sqlalchemy as sa

from register.database.connections import with_driver
from register.maintenance.migrate import API_LOGIN, ROLES
from register.sql.session.open_request import open_request
from register.tables import metadata
from register.vocabulary import Agency, Caller
from tests.hostile.raw_requests import change, look
from tests.support import story

TODAY = date(2026, 3, 2)
# Each log with a column that an update could be tried on.
LOGS = {
    "access_log": "subject",
    "entry": "entity",
    "entry_author": "subject",
    "home_history": "urn",
    "home_identity_history": "name",
    "home_reach_history": "how",
}
REWRITES = {
    "update": "update register.{log} set {column} = 'forged'",
    "delete": "delete from register.{log}",
    "truncate": "truncate register.{log}",
    "drop": "drop table register.{log}",
    "disable": "alter table register.{log} disable trigger all",
    "rename": "alter table register.{log} rename to gone",
    "insert": "insert into register.{log} ({column}) values ('forged')",
}


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("way", REWRITES)
async def test_the_login_of_the_api_can_rewrite_no_log_and_no_history(cluster, world, log, way):
    statement = REWRITES[way].format(log=log, column=LOGS[log])
    async with logged_in(cluster, world) as connection:
        for role in (None, *ROLES):
            await connection.execute(f"set role {role}" if role else "reset role")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)


@contextlib.asynccontextmanager
async def logged_in(cluster, world):
    """A connection with the login of the API, closed at the end."""
    url = cluster.url(world.owner.url.database, user=API_LOGIN)
    connection = await asyncpg.connect(with_driver(url, "postgresql"))
    try:
        yield connection
    finally:
        await connection.close()


ENTRY = """
insert into register.access_log (request, subject, agency, area, document, root, outcome, row_count, policy_version)
values ('forged', $1, $2, $3, 'd', 'homes', 'allowed', 0, 'p')
"""


@pytest.mark.parametrize(
    "of",
    [
        ("somebody else", "police", story.NORTHBY),
        ("tester", "ofsted", None),
        ("tester", "police", story.SOUTHBY),
        ("tester", "police", None),
    ],
)
async def test_a_role_writes_no_entry_but_its_callers_own(cluster, world, of):
    async with logged_in(cluster, world) as connection:
        await connection.execute("begin; set local role register_police")
        await open_request(connection, Caller("tester", Agency.POLICE, story.NORTHBY, None, None, TODAY), [])
        await connection.execute("savepoint before")
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await connection.execute(ENTRY, *of)
        await connection.execute("rollback to before")

        assert await connection.execute(ENTRY, "tester", "police", story.NORTHBY) == "INSERT 0 1"
        await connection.execute("rollback")


@pytest.mark.parametrize("column", ["id", "at", "transaction"])
async def test_a_role_says_of_no_entry_when_it_was_written(cluster, world, column):
    async with logged_in(cluster, world) as connection:
        await connection.execute("set role register_police")
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
            await connection.execute(f"insert into register.access_log (subject, {column}) values ('tester', default)")  # noqa: S608


RISING = (
    "set role postgres",
    "set session authorization postgres",
    "create table register.mine (y int)",
    "create function register.mine() returns int language sql as 'select 1'",
    "grant all on all tables in schema register to public",
    "update register.home set places = 99",
)


@pytest.mark.parametrize("role", [None, "register_police", "register_auditor", "register_admin"])
async def test_the_login_of_the_api_can_pass_no_right_on_and_become_nobody_else(cluster, world, role):
    async with logged_in(cluster, world) as connection:
        await connection.execute(f"set role {role}" if role else "reset role")
        for statement in RISING:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
        # This one is not refused in words where there is some right; it does nothing.
        with contextlib.suppress(asyncpg.InsufficientPrivilegeError):
            await connection.execute("grant all on register.access_log to public")
        becomes = await connection.fetch(BECOMES)

    assert {row["rolname"] for row in becomes} == {API_LOGIN, *ROLES}
    granted = "select count(*) from information_schema.column_privileges where table_schema = 'register' and grantee = "
    assert look(world, f"{granted}'PUBLIC'") == 0


BECOMES = "select rolname from pg_roles r where pg_has_role(session_user, r.oid, 'member')"


async def test_the_login_of_the_api_reads_nothing_as_itself(cluster, world):
    async with logged_in(cluster, world) as connection:
        for table in metadata.sorted_tables:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch(f"select count(*) from {table.fullname}")  # noqa: S608


@pytest.mark.parametrize("log", ["access_log", "entry", "entry_author"])
@pytest.mark.parametrize(
    "statement", ["update register.{0} set {1} = 'forged'", "delete from register.{0}", "truncate register.{0}"]
)
def test_even_the_owner_rewrites_no_log_by_accident(world, log, statement):
    rows = f"select count(*) from register.{log}"  # noqa: S608
    world.ask("{ homes { nodes { urn } } }", "ofsted")
    before = look(world, rows)

    with pytest.raises(sa.exc.ProgrammingError, match="only grows"):
        change(world, statement.format(log, LOGS[log]))
    assert look(world, rows) == before > 0
