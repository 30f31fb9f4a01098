"""Name the subject of a change by kind and key, and let the links of a home end on a day that is yet to come.

A change was of a home or of a provider, each in a column of its own. A record of another kind now needs no other column
and no other trigger function. What was sealed of older changes is worked out of the two new columns.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Table, its key, and what its changes are of: the kind of the subject and the column that names it.
KEPT: tuple[tuple[str, str, str, str], ...] = (
    ("area", "code", "", ""),
    ("organisation", "code", "", ""),
    ("provider", "id", "provider", "id"),
    ("provider_contact", "provider_id", "provider", "provider_id"),
    ("home", "id", "home", "id"),
    ("home_identity", "home_id", "home", "home_id"),
    ("premises", "id", "home", "home_id"),
    ("home_person", "id", "home", "home_id"),
    ("home_area", "id", "home", "home_id"),
    ("home_reach", "id", "home", "home_id"),
    ("inspection", "id", "home", "home_id"),
    ("condition", "id", "home", "home_id"),
    ("condition_detail", "condition_id", "home", "home_id"),
    ("notice", "id", "home", "home_id"),
    ("notice_detail", "notice_id", "home", "home_id"),
    ("live_grant", "id", "home", "home_id"),
    ("appointment", "id", "", ""),
    ("suspension", "id", "", ""),
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}

CLOSE_VERSIONS = """
    -- One statement, however many rows: transition tables keep bulk loads fast.
    if tg_op in ('UPDATE', 'DELETE') then
        execute format(
            'update register.%I h set recorded_to = now() from old_rows o where h.%I = o.%I and h.recorded_to is null',
            tg_table_name || '_history', key_column, key_column);
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
"""

# Who changed a row, as the transaction says; an entry and its author are written by one statement.
SIGNED = """
             )
             insert into register.entry_author (number, subject, agency, reason)
             select made.number,
                    coalesce(nullif(current_setting(''register.subject'', true), ''''), session_user),
                    coalesce(nullif(current_setting(''register.agency'', true), ''''), ''system''),
                    nullif(current_setting(''register.reason'', true), '''')
               from made
"""
COLUMNS = """
        select string_agg(quote_ident(attname), ', ' order by attnum),
               'array_remove(array['
               || string_agg(format('case when r.%1$I is distinct from o.%1$I then %1$L end', attname), ', '
                             order by attnum)
               || '], null)'
          into columns, changed
          from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped;
        if tg_op = 'INSERT' then
            changed := 'null::text[]';
            before := '';
        else
            before := format('left join old_rows o on o.%I = r.%I', key_column, key_column);
        end if;
"""
GONE = """
    if tg_op in ('UPDATE', 'DELETE') then
        -- A row that an update moves to another key is gone from its old one.
        gone := case tg_op when 'DELETE' then 'true' else
            format('not exists (select from new_rows n where n.%I = r.%I)', key_column, key_column) end;
"""
ANNOUNCE = """
        get diagnostics taken = row_count;
    end if;
    if added + taken > 0 then
        -- Whoever follows the changes looks now, once for each transaction, when it has committed.
        perform pg_notify('register_changed', '');
    end if;
    return null;
end $$
"""

RECORD_CHANGE = f"""
create or replace function register.record_change() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    key_column text := tg_argv[0];
    subject_id text := case tg_argv[2] when '' then 'null::uuid' else format('r.%I', tg_argv[2]) end;
    subject_kind text := case tg_argv[2] when '' then 'null::text'
                         else format('case when r.%I is not null then %L end', tg_argv[2], tg_argv[1]) end;
    columns text;
    changed text;
    before text;
    gone text;
    added bigint := 0;
    taken bigint := 0;
begin
{CLOSE_VERSIONS}{COLUMNS}
        execute format(
            'with r as (
                insert into register.%I (%s, recorded_from) select %s, now() from new_rows returning *
             ), made as (
                insert into register.entry (
                       entity, key, subject_kind, subject_id, operation, columns, recorded_at, history_id)
                select %L, r.%I::text, %s, %s, %L, %s, r.recorded_from, r.history_id
                  from r %s
                returning number
{SIGNED}',
            tg_table_name || '_history', columns, columns, tg_table_name, key_column, subject_kind, subject_id,
            lower(tg_op), changed, before);
        get diagnostics added = row_count;
    end if;
{GONE}
        execute format(
            'with made as (
                insert into register.entry (entity, key, subject_kind, subject_id, operation, recorded_at)
                select %L, r.%I::text, %s, %s, ''delete'', now()
                  from old_rows r where %s
                returning number
{SIGNED}',
            tg_table_name, key_column, subject_kind, subject_id, gone);
{ANNOUNCE}"""

# What migration 0006 left.
RECORD_CHANGE_BEFORE = f"""
create or replace function register.record_change() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    key_column text := tg_argv[0];
    home_column text := case tg_argv[1] when '' then 'null' else format('r.%I', tg_argv[1]) end;
    provider_column text := case when tg_table_name in ('provider', 'provider_contact')
                                 then format('r.%I', key_column) else 'null' end;
    columns text;
    changed text;
    before text;
    gone text;
    added bigint := 0;
    taken bigint := 0;
begin
{CLOSE_VERSIONS}{COLUMNS}
        execute format(
            'with r as (
                insert into register.%I (%s, recorded_from) select %s, now() from new_rows returning *
             ), made as (
                insert into register.entry (
                       entity, key, home_id, provider_id, operation, columns, recorded_at, history_id)
                select %L, r.%I::text, %s, %s, %L, %s, r.recorded_from, r.history_id
                  from r %s
                returning number
{SIGNED}',
            tg_table_name || '_history', columns, columns, tg_table_name, key_column, home_column, provider_column,
            lower(tg_op), changed, before);
        get diagnostics added = row_count;
    end if;
{GONE}
        execute format(
            'with made as (
                insert into register.entry (entity, key, home_id, provider_id, operation, recorded_at)
                select %L, r.%I::text, %s, %s, ''delete'', now()
                  from old_rows r where %s
                returning number
{SIGNED}',
            tg_table_name, key_column, home_column, provider_column, gone);
{ANNOUNCE}"""

# Policies of the second wall lean on what goes; the next raising of the wall makes them anew.
LOWER_WALL = """
do $$
declare
    found record;
begin
    for found in select policyname from pg_policies
                  where schemaname = 'register' and tablename = 'entry' and policyname <> 'keeper' loop
        execute format('drop policy %I on register.entry', found.policyname);
    end loop;
end $$
"""
NAME_SUBJECTS = """
update register.entry
   set subject_kind = case when home_id is not null then 'home' else 'provider' end,
       subject_id = coalesce(home_id, provider_id)
 where home_id is not null or provider_id is not null
"""
NAME_HOMES_AND_PROVIDERS = """
update register.entry
   set home_id = case subject_kind when 'home' then subject_id end,
       provider_id = case subject_kind when 'provider' then subject_id end
 where subject_kind in ('home', 'provider')
"""

# A link that carried its end is over without anybody writing it: followers are told by a version of its last day.
ANNOUNCE_ENDED = """
create function register.announce_ended(links text) returns bigint
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    announced bigint;
begin
    if links !~ '^[a-z]+_(reach|area)$' then
        raise exception 'not a table of links' using errcode = 'invalid_parameter_value';
    end if;
    execute format(
        'update register.%1$I l set valid_to = l.valid_to
           from register.%2$I h
          where l.valid_to <= current_date and h.id = l.id and h.recorded_to is null
            and h.recorded_from < l.valid_to',
        links, links || '_history');
    get diagnostics announced = row_count;
    return announced;
end $$
"""
LINKS = ("home_reach", "home_area")


def upgrade() -> None:
    op.execute(LOWER_WALL)
    op.drop_index("ix_entry_home_id", table_name="entry", schema="register")
    op.add_column("entry", sa.Column("subject_kind", sa.Text(), nullable=True), schema="register")
    op.add_column("entry", sa.Column("subject_id", sa.Uuid(), nullable=True), schema="register")
    _rewrite(NAME_SUBJECTS)
    op.create_check_constraint(
        op.f("ck_entry_subject_whole"), "entry", "(subject_kind is null) = (subject_id is null)", schema="register"
    )
    op.create_index("ix_entry_subject_id", "entry", ["subject_id", "transaction", "number"], schema="register")
    for name in ("home_id", "provider_id"):
        op.drop_column("entry", name, schema="register")
    op.execute(RECORD_CHANGE)
    for table, key, kind, subject in KEPT:
        _record_by(table, key, kind, subject)
    op.drop_index("ix_home_reach_current", table_name="home_reach", schema="register")
    op.create_index(
        "ix_home_reach_area_code",
        "home_reach",
        ["area_code", "home_id"],
        schema="register",
        postgresql_include=["of_main", "premises_id", "valid_to"],
    )
    op.execute(ANNOUNCE_ENDED)
    op.execute("revoke all on function register.announce_ended(text) from public")
    for links in LINKS:
        op.create_index(
            f"ix_{links}_valid_to",
            links,
            ["valid_to"],
            schema="register",
            postgresql_where=sa.text("valid_to is not null"),
        )
    op.create_index(
        "ix_home_area_area_code",
        "home_area",
        ["area_code", "home_id"],
        schema="register",
        postgresql_include=["valid_to"],
    )


def _record_by(table: str, *arguments: str) -> None:
    listed = ", ".join(f"'{argument}'" for argument in arguments)
    for event, seen in SEEN.items():
        op.execute(f"drop trigger record_{event} on register.{table}")
        op.execute(
            f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
            f"for each statement execute function register.record_change({listed})"
        )


def _rewrite(statement: str) -> None:
    # Rows gain what they could not say before; what was sealed of them stays as it was.
    op.execute("alter table register.entry disable trigger only_grows")
    op.execute(statement)
    op.execute("alter table register.entry enable trigger only_grows")


def downgrade() -> None:
    op.execute(LOWER_WALL)
    op.execute("drop function register.announce_ended(text)")
    for links in LINKS:
        op.drop_index(f"ix_{links}_valid_to", table_name=links, schema="register")
    op.drop_index("ix_home_area_area_code", table_name="home_area", schema="register")
    op.drop_index("ix_home_reach_area_code", table_name="home_reach", schema="register")
    op.create_index(
        "ix_home_reach_current",
        "home_reach",
        ["area_code", "home_id"],
        schema="register",
        postgresql_include=["of_main", "premises_id"],
        postgresql_where=sa.text("valid_to is null"),
    )
    for table, key, kind, subject in KEPT:
        _record_by(table, key, "" if kind == "provider" else subject)
    op.execute(RECORD_CHANGE_BEFORE)
    op.drop_index("ix_entry_subject_id", table_name="entry", schema="register")
    op.drop_constraint(op.f("ck_entry_subject_whole"), "entry", schema="register")
    op.add_column("entry", sa.Column("home_id", sa.Uuid(), nullable=True), schema="register")
    op.add_column("entry", sa.Column("provider_id", sa.Uuid(), nullable=True), schema="register")
    _rewrite(NAME_HOMES_AND_PROVIDERS)
    for name in ("subject_kind", "subject_id"):
        op.drop_column("entry", name, schema="register")
    op.create_index("ix_entry_home_id", "entry", ["home_id", "transaction", "number"], schema="register")
