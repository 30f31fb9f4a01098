"""Count the changes of a home in a table apart, and let an entry say nothing of what was written beside it.

The version that commands name stood on the home's own row: every hidden change was a change of a public row. It moves
to a table of its own, whose changes are kept and sealed like all others, and told to nobody.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}

# Whoever raises the version of the home's own row raises this one: imports as well as commands. One statement, however
# many rows: transition tables keep bulk loads fast.
COUNT_CHANGES = """
create function register.count_changes() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into register.home_version (home_id, version) select n.id, n.version from new_rows n;
    else
        update register.home_version v set version = v.version + 1
          from new_rows n
          join old_rows o on o.id = n.id
         where v.home_id = n.id and n.version > o.version;
    end if;
    return null;
end $$
"""
BEGIN_COUNTING = "insert into register.home_version (home_id, version) select id, version from register.home"
GO_ON_COUNTING = """
update register.home h set version = v.version
  from register.home_version v
 where v.home_id = h.id and v.version <> h.version
"""


def upgrade() -> None:
    _create_tables()
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.home_version referencing {seen} "
            f"for each statement execute function register.record_change('home_id', 'home', 'home_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        "on register.home_version_history for each statement execute function register.refuse_by_hand()"
    )
    op.execute(BEGIN_COUNTING)
    op.execute(COUNT_CHANGES)
    op.execute("revoke all on function register.count_changes() from public")
    for event in ("insert", "update"):
        op.execute(
            f"create trigger version_{event} after {event} on register.home referencing {SEEN[event]} "
            f"for each statement execute function register.count_changes()"
        )
    op.create_index(
        "ix_home_reach_history_area_code", "home_reach_history", ["area_code", "id"], unique=False, schema="register"
    )
    op.alter_column("entry", "at", server_default=sa.text("now()"), schema="register")


def _create_tables() -> None:
    op.create_table(
        "home_version",
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["home_id"], ["register.home.id"], name=op.f("fk_home_version_home_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("home_id", name=op.f("pk_home_version")),
        schema="register",
    )
    op.create_table(
        "home_version_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_home_version_history")),
        schema="register",
    )
    for name, columns in (("key", ["home_id", "recorded_from"]), ("time", ["recorded_from", "recorded_to"])):
        op.create_index(
            f"ix_home_version_history_{name}", "home_version_history", columns, unique=False, schema="register"
        )


def downgrade() -> None:
    op.alter_column("entry", "at", server_default=sa.text("clock_timestamp()"), schema="register")
    op.drop_index("ix_home_reach_history_area_code", table_name="home_reach_history", schema="register")
    for event in ("insert", "update"):
        op.execute(f"drop trigger version_{event} on register.home")
    op.execute("drop function register.count_changes()")
    # The row that counts again takes up where this table ends, so that no version that was given is given twice.
    op.execute(GO_ON_COUNTING)
    op.drop_table("home_version", schema="register")
    op.drop_table("home_version_history", schema="register")
