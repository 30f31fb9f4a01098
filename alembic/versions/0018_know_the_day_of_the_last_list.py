"""Know the day of the latest published list that has each home, so that an older list overwrites nothing newer."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("home_version", "home_version_history")


def upgrade() -> None:
    # No list has told its day before: each home takes it from the next list that has it.
    for name in TABLES:
        op.add_column(name, sa.Column("listed_on", sa.Date(), nullable=True), schema="register")


def downgrade() -> None:
    for name in TABLES:
        op.drop_column(name, "listed_on", schema="register")
