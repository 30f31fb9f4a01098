"""Let two people give inspectors access: asked for by one, approved by another, to people and areas that it names.

Access that one person gave before is approved by nobody and opens nothing from here on. Ask for it again.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INSPECTORATES = "'ofsted_inspector', 'cqc', 'hmicfrs', 'hmi_probation'"
FORM = f"kind <> 'inspection' or (holder_agency in ({INSPECTORATES}) and issued_agency = 'ofsted' and "
CHECKS = {
    "inspection_form": (
        FORM + "coalesce(area_codes[1], area_code) is not null)",
        FORM + "area_code is not null and ends_at <= starts_at + interval '288000 minutes')",
    ),
    "one_reach": (
        "num_nonnulls(home_id, coalesce(area_codes[1], area_code)) = 1",
        "num_nonnulls(home_id, area_code) = 1",
    ),
    "second_person": (
        "approved_by <> holder_subject and approved_by <> issued_by and approved_by <> all (holder_subjects)",
        "approved_by <> holder_subject and approved_by <> issued_by",
    ),
    "inspection_bounds": (
        "kind <> 'inspection' or issued_at is null or (purpose in ('inspection')"
        " and area_codes is not null and cardinality(area_codes) between 1 and 12"
        " and holder_subjects is not null and cardinality(holder_subjects) between 1 and 50"
        " and (area_code is null or area_codes = array[area_code])"
        " and (holder_subject is null or holder_subjects = array[holder_subject])"
        " and ends_at <= starts_at + interval '86400 minutes')",
        None,
    ),
}

# A list has no references: each of its areas is looked up, and each of its people has a name.
CHECK_LISTS = """
create function register.check_lists() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if exists (select from unnest(new.area_codes) as named (code)
                where not exists (select from register.area a where a.code = named.code))
       or cardinality(new.area_codes) > (select count(distinct code) from unnest(new.area_codes) as named (code)) then
        perform register.refuse_access('live_grant_areas_known');
    end if;
    if exists (select from unnest(new.holder_subjects) as named (subject)
                where subject is null or length(subject) not between 1 and 200 or subject ~ '[\\x01-\\x1f\\x7f]')
       or cardinality(new.holder_subjects)
          > (select count(distinct subject) from unnest(new.holder_subjects) as named (subject)) then
        perform register.refuse_access('live_grant_people_named');
    end if;
    return new;
end $$
"""
COUNT_AREAS = """
create function register.count_areas() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if new.kind = 'inspection' and new.approved_at is not null and old.approved_at is null then
        perform register.take_turn('inspection ' || new.holder_agency);
        if (select count(distinct code)
              from (select unnest(new.area_codes)
                     union all
                    select unnest(g.area_codes) from register.live_grant g
                     where g.kind = 'inspection' and g.holder_agency = new.holder_agency
                       and g.approved_at > now() - interval '1 day') as given (code)) > 12 then
            perform register.refuse_access('live_grant_inspected_a_day');
        end if;
    end if;
    return new;
end $$
"""
TRIGGERS = {"check_lists": "insert", "count_areas": "update"}

MINE = """
           g.holder_agency = substring(current_setting('role') from '^register_(.+)$')
       and g.purpose = nullif(current_setting('register.purpose', true), '')
       and g.ended_at is null and g.starts_at <= now() and g.ends_at > now()
       and {subject}
       and (g.holder_area is null or g.holder_area = nullif(current_setting('register.area', true), ''))
       and (g.holder_organisation is null
            or g.holder_organisation = nullif(current_setting('register.organisation', true), ''))
       and {approved}
"""
CALLER = "nullif(current_setting('register.subject', true), '')"
NAMED = MINE.format(
    subject=f"(g.holder_subject = {CALLER} or {CALLER} = any (g.holder_subjects))",
    approved="(g.kind = 'break_glass' or g.approved_at is not null)",
)
NAMED_OR_NOBODY = MINE.format(
    subject=f"(g.holder_subject is null or g.holder_subject = {CALLER})",
    approved="(g.kind <> 'administration' or g.approved_at is not null)",
)
OPENED = """
create or replace function register.{name}() returns {kind}[]
language plpgsql stable security definer set search_path = register, public, pg_temp as $$
begin
    if coalesce(current_setting('register.{name}', true), '') = '' then
        return '{{}}';
    end if;
    return array(
    select {column} from register.live_grant g
     where {mine});
end $$
"""


def upgrade() -> None:
    for table in ("live_grant", "live_grant_history"):
        for name in ("holder_subjects", "area_codes"):
            op.add_column(table, sa.Column(name, postgresql.ARRAY(sa.Text()), nullable=True), schema="register")
    for name, (now, before) in CHECKS.items():
        _check(name, now, drop=before is not None)
    op.execute(CHECK_LISTS)
    op.execute(COUNT_AREAS)
    for name, event in TRIGGERS.items():
        op.execute(
            f"create trigger signed_{name} before {event} on register.live_grant "
            f"for each row execute function register.{name}()"
        )
    op.execute(
        OPENED.format(name="opened_homes", kind="uuid", column="g.home_id", mine=f"g.home_id is not null and {NAMED}")
    )
    op.execute(OPENED.format(name="inspected_areas", kind="text", column="unnest(g.area_codes)", mine=NAMED))


def _check(name: str, condition: str | None, *, drop: bool) -> None:
    if drop:
        op.drop_constraint(op.f(f"ck_live_grant_{name}"), "live_grant", schema="register")
    if condition is not None:
        op.create_check_constraint(op.f(f"ck_live_grant_{name}"), "live_grant", condition, schema="register")


def downgrade() -> None:
    for name, column in (("opened_homes", "home_id"), ("inspected_areas", "area_code")):
        mine = f"g.{column} is not null and {NAMED_OR_NOBODY}"
        kind = "uuid" if column == "home_id" else "text"
        op.execute(OPENED.format(name=name, kind=kind, column=f"g.{column}", mine=mine))
    for name in TRIGGERS:
        op.execute(f"drop trigger signed_{name} on register.live_grant")
        op.execute(f"drop function register.{name}()")
    op.execute("update register.live_grant set area_code = area_codes[1] where kind = 'inspection'")
    for name, (_, before) in CHECKS.items():
        _check(name, before, drop=True)
    op.execute(LOWER_WALL)
    for table in ("live_grant", "live_grant_history"):
        for name in ("area_codes", "holder_subjects"):
            op.drop_column(table, name, schema="register")


# Policies of the second wall read the columns that go; the next raising of the wall makes them anew.
LOWER_WALL = """
do $$
declare
    found record;
begin
    for found in select tablename, policyname from pg_policies
                  where schemaname = 'register' and policyname <> 'keeper'
                    and (qual like '%holder_subjects%' or with_check like '%holder_subjects%') loop
        execute format('drop policy %I on register.%I', found.policyname, found.tablename);
    end loop;
end $$
"""
