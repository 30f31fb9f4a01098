"""Areas as the register holds them: boundaries by date, what lies in what, and which code followed which."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from register.errors import SetupError
from register.geo.boundary_files import Feature
from register.geo.boundary_versions import SUCCESSIONS, Placing, Succession, Version, place
from register.geo.caller_geometry import as_ewkb
from register.geo.handover import Handover, hand_over
from register.geo.home_areas import NEAR_AN_EDGE_M, LinkReport, derive_links
from register.settings import settings
from register.tables.areas import area, area_successor, area_version
from register.vocabulary import AreaKind

PART_VERTICES = 128
COUNTRIES: Final = {"E": ("E92000001", "England"), "W": ("W92000004", "Wales")}

WRITE_VERSION = """
with version as (
    insert into register.area_version
        (code, name, valid_from, valid_to, outline_27700, source, digest, is_demonstration, was_mended)
    values (:code, :name, :valid_from, :valid_to, st_geomfromewkb(:outline), :source, :digest, :is_demonstration,
            :was_mended)
    returning id, outline_27700
)
insert into register.area_part (version_id, part_27700)
select id, st_subdivide(outline_27700, :part_vertices)
  from version
"""

# A country is told by the first letter of a code and needs no outline.
WRITE_WITHIN = """
with newest as materialized (
    select distinct on (v.code) v.id, v.code, a.kind, v.outline_27700, a.valid_to
      from register.area_version v
      join register.area a on a.code = v.code
     order by v.code, v.valid_from desc
),
inner_point as materialized (
    select code, kind, st_pointonsurface(outline_27700) as point
      from newest
     where kind in ('authority', 'force')
),
found as (
    select i.code, n.code as within_code, n.kind as within_kind, n.valid_to is not null as has_ended
      from inner_point i
      join register.area_part p on st_intersects(p.part_27700, i.point)
      join newest n on n.id = p.version_id
     where (i.kind = 'authority' and n.kind in ('force', 'region'))
    union
    select a.code, c.code, c.kind, false
      from register.area a
      join register.area c on c.kind = 'country' and left(c.code, 1) = left(a.code, 1)
     where a.kind <> 'country'
)
insert into register.area_within as held (code, within_code, within_kind)
select distinct on (code, within_kind) code, within_code, within_kind
  from found
 order by code, within_kind, has_ended, within_code
    on conflict (code, within_kind) do update set within_code = excluded.within_code
 where held.within_code <> excluded.within_code
returning code
"""

TOUCHED_HOMES = """
select p.home_id
  from register.area_version v
  join register.area_part part on part.version_id = v.id
  join register.premises p on st_dwithin(part.part_27700, p.point_27700, :reach_m)
 where v.code = any(:codes)
union
select r.home_id
  from register.home_reach r
 where r.valid_to is null and r.area_code = any(:codes)
union
select h.id
  from register.home h
 where h.authority_code = any(:codes)
union
select p.home_id
  from register.premises p
 where p.point_27700 is not null
   and not exists (select from register.home_reach r
                     join register.area a on a.code = r.area_code and a.kind = 'force'
                    where r.premises_id = p.id and r.valid_to is null)
 order by 1
"""


# Lines that two areas share differ by a hair where each was drawn by itself: less than a hectare is no overlap.
# The parts that may overlap are found first: outlines just written have no statistics, without which PostgreSQL looked
# for them once for each pair of areas.
OVERLAPS = """
with held as materialized (
    select v.id, v.code
      from register.area_version v
      join register.area a on a.code = v.code
     where a.kind = :kind
       and v.valid_from <= :valid_from
       and (v.valid_to is null or v.valid_to > :valid_from)
),
near as materialized (
    select p.version_id, q.version_id as other_id, p.part_27700 as part, q.part_27700 as other_part
      from register.area_part p
      join register.area_part q on q.part_27700 && p.part_27700 and q.version_id <> p.version_id
     where p.version_id in (select id from held)
),
shared as materialized (
    select one.code, other.code as other, sum(st_area(st_intersection(n.part, n.other_part))) / 1e6 as area_km2
      from near n
      join held one on one.id = n.version_id
      join held other on other.id = n.other_id
     where one.code < other.code
       and (one.code = any(:codes) or other.code = any(:codes))
     group by one.code, other.code
)
select code, other, area_km2
  from shared
 where area_km2 > 0.01
 order by area_km2 desc, code, other
