"""Which rows a page has: matched, put in order and bounded by their keys, before anything that they show is joined."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from register.catalogue import Column, Entity, key_of
from register.open_types import Expression
from register.plan.read import Order, Part, Read
from register.policy.authority import Reach
from register.policy.decide import Granted
from register.sql.as_of import Clock, From
from register.sql.read.change_feed import FEED_ORDER
from register.sql.read.filters import Matcher, Terms, matched_columns, parameter
from register.sql.read.keyset import SortKey, after, key_parameters
from register.sql.read.row_selection import Chooser, Step

MOST_ROWS_OF_A_PLAIN_LIST = 100


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows that a node may be about: from where, under which conditions, and how a column of them is found."""

    base: From
    joined: From
    held: list[sa.ColumnElement[bool]]
    find: Callable[[Column], Expression]
    distance_m: Expression | None


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
        matched = self.matched()
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
        rows = inner.subquery("chosen") if self.step is None else inner.correlate(self.step.parent).lateral("chosen")
        kept = tuple(
            SortKey(rows.c[name], key.descending, key.nullable) for name, key in zip(ordered, keys, strict=True)
        )
        return Chosen(matched, rows, kept, None if matched.distance_m is None else rows.c.far_m)

    def matched(self) -> Matched:
        """The rows that the node may be about, with what is compared of them."""
        chooser = Chooser(self.granted, self.clock)
        columns = [*(key.column for key in self.read.order if key.column is not None)]
        if self.read.where is not None:
            columns += matched_columns(self.read.where)
        choice = chooser.rows(self.step, self.columns)
        matcher = Matcher(
            self.entity, choice.rows, Terms(self._match_reach, self.clock), columns=columns, joined=choice.joined
        )
        in_force = self.clock.in_force(self.entity.table, choice.rows)
        held = [holds for holds in [*choice.held, in_force] if holds is not sa.true()]
        if self.read.where is not None:
            held.append(matcher.where(self.read.where))
        return Matched(choice.rows, matcher.joined, held, matcher.find, choice.distance_m)

    def order(self, matched: Matched) -> list[SortKey]:
        """The keys that the rows are ordered by, the last of them unique."""
        if self.read.feed:
            return [SortKey(matched.base.c[name], descending=False, nullable=False) for name in FEED_ORDER]
        keys = [_sort_key(self.entity, matched, order) for order in self.read.order]
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


def _sort_key(entity: Entity, matched: Matched, order: Order) -> SortKey:
    if order.column is None:
        assert matched.distance_m is not None
        return SortKey(matched.distance_m, order.descending, nullable=False)
    nullable = bool(order.column.stored.nullable) or order.column.table is not entity.table
    return SortKey(matched.find(order.column), order.descending, nullable)


def _is_unique(read: Read) -> bool:
    last = read.order[-1].column if read.order else None
    return last is not None and (bool(last.stored.unique) or bool(last.stored.primary_key))
