"""Which version of the register a statement reads: now, as it was recorded, or as it was in the world."""

from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.open_types import BindParameter, Expression, TableColumn
from register.tables import ANCHOR_OF, HISTORY_OF, THEN
from register.tables.anchors import OfChanges
from register.tables.former_facts import Then

From = sa.FromClause


def rows_of(table: sa.Table) -> From:
    """The rows of a table under a name of their own, for a statement.

    A copy of a declared table copies what is declared of each column, at a third of the cost of a whole statement.
    """
    return _bare(table).alias()


@cache
def _bare(table: sa.Table) -> sa.TableClause:
    """The table as statements need it: its name, with its columns' names and types."""
    return sa.table(table.name, *(sa.column(each.name, each.type) for each in table.columns), schema=table.schema)


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of one root field. as_of: an instant of record time; valid_on: a day of the real world."""

    as_of: BindParameter | None = None
    valid_on: BindParameter | None = None

    @property
    def is_past(self) -> bool:
        """True if another time than now is asked for."""
        return self.as_of is not None or self.valid_on is not None

    def table(self, table: sa.Table) -> From:
        """The rows of a table at the time asked for: as they were recorded then, with what held on that day."""
        recorded = self._recorded(table)
        if self.valid_on is None or not any(column in THEN for column in table.columns):
            return recorded
        return sa.select(*(self._then(column, recorded) for column in table.columns)).subquery()

    def _then(self, column: TableColumn, rows: From) -> Expression:
        """What a column was on the day that is asked for."""
        then = THEN.get(column)
        now: Expression = rows.c[column.name]
        if then is None:
            return now
        if then.while_it_lasts is not None:
            assert isinstance(column.table, sa.Table)
            ended = rows.c[column.table.info["in_force"][1]].is_not(None)
            now = sa.case((sa.and_(ended, self.in_force(column.table, rows)), _text(then.while_it_lasts)), else_=now)
        kept = sa.func.coalesce(self._held(then, rows), postgresql.array([sa.cast(now, sa.Text)]))
        held: Expression = kept[sa.literal_column("1", sa.Integer)]
        if then.before is not None:
            begun, before = then.before
            held = sa.case((rows.c[begun.name] > self.valid_on, _text(before)), else_=held)
        stored = held if isinstance(column.type, sa.Text) else sa.cast(held, column.type)
        return sa.type_coerce(stored, column.type).label(column.name)

    def _held(self, then: Then, rows: From) -> Expression:
        """A list of the one value that is kept for the day; null if none is."""
        assert isinstance(then.value.table, sa.Table)
        kept = self._recorded(then.value.table)
        until, first = kept.c[then.until.name], None if then.since is None else kept.c[then.since.name]
        held = [kept.c[then.names.name] == rows.c[then.key.name], sa.or_(until.is_(None), until > self.valid_on)]
        held += [] if first is None else [first <= self.valid_on]
        held += [] if then.fact is None else [kept.c[then.fact[0].name] == _text(then.fact[1])]
        found = sa.select(postgresql.array([kept.c[then.value.name]])).where(*held)
        return found.order_by(until.asc()).limit(sa.literal_column("1")).scalar_subquery()

    def _recorded(self, table: sa.Table) -> From:
        """The rows of a table as they were recorded at the time asked for."""
        history = HISTORY_OF.get(table)
        if self.as_of is not None and isinstance(ANCHOR_OF[table], OfChanges):
            made = rows_of(table)
            return sa.select(*made.c).where(made.c.recorded_at <= self.as_of).subquery()
        if self.as_of is None or history is None:
            return rows_of(table)
        then = rows_of(history)
        columns = [then.c[column.name] for column in table.columns]
        recorded = sa.and_(
            then.c.recorded_from <= self.as_of,
            sa.or_(then.c.recorded_to.is_(None), then.c.recorded_to > self.as_of),
        )
        return sa.select(*columns).where(recorded).subquery()

    @property
    def day(self) -> Expression:
        """The day that is asked about: today, unless another time is asked for."""
        if self.valid_on is not None:
            return self.valid_on
        return sa.func.current_date() if self.as_of is None else sa.cast(self.as_of, sa.Date)

    def current(self, rows: From) -> sa.ColumnElement[bool]:
        """True on the rows that hold on the day asked for; without one, on those that have not ended."""
        if "valid_to" not in rows.c:
            return sa.true()
        if self.valid_on is None:
            return rows.c.valid_to.is_(None)
        return self._holds_on(rows, "valid_from", "valid_to", day=self.valid_on)

    def linked(self, links: From) -> sa.ColumnElement[bool]:
        """True on the links that hold at the time asked for. A link may carry its end before it has come.

        One that begins at an instant may carry its beginning as well.
        """
        if "valid_to" not in links.c:
            return sa.true()
        if self.valid_on is not None:
            return self._holds_on(links, "valid_from", "valid_to", day=self.valid_on)
        instant: Expression = sa.func.now() if self.as_of is None else self.as_of
        ends = links.c.valid_to
        if isinstance(ends.type, sa.Date):
            return sa.or_(ends.is_(None), ends > sa.cast(instant, sa.Date))
        return sa.and_(links.c.valid_from <= instant, sa.or_(ends.is_(None), ends > instant))

    def in_force(self, table: sa.Table, rows: From) -> sa.ColumnElement[bool]:
        """True on the rows of a table that are to be shown: on a day of the real world, those that held on it."""
        days = table.info["in_force"]
        if self.valid_on is None or days is None:
            return self.current(rows)
        first, *ends = (rows.c[name] for name in days)
        last_day: list[sa.ColumnElement[bool]] = []
        if table.info["last_day_but"] is not None:
            last_day = [sa.and_(ends[0] == self.valid_on, *_are_other(table.info["last_day_but"], rows))]
        still = [sa.or_(end.is_(None), end > self.valid_on, *last_day) for end in ends]
        return sa.and_(first <= self.valid_on, *still)

    @staticmethod
    def _holds_on(rows: From, first: str, after_last: str, *, day: BindParameter) -> sa.ColumnElement[bool]:
        begins, ends = rows.c[first], rows.c[after_last]
        return sa.and_(sa.or_(begins.is_(None), begins <= day), sa.or_(ends.is_(None), ends > day))


def _are_other(but: tuple[str, str] | tuple[()], rows: From) -> list[sa.ColumnElement[bool]]:
    """True on the rows on which a column has another value than this; without a column, on all."""
    return [rows.c[but[0]] != _text(but[1])] if but else []


def _text(value: str) -> sa.ColumnElement[str]:
    """A text that the code itself names."""
    return sa.literal(value, sa.Text, literal_execute=True)


NOW = Clock()
