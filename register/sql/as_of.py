"""Which version of the register a statement reads: now, as it was recorded, or as it was in the world."""

from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from register.open_types import BindParameter, Expression
from register.tables import ANCHOR_OF, HISTORY_OF
from register.tables.anchors import OfChanges

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
        first, after_last = (rows.c[name] for name in days)
        still = [after_last.is_(None), after_last > self.valid_on]
        if table.info["last_day_but"] is not None:
            column, value = table.info["last_day_but"]
            with_value = sa.literal(value, sa.Text, literal_execute=True)
            still.append(sa.and_(after_last == self.valid_on, rows.c[column] != with_value))
        return sa.and_(first <= self.valid_on, sa.or_(*still))

    @staticmethod
    def _holds_on(rows: From, first: str, after_last: str, *, day: BindParameter) -> sa.ColumnElement[bool]:
        begins, ends = rows.c[first], rows.c[after_last]
        return sa.and_(sa.or_(begins.is_(None), begins <= day), sa.or_(ends.is_(None), ends > day))


NOW = Clock()
