"""Seal the logs: trees over them, signed heads, and entries that say which version they wrote."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


APPEND_ONLY: tuple[str, ...] = ("seal_leaf", "seal_node", "seal_head", "seal_held", "access_key")

# Each table with history so far, and its key.
KEPT: tuple[tuple[str, str], ...] = (
    ("area", "code"),
    ("organisation", "code"),
    ("provider", "id"),
    ("provider_contact", "provider_id"),
    ("home", "id"),
    ("home_identity", "home_id"),
    ("premises", "id"),
    ("home_person", "id"),
    ("home_area", "id"),
    ("home_reach", "id"),
    ("inspection", "id"),
    ("condition", "id"),
    ("condition_detail", "condition_id"),
    ("notice", "id"),
    ("notice_detail", "notice_id"),
    ("live_grant", "id"),
    ("appointment", "id"),
    ("suspension", "id"),
)

CLOSE_VERSIONS = """
    -- One statement, however many rows: transition tables keep bulk loads fast.
    if tg_op in ('UPDATE', 'DELETE') then
        execute format(
            'update register.%I h set recorded_to = now() from old_rows o where h.%I = o.%I and h.recorded_to is null',
            tg_table_name || '_history', key_column, key_column);
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
        select string_agg(quote_ident(attname), ', ' order by attnum) into columns
          from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped;
