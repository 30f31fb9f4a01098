"""Locks the record that a command is on, at the version that its sender knows, and saves it with the next one.

Whatever is written beside a record or under it raises the record's version too: who knows the version knows all of it.
"""

import sqlalchemy as sa

from register.catalogue import Target
from register.catalogue import key_of as key_column
from register.resolvers.commands.changed_fields import changed_since
from register.resolvers.commands.context import CommandContext, key_of
from register.rules.problem import Problem, first_of
from register.rules.record import not_found, record_is_current, record_is_not_merged
from register.sql.write.rows import Row
from register.tables import counter_of


async def lock_record(context: CommandContext, target: Target) -> Row | Problem:
    """The record that the input names, which no other command can write now, or why the command may not have it."""
    entity = context.command.of
    stored = entity.columns[context.command.key].stored
    name = context.input[target.named_by]
    key = key_of(name) if isinstance(stored.type, sa.Uuid) else name
    found = await context.rows.lock(entity.table, **{stored.name: key}) if key is not None else None
    if found is None:
        return not_found(target.named_by)
    return first_of(await _is_stale(context, target, found), _is_merged(target, found)) or found


async def version_of(context: CommandContext, target: Target) -> int | None:
    """The version that the record has, which the input names; None if there is no such record."""
    entity, counter = context.command.of, counter_of(context.command.of.table)
    stored, name = entity.columns[context.command.key].stored, context.input[target.named_by]
    key = key_of(name) if isinstance(stored.type, sa.Uuid) else name
    found = await context.rows.find(entity.table, **{stored.name: key}) if key is not None else None
    if found is not None and counter is not None:
        counted = {next(iter(counter.primary_key)).name: found[key_column(entity).name]}
        found = await context.rows.find(counter, **counted)
    return None if found is None else int(found["version"])


async def save_record(context: CommandContext, found: Row, **values: object) -> None:
    """Write new values of a record, if there are any; its version is raised in any case."""
    table, key = context.command.of.table, found[key_column(context.command.of).name]
    counter = counter_of(table)
    # Decision: version-apart
    if values or counter is None:
        await context.rows.update(table, key, **values)
    else:
        await context.rows.update(counter, key)


async def _is_stale(context: CommandContext, target: Target, found: Row) -> Problem | None:
    if target.version is None:
        return None
    entity, counter = context.command.of, counter_of(context.command.of.table)
    key, known = found[key_column(entity).name], context.input[target.version]
    row = found if counter is None else await context.rows.lock(counter, **{next(iter(counter.primary_key)).name: key})
    if row is None or row["version"] == known:
        return None
    changed = await changed_since(context.rows, entity, key, version=known)
    return record_is_current(known, row["version"], target.version, changed=changed)


def _is_merged(target: Target, found: Row) -> Problem | None:
    if target.merged_into is None:
        return None
    return record_is_not_merged(found[target.merged_into.name], target.named_by)
