"""Hold joint inspections of areas: the programme, each inspection, and the frozen picture of its area.

The database signs who asked for an inspection and who approved it, and freezes the picture in the transaction of the
approval: no role can write one. The picture reads the past of every table as of that instant, so that it can be worked
out again. Access for an inspection has the area, the beginning and the end that the inspection has.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0042"
down_revision: str | None = "0041"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

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
TABLES: dict[str, str] = {
    "organisation_area": """
        organisation_code text not null,
        authority_code text not null,
        constraint pk_organisation_area primary key (organisation_code, authority_code),
        constraint fk_organisation_area_organisation_code foreign key (organisation_code) references
            register.organisation (code),
        constraint fk_organisation_area_authority_code foreign key (authority_code) references register.area (code)
    """,
    "inspection_round": f"""
        id uuid default gen_random_uuid() not null,
        theme text not null,
        title text not null,
        starts_on date not null,
        ends_on date,
        is_about_missing boolean not null,
        {COMMON}
        constraint pk_inspection_round primary key (id),
        constraint ck_inspection_round_theme_fits {FITS.format("theme", 60)},
        constraint ck_inspection_round_theme_form check (theme ~ '^[a-z][a-z_]*$'),
        constraint ck_inspection_round_title_fits {FITS.format("title", 200)},
        constraint ck_inspection_round_days_ordered check (ends_on > starts_on),
        constraint uq_inspection_round_theme_starts_on unique (theme, starts_on)
    """,
    "area_inspection": f"""
        id uuid default gen_random_uuid() not null,
        authority_code text not null,
        round_id uuid not null,
        force_codes text[] not null,
        health_codes text[] not null,
        inspectorates text[] not null,
        notified_at timestamptz not null,
        fieldwork_from date not null,
        fieldwork_to date not null,
        letter_due_on date not null,
        plan_days integer not null,
        access_ends_at timestamptz not null,
        chosen_because text not null,
        asked_by text not null,
        approved_by text,
        approved_at timestamptz,
        {COMMON}
        constraint pk_area_inspection primary key (id),
        constraint ck_area_inspection_chosen_because_fits {FITS.format("chosen_because", 1_000)},
        constraint ck_area_inspection_inspectorates_known check (inspectorates <@ array['ofsted_inspector', 'cqc',
            'hmicfrs', 'hmi_probation'] and 'ofsted_inspector' = any (inspectorates)),
        constraint ck_area_inspection_days_ordered check (fieldwork_from >= (notified_at at time zone
            'Europe/London')::date and fieldwork_to >= fieldwork_from and letter_due_on >= fieldwork_to),
        constraint ck_area_inspection_plan_days_bounded check (plan_days between 0 and 120),
        constraint ck_area_inspection_access_ordered check (access_ends_at > notified_at),
        constraint ck_area_inspection_second_person check (approved_by <> asked_by),
        constraint ck_area_inspection_approval_whole check (num_nulls(approved_by, approved_at) in (0, 2)),
        constraint fk_area_inspection_authority_code foreign key (authority_code) references register.area (code),
        constraint fk_area_inspection_round_id foreign key (round_id) references register.inspection_round (id)
    """,
    "area_pack": """
        inspection_id uuid not null,
        authority_code text not null,
        frozen_at timestamptz not null,
        content text not null,
        digest text not null,
        constraint pk_area_pack primary key (inspection_id),
        constraint ck_area_pack_digest_form check (digest ~ '^[0-9a-f]{64}$'),
        constraint fk_area_pack_inspection_id foreign key (inspection_id) references register.area_inspection (id),
        constraint fk_area_pack_authority_code foreign key (authority_code) references register.area (code)
    """,
}
INDEXES = (
    "ix_organisation_area_authority_code on register.organisation_area (authority_code)",
    "ix_area_inspection_authority_code on register.area_inspection (authority_code)",
    "ix_area_inspection_round_id on register.area_inspection (round_id)",
    "ix_area_inspection_notified_at on register.area_inspection (notified_at, id)",
    "ix_area_pack_authority_code on register.area_pack (authority_code)",
    "ix_live_grant_inspection_id on register.live_grant (inspection_id)",
)
KEPT = ("inspection_round", "area_inspection")
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
BOUNDS = (
    "kind <> 'inspection' or issued_at is null or (purpose in ('inspection')"
    " and area_codes is not null and cardinality(area_codes) between 1 and 12"
    " and holder_subjects is not null and cardinality(holder_subjects) between 1 and 50"
    " and (area_code is null or area_codes = array[area_code])"
    " and (holder_subject is null or holder_subjects = array[holder_subject])"
    " and {lasts})"
)
SIXTY_DAYS = "ends_at <= starts_at + interval '86400 minutes'"
LASTS = f"({SIXTY_DAYS} or inspection_id is not null and ends_at <= starts_at + interval '288000 minutes')"

SIGN = """
create function register.sign_area_inspection() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    subject text := coalesce(nullif(current_setting('register.subject', true), ''), session_user);
begin
    if tg_op = 'INSERT' then
        new.asked_by := subject;
        new.approved_by := null;
        new.approved_at := null;
        return new;
    end if;
    if new.approved_at is distinct from old.approved_at then
        if old.approved_at is not null or new.approved_at is null then
            perform register.refuse_access('area_inspection_approved_once');
        end if;
        new.approved_by := subject;
        new.approved_at := now();
        if current_setting('role') like 'register\\_%' and not exists (
            select from register.appointment a
             where a.subject = new.approved_by and a.agency = 'ofsted' and a.role = 'approver'
               and a.area is null and a.organisation is null
               and a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date)) then
            perform register.refuse_access('area_inspection_approver_appointed');
        end if;
    end if;
    return new;
