"""Hold what an area's inspection finds, the letter that publishes it, the action plan, and the cohorts that are drawn.

A letter copies the findings that the lead agreed on, once, and from its day the access for the inspection ends after
the days of the action plan. A cohort is drawn by the database from the past that the picture of the area was frozen
from: the same seed draws the same children. No role can write what was drawn, copied or signed.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0044"
down_revision: str | None = "0043"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAINS: dict[str, tuple[str, ...]] = {
    "area_inspection_kind_code": ("joint", "authority_services", "single", "force", "child_protection"),
    "finding_kind_code": ("improvement", "good_practice", "priority_action"),
    "inspected_body_code": ("partnership", "authority", "police", "health", "probation", "youth_offending"),
}
FITS = "check (length({0}) between 1 and {1} and {0} !~ '[\\x01-\\x1f\\x7f]')"
COMMON = """
        version integer default '1' not null,
        source_agency text default 'ofsted' not null,
        source_system text,
        source_ref text,
        assertion_basis register.assertion_basis_code default 'fact' not null,
        protective_marking register.protective_marking_code default 'official_sensitive' not null,
        quality_flags text[] default '{}' not null,
        retention_review_on date,
"""
FINDING = """
        kind register.finding_kind_code not null,
        body register.inspected_body_code not null,
        is_about_missing boolean not null,
        narrative text not null,
        agency register.agency_code not null,
"""
TABLES: dict[str, str] = {
    "published_inspection": f"""
        id uuid default gen_random_uuid() not null,
        kind register.area_inspection_kind_code not null,
        area_code text not null,
        authority_codes text[] not null,
        agency register.agency_code not null,
        theme text,
        is_about_missing boolean not null,
        started_on date not null,
        published_on date not null,
        summary text not null,
        plan_due_on date,
        joint_inspection_id uuid,
        recorded_at timestamptz default now() not null,
        {COMMON}
        constraint pk_published_inspection primary key (id),
        constraint ck_published_inspection_theme_fits {FITS.format("theme", 60)},
        constraint ck_published_inspection_summary_fits {FITS.format("summary", 4_000)},
        constraint ck_published_inspection_days_ordered check (published_on >= started_on),
        constraint ck_published_inspection_plan_follows check (plan_due_on > published_on),
        constraint ck_published_inspection_of_its_body check (
            (agency = 'hmicfrs') = (kind in ('force', 'child_protection')) and agency in ('ofsted', 'hmicfrs')),
        constraint ck_published_inspection_joint_whole check (
            (kind = 'joint') = (joint_inspection_id is not null) and (kind = 'joint') = (plan_due_on is not null)),
        constraint uq_published_inspection_joint_inspection_id unique (joint_inspection_id),
        constraint fk_published_inspection_area_code foreign key (area_code) references register.area (code),
        constraint fk_published_inspection_joint_inspection_id foreign key (joint_inspection_id)
            references register.area_inspection (id)
    """,
    "published_finding": f"""
        id uuid default gen_random_uuid() not null,
        inspection_id uuid not null,
        {FINDING}
        constraint pk_published_finding primary key (id),
        constraint ck_published_finding_narrative_fits {FITS.format("narrative", 4_000)},
        constraint fk_published_finding_inspection_id foreign key (inspection_id)
            references register.published_inspection (id)
    """,
    "area_action": f"""
        id uuid default gen_random_uuid() not null,
        finding_id uuid not null,
        authority_code text not null,
        action text not null,
        due_on date not null,
        planned_at timestamptz default now() not null,
        done_on date,
        {COMMON}
        constraint pk_area_action primary key (id),
        constraint ck_area_action_action_fits {FITS.format("action", 2_000)},
        constraint fk_area_action_finding_id foreign key (finding_id) references register.published_finding (id),
        constraint fk_area_action_authority_code foreign key (authority_code) references register.area (code)
    """,
    "area_finding": f"""
        id uuid default gen_random_uuid() not null,
        inspection_id uuid not null,
        authority_code text not null,
        {FINDING}
        written_by text not null,
        written_at timestamptz default now() not null,
        agreed_by text,
        agreed_at timestamptz,
        {COMMON}
        constraint pk_area_finding primary key (id),
        constraint ck_area_finding_narrative_fits {FITS.format("narrative", 4_000)},
        constraint ck_area_finding_second_person check (agreed_by <> written_by),
        constraint ck_area_finding_agreement_whole check (num_nulls(agreed_by, agreed_at) in (0, 2)),
        constraint fk_area_finding_inspection_id foreign key (inspection_id) references register.area_inspection (id),
        constraint fk_area_finding_authority_code foreign key (authority_code) references register.area (code)
    """,
    "area_cohort": f"""
        id uuid default gen_random_uuid() not null,
        inspection_id uuid not null,
        authority_code text not null,
        seed text not null,
        size integer not null,
        drawn_from integer not null,
        child_ids text[] not null,
        drawn_by text not null,
        drawn_at timestamptz default now() not null,
        constraint pk_area_cohort primary key (id),
        constraint ck_area_cohort_seed_fits {FITS.format("seed", 60)},
        constraint ck_area_cohort_size_bounded check (size between 1 and 50),
        constraint ck_area_cohort_drawn_whole check (cardinality(child_ids) = least(size, drawn_from)),
        constraint uq_area_cohort_inspection_id_seed_size unique (inspection_id, seed, size),
        constraint fk_area_cohort_inspection_id foreign key (inspection_id) references register.area_inspection (id),
        constraint fk_area_cohort_authority_code foreign key (authority_code) references register.area (code)
    """,
}
INDEXES = (
    "ix_published_inspection_area_code on register.published_inspection (area_code)",
    "ix_published_inspection_published_on on register.published_inspection (published_on, id)",
    "ix_published_finding_inspection_id on register.published_finding (inspection_id)",
    "ix_area_action_finding_id on register.area_action (finding_id)",
    "ix_area_action_authority_code on register.area_action (authority_code)",
    "ix_area_finding_inspection_id on register.area_finding (inspection_id)",
    "ix_area_finding_authority_code on register.area_finding (authority_code)",
    "ix_area_cohort_authority_code on register.area_cohort (authority_code)",
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

SUBJECT = "coalesce(nullif(current_setting('register.subject', true), ''), session_user)"
AGENCY = "nullif(current_setting('register.agency', true), '')"
# What inspectors write is of their own inspection and its area, and by an inspectorate that joins it.
SIGN_FINDING = f"""
create function register.sign_area_finding() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        new.written_by := {SUBJECT};
        new.written_at := now();
        new.agency := coalesce({AGENCY}, new.agency);
        new.agreed_by := null;
        new.agreed_at := null;
        if not exists (select from area_inspection i where i.id = new.inspection_id
                          and i.authority_code = new.authority_code and i.approved_at is not null
                          and new.agency::text = any (i.inspectorates)
                          and not exists (select from published_inspection p where p.joint_inspection_id = i.id)) then
            perform register.refuse_access('area_finding_of_its_inspection');
        end if;
    elsif new.agreed_at is distinct from old.agreed_at then
        if old.agreed_at is not null or new.agreed_at is null or exists (
            select from published_inspection p where p.joint_inspection_id = new.inspection_id) then
            perform register.refuse_access('area_finding_agreed_once');
        end if;
        new.agreed_by := {SUBJECT};
        new.agreed_at := now();
    end if;
    return new;
