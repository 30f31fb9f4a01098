"""The day of the latest list that has each home: what an older list leaves alone, and how the day moves on."""

from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa

from register.tables import home, home_version

LEFT_ALONE = "home on a list of a later day"


def listed_days(connection: sa.Connection) -> dict[str, date]:
    """The day of the latest list that has each home, by URN."""
    query = (
        sa.select(home.c.urn, home_version.c.listed_on)
        .join(home_version, home_version.c.home_id == home.c.id)
        .where(home_version.c.listed_on.is_not(None))
    )
    return {row.urn: row.listed_on for row in connection.execute(query)}


def listed_after(listed: Mapping[str, date], day: date) -> frozenset[str]:
    """The URNs of homes of which a list of this day may change nothing, because they are on a later one."""
    return frozenset(urn for urn, listed_on in listed.items() if listed_on > day)


def note_listed(connection: sa.Connection, urns: Collection[str], day: date) -> None:
    """Record that a list of this day has these homes, unless a later one has."""
    earlier = sa.or_(home_version.c.listed_on.is_(None), home_version.c.listed_on < day)
    connection.execute(
        sa.update(home_version)
        .where(home_version.c.home_id == home.c.id, home.c.urn.in_(list(urns)), earlier)
        .values(listed_on=day)
    )
