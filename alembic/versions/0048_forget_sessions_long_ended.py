"""Forget sessions of the pages that were ended so long ago that no cookie of them opens anything.

Each session that ends takes some of the oldest with it, so that the table holds about what ended in the last eight
days. No role deletes here: the database does it, for every body.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0048"
down_revision: str | None = "0047"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

FORGET = """
create function register.forget_ended_sessions() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    delete from ended_session where id in (
        select id from ended_session where ended_at < now() - interval '8 days' order by ended_at limit 100
        for update skip locked);
    return null;
end
$$
"""


def upgrade() -> None:
    op.create_index("ix_ended_session_ended_at", "ended_session", ["ended_at"], schema="register")
    op.execute(FORGET)
    op.execute("revoke all on function register.forget_ended_sessions() from public")
    op.execute(
        "create trigger forget_ended_sessions after insert on register.ended_session "
        "for each statement execute function register.forget_ended_sessions()"
    )


def downgrade() -> None:
    op.execute("drop function register.forget_ended_sessions() cascade")
    op.drop_index("ix_ended_session_ended_at", "ended_session", schema="register")
