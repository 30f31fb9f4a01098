"""Which rows a node may be about: in reach of what is matched and in the area asked for, chosen by their keys."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from register.catalogue import Relation
from register.geo.predicates import distance_m, in_box, near, within
from register.open_types import Expression, Select
from register.plan.read import AreaBy, AreaMatch
from register.policy.authority import Reach
from register.policy.decide import Granted
from register.sql.as_of import Clock, From
from register.sql.membership import FENCE, Member, listed, looked_up, probed
from register.sql.read.area_links import AreaLinks
from register.sql.read.area_walk import Around, Narrowed, Walk, leading, places_around
from register.sql.read.change_feed import FEED_ORDER, untold
from register.sql.read.filters import absences, is_one_of, linked, parameter
from register.sql.read.keyset import SortKey
from register.sql.read.named_record import named_record
from register.sql.scope import Hop, Which, scoped_beside, scoped_rows, subject_key, which_of
from register.tables import ANCHOR_OF, SUBJECTS, named
from register.tables.anchors import OfChanges, Subject, are_apart, subject_of
from register.tables.declare import FEW


@dataclass(frozen=True, slots=True)
class Step:
    """How the rows of a parent lead to those of a node."""

    relation: Relation
    parent: From


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows that a node may be about: the node's own, those with whatever they are joined to, and what is left to
    fulfil. distance_m: of each from the point that is asked for. ordered_by: the first key of the page's order, where
    the rows come in it and it is none of their own columns."""

    rows: From
    joined: From
    held: list[sa.ColumnElement[bool]]
    distance_m: Expression | None = None
    ordered_by: SortKey | None = None


@dataclass(frozen=True, slots=True)
class _Nearest:
    """The records within a circle, each with the distance of the nearest of its places in scope."""

    rows: From
    key: Expression
    distance_m: Expression


