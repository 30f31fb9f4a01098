"""Let two records of one home be merged: the duplicate says which home it is."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    for table in ("home", "home_history"):
        op.add_column(table, sa.Column("merged_into_id", sa.Uuid(), nullable=True), schema="register")
    op.create_foreign_key(
        op.f("fk_home_merged_into_id"),
        "home",
        "home",
        ["merged_into_id"],
        ["id"],
        source_schema="register",
        referent_schema="register",
    )
    op.create_check_constraint(op.f("ck_home_merged_into_another"), "home", "merged_into_id <> id", schema="register")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_home_merged_into_another"), "home", schema="register", type_="check")
    op.drop_constraint(op.f("fk_home_merged_into_id"), "home", schema="register", type_="foreignkey")
    for table in ("home_history", "home"):
        op.drop_column(table, "merged_into_id", schema="register")
