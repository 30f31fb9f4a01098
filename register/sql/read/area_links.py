"""Which records an area finds that is named: by the links that are public, and by those that the caller may match."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.open_types import Expression, Select
from register.plan.read import AreaBy, AreaMatch
from register.policy.authority import Reach
from register.policy.decide import Granted
from register.sql.as_of import NOW, Clock, From, rows_of
from register.sql.links import CALLER_AREA, LINKED, scoped_area
from register.sql.read.filters import parameter
from register.sql.scope import scoped_links
from register.tables import HISTORY_OF, named
from register.tables.anchors import Links, Subject, links_of


class AreaLinks:
    """The links of the area that a node names.

    Decision: one-public-area
    """

    def __init__(self, granted: Granted, area: AreaMatch) -> None:
        self.granted = granted
        self.is_mine = area.by is AreaBy.MINE
        self.is_replaced = area.is_replaced
        kind = postgresql.ARRAY(sa.Text) if area.is_replaced else sa.Text()
        self.code: Expression = CALLER_AREA if self.is_mine else parameter(area.slots[0], kind)

    def matched_alone(self, links: Links, rows: From, clock: Clock) -> sa.ColumnElement[bool] | None:
        """True on the links of the area that hold now, if those that the caller may match are all that find a record.

        rows: the links, or what finds them.
        """
        reach = self.granted.linked.get(named(links.reach))
        if reach is None or clock.is_past or not (reach.everywhere or self._is_own(reach)):
            return None
        return sa.and_(self._matched(links, rows), clock.linked(rows), scoped_links(reach, links, rows, clock=clock))

    def keys(self, subject: Subject, clock: Clock) -> Select:
        """The keys of the records that are in the area; some may come twice."""
        links = links_of(subject)
        return _either([_keys(links, rows, held) for rows, held in self._links(links, clock)])

    def ever(self, subject: Subject) -> Iterator[Select]:
        """The keys of a subject that a link of the area ever named; or of those whom an owner in it names now."""
        if subject.owner is None:
            links = links_of(subject)
            yield from (_keys(links, rows, held) for rows, held in self._ever(links))
            return
        links, owners = links_of(subject.owner.subject), rows_of(named(subject.owner.table))
        names = owners.c[subject.owner.names]
        for rows, held in self._links(links, NOW):
            of_owner = rows.c[links.key] == owners.c[subject.owner.key]
            yield sa.select(names).join(rows, of_owner).where(held, names.is_not(None))

    def _links(self, links: Links, clock: Clock) -> Iterator[tuple[From, sa.ColumnElement[bool]]]:
        """The links of the area that hold at a time: of places, in areas where the caller may match them; else public.

        A caller who may match the places of an area now finds exactly the homes that are in it. Of the past, those as
        well that were shown in it and have left since.
        """
        reach = self.granted.linked.get(named(links.reach))
        if reach is not None:
            rows = clock.table(named(links.reach))
            yield (
                rows,
                sa.and_(self._matched(links, rows), clock.linked(rows), scoped_links(reach, links, rows, clock=clock)),
            )
        if links.areas is not None and (
            reach is None or not (reach.everywhere or (self._is_own(reach) and not clock.is_past))
        ):
            public = clock.table(named(links.areas))
            held = [self._names(public), clock.linked(public)]
            if reach is not None and not clock.is_past:
                asked = public.c.area_code if self.is_replaced else self.code
                held.append(scoped_area(reach, asked).is_not(sa.true()))
            yield public, sa.and_(*held)

    def _is_own(self, reach: Reach) -> bool:
        """True if the area is the caller's own, and the caller may match the places in it."""
        return self.is_mine and not reach.scopes.isdisjoint(LINKED)

    def _ever(self, links: Links) -> Iterator[tuple[From, sa.ColumnElement[bool]]]:
        """The same, whether they hold still or not."""
        if links.areas is not None:
            public = rows_of(HISTORY_OF[named(links.areas)])
            yield public, self._names(public)
        reach = self.granted.linked.get(named(links.reach))
        if reach is not None:
            rows = rows_of(HISTORY_OF[named(links.reach)])
            yield rows, sa.and_(self._matched(links, rows), scoped_links(reach, links, rows, clock=NOW))

    def _names(self, rows: From) -> sa.ColumnElement[bool]:
        """True on the links of the area, or of one of those that took its place."""
        return rows.c.area_code == (sa.func.any(self.code) if self.is_replaced else self.code)

    def _matched(self, links: Links, rows: From) -> sa.ColumnElement[bool]:
        in_area = self._names(rows)
        if links.outside is None:
            return in_area
        column, value = links.outside
        return sa.and_(in_area, rows.c[column] != sa.literal(value, sa.Text, literal_execute=True))


def _keys(links: Links, rows: From, held: sa.ColumnElement[bool]) -> Select:
    key: Expression = rows.c[links.key]
    return sa.select(key).where(held)


def _either(found: list[Select]) -> Select:
    """All keys that one of the queries finds."""
    if not found:
        return sa.select(sa.null()).where(sa.false())
    if len(found) == 1:
        return found[0]
    together = sa.union_all(*found).subquery()
    return sa.select(*together.c)
