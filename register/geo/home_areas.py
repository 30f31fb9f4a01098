"""The write path of location: which areas each home is in, worked out from its premises and the boundaries."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from register.geo.home_areas_sql import WRITE_AREAS, WRITE_CODES, WRITE_FLAGS, WRITE_REACH
from register.open_types import ColumnType, ResultRow
from register.vocabulary import AreaLink

# The cuts of ST_Subdivide are not edges: a point this near to any edge of a part is tested against the whole outline.
NEAR_AN_EDGE_M = 0.01
# From this number on, homes are joined as wholes.
MANY = 200
SET_NESTED_LOOPS = "select set_config('enable_nestloop', :to, true)"


@dataclass(frozen=True, slots=True)
class Move:
    """One home's link to one area, before and after; None for no link."""

    home_id: UUID
    area_code: str
    was: AreaLink | None
    now: AreaLink | None


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What a derivation found and changed.

    homes: considered; moves: links that began, ended or changed; areas_added, areas_ended: public links;
    homes_written, premises_marked: rows whose codes or flags changed; on_edge, in_no_force: premises that carry each.
    """

    homes: int = 0
    moves: tuple[Move, ...] = ()
    areas_added: int = 0
    areas_ended: int = 0
    homes_written: int = 0
    premises_marked: int = 0
    on_edge: int = 0
    in_no_force: int = 0

    @property
    def rows_changed(self) -> int:
        """How many links, marks and codes were written: 0 if the boundaries and premises have not changed."""
        return len(self.moves) + self.areas_added + self.areas_ended + self.homes_written + self.premises_marked

    def then(self, later: "LinkReport") -> "LinkReport":
        """What this derivation and a later one of the same homes changed together."""
        return LinkReport(
            homes=max(self.homes, later.homes),
            moves=(*self.moves, *later.moves),
            areas_added=self.areas_added + later.areas_added,
            areas_ended=self.areas_ended + later.areas_ended,
            homes_written=self.homes_written + later.homes_written,
            premises_marked=self.premises_marked + later.premises_marked,
            on_edge=later.on_edge,
            in_no_force=later.in_no_force,
        )


def link_statements(
    home_ids: Sequence[UUID] | None, *, on: date, buffer_m: int, since: date | None = None
) -> tuple[sa.TextClause, ...]:
    """The statements of derive_links, for use on another connection: each once, in this order."""
    bound: dict[str, object] = {
        "home_ids": None if home_ids is None else list(home_ids),
        "on": on,
        "since": since or on,
        "buffer_m": buffer_m,
        "near_an_edge_m": NEAR_AN_EDGE_M,
    }
    return tuple(_bound(each, bound) for each in (WRITE_REACH, WRITE_AREAS, WRITE_FLAGS, WRITE_CODES))


def derive_links(
    connection: sa.Connection,
    home_ids: Sequence[UUID] | None,
    *,
    on: date,
    buffer_m: int,
    since: date | None = None,
) -> LinkReport:
    """Write the areas of these homes, or of all, from their premises and the boundaries of the day.

    Only links that differ are changed. A link that began on or after since, and no longer holds, is erased, because
    it was never true; its history keeps it.
    on: the day of the boundaries and premises. since: the first day of the change; on, or earlier with a boundary.
    buffer_m: how far outside its outline a force still reaches a home, in metres; 0 for none.
    """
    # A connection keeps the plans of triggers as it made them first: made for no row, they would walk all for each.
    if home_ids is not None and not home_ids:
        return LinkReport()
    reach, *rest = link_statements(home_ids, on=on, buffer_m=buffer_m, since=since)
    with _many_at_once(connection, home_ids):
        moves = tuple(_move(row) for row in connection.execute(reach))
        areas, flags, codes = [connection.execute(each).one() for each in rest]
    return LinkReport(
        homes=codes.homes,
        moves=moves,
        areas_added=areas.added,
        areas_ended=areas.ended,
        homes_written=codes.written,
        premises_marked=flags.marked,
        on_edge=flags.on_edge,
        in_no_force=flags.in_no_force,
    )


@contextmanager
def _many_at_once(connection: sa.Connection, home_ids: Sequence[UUID] | None) -> Iterator[None]:
    """Have many homes joined as wholes, however few the planner takes them for.

    After an import that was rolled back, its statistics say that there are hardly any homes: it would walk all of them
    for each, which takes hours. A nested loop is still used where there is no other way, as through a spatial index.
    """
    if home_ids is not None and len(home_ids) < MANY:
        yield
        return
    chosen = connection.scalar(sa.text("select current_setting('enable_nestloop')"))
    connection.execute(sa.text(SET_NESTED_LOOPS), {"to": "off"})
    yield
    connection.execute(sa.text(SET_NESTED_LOOPS), {"to": chosen})


TYPES: dict[str, ColumnType] = {
    "home_ids": sa.ARRAY(sa.Uuid(as_uuid=True)),
    "on": sa.Date(),
    "since": sa.Date(),
    "buffer_m": sa.Integer(),
    "near_an_edge_m": sa.Double(),
}


def _bound(statement: str, bound: dict[str, object]) -> sa.TextClause:
    wanted = sa.text(statement).compile().params.keys()
    return sa.text(statement).bindparams(*(sa.bindparam(name, bound[name], TYPES[name]) for name in wanted))


def _move(row: ResultRow) -> Move:
    return Move(
        row.home_id,
        row.area_code,
        AreaLink(row.was) if row.was else None,
        AreaLink(row.now) if row.now else None,
    )
