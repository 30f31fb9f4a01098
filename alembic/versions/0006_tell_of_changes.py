"""Tell of changes: what changed in one table, who changed it in another, so that policy can treat the two apart."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

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

RECORD_CHANGE = f"""
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
{CLOSE_VERSIONS}
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
    if tg_op in ('UPDATE', 'DELETE') then
        -- A row that an update moves to another key is gone from its old one.
        gone := case tg_op when 'DELETE' then 'true' else
            format('not exists (select from new_rows n where n.%I = r.%I)', key_column, key_column) end;
        execute format(
            'with made as (
                insert into register.entry (entity, key, home_id, provider_id, operation, recorded_at)
                select %L, r.%I::text, %s, %s, ''delete'', now()
                  from old_rows r where %s
                returning number
{SIGNED}',
            tg_table_name, key_column, home_column, provider_column, gone);
        get diagnostics taken = row_count;
    end if;
    if added + taken > 0 then
        -- Whoever follows the changes looks now, once for each transaction, when it has committed.
        perform pg_notify('register_changed', '');
    end if;
    return null;
end $$
"""

# What migration 0004 left.
SIGNED_BEFORE = """
         select coalesce(nullif(current_setting(''register.subject'', true), ''''), session_user),
                coalesce(nullif(current_setting(''register.agency'', true), ''''), ''system''),
"""
RECORD_CHANGE_BEFORE = f"""
create or replace function register.record_change() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    key_column text := tg_argv[0];
    home_column text := case tg_argv[1] when '' then 'null' else format('r.%I', tg_argv[1]) end;
    columns text;
    gone text;
begin
{CLOSE_VERSIONS}
        select string_agg(quote_ident(attname), ', ' order by attnum) into columns
          from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped;
        execute format(
            'with r as (
                insert into register.%I (%s, recorded_from) select %s, now() from new_rows returning *
             )
             insert into register.entry (
                subject, agency, entity, key, home_id, operation, reason, recorded_at, history_id)
{SIGNED_BEFORE}
                %L, r.%I::text, %s, %L, nullif(current_setting(''register.reason'', true), ''''),
                r.recorded_from, r.history_id
           from r',
            tg_table_name || '_history', columns, columns, tg_table_name, key_column, home_column, lower(tg_op));
    end if;
    if tg_op in ('UPDATE', 'DELETE') then
        -- A row that an update moves to another key is gone from its old one.
        gone := case tg_op when 'DELETE' then 'true' else
            format('not exists (select from new_rows n where n.%I = r.%I)', key_column, key_column) end;
        execute format(
            'insert into register.entry (subject, agency, entity, key, home_id, operation, reason, recorded_at)
{SIGNED_BEFORE}
                %L, r.%I::text, %s, ''delete'', nullif(current_setting(''register.reason'', true), ''''), now()
           from old_rows r where %s',
            tg_table_name, key_column, home_column, gone);
    end if;
    return null;
end $$
"""

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
NAME_PROVIDERS = """
update register.entry set provider_id = key::uuid where entity in ('provider', 'provider_contact')
"""
MOVE_AUTHORS = """
insert into register.entry_author (number, subject, agency, reason)
select number, subject, agency, reason from register.entry
"""
MOVE_AUTHORS_BACK = """
update register.entry e set subject = a.subject, agency = a.agency, reason = a.reason
  from register.entry_author a where a.number = e.number
"""
AUTHOR: tuple[tuple[str, bool], ...] = (("subject", False), ("agency", False), ("reason", True))


def upgrade() -> None:
    op.create_table(
        "entry_author",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entry_author")),
        schema="register",
    )
    op.execute(MOVE_AUTHORS)
    op.execute(
        "create trigger only_grows before update or delete or truncate on register.entry_author "
        "for each statement execute function register.refuse_rewrite()"
    )
    for name, _ in AUTHOR:
        op.drop_column("entry", name, schema="register")
    op.add_column("entry", sa.Column("provider_id", sa.Uuid(), nullable=True), schema="register")
    op.add_column("entry", sa.Column("columns", postgresql.ARRAY(sa.Text()), nullable=True), schema="register")
    _rewrite(NAME_PROVIDERS)
    op.create_index("ix_entry_home_id", "entry", ["home_id", "transaction", "number"], schema="register")
    op.create_index(
        "ix_home_area_history_area_code", "home_area_history", ["area_code", "home_id"], unique=False, schema="register"
    )
    op.execute(RECORD_CHANGE)


def _rewrite(statement: str) -> None:
    # Rows move or gain what they could not say before; what was sealed of them stays as it was.
    op.execute("alter table register.entry disable trigger only_grows")
    op.execute(statement)
    op.execute("alter table register.entry enable trigger only_grows")


def downgrade() -> None:
    op.execute(RECORD_CHANGE_BEFORE)
    op.execute(LOWER_WALL)
    op.drop_index("ix_home_area_history_area_code", table_name="home_area_history", schema="register")
    op.drop_index("ix_entry_home_id", table_name="entry", schema="register")
    op.drop_column("entry", "columns", schema="register")
    op.drop_column("entry", "provider_id", schema="register")
    for name, _ in AUTHOR:
        op.add_column("entry", sa.Column(name, sa.Text(), nullable=True), schema="register")
    _rewrite(MOVE_AUTHORS_BACK)
    for name, nullable in AUTHOR:
        op.alter_column("entry", name, nullable=nullable, schema="register")
    op.drop_table("entry_author", schema="register")
