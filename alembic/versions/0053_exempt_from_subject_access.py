"""Hold what is left out of the answer to a child who asks what is held about it.

An exemption goes with the child's record when it is merged, and back when it is split.
"""

import runpy
from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision: str = "0053"
down_revision: str | None = "0052"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LAWS = (
    "crime_and_taxation",
    "other_people",
    "legal_privilege",
    "health_harm",
    "social_work_harm",
    "education_harm",
    "child_abuse",
    "adoption",
)
TABLE = """
create table register.access_exemption (
    id uuid default gen_random_uuid() not null,
    child_id uuid not null,
    held_group text not null,
    record_id uuid,
    law register.exemption_law_code not null,
    grounds text not null,
    decided_on date not null,
    ends_on date not null,
    ended_on date,
    recorded_by text default coalesce(nullif(current_setting('register.subject', true), ''), session_user) not null,
    version integer default '1' not null,
    source_agency text default 'ofsted' not null,
    source_system text,
    source_ref text,
    assertion_basis register.assertion_basis_code default 'fact' not null,
    protective_marking register.protective_marking_code default 'official_sensitive' not null,
    quality_flags text[] default '{}' not null,
    retention_review_on date,
    constraint pk_access_exemption primary key (id),
    constraint ck_access_exemption_held_group_fits check (length(held_group) between 1 and 60 and held_group !~
        '[\\x01-\\x1f\\x7f]'),
    constraint ck_access_exemption_grounds_fits check (length(grounds) between 1 and 500 and grounds !~
        '[\\x01-\\x1f\\x7f]'),
    constraint ck_access_exemption_ends_after_decided check (ends_on > decided_on),
    constraint fk_access_exemption_child_id foreign key (child_id) references register.child (id)
)
"""
HISTORY = """
create table register.access_exemption_history (
    history_id bigint generated always as identity,
    id uuid, child_id uuid, held_group text, record_id uuid, law text, grounds text, decided_on date, ends_on date,
    ended_on date, recorded_by text, version integer, source_agency text, source_system text, source_ref text,
    assertion_basis text, protective_marking text, quality_flags text[], retention_review_on date,
    recorded_from timestamptz not null, recorded_to timestamptz,
    constraint pk_access_exemption_history primary key (history_id)
)
"""
INDEXES = (
    "ix_access_exemption_child_id on register.access_exemption (child_id, decided_on)",
    "ix_access_exemption_history_key on register.access_exemption_history (id, recorded_from)",
    "ix_access_exemption_history_time on register.access_exemption_history (recorded_from, recorded_to)",
    "ix_access_exemption_history_child on register.access_exemption_history (child_id)",
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
MOVES = {"access_exemption": "id"}


def upgrade() -> None:
    listed = ", ".join(f"'{law}'" for law in LAWS)
    op.execute(
        "create domain register.exemption_law_code as text "
        f"constraint exemption_law_code_known check (value in ({listed}))"
    )
    op.execute(TABLE)
    op.execute(HISTORY)
    for index in INDEXES:
        op.execute(f"create index {index}")
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.access_exemption referencing {seen} "
            "for each statement execute function register.record_change('id', 'child', 'child_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        "on register.access_exemption_history for each statement execute function register.refuse_by_hand()"
    )
    _merge(MOVES)


def _merge(more: dict[str, str]) -> None:
    """Let a merge move these tables beside those that it moved before."""
    shielding, asking = (
        runpy.run_path(str(Path(__file__).with_name(name)))
        for name in ("0046_shield_children.py", "0052_tell_who_asked_about_a_child.py")
    )
    shielding["_merge"]({**shielding["MOVES_SHIELDS"], **asking["MOVES"], **more})


def downgrade() -> None:
    _merge({})
    op.execute("drop table register.access_exemption, register.access_exemption_history cascade")
    op.execute("drop domain register.exemption_law_code")
