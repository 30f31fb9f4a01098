"""The first statement of every request: who asks is set for the transaction, and known to the register, or not.

It reads no register data: only if the caller's body is on the register, what access the caller was granted, and which
policy the database holds. The row policies of the second wall read what it sets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from uuid import UUID

import orjson

from register.geo.former_codes import EndedArea
from register.open_types import Values
from register.policy.authority import Live
from register.policy.roles import role_of
from register.settings import settings
from register.sql.read.statement import spoken_by
from register.vocabulary import BODIES, Agency, AppointedRole, Caller, LiveGrantKind, Scope

# Each part below the settings names what they were set to, so that it is worked out after them.
OPENING = """
select $3::text is null or exists (
           select from register.area where area.code = caller.area and area.kind = $6 and area.valid_to is null
       ) as area_known,
       $4::text is null or exists (
           select from register.organisation o where o.code = caller.organisation and o.agency = $2
       ) as organisation_known,
       exists (
           select from register.suspension s
            where s.lifted_at is null
              and (s.agency is null or s.agency = $2) and (s.subject is null or s.subject = caller.subject)
              and (s.area is null or s.area = caller.area)
              and (s.organisation is null or s.organisation = caller.organisation)
       ) as suspended,
       now() as at,
       (select min(l.checked_at) < now() - make_interval(secs => $8) from register.seal_state l) as unsealed,
       (select p.version from register.policy_state p) as policy_version,
       (select l.origin from register.seal_state l where l.log = 'entry') as origin,
       txid_snapshot_xmin(txid_current_snapshot()) as horizon,
       given.grants,
       set_config('register.opened_homes', coalesce(given.homes, ''), true),
       set_config('register.inspected_areas', coalesce(given.areas, ''), true),
       array(
           select a.role::text from register.appointment a
            where a.subject = caller.subject and a.agency = $2
              and a.area is not distinct from nullif(caller.area, '')
              and a.organisation is not distinct from nullif(caller.organisation, '')
              and a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date)
       ) as appointed_to,
       array(
           select asked.code from unnest($7::text[]) as asked (code)
            where not exists (select from register.area where area.code = asked.code)
       ) as unknown_areas,
       array(
           select concat_ws(' ', a.code, a.valid_to,
                            bool_and(n.valid_from = a.valid_to
                                     and not exists (select from register.area_successor other
                                                      where other.successor_code = n.code
                                                        and other.code <> a.code)) is true,
                            string_agg(n.code, ' ' order by n.code))
             from register.area a
             left join register.area_successor s on s.code = a.code
             left join register.area n on n.code = s.successor_code
            where a.code = any($7::text[]) and a.valid_to is not null
            group by a.code
       ) as ended_areas
  from (select set_config('register.subject', $1, true) as subject,
               set_config('register.agency', $2, true) as agency,
               set_config('register.area', coalesce($3, ''), true) as area,
               set_config('register.organisation', coalesce($4, ''), true) as organisation,
               set_config('register.purpose', coalesce($5, ''), true) as purpose
        offset 0) as caller
 cross join lateral (
       select json_agg(json_build_array(
                  g.id, g.kind, g.home_id, g.area_codes, g.starts_at, g.is_live, g.has_ended
              ))::text as grants,
              (array_agg(g.home_id) filter (where g.is_live and g.home_id is not null))::text as homes,
              '{' || string_agg(array_to_string(g.area_codes, ','), ',') filter (where g.is_live) || '}' as areas
         from (select g.id, g.kind, g.home_id, g.area_codes, g.starts_at,
                      g.ended_at is null and g.starts_at <= now() and g.ends_at > now()
                      and g.purpose = caller.purpose as is_live,
                      g.ended_at is not null or g.ends_at <= now() as has_ended
                 from register.live_grant g
                where g.holder_agency = $2 and g.ends_at > now() - interval '30 days'
                  and (g.holder_subject = caller.subject or caller.subject = any (g.holder_subjects))
                  and (g.holder_area is null or g.holder_area = caller.area)
                  and (g.holder_organisation is null or g.holder_organisation = caller.organisation)
                  and (g.kind = 'break_glass' or g.approved_by is not null)) as g) as given
