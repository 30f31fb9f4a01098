"""The records of an area in the order of a page, and those at a place: read from the links that its index leads to.

A page costs what it holds, and not what the area holds. Nothing outside of the area is looked at.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from register.catalogue import Entity, key_of
from register.geo.predicates import bounds, point_at
from register.open_types import Expression, Select, TableColumn
from register.plan.parameters import Slot
from register.plan.read import AreaBy, AreaMatch, Every, Matches, Predicate, Read, Through
from register.policy.decide import Granted
from register.sql.as_of import NOW, Clock, From, rows_of
from register.sql.membership import probed
from register.sql.read.area_links import AreaLinks
from register.sql.read.filters import compared, is_one_of, parameter, presences, searched
from register.sql.read.keyset import SortKey, after, key_parameters
from register.sql.scope import Which, own_links, which_of
from register.tables import ANCHOR_OF, named
from register.tables.anchors import Finder, Links, Of, are_apart, links_of, subject_of

# The column of a place that predicates ask about.
POINT = "point_27700"
# A table whose columns are matched, and whether through a relation: a key of what narrows a read.
Narrowed = tuple[sa.Table, bool]
# What a page is ordered by, in the rows that were walked to.
ORDERED_BY = "ordered_by"


@dataclass(frozen=True, slots=True)
class Led:
    """Links that lead to all that a read may hold. rows: those of the finder; held: what they must fulfil.

    settled: what narrows the read and is fulfilled by each record that has such a link. parts: the parts that the links
    are of, if all links of these that the caller reaches are held. in_area: whether each record is in the area that is
    asked for. compared: what a link must fulfil by what is searched.
    """

    rows: From
    held: sa.ColumnElement[bool]
    settled: frozenset[Narrowed]
    parts: Which | None = None
    in_area: bool = True
    compared: tuple[sa.ColumnElement[bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """The way of a page through an area: the records in the order of a key, after the last one that was given.

    by: the finder's column that the page is ordered by, if it is by one; of: the table whose column it holds. If the
    page has another order, the records come in none. nullable: whether the column is ever null.
    """

    links: Links
    finder: Finder
    by: str | None
    of: sa.Table | None
    descending: bool
    nullable: bool
    since: Slot | None

    @property
    def unordered(self) -> "Walk":
        """The same way in no order, from its beginning: to count the records."""
        return replace(self, by=None, since=None)

    def found(self, led: Led) -> From:
        """The keys of the records that links lead to, in their order."""
        order, key = self._keys(led.rows)
        conditions = [led.held, *led.compared]
        if self.by is not None and self.since is not None:
            last = self._ordered(led.rows)
            conditions.append(after(last, key_parameters(self.since.number, last)))
        # A record with several links in the area comes once.
        found = sa.select(order.stored, key.stored).where(*conditions).distinct()
        return (found if self.by is None else found.order_by(order.ordering, key.ordering)).subquery()

    def shown(self, found: From, stored: From, columns: Collection[str]) -> list[Expression]:
        """These columns of the records. What orders them is read from the links, which come in that order.

        To join by it as well would have the planner expect one record of an area, and look up each thing for each.
        """
        own: list[Expression] = [column for column in stored.c if column.name in columns]
        if self.by is not None and self.by != self.finder.order:
            return [*own, found.c[self.by].label(ORDERED_BY)]
        order = self.finder.order
        return [found.c[order] if column.name == order else column for column in own]

    def ordering(self, found: From) -> Iterator[Expression]:
        """The order that the records come in, if they come in one."""
        if self.by is not None:
            yield from (key.ordering for key in self._ordered(found))

    def sort_key(self, rows: From) -> SortKey | None:
        """The first key of the page's order in the rows that were walked to, where it is none of their own columns."""
        return SortKey(rows.c[ORDERED_BY], self.descending, self.nullable) if ORDERED_BY in rows.c else None

    def _ordered(self, rows: From) -> list[SortKey]:
        """What the records are ordered by: what is unique by itself, or with their key after it."""
        return self._keys(rows)[: 1 if self.by == self.finder.order else 2]

    def _keys(self, rows: From) -> list[SortKey]:
        backwards = self.descending and self.by == self.finder.order
        order = SortKey(rows.c[self.by or self.finder.order], self.descending, self.nullable)
        return [order, SortKey(rows.c[self.links.key], backwards, nullable=False)]


