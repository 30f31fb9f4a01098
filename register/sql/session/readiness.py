"""What the database must be before a request may reach it: migrated, walled, able to log, our login without rights."""

from enum import StrEnum

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
UNSEALED_S = "select extract(epoch from now() - min(checked_at)) from register.seal_state"
MAY_RECORD = "select has_any_column_privilege('register.access_log', 'insert')"


class Amiss(StrEnum):
    """What keeps requests from being answered. Told to anyone who asks for the health, and logged."""

    DATABASE = "database"
    POLICY = "policy"
    ACCESS_LOG = "access_log"
    UNSEALED = "unsealed"
    KEYS = "keys"


WAY_OUT: dict[Amiss, str] = {
    Amiss.DATABASE: "The database does not answer: look at it, and at REGISTER_DATABASE_URL.",
    Amiss.POLICY: "The database holds the wall of another policy: run register migrate with this version.",
    Amiss.ACCESS_LOG: "The access log cannot be written: run register migrate.",
    Amiss.UNSEALED: "Nothing seals the logs, or nobody holds the heads. Run register audit seal: "
    "after REGISTER_SEAL_GRACE_S every request is answered 503.",
    Amiss.KEYS: "There is no usable signing key: look at REGISTER_OIDC_JWKS_URL.",
}
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


async def what_is_amiss(pool: Pool, given: Settings) -> tuple[tuple[Amiss, ...], tuple[Amiss, ...]]:
    """Why no request can be answered now, and what will stop the answers if nothing is done."""
    try:
        async with transaction(pool, given, ANY_ROLE) as connection:
            standing = await connection.fetchval(STANDING)
            unsealed_s = float(await connection.fetchval(UNSEALED_S))
            may_record = await connection.fetchval(MAY_RECORD)
    except (RegisterError, asyncpg.PostgresError, OSError):
        return (Amiss.DATABASE,), ()
    found = {
        Amiss.POLICY: standing != POLICY_VERSION,
        Amiss.ACCESS_LOG: not may_record,
        Amiss.UNSEALED: unsealed_s > given.seal_grace_s,
    }
    behind = given.seal_alarm_s < unsealed_s <= given.seal_grace_s
    return tuple(each for each, is_so in found.items() if is_so), (Amiss.UNSEALED,) if behind else ()
