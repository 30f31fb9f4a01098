"""Predicates of a plan as SQL: every value bound, every relation an exists on its link.

What a caller may match in some rows only is compared inside its own scope: the scope's rows first, behind a fence that
PostgreSQL plans by itself, and then the value among them. So neither an index on a value nor a row policy ever does
work for a row that the caller may not search.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register.catalogue import Column, Entity, Kind, Lasting, Near, Relation, key_of
from register.geo.predicates import are_near
from register.open_types import BindParameter, ColumnType, Expression, Select
from register.plan.parameters import Slot
from register.plan.read import (
    Compare,
    Either,
    Every,
    IsNull,
    Matches,
    Order,
    Predicate,
    Through,
    Unless,
    comparisons,
    own_columns,
)
from register.policy.authority import Reach
from register.sql.as_of import Clock, From
from register.sql.membership import FENCE, probed
from register.sql.scope import Hop, scoped_beside, scoped_rows, which_of
from register.tables import ANCHOR_OF
from register.tables.anchors import Of, OfChanges, are_apart
from register.tables.codes import Code
from register.tables.texts import folded, is_folded

# Where a table's columns may be matched, if not everywhere: own says whether it is the table of the rows that a
# relation leads to, and not one beside them.
ReachOf = Callable[[sa.Table, bool], Reach | None]

ONE = sa.literal_column("1", sa.Integer)
# No text holds it, and every letter that one holds comes before it.
LAST_LETTER = "\U0010ffff"


def parameter(slot: Slot, kind: ColumnType) -> BindParameter:
    """The bound parameter of a slot."""
    return sa.bindparam(f"s{slot.number}", required=False, type_=kind)


@dataclass(frozen=True, slots=True)
class Terms:
    """How the columns of a statement are matched: where each table's may be, and as of when."""

    reach_of: ReachOf
    clock: Clock


