"""One node of a granted plan on its way to a statement: the page of rows, and each row's text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from geoalchemy2 import Geometry

from register.catalogue import Column, Entity, Kind, Relation, audited_else, key_of
from register.open_types import Expression
from register.plan.read import (
    Face,
    Show,
    ShowColumn,
    ShowLeft,
    ShowRelation,
    ShowStructure,
    ShowTimeline,
    ShowTypename,
    ShowWithheld,
)
from register.policy.authority import Reach
from register.policy.decide import Granted
from register.policy.grants.owners import OWNERS
from register.sql.as_of import NOW, Clock, From
from register.sql.membership import FENCE, probed
from register.sql.read import json_text
from register.sql.read.area_links import AreaLinks
from register.sql.read.change_feed import fields_of
from register.sql.read.filters import beside, chosen_by_kind, linked, parameter, related
from register.sql.read.json_text import Term
from register.sql.read.timeline import TimelineSlots
from register.sql.scope import Hop, Which, scoped_beside, scoped_rows, subject_key, which_of
from register.tables import ANCHOR_OF, GROUP_OF, SUBJECTS, named
from register.tables.anchors import OfChanges, Subject, are_apart, links_of, subject_of
from register.vocabulary import Agency, Group, WithheldReason

Taken = sa.ColumnClause[Any]

# Stands before the number of a timeline in its place.
TIMELINE = "t"

# A field that can be withheld: the node that shows it, and its name in the schema.
Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SlotKey:
    """A relation's place in the rows' texts: the label of the parent's key, and the granted read that fills it."""

    label: str
    relation: Relation
    granted: Granted


@dataclass
class Page:
    """The rows of one node, before they are written: what is taken of them, from where, under which labels."""

    clock: Clock
    joined: From
    taken: dict[str, Expression] = field(default_factory=dict)
    slots: list[SlotKey] = field(default_factory=list)
    timelines: list[TimelineSlots] = field(default_factory=list)
    flags: dict[str, list[Field]] = field(default_factory=dict)
    never: list[Field] = field(default_factory=list)
    audited: dict[str, str] = field(default_factory=dict)
    _labels: dict[object, str] = field(default_factory=dict)

    def take(self, stored: Expression, prefix: str = "c") -> Taken:
        """The label under which the page selects a value; each value is selected once."""
        known = self._labels.get(stored)
        if known is None:
            known = f"{prefix}{len(self.taken)}"
            self._labels[stored] = known
            self.taken[known] = stored.label(known)
        return sa.column(known, stored.type)

    def outer(self, rows: From, on: sa.ColumnElement[bool]) -> None:
        """Join rows beside the page's own, if there are any."""
        self.joined = self.joined.outerjoin(rows, on)


