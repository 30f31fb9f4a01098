"""What each scope means in SQL: an equality on stored links, never a spatial function."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

import sqlalchemy as sa

from register.policy.authority import Reach
from register.sql.clock import NOW, Clock, From
from register.tables import home, home_reach, premises, provider_contact
from register.vocabulary import Scope

CALLER_AREA: sa.BindParameter[Any] = sa.bindparam("caller_area", required=False, type_=sa.Text)
CALLER_AGENCY: sa.BindParameter[Any] = sa.bindparam("caller_agency", required=False, type_=sa.Text)
CALLER_ORGANISATION: sa.BindParameter[Any] = sa.bindparam("caller_organisation", required=False, type_=sa.Text)


class Of(Enum):
    """What of a home a scope is asked about: any premises of it, or the main ones alone."""

    HOME = "home"
    MAIN = "main premises"


def scoped_rows(reach: Reach, table: sa.Table, rows: From, clock: Clock) -> sa.ColumnElement[bool]:
    """True on the rows of a table that a reach holds."""
    if reach.everywhere:
        return sa.true()
    if table is premises:
        return _anywhere(reach, rows, rows.c.id, "premises_id", Of.HOME, clock)
    if table is provider_contact:
        return _anywhere(reach, rows, rows.c.provider_id, "provider_id", Of.HOME, clock)
    key = rows.c.id if table is home else rows.c.get("home_id")
    return _anywhere(reach, rows, key, "home_id", Of.HOME, clock)


def scoped_home(reach: Reach, home_id: sa.ColumnElement[Any], of: Of, clock: Clock) -> sa.ColumnElement[bool]:
    """True where a reach holds the home, or its main premises, of this id."""
    if reach.everywhere:
        return sa.true()
    return _anywhere(reach, None, home_id, "home_id", of, clock)


def scoped_provider(reach: Reach, provider_id: sa.ColumnElement[Any], clock: Clock) -> sa.ColumnElement[bool]:
    """True where a reach holds some home of the provider of this id."""
    if reach.everywhere:
        return sa.true()
    return _anywhere(reach, None, provider_id, "provider_id", Of.HOME, clock)


def _anywhere(
    reach: Reach, rows: From | None, key: sa.ColumnElement[Any] | None, by: str, of: Of, clock: Clock
) -> sa.ColumnElement[bool]:
    found = [_reaches(scope, rows, key, by, of, clock) for scope in sorted(reach.scopes)]
    return sa.or_(sa.false(), *dict.fromkeys(found))


def _reaches(
    scope: Scope, rows: From | None, key: sa.ColumnElement[Any] | None, by: str, of: Of, clock: Clock
) -> sa.ColumnElement[bool]:
    match scope:
        case Scope.NATIONAL:
            return sa.true()
        case Scope.OWN_BOUNDARY | Scope.OWN_AUTHORITY | Scope.HOSTED:
            return sa.false() if key is None else _linked(key, by, of, clock)
        case Scope.ORGANISATION:
            return sa.false() if rows is None else _own(rows)


def _linked(key: sa.ColumnElement[Any], by: str, of: Of, clock: Clock) -> sa.ColumnElement[bool]:
    """In scope now; and, where the past is asked for, in scope then too."""
    clocks: Sequence[Clock] = (NOW, clock) if clock.is_past else (NOW,)
    return sa.and_(*(key.in_(_reached(by, of, each)) for each in clocks))


def _reached(by: str, of: Of, clock: Clock) -> sa.Select[Any]:
    links = clock.table(home_reach)
    held = [links.c.area_code == CALLER_AREA, clock.current(links)]
    if of is Of.MAIN:
        held.append(links.c.of_main)
    if by == "provider_id":
        homes = clock.table(home)
        return sa.select(homes.c.provider_id).join(links, links.c.home_id == homes.c.id).where(*held)
    return sa.select(links.c[by]).where(*held)


def _own(rows: From) -> sa.ColumnElement[bool]:
    """True on the rows that the caller's own body left: same kind, same area or organisation."""
    if "organisation" not in rows.c:
        return sa.false()
    return sa.and_(
        rows.c.agency == CALLER_AGENCY,
        rows.c.area.is_not_distinct_from(CALLER_AREA),
        rows.c.organisation.is_not_distinct_from(CALLER_ORGANISATION),
    )
