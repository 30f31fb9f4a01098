"""Let people give dated access."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Each table with history, its key, and the column that says which home a row belongs to.
KEPT: tuple[tuple[str, str, str], ...] = (
    ("live_grant", "id", "home_id"),
    ("appointment", "id", ""),
    ("suspension", "id", ""),
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}

# Who gave access, approved it or ended it is what the transaction says, whatever the statement does.
SIGN_LIVE_GRANT = """
create function register.sign_live_grant() returns trigger
language plpgsql set search_path = register, public, pg_temp as $$
declare
    subject text := coalesce(nullif(current_setting('register.subject', true), ''), session_user);
    agency text := nullif(current_setting('register.agency', true), '');
begin
    if tg_op = 'INSERT' then
        new.issued_by := subject;
        new.issued_agency := coalesce(agency, new.issued_agency);
        new.approved_by := null;
        new.approved_at := null;
        new.ended_by := null;
        new.ended_at := null;
        return new;
    end if;
    if new.approved_at is distinct from old.approved_at then
        new.approved_by := subject;
    end if;
    if new.ended_at is distinct from old.ended_at then
        new.ended_by := subject;
    end if;
    return new;
end $$
"""

# A body that was suspended stays suspended: what was a mark on its row is now a dated record of its own.
KEEP_SUSPENSIONS = """
insert into register.suspension (agency, organisation, reason, suspended_at)
select agency, code, 'Suspended before suspensions were records.', suspended_at
  from register.organisation
 where suspended_at is not null
"""

# The second wall leans on these tables and is raised again by `register migrate`. Without its policies no right of the
# roles may stand either; and row security without policies would shut out the owner too.
LOWER_WALL = """
do $$
declare
    found record;
begin
    for found in select tablename, policyname from pg_policies where schemaname = 'register' loop
        execute format('drop policy %I on register.%I', found.policyname, found.tablename);
    end loop;
    for found in select distinct grantee from information_schema.column_privileges
                  where table_schema = 'register' and grantee like 'register\\_%' loop
        execute format('revoke all on all tables in schema register from %I', found.grantee);
    end loop;
    for found in select relname from pg_class where relnamespace = 'register'::regnamespace and relrowsecurity loop
        execute format('alter table register.%I no force row level security', found.relname);
        execute format('alter table register.%I disable row level security', found.relname);
    end loop;
