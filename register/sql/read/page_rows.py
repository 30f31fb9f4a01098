"""Which rows a page has: matched, put in order and bounded by their keys, before anything that they show is joined."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register.catalogue import CATALOGUE, key_of
from register.open_types import Expression
from register.plan.read import Order, Part, Read, own_columns
from register.policy.authority import Reach
from register.policy.decide import Granted
from register.sql.as_of import Clock, From
from register.sql.read.area_walk import Walk, counted, walk_of
from register.sql.read.change_feed import FEED_ORDER
from register.sql.read.filters import Matcher, Terms, is_one_of, parameter, presences
from register.sql.read.keyset import SortKey, after, key_parameters
from register.sql.read.row_selection import Chooser, Step

MOST_ROWS_OF_A_PLAIN_LIST = 100

# PostgreSQL plans once for every size of page, and takes a limit that is a parameter for a tenth of all rows. So it is
# also bounded by a number that it can read: by the largest page, or by a small one. Each holds one row to see if more
# follow.
LARGE_PAGE = "1001"
SMALL_PAGE = "101"


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows that a node may be about: from where, under which conditions, and how a column of them is found.

    ordered_by: the first key of their order, where they come with it.
    """

    base: From
    joined: From
    held: list[sa.ColumnElement[bool]]
    find: Callable[[Order], Expression]
    distance_m: Expression | None
    ordered_by: SortKey | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of a page, before what they show is read: bounded and in their order.

    rows: a subquery of the columns that are needed of them, with their order's values; keys: their order in it;
    distance_m: how far each is from the point that was asked for; matched: what they were chosen from.
    """

    matched: Matched
    rows: From
    keys: tuple[SortKey, ...]
    distance_m: Expression | None


class PageRows:
    """Chooses the rows of one node. step: how its parents lead to it; a root has none.

    columns: which of its table's columns are needed at all; shown: those that are needed of the rows of the page.
    """

    def __init__(self, granted: Granted, clock: Clock, step: Step | None) -> None:
        self.granted = granted
        self.read = granted.read
        self.entity = granted.read.entity
        self.clock = clock
        self.step = step
        every: frozenset[str] = frozenset(column.name for column in self.entity.table.columns)
        self.columns, self.shown = every, every

    def chosen(self) -> Chosen:
        """The page's rows by their keys, in order and up to the limit, before anything beside them is joined."""
        matched = self.matched(self._walk)
        keys = self.order(matched)
        held = list(matched.held)
        if self.read.after is not None:
            held.append(after(keys, key_parameters(self.read.after.number, keys)))
        shown = [column for column in matched.base.c if column.name in self.shown]
        ordered = {f"key{n}": key.stored for n, key in enumerate(keys)}
        far = [] if matched.distance_m is None else [matched.distance_m.label("far_m")]
        inner = sa.select(*shown, *(stored.label(name) for name, stored in ordered.items()), *far)
        inner = inner.select_from(matched.joined).where(*held).limit(self._limit())
        # A feed is walked in its order already: to sort it here would be to read all of it first.
        if not self.read.feed:
            inner = inner.order_by(*(key.ordering for key in keys))
        if self.step is not None:
            rows: From = inner.correlate(self.step.parent).lateral("chosen")
        elif self.read.first is not None:
            bounded = sa.select(*inner.subquery("bounded").c).limit(sa.literal_column(LARGE_PAGE, sa.Integer))
            rows = bounded.subquery("chosen")
        else:
            rows = inner.subquery("chosen")
        kept = tuple(
            SortKey(rows.c[name], key.descending, key.nullable) for name, key in zip(ordered, keys, strict=True)
        )
        return Chosen(matched, rows, kept, None if matched.distance_m is None else rows.c.far_m)

    def counted(self) -> tuple[From, Sequence[sa.ColumnElement[bool]]]:
        """All rows that the node may be about, whatever the page holds of them, and what is left to fulfil."""
        walk = self._walk
        found = None if walk is None else counted(self.granted, walk, Chooser(self.granted, self.clock).in_area)
        if found is not None:
            return found, ()
        matched = self.matched(None if walk is None else walk.unordered)
        return matched.joined, matched.held

    @property
    def _walk(self) -> Walk | None:
        return walk_of(self.read, self.clock) if self.step is None else None

    def matched(self, walk: Walk | None = None) -> Matched:
        """The rows that the node may be about, with what is compared of them. walk: how a page is come by, if so."""
        chooser = Chooser(self.granted, self.clock)
        choice = chooser.rows(self.step, self.columns, walk)
        columns = [*own_columns(self.read.where)]
        if choice.ordered_by is None:
            columns += [key.column for key in self.read.order if key.column is not None and key.relation is None]
        if self.read.tally is not None:
            columns += [term.column for term in self.read.tally.terms if not term.steps]
        matcher = Matcher(
            self.entity, choice.rows, Terms(self._match_reach, self.clock), columns=columns, joined=choice.joined
        )
        led = [(key.relation, key.column) for key in self.read.order if key.relation and key.column]
        for relation in dict.fromkeys(relation for relation, _ in led):
            matcher.lead(relation, CATALOGUE[relation.to], [column for by, column in led if by is relation])
        in_force = sa.true() if self.read.ever else self.clock.in_force(self.entity.table, choice.rows)
        held = [holds for holds in [*choice.held, in_force] if holds is not sa.true()]
        held += self._listed(choice.rows)
        if self.read.where is not None:
            held.append(matcher.where(self.read.where))
        return Matched(choice.rows, matcher.joined, held, matcher.find_key, choice.distance_m, choice.ordered_by)

    def _listed(self, rows: From) -> Iterator[sa.ColumnElement[bool]]:
        """What a list holds, whatever its filter."""
        listed = self.read.listed
        if listed is None:
            return
        yield rows.c[listed.usual.duplicate_of.name].is_(None)
        if listed.by_status:
            status = self.entity.columns[listed.usual.status].stored
            yield is_one_of(rows.c[status.name], listed.usual.values)

    def order(self, matched: Matched) -> list[SortKey]:
        """The keys that the rows are ordered by, the last of them unique."""
        if self.read.feed:
            return [SortKey(matched.base.c[name], descending=False, nullable=False) for name in FEED_ORDER]
        keys = [matched.ordered_by or _sort_key(self.read, matched, order) for order in self.read.order]
        if not keys or keys[-1].nullable or not _is_unique(self.read):
            keys.append(SortKey(matched.base.c[key_of(self.entity).name], descending=False, nullable=False))
        return keys

    def _match_reach(self, table: sa.Table, own: bool) -> Reach | None:
        return self.granted.narrowed.get((table, own))

    def _limit(self) -> sa.ColumnElement[int]:
        if self.read.one and self.step is None:
            return sa.literal_column("1", sa.Integer)
        if self.read.first is None:
            return sa.literal_column(str(MOST_ROWS_OF_A_PLAIN_LIST), sa.Integer)
        size = parameter(self.read.first, sa.Integer())
        return size + sa.literal_column("1") if self.read.feed or self.read.wants(Part.HAS_NEXT) else size


def _sort_key(read: Read, matched: Matched, order: Order) -> SortKey:
    if order.column is None:
        assert matched.distance_m is not None
        return SortKey(matched.distance_m, order.descending, nullable=False)
    is_beside = order.column.table is not read.entity.table
    has_value = order.relation is None and order.column in [*presences(read.where)]
    nullable = not has_value and (bool(order.column.stored.nullable) or is_beside or bool(order.relation))
    return SortKey(matched.find(order), order.descending, nullable)


def _is_unique(read: Read) -> bool:
    last = read.order[-1].column if read.order else None
    return (
        last is not None
        and read.order[-1].relation is None
        and (bool(last.stored.unique) or bool(last.stored.primary_key))
    )
