"""Report the homes that are opened by break-glass access, until somebody else has looked."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

COLUMNS: tuple[tuple[str, str, bool], ...] = (
    ("id", "text", False),
    ("home_id", "uuid", False),
    ("holder_agency", "register.agency_code", False),
    ("holder_area", "text", True),
    ("holder_organisation", "text", True),
    ("purpose", "register.purpose_code", False),
    ("incident", "text", False),
    ("opened_at", "timestamptz", False),
    ("ends_at", "timestamptz", False),
    ("reviewed_at", "timestamptz", True),
    ("reviewed_agency", "register.agency_code", True),
    ("reviewed_area", "text", True),
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
REPORT_OPENING = """
create function register.report_opening() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    insert into register.opening (
           id, home_id, holder_agency, holder_area, holder_organisation, purpose, incident, opened_at, ends_at)
    values (new.id::text, new.home_id, new.holder_agency, new.holder_area, new.holder_organisation, new.purpose,
            new.incident, new.starts_at, new.ends_at);
    return null;
end $$
"""

# Whoever looked is signed by the database, is appointed to supervise, and is not the person who opened the home.
SIGN_REVIEW = """
create function register.sign_review() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    who text := coalesce(nullif(current_setting('register.subject', true), ''), session_user);
    body text := coalesce(substring(current_setting('role') from '^register_(.+)$'),
                          nullif(current_setting('register.agency', true), ''));
    force text := nullif(current_setting('register.area', true), '');
begin
    if old.reviewed_at is not null or new.reviewed_at is null then
        perform register.refuse_access('opening_reviewed_once');
    end if;
    if exists (select from register.live_grant g where g.id::text = new.id and who in (g.holder_subject, g.issued_by)) then
        perform register.refuse_access('opening_second_person');
    end if;
    if current_setting('role') like 'register\\_%' and not exists (
           select from register.appointment a
            where a.subject = who and a.agency = body and a.role = 'supervisor'
              and a.area is not distinct from force and a.organisation is null
              and a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date)) then
        perform register.refuse_access('opening_supervisor_appointed');
    end if;
    new.reviewed_at := now();
    new.reviewed_agency := body;
    new.reviewed_area := force;
    return new;
end $$
"""
# One import at a time, also of Ofsted's lists through the API: the role may take this lock and no other.
TAKE_IMPORT_TURN = """
create function register.take_import_turn() returns void
language sql security definer set search_path = register, public, pg_temp as $$
    select pg_advisory_xact_lock(85575)
$$
"""
# What was opened before is not reported now; it is in the log and in live_grant.
TRIGGERS = (
    "create trigger report after insert on register.live_grant for each row"
    " when (new.kind = 'break_glass') execute function register.report_opening()",
    "create trigger sign before update on register.opening for each row execute function register.sign_review()",
    "create trigger by_its_table_alone before insert or update or delete or truncate"
    " on register.opening_history for each statement execute function register.refuse_by_hand()",
)


def upgrade() -> None:
    made = ", ".join(f"{name} {kind}{'' if nullable else ' not null'}" for name, kind, nullable in COLUMNS)
    op.execute(
        f"create table register.opening ({made},"
        " constraint pk_opening primary key (id),"
        " constraint fk_opening_home_id foreign key (home_id) references register.home (id),"
        " constraint ck_opening_incident_fits"
        " check (length(incident) between 1 and 60 and incident !~ '[\\x01-\\x1f\\x7f]'),"
        " constraint ck_opening_review_whole check (num_nulls(reviewed_at, reviewed_agency) in (0, 2)))"
    )
    kept = ", ".join(f"{name} {'text' if kind.endswith('_code') else kind}" for name, kind, _ in COLUMNS)
    op.execute(
        f"create table register.opening_history (history_id bigint generated always as identity, {kept},"
        " recorded_from timestamptz not null, recorded_to timestamptz,"
        " constraint pk_opening_history primary key (history_id))"
    )
    for name, table, columns in (
        ("ix_opening_home_id", "opening", ["home_id"]),
        ("ix_opening_history_key", "opening_history", ["id", "recorded_from"]),
        ("ix_opening_history_time", "opening_history", ["recorded_from", "recorded_to"]),
        ("ix_opening_history_home", "opening_history", ["home_id"]),
    ):
        op.create_index(name, table, columns, schema="register")
    op.create_index(
        "ix_opening_unreviewed",
        "opening",
        ["opened_at"],
        schema="register",
        postgresql_where=sa.text("reviewed_at is null"),
    )
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.opening referencing {seen} "
            "for each statement execute function register.record_change('id', 'home', 'home_id')"
        )
    for statement in (REPORT_OPENING, SIGN_REVIEW, TAKE_IMPORT_TURN, *TRIGGERS):
        op.execute(statement)


LOWER_WALL = """
do $$
declare
    found record;
begin
    for found in select tablename, policyname from pg_policies
                  where schemaname = 'register' and qual like '%register.opening %' and policyname <> 'keeper' loop
        execute format('drop policy %I on register.%I', found.policyname, found.tablename);
    end loop;
end $$
"""


def downgrade() -> None:
    op.execute(LOWER_WALL)
    op.execute("drop trigger report on register.live_grant")
    op.execute("drop function register.report_opening()")
    op.drop_table("opening_history", schema="register")
    op.drop_table("opening", schema="register")
    for function in ("sign_review", "take_import_turn"):
        op.execute(f"drop function register.{function}()")
