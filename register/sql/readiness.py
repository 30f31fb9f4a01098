"""What the database must be before a request may reach it: migrated, able to record, and not our master."""

from typing import Any

import asyncpg

from register.database import Pool, transaction
from register.errors import RegisterError, SetupError
from register.settings import Settings

PRIVILEGE = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
OWNERSHIP = "select pg_get_userbyid(nspowner) = current_user from pg_namespace where nspname = 'register'"
TABLES = "select to_regclass('register.home') is not null and to_regclass('register.access_log') is not null"
MAY_RECORD = "select has_table_privilege('register.access_log', 'insert')"


async def refuses_to_start(connection: Any, *, production: bool) -> None:
    """Silent where the register may start on this database. Raises: SetupError, one line that says why not."""
    if not await connection.fetchval(TABLES):
        raise SetupError("The database has no register in it: run register migrate first.")
    if not await connection.fetchval(MAY_RECORD):
        raise SetupError("This login cannot write the access log: run register migrate, which grants it.")
    if await connection.fetchval(PRIVILEGE) or await connection.fetchval(OWNERSHIP):
        raise SetupError("REGISTER_DATABASE_URL names a superuser or the owner: use the login of the API.")


async def is_ready(pool: Pool, given: Settings) -> bool:
    """Whether a transaction can be opened and the access log written to just now."""
    try:
        async with transaction(pool, given) as connection:
            return bool(await connection.fetchval(MAY_RECORD))
    except (RegisterError, asyncpg.PostgresError, OSError):
        return False