"""


class Overlap(NamedTuple):
    """Two areas of one kind that cover the same ground, and how much of it."""

    code: str
    other: str
    area_km2: float


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """The outcome of each area of an import, by code, and of the homes that it affected.

    overlaps: the areas of the kind that overlap a changed one, the largest overlap first.
    """

    kind: AreaKind
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    mended: tuple[str, ...]
    retired: tuple[str, ...]
    links: LinkReport = field(default_factory=LinkReport)
    overlaps: tuple[Overlap, ...] = ()


def import_boundaries(
    connection: sa.Connection,
    features: Sequence[Feature],
    *,
    kind: AreaKind,
    valid_from: date,
    source: str,
    digest: str,
    is_demonstration: bool,
    on: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BoundaryReport:
    """Make these the outlines of their areas from a day on, and move the homes that they move.

    An outline that is already held changes nothing; an official one takes the place of a demonstration's.
    source, digest: where the outlines come from, and the SHA-256 of it. on: today, unless told.
    progress: called with how many of how many areas are written.
    Raises: SetupError, naming the area, if its dates would overlap or run backwards.
    """
    held = _held(connection, kind, [feature.code for feature in features], valid_from=valid_from)
    placings = [place(f, held.get(f.code, ()), valid_from, is_demonstration=is_demonstration) for f in features]
    changes = [placing for placing in placings if not placing.is_unchanged]
    _make_areas(connection, kind, changes)
    _make_room(connection, changes, valid_from)
    about = {"source": source, "digest": digest, "is_demonstration": is_demonstration, "valid_from": valid_from}
    for written, placing in enumerate(changes, start=1):
        connection.execute(sa.text(WRITE_VERSION), _version_row(placing) | about)
        if progress:
            progress(written, len(changes))
    retired = add_successors(connection, SUCCESSIONS)
    touched = {placing.feature.code for placing in changes} | set(retired) | set(derive_within(connection))
    return BoundaryReport(
        kind=kind,
        changed=tuple(placing.feature.code for placing in changes),
        unchanged=tuple(placing.feature.code for placing in placings if placing.is_unchanged),
        mended=tuple(placing.feature.code for placing in changes if placing.feature.was_mended),
        retired=retired,
        links=_move_all(connection, touched, valid_from, today=on or datetime.now(UTC).date()),
        overlaps=_overlaps(connection, kind, [placing.feature.code for placing in changes], valid_from=valid_from),
    )


def add_successors(connection: sa.Connection, successions: Iterable[Succession]) -> tuple[str, ...]:
    """Record which code took which code's place, where both are held; returns the codes whose outline this closed."""
    given = list(successions)
    wanted = [code for succession in given for code in (succession.code, succession.successor_code)]
    held = set(connection.scalars(sa.select(area.c.code).where(area.c.code.in_(wanted))))
    known = [succession for succession in given if {succession.code, succession.successor_code} <= held]
    if not known:
        return ()
    rows = [{"old": s.code, "new": s.successor_code, "day": s.from_on} for s in known]
    successor: dict[str, object] = {
        "code": sa.bindparam("old"),
        "successor_code": sa.bindparam("new"),
        "from_on": sa.bindparam("day"),
    }
    connection.execute(insert(area_successor).values(successor).on_conflict_do_nothing(), rows)
    ends = area.update().where(area.c.code == sa.bindparam("old"), area.c.valid_to.is_(None))
    connection.execute(ends.values(valid_to=sa.bindparam("day")), rows)
    # An area that goes on, and takes ground of another, began before.
    earlier = sa.exists().where(area_version.c.code == area.c.code, area_version.c.valid_from < sa.bindparam("day"))
    begins = area.update().where(area.c.code == sa.bindparam("new"), area.c.valid_from.is_(None), ~earlier)
    connection.execute(begins.values(valid_from=sa.bindparam("day")), rows)
    return tuple(s.code for s in known if _close_version(connection, s))


def derive_within(connection: sa.Connection) -> tuple[str, ...]:
    """Write which force, region and country each area lies in, from a point of its outline; returns what changed."""
    countries = [
        {"code": code, "kind": AreaKind.COUNTRY, "name": name, "country": name} for code, name in COUNTRIES.values()
    ]
    connection.execute(insert(area).values(countries).on_conflict_do_nothing())
    return tuple(connection.scalars(sa.text(WRITE_WITHIN)))


