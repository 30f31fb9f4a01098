"""Keep of each missing episode who is to be notified of it, by when, and when each was: what is missing follows from that.

All of it is worked out from what is recorded elsewhere, but for two facts that no other record holds: when the home
reported the child, and when the host authority was notified otherwise than by the notice of the placement. Of a shielded
child nobody outside its authority is to be notified.
"""

import runpy
from collections.abc import Callable, Sequence
from pathlib import Path

from alembic import op

revision: str = "0050"
down_revision: str | None = "0049"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

STEPS = ("police", "responsible_authority", "host_authority", "home", "interview", "national_unit")
LONG = "interval '72 hours'"
TABLE = f"""
create table register.episode_report (
    episode_id uuid not null,
    {", ".join(f"{step}_at timestamptz, {step}_due_at timestamptz" for step in STEPS)},
    missing text[] generated always as (array_remove(array[
        {", ".join(f"case when {step}_at is null and {step}_due_at is not null then '{step}' end" for step in STEPS)}
    ]::text[], null)) stored,
    due_at timestamptz generated always as (least(
        {", ".join(f"case when {step}_at is null then {step}_due_at end" for step in STEPS)})) stored,
    constraint pk_episode_report primary key (episode_id),
    constraint ck_episode_report_missing_known check (missing <@ array[{", ".join(f"'{step}'" for step in STEPS)}]),
    constraint fk_episode_report_episode_id foreign key (episode_id) references register.missing_episode (id)
)
"""
HISTORY = f"""
create table register.episode_report_history (
    history_id bigint generated always as identity,
    episode_id uuid,
    {", ".join(f"{step}_at timestamptz, {step}_due_at timestamptz" for step in STEPS)},
    missing text[], due_at timestamptz,
    recorded_from timestamptz not null, recorded_to timestamptz,
    constraint pk_episode_report_history primary key (history_id)
)
"""
INDEXES = (
    "index ix_episode_report_due_at on register.episode_report (due_at) where due_at is not null",
    "index ix_episode_report_history_key on register.episode_report_history (episode_id, recorded_from)",
    "index ix_episode_report_history_time on register.episode_report_history (recorded_from, recorded_to)",
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
END_OF_DAY = "(p.notify_due_on + 1)::timestamp at time zone 'Europe/London'"
FACTS = f"""
    select e.id,
           case when e.police_category is distinct from 'not_reported' then e.reported_at end as police_at,
           e.started_at as police_due_at,
           (select min(l.valid_from) from episode_reach l where l.episode_id = e.id and l.how = 'responsible')
               as responsible_authority_at,
           coalesce(e.reported_at, e.started_at) as responsible_authority_due_at,
           greatest(p.area_authority_notified_at, e.reported_at, e.started_at) as host_authority_at,
           greatest({END_OF_DAY}, e.reported_at, e.started_at) as host_authority_due_at,
           p.area_authority_notified_at is not null as is_host_notified,
           p.host_authority_code is not null and s.child_id is null as is_host_told,
           case when e.home_id is not null then e.started_at end as home_due_at,
           i.found_at as interview_at,
           coalesce(i.found_at, e.found_at, e.returned_at) as interview_due_at,
           (select min(l.valid_from) from episode_reach l where l.episode_id = e.id and l.how = 'long_missing')
               as national_unit_at,
           case when s.child_id is null and (e.ended_at is null or e.ended_at > e.started_at + {LONG})
                then e.started_at + {LONG} end as national_unit_due_at
      from missing_episode e
      join episode_child c on c.episode_id = e.id
      left join child_shield s on s.child_id = c.child_id and s.lifted_at is null
      left join return_interview i on i.episode_id = e.id
      left join lateral (
           select o.host_authority_code, o.notify_due_on, o.area_authority_notified_at
             from placement o
            where o.child_id = c.child_id and o.host_authority_code <> e.responsible_authority_code
              and o.started_on <= (e.started_at at time zone 'Europe/London')::date
              and (o.ended_on is null or o.ended_on > (e.started_at at time zone 'Europe/London')::date)
            order by o.started_on desc, o.id limit 1) p on true
     where e.id = any (episodes) and e.status <> 'cancelled'
"""
COLUMNS = ", ".join(f"{step}_{clock}" for step in STEPS for clock in ("at", "due_at"))
HELD = ", ".join(f"r.{name}" for name in COLUMNS.split(", "))
# What a person recorded of the home and of the host authority stays, unless the placement's notice says it.
SAID: dict[str, str] = {
    "home_at": "case when excluded.home_due_at is not null then r.home_at end",
    "host_authority_at": "case when excluded.host_authority_due_at is not null "
    "then coalesce(excluded.host_authority_at, r.host_authority_at) end",
}
PUT = ", ".join(SAID.get(name, f"excluded.{name}") for name in COLUMNS.split(", "))
SET = f"({COLUMNS}) = ({PUT})"
NOTE = f"""
create function register.note_reports(episodes uuid[]) returns void
language sql security definer set search_path = register, public, pg_temp as $$
    delete from episode_report r using missing_episode e
     where r.episode_id = any (episodes) and e.id = r.episode_id and e.status = 'cancelled';
    insert into episode_report as r (episode_id, {COLUMNS})
    select f.id, f.police_at, f.police_due_at, f.responsible_authority_at, f.responsible_authority_due_at,
           case when f.is_host_told and f.is_host_notified then f.host_authority_at end,
           case when f.is_host_told then f.host_authority_due_at end,
           null, f.home_due_at,
           f.interview_at, f.interview_due_at,
           case when f.national_unit_due_at is not null then f.national_unit_at end, f.national_unit_due_at
      from ({FACTS}) f
    on conflict (episode_id) do update set {SET}
     where ({HELD}) is distinct from ({PUT})
$$
"""
LINK_CHILDREN = "register.link_children(uuid[], uuid[])"
SETTLED = "perform settle_episode_links(children, episodes, episodes);"
NOTED = f"{SETTLED}\n    perform note_reports(episodes);"
BY_INTERVIEW = """
create function register.note_reports_of_interviews() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    perform note_reports(array(select n.episode_id from new_rows n));
    return null;
end $$
"""
ANNOUNCE = "register.announce_due()"
LAST_CLOCK = "         where e.ended_at is null and e.status <> 'cancelled' and k.review_due_at <= now() and "
BEFORE = f"{LAST_CLOCK}k.review_due_at > since\n"
OF_REPORTS = ", ".join(f"('{step}_due_at', r.{step}_at, r.{step}_due_at)" for step in STEPS)
AFTER = f"""{BEFORE}         union all
        select 'episode_report', e.id, 'episode', e.id, c.clock, c.due_at
          from missing_episode e join episode_report r on r.episode_id = e.id
         cross join lateral (values {OF_REPORTS}) c (clock, at, due_at)
         where e.ended_at is null and r.due_at <= now() and c.at is null and c.due_at <= now() and c.due_at > since
"""
ONCE = "and e.operation = 'due'\n                  and e.at >= d.at)"
ONCE_A_CLOCK = f"{ONCE[:-1]} and d.clock = any (e.columns))"
FUNCTIONS = ("note_reports(uuid[])", "note_reports_of_interviews()")


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(HISTORY)
    for index in INDEXES:
        op.execute(f"create {index}")
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.episode_report referencing {seen} "
            "for each statement execute function register.record_change('episode_id', 'episode', 'episode_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        "on register.episode_report_history for each statement execute function register.refuse_by_hand()"
    )
    op.execute(NOTE)
    op.execute(BY_INTERVIEW)
    op.execute(
        "create trigger note_reports after insert on register.return_interview referencing new table as new_rows "
        "for each statement execute function register.note_reports_of_interviews()"
    )
    for signature in FUNCTIONS:
        op.execute(f"revoke all on function register.{signature} from public")
    replace = _replace()
    replace(LINK_CHILDREN, SETTLED, NOTED)
    replace(ANNOUNCE, BEFORE, AFTER)
    replace(ANNOUNCE, ONCE, ONCE_A_CLOCK)
    op.execute("select register.note_reports(array(select id from register.missing_episode))")


def _replace() -> Callable[[str, str, str], None]:
    replace: Callable[[str, str, str], None] = runpy.run_path(str(Path(__file__).with_name("0046_shield_children.py")))[
        "_replace"
    ]
    return replace


def downgrade() -> None:
    replace = _replace()
    replace(ANNOUNCE, ONCE_A_CLOCK, ONCE)
    replace(ANNOUNCE, AFTER, BEFORE)
    replace(LINK_CHILDREN, NOTED, SETTLED)
    op.execute("drop trigger note_reports on register.return_interview")
    for signature in FUNCTIONS[::-1]:
        op.execute(f"drop function register.{signature}")
    op.execute("drop table register.episode_report, register.episode_report_history cascade")
