"""Taking a home in hand: found, at the version that the caller knows, not merged away; and writing it, one version on.

Whatever is written beside a home or under it raises the home's version too: who knows the version knows all of it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from register.geo.home_areas import link_statements
from register.resolvers.commands.changed_fields import changed_since
from register.resolvers.commands.context import CommandContext, Refused, not_found
from register.rules.merging import neither_is_merged
from register.rules.problem import Problem
from register.settings import settings
from register.sql.write.rows import Row
from register.tables import home

STALE = "The home has been changed since the version that you expect."


async def take_home(context: CommandContext, urn: str = "urn", version: str = "expectedVersion") -> Row | Refused:
    """The home of this number, which no other command writes meanwhile; urn, version: the fields that name them."""
    found = await take_any_home(context, urn, version)
    if isinstance(found, Refused):
        return found
    merged = neither_is_merged(found["merged_into_id"] is not None, False)
    return Refused((replace(merged, field=urn),)) if merged else found


async def take_any_home(context: CommandContext, urn: str, version: str) -> Row | Refused:
    """The same, of a home that may have been merged into another."""
    found = await context.writing.take(home, urn=context.given[urn])
    if found is None:
        return not_found(urn)
    if found["version"] != context.given[version]:
        changed = await changed_since(context.writing, found["id"], context.given[version])
        stale = Problem("CONFLICT_STALE", STALE, version, current_version=found["version"], changed=changed)
        return Refused((stale,))
    return found


async def write_home(context: CommandContext, found: Row, **values: Any) -> None:
    """Write the home's own facts, if there are any; its version is raised in any case."""
    await context.writing.alter(home, found["id"], **values)


async def place_again(context: CommandContext, home_id: UUID, since: date | None) -> None:
    """Work out anew, in this transaction, in which areas a home stands. since: from when that holds; today, if not."""
    on, buffer_m = context.caller.today, settings().boundary_buffer_m
    for statement in link_statements([home_id], on=on, buffer_m=buffer_m, since=since):
        await context.writing.tell(statement)


def under(field: str, *problems: Problem | None) -> Iterator[Problem]:
    """The problems of a part of the input, each with the path to its field."""
    for problem in problems:
        if problem is not None:
            yield replace(problem, field=f"{field}.{problem.field}" if problem.field else field)
