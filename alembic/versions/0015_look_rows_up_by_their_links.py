"""Look each row up by its links, and search folded names, postcodes, history and the access log by an index.

A row policy used to search the keys of a whole area once for each row. It now looks the row up, for which each index
of links carries the area. The other indexes serve prefixes of names and postcodes, orders of homes, versions of one
home by its URN, and consultations by subject or outcome.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

REPLACED: dict[str, tuple[str, str]] = {
    "ix_home_reach_home_id": (
        "home_reach (home_id)",
        "home_reach (home_id, area_code) include (of_main, valid_to)",
    ),
    "ix_home_reach_premises_id": (
        "home_reach (premises_id)",
        "home_reach (premises_id, area_code) include (valid_to)",
    ),
}
NEW: dict[str, str] = {
    "ix_home_identity_folded_name": "home_identity (lower(name) text_pattern_ops)",
    "ix_premises_folded_postcode": "premises (lower(postcode) text_pattern_ops)",
    "ix_home_places": "home (places, urn)",
    "ix_home_registered_on": "home (registered_on, urn)",
    "ix_home_history_urn": "home_history (urn, recorded_from)",
    "ix_access_log_subject": "access_log (subject, id)",
    "ix_access_log_outcome": "access_log (outcome, id)",
    "ix_access_log_break_glass": "access_log (break_glass, id)",
}


def upgrade() -> None:
    """Make the indexes."""
    for name, (_, wide) in REPLACED.items():
        _replace(name, wide)
    for name, of in NEW.items():
        op.execute(f"create index {name} on register.{of}")


def downgrade() -> None:
    """Bring the narrow indexes back."""
    for name in NEW:
        op.execute(f"drop index register.{name}")
    for name, (narrow, _) in REPLACED.items():
        _replace(name, narrow)


def _replace(name: str, of: str) -> None:
    op.execute(f"drop index register.{name}")
    op.execute(f"create index {name} on register.{of}")
