"""Read the past links of an area from their index alone.

Which changes concern an area follows from every link that it ever had. The index now carries what is asked of a link.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NAME = "ix_home_reach_history_area_code"
NARROW = "home_reach_history (area_code, id)"


def upgrade() -> None:
    """Make the index wide."""
    _replace(f"{NARROW} include (home_id, how)")


def downgrade() -> None:
    """Bring the narrow index back."""
    _replace(NARROW)


def _replace(of: str) -> None:
    op.execute(f"drop index register.{NAME}")
    op.execute(f"create index {NAME} on register.{of}")
