"""Bound the access that people give: counted by the database, given at once, for a reason in words, and looked up again.

Access that was given before keeps the bounds that it was given under: issued_at is empty there. Row policies ask the
register itself what is open to a caller, and take no setting's word for it.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Who gave access, approved it or ended it, and when it was given, is what the transaction says and the clock.
SIGN_LIVE_GRANT = """
create or replace function register.sign_live_grant() returns trigger
language plpgsql set search_path = register, public, pg_temp as $$
declare
    subject text := coalesce(nullif(current_setting('register.subject', true), ''), session_user);
    agency text := nullif(current_setting('register.agency', true), '');
begin
    if tg_op = 'INSERT' then
        new.issued_by := subject;
        new.issued_agency := coalesce(agency, new.issued_agency);
{issued_at}        new.approved_by := null;
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
ISSUED_AT = "        new.issued_at := now();\n"

# The row of what is counted is written before anything is counted. Another transaction that counts the same waits for
# it, and then sees what this one left, or fails where its snapshot is older: so the number holds at every isolation.
COUNT_ACCESS = """
create function register.count_access() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    since timestamptz := now() - interval '1 day';
begin
    -- A reason is words: at least three different ones, of which none is one letter over and over.
    if tg_op = 'INSERT' and new.reason is not null and (
        select count(distinct lower(word[1])) < 3 from regexp_matches(new.reason, '[[:alpha:]]+', 'g') as word
         where word[1] !~* '^(.)\\1+$') then
        perform register.refuse_access('live_grant_reason_in_words');
    end if;
    if tg_op = 'INSERT' and new.kind = 'break_glass' then
        perform register.take_turn('break_glass ' || coalesce(new.holder_subject, ''));
        if (select count(*) from register.live_grant g where g.kind = 'break_glass'
               and g.holder_subject = new.holder_subject and g.issued_at > since) >= 20 then
            perform register.refuse_access('live_grant_opened_a_day');
        end if;
    elsif tg_op = 'UPDATE' and new.kind = 'administration'
          and new.approved_at is not null and old.approved_at is null then
        perform register.take_turn('administration');
        if exists (select from register.live_grant g
                    where g.kind = 'administration' and g.approved_at > since
                   having count(*) >= 20
                       or count(*) filter (where g.approved_by = new.approved_by) >= 10
                       or count(*) filter (where g.holder_subject = new.holder_subject) >= 10) then
            perform register.refuse_access('live_grant_administered_a_day');
        end if;
    end if;
    return new;
end $$
"""
TAKE_TURN = """
create function register.take_turn(whose text) returns void
language sql set search_path = register, public, pg_temp as $$
    insert into register.access_count (counted) values (whose)
        on conflict (counted) do update set counted_at = now()
$$
"""
REFUSE_ACCESS = """
create function register.refuse_access(bound text) returns void
language plpgsql set search_path = register, public, pg_temp as $$
begin
    raise exception 'access outside its bounds: %', bound using errcode = 'check_violation', constraint = bound;
end $$
"""

# Only those whom their body has appointed approve: also where a role writes without the register's own commands.
APPROVED_BY_THE_APPOINTED = """
create function register.approved_by_the_appointed() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if new.approved_at is not null and old.approved_at is null
       and current_setting('role') like 'register\\_%'
       and not exists (
           select from register.appointment a
            where a.subject = new.approved_by and a.agency = new.issued_agency and a.role = 'approver'
              and a.area is null and a.organisation is null
              and a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date)
       ) then
        perform register.refuse_access('live_grant_approver_appointed');
    end if;
    return new;
end $$
"""

