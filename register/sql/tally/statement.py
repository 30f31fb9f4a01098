"""The statement of a granted tally: the rows that a read would find, put into groups and worked out.

Rows are chosen exactly as they are for a read, by the same code, so nothing is tallied that could not be read one by
one. A column is compared and added up only where the caller may read, search and count it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from register.catalogue import Dimension, How, Kind, Measure, Period, Term, audited_else
from register.open_types import Expression, Select
from register.plan.read import Order, Read
from register.plan.tally import TallyBy, TallyOrder
from register.policy.decide import Granted, narrowed_columns, narrowed_scopes
from register.sql.as_of import Clock, From
from register.sql.membership import FENCE, probed
from register.sql.read.filters import chosen_by_kind, linked, parameter, related
from register.sql.read.page_rows import Matched, PageRows
from register.sql.read.run import KEYS_OF_A_COUNT
from register.sql.read.statement import BETWEEN_KEYS, Statement, clock_of, statement
from register.sql.scope import scoped_rows

# Every group has a number of rows, whatever is asked of it: the access log says how many were consulted.
# No name of the schema has an underscore, so none of a tally's fields is one of these.
ROWS, TOTAL, KEYS = "row_count", "total_count", "row_keys"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class TallyNode:
    """A tally ready to run.

    groups: the statement that answers a row for each group, the first with the keys of all small groups; few: where
    only a small total is named, the statement that names it. narrowed: the fields that left rows out; narrowed_to: the
    scopes of the rows that remain.
    """

    read: Read
    groups: Statement
    few: Statement | None
    narrowed: tuple[str, ...]
    narrowed_to: tuple[str, ...]

    def nodes(self) -> Iterator["TallyNode"]:
        """This node: nothing is below a tally."""
        yield self

    def in_role(self, role: str) -> "TallyNode":
        """The same statements for another role of the second wall."""
        few = None if self.few is None else self.few.in_role(role)
        return replace(self, groups=self.groups.in_role(role), few=few)


def compile_tally(granted: Granted, role: str, *, names_few: bool) -> TallyNode:
    """The statements of a tally, for a role of the second wall.

    names_few: true if the rows of every small group are named for the log, false if only those of a small total are.
    """
    tally = granted.read.tally
    assert tally is not None
    rows = _Rows(granted, clock_of(granted.read)).columns()
    # What is read twice is kept by the statement: the rows are found and pass both walls once.
    counted = rows.cte("counted") if names_few else rows.subquery("counted")
    return TallyNode(
        read=granted.read,
        groups=statement(_groups(counted, tally, names_few=names_few), role),
        few=None if names_few else statement(_few(counted, tally), role),
        narrowed=narrowed_columns(granted.read, granted),
        narrowed_to=narrowed_scopes(granted),
    )


def field_of(dimension: Dimension, term: Term) -> str:
    """The name under which a statement answers a dimension's value, or its label."""
    return dimension.name if term is dimension.value else dimension.labelled


class _Rows:
    """The rows that a tally counts, with the columns that it needs of each."""

    def __init__(self, granted: Granted, clock: Clock) -> None:
        self.granted = granted
        self.clock = clock
        self.entity = granted.read.entity
        self.matched: Matched = PageRows(granted, clock, None).matched()
        self.joined: From = self.matched.joined
        self._led_to: dict[tuple[str, ...], From] = {}

    def columns(self) -> Select:
        """One row for each row that is counted: its key for the log, what it is grouped by and what is added up."""
        tally = self.granted.read.tally
        assert tally is not None
        audited = self.entity.audited
        stored = audited if audited.table is self.entity.table else audited_else(self.entity)[0]
        columns: list[Expression] = [sa.cast(self.matched.base.c[stored.name], sa.Text).label(KEYS)]
        for dimension in tally.by:
            columns += [self._grouped(dimension, term).label(field_of(dimension, term)) for term in dimension.terms]
        for measure in tally.measures:
            if measure.terms:
                columns.append(self._added(measure).label(measure.name))
        chosen: Select = sa.select(*columns)
        return chosen.select_from(self.joined).where(*self.matched.held)

    def _grouped(self, dimension: Dimension, term: Term) -> Expression:
        stored = self._find(term)
        if dimension.period is not None:
            is_instant = term.column.kind is Kind.INSTANT
            return period_of(day_of(stored) if is_instant else stored, dimension.period)
        # In the order of their codes, whatever the collation of the database.
        is_text = term.column.kind in (Kind.CODE, Kind.TEXT)
        return sa.collate(sa.cast(stored, sa.Text), "C") if is_text else stored

    def _added(self, measure: Measure) -> Expression:
        first, *rest = (self._find(term) for term in measure.terms)
        if not rest:
            return first
        if measure.terms[0].column.kind is Kind.INSTANT:
            return _hours(rest[0] - first)
        return rest[0] - first

    def _find(self, term: Term) -> Expression:
        if not term.steps:
            return self.matched.find(Order(term.column, descending=False))
        return chosen_by_kind(term.column, self._reached(term))

    def _reached(self, term: Term) -> From:
        """The row that the relations lead to, joined once, and hidden where the caller may not tally it."""
        rows: From = self.matched.base
        for number, (relation, target) in enumerate(term.steps, 1):
            path = term.path[:number]
            if path not in self._led_to:
                found = related(relation, target.table, rows, clock=self.clock)
                on = linked(relation, rows, found, clock=self.clock)
                reach = self.granted.narrowed.get((target.table, True))
                if reach is not None:
                    visible = scoped_rows(reach, target.table, found, clock=self.clock, member=probed)
                    fenced = sa.select(*found.c).where(on, visible).offset(FENCE)
                    found, on = fenced.correlate(rows).lateral(), sa.true()
                self.joined = self.joined.outerjoin(found, on)
                self._led_to[path] = found
            rows = self._led_to[path]
        return rows


