"""Decide a whole plan before any of it is read. What passes is a Granted plan, the only kind that runs."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from register.catalogue import Command, Entity, Term
from register.errors import Forbidden, ForbiddenMatch, PurposeRequired
from register.plan.read import Either, Every, IsNull, Matches, Part, Predicate, Read, ShowRelation, Through, Unless
from register.policy.authority import Authority, Reach
from register.policy.grants import PURPOSE_NEEDED, PURPOSE_NEEDED_TO_CHANGE, may_send
from register.tables import ANCHOR_OF, GROUP_OF, SUBJECTS, named
from register.tables.anchors import subject_of
from register.vocabulary import Group, Purpose, Scope, Use


@dataclass(frozen=True, slots=True)
class Granted:
    """A read that policy has passed. Only authorise() makes one.

    rows: where a row may be known to exist. cells: where what a table holds may be shown.
    narrowed: for each table whose columns are matched but not readable everywhere, where a row may answer the match;
    a table that is matched through a relation, and not beside the row itself, has an entry of its own.
    linked: for each table of links that are not public, by which a named area finds records too, where it does.
    below: for each relation shown, in order, its own granted read, or None if it is granted nowhere.
    groups: the groups that are shown or matched, here and below.
    """

    read: Read
    rows: Reach
    cells: Mapping[sa.Table, Reach]
    narrowed: Mapping[tuple[sa.Table, bool], Reach]
    linked: Mapping[sa.Table, Reach]
    below: tuple["Granted | None", ...]
    groups: frozenset[Group]

    @property
    def alike(self) -> Hashable:
        """All that the statements of one read depend on: where it is the same, they are the same too."""
        granted = (frozenset(each.items()) for each in (self.cells, self.narrowed, self.linked))
        return self.rows, *granted, tuple(None if below is None else below.alike for below in self.below)


def authorise(read: Read, authority: Authority, *, has_purpose: bool) -> Granted:
    """Work out what of this plan the caller may see, or refuse it.

    What is shown is withheld cell by cell, because the caller can see that it was.
    What is matched is refused or narrowed, because an answer to a search is itself a disclosure.

    Raises: Forbidden, ForbiddenMatch, PurposeRequired.
    """
    if _known(read, authority).nowhere:
        raise _forbidden(read, authority)
    refused = dict(_refused(read, authority))
    if refused:
        raise _forbidden_match(refused, "filter or order by" if read.tally is None else "tally, filter or order by")
    granted = _grant(read, authority, has_purpose=has_purpose)
    needing = sorted(granted.groups & PURPOSE_NEEDED)
    if needing and not has_purpose:
        raise _purpose_required(f"read {', '.join(needing)}")
    return granted


@dataclass(frozen=True, slots=True)
class GrantedChange:
    """A command that policy has passed. Only authorise_change() makes one.

    changes: where rows of each group that it writes may be written; authority: what else the caller may read.
    """

    command: Command
    authority: Authority
    changes: Mapping[Group, Reach]

    def reads(self, table: sa.Table) -> Reach:
        """Where the command may look at rows of a table on the caller's behalf."""
        return self.authority.reach(GROUP_OF[table], Use.READ)

    def writes(self, table: sa.Table) -> Reach:
        """Where the command may write rows of a table. Raises: Forbidden if it changes no such group."""
        reach = self.changes.get(GROUP_OF[table])
        if reach is None or reach.nowhere:
            raise Forbidden(f"{self.command.name} does not change {GROUP_OF[table]}.")
        return reach


def authorise_change(command: Command, authority: Authority, *, has_purpose: bool) -> GrantedChange:
    """Let a command run if the agency may send it, and the caller may change each of its groups somewhere.

    Raises: Forbidden, PurposeRequired.
    """
    changes = {group: authority.reach(group, Use.CHANGE) for group in (*command.changes, Group.CHANGE_REQUESTS)}
    if not may_send(authority.agency, command.name) or any(reach.nowhere for reach in changes.values()):
        raise Forbidden(f"Your agency cannot use {command.name}.")
    if not has_purpose and command.changes & PURPOSE_NEEDED_TO_CHANGE:
        raise _purpose_required(f"use {command.name}")
    return GrantedChange(command, authority, changes)


