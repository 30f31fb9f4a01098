"""What the database must be before a request may reach it: migrated, walled, able to log, our login without rights."""

import asyncpg

from register.database.connections import Connection, Pool, transaction
from register.errors import RegisterError, SetupError
from register.policy.grants import POLICY_VERSION
from register.policy.roles import role_of
from register.settings import Settings
from register.vocabulary import Agency

MASTERS = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
INHERITS = "select rolinherit from pg_roles where rolname = current_user"
OWNS = """
select exists (select from pg_namespace n where n.nspname = 'register' and n.nspowner = current_user::regrole)
    or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'register' and c.relowner = current_user::regrole)
"""
TAKES_ON = "select count(*) from pg_roles r where r.rolname = any($1) and pg_has_role(current_user, r.oid, 'member')"
TABLES = "select to_regclass('register.home') is not null and to_regclass('register.access_log') is not null"
STANDING = "select version from register.policy_state"
SEALED = "select min(checked_at) >= now() - make_interval(secs => $1) from register.seal_state"
MAY_RECORD = "select has_any_column_privilege('register.access_log', 'insert')"
ROLES = [role_of(agency) for agency in Agency]
ANY_ROLE = role_of(Agency.AUDITOR)


async def refuses_to_start(connection: Connection) -> None:
    """Check that the register may start on this database. Raises: SetupError, one line that says why not."""
    if await connection.fetchval(MASTERS) or await connection.fetchval(OWNS):
        raise SetupError("REGISTER_DATABASE_URL names a superuser or the owner: use the login of the API.")
    if await connection.fetchval(TAKES_ON, ROLES) != len(ROLES):
        raise SetupError("This login cannot act for every kind of body: run register migrate, which lets it.")
    if await connection.fetchval(INHERITS):
        raise SetupError("This login has the rights of all roles at once: alter role … noinherit.")
    async with connection.transaction():
        await connection.execute(f"set local role {ANY_ROLE}")
        await _refuses_wall(connection)


async def _refuses_wall(connection: Connection) -> None:
    try:
        migrated = await connection.fetchval(TABLES) and await connection.fetchval(MAY_RECORD)
        standing = await connection.fetchval(STANDING) if migrated else None
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError, asyncpg.InsufficientPrivilegeError):
        migrated, standing = False, None
    if not migrated:
        raise SetupError("The database has no register in it that can be recorded: run register migrate first.")
    if standing != POLICY_VERSION:
        raise SetupError("The database holds the wall of another policy: run register migrate with this version.")


async def is_ready(pool: Pool, given: Settings) -> bool:
    """True if a transaction can be opened, a role taken on and the access log written to at the moment."""
    try:
        async with transaction(pool, given, ANY_ROLE) as connection:
            standing = await connection.fetchval(STANDING)
            sealed = await connection.fetchval(SEALED, given.seal_grace_s)
            return bool(await connection.fetchval(MAY_RECORD)) and sealed and standing == POLICY_VERSION
    except (RegisterError, asyncpg.PostgresError, OSError):
        return False