def _groups(rows: From, tally: TallyBy, *, names_few: bool) -> Select:
    fields = [rows.c[field_of(each, term)] for each in tally.by for term in each.terms]
    numbers = [_number(measure, rows).label(measure.name) for measure in tally.measures]
    total = sa.func.sum(sa.func.count()).over().label(TOTAL)
    order = [*_order(tally, rows, {each.name: each for each in numbers})]
    columns = [*fields, *numbers, sa.func.count().label(ROWS), total]
    if names_few:
        is_first = sa.func.row_number().over(order_by=order or None) == sa.literal_column("1")
        columns.append(sa.case((is_first, _few(rows, tally).scalar_subquery())).label(KEYS))
    size = parameter(tally.first, sa.Integer()) + sa.literal_column("1")
    return sa.select(*columns).select_from(rows).group_by(*fields).order_by(*order).limit(size)


def _order(tally: TallyBy, rows: From, numbers: Mapping[str, sa.Label[object]]) -> Iterator[Expression]:
    """The keys of the order: those asked for, then what the groups are by, which no two have in common."""
    asked = [key.by for key in tally.order]
    left = [TallyOrder(each, descending=False) for each in tally.by if each not in asked]
    for key in (*tally.order, *left):
        if isinstance(key.by, Measure):
            stored: Expression = numbers[key.by.name].element
            yield stored.desc() if key.descending else stored.asc()
        else:
            named = (rows.c[field_of(key.by, term)] for term in key.by.terms)
            yield from (each.desc() if key.descending else each.asc() for each in named)


def _number(measure: Measure, rows: From) -> Expression:
    match measure.how:
        case How.COUNT:
            return sa.func.count()
        case How.DISTINCT:
            return sa.func.count(sa.distinct(rows.c[measure.name]))
        case How.SUM:
            return sa.func.sum(rows.c[measure.name])
        case How.MEDIAN:
            return _quantile("0.5", rows.c[measure.name])
        case How.P90:
            return _quantile("0.9", rows.c[measure.name])


def _quantile(part: str, stored: Expression) -> Expression:
    return sa.func.percentile_cont(sa.literal_column(part, sa.Double)).within_group(stored)


def _few(rows: From, tally: TallyBy) -> Select:
    """The keys of the rows in groups of so few that the log names each of them, as one text."""
    fields = [rows.c[field_of(each, term)] for each in tally.by for term in each.terms]
    size = sa.func.count().over(partition_by=fields or None).label(ROWS)
    sized = sa.select(rows.c[KEYS], size).subquery("sized")
    few = sized.c[ROWS] <= sa.literal_column(str(KEYS_OF_A_COUNT))
    listed = sa.func.string_agg(sized.c[KEYS], sa.literal(BETWEEN_KEYS, sa.Text, literal_execute=True))
    return sa.select(listed.label(KEYS)).where(few)


def local(instant: Expression) -> Expression:
    """An instant by England's clocks."""
    return sa.func.timezone(sa.literal_column("'Europe/London'"), instant)


def day_of(instant: Expression) -> Expression:
    """The day of an instant by England's clocks."""
    return sa.cast(local(instant), sa.Date)


def _hours(time: Expression) -> Expression:
    seconds = sa.cast(sa.func.extract("epoch", time), sa.Double)
    return seconds / sa.literal_column("3600", sa.Double)


def period_of(day: Expression, period: Period) -> Expression:
    """The first day of the period that a day lies in."""
    match period:
        case Period.YEAR | Period.QUARTER | Period.MONTH:
            return sa.cast(sa.func.date_trunc(sa.literal_column(f"'{period}'"), day), sa.Date)
        case Period.FINANCIAL_YEAR:
            # A financial year begins on 1 April: three months earlier it is a calendar year.
            months: Expression = sa.literal_column("interval '3 months'")
            return sa.cast(sa.func.date_trunc(sa.literal_column("'year'"), day - months) + months, sa.Date)
