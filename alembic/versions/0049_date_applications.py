"""Date the applications for registration: none is granted from a day before it was received."""

from collections.abc import Sequence

from alembic import op

revision: str = "0049"
down_revision: str | None = "0048"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("home", "home_history")


def upgrade() -> None:
    for table in TABLES:
        op.execute(f"alter table register.{table} add column application_received_on date")
    op.execute(
        "alter table register.home add constraint ck_home_application_first "
        "check (registered_on >= application_received_on)"
    )


def downgrade() -> None:
    for table in TABLES:
        # The wall leans on it: it is raised again by what comes after a migration.
        op.execute(f"alter table register.{table} drop column application_received_on cascade")
