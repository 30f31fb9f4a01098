"""An index of buildings from west to east, in which the page of a box is read and no further."""

from collections.abc import Sequence

from alembic import op

revision: str = "0062"
down_revision: str | None = "0061"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.execute(
        "create index ix_premises_easting on register.premises (easting, home_id) "
        "include (northing, is_main) where valid_to is null"
    )


def downgrade() -> None:
    op.execute("drop index register.ix_premises_easting")
