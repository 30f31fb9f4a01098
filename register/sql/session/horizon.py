"""How far the entry log is settled: below the horizon every transaction has ended, and nothing more will appear."""

from dataclasses import dataclass
from typing import Protocol

from register.open_types import Values

SNAPSHOT = """
select txid_snapshot_xmin(s) as settled, txid_snapshot_xmax(s) as begun from txid_current_snapshot() as s
"""


class RowReader(Protocol):
    """The part of a driver's connection that reading the horizon needs."""

    async def fetchrow(self, query: str) -> Values:
        """The one row of a statement."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The state of the log, in transaction numbers: all below settled have ended, none from begun on had begun."""

    settled: int
    begun: int


async def read_horizon(connection: RowReader) -> Horizon:
    """The horizon now. It reads no table, so any login may ask."""
    row = await connection.fetchrow(SNAPSHOT)
    return Horizon(row["settled"], row["begun"])