end $$
"""


def _index_main_premises(*included: str) -> None:
    op.drop_index("ix_premises_one_main", table_name="premises", schema="register")
    op.create_index(
        "ix_premises_one_main",
        "premises",
        ["home_id"],
        unique=True,
        schema="register",
        postgresql_include=list(included),
        postgresql_where=sa.text("is_main and valid_to is null"),
    )


def upgrade() -> None:
    _index_main_premises("postcode", "longitude", "latitude", "id")
    op.create_table(
        "change_request",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("entity_key", sa.Text(), nullable=True),
        sa.Column("problems", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("told", postgresql.JSONB(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "agency in ('police', 'ukmpu', 'ofsted', 'ofsted_inspector', 'dfe', 'dfe_statistics', 'commissioner', 'commissioner_statistics', 'local_authority', 'cqc', 'hmicfrs', 'hmi_probation', 'health', 'interview_provider', 'admin', 'auditor')",
            name=op.f("ck_change_request_agency_known"),
        ),
        sa.CheckConstraint(
            "length(idempotency_key) between 1 and 200 and idempotency_key !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_change_request_idempotency_key_fits"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_request")),
        schema="register",
    )
    op.create_index(
        "ix_change_request_once",
        "change_request",
        ["subject", "agency", "area", "organisation", "idempotency_key"],
        unique=True,
        schema="register",
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("appointed_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "agency in ('police', 'ukmpu', 'ofsted', 'ofsted_inspector', 'dfe', 'dfe_statistics', 'commissioner', 'commissioner_statistics', 'local_authority', 'cqc', 'hmicfrs', 'hmi_probation', 'health', 'interview_provider', 'admin', 'auditor')",
            name=op.f("ck_appointment_agency_known"),
        ),
        sa.CheckConstraint(
            "length(subject) between 1 and 200 and subject !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_appointment_subject_fits"),
        ),
        sa.CheckConstraint("role in ('supervisor', 'approver')", name=op.f("ck_appointment_role_known")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_appointment_valid_ordered")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        schema="register",
    )
    op.create_index("ix_appointment_subject", "appointment", ["subject", "agency"], unique=False, schema="register")
    op.create_table(
        "appointment_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("appointed_by", sa.Text(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_appointment_history")),
        schema="register",
    )
    op.create_index(
        "ix_appointment_history_key", "appointment_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_appointment_history_time",
        "appointment_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "live_grant_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("holder_agency", sa.Text(), nullable=True),
        sa.Column("holder_area", sa.Text(), nullable=True),
        sa.Column("holder_organisation", sa.Text(), nullable=True),
        sa.Column("holder_subject", sa.Text(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("area_code", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("incident", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("issued_agency", sa.Text(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_live_grant_history")),
        schema="register",
    )
    op.create_index("ix_live_grant_history_home", "live_grant_history", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_live_grant_history_key", "live_grant_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_live_grant_history_time",
        "live_grant_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "policy_state",
        sa.Column("single", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("single", name=op.f("ck_policy_state_only_one")),
        sa.PrimaryKeyConstraint("single", name=op.f("pk_policy_state")),
        schema="register",
    )
    op.create_table(
        "suspension",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "agency in ('police', 'ukmpu', 'ofsted', 'ofsted_inspector', 'dfe', 'dfe_statistics', 'commissioner', 'commissioner_statistics', 'local_authority', 'cqc', 'hmicfrs', 'hmi_probation', 'health', 'interview_provider', 'admin', 'auditor')",
            name=op.f("ck_suspension_agency_known"),
        ),
        sa.CheckConstraint(
            "length(reason) between 1 and 1000 and reason !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_suspension_reason_fits"),
        ),
        sa.CheckConstraint(
            "agency is not null or num_nonnulls(area, organisation) = 0", name=op.f("ck_suspension_body_of_an_agency")
        ),
        sa.CheckConstraint("num_nonnulls(agency, subject) > 0", name=op.f("ck_suspension_someone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
        schema="register",
    )
    op.create_index(
        "ix_suspension_standing",
        "suspension",
        ["agency", "subject"],
        unique=False,
        schema="register",
        postgresql_where=sa.text("lifted_at is null"),
    )
    op.create_table(
        "suspension_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_suspension_history")),
        schema="register",
    )
    op.create_index(
        "ix_suspension_history_key", "suspension_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_suspension_history_time",
        "suspension_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "live_grant",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("holder_agency", sa.Text(), nullable=False),
        sa.Column("holder_area", sa.Text(), nullable=True),
        sa.Column("holder_organisation", sa.Text(), nullable=True),
        sa.Column("holder_subject", sa.Text(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("area_code", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("issued_agency", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "holder_agency in ('police', 'ukmpu', 'ofsted', 'ofsted_inspector', 'dfe', 'dfe_statistics', 'commissioner', 'commissioner_statistics', 'local_authority', 'cqc', 'hmicfrs', 'hmi_probation', 'health', 'interview_provider', 'admin', 'auditor')",
            name=op.f("ck_live_grant_holder_agency_known"),
        ),
        sa.CheckConstraint(
            "issued_agency in ('police', 'ukmpu', 'ofsted', 'ofsted_inspector', 'dfe', 'dfe_statistics', 'commissioner', 'commissioner_statistics', 'local_authority', 'cqc', 'hmicfrs', 'hmi_probation', 'health', 'interview_provider', 'admin', 'auditor')",
            name=op.f("ck_live_grant_issued_agency_known"),
        ),
        sa.CheckConstraint(
            "kind <> 'administration' or (holder_agency = 'admin' and holder_subject is not null and home_id is not null and length(reason) >= 10 and ends_at <= starts_at + interval '8 hours')",
            name=op.f("ck_live_grant_administration_form"),
        ),
        sa.CheckConstraint(
            "kind <> 'break_glass' or (holder_agency = 'police' and holder_subject is not null and home_id is not null and incident is not null and length(reason) >= 10 and ends_at <= starts_at + interval '60 minutes')",
            name=op.f("ck_live_grant_break_glass_form"),
        ),
        sa.CheckConstraint(
            "kind <> 'inspection' or (holder_agency in ('ofsted_inspector', 'cqc', 'hmicfrs', 'hmi_probation') and issued_agency = 'ofsted' and area_code is not null and ends_at <= starts_at + interval '200 days')",
            name=op.f("ck_live_grant_inspection_form"),
        ),
        sa.CheckConstraint(
            "kind in ('break_glass', 'administration', 'inspection')", name=op.f("ck_live_grant_kind_known")
        ),
        sa.CheckConstraint(
            "length(incident) between 1 and 60 and incident !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_live_grant_incident_fits"),
        ),
        sa.CheckConstraint(
            "length(reason) between 1 and 1000 and reason !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_live_grant_reason_fits"),
        ),
        sa.CheckConstraint(
            "purpose in ('safeguarding_child', 'missing_investigation', 'incident_response', 'prevention_analysis', 'inspection', 'statistics', 'regulation', 'system_support')",
            name=op.f("ck_live_grant_purpose_known"),
        ),
        sa.CheckConstraint(
            "approved_by <> holder_subject and approved_by <> issued_by", name=op.f("ck_live_grant_second_person")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_live_grant_times_ordered")),
        sa.CheckConstraint("num_nonnulls(home_id, area_code) = 1", name=op.f("ck_live_grant_one_reach")),
        sa.CheckConstraint("num_nulls(approved_by, approved_at) in (0, 2)", name=op.f("ck_live_grant_approval_whole")),
        sa.CheckConstraint("num_nulls(ended_by, ended_at) in (0, 2)", name=op.f("ck_live_grant_end_whole")),
        sa.ForeignKeyConstraint(["area_code"], ["register.area.code"], name=op.f("fk_live_grant_area_code")),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_live_grant_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_grant")),
        schema="register",
    )
    op.create_index("ix_live_grant_holder", "live_grant", ["holder_agency", "ends_at"], unique=False, schema="register")
    op.create_index("ix_live_grant_home_id", "live_grant", ["home_id"], unique=False, schema="register")
    op.add_column(
        "access_log",
        sa.Column("live_grants", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        schema="register",
    )
    op.add_column(
        "access_log", sa.Column("break_glass", sa.Boolean(), server_default="false", nullable=False), schema="register"
    )
    _keep_history()
    op.execute(KEEP_SUSPENSIONS)
    op.drop_column("organisation", "suspended_at", schema="register")
    op.drop_column("organisation_history", "suspended_at", schema="register")


def _keep_history() -> None:
    op.execute(SIGN_LIVE_GRANT)
    op.execute(
        "create trigger sign before insert or update on register.live_grant "
        "for each row execute function register.sign_live_grant()"
    )
    for table, key, home in KEPT:
        for event, seen in SEEN.items():
            op.execute(
                f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
                f"for each statement execute function register.record_change('{key}', '{home}')"
            )
        op.execute(
            f"create trigger by_its_table_alone before insert or update or delete or truncate "
            f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
        )


def downgrade() -> None:
    _index_main_premises("postcode", "longitude", "latitude")
    op.execute(LOWER_WALL)
    op.drop_table("change_request", schema="register")
    op.add_column(
        "organisation_history",
        sa.Column("suspended_at", postgresql.TIMESTAMP(timezone=True), autoincrement=False, nullable=True),
        schema="register",
    )
    op.add_column(
        "organisation",
        sa.Column("suspended_at", postgresql.TIMESTAMP(timezone=True), autoincrement=False, nullable=True),
        schema="register",
    )
    op.drop_column("access_log", "break_glass", schema="register")
    op.drop_column("access_log", "live_grants", schema="register")
    op.drop_index("ix_live_grant_home_id", table_name="live_grant", schema="register")
    op.drop_index("ix_live_grant_holder", table_name="live_grant", schema="register")
    op.drop_table("live_grant", schema="register")
    op.execute("drop function register.sign_live_grant()")
    op.drop_index("ix_suspension_history_time", table_name="suspension_history", schema="register")
    op.drop_index("ix_suspension_history_key", table_name="suspension_history", schema="register")
    op.drop_table("suspension_history", schema="register")
    op.drop_index(
        "ix_suspension_standing",
        table_name="suspension",
        schema="register",
        postgresql_where=sa.text("lifted_at is null"),
    )
    op.drop_table("suspension", schema="register")
    op.drop_table("policy_state", schema="register")
    op.drop_index("ix_live_grant_history_time", table_name="live_grant_history", schema="register")
    op.drop_index("ix_live_grant_history_key", table_name="live_grant_history", schema="register")
    op.drop_index("ix_live_grant_history_home", table_name="live_grant_history", schema="register")
    op.drop_table("live_grant_history", schema="register")
    op.drop_index("ix_appointment_history_time", table_name="appointment_history", schema="register")
    op.drop_index("ix_appointment_history_key", table_name="appointment_history", schema="register")
    op.drop_table("appointment_history", schema="register")
    op.drop_index("ix_appointment_subject", table_name="appointment", schema="register")
    op.drop_table("appointment", schema="register")