def narrowed_columns(read: Read, granted: Granted) -> tuple[str, ...]:
    """The names of the matched columns that narrowed the rows of this node."""
    names = {match.name for match in _matched(read) if (match.table, match.through) in granted.narrowed}
    return tuple(sorted(names))


def narrowed_scopes(granted: Granted) -> tuple[str, ...]:
    """The names of the scopes of the rows that a match left to a node, where it narrowed them."""
    scopes = {scope for reach in granted.narrowed.values() for scope in reach.scopes}
    return tuple(scope.name for scope in Scope if scope in scopes)


def _grant(read: Read, authority: Authority, *, has_purpose: bool) -> Granted:
    below = tuple(_grant_below(show, authority, has_purpose=has_purpose) for show in read.below)
    tables = {shown.table for shown in read.shown} | {show.read.entity.table for show in read.below}
    tables.add(read.entity.audited.table)
    cells = {table: authority.reach(GROUP_OF[table], Use.READ) for table in tables}
    matched = {(m.table, m.through): authority.reach(GROUP_OF[m.table], Use.MATCH) for m in _matched(read)}
    touched = {GROUP_OF[table] for table, reach in cells.items() if not reach.nowhere}
    linked = dict(_linked(read, authority)) if has_purpose else {}
    touched |= {GROUP_OF[table] for table in (*linked, *(table for table, _ in matched))}
    rows = _known(read, authority)
    touched |= set() if read.within is None else {read.within}
    if read.tally is not None:
        rows = _tallied(read.entity.group, authority)
        # What may not be shown and counted as well tallies nothing.
        matched |= {(m.table, m.through): _tallied(GROUP_OF[m.table], authority) for m in _grouped(read)}
    # A match on a row's own table cannot narrow what the row's reach holds already.
    matched = {
        m: r for m, r in matched.items() if not (r.everywhere or (m == (read.entity.table, False) and r == rows))
    }
    return Granted(
        read=read,
        rows=rows,
        cells=cells,
        narrowed=matched,
        linked=linked,
        below=below,
        groups=frozenset(touched | {read.entity.group}).union(*(child.groups for child in below if child)),
    )


def _known(read: Read, authority: Authority) -> Reach:
    """Where a row may be known of at all."""
    rows = authority.reach(read.entity.group, Use.READ)
    return rows if read.within is None else rows.within(authority.reach(read.within, Use.READ))


def _tallied(group: Group, authority: Authority) -> Reach:
    """Where rows of a group, and what they hold, may be tallied: where the caller may see, search and count them."""
    read, match, count = (authority.reach(group, use) for use in (Use.READ, Use.MATCH, Use.COUNT))
    return read.within(match).within(count)


def _grant_below(show: ShowRelation, authority: Authority, *, has_purpose: bool) -> Granted | None:
    if authority.reach(show.read.entity.group, Use.READ).nowhere:
        return None
    return _grant(show.read, authority, has_purpose=has_purpose)


def _linked(read: Read, authority: Authority) -> Iterator[tuple[sa.Table, Reach]]:
    """The tables of links by which the area that is named finds records beside the public ones, and where.

    Which further areas a home touches tells where it is: a caller who may not match its place does not find it by
    them, and nobody does without a purpose.
    """
    if read.area is None or read.area.is_spatial:
        return
    for subject in SUBJECTS if read.feed else (subject_of(ANCHOR_OF[read.entity.table]),):
        if subject.links is not None:
            table = named(subject.links.reach)
            reach = authority.reach(GROUP_OF[table], Use.MATCH)
            if not reach.nowhere:
                yield table, reach


def _purpose_required(use: str) -> PurposeRequired:
    hint = f"{PurposeRequired.hint} They are {', '.join(Purpose)}."
    return PurposeRequired(f"You need a purpose to {use}.", hint=hint)


def _forbidden(read: Read, authority: Authority) -> Forbidden:
    in_force_from = authority.in_force_from(read.entity.group, Use.READ)
    if in_force_from is None:
        return Forbidden(f"Your agency cannot read {read.entity.name}.")
    message = f"The law that lets your agency read {read.entity.name} was not yet in force on that day."
    return Forbidden(message, hint=f"Ask for {in_force_from} or later.")