"""

SCOPE_OF: dict[LiveGrantKind, Scope] = {
    LiveGrantKind.BREAK_GLASS: Scope.OPENED_HOME,
    LiveGrantKind.ADMINISTRATION: Scope.OPENED_HOME,
    LiveGrantKind.INSPECTION: Scope.INSPECTED_AREA,
}


class RowReader(Protocol):
    """The part of a driver's connection that opening a request needs."""

    async def fetchrow(self, query: str, *args: object) -> Values:
        """The one row of a statement."""


@dataclass(frozen=True, slots=True)
class LiveGrant:
    """Live access that a person granted: to one home, or to the homes of some areas."""

    id: UUID
    kind: LiveGrantKind
    home_id: UUID | None
    area_codes: tuple[str, ...]
    starts_at: datetime

    @property
    def scope(self) -> Scope:
        """The scope of the matrix that it activates."""
        return SCOPE_OF[self.kind]


@dataclass(frozen=True, slots=True)
class Opened:
    """What the register knows of a caller.

    known: its body is on the register and not suspended. unsealed: the logs have gone unsealed, or unheld by anyone
    outside, for longer than may be. at: when the request was opened, by the database's clock:
    the instant under which its writes are recorded. policy_version: of the wall in the database.
    unknown_areas: codes that were asked for and name no area; ended_areas: those of areas that have ended.
    origin: which database's log of changes this is;
    horizon: every transaction below it has ended, and what it wrote can be seen.
    """

    known: bool
    unsealed: bool
    at: datetime
    policy_version: str | None
    grants: tuple[LiveGrant, ...]
    live: Live
    appointed_to: frozenset[AppointedRole]
    unknown_areas: frozenset[str]
    origin: UUID
    horizon: int
    ended_areas: Mapping[str, EndedArea] = field(default_factory=dict)

    def before(self, at: datetime) -> "Opened":
        """The same without access granted at this instant or later, to repeat an earlier answer."""
        grants = tuple(grant for grant in self.grants if grant.starts_at < at)
        given_since = {grant.scope for grant in self.grants} - {grant.scope for grant in grants}
        return replace(self, grants=grants, live=replace(self.live, scopes=self.live.scopes - given_since))


@lru_cache(maxsize=len(Agency))
def opening_of(agency: Agency) -> str:
    """The opening statement, for the role of this kind of body."""
    return spoken_by(role_of(agency), OPENING)


async def open_request(connection: RowReader, caller: Caller, areas: Sequence[str]) -> Opened:
    """Set the caller for this transaction only, and look it up."""
    kind = BODIES[caller.agency].area_kind
    row = await connection.fetchrow(
        opening_of(caller.agency),
        caller.subject,
        caller.agency.value,
        caller.area,
        caller.organisation,
        caller.purpose.value if caller.purpose else None,
        kind.value if kind else None,
        list(areas),
        settings().seal_grace_s,
    )
    grants, ended = _grants(row["grants"])
    appointed_to = frozenset(AppointedRole(role) for role in row["appointed_to"])
    scopes = frozenset(grant.scope for grant in grants) | ({Scope.SUPERVISED} if appointed_to else frozenset())
    return Opened(
        known=row["area_known"] and row["organisation_known"] and not row["suspended"],
        unsealed=bool(row["unsealed"]),
        at=row["at"],
        policy_version=row["policy_version"],
        grants=grants,
        live=Live(scopes, ended),
        appointed_to=appointed_to,
        unknown_areas=frozenset(row["unknown_areas"]),
        origin=row["origin"],
        horizon=row["horizon"],
        ended_areas=dict(_ended_area(told) for told in row["ended_areas"]),
    )


def _ended_area(told: str) -> tuple[str, EndedArea]:
    code, day, is_whole, *successors = told.split()
    return code, EndedArea(date.fromisoformat(day), tuple(successors), is_whole == "t")


def _grants(text: str | None) -> tuple[tuple[LiveGrant, ...], frozenset[Scope]]:
    """The grants that are live, and the scopes of those that were."""
    if text is None:
        return (), frozenset()
    live, ended = [], set()
    for key, kind, home_id, codes, starts_at, is_live, has_ended in orjson.loads(text):
        opened = UUID(home_id) if home_id else None
        grant = LiveGrant(UUID(key), LiveGrantKind(kind), opened, tuple(codes or ()), datetime.fromisoformat(starts_at))
        if is_live:
            live.append(grant)
        elif has_ended:
            ended.add(grant.scope)
    return tuple(live), frozenset(ended)
