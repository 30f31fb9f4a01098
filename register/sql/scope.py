"""What each scope means in SQL: an equality on stored links, never a spatial function."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.catalogue import Entity
from register.open_types import Expression, Select
from register.policy.authority import Reach
from register.sql.as_of import NOW, Clock, From, rows_of
from register.sql.links import (
    AREAS,
    BY_LINKS,
    LINKED,
    OPENED_HOMES,
    Whose,
    links_meant,
    own_area,
    scoped_area,
)
from register.sql.membership import Member, probed
from register.sql.own_body import (
    CALLER_AGENCY,
    CALLER_SUBJECT,
    has_no_area,
    is_held_by_caller,
    is_held_by_own_body,
    names_own_body,
)
from register.tables import (
    ANCHOR_OF,
    GROUP_OF,
    HISTORY_OF,
    HOME,
    SUBJECTS,
    anchors,
    columns_shown_nowhere,
    named,
    told_tables,
)
from register.tables.anchors import Anchor, Links, Of, OfBody, OfChanges, OfHolder, Owner, Part, Subject, With, links_of
from register.vocabulary import Scope

# Those that reach the rows of an authority by its code alone.
OF_AREAS = frozenset({Scope.OWN_AUTHORITY, Scope.INSPECTED_AREA})
# The scopes by which a record, and what it holds, is reached: no other change of what a body may read is reported.
TOLD_BY_RECORD = BY_LINKS | {Scope.OPENED_HOME}


class Which(Enum):
    """The part of a record that a scope is asked about: any part, or the main one only."""

    ANY = "any part"
    MAIN = "main part"


@dataclass(frozen=True, slots=True)
class Hop:
    """Rows of a table, and the table that they lead to."""

    table: sa.Table
    rows: From
    to: sa.Table


def which_of(entity: Entity, table: sa.Table) -> Which:
    """Which part of a record an entity shows of a table beside it."""
    beside = entity.beside.get(table)
    return Which.MAIN if beside is not None and beside.main_only else Which.ANY


def scoped_rows(reach: Reach, table: sa.Table, rows: From, *, clock: Clock, member: Member) -> sa.ColumnElement[bool]:
    """True on the rows of a table that a reach holds. member: listed to choose rows by it, probed for chosen ones."""
    return _anywhere(reach, _Asked(ANCHOR_OF[table], rows, member, clock, Which.ANY))


def scoped_beside(
    reach: Reach, hop: Hop, *, member: Member, clock: Clock, which: Which = Which.ANY
) -> sa.ColumnElement[bool]:
    """True if a reach holds what a row leads to, decided by public keys and links only.

    What is beside a part of a record is beside the whole record. What a consultation names is known wherever it is.
    """
    anchor, rows = ANCHOR_OF[hop.table], hop.rows
    if isinstance(anchor, Of):
        return _anywhere(reach, _Asked(replace(anchor, part=None), rows, member, clock, which, beside=True))
    if isinstance(anchor, OfBody | anchors.OfArea):
        return scoped_rows(reach, hop.table, rows, clock=clock, member=member)
    target = ANCHOR_OF[hop.to]
    if isinstance(anchor, OfChanges) and isinstance(target, OfBody):
        # A change of another kind leads to no such row: nothing of it is withheld.
        of_another = sa.not_(_among(rows.c[anchor.entity], [hop.to]))
        return sa.or_(of_another, *_of_own_rows(reach, anchor, rows, tables=[hop.to]))
    if isinstance(anchor, OfChanges) and isinstance(target, Of):
        named_by = Of(target.subject, by=anchor.key)
        of_record = _anywhere(reach, _Asked(named_by, rows, member, clock, which, beside=True))
        return sa.or_(of_record, *_held_by_own_body(reach, hop.to, rows.c[anchor.row]))
    return sa.true() if reach.everywhere else sa.false()


def scoped_links(reach: Reach, links: Links, rows: From, *, clock: Clock) -> sa.ColumnElement[bool]:
    """True on the links that a reach holds. A link is reached by its own area; one of the past, if another is now."""
    if links.kinds and not reach.everywhere:
        held = sa.or_(sa.false(), *(sa.and_(*each.held(links, rows)) for each in links_meant(links, reach.scopes)))
    else:
        held = scoped_area(reach, rows.c.area_code)
    if reach.everywhere or not clock.is_past:
        return held
    return sa.and_(held, scoped_rows(reach, named(links.reach), rows, clock=NOW, member=probed))


def own_links(reach: Reach, links: Links, rows: From, *, which: Which = Which.ANY) -> sa.ColumnElement[bool] | None:
    """True on the links of the caller's own area that hold now, if these are all that a reach holds; else nothing.

    rows: the links, or what finds them.
    """
    if reach.everywhere or not reach.scopes <= LINKED | {Scope.KNOWN}:
        return None
    meant = links_meant(links, reach.scopes)
    if [whose.area for whose in meant] != [own_area]:
        return None
    return sa.and_(*_in_reach(links, rows, which, clock=NOW, whose=meant[0]))


def subject_key(table: sa.Table, rows: From) -> Expression:
    """The key of the record that a row is of. Raises: TypeError for a table whose rows are of no record."""
    match ANCHOR_OF[table]:
        case Of(by=by):
            return rows.c[by]
        case OfChanges(key=key):
            return rows.c[key]
        case anchor:
            raise TypeError(f"{table.name} is reached by {anchor}")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which rows are asked about: by what they are reached, how keys are compared, as of when, which part of a record.

    beside: whether the row only names what is asked about, so that nothing of its own decides.
    is_link: whether it names a link, which is reached by its own area, whether it lasts or not.
    """

    anchor: Anchor
    rows: From
    member: Member
    clock: Clock
    which: Which
    beside: bool = False
    is_link: bool = False

    @property
    def key(self) -> Expression:
        """What the links name the row by: a part of a record, or the record. An entry of the log has it as a text."""
        assert isinstance(self.anchor, Of)
        key: Expression = self.rows.c[self.anchor.part.key if self.anchor.part else self.anchor.by]
        return key if isinstance(key.type, sa.Uuid) else sa.cast(key, sa.Uuid())


