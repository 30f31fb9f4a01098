"""Lay down the register."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("transaction", sa.BigInteger(), server_default=sa.text("(txid_current())"), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("operation", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("groups", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("nodes", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("node_sizes", postgresql.ARRAY(sa.Integer()), server_default="{}", nullable=False),
        sa.Column("keys", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("policy_version", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "agency in ('police', 'ukmpu', 'ofsted', 'ofsted_inspector', 'dfe', 'dfe_statistics', 'commissioner', 'commissioner_statistics', 'local_authority', 'cqc', 'hmicfrs', 'hmi_probation', 'health', 'interview_provider', 'admin', 'auditor')",
            name=op.f("ck_access_log_agency_known"),
        ),
        sa.CheckConstraint("outcome in ('allowed', 'refused')", name=op.f("ck_access_log_outcome_known")),
        sa.CheckConstraint(
            "purpose in ('safeguarding_child', 'missing_investigation', 'incident_response', 'prevention_analysis', 'inspection', 'statistics', 'regulation', 'system_support')",
            name=op.f("ck_access_log_purpose_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
        schema="register",
    )
    op.create_table(
        "agency",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "code in ('police', 'ukmpu', 'ofsted', 'ofsted_inspector', 'dfe', 'dfe_statistics', 'commissioner', 'commissioner_statistics', 'local_authority', 'cqc', 'hmicfrs', 'hmi_probation', 'health', 'interview_provider', 'admin', 'auditor')",
            name=op.f("ck_agency_code_known"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_agency")),
        schema="register",
    )
    op.create_table(
        "area",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("code ~ '^[A-Z][0-9]{8}$'", name=op.f("ck_area_code_form")),
        sa.CheckConstraint("kind in ('force', 'authority', 'region', 'country')", name=op.f("ck_area_kind_known")),
        sa.CheckConstraint(
            "length(name) between 1 and 200 and name !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_area_name_fits")
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_area_valid_ordered")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_area")),
        schema="register",
    )
    op.create_index("ix_area_kind", "area", ["kind", "code"], unique=False, schema="register")
    op.create_table(
        "area_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_area_history")),
        schema="register",
    )
    op.create_index("ix_area_history_key", "area_history", ["code", "recorded_from"], unique=False, schema="register")
    op.create_index(
        "ix_area_history_time", "area_history", ["recorded_from", "recorded_to"], unique=False, schema="register"
    )
    op.create_table(
        "condition_detail_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("condition_id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_condition_detail_history")),
        schema="register",
    )
    op.create_index(
        "ix_condition_detail_history_home", "condition_detail_history", ["home_id"], unique=False, schema="register"
    )
    op.create_index(
        "ix_condition_detail_history_key",
        "condition_detail_history",
        ["condition_id", "recorded_from"],
        unique=False,
        schema="register",
    )
    op.create_index(
        "ix_condition_detail_history_time",
        "condition_detail_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "condition_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("change", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), nullable=True),
        sa.Column("protective_marking", sa.Text(), nullable=True),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_condition_history")),
        schema="register",
    )
    op.create_index("ix_condition_history_home", "condition_history", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_condition_history_key", "condition_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_condition_history_time",
        "condition_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "entry",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("transaction", sa.BigInteger(), server_default=sa.text("(txid_current())"), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("operation in ('insert', 'update', 'delete')", name=op.f("ck_entry_operation_known")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entry")),
        schema="register",
    )
    op.create_index("ix_entry_entity_key", "entry", ["entity", "key"], unique=False, schema="register")
    op.create_table(
        "home_area_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("area_code", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_home_area_history")),
        schema="register",
    )
    op.create_index("ix_home_area_history_home", "home_area_history", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_home_area_history_key", "home_area_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_home_area_history_time",
        "home_area_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "home_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("urn", sa.Text(), nullable=True),
        sa.Column("previous_urn", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("registration_status", sa.Text(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("ceased_on", sa.Date(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("short_breaks_only", sa.Boolean(), nullable=True),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("authority_code", sa.Text(), nullable=True),
        sa.Column("force_code", sa.Text(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), nullable=True),
        sa.Column("protective_marking", sa.Text(), nullable=True),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_home_history")),
        schema="register",
    )
    op.create_index("ix_home_history_key", "home_history", ["id", "recorded_from"], unique=False, schema="register")
    op.create_index(
        "ix_home_history_time", "home_history", ["recorded_from", "recorded_to"], unique=False, schema="register"
    )
    op.create_table(
        "home_identity_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("age_min", sa.Integer(), nullable=True),
        sa.Column("age_max", sa.Integer(), nullable=True),
        sa.Column("sex_admitted", sa.Text(), nullable=True),
        sa.Column("needs", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("operational_status", sa.Text(), nullable=True),
        sa.Column("first_accommodated_on", sa.Date(), nullable=True),
        sa.Column("secure_approved", sa.Boolean(), nullable=True),
        sa.Column("secure_places", sa.Integer(), nullable=True),
        sa.Column("contact_telephone", sa.Text(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_home_identity_history")),
        schema="register",
    )
    op.create_index(
        "ix_home_identity_history_key",
        "home_identity_history",
        ["home_id", "recorded_from"],
        unique=False,
        schema="register",
    )
    op.create_index(
        "ix_home_identity_history_time",
        "home_identity_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "home_person_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), nullable=True),
        sa.Column("protective_marking", sa.Text(), nullable=True),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_home_person_history")),
        schema="register",
    )
    op.create_index("ix_home_person_history_home", "home_person_history", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_home_person_history_key", "home_person_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_home_person_history_time",
        "home_person_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "home_reach_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("premises_id", sa.Uuid(), nullable=True),
        sa.Column("area_code", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("of_main", sa.Boolean(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_home_reach_history")),
        schema="register",
    )
    op.create_index("ix_home_reach_history_home", "home_reach_history", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_home_reach_history_key", "home_reach_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_home_reach_history_time",
        "home_reach_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "inspection_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("overall_experiences_and_progress", sa.Text(), nullable=True),
        sa.Column("helped_and_protected", sa.Text(), nullable=True),
        sa.Column("leaders_and_managers", sa.Text(), nullable=True),
        sa.Column("education_and_learning", sa.Text(), nullable=True),
        sa.Column("health", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), nullable=True),
        sa.Column("protective_marking", sa.Text(), nullable=True),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_inspection_history")),
        schema="register",
    )
    op.create_index("ix_inspection_history_home", "inspection_history", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_inspection_history_key", "inspection_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_inspection_history_time",
        "inspection_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "legal_basis",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_legal_basis")),
        schema="register",
    )
    op.create_table(
        "notice_detail_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("appeal_status", sa.Text(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_notice_detail_history")),
        schema="register",
    )
    op.create_index(
        "ix_notice_detail_history_home", "notice_detail_history", ["home_id"], unique=False, schema="register"
    )
    op.create_index(
        "ix_notice_detail_history_key",
        "notice_detail_history",
        ["notice_id", "recorded_from"],
        unique=False,
        schema="register",
    )
    op.create_index(
        "ix_notice_detail_history_time",
        "notice_detail_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "notice_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), nullable=True),
        sa.Column("protective_marking", sa.Text(), nullable=True),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_notice_history")),
        schema="register",
    )
    op.create_index("ix_notice_history_home", "notice_history", ["home_id"], unique=False, schema="register")
    op.create_index("ix_notice_history_key", "notice_history", ["id", "recorded_from"], unique=False, schema="register")
    op.create_index(
        "ix_notice_history_time", "notice_history", ["recorded_from", "recorded_to"], unique=False, schema="register"
    )
    op.create_table(
        "organisation_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_organisation_history")),
        schema="register",
    )
    op.create_index(
        "ix_organisation_history_key",
        "organisation_history",
        ["code", "recorded_from"],
        unique=False,
        schema="register",
    )
    op.create_index(
        "ix_organisation_history_time",
        "organisation_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_geospatial_table(
        "premises_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("is_main", sa.Boolean(), nullable=True),
        sa.Column("saon", sa.Text(), nullable=True),
        sa.Column("paon", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("uprn", sa.BigInteger(), nullable=True),
        sa.Column("usrn", sa.BigInteger(), nullable=True),
        sa.Column(
            "point_27700",
            Geometry(
                geometry_type="POINT",
                srid=27700,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
            ),
            nullable=True,
        ),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("easting", sa.Double(), nullable=True),
        sa.Column("northing", sa.Double(), nullable=True),
        sa.Column("geojson", sa.Text(), nullable=True),
        sa.Column("location_precision", sa.Text(), nullable=True),
        sa.Column("on_edge", sa.Boolean(), nullable=True),
        sa.Column("in_no_force", sa.Boolean(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), nullable=True),
        sa.Column("protective_marking", sa.Text(), nullable=True),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_premises_history")),
        schema="register",
    )
    op.create_index("ix_premises_history_home", "premises_history", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_premises_history_key", "premises_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_premises_history_time",
        "premises_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "provider",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("legal_form", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("company_number", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_agency", sa.Text(), server_default="ofsted", nullable=False),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), server_default="fact", nullable=False),
        sa.Column("protective_marking", sa.Text(), server_default="official_sensitive", nullable=False),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assertion_basis in ('fact', 'professional_assessment', 'allegation')",
            name=op.f("ck_provider_assertion_basis_known"),
        ),
        sa.CheckConstraint("company_number ~ '^[A-Z0-9]{8}$'", name=op.f("ck_provider_company_form")),
        sa.CheckConstraint("legal_form <> 'individual' or name is null", name=op.f("ck_provider_individual_unnamed")),
        sa.CheckConstraint(
            "legal_form in ('individual', 'partnership', 'company', 'charity', 'local_authority', 'nhs_body', 'unincorporated', 'not_known')",
            name=op.f("ck_provider_legal_form_known"),
        ),
        sa.CheckConstraint(
            "length(name) between 1 and 300 and name !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_provider_name_fits")
        ),
        sa.CheckConstraint(
            "length(reference) between 1 and 60 and reference !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_provider_reference_fits"),
        ),
        sa.CheckConstraint(
            "protective_marking in ('official', 'official_sensitive')",
            name=op.f("ck_provider_protective_marking_known"),
        ),
        sa.CheckConstraint(
            "sector in ('private', 'local_authority', 'voluntary', 'health_authority')",
            name=op.f("ck_provider_sector_known"),
        ),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_provider_parent_other")),
        sa.ForeignKeyConstraint(["parent_id"], ["register.provider.id"], name=op.f("fk_provider_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("reference", name=op.f("uq_provider_reference")),
        schema="register",
    )
    op.create_table(
        "provider_contact_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("individual_name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_provider_contact_history")),
        schema="register",
    )
    op.create_index(
        "ix_provider_contact_history_key",
        "provider_contact_history",
        ["provider_id", "recorded_from"],
        unique=False,
        schema="register",
    )
    op.create_index(
        "ix_provider_contact_history_time",
        "provider_contact_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "provider_history",
        sa.Column("history_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("legal_form", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("company_number", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), nullable=True),
        sa.Column("protective_marking", sa.Text(), nullable=True),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_provider_history")),
        schema="register",
    )
    op.create_index(
        "ix_provider_history_key", "provider_history", ["id", "recorded_from"], unique=False, schema="register"
    )
    op.create_index(
        "ix_provider_history_time",
        "provider_history",
        ["recorded_from", "recorded_to"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "area_drawing",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("geojson", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["register.area.code"], name=op.f("fk_area_drawing_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_area_drawing")),
        schema="register",
    )
    op.create_table(
        "area_successor",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("successor_code", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.CheckConstraint("code <> successor_code", name=op.f("ck_area_successor_not_itself")),
        sa.ForeignKeyConstraint(["code"], ["register.area.code"], name=op.f("fk_area_successor_code")),
        sa.ForeignKeyConstraint(
            ["successor_code"], ["register.area.code"], name=op.f("fk_area_successor_successor_code")
        ),
        sa.PrimaryKeyConstraint("code", "successor_code", name=op.f("pk_area_successor")),
        schema="register",
    )
    op.create_geospatial_table(
        "area_version",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column(
            "outline_27700",
            Geometry(
                geometry_type="MULTIPOLYGON",
                srid=27700,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("was_mended", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("code"), "="),
            (sa.text("daterange(valid_from, valid_to)"), "&&"),
            using="gist",
            name="ex_area_version_one_at_a_time",
        ),
        sa.CheckConstraint(
            "st_isvalid(outline_27700) and not st_isempty(outline_27700)", name=op.f("ck_area_version_outline_valid")
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_area_version_valid_ordered")),
        sa.ForeignKeyConstraint(["code"], ["register.area.code"], name=op.f("fk_area_version_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_version")),
        schema="register",
    )
    op.create_table(
        "area_within",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("within_code", sa.Text(), nullable=False),
        sa.Column("within_kind", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "within_kind in ('force', 'authority', 'region', 'country')", name=op.f("ck_area_within_within_kind_known")
        ),
        sa.ForeignKeyConstraint(["code"], ["register.area.code"], name=op.f("fk_area_within_code")),
        sa.ForeignKeyConstraint(["within_code"], ["register.area.code"], name=op.f("fk_area_within_within_code")),
        sa.PrimaryKeyConstraint("code", "within_code", name=op.f("pk_area_within")),
        schema="register",
    )
    op.create_index(
        "ix_area_within_one_of_a_kind", "area_within", ["code", "within_kind"], unique=True, schema="register"
    )
    op.create_table(
        "home",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("urn", sa.Text(), nullable=False),
        sa.Column("previous_urn", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("registration_status", sa.Text(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("ceased_on", sa.Date(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("short_breaks_only", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("authority_code", sa.Text(), nullable=True),
        sa.Column("force_code", sa.Text(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_agency", sa.Text(), server_default="ofsted", nullable=False),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), server_default="fact", nullable=False),
        sa.Column("protective_marking", sa.Text(), server_default="official_sensitive", nullable=False),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assertion_basis in ('fact', 'professional_assessment', 'allegation')",
            name=op.f("ck_home_assertion_basis_known"),
        ),
        sa.CheckConstraint(
            "kind in ('childrens_home', 'secure_childrens_home', 'residential_special_school')",
            name=op.f("ck_home_kind_known"),
        ),
        sa.CheckConstraint("previous_urn ~ '^(SC[0-9]{6}|[0-9]{7})$'", name=op.f("ck_home_previous_urn_form")),
        sa.CheckConstraint(
            "protective_marking in ('official', 'official_sensitive')", name=op.f("ck_home_protective_marking_known")
        ),
        sa.CheckConstraint(
            "registration_status in ('application_received', 'refused', 'registered', 'suspended', 'cancelled_voluntary', 'cancelled_ofsted', 'cancelled_court', 'lapsed')",
            name=op.f("ck_home_registration_status_known"),
        ),
        sa.CheckConstraint(
            "sector in ('private', 'local_authority', 'voluntary', 'health_authority')",
            name=op.f("ck_home_sector_known"),
        ),
        sa.CheckConstraint("urn ~ '^(SC[0-9]{6}|[0-9]{7})$'", name=op.f("ck_home_urn_form")),
        sa.CheckConstraint("ceased_on >= registered_on", name=op.f("ck_home_dates_ordered")),
        sa.CheckConstraint("places >= 1", name=op.f("ck_home_places_at_least_one")),
        sa.ForeignKeyConstraint(["authority_code"], ["register.area.code"], name=op.f("fk_home_authority_code")),
        sa.ForeignKeyConstraint(["force_code"], ["register.area.code"], name=op.f("fk_home_force_code")),
        sa.ForeignKeyConstraint(["provider_id"], ["register.provider.id"], name=op.f("fk_home_provider_id")),
        sa.ForeignKeyConstraint(["region_code"], ["register.area.code"], name=op.f("fk_home_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home")),
        sa.UniqueConstraint("urn", name=op.f("uq_home_urn")),
        schema="register",
    )
    op.create_index(op.f("ix_home_provider_id"), "home", ["provider_id"], unique=False, schema="register")
    op.create_table(
        "organisation",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("code ~ '^[a-z0-9-]{1,64}$'", name=op.f("ck_organisation_code_form")),
        sa.ForeignKeyConstraint(["agency"], ["register.agency.code"], name=op.f("fk_organisation_agency")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_organisation")),
        schema="register",
    )
    op.create_table(
        "provider_contact",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("individual_name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "length(address) between 1 and 500 and address !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_provider_contact_address_fits"),
        ),
        sa.CheckConstraint(
            "length(individual_name) between 1 and 200 and individual_name !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_provider_contact_individual_name_fits"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["register.provider.id"], name=op.f("fk_provider_contact_provider_id")
        ),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_provider_contact")),
        schema="register",
    )
    op.create_geospatial_table(
        "area_part",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part_27700",
            Geometry(
                geometry_type="POLYGON",
                srid=27700,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["register.area_version.id"], name=op.f("fk_area_part_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_part")),
        schema="register",
    )
    op.create_geospatial_index(
        "ix_area_part_part_27700",
        "area_part",
        ["part_27700"],
        unique=False,
        schema="register",
        postgresql_using="gist",
        postgresql_ops={},
    )
    op.create_index(op.f("ix_area_part_version_id"), "area_part", ["version_id"], unique=False, schema="register")
    op.create_table(
        "condition",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_agency", sa.Text(), server_default="ofsted", nullable=False),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), server_default="fact", nullable=False),
        sa.Column("protective_marking", sa.Text(), server_default="official_sensitive", nullable=False),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assertion_basis in ('fact', 'professional_assessment', 'allegation')",
            name=op.f("ck_condition_assertion_basis_known"),
        ),
        sa.CheckConstraint("change in ('imposed', 'varied', 'removed')", name=op.f("ck_condition_change_known")),
        sa.CheckConstraint(
            "kind in ('max_places', 'age_range', 'needs', 'named_manager', 'premises', 'other')",
            name=op.f("ck_condition_kind_known"),
        ),
        sa.CheckConstraint(
            "protective_marking in ('official', 'official_sensitive')",
            name=op.f("ck_condition_protective_marking_known"),
        ),
        sa.CheckConstraint("ended_on >= effective_from", name=op.f("ck_condition_dates_ordered")),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_condition_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
        schema="register",
    )
    op.create_index(op.f("ix_condition_home_id"), "condition", ["home_id"], unique=False, schema="register")
    op.create_table(
        "home_area",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_home_area_valid_ordered")),
        sa.ForeignKeyConstraint(["area_code"], ["register.area.code"], name=op.f("fk_home_area_area_code")),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_home_area_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_area")),
        schema="register",
    )
    op.create_index(
        "ix_home_area_current",
        "home_area",
        ["area_code", "home_id"],
        unique=True,
        schema="register",
        postgresql_where=sa.text("valid_to is null"),
    )
    op.create_index("ix_home_area_home_id", "home_area", ["home_id"], unique=False, schema="register")
    op.create_table(
        "home_identity",
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("age_min", sa.Integer(), nullable=True),
        sa.Column("age_max", sa.Integer(), nullable=True),
        sa.Column("sex_admitted", sa.Text(), nullable=True),
        sa.Column("needs", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("operational_status", sa.Text(), nullable=True),
        sa.Column("first_accommodated_on", sa.Date(), nullable=True),
        sa.Column("secure_approved", sa.Boolean(), nullable=True),
        sa.Column("secure_places", sa.Integer(), nullable=True),
        sa.Column("contact_telephone", sa.Text(), nullable=True),
        sa.CheckConstraint("contact_telephone ~ '^\\+[0-9]{7,15}$'", name=op.f("ck_home_identity_e164")),
        sa.CheckConstraint(
            "length(name) between 1 and 200 and name !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_home_identity_name_fits")
        ),
        sa.CheckConstraint(
            "needs <@ array['emotional_behavioural', 'learning_disability', 'physical_disability', 'sensory_impairment', 'mental_health', 'complex_health', 'substance_misuse', 'abuse_neglect']",
            name=op.f("ck_home_identity_needs_known"),
        ),
        sa.CheckConstraint(
            "operational_status in ('not_yet_accommodating', 'open', 'open_no_children', 'temporarily_closed')",
            name=op.f("ck_home_identity_operational_status_known"),
        ),
        sa.CheckConstraint(
            "sex_admitted in ('mixed', 'male', 'female')", name=op.f("ck_home_identity_sex_admitted_known")
        ),
        sa.CheckConstraint(
            "age_min between 0 and 18 and age_max between age_min and 18", name=op.f("ck_home_identity_ages_ordered")
        ),
        sa.CheckConstraint(
            "secure_places is null or secure_approved", name=op.f("ck_home_identity_secure_places_approved")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_home_identity_home_id")),
        sa.PrimaryKeyConstraint("home_id", name=op.f("pk_home_identity")),
        schema="register",
    )
    op.create_index(
        "ix_home_identity_home_id_name",
        "home_identity",
        ["home_id"],
        unique=False,
        schema="register",
        postgresql_include=["name"],
    )
    op.create_table(
        "home_person",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_agency", sa.Text(), server_default="ofsted", nullable=False),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), server_default="fact", nullable=False),
        sa.Column("protective_marking", sa.Text(), server_default="official_sensitive", nullable=False),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assertion_basis in ('fact', 'professional_assessment', 'allegation')",
            name=op.f("ck_home_person_assertion_basis_known"),
        ),
        sa.CheckConstraint(
            "length(name) between 1 and 200 and name !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_home_person_name_fits")
        ),
        sa.CheckConstraint(
            "protective_marking in ('official', 'official_sensitive')",
            name=op.f("ck_home_person_protective_marking_known"),
        ),
        sa.CheckConstraint(
            "role in ('registered_manager', 'responsible_individual')", name=op.f("ck_home_person_role_known")
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_home_person_valid_ordered")),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_home_person_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_person")),
        schema="register",
    )
    op.create_index(
        "ix_home_person_home_id_role_valid_from",
        "home_person",
        ["home_id", "role", "valid_from"],
        unique=False,
        schema="register",
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("overall_experiences_and_progress", sa.Text(), nullable=True),
        sa.Column("helped_and_protected", sa.Text(), nullable=True),
        sa.Column("leaders_and_managers", sa.Text(), nullable=True),
        sa.Column("education_and_learning", sa.Text(), nullable=True),
        sa.Column("health", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_agency", sa.Text(), server_default="ofsted", nullable=False),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), server_default="fact", nullable=False),
        sa.Column("protective_marking", sa.Text(), server_default="official_sensitive", nullable=False),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assertion_basis in ('fact', 'professional_assessment', 'allegation')",
            name=op.f("ck_inspection_assertion_basis_known"),
        ),
        sa.CheckConstraint(
            "education_and_learning in ('outstanding', 'good', 'requires_improvement', 'inadequate', 'not_judged')",
            name=op.f("ck_inspection_education_and_learning_known"),
        ),
        sa.CheckConstraint(
            "health in ('outstanding', 'good', 'requires_improvement', 'inadequate', 'not_judged')",
            name=op.f("ck_inspection_health_known"),
        ),
        sa.CheckConstraint(
            "helped_and_protected <> 'inadequate' or overall_experiences_and_progress = 'inadequate'",
            name=op.f("ck_inspection_protection_limits_overall"),
        ),
        sa.CheckConstraint(
            "helped_and_protected in ('outstanding', 'good', 'requires_improvement', 'inadequate', 'not_judged')",
            name=op.f("ck_inspection_helped_and_protected_known"),
        ),
        sa.CheckConstraint(
            "kind in ('full', 'interim', 'assurance', 'monitoring_visit', 'reinspection')",
            name=op.f("ck_inspection_kind_known"),
        ),
        sa.CheckConstraint(
            "leaders_and_managers <> 'inadequate' or overall_experiences_and_progress in ('requires_improvement', 'inadequate') or 'leadership_cap_broken' = any(quality_flags)",
            name=op.f("ck_inspection_leadership_caps_overall"),
        ),
        sa.CheckConstraint(
            "leaders_and_managers in ('outstanding', 'good', 'requires_improvement', 'inadequate', 'not_judged')",
            name=op.f("ck_inspection_leaders_and_managers_known"),
        ),
        sa.CheckConstraint("number ~ '^[0-9A-Z]{1,20}$'", name=op.f("ck_inspection_number_form")),
        sa.CheckConstraint(
            "overall_experiences_and_progress in ('outstanding', 'good', 'requires_improvement', 'inadequate', 'not_judged')",
            name=op.f("ck_inspection_overall_experiences_and_progress_known"),
        ),
        sa.CheckConstraint(
            "protective_marking in ('official', 'official_sensitive')",
            name=op.f("ck_inspection_protective_marking_known"),
        ),
        sa.CheckConstraint(
            "ended_on >= started_on and published_on >= started_on", name=op.f("ck_inspection_dates_ordered")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_inspection_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("home_id", "number", name=op.f("uq_inspection_home_id_number")),
        schema="register",
    )
    op.create_index(
        "ix_inspection_home_id_started_on",
        "inspection",
        ["home_id", sa.literal_column("started_on desc"), sa.literal_column("id desc")],
        unique=False,
        schema="register",
    )
    op.create_index(
        "ix_inspection_started_on",
        "inspection",
        [sa.literal_column("started_on desc"), sa.literal_column("id desc")],
        unique=False,
        schema="register",
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_agency", sa.Text(), server_default="ofsted", nullable=False),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), server_default="fact", nullable=False),
        sa.Column("protective_marking", sa.Text(), server_default="official_sensitive", nullable=False),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assertion_basis in ('fact', 'professional_assessment', 'allegation')",
            name=op.f("ck_notice_assertion_basis_known"),
        ),
        sa.CheckConstraint(
            "kind in ('compliance_notice', 'restriction_of_accommodation', 'suspension', 'notice_of_proposal', 'notice_of_decision', 'urgent_cancellation', 'urgent_variation', 'warning_letter', 'caution', 'prosecution')",
            name=op.f("ck_notice_kind_known"),
        ),
        sa.CheckConstraint(
            "protective_marking in ('official', 'official_sensitive')", name=op.f("ck_notice_protective_marking_known")
        ),
        sa.CheckConstraint(
            "effective_from >= served_on and ends_on >= served_on and lifted_on >= served_on",
            name=op.f("ck_notice_dates_ordered"),
        ),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_notice_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        schema="register",
    )
    op.create_index(op.f("ix_notice_home_id"), "notice", ["home_id"], unique=False, schema="register")
    op.create_geospatial_table(
        "premises",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("is_main", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("saon", sa.Text(), nullable=True),
        sa.Column("paon", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("uprn", sa.BigInteger(), nullable=True),
        sa.Column("usrn", sa.BigInteger(), nullable=True),
        sa.Column(
            "point_27700",
            Geometry(
                geometry_type="POINT",
                srid=27700,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
            ),
            nullable=True,
        ),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("easting", sa.Double(), sa.Computed("st_x(point_27700)", persisted=True), nullable=True),
        sa.Column("northing", sa.Double(), sa.Computed("st_y(point_27700)", persisted=True), nullable=True),
        sa.Column(
            "geojson",
            sa.Text(),
            sa.Computed(
                "'{\"type\":\"Point\",\"coordinates\":[' || longitude || ',' || latitude || ']}'", persisted=True
            ),
            nullable=True,
        ),
        sa.Column("location_precision", sa.Text(), nullable=True),
        sa.Column("on_edge", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("in_no_force", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_agency", sa.Text(), server_default="ofsted", nullable=False),
        sa.Column("source_system", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("assertion_basis", sa.Text(), server_default="fact", nullable=False),
        sa.Column("protective_marking", sa.Text(), server_default="official_sensitive", nullable=False),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("retention_review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assertion_basis in ('fact', 'professional_assessment', 'allegation')",
            name=op.f("ck_premises_assertion_basis_known"),
        ),
        sa.CheckConstraint(
            "length(locality) between 1 and 120 and locality !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_premises_locality_fits"),
        ),
        sa.CheckConstraint(
            "length(paon) between 1 and 120 and paon !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_premises_paon_fits")
        ),
        sa.CheckConstraint(
            "length(saon) between 1 and 120 and saon !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_premises_saon_fits")
        ),
        sa.CheckConstraint(
            "length(street) between 1 and 120 and street !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_premises_street_fits")
        ),
        sa.CheckConstraint(
            "length(town) between 1 and 120 and town !~ '[\\x01-\\x1f\\x7f]'", name=op.f("ck_premises_town_fits")
        ),
        sa.CheckConstraint(
            "location_precision in ('uprn', 'postcode', 'street')", name=op.f("ck_premises_location_precision_known")
        ),
        sa.CheckConstraint(
            "postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'", name=op.f("ck_premises_postcode_form")
        ),
        sa.CheckConstraint(
            "protective_marking in ('official', 'official_sensitive')",
            name=op.f("ck_premises_protective_marking_known"),
        ),
        sa.CheckConstraint(
            "longitude between -9.1 and 2.1 and latitude between 49.8 and 61.0",
            name=op.f("ck_premises_position_in_britain"),
        ),
        sa.CheckConstraint(
            "num_nulls(point_27700, longitude, latitude, location_precision) in (0, 4)",
            name=op.f("ck_premises_position_whole"),
        ),
        sa.CheckConstraint("uprn between 1 and 999999999999", name=op.f("ck_premises_uprn_form")),
        sa.CheckConstraint("usrn between 1 and 99999999", name=op.f("ck_premises_usrn_form")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_premises_valid_ordered")),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_premises_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_premises")),
        schema="register",
    )
    op.create_index(op.f("ix_premises_home_id"), "premises", ["home_id"], unique=False, schema="register")
    op.create_index(
        "ix_premises_one_main",
        "premises",
        ["home_id"],
        unique=True,
        schema="register",
        postgresql_include=["postcode", "longitude", "latitude"],
        postgresql_where=sa.text("is_main and valid_to is null"),
    )
    op.create_geospatial_index(
        "ix_premises_point_27700",
        "premises",
        ["point_27700"],
        unique=False,
        schema="register",
        postgresql_using="gist",
        postgresql_ops={},
    )
    op.create_index(
        "ix_premises_postcode",
        "premises",
        ["postcode"],
        unique=False,
        schema="register",
        postgresql_ops={"postcode": "text_pattern_ops"},
    )
    op.create_index("ix_premises_uprn", "premises", ["uprn"], unique=False, schema="register")
    op.create_table(
        "condition_detail",
        sa.Column("condition_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(wording) between 1 and 2000 and wording !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_condition_detail_wording_fits"),
        ),
        sa.ForeignKeyConstraint(
            ["condition_id"], ["register.condition.id"], name=op.f("fk_condition_detail_condition_id")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_condition_detail_home_id")),
        sa.PrimaryKeyConstraint("condition_id", name=op.f("pk_condition_detail")),
        schema="register",
    )
    op.create_table(
        "home_reach",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("premises_id", sa.Uuid(), nullable=True),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("of_main", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(how = 'authority') = (premises_id is null)", name=op.f("ck_home_reach_authority_without_premises")
        ),
        sa.CheckConstraint("how in ('inside', 'edge', 'buffer', 'authority')", name=op.f("ck_home_reach_how_known")),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_home_reach_valid_ordered")),
        sa.ForeignKeyConstraint(["area_code"], ["register.area.code"], name=op.f("fk_home_reach_area_code")),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_home_reach_home_id")),
        sa.ForeignKeyConstraint(["premises_id"], ["register.premises.id"], name=op.f("fk_home_reach_premises_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_reach")),
        schema="register",
    )
    op.create_index(
        "ix_home_reach_current",
        "home_reach",
        ["area_code", "home_id"],
        unique=False,
        schema="register",
        postgresql_include=["of_main", "premises_id"],
        postgresql_where=sa.text("valid_to is null"),
    )
    op.create_index("ix_home_reach_home_id", "home_reach", ["home_id"], unique=False, schema="register")
    op.create_index("ix_home_reach_premises_id", "home_reach", ["premises_id"], unique=False, schema="register")
    op.create_table(
        "notice_detail",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("appeal_status", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "length(appeal_status) between 1 and 200 and appeal_status !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_notice_detail_appeal_status_fits"),
        ),
        sa.CheckConstraint(
            "length(reasons) between 1 and 4000 and reasons !~ '[\\x01-\\x1f\\x7f]'",
            name=op.f("ck_notice_detail_reasons_fits"),
        ),
        sa.ForeignKeyConstraint(["home_id"], ["register.home.id"], name=op.f("fk_notice_detail_home_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["register.notice.id"], name=op.f("fk_notice_detail_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice_detail")),
        schema="register",
    )


def downgrade() -> None:
    op.drop_table("notice_detail", schema="register")
    op.drop_index("ix_home_reach_premises_id", table_name="home_reach", schema="register")
    op.drop_index("ix_home_reach_home_id", table_name="home_reach", schema="register")
    op.drop_index(
        "ix_home_reach_current",
        table_name="home_reach",
        schema="register",
        postgresql_include=["of_main", "premises_id"],
        postgresql_where=sa.text("valid_to is null"),
    )
    op.drop_table("home_reach", schema="register")
    op.drop_table("condition_detail", schema="register")
    op.drop_index("ix_premises_uprn", table_name="premises", schema="register")
    op.drop_index(
        "ix_premises_postcode",
        table_name="premises",
        schema="register",
        postgresql_ops={"postcode": "text_pattern_ops"},
    )
    op.drop_geospatial_index(
        "ix_premises_point_27700",
        table_name="premises",
        schema="register",
        postgresql_using="gist",
        column_name="point_27700",
    )
    op.drop_index(
        "ix_premises_one_main",
        table_name="premises",
        schema="register",
        postgresql_include=["postcode", "longitude", "latitude"],
        postgresql_where=sa.text("is_main and valid_to is null"),
    )
    op.drop_index(op.f("ix_premises_home_id"), table_name="premises", schema="register")
    op.drop_geospatial_table("premises", schema="register")
    op.drop_index(op.f("ix_notice_home_id"), table_name="notice", schema="register")
    op.drop_table("notice", schema="register")
    op.drop_index("ix_inspection_started_on", table_name="inspection", schema="register")
    op.drop_index("ix_inspection_home_id_started_on", table_name="inspection", schema="register")
    op.drop_table("inspection", schema="register")
    op.drop_index("ix_home_person_home_id_role_valid_from", table_name="home_person", schema="register")
    op.drop_table("home_person", schema="register")
    op.drop_index(
        "ix_home_identity_home_id_name", table_name="home_identity", schema="register", postgresql_include=["name"]
    )
    op.drop_table("home_identity", schema="register")
    op.drop_index("ix_home_area_home_id", table_name="home_area", schema="register")
    op.drop_index(
        "ix_home_area_current", table_name="home_area", schema="register", postgresql_where=sa.text("valid_to is null")
    )
    op.drop_table("home_area", schema="register")
    op.drop_index(op.f("ix_condition_home_id"), table_name="condition", schema="register")
    op.drop_table("condition", schema="register")
    op.drop_index(op.f("ix_area_part_version_id"), table_name="area_part", schema="register")
    op.drop_geospatial_index(
        "ix_area_part_part_27700",
        table_name="area_part",
        schema="register",
        postgresql_using="gist",
        column_name="part_27700",
    )
    op.drop_geospatial_table("area_part", schema="register")
    op.drop_table("provider_contact", schema="register")
    op.drop_table("organisation", schema="register")
    op.drop_index(op.f("ix_home_provider_id"), table_name="home", schema="register")
    op.drop_table("home", schema="register")
    op.drop_index("ix_area_within_one_of_a_kind", table_name="area_within", schema="register")
    op.drop_table("area_within", schema="register")
    op.drop_geospatial_table("area_version", schema="register")
    op.drop_table("area_successor", schema="register")
    op.drop_table("area_drawing", schema="register")
    op.drop_index("ix_provider_history_time", table_name="provider_history", schema="register")
    op.drop_index("ix_provider_history_key", table_name="provider_history", schema="register")
    op.drop_table("provider_history", schema="register")
    op.drop_index("ix_provider_contact_history_time", table_name="provider_contact_history", schema="register")
    op.drop_index("ix_provider_contact_history_key", table_name="provider_contact_history", schema="register")
    op.drop_table("provider_contact_history", schema="register")
    op.drop_table("provider", schema="register")
    op.drop_index("ix_premises_history_time", table_name="premises_history", schema="register")
    op.drop_index("ix_premises_history_key", table_name="premises_history", schema="register")
    op.drop_index("ix_premises_history_home", table_name="premises_history", schema="register")
    op.drop_geospatial_table("premises_history", schema="register")
    op.drop_index("ix_organisation_history_time", table_name="organisation_history", schema="register")
    op.drop_index("ix_organisation_history_key", table_name="organisation_history", schema="register")
    op.drop_table("organisation_history", schema="register")
    op.drop_index("ix_notice_history_time", table_name="notice_history", schema="register")
    op.drop_index("ix_notice_history_key", table_name="notice_history", schema="register")
    op.drop_index("ix_notice_history_home", table_name="notice_history", schema="register")
    op.drop_table("notice_history", schema="register")
    op.drop_index("ix_notice_detail_history_time", table_name="notice_detail_history", schema="register")
    op.drop_index("ix_notice_detail_history_key", table_name="notice_detail_history", schema="register")
    op.drop_index("ix_notice_detail_history_home", table_name="notice_detail_history", schema="register")
    op.drop_table("notice_detail_history", schema="register")
    op.drop_table("legal_basis", schema="register")
    op.drop_index("ix_inspection_history_time", table_name="inspection_history", schema="register")
    op.drop_index("ix_inspection_history_key", table_name="inspection_history", schema="register")
    op.drop_index("ix_inspection_history_home", table_name="inspection_history", schema="register")
    op.drop_table("inspection_history", schema="register")
    op.drop_index("ix_home_reach_history_time", table_name="home_reach_history", schema="register")
    op.drop_index("ix_home_reach_history_key", table_name="home_reach_history", schema="register")
    op.drop_index("ix_home_reach_history_home", table_name="home_reach_history", schema="register")
    op.drop_table("home_reach_history", schema="register")
    op.drop_index("ix_home_person_history_time", table_name="home_person_history", schema="register")
    op.drop_index("ix_home_person_history_key", table_name="home_person_history", schema="register")
    op.drop_index("ix_home_person_history_home", table_name="home_person_history", schema="register")
    op.drop_table("home_person_history", schema="register")
    op.drop_index("ix_home_identity_history_time", table_name="home_identity_history", schema="register")
    op.drop_index("ix_home_identity_history_key", table_name="home_identity_history", schema="register")
    op.drop_table("home_identity_history", schema="register")
    op.drop_index("ix_home_history_time", table_name="home_history", schema="register")
    op.drop_index("ix_home_history_key", table_name="home_history", schema="register")
    op.drop_table("home_history", schema="register")
    op.drop_index("ix_home_area_history_time", table_name="home_area_history", schema="register")
    op.drop_index("ix_home_area_history_key", table_name="home_area_history", schema="register")
    op.drop_index("ix_home_area_history_home", table_name="home_area_history", schema="register")
    op.drop_table("home_area_history", schema="register")
    op.drop_index("ix_entry_entity_key", table_name="entry", schema="register")
    op.drop_table("entry", schema="register")
    op.drop_index("ix_condition_history_time", table_name="condition_history", schema="register")
    op.drop_index("ix_condition_history_key", table_name="condition_history", schema="register")
    op.drop_index("ix_condition_history_home", table_name="condition_history", schema="register")
    op.drop_table("condition_history", schema="register")
    op.drop_index("ix_condition_detail_history_time", table_name="condition_detail_history", schema="register")
    op.drop_index("ix_condition_detail_history_key", table_name="condition_detail_history", schema="register")
    op.drop_index("ix_condition_detail_history_home", table_name="condition_detail_history", schema="register")
    op.drop_table("condition_detail_history", schema="register")
    op.drop_index("ix_area_history_time", table_name="area_history", schema="register")
    op.drop_index("ix_area_history_key", table_name="area_history", schema="register")
    op.drop_table("area_history", schema="register")
    op.drop_index("ix_area_kind", table_name="area", schema="register")
    op.drop_table("area", schema="register")
    op.drop_table("agency", schema="register")
    op.drop_table("access_log", schema="register")