class Chooser:
    """Chooses the rows of one node."""

    def __init__(self, granted: Granted, clock: Clock) -> None:
        self.granted = granted
        self.table = granted.read.entity.table
        self.clock = clock

    @property
    def subject(self) -> Subject:
        """The subject of the rows."""
        return subject_of(ANCHOR_OF[self.table])

    def rows(self, step: Step | None, columns: Collection[str], walk: Walk | None = None) -> Choice:
        """The table's rows that the node may be about, with these of their columns where they are fenced.

        One thing leads to the rows, by key: the parent, the circle, what is still open, the area or the caller's
        scope. All else is looked up for each row that it leads to.
        """
        stored = self.clock.table(self.table)
        if self.granted.read.feed:
            walked = _walked(stored, columns)
            return Choice(walked, walked, [*self._conditions(walked, listed)])
        named = named_record(self.granted.read, self.clock, columns, scopes=self._scopes) if step is None else None
        if named is not None:
            return Choice(named, named, [])
        walked_to = None if walk is None else self._walked_to(walk, stored, columns)
        if walked_to is not None:
            return walked_to
        nearest = self._nearest()
        steps = [] if step is None else [linked(step.relation, step.parent, stored, clock=self.clock)]
        steps += [] if nearest is None else [subject_key(self.table, stored) == nearest.key]
        unfinished = [*_unfinished(self.granted, stored)]
        first = probed if steps else looked_up if any(few for _, few in unfinished) else listed
        conditions = [*self._conditions(stored, first), *(holds for holds, _ in unfinished)]
        # The changes of a record are few, and found by it.
        if not (conditions or nearest) or isinstance(ANCHOR_OF[self.table], OfChanges):
            return Choice(stored, stored, [*conditions, *steps])
        # The offset fences the choice: it is made by key, whatever order and limit are asked for afterwards.
        shown = [column for column in stored.c if column.name in columns]
        chosen = sa.select(*shown).where(*steps, *conditions).offset(FENCE)
        around = [*([] if step is None else [step.parent]), *([] if nearest is None else [nearest.rows])]
        rows = chosen.correlate(*around).lateral() if around else chosen.subquery()
        if nearest is None:
            return Choice(rows, rows, [])
        return Choice(rows, nearest.rows.join(rows, sa.true()), [], nearest.distance_m)

    def _walked_to(self, walk: Walk, stored: From, columns: Collection[str]) -> Choice | None:
        """The rows in the order of the page, if the links of one area lead to all of them."""
        if (led := leading(self.granted, walk)) is None:
            return None
        way, links = led
        found, scopes = way.found(links), self._scopes(stored, links.settled)
        of_records = found.join(stored, subject_key(self.table, stored) == found.c[way.links.key])
        rows = sa.select(*way.shown(found, stored, columns)).select_from(of_records)
        area = None if links.in_area else self.granted.read.area
        inside = [] if area is None else [probed(subject_key(self.table, stored), self.in_area(area))]
        held = rows.where(*inside, *(scoped(probed) for scoped in scopes))
        walked = held.order_by(*way.ordering(found)).offset(FENCE).subquery()
        return Choice(walked, walked, [], ordered_by=way.sort_key(walked))

    def _nearest(self) -> _Nearest | None:
        """The records around the point that is asked for, where one is."""
        area = self.granted.read.area
        if area is None or area.by is not AreaBy.NEAR:
            return None
        places, key = self._places()
        point, radius_m = parameter(area.slots[0], sa.LargeBinary()), parameter(area.slots[1], sa.Double())
        found = (
            sa.select(key, sa.func.min(distance_m(places.c.point_27700, point)).label("distance_m"))
            .where(near(places.c.point_27700, point, radius_m))
            .group_by(key)
            .subquery()
        )
        return _Nearest(found, found.c[key.name], found.c.distance_m)

    def _conditions(self, stored: From, by: Member) -> Iterator[sa.ColumnElement[bool]]:
        """What the rows must fulfil. by: how the first of it is looked up; listed if nothing leads to the rows yet."""
        area, after = self.granted.read.area, probed if by is listed else by
        if area is not None and self.granted.read.feed:
            yield self._of_area(area, stored)
            by = after
        elif area is not None and area.by is not AreaBy.NEAR:
            yield by(subject_key(self.table, stored), self.in_area(area))
            by = after
        for scoped in self._scopes(stored, () if self._around is None else self._around.settled):
            yield scoped(by)
            by = after

    def _scopes(
        self, stored: From, settled: Collection[Narrowed] = ()
    ) -> Iterator[Callable[[Member], sa.ColumnElement[bool]]]:
        """The caller's scopes that the rows must lie in: of the rows themselves, and of each table that is matched.

        settled: the tables of which what leads to the rows has settled it.
        """
        if not self.granted.rows.everywhere:
            yield lambda member: scoped_rows(self.granted.rows, self.table, stored, clock=self.clock, member=member)
        for (table, through), reach in self.granted.narrowed.items():
            # What is apart is matched among the rows that the caller may read, by the predicate itself.
            if (table, through) not in settled and not are_apart(ANCHOR_OF[self.table], ANCHOR_OF[table]):
                yield partial(self._narrowed, table, through, reach=reach, stored=stored)

    def _narrowed(
        self, table: sa.Table, through: bool, member: Member, *, reach: Reach, stored: From
    ) -> sa.ColumnElement[bool]:
        """True on the rows whose matched columns the caller may read."""
        if table is self.table:
            return scoped_rows(reach, table, stored, clock=self.clock, member=member)
        which = Which.ANY if through else which_of(self.granted.read.entity, table)
        return scoped_beside(reach, Hop(self.table, stored, table), member=member, clock=self.clock, which=which)

    def _of_area(self, area: AreaMatch, stored: From) -> sa.ColumnElement[bool]:
        """True on the changes of records that are or ever were in the area, and of whom those name that are in it."""
        key, links, log = subject_key(self.table, stored), AreaLinks(self.granted, area), ANCHOR_OF[self.table]
        assert isinstance(log, OfChanges)
        held = {subject.kind: [probed(key, found) for found in links.ever(subject)] for subject in SUBJECTS}
        # Only what a change may be of is looked up for it.
        of_kind = {kind: sa.or_(*found) for kind, found in held.items() if found}
        kinds = (stored.c[log.kind] == sa.literal(kind, sa.Text, literal_execute=True) for kind in of_kind)
        return sa.case(*zip(kinds, of_kind.values(), strict=True), else_=sa.false())

    def in_area(self, area: AreaMatch) -> Select:
        """The homes in an area: by the stored links where it is named, by their exact places where it is drawn."""
        if not area.is_spatial:
            return AreaLinks(self.granted, area).keys(self.subject, self.clock)
        places, key = self._places()
        shape = parameter(area.slots[0], sa.LargeBinary())
        covers = within if area.by is AreaBy.WITHIN else in_box
        return sa.select(key).where(covers(places.c.point_27700, shape))

    def _places(self) -> tuple[From, Expression]:
        """The places of records that the caller may search by, and the key of whose they are.

        Where the caller may not search everywhere, its own places come first and are compared afterwards.
        """
        assert self.subject.places is not None
        table = named(self.subject.places)
        stored = self.clock.table(table)
        of = subject_key(table, stored)
        places = sa.select(of, stored.c.point_27700).where(self.clock.current(stored))
        if self.subject.places_only is not None:
            column, value = self.subject.places_only
            places = places.where(is_one_of(stored.c[column], [value]))
        reach, around = self.granted.narrowed.get((table, True)), self._around
        if around is not None:
            places = around.places.offset(FENCE)
        elif reach is not None:
            visible = scoped_rows(reach, table, stored, clock=self.clock, member=listed)
            places = places.where(visible).offset(FENCE)
        found = places.subquery()
        return found, found.c[of.name]

    @property
    def _around(self) -> Around | None:
        """The places of the caller's own area about where an area is drawn, if it is, and no others are searched."""
        area = self.granted.read.area
        if area is None or not area.is_spatial or self.clock.is_past or self.subject.places is None:
            return None
        return places_around(self.granted, named(self.subject.places))


def _unfinished(granted: Granted, stored: From) -> Iterator[tuple[sa.ColumnElement[bool], bool]]:
    """True on the rows that have not ended, where only these are asked for and an index holds them; and if they are
    always few.

    It is compared before the scopes: of what may not be seen it depends on no value, only on how much is open.
    """
    # Decision: open-rows-first
    table = granted.read.entity.table
    held = dict(_held_open(table))
    for column in absences(granted.read.where):
        if column.table is table and column.stored.name in held:
            yield stored.c[column.stored.name].is_(None), held[column.stored.name]


def _held_open(table: sa.Table) -> Iterator[tuple[str, bool]]:
    """The columns by whose absence an index holds the rows of a table, and if these are few."""
    for index in table.indexes:
        only = index.dialect_options["postgresql"]["where"]
        yield from ((column.name, FEW in index.info) for column in table.c if str(only) == f"{column.name} is null")


def _walked(changes: From, columns: Collection[str]) -> From:
    """The changes after the reader's place, in their order: walked until the page is full, and never gathered first."""
    shown = [column for column in changes.c if column.name in columns]
    order = [changes.c[name] for name in FEED_ORDER]
    return sa.select(*shown).where(*untold(changes)).order_by(*order).offset(FENCE).subquery()
