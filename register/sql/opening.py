"""The first statement of every request: who asks is set for the transaction, and known to the register, or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from register.vocabulary import Agency, AreaKind, Caller

OPENING = """
select set_config('register.subject', $1, true), set_config('register.agency', $2, true),
       set_config('register.area', coalesce($3, ''), true), set_config('register.organisation', coalesce($4, ''), true),
       set_config('register.purpose', coalesce($5, ''), true),
       $3 is null or exists (
           select from register.area where code = $3 and kind = $6 and valid_to is null
       ) as area_known,
       $4 is null or exists (
           select from register.organisation where code = $4 and agency = $2
       ) as organisation_known,
       array(
           select asked.code from unnest($7::text[]) as asked (code)
            where not exists (select from register.area where area.code = asked.code)
       ) as unknown_areas
"""

AREA_KIND: dict[Agency, AreaKind] = {Agency.POLICE: AreaKind.FORCE, Agency.LOCAL_AUTHORITY: AreaKind.AUTHORITY}


class RowReader(Protocol):
    """What opening needs of a driver's connection."""

    async def fetchrow(self, query: str, *args: Any) -> Any:
        """The one row of a statement."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the register knows of a caller. unknown_areas: codes that were asked for and name no area."""

    known: bool
    unknown_areas: frozenset[str]


async def open_request(connection: RowReader, caller: Caller, areas: Sequence[str]) -> Opened:
    """Set the caller for this transaction alone, and look it up."""
    row = await connection.fetchrow(
        OPENING,
        caller.subject,
        caller.agency.value,
        caller.area,
        caller.organisation,
        caller.purpose.value if caller.purpose else None,
        AREA_KIND.get(caller.agency, AreaKind.COUNTRY).value,
        list(areas),
    )
    return Opened(row["area_known"] and row["organisation_known"], frozenset(row["unknown_areas"]))