# What is open to the caller now. The setting only spares the look where the opening of the request found nothing; what
# it holds opens nothing. The agency is that of the role that the login has taken on.
MINE = """
           g.holder_agency = substring(current_setting('role') from '^register_(.+)$')
       and g.purpose = nullif(current_setting('register.purpose', true), '')
       and g.ended_at is null and g.starts_at <= now() and g.ends_at > now()
       and (g.holder_subject is null or g.holder_subject = nullif(current_setting('register.subject', true), ''))
       and (g.holder_area is null or g.holder_area = nullif(current_setting('register.area', true), ''))
       and (g.holder_organisation is null
            or g.holder_organisation = nullif(current_setting('register.organisation', true), ''))
       and (g.kind <> 'administration' or g.approved_at is not null)
"""
OPENED = """
create function register.{name}() returns {kind}[]
language plpgsql stable security definer set search_path = register, public, pg_temp as $$
begin
    if coalesce(current_setting('register.{name}', true), '') = '' then
        return '{{}}';
    end if;
    return array(
    select g.{column} from register.live_grant g
     where g.{column} is not null and {mine});
end $$
"""
TRIGGERS = {
    "sign": ("insert or update", "sign_live_grant"),
    # In the order of their names: what is signed is counted.
    "signed_count": ("insert or update", "count_access"),
    "signed_role": ("update", "approved_by_the_appointed"),
}
BOUNDS = {
    "break_glass": (
        "purpose in ('safeguarding_child', 'missing_investigation', 'incident_response')"
        " and starts_at <= issued_at and ends_at <= issued_at + interval '60 minutes'"
    ),
    "administration": (
        "purpose in ('system_support') and starts_at <= issued_at and ends_at <= issued_at + interval '480 minutes'"
    ),
}


def upgrade() -> None:
    op.create_table(
        "access_count",
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("counted", name=op.f("pk_access_count")),
        schema="register",
    )
    for table in ("live_grant", "live_grant_history"):
        op.add_column(table, sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True), schema="register")
    op.create_index("ix_live_grant_subject", "live_grant", ["holder_subject", "issued_at"], schema="register")
    for function in (TAKE_TURN, REFUSE_ACCESS, COUNT_ACCESS, APPROVED_BY_THE_APPOINTED):
        op.execute(function)
    op.execute(SIGN_LIVE_GRANT.format(issued_at=ISSUED_AT))
    for name, (when, function) in TRIGGERS.items():
        if name != "sign":
            op.execute(
                f"create trigger {name} before {when} on register.live_grant "
                f"for each row execute function register.{function}()"
            )
    for kind, bounds in BOUNDS.items():
        op.create_check_constraint(
            op.f(f"ck_live_grant_{kind}_bounds"),
            "live_grant",
            f"kind <> '{kind}' or issued_at is null or ({bounds})",
            schema="register",
        )
    op.execute(OPENED.format(name="opened_homes", kind="uuid", column="home_id", mine=MINE))
    op.execute(OPENED.format(name="inspected_areas", kind="text", column="area_code", mine=MINE))


# Policies of the second wall look up what is open; without the functions they take the opening's word for it again.
TRUST_SETTINGS = """
do $$
declare
    found record;
begin
    for found in select tablename, policyname,
                        replace(replace(qual,
                            '( SELECT register.opened_homes() AS opened_homes)',
                            '(nullif(current_setting(''register.opened_homes'', true), '''')::uuid[])'),
                            '( SELECT register.inspected_areas() AS inspected_areas)',
                            '(nullif(current_setting(''register.inspected_areas'', true), '''')::text[])') as trusting
                   from pg_policies
                  where schemaname = 'register' and qual ~ '(opened_homes|inspected_areas)\\(\\)' loop
        execute format('alter policy %I on register.%I using (%s)', found.policyname, found.tablename, found.trusting);
    end loop;
end $$
"""


def downgrade() -> None:
    op.execute(TRUST_SETTINGS)
    for function in ("opened_homes", "inspected_areas"):
        op.execute(f"drop function register.{function}()")
    for kind in BOUNDS:
        op.drop_constraint(op.f(f"ck_live_grant_{kind}_bounds"), "live_grant", schema="register")
    for name, (_, function) in TRIGGERS.items():
        if name != "sign":
            op.execute(f"drop trigger {name} on register.live_grant")
            op.execute(f"drop function register.{function}()")
    op.execute(SIGN_LIVE_GRANT.format(issued_at=""))
    for function in ("refuse_access(text)", "take_turn(text)"):
        op.execute(f"drop function register.{function}")
    op.drop_index("ix_live_grant_subject", table_name="live_grant", schema="register")
    for table in ("live_grant", "live_grant_history"):
        op.drop_column(table, "issued_at", schema="register")
    op.drop_table("access_count", schema="register")
