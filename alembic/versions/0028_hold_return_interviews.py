"""Hold return home interviews, flags of exploitation, sightings and harm, each field group in a table of its own.

What a child says is kept encrypted. An episode names the force that is asked to take it over, and the one before.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAINS: dict[str, tuple[str, ...]] = {
    "interview_status_code": (
        "due",
        "not_offered",
        "accepted",
        "declined",
        "not_reached",
        "missing_again",
        "completed",
    ),
    "not_offered_reason_code": ("turned_18", "out_of_country", "in_custody", "deceased", "other"),
    "interview_mode_code": ("face_to_face", "video", "phone"),
    "interviewer_code": (
        "independent_service",
        "advocate",
        "authority_other_worker",
        "social_worker",
        "residential_staff",
        "police",
        "other",
    ),
    "quality_grade_code": ("good", "adequate", "poor"),
    "exploitation_kind_code": (
        "sexual",
        "criminal",
        "trafficking",
        "radicalisation",
        "honour_based",
        "serious_violence",
    ),
    "exploitation_status_code": ("suspected", "assessed_risk", "confirmed"),
    "sighting_kind_code": ("last_seen", "reported", "encounter", "found"),
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
    "return_interview": f"""
        id uuid default gen_random_uuid() not null,
        episode_id uuid not null,
        status register.interview_status_code not null,
        found_at timestamptz not null,
        due_at timestamptz not null,
        offered_at timestamptz,
        not_offered_reason register.not_offered_reason_code,
        provider_code text,
        commissioned_at timestamptz,
        conducted_at timestamptz,
        mode register.interview_mode_code,
        interviewer register.interviewer_code,
        is_independent boolean,
        closed_at timestamptz,
        covered_by_id uuid,
        quality_grade register.quality_grade_code,
        {RECORD},
        constraint pk_return_interview primary key (id),
        constraint ck_return_interview_offer_after_found check (due_at >= found_at and offered_at >= found_at),
        constraint ck_return_interview_held_after_found check (conducted_at >= found_at),
        constraint ck_return_interview_completed_when_held check ((status = 'completed') = (conducted_at is not
            null)),
        constraint ck_return_interview_reason_if_not_offered check ((status = 'not_offered') =
            (not_offered_reason is not null)),
        constraint ck_return_interview_commission_whole check ((provider_code is null) = (commissioned_at is null)),
        constraint ck_return_interview_not_by_itself check (covered_by_id <> id),
        constraint uq_return_interview_episode_id unique (episode_id),
        constraint fk_return_interview_episode_id foreign key(episode_id) references register.missing_episode (id),
        constraint fk_return_interview_provider_code foreign key(provider_code) references register.organisation
            (code),
        constraint fk_return_interview_covered_by_id foreign key(covered_by_id) references
            register.return_interview (id)
    """,
    "interview_themes": """
        interview_id uuid not null,
        episode_id uuid not null,
        push_reasons text[] default '{}' not null,
        pull_reasons text[] default '{}' not null,
        actions text[] default '{}' not null,
        harm_disclosed boolean,
        exploitation_indicated boolean,
        constraint pk_interview_themes primary key (interview_id),
        constraint ck_interview_themes_push_reasons_known check (push_reasons <@ array['unhappy_placement',
            'conflict_carer', 'bullying', 'rules', 'contact_denied', 'abuse_neglect', 'placement_move',
            'mental_health', 'school_problem']),
        constraint ck_interview_themes_pull_reasons_known check (pull_reasons <@ array['family', 'friends',
            'partner', 'exploiter', 'gang_drugs', 'party_substance', 'home_area', 'online_contact']),
        constraint ck_interview_themes_actions_known check (actions <@ array['care_plan_review',
            'placement_change', 'referral', 'strategy_meeting', 'intelligence_shared']),
        constraint fk_interview_themes_interview_id foreign key(interview_id) references
            register.return_interview (id),
        constraint fk_interview_themes_episode_id foreign key(episode_id) references register.missing_episode (id)
    """,
    "interview_narrative": """
        interview_id uuid not null,
        episode_id uuid not null,
        ciphertext text not null,
        constraint pk_interview_narrative primary key (interview_id),
        constraint ck_interview_narrative_ciphertext_form check (ciphertext ~
            '^[a-z0-9-]{1,40}[.][0-9a-f-]{36}[.][A-Za-z0-9+/=]+$'),
        constraint fk_interview_narrative_interview_id foreign key(interview_id) references
            register.return_interview (id),
        constraint fk_interview_narrative_episode_id foreign key(episode_id) references register.missing_episode
            (id)
    """,
    "police_extract": """
        interview_id uuid not null,
        episode_id uuid not null,
        ciphertext text not null,
        approved_at timestamptz not null,
        constraint pk_police_extract primary key (interview_id),
        constraint ck_police_extract_ciphertext_form check (ciphertext ~
            '^[a-z0-9-]{1,40}[.][0-9a-f-]{36}[.][A-Za-z0-9+/=]+$'),
        constraint fk_police_extract_interview_id foreign key(interview_id) references register.return_interview
            (id),
        constraint fk_police_extract_episode_id foreign key(episode_id) references register.missing_episode (id)
    """,
    "exploitation_flag": f"""
        id uuid default gen_random_uuid() not null,
        child_id uuid not null,
        raised_on date not null,
        review_due_on date not null,
        ended_on date,
        {RECORD},
        constraint pk_exploitation_flag primary key (id),
        constraint ck_exploitation_flag_days_ordered check (review_due_on > raised_on and ended_on >= raised_on),
        constraint fk_exploitation_flag_child_id foreign key(child_id) references register.child (id)
    """,
    "exploitation_detail": """
        flag_id uuid not null,
        child_id uuid not null,
        kind register.exploitation_kind_code not null,
        status register.exploitation_status_code not null,
        constraint pk_exploitation_detail primary key (flag_id),
        constraint fk_exploitation_detail_flag_id foreign key(flag_id) references register.exploitation_flag (id),
        constraint fk_exploitation_detail_child_id foreign key(child_id) references register.child (id)
    """,
    "sighting": f"""
        id uuid default gen_random_uuid() not null,
        episode_id uuid not null,
        kind register.sighting_kind_code not null,
        seen_at timestamptz not null,
        point_27700 geometry(POINT,27700),
        longitude double precision,
        latitude double precision,
        easting double precision generated always as (st_x(point_27700)) stored,
        northing double precision generated always as (st_y(point_27700)) stored,
        geojson text generated always as ('{{"type":"Point","coordinates":[' || longitude || ',' || latitude ||
            ']}}') stored,
        {RECORD},
        constraint pk_sighting primary key (id),
        constraint ck_sighting_position_whole check (num_nulls(point_27700, longitude, latitude) in (0, 3)),
        constraint ck_sighting_position_in_britain check (longitude between -9.1 and 2.1 and latitude between
            49.8 and 61.0),
        constraint fk_sighting_episode_id foreign key(episode_id) references register.missing_episode (id)
    """,
    "episode_harm": """
        episode_id uuid not null,
        harms text[] default '{}' not null,
        constraint pk_episode_harm primary key (episode_id),
        constraint ck_episode_harm_harms_known check (harms <@ array['none', 'physical_assault',
            'sexual_offence', 'accidental', 'self_harm', 'criminal_exploitation', 'neglect', 'fatal']),
        constraint fk_episode_harm_episode_id foreign key(episode_id) references register.missing_episode (id)
    """,
}
INDEXES: tuple[str, ...] = (
    "ix_return_interview_covered_by_id on return_interview (covered_by_id)",
    "ix_return_interview_due on return_interview (due_at) where closed_at is null",
    "ix_return_interview_provider_code on return_interview (provider_code)",
    "ix_interview_themes_episode_id on interview_themes (episode_id)",
    "ix_interview_narrative_episode_id on interview_narrative (episode_id)",
    "ix_police_extract_episode_id on police_extract (episode_id)",
    "ix_exploitation_flag_child_id on exploitation_flag (child_id)",
    "ix_exploitation_flag_review on exploitation_flag (review_due_on) where ended_on is null",
    "ix_exploitation_detail_child_id on exploitation_detail (child_id)",
    "ix_sighting_episode_id on sighting (episode_id, seen_at)",
    "ix_sighting_point_27700 on sighting using gist (point_27700)",
    *(
        f"ix_{kind}_reach_organisation on {kind}_reach (organisation)"
        f" include ({kind}_id, valid_from, valid_to) where organisation is not null"
        for kind in ("child", "placement", "episode")
    ),
)
# Each table's key, and what its changes are of: the kind of the subject and the column that names it.
KEPT: tuple[tuple[str, str, str, str], ...] = (
    ("return_interview", "id", "episode", "episode_id"),
    ("interview_themes", "interview_id", "episode", "episode_id"),
    ("interview_narrative", "interview_id", "episode", "episode_id"),
    ("police_extract", "interview_id", "episode", "episode_id"),
    ("exploitation_flag", "id", "child", "child_id"),
    ("exploitation_detail", "flag_id", "child", "child_id"),
    ("sighting", "id", "episode", "episode_id"),
    ("episode_harm", "episode_id", "episode", "episode_id"),
)
# Columns of tables that are there, and to what they refer.
ADDED: tuple[tuple[str, str, str], ...] = (
    *((f"{kind}_reach", "organisation", "organisation") for kind in ("child", "placement", "episode")),
    ("missing_episode", "offered_force_code", "area"),
    ("missing_episode", "former_force_code", "area"),
)
LINKS: tuple[str, ...] = ("responsible", "host", "owner", "interest", "long_missing")
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
        op.execute(f"create domain register.{domain} as text")
        _list(domain, codes)
    _list_again("child_link_code", (*LINKS, "offered", "case"))
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
    for table, column, of in ADDED:
        op.execute(f"alter table register.{table} add column {column} text")
        op.execute(f"alter table register.{table}_history add column {column} text")
        op.execute(
            f"alter table register.{table} add constraint fk_{table}_{column} "
            f"foreign key ({column}) references register.{of} (code)"
        )
    op.execute(
        "alter table register.missing_episode add constraint ck_missing_episode_offered_to_another "
        "check (offered_force_code <> owning_force_code)"
    )
    for index in INDEXES:
        name, table = index.split(" on ")
        op.execute(f"create index {name} on register.{table}")
    for table, key, kind, subject in KEPT:
        op.execute(KEEP_HISTORY.format(table=table))
        _index_history(table, key, kind, subject=subject)
        _keep(table, key, kind, subject=subject)


def _list(domain: str, codes: Sequence[str]) -> None:
    listed = ", ".join(f"'{code}'" for code in codes)
    op.execute(f"alter domain register.{domain} add constraint {domain}_known check (value in ({listed}))")


def _list_again(domain: str, codes: Sequence[str]) -> None:
    op.execute(f"alter domain register.{domain} drop constraint {domain}_known")
    _list(domain, codes)


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
    for table, column, _ in ADDED:
        # The wall leans on it: it is raised again by what comes after a migration.
        op.execute(f"alter table register.{table} drop column {column} cascade")
        op.execute(f"alter table register.{table}_history drop column {column} cascade")
    for kind in ("child", "placement", "episode"):
        op.execute(f"delete from register.{kind}_reach where how in ('offered', 'case')")
    _list_again("child_link_code", LINKS)
    for domain in DOMAINS:
        op.execute(f"drop domain register.{domain}")