end $$
"""
# The children of the area who were missing in the 24 months before its picture, by the past that it was frozen from:
# in the order of a hash of the seed and their number, which anybody can work out again.
SAMPLE = """
create function register.area_sample(of uuid, seed text, out drawn_from integer, out child_ids text[])
language sql stable security definer set search_path = register, public, pg_temp as $$
with i as (
    select authority_code, approved_at, approved_at - interval '24 months' as since from area_inspection where id = of
), found as (
    select distinct c.id
      from i
      join child_reach_history r on r.area_code = i.authority_code and r.how in ('responsible', 'host')
       and r.recorded_from <= i.approved_at and (r.recorded_to is null or r.recorded_to > i.approved_at)
       and r.valid_from <= i.approved_at and (r.valid_to is null or r.valid_to > i.approved_at)
      join child_history c on c.id = r.child_id and c.merged_into_id is null
       and c.recorded_from <= i.approved_at and (c.recorded_to is null or c.recorded_to > i.approved_at)
      join episode_child_history n on n.child_id = c.id
       and n.recorded_from <= i.approved_at and (n.recorded_to is null or n.recorded_to > i.approved_at)
      join missing_episode_history e on e.id = n.episode_id and e.status <> 'cancelled' and e.started_at >= i.since
       and e.recorded_from <= i.approved_at and (e.recorded_to is null or e.recorded_to > i.approved_at)
)
select count(*)::integer,
       coalesce(array_agg(id::text order by sha256(convert_to(seed || ':' || id::text, 'UTF8')), id), '{}') from found
$$
"""
DRAW = f"""
create function register.draw_area_cohort() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    sample record;
begin
    if not exists (select from area_inspection i where i.id = new.inspection_id
                      and i.authority_code = new.authority_code and i.approved_at is not null) then
        perform register.refuse_access('area_cohort_of_its_inspection');
    end if;
    select * into sample from area_sample(new.inspection_id, new.seed);
    new.drawn_from := sample.drawn_from;
    new.child_ids := sample.child_ids[1:new.size];
    new.drawn_by := {SUBJECT};
    new.drawn_at := now();
    return new;
