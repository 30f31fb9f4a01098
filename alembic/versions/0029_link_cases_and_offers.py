"""Derive who reaches a child also from cases and offers, and open the duty to interview with every return.

A force that is asked to take an episode over, and one that gave it away, read what the owner reads; a provider reaches
the episodes that it is to speak of with a child, until 28 days after. A child who is found or comes back is to be
offered an interview within 72 hours: the database opens that duty, whoever records the return.
What is wanted is worked out once a statement, so that many children cost as much each as one.
"""

import runpy
from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INTEREST, OWN_RECORD, LONG = "interval '28 days'", "interval '12 months'", "interval '72 hours'"

# The placements that children have now, with the force in whose area each is.
PLACED = """
    select p.id, p.child_id, p.home_id, p.host_authority_code,
           coalesce(h.force_code, (select min(w.within_code) from area_within w
                                    where w.code = p.host_authority_code and w.within_kind = 'force')) as force_code
      from placement p left join home h on h.id = p.home_id
     where p.ended_on is null and p.child_id = any (children)
"""
# The forces that own, are asked to own or gave away episodes of children, and when each episode ended.
FORCES = """
    select c.child_id, c.episode_id, f.code as area_code, f.owns, e.ended_at
      from episode_child c join missing_episode e on e.id = c.episode_id
      cross join lateral (values (e.owning_force_code, true), (e.offered_force_code, false),
                                 (e.former_force_code, false)) f (code, owns)
     where c.child_id = any (children) and e.status <> 'cancelled' and f.code is not null
"""
# When a force's interest in a child ends, and when its own record is closed to it, if it owns one.
OWNED = f"""
    select child_id, area_code, bool_or(owns) as owns,
           case when bool_and(ended_at is not null) then max(ended_at) + {INTEREST} end as interest_ends,
           case when bool_and(ended_at is not null) filter (where owns)
                then max(ended_at) filter (where owns) + {OWN_RECORD} end as record_ends
      from forces group by child_id, area_code
"""
# The episodes that last for more than 72 hours, or did.
LONG_MISSING = f"""
    select c.child_id, c.episode_id, e.started_at + {LONG} as begins, e.ended_at + {INTEREST} as ends
      from episode_child c join missing_episode e on e.id = c.episode_id
     where c.child_id = any (children) and e.status <> 'cancelled'
       and (e.ended_at is null or e.ended_at > e.started_at + {LONG})
"""
# The interviews that a provider is to hold, or held lately.
CASES = f"""
    select c.child_id, c.episode_id, i.provider_code as organisation, i.closed_at + {INTEREST} as ends
      from return_interview i join episode_child c on c.episode_id = i.episode_id
     where c.child_id = any (children) and i.provider_code is not null
"""
# A provider has several cases of one child: the last to end decides.
CASES_OF_CHILD = """
    select child_id, organisation, case when bool_and(ends is not null) then max(ends) end as ends
      from cases group by child_id, organisation
"""
COMMON = f"""with placed as ({PLACED}), forces as ({FORCES}), owned as ({OWNED}), long_missing as ({LONG_MISSING}),
     cases as ({CASES}), of_child as ({CASES_OF_CHILD})"""
NEVER = "null::timestamptz"
NOBODY = "null::text"
WANTED: dict[str, str] = {
    "child": f"""
{COMMON}
select id, responsible_authority_code, {NOBODY}, 'responsible', {NEVER}, {NEVER} from child where id = any (children)
union all
select child_id, host_authority_code, null, 'host', null, null from placed
union all
select child_id, force_code, null, 'host', null, null from placed where force_code is not null
union all
select child_id, area_code, null, 'interest', null, interest_ends from owned
union all
select child_id, area_code, null, 'owner', null, record_ends from owned where owns
union all
select child_id, null, organisation, 'case', null, ends from of_child
union all
select child_id, null, null, 'long_missing', begins, ends from long_missing
""",
    "placement": f"""
{COMMON}
select p.id, c.responsible_authority_code, {NOBODY}, 'responsible', {NEVER}, {NEVER}
  from placement p join child c on c.id = p.child_id where c.id = any (children)
union all
select id, host_authority_code, null, 'host', null, null from placed
union all
select id, force_code, null, 'host', null, null from placed where force_code is not null
union all
select p.id, o.area_code, null, 'interest', null, o.interest_ends from placed p join owned o using (child_id)
union all
select p.id, null, null, 'long_missing', m.begins, m.ends from placed p join long_missing m using (child_id)
""",
    "episode": f"""
{COMMON}
select e.id, e.owning_force_code, {NOBODY}, 'owner', {NEVER}, e.ended_at + {OWN_RECORD}
  from missing_episode e where e.id = any (episodes)
union all
select e.id, e.offered_force_code, null, 'offered', null, null
  from missing_episode e where e.id = any (episodes) and e.offered_force_code is not null
union all
select e.id, coalesce(c.responsible_authority_code, e.responsible_authority_code), null, 'responsible', null, null
  from missing_episode e left join episode_child l on l.episode_id = e.id left join child c on c.id = l.child_id
 where e.id = any (episodes)
union all
select e.id, p.host_authority_code, null, 'host', null, null
  from missing_episode e join episode_child l on l.episode_id = e.id
  join placed p on p.child_id = l.child_id and p.home_id = e.home_id
 where e.id = any (episodes)
union all
select e.id, p.force_code, null, 'host', null, null
  from missing_episode e join episode_child l on l.episode_id = e.id
  join placed p on p.child_id = l.child_id and p.home_id = e.home_id
 where e.id = any (episodes) and p.force_code is not null
union all
select l.episode_id, o.area_code, null, 'interest', null, o.interest_ends
  from episode_child l join owned o on o.child_id = l.child_id where l.episode_id = any (episodes)
union all
select episode_id, null, organisation, 'case', null, ends from cases
union all
select episode_id, null, null, 'long_missing', begins, ends from long_missing
""",
}
WANT = """
create function register.wanted_{kind}_links(children uuid[], episodes uuid[])
returns table (key uuid, area_code text, organisation text, how text, begins timestamptz, ends timestamptz)
language sql stable set search_path = register, public, pg_temp as $$ {wanted} $$
"""
SAME = """w.key = l.{key} and w.how = l.how and w.area_code is not distinct from l.area_code
           and w.organisation is not distinct from l.organisation and (w.begins is null or w.begins = l.valid_from)"""