class RowWriter:
    """Writes the rows of one entity in a page: the node's own, or those that a relation joins to it.

    is_joined: whether a relation joins the rows, so that there may be none.
    """

    def __init__(self, page: Page, granted: Granted, rows: From, *, is_joined: bool = False) -> None:
        self.is_joined = is_joined
        self.page = page
        self.granted = granted
        self.entity = granted.read.entity
        self.rows = rows
        self.children = dict(zip((id(show) for show in granted.read.below), granted.below, strict=True))
        self._beside: dict[sa.Table, From] = {}
        self._flags: dict[tuple[sa.Table, Which], str] = {}

    def find(self, column: Column) -> Expression:
        """The expression of a column of this entity in the statement; its table is joined when first needed."""
        return chosen_by_kind(column, self.source(column.table))

    def source(self, table: sa.Table) -> From:
        """The rows of the entity's own table, or of one beside it."""
        if table is self.entity.table:
            return self.rows
        if table not in self._beside:
            rows = self.page.clock.table(table)
            on = beside(self.entity, table, self.rows, stored=rows, clock=self.page.clock)
            if not self.granted.cells[table].everywhere:
                rows, on = _each(rows, on, self.rows), sa.true()
            self.page.outer(rows, on)
            self._beside[table] = rows
        return self._beside[table]

    def written(self, column: Column, stored: Expression) -> list[Term]:
        """A value as JSON; null if it belongs to a table beside the row that has no row for it."""
        # A history row is older than a column that was added since, and holds nothing in it.
        kept = column.table is self.entity.table and self.page.clock.as_of is None
        given = kept and column.only is None and not column.stored.nullable
        return json_text.value_of(column, self.page.take(stored), given=given)

    def audit(self) -> str:
        """The label under which the page selects the key that the access log keeps of a row."""
        audited = self.entity.audited
        if audited.table is self.entity.table:
            return self.page.take(sa.cast(self.rows.c[audited.name], sa.Text), "key").name
        own = [sa.cast(self.rows.c[column.name], sa.Text) for column in audited_else(self.entity)]
        if self.granted.cells[audited.table].everywhere:
            own.insert(0, sa.cast(self.source(audited.table).c[audited.name], sa.Text))
        return self.page.take(sa.func.coalesce(*own), "key").name

    def is_linked(self, subject: Subject) -> sa.ColumnElement[bool] | None:
        """True if the row's record is in the area that was asked for, as its links are now; None if none was."""
        area, links = self.granted.read.area, links_of(subject)
        if area is None or (links.areas is None and named(links.reach) not in self.granted.linked):
            return None
        return probed(subject_key(self.entity.table, self.rows), AreaLinks(self.granted, area).keys(subject, NOW))

    def left(self) -> list[Term]:
        """The JSON value that is true if the row's record has left the area that was asked for."""
        log = ANCHOR_OF[self.entity.table]
        assert isinstance(log, OfChanges)
        gone = []
        for subject in SUBJECTS:
            is_linked = self.is_linked(subject) if subject.links is not None else None
            if is_linked is not None:
                is_one = self.rows.c[log.kind] == sa.literal(subject.kind, sa.Text, literal_execute=True)
                gone.append(sa.and_(is_one, sa.not_(is_linked)))
        return [sa.cast(self.page.take(sa.or_(*gone), "left"), sa.Text)] if gone else ["false"]

    def face(self, face: Face) -> list[Term]:
        """A row as an object, as terms to be joined."""
        return json_text.object_of((show.key, self.show(show, face)) for show in face.shows)

    def show(self, show: Show, face: Face) -> Iterable[Term]:
        """One field of a row."""
        match show:
            case ShowTypename(name=name):
                return [json_text.quoted(name)]
            case ShowColumn(column=column):
                return self._guarded(column.table, column.name, lambda: self._column(show))
            case ShowStructure(structure=structure):
                return self._guarded(structure.table, structure.name, lambda: self._structure(show))
            case ShowRelation():
                return self._relation(show)
            case ShowTimeline():
                return self._timeline(show)
            case ShowWithheld():
                return self._withheld(show, face)
            case ShowLeft():
                return self.left()

    def flag(self, table: sa.Table, which: Which, name: str) -> Taken:
        """The label of the condition on which this field is shown; one for all that a table holds of a row."""
        if (table, which) not in self._flags:
            self._flags[table, which] = self.page.take(self.holds(table, self.granted.cells[table], which), "sees").name
        label = self._flags[table, which]
        self.page.flags.setdefault(label, []).append((self.granted.read.node, name))
        return sa.column(label, sa.Boolean)

    def never(self, name: str) -> list[Term]:
        """The place of a field that is granted nowhere: it never enters the statement."""
        self.page.never.append((self.granted.read.node, name))
        return [json_text.NULL]

    def holds(self, table: sa.Table, reach: Reach, which: Which) -> sa.ColumnElement[bool]:
        """True if what a table holds of this row may be shown, decided by public keys and links only."""
        if table is self.entity.table:
            return sa.true()
        hop = Hop(self.entity.table, self.rows, table)
        held = scoped_beside(reach, hop, member=probed, clock=self.page.clock, which=which)
        # Of a row that is not there nothing is withheld.
        return sa.case((self.rows.c[key_of(self.entity).name].is_not(None), held)) if self.is_joined else held

    def _guarded(self, table: sa.Table, name: str, write: Callable[[], list[Term]]) -> list[Term]:
        reach = self.granted.cells[table]
        if reach.nowhere:
            return self.never(name)
        if reach.everywhere or table is self.entity.table:
            return list(write())
        sees = self.flag(table, which_of(self.entity, table), name)
        return [sa.case((sees, json_text.join(write())), else_=json_text.constant(json_text.NULL))]

    def _column(self, show: ShowColumn) -> list[Term]:
        stored = fields_of(self.rows) if show.column.kind is Kind.FIELDS else self.find(show.column)
        if show.limit is not None:
            stored = stored[sa.literal_column("1", sa.Integer) : parameter(show.limit, sa.Integer())]
        return self.written(show.column, stored)

    def _structure(self, show: ShowStructure) -> list[Term]:
        made: list[tuple[str, list[Term]]] = []
        for key, column in show.columns:
            if isinstance(column, str):
                made.append((key, [json_text.quoted(column)]))
            else:
                made.append((key, self.written(column, self.find(column))))
        written = json_text.object_of(made)
        if show.structure.present is None:
            return written
        present = self.page.take(self.source(show.structure.table).c[show.structure.present.name].is_not(None), "has")
        return [sa.case((present, json_text.join(written)), else_=json_text.constant(json_text.NULL))]

    def _relation(self, show: ShowRelation) -> list[Term]:
        child = self.children[id(show)]
        if child is None:
            return self.never(show.relation.name)
        reach = self.granted.cells[child.read.entity.table]
        written = self._many(show, child) if show.relation.many else self._one(show, child)
        if self._is_decided_there(child.read.entity.table, reach):
            return written
        sees = self.flag(child.read.entity.table, Which.ANY, show.relation.name)
        return [sa.case((sees, json_text.join(written)), else_=json_text.constant(json_text.NULL))]

    def _timeline(self, show: ShowTimeline) -> list[Term]:
        """The place of a timeline. Each strand has the rows that its own group shows, and says if it is withheld."""
        slots: dict[int, int] = {}
        for number, strand in enumerate(show.strands):
            child, name = self.children[id(strand)], _strand_name(show, strand)
            if child is None:
                self.never(name)
                continue
            table = child.read.entity.table
            if not self._is_decided_there(table, self.granted.cells[table]):
                self.flag(table, Which.ANY, name)
            slots[number] = self._slot(strand.relation, child)
        self.page.timelines.append(TimelineSlots(show, slots))
        return [json_text.slot(f"{TIMELINE}{len(self.page.timelines) - 1}")]

    def _is_decided_there(self, table: sa.Table, reach: Reach) -> bool:
        """True if what a relation leads to is shown wherever it may be read, whatever is known of this row."""
        return reach.everywhere or reach.row_by_row or are_apart(ANCHOR_OF[self.entity.table], ANCHOR_OF[table])

    def _many(self, show: ShowRelation, child: Granted) -> list[Term]:
        return [json_text.slot(str(self._slot(show.relation, child)))]

    def _slot(self, relation: Relation, child: Granted) -> int:
        """The number of a new slot, for the rows that a relation leads to."""
        label = self.page.take(self.rows.c[relation.parent.name], "p").name
        self.page.slots.append(SlotKey(label, relation, child))
        return len(self.page.slots) - 1

    def _one(self, show: ShowRelation, child: Granted) -> list[Term]:
        target = related(show.relation, child.read.entity.table, self.rows, clock=self.page.clock)
        on = linked(show.relation, self.rows, target, clock=self.page.clock)
        if show.relation.via is not None:
            # Looked up for each row of the page: joined at once, it is hashed with every row that the caller reaches.
            target = sa.select(*target.c).where(on).offset(FENCE).correlate(self.rows).lateral()
            on = sa.true()
        visible = scoped_rows(child.rows, child.read.entity.table, target, clock=self.page.clock, member=probed)
        subject = subject_of(ANCHOR_OF[child.read.entity.table]) if show.relation.in_area else None
        is_linked = None if subject is None else self.is_linked(subject)
        if is_linked is not None:
            visible = sa.and_(visible, is_linked)
        self.page.outer(target, sa.true() if show.relation.latest and child.rows.everywhere else sa.and_(on, visible))
        writer = RowWriter(self.page, child, target, is_joined=True)
        if child.read.entity.group is not Group.REFERENCE:
            self.page.audited[child.read.node] = writer.audit()
        written = json_text.join(writer.face(child.read.faces[0]))
        present = self.page.take(target.c[key_of(child.read.entity).name].is_not(None), "has")
        return [sa.case((present, written), else_=json_text.constant(json_text.NULL))]

    def _withheld(self, show: ShowWithheld, face: Face) -> list[Term]:
        """The list of what this face asked for and the row does not show: fixed texts, chosen by the same flags."""
        always: list[str] = []
        by_flag: dict[str, list[str]] = {}
        for name, (table, which) in _asked(self.entity, face):
            reach = self.granted.cells[table]
            item = _withheld_item(show.parts, name, reach.reason, owner=OWNERS[GROUP_OF[table]])
            if reach.nowhere:
                always.append(item)
            elif not (self._is_decided_there(table, reach) or table is self.entity.table):
                by_flag.setdefault(self.flag(table, which, name).name, []).append(item)
        listed: list[Term] = ["".join(f",{item}" for item in always)] if always else []
        for label, items in by_flag.items():
            hidden = json_text.constant("".join(f",{item}" for item in items))
            listed.append(sa.case((sa.column(label, sa.Boolean), json_text.constant("")), else_=hidden))
        if not listed:
            return ["[]"]
        return ["[", sa.func.substr(json_text.join(listed), sa.literal_column("2")), "]"]


