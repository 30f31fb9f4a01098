"""Keep a published judgement above what help and protection allows, with a flag, as one above the cap is kept.

Ofsted has published a few. The file that holds one was refused, and with it every other home of the list.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NAME = "ck_inspection_protection_limits_overall"
LIMIT = "helped_and_protected <> 'inadequate' or overall_experiences_and_progress = 'inadequate'"
FLAGGED = "'protection_limit_broken' = any(quality_flags)"


def upgrade() -> None:
    op.drop_constraint(op.f(NAME), "inspection", schema="register")
    op.create_check_constraint(op.f(NAME), "inspection", f"{LIMIT} or {FLAGGED}", schema="register")


def downgrade() -> None:
    op.drop_constraint(op.f(NAME), "inspection", schema="register")
    # What was kept with the flag stays as it is.
    op.execute(f"alter table register.inspection add constraint {NAME} check ({LIMIT}) not valid")