def _anywhere(reach: Reach, asked: _Asked) -> sa.ColumnElement[bool]:
    if reach.everywhere:
        return sa.true()
    others = reach.scopes - BY_LINKS - {Scope.KNOWN}
    held = [*_by_links(reach.scopes & BY_LINKS, asked), *(_reaches(scope, asked) for scope in sorted(others))]
    if reach.known and isinstance(asked.anchor, OfChanges):
        held += _known(reach, asked.anchor, asked.rows, clock=asked.clock)
    return sa.or_(sa.false(), *held)


def _reaches(scope: Scope, asked: _Asked) -> sa.ColumnElement[bool]:
    match scope:
        case Scope.NATIONAL:
            return sa.true()
        case Scope.OPENED_HOME:
            return _opened(asked)
        case Scope.ORGANISATION:
            return sa.false() if asked.beside else _of_own_body(asked)
        case Scope.SELF:
            return sa.false() if asked.beside else _own(asked)
        case Scope.SUPERVISED:
            return sa.false() if asked.beside else _supervised(asked)
        case _:
            raise ValueError(scope)


def _known(reach: Reach, log: OfChanges, rows: From, *, clock: Clock) -> list[sa.ColumnElement[bool]]:
    """True on the changes of what may be read: of a table everywhere, or where the row that an entry names is reached.

    An update of only what no field shows is no change.
    """
    held = []
    for far, tables in sorted(_by_reach(reach).items(), key=lambda item: sorted(item[0])):
        every = Reach(far, reach.reason)
        if every.everywhere:
            held.append(_among(rows.c[log.entity], tables))
            continue
        for named_by, of_subject in _by_name(log, tables).items():
            is_link = _is_reach(of_subject[0])
            asked = _Asked(named_by, rows, probed, clock, Which.ANY, beside=True, is_link=is_link)
            # What names a part or a link is its key, and of other tables it may be no key at all.
            held.append(sa.case((_among(rows.c[log.entity], of_subject), _anywhere(every, asked)), else_=sa.false()))
        held += _of_own_authority(far, log, rows, tables=tables)
    for group, known in reach.known:
        of_group = [table for table in told_tables() if GROUP_OF[table] is group]
        for table in of_group:
            own = _held_by_own_body(known, table, rows.c[log.row])
            held += [sa.and_(_among(rows.c[log.entity], [table]), each) for each in own]
        held += _of_own_rows(known, log, rows, tables=of_group)
    return [sa.and_(_is_shown(log, rows), sa.or_(*held))] if held else []


def _of_own_authority(
    scopes: frozenset[Scope], log: OfChanges, rows: From, *, tables: Sequence[sa.Table]
) -> Iterator[sa.ColumnElement[bool]]:
    """True on the changes of rows that are an authority's own, which is found by the key of the row itself."""
    for table in tables:
        if isinstance(anchor := ANCHOR_OF[table], anchors.OfArea):
            own = sa.or_(sa.false(), *_of_areas(scopes & OF_AREAS, table.c[anchor.by]))
            key = sa.cast(next(iter(table.primary_key.columns)), sa.Text)
            yield sa.and_(_among(rows.c[log.entity], [table]), probed(rows.c[log.row], sa.select(key).where(own)))


