"""Which authority Ofsted means: its spelling of a name against the areas that the register knows."""

import re
from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from register.errors import SetupError
from register.geo.reference import authorities, former_authorities
from register.tables import area, area_successor
from register.vocabulary import AreaKind


def authority_codes(connection: sa.Connection, on: date) -> dict[str, str | None]:
    """The code of every authority that a list of a day can name, by name_key of its name and of Ofsted's name for it.

    An authority that has ended since is known by its successor, if it has one. If it has several, nobody can say from
    its name which of them a home is in: it keeps its own code, or None if the register never had its boundary.
    Raises: SetupError if no boundary has been imported.
    """
    today = _codes_of_today(connection)
    if not today:
        raise SetupError(
            "The register has no local authorities yet. Import their boundaries first: register import boundaries."
        )
    return {**_former_codes(connection, on), **_ended_codes(connection, on), **_by_ofsted(today), **today}


def name_key(name: str) -> str:
    """A name without case, punctuation and spaces, with "and" for its sign."""
    return re.sub(r"[\W_]+", "", name.casefold().replace("&", "and"))


def _codes_of_today(connection: sa.Connection) -> dict[str, str]:
    # An authority that changed its code keeps its name: the code without an end is the one in force.
    query = (
        sa.select(area.c.name, area.c.code)
        .where(area.c.kind == AreaKind.AUTHORITY, area.c.valid_to.is_(None))
        .order_by(area.c.valid_from.asc().nulls_first(), area.c.code)
    )
    return {name_key(name): code for name, code in connection.execute(query)}


def _by_ofsted(today: Mapping[str, str]) -> dict[str, str]:
    """The codes by Ofsted's names, which differ from those of the Office for National Statistics."""
    known = frozenset(today.values())
    codes = {
        name_key(authority.ofsted_name): authority.code
        if authority.code in known
        else today.get(name_key(authority.name))
        for authority in authorities()
    }
    return {key: code for key, code in codes.items() if code is not None}


def _ended_codes(connection: sa.Connection, on: date) -> dict[str, str]:
    """The codes of authorities of the register that held on the day and have ended since."""
    successors = _successors(connection)
    query = sa.select(area.c.name, area.c.code).where(
        area.c.kind == AreaKind.AUTHORITY,
        sa.func.coalesce(area.c.valid_from <= on, sa.true()),
        area.c.valid_to > on,
    )
    return {name_key(name): _last_of(code, successors) for name, code in connection.execute(query)}


def _former_codes(connection: sa.Connection, on: date) -> dict[str, str | None]:
    """The codes of authorities that ended before the register's boundaries begin."""
    held = frozenset(connection.scalars(sa.select(area.c.code).where(area.c.kind == AreaKind.AUTHORITY)))
    codes: dict[str, str | None] = {}
    for former in former_authorities():
        if on <= former.last_day:
            only = former.successors[0] if len(former.successors) == 1 else former.code
            codes[name_key(former.name)] = only if only in held else None
    return codes


def _successors(connection: sa.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, successor in connection.execute(sa.select(area_successor.c.code, area_successor.c.successor_code)):
        found.setdefault(code, []).append(successor)
    return found


def _last_of(code: str, successors: Mapping[str, list[str]]) -> str:
    """The code that holds today where each took the place of one other; the last one that did, otherwise."""
    seen = {code}
    while len(following := successors.get(code, [])) == 1 and following[0] not in seen:
        code = following[0]
        seen.add(code)
    return code
