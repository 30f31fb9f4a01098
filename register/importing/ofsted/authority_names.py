"""Which authority Ofsted means: its spelling of a name against the areas that the register knows."""

import re

import sqlalchemy as sa

from register.errors import SetupError
from register.geo.reference import authorities
from register.tables import area
from register.vocabulary import AreaKind


def authority_codes(connection: sa.Connection) -> dict[str, str]:
    """The code of every authority that there is today, by name_key of its name and of Ofsted's name for it.

    Raises: SetupError if no boundary has been imported.
    """
    # An authority that changed its code keeps its name: the code without an end is the one in force.
    query = (
        sa.select(area.c.name, area.c.code)
        .where(area.c.kind == AreaKind.AUTHORITY, area.c.valid_to.is_(None))
        .order_by(area.c.valid_from.asc().nulls_first(), area.c.code)
    )
    codes = {name_key(name): code for name, code in connection.execute(query)}
    if not codes:
        raise SetupError(
            "The register has no local authorities yet. Import their boundaries first: register import boundaries."
        )
    known = frozenset(codes.values())
    by_ofsted = {
        name_key(authority.ofsted_name): authority.code
        if authority.code in known
        else codes.get(name_key(authority.name))
        for authority in authorities()
    }
    return codes | {key: code for key, code in by_ofsted.items() if code is not None}


def name_key(name: str) -> str:
    """A name without case, punctuation and spaces, with "and" for its sign."""
    return re.sub(r"[\W_]+", "", name.casefold().replace("&", "and"))
