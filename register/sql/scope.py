"""What each scope means in SQL: an equality on stored links, never a spatial function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import sqlalchemy as sa

from register.policy.authority import Reach
from register.sql.as_of import NOW, Clock, From
from register.tables import GROUP_OF, HISTORY_OF, access_log, home, home_reach, premises, provider, provider_contact
from register.vocabulary import Scope

# The scopes that mean the links of the caller's own area; which links it has depends on what kind of area that is.
LINKED = frozenset({Scope.OWN_BOUNDARY, Scope.OWN_AUTHORITY, Scope.HOSTED})

CALLER_AREA: sa.BindParameter[Any] = sa.bindparam("caller_area", required=False, type_=sa.Text)
CALLER_AGENCY: sa.BindParameter[Any] = sa.bindparam("caller_agency", required=False, type_=sa.Text)
CALLER_SUBJECT: sa.BindParameter[Any] = sa.bindparam("caller_subject", required=False, type_=sa.Text)
CALLER_ORGANISATION: sa.BindParameter[Any] = sa.bindparam("caller_organisation", required=False, type_=sa.Text)

# The scopes by which a home, and what it holds, is reached: of what else a body may read, no change is told.
TOLD_BY_HOME = LINKED | {Scope.INSPECTED_AREA, Scope.OPENED_HOME}

# What a person gave the caller, as the opening of the request found it.
OPENED_HOMES: sa.BindParameter[Any] = sa.bindparam("opened_homes", required=False, type_=sa.ARRAY(sa.Uuid()))
INSPECTED_AREAS: sa.BindParameter[Any] = sa.bindparam("inspected_areas", required=False, type_=sa.ARRAY(sa.Text))

Member = Callable[[sa.ColumnElement[Any], sa.Select[Any]], sa.ColumnElement[bool]]


def listed(key: sa.ColumnElement[Any], found: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """True on the rows whose key was found: for choosing rows.

    The keys are gathered first, as one array, so that the rows are reached by key. As a semi-join, a statement whose
    limit is a parameter is planned to walk the whole register in the order that is asked for.
    """
    return key == sa.func.any(sa.func.array(found.scalar_subquery()))


def looked_up(key: sa.ColumnElement[Any], found: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """True on the rows whose key was found: for telling of rows that are chosen already, by a hash of the keys."""
    return key.in_(found)


class Of(Enum):
    """What of a home a scope is asked about: any premises of it, or the main ones alone."""

    HOME = "home"
    MAIN = "main premises"


def scoped_rows(reach: Reach, table: sa.Table, rows: From, clock: Clock) -> sa.ColumnElement[bool]:
    """True on the rows of a table that a reach holds; for choosing rows."""
    if reach.everywhere:
        return sa.true()
    if table is premises:
        return _anywhere(reach, rows, rows.c.id, _Links("premises_id", Of.HOME, listed, clock))
    if table is provider_contact:
        return _anywhere(reach, rows, rows.c.provider_id, _Links("provider_id", Of.HOME, listed, clock))
    key = rows.c.id if table is home else rows.c.get("home_id")
    return _anywhere(reach, rows, key, _Links("home_id", Of.HOME, listed, clock))


def scoped_home(
    reach: Reach, home_id: sa.ColumnElement[Any], of: Of, member: Member, clock: Clock
) -> sa.ColumnElement[bool]:
    """True where a reach holds the home, or its main premises, of this id."""
    if reach.everywhere:
        return sa.true()
    return _anywhere(reach, None, home_id, _Links("home_id", of, member, clock))


def scoped_provider(
    reach: Reach, provider_id: sa.ColumnElement[Any], member: Member, clock: Clock
) -> sa.ColumnElement[bool]:
    """True where a reach holds some home of the provider of this id."""
    if reach.everywhere:
        return sa.true()
    return _anywhere(reach, None, provider_id, _Links("provider_id", Of.HOME, member, clock))


def scoped_beside(
    reach: Reach, table: sa.Table, rows: From, of: Of, member: Member, clock: Clock
) -> sa.ColumnElement[bool]:
    """True where a reach holds what stands beside a row of this table, told from public keys and links alone."""
    if table is provider:
        return scoped_provider(reach, rows.c.id, member, clock)
    if table is access_log:
        # The keys that a consultation gave are known wherever the consultation is.
        return scoped_rows(reach, table, rows, clock)
    home_id = rows.c.id if table is home else rows.c.get("home_id")
    return sa.false() if home_id is None else scoped_home(reach, home_id, of, member, clock)


@dataclass(frozen=True, slots=True)
class _Links:
    """Which links are asked: by which key, of what of the home, how they are compared, and as of when."""

    by: str
    of: Of
    member: Member
    clock: Clock


def _anywhere(
    reach: Reach, rows: From | None, key: sa.ColumnElement[Any] | None, links: _Links
) -> sa.ColumnElement[bool]:
    held = [_reaches(scope, rows, key, links) for scope in _distinct(reach.scopes) if scope is not Scope.KNOWN]
    if reach.known and rows is not None:
        held += _known(reach, rows, links.clock)
    return sa.or_(sa.false(), *held)


def _distinct(scopes: frozenset[Scope]) -> list[Scope]:
    """The scopes, of those that mean the same links only one."""
    linked = sorted(scopes & LINKED)
    return [*linked[:1], *sorted(scopes - LINKED)]


def _reaches(
    scope: Scope, rows: From | None, key: sa.ColumnElement[Any] | None, links: _Links
) -> sa.ColumnElement[bool]:
    match scope:
        case Scope.NATIONAL:
            return sa.true()
        case Scope.OWN_BOUNDARY | Scope.OWN_AUTHORITY | Scope.HOSTED:
            return sa.false() if key is None else _linked(key, links, lambda area: area == CALLER_AREA)
        case Scope.INSPECTED_AREA:
            return sa.false() if key is None else _linked(key, links, lambda area: area == sa.func.any(INSPECTED_AREAS))
        case Scope.OPENED_HOME:
            return sa.false() if key is None else _opened(rows, key, links)
        case Scope.ORGANISATION:
            return sa.false() if rows is None else _own(rows)
        case Scope.SELF:
            return sa.false() if rows is None else _held(rows)
        case Scope.SUPERVISED:
            return sa.false() if rows is None else _supervised(rows)
        case Scope.KNOWN:
            raise ValueError(scope)


def _known(reach: Reach, rows: From, clock: Clock) -> list[sa.ColumnElement[bool]]:
    """True on the changes of what may be read: of a table everywhere, or where its home or provider is reached."""
    held = []
    for far, named in sorted(_by_reach(reach).items(), key=lambda item: sorted(item[0])):
        every = Reach(far, reach.reason)
        of_homes = [table.name for table in named if table is not provider_contact]
        if every.everywhere:
            held.append(_among(rows, [table.name for table in named]))
            continue
        if of_homes:
            within = scoped_home(every, rows.c.home_id, Of.HOME, looked_up, clock)
            held.append(sa.and_(_among(rows, of_homes), within))
        if provider_contact in named:
            within = scoped_provider(every, rows.c.provider_id, looked_up, clock)
            held.append(sa.and_(_among(rows, [provider_contact.name]), within))
    return held


def _by_reach(reach: Reach) -> dict[frozenset[Scope], list[sa.Table]]:
    """The tables whose changes are told of, by how far each may be read. What is told row by row is not among them."""
    found: dict[frozenset[Scope], list[sa.Table]] = {}
    for group, far in reach.known:
        of_homes = frozenset({Scope.NATIONAL}) if far.everywhere else far.scopes & TOLD_BY_HOME
        if of_homes:
            found.setdefault(of_homes, []).extend(table for table in HISTORY_OF if GROUP_OF[table] is group)
    return {far: tables for far, tables in found.items() if tables}


def _among(rows: From, names: Sequence[str]) -> sa.ColumnElement[bool]:
    return rows.c.entity.in_([sa.literal(name, sa.Text, literal_execute=True) for name in sorted(names)])


Area = Callable[[sa.ColumnElement[Any]], sa.ColumnElement[bool]]


def _linked(key: sa.ColumnElement[Any], links: _Links, area: Area) -> sa.ColumnElement[bool]:
    """In scope now; and, where the past is asked for, in scope then too."""
    clocks: Sequence[Clock] = (NOW, links.clock) if links.clock.is_past else (NOW,)
    return sa.and_(*(links.member(key, _reached(links, clock, area)) for clock in clocks))


def _reached(links: _Links, clock: Clock, area: Area) -> sa.Select[Any]:
    reach = clock.table(home_reach)
    held = [area(reach.c.area_code), clock.current(reach)]
    if links.of is Of.MAIN:
        held.append(reach.c.of_main)
    if links.by == "provider_id":
        homes = clock.table(home)
        # A home without a provider would make every "not among them" unknown instead of false.
        held.append(homes.c.provider_id.is_not(None))
        return sa.select(homes.c.provider_id).join(reach, reach.c.home_id == homes.c.id).where(*held)
    return sa.select(reach.c[links.by]).where(*held)


def _opened(rows: From | None, key: sa.ColumnElement[Any], links: _Links) -> sa.ColumnElement[bool]:
    """One of the homes that were opened for the caller: the whole home, whichever of its premises."""
    if links.by == "premises_id" and rows is not None:
        return rows.c.home_id == sa.func.any(OPENED_HOMES)
    if links.by == "provider_id":
        homes = home.alias()
        held = (homes.c.id == sa.func.any(OPENED_HOMES), homes.c.provider_id.is_not(None))
        return links.member(key, sa.select(homes.c.provider_id).where(*held))
    return key == sa.func.any(OPENED_HOMES)


def _held(rows: From) -> sa.ColumnElement[bool]:
    """True on what is the caller's own, and on access that it holds as one of the body it was given to."""
    if "holder_agency" not in rows.c:
        return sa.and_(_own(rows), rows.c.subject == CALLER_SUBJECT) if "subject" in rows.c else sa.false()
    return sa.and_(
        rows.c.holder_agency == CALLER_AGENCY,
        sa.or_(rows.c.holder_subject.is_(None), rows.c.holder_subject == CALLER_SUBJECT),
        sa.or_(rows.c.holder_area.is_(None), rows.c.holder_area == CALLER_AREA),
        sa.or_(rows.c.holder_organisation.is_(None), rows.c.holder_organisation == CALLER_ORGANISATION),
    )


