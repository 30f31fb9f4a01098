"""Statements of a granted plan: one for each node, and one more if its rows are counted.

Every statement answers one row for each parent (a root has one parent), which gathers the node's rows in their order:
the texts of each face, their keys as one text, and what paging and relations need. What Python only passes on stays
one text, because a driver decodes and encodes a list item by item.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.sql import visitors

from register.catalogue import Relation, key_of
from register.open_types import Expression, Select
from register.plan.read import WITHOUT_ROWS, Part, Read
from register.policy.decide import Granted, narrowed_columns, narrowed_scopes
from register.sql.as_of import Clock, From
from register.sql.membership import AS_PLANNED, FENCE
from register.sql.read import json_text
from register.sql.read.filters import parameter
from register.sql.read.page_rows import LARGE_PAGE, SMALL_PAGE, Chosen, PageRows
from register.sql.read.row_json import Field, Page, RowWriter, SlotKey
from register.sql.read.row_selection import Step
from register.sql.read.timeline import TimelineSlots
from register.tables.codes import Code

DIALECT: sa.Dialect = asyncpg_dialect()  # type: ignore[no-untyped-call]
PARENTS = "parents"
COUNT = "count"

# What ends the comment that names the role of a statement.
SPOKEN = " */ "
# No key holds a control character, so this one can stand between them.
BETWEEN_KEYS = "\x1f"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement ready to run: its text, and the names of its parameters in their order.

    small: its text for few rows, if that is another.
    """

    text: str
    names: tuple[str, ...]
    small: str | None = None

    def in_role(self, role: str) -> "Statement":
        """The same statement for another role of the second wall."""
        return replace(
            self, text=_again(role, self.text), small=None if self.small is None else _again(role, self.small)
        )

    def of_size(self, size: int | None) -> str:
        """Its text for about so many rows; None if nobody knows how many."""
        return self.text if self.small is None or size is None or size >= int(SMALL_PAGE) else self.small


@dataclass(frozen=True, slots=True)
class Slotted:
    """A relation to be filled in: the column of the parents' keys, and its own node."""

    label: str
    node: "Node"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Node:
    """One node of a plan, ready to run.

    rows: its statement, unless its rows are only counted; total: the statement that counts them, if asked for.
    faces: the labels of the texts; whole: whether each is one text of all rows, and not a list of theirs.
    key: the label of the keys for the access log; audited: those of the rows joined to it, by node.
    flags: which fields each flag shows; hidden: those that are granted nowhere.
    sort: the labels of the order's values, if a cursor is asked for. timelines: those that slots fill together.
    narrowed: the fields that narrowed the rows; narrowed_to: the scopes of the rows that remain.
    """

    read: Read
    rows: Statement | None
    total: Statement | None
    faces: tuple[str, ...]
    whole: bool
    key: str
    audited: tuple[tuple[str, str], ...]
    flags: tuple[tuple[str, tuple[Field, ...]], ...]
    hidden: tuple[Field, ...]
    sort: tuple[str, ...]
    sort_kinds: tuple[type, ...]
    distance: str | None
    slots: tuple[Slotted, ...]
    timelines: tuple[TimelineSlots, ...]
    narrowed: tuple[str, ...]
    narrowed_to: tuple[str, ...]

    def nodes(self) -> Iterator["Node"]:
        """This node and every one below it."""
        yield self
        for slotted in self.slots:
            yield from slotted.node.nodes()

    def in_role(self, role: str) -> "Node":
        """The same statements for another role of the second wall."""
        rows, total = (each and each.in_role(role) for each in (self.rows, self.total))
        slots = tuple(replace(slotted, node=slotted.node.in_role(role)) for slotted in self.slots)
        return replace(self, rows=rows, total=total, slots=slots)


def compile_root(granted: Granted, role: str) -> Node:
    """The statements of a root field's plan, all the way down, for a role of the second wall."""
    return _NodeBuilder(granted, clock_of(granted.read), role).node()


def clock_of(read: Read) -> Clock:
    """The times that a read speaks of, as parameters."""
    return Clock(
        as_of=parameter(read.as_of, sa.DateTime(timezone=True)) if read.as_of else None,
        valid_on=parameter(read.valid_on, sa.Date()) if read.valid_on else None,
    )


