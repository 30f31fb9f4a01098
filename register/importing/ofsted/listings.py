"""The days of lists: of the latest that has each home, and of the latest that told each fact of it.

An older list leaves alone what a later one told, and what a command says to have changed after the list's day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.importing.ofsted.homes import ADDRESS, HomeFacts
from register.importing.upsert import given
from register.open_types import Arguments
from register.tables import former_fact, former_identity, home, home_version

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
    """The URNs of the homes that are on a later list than one of this day."""
    return frozenset(urn for urn, listed_on in listed.items() if listed_on > day)


# Decision: day-of-each-fact
def settled_facts(connection: sa.Connection, day: date) -> Mapping[str, Set[str]]:
    """The names of the facts of which a list of this day may change nothing, by the URNs of their homes."""
    told = sa.func.jsonb_each_text(home_version.c.told_on).table_valued("fact", "day").render_derived("told")
    by_list = (
        sa.select(home.c.urn, told.c.fact)
        .select_from(home.join(home_version, home_version.c.home_id == home.c.id).join(told, sa.true()))
        .where(sa.cast(told.c.day, sa.Date) > day)
    )
    by_command = (
        sa.select(home.c.urn, former.c.fact)
        .join(former, former.c.home_id == home.c.id)
        .where(former.c.held_until > day)
        for former in (former_fact, former_identity)
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(sa.union_all(by_list, *by_command)):
        found[row.urn].add(row.fact)
    return found


def unsettled(facts: HomeFacts, settled: Set[str]) -> HomeFacts:
    """A home as a list describes it, without these facts. An address is one fact."""
    if not settled.isdisjoint(ADDRESS):
        settled = settled | set(ADDRESS)
    nothing: Arguments = dict.fromkeys(settled & set(told_facts(facts)))
    return replace(facts, **nothing)


def told_facts(facts: HomeFacts) -> Iterator[str]:
    """The names of the facts of a home that a list has."""
    return (name for name in facts.__slots__ if name != "urn" and getattr(facts, name) is not None)


def note_listed(connection: sa.Connection, urns: Collection[str], day: date) -> None:
    """Record that a list of this day has these homes, unless a later one has. A merged record is the home it is in."""
    earlier = sa.or_(home_version.c.listed_on.is_(None), home_version.c.listed_on < day)
    has = sa.select(sa.func.coalesce(home.c.merged_into_id, home.c.id)).where(home.c.urn.in_(list(urns)))
    connection.execute(sa.update(home_version).where(home_version.c.home_id.in_(has), earlier).values(listed_on=day))


def note_told(connection: sa.Connection, homes: Sequence[HomeFacts], day: date) -> None:
    """Record that a list of this day told these facts, of which no later one has told."""
    rows = [{"urn": each.urn, "told": dict.fromkeys(told_facts(each), day.isoformat())} for each in homes]
    told = given(rows, {"urn": sa.Text(), "told": postgresql.JSONB()})
    now = home_version.c.told_on.concat(told.c.told)
    connection.execute(
        sa.update(home_version)
        .where(home_version.c.home_id == home.c.id, home.c.urn == told.c.urn)
        .where(home_version.c.told_on.is_distinct_from(now))
        .values(told_on=now)
    )