class Matcher:
    """Writes the predicates of one entity's rows, and joins the tables beside them that are matched."""

    def __init__(
        self,
        entity: Entity,
        rows: From,
        terms: Terms,
        *,
        columns: Collection[Column],
        joined: From | None = None,
        is_apart: bool = False,
    ) -> None:
        """columns: what is matched or ordered by, of the rows themselves or beside them; joined: the rows with what
        they are joined to already; is_apart: whether the way to these rows led from one subject to another."""
        self.entity = entity
        self.rows = rows
        self.terms = terms
        self.is_apart = is_apart
        self.joined: From = rows if joined is None else joined
        self._beside: dict[sa.Table, From] = {}
        self._led: dict[Relation, From] = {}
        for table in dict.fromkeys(column.table for column in columns if column.table is not entity.table):
            self._join(table, [column for column in columns if column.table is table])

    def find(self, column: Column) -> Expression:
        """The expression of a column of the entity in the statement."""
        rows = self.rows if column.table is self.entity.table else self._beside[column.table]
        return chosen_by_kind(column, rows)

    def lead(self, relation: Relation, entity: Entity, columns: Iterable[Column]) -> None:
        """Join the one row that a relation leads to, of what the caller may match of it. columns: what it orders by."""
        needed = [relation.child.name, *(column.stored.name for column in columns)]
        self._led[relation], on = self._reached(relation, entity, needed)
        self.joined = self.joined.outerjoin(self._led[relation], on)

    def find_key(self, order: Order) -> Expression:
        """The value of a row by which an order puts it."""
        assert order.column is not None
        if order.relation is None:
            return self.find(order.column)
        stored = self._led[order.relation].c[order.column.stored.name]
        return stored if order.column.codes is None else _rank(order.column, stored)

    def where(self, part: Predicate) -> sa.ColumnElement[bool]:
        """The predicate as SQL. What is unknown counts as false before it is negated, as it does in a list."""
        match part:
            case Matches(column=column, compare=compare, slot=slot):
                return compared(self.find(column), column, compare, slot=slot)
            case IsNull(column=column, null=null):
                stored = self.find(column)
                return stored.is_(None) if null else stored.is_not(None)
            case Every(parts=parts):
                return sa.and_(sa.true(), *(self.where(below) for below in parts))
            case Either(parts=parts):
                return sa.or_(sa.false(), *(self.where(below) for below in parts))
            case Unless(part=below):
                return sa.not_(sa.func.coalesce(self.where(below), sa.false()))
            case Through():
                return self._through(part)

    def _join(self, table: sa.Table, columns: Iterable[Column]) -> None:
        """Join the row beside each row. What no predicate asks about stays out: the role may have no right to it."""
        stored: From = self.terms.clock.table(table)
        on = beside(self.entity, table, self.rows, stored=stored, clock=self.terms.clock)
        if self.terms.reach_of(table, False) is not None:
            names = dict.fromkeys(name for column in columns for name in _stored_as(column))
            fenced = sa.select(*(stored.c[name] for name in names)).where(on).offset(FENCE)
            stored, on = fenced.correlate(self.rows).lateral(), sa.true()
        self._beside[table] = stored
        self.joined = self.joined.outerjoin(stored, on)

    def _through(self, part: Through) -> sa.ColumnElement[bool]:
        """True if the one row, or any of the rows, that the relation leads to fits."""
        entity, columns = part.entity, tuple(own_columns(part.part))
        target, on = self._reached(part.relation, entity, _needed(entity, part.part))
        is_apart = self.is_apart or are_apart(ANCHOR_OF[self.entity.table], ANCHOR_OF[entity.table])
        on = sa.and_(on, *(self._matchable(entity, target, columns) if is_apart else ()))
        below = Matcher(entity, target, self.terms, columns=columns, is_apart=is_apart)
        found: Select = sa.select(sa.literal_column("1")).select_from(below.joined).where(below.where(part.part), on)
        return sa.exists(found.correlate(self.rows))

    def _matchable(self, entity: Entity, target: From, columns: Collection[Column]) -> Iterator[sa.ColumnElement[bool]]:
        """True on rows of another subject beside which the caller may match these columns.

        Where no relation led to another subject, what is matched narrows the rows that are searched.
        """
        for table in dict.fromkeys(column.table for column in columns if column.table is not entity.table):
            reach = self.terms.reach_of(table, False)
            if reach is not None:
                hop, which = Hop(entity.table, target, table), which_of(entity, table)
                yield scoped_beside(reach, hop, member=probed, clock=self.terms.clock, which=which)

    def _reached(
        self, relation: Relation, entity: Entity, needed: Iterable[str]
    ) -> tuple[From, sa.ColumnElement[bool]]:
        """The rows that a relation leads to, behind a fence if only some may be matched, and where they belong.

        needed: the names of the columns that are.
        """
        clock = self.terms.clock
        target = related(relation, entity.table, self.rows, clock=clock)
        on = linked(relation, self.rows, target, clock=clock)
        reach = self.terms.reach_of(entity.table, True)
        if reach is None:
            return target, on
        visible = scoped_rows(reach, entity.table, target, clock=clock, member=probed)
        columns = [target.c[name] for name in dict.fromkeys(needed)]
        return sa.select(*columns).where(on, visible).offset(FENCE).correlate(self.rows).lateral(), sa.true()


def chosen_by_kind(column: Column, rows: From) -> Expression:
    """The value of a column in rows of its table; null on the rows for which it is not meant."""
    if column.nobody is not None:
        return sa.func.nullif(rows.c[column.stored.name], sa.literal(column.nobody, sa.Text, literal_execute=True))
    if column.only is None:
        return rows.c[column.stored.name]
    kind, value = column.only
    is_one = rows.c[kind.name] == sa.literal(value, sa.Text, literal_execute=True)
    return sa.case((is_one, rows.c[column.stored.name]))


def _rank(column: Column, stored: Expression) -> Expression:
    """The place of a code in its list, from 0 on."""
    assert column.codes is not None
    places = enumerate(column.codes)
    return sa.case(*((is_one_of(stored, (code,)), sa.literal_column(str(place), sa.Integer)) for place, code in places))


def _stored_as(column: Column) -> Iterator[str]:
    yield column.stored.name
    if column.only is not None:
        yield column.only[0].name


def _needed(entity: Entity, part: Predicate) -> Iterator[str]:
    """The names of the columns of an entity's own table that a predicate needs: for itself, its joins and its scope."""
    yield key_of(entity).name
    anchor = ANCHOR_OF[entity.table]
    if isinstance(anchor, Of):
        yield anchor.by
    for each in comparisons(part):
        if isinstance(each, Through):
            yield each.relation.parent.name
        elif each.column.table is entity.table:
            yield from _stored_as(each.column)
        else:
            yield _joins_by(entity, each.column.table)