end $$
"""
# Access for an inspection is to its area, for its inspectorates, from its notice to the end of its action plan.
FIT_INSPECTION = """
create function register.fit_inspection() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if new.inspection_id is not null and not exists (
        select from register.area_inspection i
         where i.id = new.inspection_id and new.kind = 'inspection' and new.area_codes = array[i.authority_code]
           and new.holder_agency::text = any (i.inspectorates)
           and new.starts_at = i.notified_at and new.ends_at = i.access_ends_at) then
        perform register.refuse_access('live_grant_fits_inspection');
    end if;
    return new;
end $$
"""
# A row as it was recorded at the instant of the picture.
THEN = "{0}.recorded_from <= i.approved_at and ({0}.recorded_to is null or {0}.recorded_to > i.approved_at)"
LASTED = (
    THEN + " and {0}.valid_from <= i.approved_at and ({0}.valid_to is null or {0}.valid_to > i.approved_at)"
    " and {0}.area_code = i.authority_code"
)
MONTH = "to_char({0} at time zone 'Europe/London', 'YYYY-MM')"
GRADES = "'outstanding', 'good', 'requires_improvement', 'inadequate'"
PICTURE = f"""
create function register.area_picture(of uuid) returns text
language sql stable security definer set search_path = register, public, pg_temp as $$
with i as (
    select *, (date_trunc('month', approved_at at time zone 'Europe/London') - interval '24 months')::date as since,
           (approved_at at time zone 'Europe/London')::date as today
      from area_inspection where id = of
), homes as (
    select distinct on (h.id) h.id, h.urn, h.kind, h.sector, h.places
      from i join home_area_history l on l.area_code = i.authority_code and {THEN.format("l")}
       and (l.valid_to is null or l.valid_to > i.today)
      join home_history h on h.id = l.home_id and {THEN.format("h")}
     where h.registration_status in ('registered', 'suspended') and h.merged_into_id is null
), inspected as (
    select n.*, h.urn
      from i cross join homes h join inspection_history n on n.home_id = h.id and {THEN.format("n")}
), judged as (
    select distinct on (home_id) home_id, overall_experiences_and_progress as judgement
      from inspected where overall_experiences_and_progress in ({GRADES})
     order by home_id, started_on desc, id desc
), episodes as (
    select e.id, e.kind, e.setting, e.started_at, e.ended_at, c.child_id, i.since, i.approved_at
      from i cross join lateral (
            select distinct r.episode_id from episode_reach_history r
             where r.how in ('responsible', 'host', 'owner') and {LASTED.format("r")}) l
      join missing_episode_history e on e.id = l.episode_id and {THEN.format("e")}
      left join episode_child_history c on c.episode_id = e.id and {THEN.format("c")}
     where e.status <> 'cancelled'
), risks as (
    select distinct on (k.episode_id) k.episode_id, k.level
      from i cross join episodes e join risk_assessment_history k on k.episode_id = e.id and {THEN.format("k")}
     order by k.episode_id, k.assessed_at desc, k.id desc
), interviews as (
    select v.* from i cross join episodes e
      join return_interview_history v on v.episode_id = e.id and {THEN.format("v")}
     where (v.found_at at time zone 'Europe/London')::date >= i.since
), reached as (
    select distinct r.child_id, r.how
      from i join child_reach_history r on {LASTED.format("r")}
      join child_history c on c.id = r.child_id and {THEN.format("c")}
     where r.how in ('responsible', 'host') and c.merged_into_id is null
), placed as (
    select p.id, p.host_authority_code as host, c.responsible_authority_code as responsible, i.authority_code as own
      from i cross join lateral (
            select distinct r.placement_id from placement_reach_history r
             where r.how in ('responsible', 'host') and {LASTED.format("r")}) l
      join placement_history p on p.id = l.placement_id and {THEN.format("p")}
      join child_history c on c.id = p.child_id and {THEN.format("c")}
     where p.started_on <= i.today and (p.ended_on is null or p.ended_on > i.today)
), flags as (
    select d.kind, d.status
      from i cross join (select distinct child_id from reached) r
      join exploitation_flag_history f on f.child_id = r.child_id and {THEN.format("f")}
      join exploitation_detail_history d on d.flag_id = f.id and {THEN.format("d")}
     where f.ended_on is null or f.ended_on > i.today
)
select jsonb_build_object(
    'form', 1,
    'inspection', i.id,
    'authority', i.authority_code,
    'forces', to_jsonb(i.force_codes),
    'healthAreas', to_jsonb(i.health_codes),
    'since', i.since,
    'homes', (select coalesce(jsonb_agg(to_jsonb(g) order by g.kind, g.sector), '[]') from (
        select upper(kind) as kind, upper(sector) as sector, count(*) as count, sum(places) as places
          from homes group by kind, sector) g),
    'judgements', (select coalesce(jsonb_agg(to_jsonb(g) order by g.judgement), '[]') from (
        select upper(judgement) as judgement, count(*) as count
          from homes left join judged on home_id = id group by judgement) g),
    'inspections', (select coalesce(jsonb_agg(to_jsonb(g) order by g."startedOn", g.urn, g.number), '[]') from (
        select urn, number, upper(kind) as kind, started_on as "startedOn", published_on as "publishedOn",
               upper(overall_experiences_and_progress) as judgement
          from inspected where started_on >= i.since) g),
    'episodes', (select coalesce(jsonb_agg(to_jsonb(g) order by g.month, g.kind), '[]') from (
        select {MONTH.format("started_at")} as month, upper(kind) as kind, count(*) as count,
               count(distinct child_id) as children
          from episodes where (started_at at time zone 'Europe/London')::date >= i.since group by 1, 2) g),
    'settings', (select coalesce(jsonb_agg(to_jsonb(g) order by g.setting), '[]') from (
        select upper(setting) as setting, count(*) as count
          from episodes where (started_at at time zone 'Europe/London')::date >= i.since group by 1) g),
    'openEpisodes', (select coalesce(jsonb_agg(to_jsonb(g) order by g.kind, g.risk), '[]') from (
        select upper(e.kind) as kind, upper(k.level) as risk, count(*) as count
          from episodes e left join risks k on k.episode_id = e.id where e.ended_at is null group by 1, 2) g),
    'interviews', (select coalesce(jsonb_agg(to_jsonb(g) order by g.month), '[]') from (
        select {MONTH.format("found_at")} as month, count(*) as count, count(offered_at) as offered,
               count(conducted_at) as held,
               count(*) filter (where conducted_at <= due_at) as "inTime",
               count(*) filter (where is_independent) as independent
          from interviews group by 1) g),
    'children', (select jsonb_build_object(
        'responsible', count(*) filter (where how = 'responsible'),
        'hosted', count(*) filter (where how = 'host')) from reached),
    'placedHere', (select count(*) from placed where responsible = own and host = own),
    'placedElsewhere', (select coalesce(jsonb_agg(to_jsonb(g) order by g.authority), '[]') from (
        select host as authority, count(*) as count from placed where responsible = own and host <> own group by 1) g),
    'placedByOthers', (select coalesce(jsonb_agg(to_jsonb(g) order by g.authority), '[]') from (
        select responsible as authority, count(*) as count
          from placed where responsible <> own and host = own group by 1) g),
    'exploitation', (select coalesce(jsonb_agg(to_jsonb(g) order by g.kind, g.status), '[]') from (
        select upper(kind) as kind, upper(status) as status, count(*) as count from flags group by 1, 2) g),
    'returns', (select coalesce(jsonb_agg(to_jsonb(g) order by g."dueOn", g.kind), '[]') from (
        select upper(d.kind) as kind, d.period_start as "periodStart", d.due_on as "dueOn",
               to_char(d.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "submittedAt",
               d.is_nil as "isNil"
          from return_duty_history d
         where d.authority_code = i.authority_code and d.period_end >= i.since and {THEN.format("d")}) g)
)::text from i
$$
"""
FREEZE = """
create function register.freeze_area() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    picture text := register.area_picture(new.id);
begin
    insert into area_pack (inspection_id, authority_code, frozen_at, content, digest)
    values (new.id, new.authority_code, new.approved_at, picture,
            encode(sha256(convert_to(picture, 'UTF8')), 'hex'));
    return null;
end $$
"""
FUNCTIONS = ("sign_area_inspection()", "fit_inspection()", "area_picture(uuid)", "freeze_area()")


def upgrade() -> None:
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
    for table in ("live_grant", "live_grant_history"):
        op.add_column(table, sa.Column("inspection_id", sa.Uuid(), nullable=True), schema="register")
    op.create_foreign_key(
        op.f("fk_live_grant_inspection_id"),
        "live_grant",
        "area_inspection",
        ["inspection_id"],
        ["id"],
        source_schema="register",
        referent_schema="register",
    )
    for index in INDEXES:
        op.execute(f"create index {index}")
    for table in KEPT:
        op.execute(KEEP_HISTORY.format(table=table))
        _keep(table)
    for function in (SIGN, FIT_INSPECTION, PICTURE, FREEZE):
        op.execute(function)
    for name in FUNCTIONS:
        op.execute(f"revoke all on function register.{name} from public")
    op.execute(
        "create trigger sign before insert or update on register.area_inspection "
        "for each row execute function register.sign_area_inspection()"
    )
    # After the history has the approval, which the picture reads nothing of.
    op.execute(
        "create trigger freeze_area after update of approved_at on register.area_inspection for each row "
        "when (old.approved_at is null and new.approved_at is not null) execute function register.freeze_area()"
    )
    op.execute(
        "create trigger signed_inspection before insert on register.live_grant "
        "for each row execute function register.fit_inspection()"
    )
    _bound(LASTS)


def _bound(lasts: str) -> None:
    name = op.f("ck_live_grant_inspection_bounds")
    op.drop_constraint(name, "live_grant", schema="register")
    op.create_check_constraint(name, "live_grant", BOUNDS.format(lasts=lasts), schema="register")


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
    # Access that lasts longer than access may last without an inspection ends with it.
    op.execute("delete from register.live_grant where inspection_id is not null")
    _bound(SIXTY_DAYS)
    for name in FUNCTIONS:
        op.execute(f"drop function register.{name} cascade")
    for table in ("live_grant", "live_grant_history"):
        op.drop_column(table, "inspection_id", schema="register")
    for table in reversed(TABLES):
        history = f", register.{table}_history" if table in KEPT else ""
        op.execute(f"drop table register.{table}{history} cascade")
