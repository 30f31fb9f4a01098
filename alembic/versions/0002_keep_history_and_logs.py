"""Keep every version of every row, number every change, and let no log be rewritten."""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Each table with history, its key, and the column that says which home a row belongs to.
KEPT: tuple[tuple[str, str, str], ...] = (
    ("area", "code", ""),
    ("organisation", "code", ""),
    ("provider", "id", ""),
    ("provider_contact", "provider_id", ""),
    ("home", "id", "id"),
    ("home_identity", "home_id", "home_id"),
    ("premises", "id", "home_id"),
    ("home_person", "id", "home_id"),
    ("home_area", "id", "home_id"),
    ("home_reach", "id", "home_id"),
    ("inspection", "id", "home_id"),
    ("condition", "id", "home_id"),
    ("condition_detail", "condition_id", "home_id"),
    ("notice", "id", "home_id"),
    ("notice_detail", "notice_id", "home_id"),
)
APPEND_ONLY: tuple[str, ...] = ("entry", "access_log")

RECORD_CHANGE = """
create function register.record_change() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    key_column text := tg_argv[0];
    home_column text := tg_argv[1];
    columns text;
begin
    -- One statement, however many rows: transition tables keep bulk loads fast.
    if tg_op in ('UPDATE', 'DELETE') then
        execute format(
            'update register.%I h set recorded_to = now() from old_rows o where h.%I = o.%I and h.recorded_to is null',
            tg_table_name || '_history', key_column, key_column);
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
        select string_agg(quote_ident(attname), ', ' order by attnum) into columns
          from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped;
        execute format(
            'insert into register.%I (%s, recorded_from) select %s, now() from new_rows',
            tg_table_name || '_history', columns, columns);
    end if;
    execute format(
        'insert into register.entry (subject, agency, entity, key, home_id, operation, reason)
         select coalesce(nullif(current_setting(''register.subject'', true), ''''), session_user),
                coalesce(nullif(current_setting(''register.agency'', true), ''''), ''system''),
                %L, r.%I::text, %s, %L, nullif(current_setting(''register.reason'', true), '''')
           from %I r',
        tg_table_name, key_column, case home_column when '' then 'null' else format('r.%I', home_column) end,
        lower(tg_op), case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end);
    return null;
end $$
"""

REFUSE_REWRITE = """
create function register.refuse_rewrite() returns trigger
language plpgsql set search_path = register, public, pg_temp as $$
begin
    raise exception '% only grows', tg_table_name using errcode = '42501';
end $$
"""

REFUSE_BY_HAND = """
create function register.refuse_by_hand() returns trigger
language plpgsql set search_path = register, public, pg_temp as $$
begin
    -- History is written by the trigger of the table that it belongs to, one level down, and by nothing else.
    if pg_trigger_depth() < 2 then
        raise exception '% is written by its table alone', tg_table_name using errcode = '42501';
    end if;
    return null;
end $$
"""


# Keys are many and alike: lz4 packs them at a fraction of the cost, where the server was built with it.
PACK_KEYS = """
do $$ begin
    alter table register.access_log alter column keys set compression lz4;
exception when feature_not_supported then null;
end $$
"""


def upgrade() -> None:
    op.execute(PACK_KEYS)
    for function in (RECORD_CHANGE, REFUSE_REWRITE, REFUSE_BY_HAND):
        op.execute(function)
    for table, key, home in KEPT:
        for event, seen in (
            ("insert", "new table as new_rows"),
            ("update", "old table as old_rows new table as new_rows"),
            ("delete", "old table as old_rows"),
        ):
            op.execute(
                f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
                f"for each statement execute function register.record_change('{key}', '{home}')"
            )
        op.execute(
            f"create trigger by_its_table_alone before insert or update or delete or truncate "
            f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
        )
    for table in APPEND_ONLY:
        op.execute(
            f"create trigger only_grows before update or delete or truncate on register.{table} "
            f"for each statement execute function register.refuse_rewrite()"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"drop trigger only_grows on register.{table}")
    for table, _, _ in KEPT:
        op.execute(f"drop trigger by_its_table_alone on register.{table}_history")
        for event in ("insert", "update", "delete"):
            op.execute(f"drop trigger record_{event} on register.{table}")
    for function in ("record_change", "refuse_rewrite", "refuse_by_hand"):
        op.execute(f"drop function register.{function}()")
