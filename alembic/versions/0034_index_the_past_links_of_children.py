"""Index the past links of children by whose they were: a change of one is reported to that body.

Revision ID: 0034
Revises: 0033
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0034"
down_revision: str | None = "0033"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LINKS = (("child_reach", "child_id"), ("placement_reach", "placement_id"), ("episode_reach", "episode_id"))


def upgrade() -> None:
    """Make the indexes."""
    for links, named in LINKS:
        past = f"{links}_history"
        op.execute(f"create index ix_{past}_area_code on register.{past} (area_code, how, id) include ({named})")
        op.execute(
            f"create index ix_{past}_organisation on register.{past} (organisation, id) where organisation is not null"
        )


def downgrade() -> None:
    """Take them away."""
    for links, _ in LINKS:
        for column in ("area_code", "organisation"):
            op.execute(f"drop index register.ix_{links}_history_{column}")