def beside(entity: Entity, table: sa.Table, rows: From, *, stored: From, clock: Clock) -> sa.ColumnElement[bool]:
    """True on the row of a table that is beside a row of an entity. stored: the table's rows in the statement."""
    found = entity.beside[table]
    main = stored.c.is_main if found.main_only else sa.true()
    return sa.and_(stored.c[found.on.name] == rows.c[_joins_by(entity, table)], main, clock.current(stored))


def _joins_by(entity: Entity, table: sa.Table) -> str:
    """The name of the entity's own column by which the row of a table beside it is found."""
    by = entity.beside[table].by
    return key_of(entity).name if by is None else by.name


def related(relation: Relation, table: sa.Table, parent: From, *, clock: Clock) -> From:
    """The rows of the table that a relation leads to; for a relation to the latest of several, only that one."""
    rows = clock.table(table)
    if not relation.latest:
        return rows
    held = [rows.c[relation.child.name] == parent.c[relation.parent.name], clock.in_force(table, rows)]
    if relation.only is not None:
        column, values = relation.only
        held.append(is_one_of(rows.c[column.name], values))
    if relation.lasting is not None:
        held += _holds(relation.lasting, rows, clock.day)
    order = [rows.c[column.name].desc() for column in relation.latest]
    return sa.select(*rows.c).where(*held).order_by(*order).limit(sa.literal_column("1")).correlate(parent).lateral()


def _holds(lasting: Lasting, rows: From, day: Expression) -> Iterator[sa.ColumnElement[bool]]:
    begins, last, until = (rows.c[column.name] for column in (lasting.begins, lasting.last, lasting.until))
    yield begins <= day
    yield sa.or_(last.is_(None), last >= day)
    yield sa.or_(until.is_(None), until > day)


def presences(where: Predicate | None) -> Iterator[Column]:
    """The columns that have a value in every row that fulfils a predicate."""
    match where:
        case Matches(column=column) | IsNull(column=column, null=False):
            yield column
        case Every(parts=parts):
            for below in parts:
                yield from presences(below)


def absences(where: Predicate | None) -> Iterator[Column]:
    """The columns that have no value in any row that fulfils a predicate."""
    match where:
        case IsNull(column=column, null=True):
            yield column
        case Every(parts=parts):
            for below in parts:
                yield from absences(below)


def is_one_of(stored: Expression, values: Sequence[str]) -> sa.ColumnElement[bool]:
    """True if a column has one of these values, which the code itself names."""
    first, *others = (sa.literal(str(value), sa.Text, literal_execute=True) for value in values)
    return stored.in_([first, *others]) if others else stored == first


def linked(relation: Relation, parent: From, target: From, *, clock: Clock) -> sa.ColumnElement[bool]:
    """True on the target's rows that the relation leads to from a row of the parent."""
    here = parent.c[relation.parent.name]
    if relation.near is not None:
        # Gathered first, and then looked up by key: whatever else is asked of the target, no plan reads all of it.
        around = _around(relation, relation.near, here, clock=clock).correlate(parent)
        return target.c[relation.child.name] == sa.func.any(sa.func.array(around.scalar_subquery()))
    if relation.via is None:
        is_named = target.c[relation.child.name] == _key_named(relation, parent)
        return sa.and_(is_named, _stands(relation, target, clock=clock))
    near_side, far_side = relation.via
    links = clock.table(near_side.table)
    reached = sa.select(links.c[far_side.name]).where(links.c[near_side.name] == here, clock.linked(links))
    if [column.name for column in near_side.table.primary_key] == [near_side.name]:
        # Of one link at most, the target is looked up by its key, and not for each row that the caller may read.
        return target.c[relation.child.name] == reached.limit(ONE).correlate(parent).scalar_subquery()
    return target.c[relation.child.name].in_(reached.correlate(parent))


def _key_named(relation: Relation, parent: From) -> Expression:
    """What a row of the parent names a row by. The log of changes names rows of every table, each by its key's text."""
    here, log, child = parent.c[relation.parent.name], ANCHOR_OF.get(relation.parent.table), relation.child
    if isinstance(log, OfChanges) and relation.parent.name == log.row and isinstance(child.type, sa.Uuid):
        return sa.case((is_one_of(parent.c[log.entity], [child.table.name]), sa.cast(here, sa.Uuid())))
    return here