def _forbidden_match(refused: Mapping[str, date | None], use: str) -> ForbiddenMatch:
    """The refusal of fields that may be matched nowhere, each with the day from which its law is in force, if any.

    use: what of them is refused, in words.
    """
    names = sorted(refused)
    days = [day for day in refused.values() if day is not None]
    if len(days) < len(names):
        return ForbiddenMatch(f"You cannot {use} {', '.join(names)}.", fields=names)
    message = f"The law that lets you {use} {', '.join(names)} was not yet in force on that day."
    return ForbiddenMatch(message, fields=names, hint=f"Ask for {max(days)} or later, or remove these fields.")


def _refused(read: Read, authority: Authority) -> Iterator[tuple[str, date | None]]:
    for match in _matched(read):
        group = GROUP_OF[match.table]
        if authority.reach(group, Use.MATCH).nowhere:
            yield match.name, authority.in_force_from(group, Use.MATCH)
    if read.wants(Part.TOTAL) and authority.reach(read.entity.group, Use.COUNT).nowhere:
        yield f"{read.entity.name}.totalCount", authority.in_force_from(read.entity.group, Use.COUNT)
    if read.tally is not None:
        yield from _refused_tally(read, authority)
    for show in read.below:
        if not authority.reach(show.read.entity.group, Use.READ).nowhere:
            yield from _refused(show.read, authority)


def _refused_tally(read: Read, authority: Authority) -> Iterator[tuple[str, date | None]]:
    """What a tally is by, or adds up, and the caller may tally nowhere."""
    asked = [(read.node, read.entity.group), *((match.name, GROUP_OF[match.table]) for match in _grouped(read))]
    for name, group in asked:
        if _tallied(group, authority).nowhere:
            days = (authority.in_force_from(group, use) for use in (Use.READ, Use.MATCH, Use.COUNT))
            yield name, max((day for day in days if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class _Match:
    """A column that moves which rows answer, or in which order. through: whether a relation leads to its table."""

    name: str
    table: sa.Table
    through: bool


def _grouped(read: Read) -> Iterator[_Match]:
    """What a tally is by, and what it adds up: which group a row is in tells what it holds."""
    for term in read.tally.terms if read.tally is not None else ():
        yield from _led_to(read.entity, term)


def _led_to(entity: Entity, term: Term) -> Iterator[_Match]:
    for relation, target in term.steps:
        yield _Match(f"{entity.name}.{relation.name}", target.table, through=True)
        entity = target
    yield _Match(f"{entity.name}.{term.column.name}", term.column.table, through=bool(term.steps))


def _matched(read: Read) -> Iterator[_Match]:
    yield from _grouped(read)
    yield from _compared(read.entity, read.where, through=False)
    for key in read.order:
        if key.relation is not None and key.column is not None:
            yield _Match(f"{read.entity.name}.{key.name}", key.column.table, through=True)
        elif key.column is not None:
            yield _Match(f"{read.entity.name}.{key.column.name}", key.column.table, through=False)
    if read.area is not None and read.area.is_spatial:
        places = subject_of(ANCHOR_OF[read.entity.table]).places
        assert places is not None
        yield _Match(f"{read.entity.name}.location", named(places), through=True)
    elif read.area is not None and read.feed:
        for subject in SUBJECTS:
            if subject.links is not None and subject.links.areas is not None:
                yield _Match(f"{read.entity.name}.area", named(subject.links.areas), through=True)


def _compared(entity: Entity, part: Predicate | None, *, through: bool) -> Iterator[_Match]:
    match part:
        case None:
            return
        case Matches(column=column) | IsNull(column=column):
            # What stands beside a row that a relation leads to is matched as what stands beside this one:
            # a home's own postcode is that of its main premises, whichever way leads to the home.
            yield _Match(f"{entity.name}.{column.name}", column.table, through and column.table is entity.table)
        case Every(parts=parts) | Either(parts=parts):
            for below in parts:
                yield from _compared(entity, below, through=through)
        case Unless(part=below):
            yield from _compared(entity, below, through=through)
        case Through(relation=relation, entity=target, part=below):
            yield _Match(f"{entity.name}.{relation.name}", target.table, through=True)
            yield from _compared(target, below, through=True)
