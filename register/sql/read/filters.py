"""Predicates of a plan as SQL: every value bound, every relation an exists on its link."""

from collections.abc import Callable

import sqlalchemy as sa

from register.catalogue import Column, Kind, Relation, key_of
from register.open_types import BindParameter, ColumnType, Expression, Select
from register.plan.parameters import Slot
from register.plan.read import Compare, Either, Every, IsNull, Matches, Predicate, Through, Unless
from register.policy.authority import Reach
from register.sql.as_of import Clock, From
from register.sql.scope import scoped_rows
from register.tables.codes import Code

Find = Callable[[Column], Expression]
ReachOf = Callable[[sa.Table], Reach | None]


def parameter(slot: Slot, kind: ColumnType) -> BindParameter:
    """The bound parameter of a slot."""
    return sa.bindparam(f"s{slot.number}", required=False, type_=kind)


class Matcher:
    """Writes the predicates of one node. find: the expression for a column of the node's entity."""

    def __init__(self, rows: From, find: Find, reach_of: ReachOf, *, clock: Clock) -> None:
        self.rows = rows
        self.find = find
        self.reach_of = reach_of
        self.clock = clock

    def where(self, part: Predicate) -> sa.ColumnElement[bool]:
        """The predicate as SQL. What is unknown counts as false before it is negated, as it does in a list."""
        match part:
            case Matches(column=column, compare=compare, slot=slot):
                return _compared(self.find(column), column, compare, slot=slot)
            case IsNull(column=column, null=null):
                stored = self.find(column)
                return stored.is_(None) if null else stored.is_not(None)
            case Every(parts=parts):
                return sa.and_(sa.true(), *(self.where(below) for below in parts))
            case Either(parts=parts):
                return sa.or_(sa.false(), *(self.where(below) for below in parts))
            case Unless(part=below):
                return sa.not_(sa.func.coalesce(self.where(below), sa.false()))
            case Through(relation=relation, part=below):
                return self.through(relation, part, below)

    def through(self, relation: Relation, part: Through, below: Predicate) -> sa.ColumnElement[bool]:
        """True if the one row, or some row, that the relation leads to fits."""
        target = related(relation, part.entity.table, self.rows, clock=self.clock)
        reach = self.reach_of(part.entity.table)
        # What no predicate asks about stays out of the statement: the caller's role may have no right to it.
        beside: dict[sa.Table, From] = {}

        def find(column: Column) -> Expression:
            if column.table is part.entity.table:
                return target.c[column.stored.name]
            if column.table not in beside:
                beside[column.table] = self.clock.table(column.table)
            return beside[column.table].c[column.stored.name]

        inner = Matcher(target, find, self.reach_of, clock=self.clock).where(below)
        joined: From = target
        for table, rows in beside.items():
            on = part.entity.beside[table].on.name
            main = rows.c.is_main if part.entity.beside[table].main_only else sa.true()
            joined = joined.outerjoin(
                rows, sa.and_(rows.c[on] == target.c[key_of(part.entity).name], main, self.clock.current(rows))
            )
        visible = sa.true() if reach is None else scoped_rows(reach, part.entity.table, target, clock=self.clock)
        found: Select = sa.select(sa.literal_column("1")).select_from(joined).where(inner, visible)
        return sa.exists(found.where(linked(relation, self.rows, target, clock=self.clock)).correlate(self.rows))


def related(relation: Relation, table: sa.Table, parent: From, *, clock: Clock) -> From:
    """The rows of the table that a relation leads to; for a relation to the latest of several, only that one."""
    rows = clock.table(table)
    if not relation.latest:
        return rows
    held = [rows.c[relation.child.name] == parent.c[relation.parent.name], clock.current(rows)]
    if relation.only is not None:
        held.append(rows.c[relation.only[0].name] == sa.literal(relation.only[1], literal_execute=True))
    order = [rows.c[column.name].desc() for column in relation.latest]
    return sa.select(*rows.c).where(*held).order_by(*order).limit(sa.literal_column("1")).correlate(parent).lateral()


def linked(relation: Relation, parent: From, target: From, *, clock: Clock) -> sa.ColumnElement[bool]:
    """True on the target's rows that the relation leads to from a row of the parent."""
    here = parent.c[relation.parent.name]
    if relation.via is None:
        current = clock.current(target) if relation.many else sa.true()
        return sa.and_(target.c[relation.child.name] == here, current)
    near_side, far_side = relation.via
    links = clock.table(near_side.table)
    reached = sa.select(links.c[far_side.name]).where(links.c[near_side.name] == here, clock.linked(links))
    return target.c[relation.child.name].in_(reached.correlate(parent))


def _compared(stored: Expression, column: Column, compare: Compare, *, slot: Slot) -> sa.ColumnElement[bool]:
    if column.kind is Kind.CODES:
        return parameter(slot, sa.Text()) == sa.func.any(stored)
    if compare is Compare.STARTS_WITH:
        return sa.func.lower(stored).like(parameter(slot, sa.Text()))
    if compare is Compare.AMONG:
        return stored == sa.func.any(parameter(slot, sa.ARRAY(_sent_as(column))))
    given = parameter(slot, _sent_as(column))
    match compare:
        case Compare.EQUAL:
            return stored == given
        case Compare.AFTER:
            return stored > given
        case Compare.FROM:
            return stored >= given
        case Compare.BEFORE:
            return stored < given
        case Compare.UP_TO:
            return stored <= given


def _sent_as(column: Column) -> ColumnType:
    """The type of a value to compare with: a code as a text, for one that is on no list is an answer and no fault."""
    return sa.Text() if isinstance(column.stored.type, Code) else column.stored.type