LIVE = "(l.valid_to is null or l.valid_to > now())"
SETTLE = f"""
create function register.settle_{{kind}}_links(children uuid[], episodes uuid[], keys uuid[]) returns void
language sql set search_path = register, public, pg_temp as $$
with wanted as materialized (select distinct * from wanted_{{kind}}_links(children, episodes)),
     held as materialized (select l.* from {{kind}}_reach l where l.{{key}} = any (keys) and {LIVE}),
     matched as materialized (select l.id, l.valid_to, w.ends from held l join wanted w on {SAME}),
     ended as (
        update {{kind}}_reach l set valid_to = greatest(now(), l.valid_from)
          from held h where h.id = l.id and not exists (select from matched m where m.id = h.id)
     ), moved as (
        update {{kind}}_reach l set valid_to = m.ends
          from matched m where m.id = l.id and m.valid_to is distinct from m.ends
     )
insert into {{kind}}_reach ({{key}}, area_code, organisation, how, valid_from, valid_to)
select w.key, w.area_code, w.organisation, w.how, coalesce(w.begins, now()), w.ends
  from wanted w
 where (w.ends is null or w.ends > now()) and not exists (select from held l where {SAME});
$$
"""
# A case concerns the child and the episode; a duty that no provider has concerns no link.
BY_INTERVIEW = """
create function register.link_by_return_interview_{event}() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    of_episodes uuid[] := array(select r.episode_id from ({rows}) r where r.provider_code is not null);
begin
    if of_episodes <> '{{}}' then
        perform link_children(
            array(select l.child_id from episode_child l where l.episode_id = any (of_episodes)), of_episodes);
    end if;
    return null;
end $$
"""
EVENTS: dict[str, tuple[str, str]] = {
    "insert": ("new table as new_rows", "select * from new_rows"),
    "update": (
        "old table as old_rows new table as new_rows",
        "select * from new_rows union all select * from old_rows",
    ),
}
OPEN_DUTY = f"""
insert into return_interview (episode_id, status, found_at, due_at, source_agency)
select r.id, 'due', coalesce(r.found_at, r.returned_at), coalesce(r.found_at, r.returned_at) + {LONG}, r.source_agency
  from {{rows}} r where coalesce(r.found_at, r.returned_at) is not null and r.status <> 'cancelled'
on conflict (episode_id) do nothing;
"""
CLOSE_DUTY = """
update return_interview i set status = 'not_offered', not_offered_reason = 'other', closed_at = now(),
       version = i.version + 1
  from new_rows r where r.id = i.episode_id and r.status = 'cancelled' and i.closed_at is null;
"""
OWE_INTERVIEW = """
create function register.owe_interview() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    {open} {close}
    return null;
end $$
"""
FUNCTIONS: tuple[str, ...] = (
    *(f"wanted_{kind}_links(uuid[], uuid[])" for kind in WANTED),
    *(f"settle_{kind}_links(uuid[], uuid[], uuid[])" for kind in WANTED),
)
OF_INTERVIEWS: tuple[str, ...] = (*(f"link_by_return_interview_{event}()" for event in EVENTS), "owe_interview()")


def upgrade() -> None:
    _settle_by(WANT, WANTED, SETTLE)
    for event, (seen, rows) in EVENTS.items():
        op.execute(BY_INTERVIEW.format(event=event, rows=rows))
        op.execute(
            f"create trigger link_{event} after {event} on register.return_interview referencing {seen} "
            f"for each statement execute function register.link_by_return_interview_{event}()"
        )
    op.execute(OWE_INTERVIEW.format(open=OPEN_DUTY.format(rows="new_rows"), close=CLOSE_DUTY))
    for event in EVENTS:
        op.execute(
            f"create trigger owe_interview_on_{event} after {event} on register.missing_episode "
            "referencing new table as new_rows for each statement execute function register.owe_interview()"
        )
    for signature in OF_INTERVIEWS:
        op.execute(f"revoke all on function register.{signature} from public")
    op.execute("set local search_path = register, public")
    op.execute(OPEN_DUTY.format(rows="missing_episode"))


def _settle_by(want: str, wanted: dict[str, str], settle: str) -> None:
    """Put these functions in the place of those that work the links out now."""
    for signature in reversed(FUNCTIONS):
        op.execute(f"drop function register.{signature}")
    for kind, text in wanted.items():
        op.execute(want.format(kind=kind, wanted=text))
        op.execute(settle.format(kind=kind, key=f"{kind}_id"))
    for signature in FUNCTIONS:
        op.execute(f"revoke all on function register.{signature} from public")


def downgrade() -> None:
    for event in EVENTS:
        op.execute(f"drop trigger owe_interview_on_{event} on register.missing_episode")
        op.execute(f"drop trigger link_{event} on register.return_interview")
    for signature in OF_INTERVIEWS:
        op.execute(f"drop function register.{signature}")
    before = runpy.run_path(str(Path(__file__).with_name("0022_link_children.py")))
    _settle_by(before["WANT"], before["WANTED"], before["SETTLE"])