class _NodeBuilder:
    """Builds the statements of one node. relation: how its parents lead to it; a root has none."""

    def __init__(self, granted: Granted, clock: Clock, role: str, *, relation: Relation | None = None) -> None:
        self.granted = granted
        self.role = role
        self.read = granted.read
        self.clock = clock
        self.relation = relation
        self.entity = granted.read.entity
        self.parent = _parents(relation) if relation else None
        step = Step(relation, self.parent) if relation is not None and self.parent is not None else None
        self.chooser = PageRows(granted, clock, step)

    def node(self) -> Node:
        """The node, with those below it. It is built once to see which columns it needs, and again with only those."""
        chosen, page, writer = self._page()
        for face in self.read.faces:
            writer.face(face)
        writer.audit()
        matched = chosen.matched
        compared = [*matched.held, matched.joined, *(key.stored for key in self.chooser.order(matched))]
        shown = {*_columns_of(chosen.rows, [*page.taken.values(), page.joined]), key_of(self.entity).name}
        self.chooser.shown &= shown
        self.chooser.columns = self.chooser.shown | frozenset(_columns_of(matched.base, compared))
        return self._node()

    def _node(self) -> Node:
        chosen, page, writer = self._page()
        # A row whose text is null would be left out unsaid: an answer that cannot be read is seen.
        faces = [
            (f"face{n}", sa.func.coalesce(json_text.join(writer.face(face)), json_text.constant("")))
            for n, face in enumerate(self.read.faces)
        ]
        key = writer.audit()
        # A key of the order may be a key of a relation too, which is gathered otherwise: each has a label of its own.
        sort = {f"order{n}": page.take(k.stored, "sort") for n, k in enumerate(chosen.keys) if self._needs_cursors}
        far = (
            page.take(chosen.distance_m, "far").name if self._needs_distance and chosen.distance_m is not None else None
        )
        whole = not page.slots and not sort and self._is_whole
        columns = [(name, self._gathered(text, whole=whole)) for name, text in faces]
        columns += [(name, sa.func.array_agg(_plain(taken))) for name, taken in sort.items()]
        columns += [(far, sa.func.array_agg(sa.column(far)))] if far else []
        columns += [(name, _listed(sa.column(name))) for name in dict.fromkeys((key, *page.audited.values()))]
        columns += [(s.label, sa.cast(sa.func.array_agg(sa.column(s.label)), sa.Text)) for s in page.slots]
        columns += [(n, (sa.func.bool_and if whole else sa.func.array_agg)(sa.column(n))) for n in page.flags]
        return Node(
            read=self.read,
            rows=self._statement(self._rows(chosen, page, columns=dict(columns))) if self._shows_rows else None,
            total=self._statement(self._total()) if self.read.wants(Part.TOTAL) else None,
            faces=tuple(label for label, _ in faces),
            whole=whole,
            key=key,
            audited=tuple(page.audited.items()),
            flags=tuple((label, tuple(dict.fromkeys(fields))) for label, fields in page.flags.items()),
            hidden=tuple(dict.fromkeys(page.never)),
            sort=tuple(sort),
            sort_kinds=tuple(each.stored.type.python_type for each in chosen.keys),
            distance=far,
            slots=tuple(Slotted(slot.label, self._below(slot)) for slot in page.slots),
            timelines=tuple(page.timelines),
            narrowed=narrowed_columns(self.read, self.granted),
            narrowed_to=narrowed_scopes(self.granted),
        )

    def _statement(self, built: Select) -> Statement:
        return statement(built, self.role)

    def _below(self, slot: SlotKey) -> Node:
        return _NodeBuilder(slot.granted, self.clock, self.role, relation=slot.relation).node()

    @property
    def _needs_cursors(self) -> bool:
        return self.read.feed or any(self.read.wants(part) for part in (Part.CURSOR, Part.START, Part.END))

    @property
    def _needs_distance(self) -> bool:
        return self.read.wants(Part.DISTANCE)

    def _page(self) -> tuple[Chosen, Page, RowWriter]:
        """The rows of the page, the page that shows them, and what writes each of them."""
        chosen = self.chooser.chosen()
        page = Page(self.clock, chosen.rows)
        return chosen, page, RowWriter(page, self.granted, chosen.rows)

    @property
    def _shows_rows(self) -> bool:
        """True if more is asked for than the number of rows. One of the two statements always answers."""
        return not self.read.wants(Part.TOTAL) or any(p.part not in WITHOUT_ROWS for p in self.read.pieces or ())

    @property
    def _is_whole(self) -> bool:
        """True if nothing is asked for that tells the rows of a page apart."""
        return not any(self.read.wants(part) for part in (Part.EDGES, Part.PAGE))

    def _gathered(self, text: sa.ColumnElement[str], *, whole: bool) -> Expression:
        return sa.func.string_agg(text, sa.literal_column("','")) if whole else sa.func.array_agg(text)

    def _rows(self, chosen: Chosen, page: Page, *, columns: Mapping[str, Expression]) -> Select:
        # The joins are fenced: flags and masks are worked out once for each row, and only for rows that answer.
        inner = sa.select(*page.taken.values()).select_from(page.joined)
        inner = inner.order_by(*(key.ordering for key in chosen.keys)).offset(FENCE)
        gathered = [sa.func.count().label(COUNT), *(stored.label(name) for name, stored in columns.items())]
        if self.parent is None:
            return sa.select(*gathered).select_from(inner.subquery("page"))
        each = sa.select(*gathered).select_from(inner.correlate(self.parent).subquery("page")).lateral("answered")
        return sa.select(*each.c).select_from(self.parent.join(each, sa.true())).order_by(self.parent.c.n)

    def _total(self) -> Select:
        rows, held = self.chooser.counted()
        counted = sa.select(sa.func.count().label("total")).select_from(rows).where(*held)
        if self.parent is None:
            return counted
        each = counted.correlate(self.parent).lateral("counted")
        return sa.select(each.c.total).select_from(self.parent.join(each, sa.true())).order_by(self.parent.c.n)


