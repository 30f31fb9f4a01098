"""Remember the sessions of the pages that were signed out of."""

from collections.abc import Sequence

from alembic import op

revision: str = "0040"
down_revision: str | None = "0039"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = """
create table register.ended_session (
    id uuid not null default gen_random_uuid(),
    subject text not null,
    agency register.agency_code not null,
    area text,
    organisation text,
    ended_at timestamp with time zone not null default now(),
    constraint pk_ended_session primary key (id)
)
"""


def upgrade() -> None:
    op.execute(TABLE)


def downgrade() -> None:
    op.execute("drop table register.ended_session")
