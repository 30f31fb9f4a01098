"""Which version of the register a statement reads: now, as it was recorded, or as it was in the world."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register.tables import HISTORY_OF, entry

From = sa.FromClause


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of one root field. as_of: an instant of record time; valid_on: a day of the real world."""

    as_of: sa.BindParameter[Any] | None = None
    valid_on: sa.BindParameter[Any] | None = None

    @property
    def is_past(self) -> bool:
        """Whether any other time than now is asked for."""
        return self.as_of is not None or self.valid_on is not None

    def table(self, table: sa.Table) -> From:
        """The rows of a table as they were recorded at the time asked for."""
        history = HISTORY_OF.get(table)
        if self.as_of is not None and table is entry:
            made = entry.alias()
            return sa.select(*made.c).where(made.c.recorded_at <= self.as_of).subquery()
        if self.as_of is None or history is None:
            return table.alias()
        then = history.alias()
        columns = [then.c[column.name] for column in table.columns]
        recorded = sa.and_(
            then.c.recorded_from <= self.as_of,
            sa.or_(then.c.recorded_to.is_(None), then.c.recorded_to > self.as_of),
        )
        return sa.select(*columns).where(recorded).subquery()

    def current(self, rows: From) -> sa.ColumnElement[bool]:
        """True on the rows that hold on the day asked for; without one, on those that have not ended."""
        if "valid_to" not in rows.c:
            return sa.true()
        if self.valid_on is None:
            return rows.c.valid_to.is_(None)
        return sa.and_(
            sa.or_(rows.c.valid_from.is_(None), rows.c.valid_from <= self.valid_on),
            sa.or_(rows.c.valid_to.is_(None), rows.c.valid_to > self.valid_on),
        )


NOW = Clock()