def _each(rows: From, on: sa.ColumnElement[bool], of: From) -> From:
    """The rows of a table beside those of a page, looked up for each of these.

    PostgreSQL would read all of a table of some sizes rather than look into its row policy for each row.
    """
    # A geometry is never shown itself, and would be converted.
    columns = (column for column in rows.c if not isinstance(column.type, Geometry))
    return sa.select(*columns).where(on).offset(FENCE).correlate(of).lateral()


def _asked(entity: Entity, face: Face) -> Iterable[tuple[str, tuple[sa.Table, Which]]]:
    """Every field that a face asks for, by the schema's name, with the table that decides it; each once."""
    asked: dict[str, tuple[sa.Table, Which]] = {}
    for show in face.shows:
        match show:
            case ShowColumn(column=column):
                asked[column.name] = column.table, which_of(entity, column.table)
            case ShowStructure(structure=structure):
                asked[structure.name] = structure.table, which_of(entity, structure.table)
            case ShowRelation(relation=relation, read=read):
                asked[relation.name] = read.entity.table, Which.ANY
            case ShowTimeline(strands=strands):
                for strand in strands:
                    asked[_strand_name(show, strand)] = strand.read.entity.table, Which.ANY
    return asked.items()


def _strand_name(show: ShowTimeline, strand: ShowRelation) -> str:
    return f"{show.timeline.name}.{strand.relation.name}"


def _withheld_item(parts: Sequence[tuple[str, str]], name: str, reason: WithheldReason, *, owner: Agency) -> str:
    values = {"field": name, "reason": reason.value, "askBody": owner.name, "__typename": "Withheld"}
    return "{" + ",".join(f'"{key}":"{values[part]}"' for key, part in parts) + "}"