"""

# What an entry says of who changed a row.
SIGNED = """
         select coalesce(nullif(current_setting(''register.subject'', true), ''''), session_user),
                coalesce(nullif(current_setting(''register.agency'', true), ''''), ''system''),
"""

# Each entry names the version that it wrote, so that the two can be sealed as one.
RECORD_CHANGE = f"""
create or replace function register.record_change() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    key_column text := tg_argv[0];
    home_column text := case tg_argv[1] when '' then 'null' else format('r.%I', tg_argv[1]) end;
    columns text;
    gone text;
begin
{CLOSE_VERSIONS}
        execute format(
            'with r as (
                insert into register.%I (%s, recorded_from) select %s, now() from new_rows returning *
             )
             insert into register.entry (
                subject, agency, entity, key, home_id, operation, reason, recorded_at, history_id)
{SIGNED}
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
{SIGNED}
                %L, r.%I::text, %s, ''delete'', nullif(current_setting(''register.reason'', true), ''''), now()
           from old_rows r where %s',
            tg_table_name, key_column, home_column, gone);
    end if;
    return null;
end $$
"""

RECORD_CHANGE_BEFORE = f"""
create or replace function register.record_change() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    key_column text := tg_argv[0];
    home_column text := tg_argv[1];
    columns text;
begin
{CLOSE_VERSIONS}
        execute format(
            'insert into register.%I (%s, recorded_from) select %s, now() from new_rows',
            tg_table_name || '_history', columns, columns);
    end if;
    execute format(
        'insert into register.entry (subject, agency, entity, key, home_id, operation, reason)
{SIGNED}
                %L, r.%I::text, %s, %L, nullif(current_setting(''register.reason'', true), '''')
           from %I r',
        tg_table_name, key_column, case home_column when '' then 'null' else format('r.%I', home_column) end,
        lower(tg_op), case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end);
    return null;
end $$
"""

# Entries made so far: of one record the nth that wrote a version wrote the nth version. A deletion closed the last.
NAME_VERSIONS = """
with written as (
    select number, key, row_number() over (partition by key order by number) as nth
      from register.entry
     where entity = '{table}' and operation <> 'delete'
), version as (
    select history_id, {key}::text as key, recorded_from,
           row_number() over (partition by {key} order by history_id) as nth
      from register.{table}_history
)
update register.entry e
   set history_id = version.history_id, recorded_at = version.recorded_from
  from written
  join version using (key, nth)
 where e.number = written.number
"""
NAME_DELETIONS = """
update register.entry e
   set recorded_at = version.recorded_to
  from register.{table}_history version
 where e.entity = '{table}'
   and e.operation = 'delete'
   and version.history_id = (
        select last.history_id
          from register.entry last
         where last.entity = e.entity and last.key = e.key and last.number < e.number and last.history_id is not null
         order by last.number desc
         limit 1)
"""


def upgrade() -> None:
    op.create_table(
        "access_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("access_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("key !~ '[\\x01-\\x1f]'", name=op.f("ck_access_key_key_plain")),
        sa.PrimaryKeyConstraint("key", "access_id", name=op.f("pk_access_key")),
        schema="register",
    )
    op.create_index("ix_access_key_access_id", "access_key", ["access_id"], unique=False, schema="register")
    op.create_table(
        "seal_head",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("log in ('access', 'entry')", name=op.f("ck_seal_head_log_known")),
        sa.CheckConstraint(
            "length(root) = 32 and length(public_key) = 32 and length(signature) = 64",
            name=op.f("ck_seal_head_lengths"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_seal_head_size_counted")),
        sa.PrimaryKeyConstraint("log", "size", name=op.f("pk_seal_head")),
        schema="register",
    )
    op.create_table(
        "seal_leaf",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("row_number", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.SmallInteger(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("log in ('access', 'entry')", name=op.f("ck_seal_leaf_log_known")),
        sa.CheckConstraint("leaf >= 0", name=op.f("ck_seal_leaf_leaf_counted")),
        sa.CheckConstraint("length(salt) = 16 and length(commitment) = 32", name=op.f("ck_seal_leaf_lengths")),
        sa.PrimaryKeyConstraint("log", "leaf", name=op.f("pk_seal_leaf")),
        schema="register",
    )
    op.create_index("ix_seal_leaf_row_number", "seal_leaf", ["log", "row_number"], unique=True, schema="register")
    op.create_table(
        "seal_node",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("index", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("log in ('access', 'entry')", name=op.f("ck_seal_node_log_known")),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_seal_node_lengths")),
        sa.CheckConstraint("level between 0 and 62 and index >= 0", name=op.f("ck_seal_node_place")),
        sa.PrimaryKeyConstraint("log", "level", "index", name=op.f("pk_seal_node")),
        schema="register",
    )
    op.create_table(
        "seal_state",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("origin", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sealed_transaction", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sealed_number", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("log in ('access', 'entry')", name=op.f("ck_seal_state_log_known")),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_seal_state")),
        schema="register",
    )
    op.create_table(
        "seal_held",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("log in ('access', 'entry')", name=op.f("ck_seal_held_log_known")),
        sa.ForeignKeyConstraint(
            ["log", "size"], ["register.seal_head.log", "register.seal_head.size"], name=op.f("fk_seal_held_log_size")
        ),
        sa.PrimaryKeyConstraint("log", "size", name=op.f("pk_seal_held")),
        schema="register",
    )
    op.create_index("ix_access_log_transaction", "access_log", ["transaction", "id"], unique=False, schema="register")
    op.add_column("entry", sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True), schema="register")
    op.add_column("entry", sa.Column("history_id", sa.BigInteger(), nullable=True), schema="register")
    op.create_index("ix_entry_transaction", "entry", ["transaction", "number"], unique=False, schema="register")
    op.execute(RECORD_CHANGE)
    _name_versions()
    for table in APPEND_ONLY:
        op.execute(
            f"create trigger only_grows before update or delete or truncate on register.{table} "
            f"for each statement execute function register.refuse_rewrite()"
        )
    op.execute("insert into register.seal_state (log) values ('access'), ('entry')")


def _name_versions() -> None:
    # Nothing is sealed yet: what entries said stays as it was, and what they could not say yet is added.
    op.execute("alter table register.entry disable trigger only_grows")
    for table, key in KEPT:
        op.execute(NAME_VERSIONS.format(table=table, key=key))
        op.execute(NAME_DELETIONS.format(table=table))
    op.execute("alter table register.entry enable trigger only_grows")


def downgrade() -> None:
    op.execute(RECORD_CHANGE_BEFORE)
    op.drop_index("ix_entry_transaction", table_name="entry", schema="register")
    op.drop_column("entry", "history_id", schema="register")
    op.drop_column("entry", "recorded_at", schema="register")
    op.drop_index("ix_access_log_transaction", table_name="access_log", schema="register")
    op.drop_table("seal_held", schema="register")
    op.drop_table("seal_state", schema="register")
    op.drop_table("seal_node", schema="register")
    op.drop_index("ix_seal_leaf_row_number", table_name="seal_leaf", schema="register")
    op.drop_table("seal_leaf", schema="register")
    op.drop_table("seal_head", schema="register")
    op.drop_index("ix_access_key_access_id", table_name="access_key", schema="register")
    op.drop_table("access_key", schema="register")
