"""Hold each closed list as one domain over text, where every column that holds a code of it had a constraint of its own.

No table is rewritten: a domain without a constraint has the same bytes as the text below it, and gets its constraint
when its columns are there. The wall leans on these columns, and stands again when the transaction ends.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAINS: dict[str, tuple[str, ...]] = {
    "agency_code": (
        "police",
        "ukmpu",
        "ofsted",
        "ofsted_inspector",
        "dfe",
        "dfe_statistics",
        "commissioner",
        "commissioner_statistics",
        "local_authority",
        "cqc",
        "hmicfrs",
        "hmi_probation",
        "health",
        "interview_provider",
        "admin",
        "auditor",
    ),
    "appointed_role_code": ("supervisor", "approver"),
    "area_kind_code": ("force", "authority", "region", "country"),
    "area_link_code": ("inside", "edge", "buffer", "authority"),
    "assertion_basis_code": ("fact", "professional_assessment", "allegation"),
    "change_operation_code": ("insert", "update", "delete"),
    "condition_change_code": ("imposed", "varied", "removed"),
    "condition_kind_code": ("max_places", "age_range", "needs", "named_manager", "premises", "other"),
    "home_kind_code": ("childrens_home", "secure_childrens_home", "residential_special_school"),
    "inspection_kind_code": ("full", "interim", "assurance", "monitoring_visit", "reinspection"),
    "judgement_code": ("outstanding", "good", "requires_improvement", "inadequate", "not_judged"),
    "legal_form_code": (
        "individual",
        "partnership",
        "company",
        "charity",
        "local_authority",
        "nhs_body",
        "unincorporated",
        "not_known",
    ),
    "live_grant_kind_code": ("break_glass", "administration", "inspection"),
    "location_precision_code": ("uprn", "postcode", "street"),
    "log_code": ("access", "entry"),
    "notice_kind_code": (
        "compliance_notice",
        "restriction_of_accommodation",
        "suspension",
        "notice_of_proposal",
        "notice_of_decision",
        "urgent_cancellation",
        "urgent_variation",
        "warning_letter",
        "caution",
        "prosecution",
    ),
    "operational_status_code": ("not_yet_accommodating", "open", "open_no_children", "temporarily_closed"),
    "outcome_code": ("allowed", "refused"),
    "person_role_code": ("registered_manager", "responsible_individual"),
    "protective_marking_code": ("official", "official_sensitive"),
    "purpose_code": (
        "safeguarding_child",
        "missing_investigation",
        "incident_response",
        "prevention_analysis",
        "inspection",
        "statistics",
        "regulation",
        "system_support",
    ),
    "registration_status_code": (
        "application_received",
        "refused",
        "registered",
        "suspended",
        "cancelled_voluntary",
        "cancelled_ofsted",
        "cancelled_court",
        "lapsed",
    ),
    "sector_code": ("private", "local_authority", "voluntary", "health_authority"),
    "sex_admitted_code": ("mixed", "male", "female"),
}
# Which columns of which table hold a code of which list.
COLUMNS: dict[str, dict[str, str]] = {
    "access_log": {"agency": "agency_code", "purpose": "purpose_code", "outcome": "outcome_code"},
    "agency": {"code": "agency_code"},
    "appointment": {"agency": "agency_code", "role": "appointed_role_code"},
    "area": {"kind": "area_kind_code"},
    "area_within": {"within_kind": "area_kind_code"},
    "change_request": {"agency": "agency_code"},
    "condition": {
        "kind": "condition_kind_code",
        "change": "condition_change_code",
        "assertion_basis": "assertion_basis_code",
        "protective_marking": "protective_marking_code",
    },
    "entry": {"operation": "change_operation_code"},
    "home": {
        "kind": "home_kind_code",
        "sector": "sector_code",
        "registration_status": "registration_status_code",
        "assertion_basis": "assertion_basis_code",
        "protective_marking": "protective_marking_code",
    },
    "home_identity": {"sex_admitted": "sex_admitted_code", "operational_status": "operational_status_code"},
    "home_person": {
        "role": "person_role_code",
        "assertion_basis": "assertion_basis_code",
        "protective_marking": "protective_marking_code",
    },
    "home_reach": {"how": "area_link_code"},
    "inspection": {
        "kind": "inspection_kind_code",
        "overall_experiences_and_progress": "judgement_code",
        "helped_and_protected": "judgement_code",
        "leaders_and_managers": "judgement_code",
        "education_and_learning": "judgement_code",
        "health": "judgement_code",
        "assertion_basis": "assertion_basis_code",
        "protective_marking": "protective_marking_code",
    },
    "live_grant": {
        "kind": "live_grant_kind_code",
        "holder_agency": "agency_code",
        "purpose": "purpose_code",
        "issued_agency": "agency_code",
    },
    "notice": {
        "kind": "notice_kind_code",
        "assertion_basis": "assertion_basis_code",
        "protective_marking": "protective_marking_code",
    },
    "organisation": {"agency": "agency_code"},
    "premises": {
        "location_precision": "location_precision_code",
        "assertion_basis": "assertion_basis_code",
        "protective_marking": "protective_marking_code",
    },
    "provider": {
        "legal_form": "legal_form_code",
        "sector": "sector_code",
        "assertion_basis": "assertion_basis_code",
        "protective_marking": "protective_marking_code",
    },
    "seal_head": {"log": "log_code"},
    "seal_held": {"log": "log_code"},
    "seal_leaf": {"log": "log_code"},
    "seal_node": {"log": "log_code"},
    "seal_state": {"log": "log_code"},
    "suspension": {"agency": "agency_code"},
}
# Held by its reference to register.agency, and never by a list of its own.
REFERRING = frozenset({("organisation", "agency")})

LOWER_WALL = """
create temporary table lowered_wall on commit drop as
select format('drop policy %I on register.%I', policyname, tablename) as lowered,
       format(
           'create policy %I on register.%I for %s to %s%s%s', policyname, tablename, cmd,
           (select string_agg(quote_ident(role), ', ') from unnest(roles) as role),
           ' using (' || qual || ')', ' with check (' || with_check || ')'
       ) as raised
  from pg_policies where schemaname = 'register'