def _held(
    connection: sa.Connection, kind: AreaKind, codes: Sequence[str], *, valid_from: date
) -> dict[str, list[Version]]:
    _refuse_ended(connection, codes, valid_from)
    other = sa.select(area.c.code).where(area.c.code.in_(codes), area.c.kind != kind).order_by(area.c.code).limit(1)
    if taken := connection.scalar(other):
        raise SetupError(f"{taken} is already on the register as a kind of area other than {kind}.")
    v = area_version.c
    outline = sa.func.encode(sa.func.sha256(sa.func.ST_AsEWKB(v.outline_27700, type_=sa.LargeBinary())), "hex")
    versions = sa.select(v.id, v.code, v.name, v.valid_from, v.valid_to, v.is_demonstration, outline.label("outline"))
    held: dict[str, list[Version]] = {}
    for row in connection.execute(versions.where(v.code.in_(codes)).order_by(v.code, v.valid_from)):
        held.setdefault(row.code, []).append(Version(**row._mapping))
    return held


def _refuse_ended(connection: sa.Connection, codes: Sequence[str], valid_from: date) -> None:
    ended = sa.select(area.c.code, area.c.valid_to).where(area.c.code.in_(codes), area.c.valid_to <= valid_from)
    for code, day in connection.execute(ended.order_by(area.c.code).limit(1)):
        raise SetupError(f"{code} ended on {day}. Give an earlier day.")


def _overlaps(connection: sa.Connection, kind: AreaKind, codes: list[str], *, valid_from: date) -> tuple[Overlap, ...]:
    bound = {"kind": kind, "codes": codes, "valid_from": valid_from}
    return tuple(Overlap(*row) for row in connection.execute(sa.text(OVERLAPS), bound)) if codes else ()


def _make_areas(connection: sa.Connection, kind: AreaKind, changes: Sequence[Placing]) -> None:
    rows = [
        {"code": p.feature.code, "kind": kind, "name": p.feature.name, "country": COUNTRIES[p.feature.code[0]][1]}
        for p in changes
    ]
    if not rows:
        return
    # An outline that ends before another begins is not the newest, and does not name its area.
    newest = {p.feature.code for p in changes if p.valid_to is None}
    new = insert(area)
    named = {"name": new.excluded.name}
    wanted = sa.and_(area.c.name != new.excluded.name, area.c.code.in_(newest))
    connection.execute(new.values(rows).on_conflict_do_update(index_elements=["code"], set_=named, where=wanted))


def _make_room(connection: sa.Connection, changes: Sequence[Placing], valid_from: date) -> None:
    cleared = [version for placing in changes for version in placing.clears]
    closed = [placing.closes for placing in changes if placing.closes]
    connection.execute(area_version.delete().where(area_version.c.id.in_(cleared)))
    connection.execute(area_version.update().where(area_version.c.id.in_(closed)).values(valid_to=valid_from))


def _version_row(placing: Placing) -> dict[str, object]:
    return {
        "code": placing.feature.code,
        "name": placing.feature.name,
        "valid_to": placing.valid_to,
        "outline": as_ewkb(placing.feature.geometry),
        "was_mended": placing.feature.was_mended,
        "part_vertices": PART_VERTICES,
    }


def _close_version(connection: sa.Connection, succession: Succession) -> bool:
    v = area_version.c
    open_one = area_version.update().where(v.code == succession.code, v.valid_to.is_(None))
    return connection.execute(open_one.values(valid_to=succession.from_on)).rowcount > 0


def _move_all(connection: sa.Connection, codes: Collection[str], valid_from: date, *, today: date) -> LinkReport:
    """Move the homes of these areas, and after them what is known only by an area that another has replaced."""
    links = move_homes(connection, codes, valid_from, today=today)
    for ended, successor, first_day in SUCCESSIONS:
        held = connection.scalar(sa.select(area.c.valid_from).where(area.c.code == successor))
        passed = hand_over(connection, ended, [successor]) if held and first_day <= today else Handover()
        if any(passed.moved.values()):
            links = links.then(move_homes(connection, [ended, successor], first_day, today=today))
    return links


def move_homes(connection: sa.Connection, codes: Collection[str], valid_from: date, *, today: date) -> LinkReport:
    """Work out again, as of today, where the homes are that these areas touch. valid_from: since when it holds."""
    if not codes:
        return LinkReport()
    buffer_m = settings().boundary_buffer_m
    bound = {"codes": sorted(codes), "reach_m": max(buffer_m, NEAR_AN_EDGE_M)}
    homes = connection.scalars(sa.text(TOUCHED_HOMES), bound).all()
    since = min(valid_from, today)
    return derive_links(connection, homes, on=today, buffer_m=buffer_m, since=since)
