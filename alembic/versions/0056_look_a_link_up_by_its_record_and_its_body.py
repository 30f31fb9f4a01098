"""Index the links of children by whose they are and of what together.

One record is looked up by its key and the caller's own links. Links of other bodies are not met then, so that a record
that they alone reach is the same work as none.

Revision ID: 0056
Revises: 0055
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0056"
down_revision: str | None = "0055"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LINKS = ("child", "placement", "episode")
LASTS = "include (valid_from, valid_to)"


def upgrade() -> None:
    """Index the links by all that says whose they are and of what."""
    for subject in LINKS:
        table, key = f"{subject}_reach", f"{subject}_id"
        _replace(
            table,
            area_code=f"(area_code, how, {key}) {LASTS}",
            organisation=f"(organisation, how, {key}) {LASTS} where organisation is not null",
            **{key: f"({key}, how, area_code, organisation) {LASTS}"},
        )


def downgrade() -> None:
    """Index them by one or the other."""
    for subject in LINKS:
        table, key = f"{subject}_reach", f"{subject}_id"
        _replace(
            table,
            area_code=f"(area_code, how) include ({key}, valid_from, valid_to)",
            organisation=f"(organisation) include ({key}, valid_from, valid_to) where organisation is not null",
            **{key: f"({key}, how) include (area_code, valid_from, valid_to)"},
        )


def _replace(table: str, **indexes: str) -> None:
    for name, columns in indexes.items():
        op.execute(f"drop index register.ix_{table}_{name}")
        op.execute(f"create index ix_{table}_{name} on register.{table} {columns}")
