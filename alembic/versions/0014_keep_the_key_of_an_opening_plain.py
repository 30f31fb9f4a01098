"""Keep the key of an opening to the form of a key: the access log holds it between marks."""

from collections.abc import Sequence

from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_check_constraint(op.f("ck_opening_id_form"), "opening", "id ~ '^[0-9a-f-]{36}$'", schema="register")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_opening_id_form"), "opening", schema="register")
