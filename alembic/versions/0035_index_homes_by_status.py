"""Index homes by their status: most lists and counts ask for those that are registered or suspended.

Revision ID: 0035
Revises: 0034
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0035"
down_revision: str | None = "0034"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the index."""
    op.execute(
        "create index ix_home_registration_status on register.home (registration_status) where merged_into_id is null"
    )


def downgrade() -> None:
    """Take it away."""
    op.execute("drop index register.ix_home_registration_status")