def _supervised(rows: From) -> sa.ColumnElement[bool]:
    """True on what the people of the caller's own body did or were given, and on access that it gave to others."""
    if "access_id" in rows.c:
        entries = access_log.alias()
        found: sa.Select[Any] = sa.select(sa.literal_column("1")).where(entries.c.id == rows.c.access_id, _own(entries))
        return sa.exists(found.correlate(rows))
    if "holder_agency" not in rows.c:
        return _own(rows)
    alone = sa.and_(CALLER_AREA.is_(None), CALLER_ORGANISATION.is_(None))
    held = sa.and_(
        rows.c.holder_agency == CALLER_AGENCY,
        rows.c.holder_area.is_not_distinct_from(CALLER_AREA),
        rows.c.holder_organisation.is_not_distinct_from(CALLER_ORGANISATION),
    )
    return sa.or_(held, sa.and_(rows.c.issued_agency == CALLER_AGENCY, alone))


def _own(rows: From) -> sa.ColumnElement[bool]:
    """True on the rows that the caller's own body left: same kind, same area or organisation."""
    if "organisation" not in rows.c:
        return sa.false()
    return sa.and_(
        rows.c.agency == CALLER_AGENCY,
        rows.c.area.is_not_distinct_from(CALLER_AREA),
        rows.c.organisation.is_not_distinct_from(CALLER_ORGANISATION),
    )