def _of_own_rows(
    reach: Reach, log: OfChanges, rows: From, *, tables: Sequence[sa.Table]
) -> Iterator[sa.ColumnElement[bool]]:
    """True on the changes of rows that are the caller's own body's, which are found by the key of the row itself."""
    for table in tables:
        if Scope.ORGANISATION in reach.scopes and isinstance(ANCHOR_OF[table], OfBody):
            (key,) = table.primary_key.columns
            own = probed(sa.cast(rows.c[log.row], key.type), sa.select(key).where(names_own_body(table)))
            yield sa.case((_among(rows.c[log.entity], [table]), own), else_=sa.false())


def _held_by_own_body(reach: Reach, table: sa.Table, key: Expression) -> list[sa.ColumnElement[bool]]:
    """True on the keys of rows of a table whose holder is the caller's body, for those appointed there."""
    anchor = ANCHOR_OF[table]
    if reach.everywhere or Scope.SUPERVISED not in reach.scopes or not (isinstance(anchor, Of) and anchor.of_holder):
        return []
    row_key = sa.cast(next(iter(table.primary_key.columns)), sa.Text)
    return [probed(key, sa.select(row_key).where(is_held_by_own_body(table)))]


def _is_shown(log: OfChanges, rows: From) -> sa.ColumnElement[bool]:
    """True unless a change altered only what no field shows; also true for each link that ended by itself."""
    changed = rows.c[log.columns]
    unseen = postgresql.array([sa.literal(name, sa.Text, literal_execute=True) for name in columns_shown_nowhere()])
    names = {name for subject in SUBJECTS if subject.links for name in (subject.links.areas, subject.links.reach)}
    links = _among(rows.c[log.entity], [named(name) for name in names if name])
    ended = sa.and_(sa.func.cardinality(changed) == sa.literal_column("0"), links)
    return sa.or_(changed.is_(None), sa.not_(changed.contained_by(unseen)), ended)


def _by_name(log: OfChanges, tables: Sequence[sa.Table]) -> dict[Of, list[sa.Table]]:
    """The tables of records by what an entry about them is reached by: the record, or the part or the link itself."""
    found: dict[Of, list[sa.Table]] = {}
    for table in tables:
        anchor = ANCHOR_OF[table]
        if not isinstance(anchor, Of):
            continue
        part = anchor.part and Part(anchor.part.link, key=log.row)
        by = log.row if _is_reach(table) else log.key
        found.setdefault(Of(anchor.subject, by=by, part=part), []).append(table)
    return found


def _is_reach(table: sa.Table) -> bool:
    anchor = ANCHOR_OF[table]
    links = anchor.subject.links if isinstance(anchor, Of) else None
    return links is not None and table.name == links.reach


def _by_reach(reach: Reach) -> dict[frozenset[Scope], list[sa.Table]]:
    """The tables whose changes are shown, by how far each may be read; without those decided row by row."""
    found: dict[frozenset[Scope], list[sa.Table]] = {}
    for group, far in reach.known:
        of_records = frozenset({Scope.NATIONAL}) if far.everywhere else far.scopes & TOLD_BY_RECORD
        if of_records:
            found.setdefault(of_records, []).extend(table for table in told_tables() if GROUP_OF[table] is group)
    return {far: tables for far, tables in found.items() if tables}


def _among(entity: Expression, tables: Sequence[sa.Table]) -> sa.ColumnElement[bool]:
    names = sorted(table.name for table in tables)
    return entity.in_([sa.literal(name, sa.Text, literal_execute=True) for name in names])


def _by_links(scopes: frozenset[Scope], asked: _Asked) -> list[sa.ColumnElement[bool]]:
    """True on the rows that links reach; those of one area are looked up once, whichever scopes mean them."""
    if isinstance(asked.anchor, anchors.OfArea):
        return _of_areas(scopes & OF_AREAS, asked.rows.c[asked.anchor.by])
    if not isinstance(asked.anchor, Of):
        return [sa.false()] if scopes else []
    owner = asked.anchor.subject.owner
    links = links_of(asked.anchor.subject if owner is None else owner.subject)
    return [_linked(asked, whose) for whose in links_meant(links, scopes)]


def _of_areas(scopes: frozenset[Scope], code: Expression) -> list[sa.ColumnElement[bool]]:
    """True on the rows of the caller's own authority, and of those that it inspects."""
    return [AREAS.get(scope, own_area)(code) for scope in sorted(scopes)]