def walk_of(read: Read, clock: Clock) -> Walk | None:
    """The way that a page of a list takes, if links are found for it."""
    anchor = ANCHOR_OF[read.entity.table]
    if read.feed or read.one or clock.is_past or not isinstance(anchor, Of) or anchor.subject.links is None:
        return None
    links = anchor.subject.links
    if links.finder is None or anchor.by != key_column(read.entity.table):
        return None
    descending = bool(read.order) and read.order[0].descending
    column = _ordered_by(read)
    by = None if column is None else _written(column, read.entity, links.finder)
    of = None if column is None or by is None else column.table
    nullable = column is not None and (bool(column.nullable) or column.table is not read.entity.table)
    nullable = nullable and column not in [each.stored for each in presences(read.where)]
    return Walk(links, links.finder, by, of, descending, nullable, read.after)


def leading(granted: Granted, walk: Walk) -> tuple[Walk, Led] | None:
    """The links that lead to all that a list may hold: those of the area that it names, or of the caller's own.

    With the way through them: in no order, if the caller may not search by it everywhere there. None as well if they
    are in no order, and nothing that is searched tells few of them from the others.
    """
    rows = rows_of(named(walk.finder.table))
    led = _led(granted, walk, rows)
    if led is None:
        return None
    # A value is compared where the caller may search it, of whatever part of a record it is.
    unsettled = {table for table, through in granted.narrowed.keys() - led.settled if not through}
    found = [fits for table, fits in _texts(granted.read.where, walk.finder, rows) if table not in unsettled]
    found += _places(granted, led, walk.finder)
    is_in_order = walk.of not in unsettled and (led.parts is Which.MAIN or walk.by != walk.finder.east)
    way = walk if is_in_order else replace(walk, by=None)
    return (way, replace(led, compared=tuple(found))) if way.by or found else None


def counted(granted: Granted, walk: Walk, in_area: Callable[[AreaMatch], Select]) -> From | None:
    """The keys of all records of a list, read from links only; None if these do not settle all that is asked.

    in_area: the keys of the records that an area finds.
    """
    read, rows = granted.read, rows_of(named(walk.finder.table))
    led = _led(granted, walk, rows)
    if led is None or not granted.rows.everywhere or granted.narrowed.keys() - led.settled:
        return None
    # Only what the links settle is compared in them.
    places = [] if led.parts is not Which.MAIN else [*_placed(granted, walk.finder, Which.MAIN)]
    if _asks_more(read.where, [each for each in places if (each.column.table, False) in led.settled]):
        return None
    held = [led.held, *_places(granted, led, walk.finder), *_listed(read, walk.finder, rows)]
    if not led.in_area:
        assert read.area is not None
        alone = AreaLinks(granted, read.area).matched_alone(walk.links, rows, NOW)
        if alone is None:
            return None
        # A record is in the area by this link, or else by one of another part of it.
        held.append(sa.or_(alone, probed(rows.c[walk.links.key], in_area(read.area))))
    return sa.select(rows.c[walk.links.key]).where(*held).distinct().subquery()


def _asks_more(where: Predicate | None, placed: Collection[Matches]) -> bool:
    """True if anything is asked of a record but where its main part is."""
    match where:
        case None:
            return False
        case Every(parts=parts):
            return any(_asks_more(below, placed) for below in parts)
        case Matches():
            return where not in placed
        case _:
            return True


def _listed(read: Read, finder: Finder, rows: From) -> Iterator[sa.ColumnElement[bool]]:
    """What a list holds, whatever its filter."""
    if read.listed is not None and read.listed.by_status:
        yield is_one_of(rows.c[finder.listed_as], read.listed.usual.values)
    elif read.listed is not None:
        yield rows.c[finder.listed_as].is_not(None)


def _led(granted: Granted, walk: Walk, rows: From) -> Led | None:
    read, links, own = granted.read, walk.links, dict(_by_own_area(granted, walk.links, rows))
    # Where the main part of a record is, only the link of that part says.
    is_by_place = walk.by == walk.finder.east or bool([*_placed(granted, walk.finder, Which.MAIN)])
    is_own = read.area is None or (read.area.by is AreaBy.MINE and is_by_place)
    if read.area is not None and not read.area.is_spatial and not is_own:
        held = AreaLinks(granted, read.area).matched_alone(links, rows, NOW)
        is_mine = read.area.by is AreaBy.MINE
        return None if held is None else Led(rows, held, _settled(own, Which.ANY) if is_mine else frozenset())
    if not is_own or not own:
        return None
    # What the main part of a record must fulfil holds for any part as well.
    which, held = max(own.values(), key=lambda each: each[0] is Which.MAIN)
    return Led(rows, held, _settled(own, which), which, read.area is None)


def _place(finder: Finder) -> tuple[str, str]:
    return finder.east, finder.north


def _places(granted: Granted, led: Led, finder: Finder) -> Iterator[sa.ColumnElement[bool]]:
    """What a link fulfils by whose place a record fits, where it settles that the caller may search that place."""
    if led.parts is not None:
        for each in _placed(granted, finder, led.parts):
            if (each.column.table, led.parts is Which.ANY) in led.settled:
                yield compared(led.rows.c[each.column.stored.name], each.column, each.compare, slot=each.slot)


