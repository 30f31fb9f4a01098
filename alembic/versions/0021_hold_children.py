"""Hold children, their placements and their missing episodes, each field group in a table of its own.

Links say which body reaches what. No kind of episode of a child overlaps another.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAINS: dict[str, tuple[str, ...]] = {
    "child_link_code": ("responsible", "host", "owner", "interest", "long_missing"),
    "sex_code": ("male", "female", "unknown"),
    "care_status_code": (
        "looked_after",
        "child_protection_plan",
        "child_in_need",
        "care_leaver",
        "not_known_to_services",
    ),
    "placement_kind_code": (
        "secure_home",
        "childrens_home",
        "supported_accommodation",
        "residential_school",
        "foster_care",
        "with_parents",
        "independent_living",
        "other_residential",
        "other",
    ),
    "missing_kind_code": ("missing", "away"),
    "police_category_code": ("missing", "absent", "away_known", "not_reported"),
    "missing_setting_code": ("care", "home", "school", "hospital", "other"),
    "episode_status_code": ("reported", "investigating", "located", "closed", "cancelled"),
    "found_by_code": (
        "returned_self",
        "police",
        "other_force",
        "carer",
        "family",
        "public",
        "other_agency",
        "not_found",
    ),
    "episode_outcome_code": (
        "returned_placement",
        "returned_family",
        "new_placement",
        "custody",
        "hospital",
        "abroad",
        "turned_18_missing",
        "deceased",
    ),
    "risk_scheme_code": ("app_2017", "app_current"),
    "risk_level_code": ("no_apparent_risk", "very_low", "low", "medium", "high"),
}
RECORD = """version integer default '1' not null,
        source_agency text default 'ofsted' not null,
        source_system text,
        source_ref text,
        assertion_basis register.assertion_basis_code default 'fact' not null,
        protective_marking register.protective_marking_code default 'official_sensitive' not null,
        quality_flags text[] default '{}' not null,
        retention_review_on date"""
TABLES: dict[str, str] = {
    "child": f"""
        id uuid default gen_random_uuid() not null,
        responsible_authority_code text not null,
        {RECORD},
        constraint pk_child primary key (id),
        constraint fk_child_responsible_authority_code foreign key (responsible_authority_code) references
            register.area (code)
    """,
    "child_minimum": """
        child_id uuid not null,
        name text not null,
        date_of_birth date not null,
        sex register.sex_code not null,
        constraint pk_child_minimum primary key (child_id),
        constraint ck_child_minimum_name_fits check (length(name) between 1 and 200 and name !~
            '[\\x01-\\x1f\\x7f]'),
        constraint fk_child_minimum_child_id foreign key (child_id) references register.child (id)
    """,
    "child_identity": """
        child_id uuid not null,
        aliases text[] default '{}' not null,
        nhs_number text,
        upn text,
        authority_reference text,
        constraint pk_child_identity primary key (child_id),
        constraint ck_child_identity_nhs_number_form check (nhs_number ~ '^[0-9]{10}$'),
        constraint ck_child_identity_upn_form check (upn ~ '^[A-Z][0-9]{11}[0-9A-Z]$'),
        constraint ck_child_identity_authority_reference_fits check (length(authority_reference) between 1 and
            60 and authority_reference !~ '[\\x01-\\x1f\\x7f]'),
        constraint fk_child_identity_child_id foreign key (child_id) references register.child (id)
    """,
    "child_characteristics": """
        child_id uuid not null,
        care_status register.care_status_code,
        ethnicity text,
        is_disabled boolean,
        is_unaccompanied boolean,
        constraint pk_child_characteristics primary key (child_id),
        constraint ck_child_characteristics_ethnicity_form check (ethnicity ~ '^[A-Z]{4}$'),
        constraint fk_child_characteristics_child_id foreign key (child_id) references register.child (id)
    """,
    "child_reach": """
        id uuid default gen_random_uuid() not null,
        child_id uuid not null,
        area_code text,
        how register.child_link_code not null,
        valid_from timestamptz not null,
        valid_to timestamptz,
        constraint pk_child_reach primary key (id),
        constraint ck_child_reach_valid_ordered check (valid_to >= valid_from),
        constraint fk_child_reach_child_id foreign key (child_id) references register.child (id),
        constraint fk_child_reach_area_code foreign key (area_code) references register.area (code)
    """,
    "placement": f"""
        id uuid default gen_random_uuid() not null,
        child_id uuid not null,
        kind register.placement_kind_code not null,
        home_id uuid,
        host_authority_code text not null,
        started_on date not null,
        ended_on date,
        {RECORD},
        constraint pk_placement primary key (id),
        constraint ck_placement_days_ordered check (ended_on > started_on),
        constraint ck_placement_home_suits_kind check (home_id is null or kind in ('childrens_home',
            'secure_home')),
        constraint fk_placement_child_id foreign key (child_id) references register.child (id),
        constraint fk_placement_home_id foreign key (home_id) references register.home (id),
        constraint fk_placement_host_authority_code foreign key (host_authority_code) references register.area
            (code)
    """,
    "placement_reach": """
        id uuid default gen_random_uuid() not null,
        placement_id uuid not null,
        area_code text,
        how register.child_link_code not null,
        valid_from timestamptz not null,
        valid_to timestamptz,
        constraint pk_placement_reach primary key (id),
        constraint ck_placement_reach_valid_ordered check (valid_to >= valid_from),
        constraint fk_placement_reach_placement_id foreign key (placement_id) references register.placement
            (id),
        constraint fk_placement_reach_area_code foreign key (area_code) references register.area (code)
    """,
    "missing_episode": f"""
        id uuid default gen_random_uuid() not null,
        reference text,
        kind register.missing_kind_code not null,
        police_category register.police_category_code,
        setting register.missing_setting_code not null,
        status register.episode_status_code not null,
        home_id uuid,
        child_pseudonym text,
        owning_force_code text not null,
        responsible_authority_code text not null,
        last_seen_at timestamptz,
        started_at timestamptz not null,
        reported_at timestamptz,
        found_at timestamptz,
        returned_at timestamptz,
        ended_at timestamptz,
        found_by register.found_by_code,
        outcome register.episode_outcome_code,
        {RECORD},
        constraint pk_missing_episode primary key (id),
        constraint ck_missing_episode_reference_fits check (length(reference) between 1 and 40 and reference !~
            '[\\x01-\\x1f\\x7f]'),
        constraint ck_missing_episode_pseudonym_form check (child_pseudonym ~ '^[0-9a-f]{{32}}$'),
        constraint ck_missing_episode_instants_ordered check (reported_at >= started_at and found_at >=
            started_at and returned_at >= coalesce(found_at, started_at) and ended_at >= started_at and last_seen_at
            <= started_at),
        constraint ck_missing_episode_open_without_an_end check ((ended_at is null) = (status in
            ('reported', 'investigating'))),
        constraint ck_missing_episode_home_in_care check (home_id is null or setting = 'care'),
        constraint fk_missing_episode_home_id foreign key (home_id) references register.home (id),
        constraint fk_missing_episode_owning_force_code foreign key (owning_force_code) references register.area
            (code),
        constraint fk_missing_episode_responsible_authority_code foreign key (responsible_authority_code)
            references register.area (code)
    """,
    "episode_child": """
        episode_id uuid not null,
        child_id uuid not null,
        copied_kind register.missing_kind_code,
        copied_start timestamptz,
        copied_end timestamptz,
        constraint pk_episode_child primary key (episode_id),
        constraint ex_episode_child_one_at_a_time exclude using gist (child_id with =, copied_kind with =,
            tstzrange(copied_start, copied_end) with &&),
        constraint fk_episode_child_episode_id foreign key (episode_id) references register.missing_episode
            (id),
        constraint fk_episode_child_child_id foreign key (child_id) references register.child (id)
    """,
    "risk_assessment": f"""
        id uuid default gen_random_uuid() not null,
        episode_id uuid not null,
        scheme register.risk_scheme_code not null,
        level register.risk_level_code not null,
        assessed_at timestamptz not null,
        review_due_at timestamptz,
        {RECORD},
        constraint pk_risk_assessment primary key (id),
        constraint ck_risk_assessment_review_after check (review_due_at > assessed_at),
        constraint ck_risk_assessment_level_of_scheme check (case scheme when 'app_2017' then level <>
            'very_low' else level <> 'no_apparent_risk' end),
        constraint fk_risk_assessment_episode_id foreign key (episode_id) references register.missing_episode
            (id)
    """,
    "episode_reach": """
        id uuid default gen_random_uuid() not null,
        episode_id uuid not null,
        area_code text,
        how register.child_link_code not null,
        valid_from timestamptz not null,
        valid_to timestamptz,
        constraint pk_episode_reach primary key (id),
        constraint ck_episode_reach_valid_ordered check (valid_to >= valid_from),
        constraint fk_episode_reach_episode_id foreign key (episode_id) references register.missing_episode
            (id),
        constraint fk_episode_reach_area_code foreign key (area_code) references register.area (code)
    """,
}
INDEXES: tuple[str, ...] = (
    "ix_child_responsible_authority_code on child (responsible_authority_code)",
    "ix_child_minimum_date_of_birth on child_minimum (date_of_birth)",
    "ix_child_identity_nhs_number on child_identity (nhs_number)",
    "ix_child_identity_upn on child_identity (upn)",
    "ix_child_reach_area_code on child_reach (area_code, how) include (child_id, valid_from, valid_to)",
    "ix_child_reach_child_id on child_reach (child_id, how) include (area_code, valid_from, valid_to)",
    "ix_child_reach_valid_to on child_reach (valid_to) where valid_to is not null",
    "ix_placement_child_id on placement (child_id, started_on)",
    "ix_placement_home_id on placement (home_id)",
    "unique ix_placement_open on placement (child_id) where ended_on is null",
    "ix_placement_reach_area_code on placement_reach (area_code, how) include (placement_id, valid_from, valid_to)",
    "ix_placement_reach_placement_id on placement_reach (placement_id, how) include (area_code, valid_from, valid_to)",
    "ix_placement_reach_valid_to on placement_reach (valid_to) where valid_to is not null",
    "ix_missing_episode_home_id on missing_episode (home_id)",
    "ix_missing_episode_open on missing_episode (started_at) where ended_at is null",
    "ix_missing_episode_owning_force_code on missing_episode (owning_force_code)",
    "ix_missing_episode_responsible_authority_code on missing_episode (responsible_authority_code)",
    "ix_missing_episode_started_at on missing_episode (started_at, id)",
    "ix_episode_child_child_id on episode_child (child_id)",
    "ix_risk_assessment_episode_id on risk_assessment (episode_id, assessed_at)",
    "ix_episode_reach_area_code on episode_reach (area_code, how) include (episode_id, valid_from, valid_to)",
    "ix_episode_reach_episode_id on episode_reach (episode_id, how) include (area_code, valid_from, valid_to)",
    "ix_episode_reach_valid_to on episode_reach (valid_to) where valid_to is not null",
)
# Each table's key, and what its changes are of: the kind of the subject and the column that names it.
KEPT: tuple[tuple[str, str, str, str], ...] = (
    ("child", "id", "child", "id"),
    ("child_minimum", "child_id", "child", "child_id"),
    ("child_identity", "child_id", "child", "child_id"),
    ("child_characteristics", "child_id", "child", "child_id"),
    ("child_reach", "id", "child", "child_id"),
    ("placement", "id", "placement", "id"),
    ("placement_reach", "id", "placement", "placement_id"),
    ("missing_episode", "id", "episode", "id"),
    ("episode_child", "episode_id", "child", "child_id"),
    ("risk_assessment", "id", "episode", "episode_id"),
    ("episode_reach", "id", "episode", "episode_id"),
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
# The same columns, a code as a text, without what constrains them.
KEEP_HISTORY = """
do $$
declare
    columns text;
