"""Where in the log a reader begins who names a time."""

from datetime import datetime
from uuid import UUID

from register.database.connections import Connection
from register.sql.read.change_feed import LAST, Place
from register.sql.read.statement import spoken_by

# The log is walked in its own order: the times of what began later differ from it only where transactions overlap.
FIRST_SINCE = """
select transaction from register.entry where at >= $1 and transaction < $2 order by transaction, number limit 1
"""


async def place_at(connection: Connection, role: str, at: datetime, *, origin: UUID, horizon: int) -> Place:
    """The place before the first change of those that the caller may see that was recorded at this time or later."""
    first = await connection.fetchval(spoken_by(role, FIRST_SINCE), at, horizon)
    return Place(origin, (horizon if first is None else first) - 1, LAST)