end $$
"""
SIGN_PUBLISHED = f"""
create function register.sign_published_inspection() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    new.recorded_at := now();
    new.agency := coalesce({AGENCY}, new.agency);
    if new.joint_inspection_id is not null and not exists (
        select from area_inspection i where i.id = new.joint_inspection_id and i.authority_code = new.area_code
           and i.approved_at is not null) then
        perform register.refuse_access('published_inspection_of_its_area');
    end if;
    select coalesce(array_agg(code order by code), array[new.area_code]) into new.authority_codes
      from area_within where within_code = new.area_code
       and code in (select code from area where kind = 'authority');
    return new;
end $$
"""
# A letter holds what the lead agreed on. Its day drives the end of the access for its inspection, which is not opened
# again if it has ended.
PUBLISH = """
create function register.publish_letter() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    ends timestamptz;
begin
    insert into published_finding (inspection_id, kind, body, is_about_missing, narrative, agency)
    select new.id, f.kind, f.body, f.is_about_missing, f.narrative, f.agency
      from area_finding f where f.inspection_id = new.joint_inspection_id and f.agreed_at is not null
     order by f.written_at, f.id;
    update area_inspection
       set letter_published_on = new.published_on,
           access_ends_at = case when access_ends_at <= now() then access_ends_at else least(
               (new.published_on + plan_days + 1)::timestamp at time zone 'Europe/London',
               notified_at + interval '200 days') end
     where id = new.joint_inspection_id returning access_ends_at into ends;
    update live_grant set ends_at = ends
     where inspection_id = new.joint_inspection_id and ended_at is null and ends_at > now() and ends_at <> ends;
    return null;
end $$
"""
# A letter is whole when it is published: nobody adds to it later, or to what another body published.
FIT_FINDING = f"""
create function register.fit_published_finding() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if not exists (select from published_inspection p where p.id = new.inspection_id and p.recorded_at = now()
                      and (p.joint_inspection_id is null and p.agency = coalesce({AGENCY}, p.agency::text)
                           or pg_trigger_depth() > 1)) then
        perform register.refuse_access('published_finding_of_its_letter');
    end if;
    return new;
end $$
"""
FIT_ACTION = """
create function register.fit_area_action() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if not exists (select from published_finding f join published_inspection p on p.id = f.inspection_id
                    where f.id = new.finding_id and new.authority_code = any (p.authority_codes)
                      and p.kind = 'joint') then
        perform register.refuse_access('area_action_of_its_letter');
    end if;
    new.planned_at := now();
    return new;
end $$
"""
# What is done before each row, by the function that does it.
BEFORE: dict[str, tuple[str, str]] = {
    "area_finding": ("insert or update", "sign_area_finding"),
    "area_cohort": ("insert", "draw_area_cohort"),
    "published_inspection": ("insert", "sign_published_inspection"),
    "published_finding": ("insert", "fit_published_finding"),
    "area_action": ("insert", "fit_area_action"),
}
FUNCTIONS = (
    *(f"{function}()" for _, function in BEFORE.values()),
    "publish_letter()",
    "area_sample(uuid, text)",
)


def upgrade() -> None:
    for domain, codes in DOMAINS.items():
        listed = ", ".join(f"'{each}'" for each in codes)
        op.execute(f"create domain register.{domain} as text")
        op.execute(f"alter domain register.{domain} add constraint {domain}_known check (value in ({listed}))")
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
    for table in ("area_inspection", "area_inspection_history"):
        op.add_column(table, sa.Column("letter_published_on", sa.Date(), nullable=True), schema="register")
    for index in INDEXES:
        op.execute(f"create index {index}")
    for table in TABLES:
        op.execute(KEEP_HISTORY.format(table=table))
        _keep(table)
    for function in (SIGN_FINDING, SAMPLE, DRAW, SIGN_PUBLISHED, PUBLISH, FIT_FINDING, FIT_ACTION):
        op.execute(function)
    for name in FUNCTIONS:
        op.execute(f"revoke all on function register.{name} from public")
    for table, (events, function) in BEFORE.items():
        op.execute(
            f"create trigger sign before {events} on register.{table} for each row execute function register.{function}()"
        )
    op.execute(
        "create trigger publish_letter after insert on register.published_inspection for each row "
        "when (new.joint_inspection_id is not null) execute function register.publish_letter()"
    )


def _keep(table: str) -> None:
    op.create_index(f"ix_{table}_history_key", f"{table}_history", ["id", "recorded_from"], schema="register")
    op.create_index(f"ix_{table}_history_time", f"{table}_history", ["recorded_from", "recorded_to"], schema="register")
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
            "for each statement execute function register.record_change('id', '', '')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
    )


def downgrade() -> None:
    for name in FUNCTIONS:
        op.execute(f"drop function register.{name} cascade")
    for table in reversed(TABLES):
        op.execute(f"drop table register.{table}, register.{table}_history cascade")
    for table in ("area_inspection", "area_inspection_history"):
        op.drop_column(table, "letter_published_on", schema="register")
    for domain in DOMAINS:
        op.execute(f"drop domain register.{domain}")