begin
    select string_agg(format('%I %s', a.attname, case t.typtype when 'd' then 'text'
                                                 else format_type(a.atttypid, a.atttypmod) end), ', ' order by a.attnum)
      into columns
      from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = 'register.{table}'::regclass and a.attnum > 0;
    execute format(
        'create table register.{table}_history (history_id bigint generated always as identity, %s,
         recorded_from timestamptz not null, recorded_to timestamptz,
         constraint pk_{table}_history primary key (history_id))', columns);
end $$
"""


def upgrade() -> None:
    for domain, codes in DOMAINS.items():
        listed = ", ".join(f"'{code}'" for code in codes)
        op.execute(f"create domain register.{domain} as text constraint {domain}_known check (value in ({listed}))")
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
    for index in INDEXES:
        name, table = index.split(" on ")
        made = "unique index" if name.startswith("unique ") else "index"
        op.execute(f"create {made} {name.removeprefix('unique ')} on register.{table}")
    for table, key, kind, subject in KEPT:
        op.execute(KEEP_HISTORY.format(table=table))
        _index_history(table, key, kind, subject=subject)
        _keep(table, key, kind, subject=subject)


def _index_history(table: str, key: str, kind: str, *, subject: str) -> None:
    op.create_index(f"ix_{table}_history_key", f"{table}_history", [key, "recorded_from"], schema="register")
    op.create_index(f"ix_{table}_history_time", f"{table}_history", ["recorded_from", "recorded_to"], schema="register")
    if subject != key:
        op.create_index(f"ix_{table}_history_{kind}", f"{table}_history", [subject], schema="register")


def _keep(table: str, key: str, kind: str, *, subject: str) -> None:
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
            f"for each statement execute function register.record_change('{key}', '{kind}', '{subject}')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.execute(f"drop table register.{table}, register.{table}_history cascade")
    for domain in DOMAINS:
        op.execute(f"drop domain register.{domain}")
