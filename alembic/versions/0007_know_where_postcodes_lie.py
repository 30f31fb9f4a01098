"""Know where postcodes lie, so that an address can be held against its position."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "postcode",
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("easting", sa.Double(), nullable=False),
        sa.Column("northing", sa.Double(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'", name=op.f("ck_postcode_postcode_form")
        ),
        sa.CheckConstraint(
            "easting between 0 and 700000 and northing between 0 and 1300000", name=op.f("ck_postcode_on_the_grid")
        ),
        sa.CheckConstraint(
            "length(source) between 1 and 200 and source !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_postcode_source_fits")
        ),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_postcode")),
        schema="register",
    )


def downgrade() -> None:
    op.drop_table("postcode", schema="register")