def _stands(relation: Relation, target: From, *, clock: Clock) -> sa.ColumnElement[bool]:
    """True on the target's rows that a relation leads to at the time asked for."""
    if not relation.many or relation.ever or (relation.past and clock.valid_on is None):
        return sa.true()
    assert isinstance(relation.child.table, sa.Table)
    return clock.in_force(relation.child.table, target)


def _around(relation: Relation, close: Near, here: Expression, *, clock: Clock) -> Select:
    """The keys of the rows around the row of a key."""
    this, other = (clock.table(relation.parent.table) for _ in range(2))
    column, value = close.only
    radius_m = sa.literal_column(str(close.metres), sa.Integer)
    return sa.select(other.c[relation.child.name]).where(
        this.c[relation.parent.name] == here,
        is_one_of(this.c[column.name], [value]),
        is_one_of(other.c[column.name], [value]),
        other.c[close.apart.name] != this.c[close.apart.name],
        are_near(other.c[close.point.name], this.c[close.point.name], radius_m),
    )


def compared(stored: Expression, column: Column, compare: Compare, *, slot: Slot) -> sa.ColumnElement[bool]:
    """True on the values of a column that compare so with the one that is given. stored: where they are."""
    if compare in (Compare.CONTAINS, Compare.CONTAINS_ANY):
        given_codes = parameter(slot, sa.ARRAY(sa.Text()))
        return stored.bool_op("@>" if compare is Compare.CONTAINS else "&&")(given_codes)
    if column.kind is Kind.CODES:
        return parameter(slot, sa.Text()) == sa.func.any(stored)
    if is_folded(column.stored) and compare is not Compare.EXACTLY:
        return _folded(stored, compare, slot)
    if compare is Compare.STARTS_WITH:
        return _begins_with(sa.func.lower(stored), parameter(slot, sa.Text()))
    if compare is Compare.AMONG:
        return stored == sa.func.any(parameter(slot, sa.ARRAY(_sent_as(column))))
    given = parameter(slot, _sent_as(column))
    match compare:
        case Compare.EQUAL | Compare.EXACTLY:
            return stored == given
        case Compare.AFTER:
            return stored > given
        case Compare.FROM:
            return stored >= given
        case Compare.BEFORE:
            return stored < given
        case Compare.UP_TO:
            return stored <= given


def _folded(stored: Expression, compare: Compare, slot: Slot) -> sa.ColumnElement[bool]:
    """True on texts that are the same, or begin so, once folded. What is searched for is folded once a statement."""
    # What there is no text of is joined to no row: PostgreSQL does not see it through the folding.
    return sa.and_(stored.is_not(None), _same_folded(folded(stored), compare, slot))


def searched(written: Expression, column: Column, compare: Compare, *, slot: Slot) -> sa.ColumnElement[bool] | None:
    """True on the texts of a column that fit, by how they are written for a search; None if they are not compared so.

    written: the text folded or, where the column is not, in small letters.
    """
    if column.only is not None or compare not in (Compare.EQUAL, Compare.STARTS_WITH):
        return None
    if is_folded(column.stored):
        return _same_folded(written, compare, slot)
    given = parameter(slot, sa.Text())
    return _begins_with(written, given) if compare is Compare.STARTS_WITH else written == sa.func.lower(given)


def _same_folded(stored: Expression, compare: Compare, slot: Slot) -> sa.ColumnElement[bool]:
    if compare is Compare.AMONG:
        each = sa.func.unnest(parameter(slot, sa.ARRAY(sa.Text()))).column_valued("each")
        several = sa.func.array(sa.select(folded(each)).scalar_subquery())
        return stored.bool_op("=")(sa.func.any(several))
    once = sa.select(folded(parameter(slot, sa.Text()))).scalar_subquery()
    return _begins_with(stored, once) if compare is Compare.STARTS_WITH else stored == once


def _begins_with(small: Expression, start: Expression) -> sa.ColumnElement[bool]:
    """True on texts that begin so, as a range of an index on them. A pattern that is a parameter would use none."""
    beyond = sa.func.textcat(start, sa.literal(LAST_LETTER, sa.Text, literal_execute=True))
    return sa.and_(small.bool_op("~>=~")(start), small.bool_op("~<~")(beyond))


def _sent_as(column: Column) -> ColumnType:
    """The type of a value to compare with: a code as a text, for one that is on no list is an answer and no fault."""
    return sa.Text() if isinstance(column.stored.type, Code) else column.stored.type
