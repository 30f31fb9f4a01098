"""Hold what follows a report: prevention interviews, who is missing together, how often a child was missing before.

The database counts the episodes of a child, whoever records one, and keeps for both sides that two are together. Where
a child was last seen is one sighting of an episode. A placement says when the authority of the area was told of it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0037"
down_revision: str | None = "0036"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

OUTCOMES = ("no_concern", "disclosed", "declined", "not_possible")
TABLES: dict[str, str] = {
    "prevention_interview": """
        episode_id uuid not null,
        held_at timestamptz not null,
        outcome register.prevention_outcome_code not null,
        disclosures_passed boolean not null,
        constraint pk_prevention_interview primary key (episode_id),
        constraint fk_prevention_interview_episode_id foreign key (episode_id) references
            register.missing_episode (id)
    """,
    "missing_together": """
        id uuid default gen_random_uuid() not null,
        episode_id uuid not null,
        other_episode_id uuid not null,
        linked_at timestamptz not null,
        constraint pk_missing_together primary key (id),
        constraint ck_missing_together_with_another check (other_episode_id <> episode_id),
        constraint uq_missing_together_episode_id_other_episode_id unique (episode_id, other_episode_id),
        constraint fk_missing_together_episode_id foreign key (episode_id) references register.missing_episode (id),
        constraint fk_missing_together_other_episode_id foreign key (other_episode_id) references
            register.missing_episode (id)
    """,
    "episode_repeat": """
        episode_id uuid not null,
        in_90_days integer not null,
        in_12_months integer not null,
        constraint pk_episode_repeat primary key (episode_id),
        constraint ck_episode_repeat_counted check (in_90_days between 0 and in_12_months),
        constraint fk_episode_repeat_episode_id foreign key (episode_id) references register.missing_episode (id)
    """,
}
# Each table's key; what its changes are of is the episode.
KEYS: dict[str, str] = {"prevention_interview": "episode_id", "missing_together": "id", "episode_repeat": "episode_id"}
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
# The same columns, a code as a text, without what constrains them.
KEEP_HISTORY = """
do $$
declare
    columns text;
begin
    select string_agg(format('%I %s', a.attname, case t.typtype when 'd' then 'text'
                                                 else format_type(a.atttypid, a.atttypmod) end), ', ' order by a.attnum)
      into columns
      from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = 'register.{table}'::regclass and a.attnum > 0;
    execute format(
        'create table register.{table}_history (history_id bigint generated always as identity, %s,
         recorded_from timestamptz not null, recorded_to timestamptz,
         constraint pk_{table}_history primary key (history_id))', columns);
end $$
"""
# What one side records holds for the other; what holds already is not written again.
BOTH_WAYS = """
create function register.be_together_both_ways() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if exists (select from new_rows n where not exists (
                   select from missing_together t
                    where t.episode_id = n.other_episode_id and t.other_episode_id = n.episode_id)) then
        insert into missing_together (episode_id, other_episode_id, linked_at)
        select n.other_episode_id, n.episode_id, n.linked_at from new_rows n
        on conflict (episode_id, other_episode_id) do nothing;
    end if;
    return null;
end $$
"""
COUNT = """
insert into episode_repeat (episode_id, in_90_days, in_12_months)
select c.episode_id, counted.in_90_days, counted.in_12_months
  from episode_child c
  cross join lateral (
        select count(*) filter (where o.copied_start > c.copied_start - interval '90 days') as in_90_days,
               count(*) as in_12_months
          from episode_child o join missing_episode e on e.id = o.episode_id
         where o.child_id = c.child_id and o.copied_kind = 'missing' and e.status <> 'cancelled'
           and o.copied_start > c.copied_start - interval '365 days' and o.copied_start <= c.copied_start) counted
 where {of}
on conflict (episode_id) do update
   set in_90_days = excluded.in_90_days, in_12_months = excluded.in_12_months
 where (episode_repeat.in_90_days, episode_repeat.in_12_months)
       is distinct from (excluded.in_90_days, excluded.in_12_months);
"""
COUNT_REPEATS = """
create function register.count_repeats_{event}() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    {count}
    return null;
end $$
"""
EVENTS = ("insert", "update")
SIGN = "select set_config('register.reason', 'one place last seen for an episode', true)"
ONE_LAST_SEEN = """
update register.sighting s set kind = 'reported', version = s.version + 1
 where s.kind = 'last_seen'
   and exists (select from register.sighting o
                where o.episode_id = s.episode_id and o.kind = 'last_seen' and (o.seen_at, o.id) > (s.seen_at, s.id))
"""


def upgrade() -> None:
    listed = ", ".join(f"'{code}'" for code in OUTCOMES)
    op.execute(
        "create domain register.prevention_outcome_code as text "
        f"constraint prevention_outcome_code_known check (value in ({listed}))"
    )
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
        op.execute(KEEP_HISTORY.format(table=table))
        _keep(table, KEYS[table])
    op.execute("create index ix_missing_together_other_episode_id on register.missing_together (other_episode_id)")
    op.execute(BOTH_WAYS)
    op.execute(
        "create trigger together_both_ways after insert on register.missing_together referencing new table as new_rows "
        "for each statement execute function register.be_together_both_ways()"
    )
    for event in EVENTS:
        of = "c.child_id in (select n.child_id from new_rows n)"
        op.execute(COUNT_REPEATS.format(event=event, count=COUNT.format(of=of)))
        op.execute(
            f"create trigger note_repeats_on_{event} after {event} on register.episode_child "
            "referencing new table as new_rows "
            f"for each statement execute function register.count_repeats_{event}()"
        )
        op.execute(f"revoke all on function register.count_repeats_{event}() from public")
    op.execute("revoke all on function register.be_together_both_ways() from public")
    op.execute("set local search_path = register, public")
    op.execute(COUNT.format(of="true"))
    for name in ("placement", "placement_history"):
        op.execute(f"alter table register.{name} add column area_authority_notified_at timestamptz")
        op.execute(f"alter table register.{name} add column is_emergency boolean")
    op.execute(SIGN)
    op.execute(ONE_LAST_SEEN)
    op.execute("create unique index ix_sighting_last_seen on register.sighting (episode_id) where kind = 'last_seen'")


def _keep(table: str, key: str) -> None:
    op.create_index(f"ix_{table}_history_key", f"{table}_history", [key, "recorded_from"], schema="register")
    op.create_index(f"ix_{table}_history_time", f"{table}_history", ["recorded_from", "recorded_to"], schema="register")
    if key != "episode_id":
        op.create_index(f"ix_{table}_history_episode", f"{table}_history", ["episode_id"], schema="register")
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
            f"for each statement execute function register.record_change('{key}', 'episode', 'episode_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
    )


def downgrade() -> None:
    op.execute("drop index register.ix_sighting_last_seen")
    for name in ("placement", "placement_history"):
        # The wall leans on them: it is raised again by what comes after a migration.
        op.execute(f"alter table register.{name} drop column is_emergency cascade")
        op.execute(f"alter table register.{name} drop column area_authority_notified_at cascade")
    for event in EVENTS:
        op.execute(f"drop trigger note_repeats_on_{event} on register.episode_child")
        op.execute(f"drop function register.count_repeats_{event}()")
    for table in reversed(TABLES):
        op.execute(f"drop table register.{table}, register.{table}_history cascade")
    op.execute("drop function register.be_together_both_ways()")
    op.execute("drop domain register.prevention_outcome_code")