def _linked(asked: _Asked, whose: Whose) -> sa.ColumnElement[bool]:
    """In scope now and, if the past is asked for, in scope then too."""
    if not isinstance(asked.anchor, Of):
        return sa.false()
    clocks: Sequence[Clock] = (NOW, asked.clock) if asked.clock.is_past else (NOW,)
    found = (_reached(asked.anchor.subject, asked, clock, whose=whose) for clock in clocks)
    return sa.and_(*(asked.member(asked.key, each) for each in found))


def _reached(subject: Subject, asked: _Asked, clock: Clock, *, whose: Whose) -> Select:
    """The keys that links of an area reach, now or then: those of a subject with links, or of whom its owners name."""
    if subject.owner is not None:
        owner, names = _owners(subject.owner, clock)
        links = links_of(subject.owner.subject)
        reach = clock.table(named(links.reach))
        held = [*_in_reach(links, reach, asked.which, clock=clock, whose=whose), names.is_not(None)]
        return sa.select(names).join(reach, reach.c[links.key] == owner).where(*held)
    links = links_of(subject)
    reach = clock.table(named(links.reach))
    assert isinstance(asked.anchor, Of)
    if asked.is_link:
        ever = rows_of(HISTORY_OF[named(links.reach)])
        (own,) = (ever.c[column.name] for column in named(links.reach).primary_key.columns)
        return sa.select(own).where(*whose.held(links, ever))
    key = reach.c[asked.anchor.part.link if asked.anchor.part else links.key]
    return sa.select(key).where(*_in_reach(links, reach, asked.which, clock=clock, whose=whose))


def _in_reach(links: Links, reach: From, which: Which, *, clock: Clock, whose: Whose) -> list[sa.ColumnElement[bool]]:
    held = [*whose.held(links, reach), clock.linked(reach)]
    if which is Which.MAIN and links.main is not None:
        held.append(reach.c[links.main])
    return held


def _owners(owner: Owner, clock: Clock) -> tuple[Expression, Expression]:
    """The key of each owner, and whom it names. One that names nobody would make every "not among them" unknown."""
    rows = clock.table(named(owner.table))
    return rows.c[owner.key], rows.c[owner.names]


def _opened(asked: _Asked) -> sa.ColumnElement[bool]:
    """One of the homes that were opened for the caller: the whole home, whichever of its parts."""
    if not isinstance(asked.anchor, Of) or asked.is_link:
        return sa.false()
    subject, key = asked.anchor.subject, asked.rows.c[asked.anchor.by]
    if subject is HOME:
        return key == sa.func.any(OPENED_HOMES)
    if subject.owner is None or subject.owner.subject is not HOME:
        return sa.false()
    owner, names = _owners(subject.owner, NOW)
    held = (owner == sa.func.any(OPENED_HOMES), names.is_not(None))
    return asked.member(key, sa.select(names).where(*held))


def _own(asked: _Asked) -> sa.ColumnElement[bool]:
    """True on what is the caller's own, and on access that it holds by name."""
    rows = asked.rows
    if isinstance(asked.anchor, OfBody):
        return sa.and_(_of_own_body(asked), rows.c.subject == CALLER_SUBJECT)
    return is_held_by_caller(rows) if isinstance(asked.anchor, OfHolder) else sa.false()


def _supervised(asked: _Asked) -> sa.ColumnElement[bool]:
    """True on what the people of the caller's own body did or were given, and on access that it gave to others."""
    rows = asked.rows
    match asked.anchor:
        case With(table=name, by=by):
            whole = rows_of(named(name))
            key = next(iter(named(name).primary_key.columns)).name
            own = _of_own_body(replace(asked, anchor=ANCHOR_OF[named(name)], rows=whole))
            found: Select = sa.select(sa.literal_column("1")).where(whole.c[key] == rows.c[by], own)
            return sa.exists(found.correlate(rows))
        case OfHolder():
            issued = sa.and_(rows.c.issued_agency == CALLER_AGENCY, has_no_area())
            return sa.or_(is_held_by_own_body(rows), issued)
        case Of(of_holder=True):
            of_area = _linked(asked, Whose(own_area))
            return sa.or_(is_held_by_own_body(rows), of_area, has_no_area())
    return _of_own_body(asked)


def _of_own_body(asked: _Asked) -> sa.ColumnElement[bool]:
    """True on the rows that the caller's own body left: same kind, same area or organisation."""
    return names_own_body(asked.rows) if isinstance(asked.anchor, OfBody) else sa.false()