"""
RUN = """
do $$
declare
    statement text;
begin
    for statement in select {column} from lowered_wall loop
        execute statement;
    end loop;
end $$
"""


def upgrade() -> None:
    _lower_wall()
    for domain in DOMAINS:
        op.execute(f"create domain register.{domain} as text")
    for table, columns in COLUMNS.items():
        for column in columns:
            if (table, column) not in REFERRING:
                op.execute(f"alter table register.{table} drop constraint ck_{table}_{column}_known")
        _alter(table, {column: f"register.{domain}" for column, domain in columns.items()})
    for domain, codes in DOMAINS.items():
        op.execute(f"alter domain register.{domain} add constraint {domain}_known check (value in ({_listed(codes)}))")
    _raise_wall()


def downgrade() -> None:
    _lower_wall()
    for table, columns in COLUMNS.items():
        _alter(table, dict.fromkeys(columns, "text"))
        for column, domain in columns.items():
            if (table, column) not in REFERRING:
                op.execute(
                    f"alter table register.{table} add constraint ck_{table}_{column}_known "
                    f"check ({column} in ({_listed(DOMAINS[domain])}))"
                )
    for domain in DOMAINS:
        op.execute(f"drop domain register.{domain}")
    _raise_wall()


def _alter(table: str, kinds: dict[str, str]) -> None:
    changes = ", ".join(f"alter column {column} type {kind}" for column, kind in kinds.items())
    op.execute(f"alter table register.{table} {changes}")


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def _lower_wall() -> None:
    op.execute(LOWER_WALL)
    op.execute(RUN.format(column="lowered"))


def _raise_wall() -> None:
    op.execute(RUN.format(column="raised"))
    op.execute("drop table lowered_wall")
