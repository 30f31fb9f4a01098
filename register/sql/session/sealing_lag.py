"""How far sealing is behind: what operators watch, and nothing of what was written down."""

from dataclasses import dataclass
from typing import Final

import asyncpg

from register.database.connections import Pool, transaction
from register.errors import RegisterError
from register.settings import Settings
from register.sql.session.readiness import ANY_ROLE, UNSEALED_S

# More are not counted: whoever is so far behind needs no exact number, and a look must stay cheap.
MOST: Final = 10_000
# The log of consultations alone: the number of changes would tell that a record changed of which hardly anybody knows.
UNSEALED: Final = """
select count(*)
  from (select from register.access_log l
         where (l.transaction, l.id) > (select s.sealed_transaction, s.sealed_number
                                          from register.seal_state s where s.log = 'access')
         limit $1) as unsealed
"""


@dataclass(frozen=True, slots=True)
class Lag:
    """How long ago all was sealed and held, in seconds, and how many consultations wait; MOST means that or more."""

    age_s: float
    consultations: int


async def read_lag(pool: Pool, given: Settings) -> Lag | None:
    """The lag now; None if the database cannot be asked."""
    try:
        async with transaction(pool, given, ANY_ROLE) as connection:
            age_s = float(await connection.fetchval(UNSEALED_S))
            return Lag(age_s, await connection.fetchval(UNSEALED, MOST))
    except (RegisterError, asyncpg.PostgresError, OSError):
        return None
