"""Hold that an authority cannot return a list, and why, and if its records tell being away apart from being missing."""

from collections.abc import Sequence

from alembic import op

revision: str = "0064"
down_revision: str | None = "0063"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAIN = "unable_reason_code"
CODES: tuple[str, ...] = ("system", "records", "partners", "staff", "reorganised")
TABLES = ("return_duty", "return_duty_history")
FOLLOW = "select register.write_recorder('register.return_duty', 'id', null, null)"


def upgrade() -> None:
    listed = ", ".join(f"'{code}'" for code in CODES)
    op.execute(f"create domain register.{DOMAIN} as text")
    op.execute(f"alter domain register.{DOMAIN} add constraint {DOMAIN}_known check (value in ({listed}))")
    for table, kind in zip(TABLES, (f"register.{DOMAIN}", "text"), strict=True):
        op.execute(
            f"alter table register.{table} add column unable_reason {kind}, "
            "add column unable_at timestamptz, add column records_away_apart boolean"
        )
    op.execute(
        "alter table register.return_duty add constraint ck_return_duty_unable_with_its_reason "
        "check ((unable_reason is null) = (unable_at is null))"
    )
    op.execute(FOLLOW)


def downgrade() -> None:
    for table in TABLES:
        # The wall leans on it: it is raised again by what comes after a migration.
        op.execute(
            f"alter table register.{table} drop column unable_reason cascade, drop column unable_at cascade, "
            "drop column records_away_apart cascade"
        )
    op.execute(f"drop domain register.{DOMAIN}")
    op.execute(FOLLOW)