def statement(built: Select, role: str) -> Statement:
    """A built statement as text for the driver, with the order of its parameters."""
    compiled = built.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    text = spoken_by(role, str(compiled))
    small = text.replace(f"LIMIT {LARGE_PAGE}", f"LIMIT {SMALL_PAGE}").replace(f"LIMIT {AS_PLANNED}", "OFFSET 0")
    return Statement(text, tuple(compiled.positiontup or ()), small if small != text else None)


def spoken_by(role: str, text: str) -> str:
    """The text with its role in it: PostgreSQL keeps a plan for each text, and plans again when the role changes."""
    return f"/* {role}{SPOKEN}{text}"


def _again(role: str, text: str) -> str:
    return spoken_by(role, text.partition(SPOKEN)[2])


def _parents(relation: Relation) -> From:
    """The parents' keys as rows, numbered in the order in which they were given."""
    kind = relation.parent.type
    # The keys come back as the text in which another statement gave them.
    given = sa.cast(sa.bindparam(PARENTS, required=False, type_=sa.Text), sa.ARRAY(kind))
    return (
        sa.func.unnest(given)
        .table_valued(sa.column(relation.parent.name, kind), with_ordinality="n", name="parent")
        .render_derived()
    )


def _columns_of(rows: From, needed: Iterable[object]) -> Iterator[str]:
    """The names of the columns of these rows that are needed anywhere."""
    for element in needed:
        if isinstance(element, sa.ClauseElement):
            for part in visitors.iterate(element):
                if isinstance(part, sa.ColumnClause) and part.table is rows:
                    yield part.name


def _listed(key: Expression) -> sa.ColumnElement[str]:
    """The keys of all rows as one text, those that are null left out."""
    return sa.func.string_agg(key, sa.literal(BETWEEN_KEYS, sa.Text, literal_execute=True))


def _plain(value: Expression) -> Expression:
    """The value, a code as a text: for a list of a domain, each connection would first ask what the domain is."""
    return sa.cast(value, sa.Text) if isinstance(value.type, Code) else value
