"""Which rows a node may be about: in reach of what is matched and in the area asked for, chosen by their keys."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register.catalogue import Relation
from register.geo.predicates import distance_m, in_box, near, within
from register.plan.read import AreaBy, AreaMatch
from register.policy.authority import Reach
from register.policy.decide import Granted
from register.sql.as_of import Clock, From
from register.sql.read.filters import linked, parameter
from register.sql.scope import CALLER_AREA, Of, listed, looked_up, scoped_beside, scoped_rows
from register.tables import HISTORY_OF, entry, home, home_area, premises


@dataclass(frozen=True, slots=True)
class Step:
    """How the rows of a parent lead to those of a node."""

    relation: Relation
    parent: From


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows that a node may be about, and what they have still to fulfil."""

    rows: From
    held: list[sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The homes within a circle, each with the distance of its nearest premises in scope."""

    rows: From
    home_id: sa.ColumnElement[Any]
    distance_m: sa.ColumnElement[Any]


def area_code(area: AreaMatch) -> sa.ColumnElement[str]:
    """The code of an area that is named and not drawn."""
    return CALLER_AREA if area.by is AreaBy.MINE else parameter(area.slots[0], sa.Text())


class Chooser:
    """Chooses the rows of one node."""

    def __init__(self, granted: Granted, clock: Clock) -> None:
        self.granted = granted
        self.table = granted.read.entity.table
        self.clock = clock

    def rows(self, step: Step | None, columns: Collection[str]) -> Choice:
        """The table's rows that the node may be about, with these of their columns where they are fenced.

        The step from the parent is part of the choice: else every parent would choose among all rows.
        """
        stored = self.clock.table(self.table)
        conditions = self._conditions(stored)
        steps = [] if step is None else [linked(step.relation, step.parent, stored, self.clock)]
        # Changes are told in the order in which they stand, from a place on: they are walked, not gathered.
        if not conditions or self.table is entry:
            return Choice(stored, [*conditions, *steps])
        # The offset fences the choice: it is made by key, whatever order and limit are asked for afterwards.
        shown = [column for column in stored.c if column.name in columns]
        chosen = sa.select(*shown).where(*conditions, *steps).offset(sa.literal_column("0"))
        rows = chosen.subquery() if step is None else chosen.correlate(step.parent).lateral()
        return Choice(rows, [])

    def nearest(self) -> Nearest | None:
        """The homes around the point that is asked for, where one is."""
        area = self.granted.read.area
        if area is None or area.by is not AreaBy.NEAR:
            return None
        places, visible = self._places()
        point, radius_m = parameter(area.slots[0], sa.LargeBinary()), parameter(area.slots[1], sa.Double())
        found = (
            sa.select(places.c.home_id, sa.func.min(distance_m(places.c.point_27700, point)).label("distance_m"))
            .where(near(places.c.point_27700, point, radius_m), *visible)
            .group_by(places.c.home_id)
            .subquery()
        )
        return Nearest(found, found.c.home_id, found.c.distance_m)

    def _conditions(self, stored: From) -> list[sa.ColumnElement[bool]]:
        held: list[sa.ColumnElement[bool]] = []
        if not self.granted.rows.everywhere:
            held.append(scoped_rows(self.granted.rows, self.table, stored, self.clock))
        for (table, through), reach in self.granted.narrowed.items():
            held.append(self._narrowed(table, through, reach, stored))
        area = self.granted.read.area
        if area is not None and self.granted.read.feed:
            held.append(self._of_area(area, stored))
        elif area is not None and area.by is not AreaBy.NEAR:
            home_id = stored.c.id if self.table is home else stored.c.home_id
            held.append(listed(home_id, self._in_area(area)))
        return held

    def _narrowed(self, table: sa.Table, through: bool, reach: Reach, stored: From) -> sa.ColumnElement[bool]:
        """True on the rows whose matched columns the caller may read."""
        if table is self.table:
            return scoped_rows(reach, table, stored, self.clock)
        of = Of.MAIN if table is premises and not through else Of.HOME
        return scoped_beside(reach, self.table, stored, of, listed, self.clock)

    def _of_area(self, area: AreaMatch, stored: From) -> sa.ColumnElement[bool]:
        """True on the changes of homes that stand or ever stood in the area, and of who runs those that stand there."""
        code = area_code(area)
        stood, stands, homes = HISTORY_OF[home_area].alias(), home_area.alias(), home.alias()
        ever = sa.select(stood.c.home_id).where(stood.c.area_code == code)
        running = sa.select(homes.c.provider_id).join(stands, stands.c.home_id == homes.c.id)
        running = running.where(
            stands.c.area_code == code, stands.c.valid_to.is_(None), homes.c.provider_id.is_not(None)
        )
        return sa.or_(looked_up(stored.c.home_id, ever), looked_up(stored.c.provider_id, running))

    def _in_area(self, area: AreaMatch) -> sa.Select[Any]:
        """The homes in an area: by the stored link where it is named, by their exact places where it is drawn."""
        if not area.is_spatial:
            code = area_code(area)
            links = self.clock.table(home_area)
            return sa.select(links.c.home_id).where(links.c.area_code == code, self.clock.current(links))
        places, visible = self._places()
        shape = parameter(area.slots[0], sa.LargeBinary())
        covers = within if area.by is AreaBy.WITHIN else in_box
        return sa.select(places.c.home_id).where(covers(places.c.point_27700, shape), *visible)

    def _places(self) -> tuple[From, list[sa.ColumnElement[bool]]]:
        """The premises that the caller may search by place."""
        places = self.clock.table(premises)
        held = [self.clock.current(places)]
        reach = self.granted.narrowed.get((premises, True))
        if reach is not None:
            held.append(scoped_rows(reach, premises, places, self.clock))
        return places, held
