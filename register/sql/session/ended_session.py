"""Sessions of the pages that were ended: written and looked up as the person whose session it is."""

from typing import Final
from uuid import UUID

from register.database.connections import Connection, Pool, through_migrations, transaction
from register.policy.roles import role_of
from register.settings import Settings
from register.vocabulary import Caller

SET: Final = """
select set_config('register.subject', $1, true), set_config('register.agency', $2, true),
       set_config('register.area', coalesce($3, ''), true), set_config('register.organisation', coalesce($4, ''), true)
"""
END: Final = """
insert into register.ended_session (id, subject, agency, area, organisation)
values ($1, $2, $3, $4, $5) on conflict do nothing
"""
FIND: Final = "select exists (select from register.ended_session where id = $1)"


async def end_session(pool: Pool, given: Settings, caller: Caller, *, session: UUID) -> None:
    """Keep that a session was ended; nothing if it was before. Raises: Unavailable."""
    async with transaction(pool, given, role_of(caller.agency)) as connection:
        await _set(connection, caller)
        who = (caller.subject, caller.agency.value, caller.area, caller.organisation)
        await connection.execute(END, session, *who)


@through_migrations
async def has_ended(pool: Pool, given: Settings, caller: Caller, *, session: UUID) -> bool:
    """True if a session was ended, in whatever process. Raises: Unavailable."""
    async with transaction(pool, given, role_of(caller.agency)) as connection:
        await _set(connection, caller)
        return bool(await connection.fetchval(FIND, session))


async def _set(connection: Connection, caller: Caller) -> None:
    await connection.fetchrow(SET, caller.subject, caller.agency.value, caller.area, caller.organisation)