def _placed(granted: Granted, finder: Finder, parts: Which) -> Iterator[Matches]:
    """What is asked of the place of a part: of the main one, or of one of any that is asked for."""
    entity, asked = granted.read.entity, [*_all(granted.read.where)]
    places = subject_of(ANCHOR_OF[entity.table]).places
    if parts is Which.ANY:
        # Several such questions may be answered by a part each.
        through = [each for each in asked if isinstance(each, Through) and each.entity.table.name == places]
        asked = [*_all(through[0].part)] if len(through) == 1 else []
    for each in asked:
        if isinstance(each, Matches) and each.column.table.name == places and each.column.stored.name in _place(finder):
            yield each


def _all(part: Predicate | None) -> Iterator[Predicate]:
    """The parts of a predicate that each row fulfils."""
    match part:
        case None:
            return
        case Every(parts=parts):
            for below in parts:
                yield from _all(below)
        case _:
            yield part


def _texts(part: Predicate | None, finder: Finder, rows: From) -> Iterator[tuple[sa.Table, sa.ColumnElement[bool]]]:
    """What every record that fits has in the texts that are searched, by their tables. Nothing is decided by it."""
    for each in _all(part):
        if isinstance(each, Matches):
            written = finder.texts.get(f"{each.column.table.name}.{each.column.stored.name}")
            fits = None if written is None else searched(rows.c[written], each.column, each.compare, slot=each.slot)
            if fits is not None:
                yield each.column.table, fits


@dataclass(frozen=True, slots=True)
class Around:
    """The places that the caller's own area has about where an area is drawn, each with whose it is.

    settled: what narrows the read and is fulfilled by each record that has such a place.
    """

    places: Select
    settled: frozenset[Narrowed]


def places_around(granted: Granted, table: sa.Table) -> Around | None:
    """The places about where the area of a read is drawn; None if the caller searches beyond its own area. table: of
    the places."""
    anchor, reach, area = ANCHOR_OF[table], granted.narrowed.get((table, True)), granted.read.area
    if reach is None or area is None or not isinstance(anchor, Of):
        return None
    links = links_of(anchor.subject)
    if links.finder is None:
        return None
    rows = rows_of(named(links.finder.table))
    held = own_links(reach, links, rows)
    if held is None:
        return None
    radius_m = parameter(area.slots[1], sa.Double()) if area.by is AreaBy.NEAR else None
    west, south, east, north = bounds(parameter(area.slots[0], sa.LargeBinary()), radius_m)
    at = rows.c[links.finder.east], rows.c[links.finder.north]
    around = held, at[0].between(west, east), at[1].between(south, north)
    places = sa.select(rows.c[links.key].label(anchor.by), point_at(*at).label(POINT)).where(*around)
    return Around(places, _settled(dict(_by_own_area(granted, links, rows)), Which.ANY))


def _by_own_area(
    granted: Granted, links: Links, rows: From
) -> Iterator[tuple[Narrowed, tuple[Which, sa.ColumnElement[bool]]]]:
    """What narrows a read to the records of the caller's own area: which of their parts, and by which links."""
    entity = granted.read.entity
    for (table, through), reach in granted.narrowed.items():
        if not are_apart(ANCHOR_OF[entity.table], ANCHOR_OF[table]):
            is_any = through or table is entity.table
            which = Which.ANY if is_any else which_of(entity, table)
            held = own_links(reach, links, rows, which=which)
            if held is not None:
                yield (table, through), (which, held)


def _settled(own: Mapping[Narrowed, tuple[Which, object]], led: Which) -> frozenset[Narrowed]:
    return frozenset(key for key, (which, _) in own.items() if which is Which.ANY or led is Which.MAIN)


def key_column(table: sa.Table) -> str:
    """The name of the column that is the key of a table's rows."""
    return next(iter(table.primary_key.columns)).name


def _ordered_by(read: Read) -> TableColumn | None:
    """The stored column that a page is ordered by, and by its records' own order after it; None if by anything else."""
    if not read.order:
        return key_of(read.entity)
    (first, *others) = read.order
    return None if others or first.relation is not None or first.column is None else first.column.stored


def _written(column: TableColumn, entity: Entity, finder: Finder) -> str | None:
    """The finder's column that holds a column of the records."""
    if column.table is entity.table and column.name == finder.order:
        return finder.order
    if column.table.name == subject_of(ANCHOR_OF[entity.table]).places and column.name == finder.east:
        return finder.east
    return finder.orders.get(f"{column.table.name}.{column.name}")
