"""Loading many rows beside the triggers: what these would derive and record of each row is written for all at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from register.demo.bulk_load import analyse
from register.tables import (
    HISTORY_OF,
    child,
    child_reach,
    entry,
    entry_author,
    episode_child,
    episode_reach,
    episode_repeat,
    episode_report,
    missing_episode,
    placement,
    placement_reach,
    return_interview,
)

# No trigger runs and no foreign key is looked up: every row refers to another that was invented with it.
QUIETLY = "set local session_replication_role = replica"
LOUDLY = "set local session_replication_role = origin"
# The repeats of a child are counted as ever.
COUNTING = (episode_child, "note_repeats_on_insert")
# So many children's links are settled at a time: of many at once, each would be looked for among all.
SOME = 1_600
CHILDREN = "cast(:children as uuid[])"
EPISODES = f"array(select episode_id from {episode_child.fullname} where child_id = any ({CHILDREN}))"  # noqa: S608
PLACEMENTS = f"array(select id from {placement.fullname} where child_id = any ({CHILDREN}))"  # noqa: S608
DERIVED = (child_reach, placement_reach, episode_reach, episode_repeat, episode_report)
SETTLE = tuple(
    f"select register.settle_{kind}_links({CHILDREN}, {EPISODES}, {keys})"
    for kind, keys in (("child", CHILDREN), ("placement", PLACEMENTS), ("episode", EPISODES))
)
NOTE = f"select register.note_reports({EPISODES})"
# What only people know: most homes report a child, and most host authorities are told, when the police are.
REPORTED = """
update register.episode_report set home_at = case when home_due_at is not null then police_at end,
       host_authority_at = coalesce(host_authority_at, case when host_authority_due_at is not null then police_at end)
 where hashtext(episode_id::text) % 5 <> 0
"""
# What the trigger of a table is notified: its key, and the kind and the column of what its changes are of.
TOLD = """
select string_to_array(encode(tgargs, 'escape'), '\\000') from pg_trigger
 where tgrelid = cast(:table as regclass) and tgname = 'record_insert'
"""
LOGGED = ["entity", "key", "subject_kind", "subject_id", "operation", "recorded_at", "history_id"]


@contextmanager
def beside_triggers(connection: sa.Connection) -> Iterator[None]:
    """Let what is loaded meet no trigger except the one that counts repeats. Only for a superuser.

    Every constraint of a row and every unique index still holds.
    """
    table, trigger = COUNTING
    connection.execute(sa.text(f"alter table {table.fullname} enable always trigger {trigger}"))
    connection.execute(sa.text(QUIETLY))
    yield
    connection.execute(sa.text(LOUDLY))
    connection.execute(sa.text(f"alter table {table.fullname} enable trigger {trigger}"))


# The indexes of a table that no constraint needs.
PLAIN_INDEXES = """
select c.relname, pg_get_indexdef(i.indexrelid)
  from pg_index i join pg_class c on c.oid = i.indexrelid
 where i.indrelid = any (cast(:tables as regclass[])) and not i.indisunique
   and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
 order by c.relname
"""


@contextmanager
def without_indexes(connection: sa.Connection, tables: Iterable[sa.Table]) -> Iterator[None]:
    """Let rows be added to some tables without their plain indexes, which are made afterwards, in less time."""
    found = connection.execute(sa.text(PLAIN_INDEXES), {"tables": [table.fullname for table in tables]}).all()
    for name, _ in found:
        connection.execute(sa.text(f"drop index register.{name}"))
    yield
    for _, definition in found:
        connection.execute(sa.text(definition))


def derive_links(connection: sa.Connection) -> None:
    """Let the database settle the links of every child, placement and episode, and note who was notified."""
    analyse(connection, (child, placement, missing_episode, episode_child, return_interview))
    everyone = list(connection.scalars(sa.select(child.c.id).order_by(child.c.id)))
    for first in range(0, len(everyone), SOME):
        for statement in (*SETTLE, NOTE):
            connection.execute(sa.text(statement), {"children": everyone[first : first + SOME]})
    connection.execute(sa.text(REPORTED))


def record(connection: sa.Connection, tables: Iterable[sa.Table]) -> None:
    """Keep the first version of every row of some tables, and log that it was added, as their triggers would."""
    loaded = tuple(tables)
    connection.execute(sa.text("set local maintenance_work_mem = '512MB'"))
    with without_indexes(connection, [entry, *(HISTORY_OF[table] for table in loaded)]):
        for table in loaded:
            _record(connection, table)
        said = (sa.func.current_setting(f"register.{name}", True) for name in ("subject", "agency", "reason"))
        authors = sa.select(entry.c.number, *said).where(entry.c.transaction == sa.func.txid_current())
        connection.execute(entry_author.insert().from_select(["number", "subject", "agency", "reason"], authors))


def _record(connection: sa.Connection, table: sa.Table) -> None:
    key, kind, subject, *_ = connection.execute(sa.text(TOLD), {"table": table.fullname}).scalar_one()
    past, names = HISTORY_OF[table], [column.name for column in table.columns]
    kept = sa.select(*table.columns, sa.func.now())
    connection.execute(past.insert().from_select([*names, past.c.recorded_from.name], kept))
    made = sa.select(
        sa.literal(table.name), sa.cast(past.c[key], sa.Text), sa.literal(kind), past.c[subject],
        sa.literal("insert"), past.c.recorded_from, past.c.history_id,
    ).where(past.c.recorded_from == sa.func.now())  # fmt: skip
    connection.execute(entry.insert().from_select(LOGGED, made))
