"""Derive from the records of children which bodies reach them, whoever writes: no command can forget it or forge it.

A child is reached by its responsible authority, by the authority and the force of its present placement, and by the
forces that own its missing episodes; by the national unit while it is missing for more than 72 hours. Every link that
is to end at an instant carries that instant.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
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
# The forces that own episodes of children: when their interest ends, and when their own record is closed to them.
OWNED = f"""
    select c.child_id, e.owning_force_code as area_code,
           case when bool_and(e.ended_at is not null) then max(e.ended_at) + {INTEREST} end as interest_ends,
           case when bool_and(e.ended_at is not null) then max(e.ended_at) + {OWN_RECORD} end as record_ends
      from episode_child c join missing_episode e on e.id = c.episode_id
     where c.child_id = any (children) and e.status <> 'cancelled'
     group by c.child_id, e.owning_force_code
"""
# The episodes that last for more than 72 hours, or did.
LONG_MISSING = f"""
    select c.child_id, c.episode_id, e.started_at + {LONG} as begins, e.ended_at + {INTEREST} as ends
      from episode_child c join missing_episode e on e.id = c.episode_id
     where c.child_id = any (children) and e.status <> 'cancelled'
       and (e.ended_at is null or e.ended_at > e.started_at + {LONG})
"""
NEVER = "null::timestamptz"
WANTED: dict[str, str] = {
    "child": f"""
with placed as ({PLACED}), owned as ({OWNED}), long_missing as ({LONG_MISSING})
select id, responsible_authority_code, 'responsible', {NEVER}, {NEVER} from child where id = any (children)
union all
select child_id, host_authority_code, 'host', {NEVER}, {NEVER} from placed
union all
select child_id, force_code, 'host', {NEVER}, {NEVER} from placed where force_code is not null
union all
select child_id, area_code, 'interest', {NEVER}, interest_ends from owned
union all
select child_id, area_code, 'owner', {NEVER}, record_ends from owned
union all
select child_id, null, 'long_missing', begins, ends from long_missing
""",
    "placement": f"""
with placed as ({PLACED}), owned as ({OWNED}), long_missing as ({LONG_MISSING})
select p.id, c.responsible_authority_code, 'responsible', {NEVER}, {NEVER}
  from placement p join child c on c.id = p.child_id where c.id = any (children)
union all
select id, host_authority_code, 'host', {NEVER}, {NEVER} from placed
union all
select id, force_code, 'host', {NEVER}, {NEVER} from placed where force_code is not null
union all
select p.id, o.area_code, 'interest', {NEVER}, o.interest_ends from placed p join owned o using (child_id)
union all
select p.id, null, 'long_missing', m.begins, m.ends from placed p join long_missing m using (child_id)
""",
    "episode": f"""
with placed as ({PLACED}), owned as ({OWNED}), long_missing as ({LONG_MISSING})
select e.id, e.owning_force_code, 'owner', {NEVER}, e.ended_at + {OWN_RECORD}
  from missing_episode e where e.id = any (episodes)
union all
select e.id, coalesce(c.responsible_authority_code, e.responsible_authority_code), 'responsible', {NEVER}, {NEVER}
  from missing_episode e left join episode_child l on l.episode_id = e.id left join child c on c.id = l.child_id
 where e.id = any (episodes)
union all
select e.id, p.host_authority_code, 'host', {NEVER}, {NEVER}
  from missing_episode e join episode_child l on l.episode_id = e.id
  join placed p on p.child_id = l.child_id and p.home_id = e.home_id
 where e.id = any (episodes)
union all
select e.id, p.force_code, 'host', {NEVER}, {NEVER}
  from missing_episode e join episode_child l on l.episode_id = e.id
  join placed p on p.child_id = l.child_id and p.home_id = e.home_id
 where e.id = any (episodes) and p.force_code is not null
union all
select l.episode_id, o.area_code, 'interest', {NEVER}, o.interest_ends
  from episode_child l join owned o on o.child_id = l.child_id where l.episode_id = any (episodes)
union all
select episode_id, null, 'long_missing', begins, ends from long_missing
""",
}
WANT = """
create function register.wanted_{kind}_links(children uuid[], episodes uuid[])
returns table (key uuid, area_code text, how text, begins timestamptz, ends timestamptz)
language sql stable set search_path = register, public, pg_temp as $$ {wanted} $$
"""
SAME = """w.key = l.{key} and coalesce(w.area_code, '') = coalesce(l.area_code, '') and w.how = l.how
           and (w.begins is null or w.begins = l.valid_from)"""
LIVE = "(l.valid_to is null or l.valid_to > now())"
SETTLE = f"""
create function register.settle_{{kind}}_links(children uuid[], episodes uuid[], keys uuid[]) returns void
language sql set search_path = register, public, pg_temp as $$
update {{kind}}_reach l set valid_to = greatest(now(), l.valid_from)
 where l.{{key}} = any (keys) and {LIVE}
   and not exists (select from wanted_{{kind}}_links(children, episodes) w where {SAME});
update {{kind}}_reach l set valid_to = w.ends
  from (select distinct * from wanted_{{kind}}_links(children, episodes)) w
 where l.{{key}} = any (keys) and {LIVE} and {SAME}
   and l.valid_to is distinct from w.ends;
insert into {{kind}}_reach ({{key}}, area_code, how, valid_from, valid_to)
select distinct w.key, w.area_code, w.how, coalesce(w.begins, now()), w.ends
  from wanted_{{kind}}_links(children, episodes) w
 where (w.ends is null or w.ends > now())
   and not exists (select from {{kind}}_reach l where {LIVE} and {SAME});
$$
"""
LINK = """
create function register.link_children(children uuid[], episodes uuid[]) returns void
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    -- One transaction after the other settles the links of a child: none works from what another is about to change.
    perform from child where id = any (children) order by id for update;
    episodes := episodes || array(select l.episode_id from episode_child l
                                   where l.child_id = any (children) and not l.episode_id = any (episodes));
    perform settle_child_links(children, episodes, children);
    perform settle_placement_links(children, episodes,
                                   array(select p.id from placement p where p.child_id = any (children)));
    perform settle_episode_links(children, episodes, episodes);
end $$
"""
# Of each table: the children, and the episodes, that its rows concern.
CONCERNED: dict[str, tuple[str, str]] = {
    "child": ("select r.id from rows r", "select null::uuid where false"),
    "placement": ("select r.child_id from rows r", "select null::uuid where false"),
    "episode_child": ("select r.child_id from rows r", "select r.episode_id from rows r"),
    "missing_episode": (
        "select l.child_id from register.episode_child l where l.episode_id in (select r.id from rows r)",
        "select r.id from rows r",
    ),
}
EVENTS: dict[str, tuple[str, str]] = {
    "insert": ("new table as new_rows", "select * from new_rows"),
    "update": (
        "old table as old_rows new table as new_rows",
        "select * from new_rows union all select * from old_rows",
    ),
    "delete": ("old table as old_rows", "select * from old_rows"),
}
ON_EVENT = """
create function register.link_by_{table}_{event}() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    perform register.link_children(
        array(with rows as ({rows}) {children}), array(with rows as ({rows}) {episodes}));
    return null;
end $$
"""
# What links follow from, if it is not the whole row.
HOME_MOVED = """
create function register.link_by_home_update() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    perform register.link_children(
        array(select p.child_id from placement p
               where p.home_id in (select n.id from new_rows n join old_rows o on o.id = n.id
                                    where n.force_code is distinct from o.force_code)), array[]::uuid[]);
    return null;
end $$
"""
# Which child an episode is of carries the episode's kind and times, by which no two of a kind overlap.
COPY_TIMES = """
create function register.copy_episode_times() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    select e.kind, e.started_at, case e.status when 'cancelled' then e.started_at else e.ended_at end
      into new.copied_kind, new.copied_start, new.copied_end
      from missing_episode e where e.id = new.episode_id;
    return new;
end $$
"""
FOLLOW_TIMES = """
create function register.follow_episode_times() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    update episode_child c set copied_kind = e.kind, copied_start = e.started_at,
           copied_end = case e.status when 'cancelled' then e.started_at else e.ended_at end
      from new_rows e
     where c.episode_id = e.id
       and (c.copied_kind, c.copied_start, c.copied_end) is distinct from
           (e.kind, e.started_at, case e.status when 'cancelled' then e.started_at else e.ended_at end);
    return null;
end $$
"""
FUNCTIONS: tuple[str, ...] = (
    *(f"wanted_{kind}_links(uuid[], uuid[])" for kind in WANTED),
    *(f"settle_{kind}_links(uuid[], uuid[], uuid[])" for kind in WANTED),
    "link_children(uuid[], uuid[])",
    *(f"link_by_{table}_{event}()" for table in CONCERNED for event in EVENTS),
    "link_by_home_update()",
    "copy_episode_times()",
    "follow_episode_times()",
)


def upgrade() -> None:
    for kind, wanted in WANTED.items():
        op.execute(WANT.format(kind=kind, wanted=wanted))
        op.execute(SETTLE.format(kind=kind, key=f"{kind}_id"))
    op.execute(LINK)
    op.execute(COPY_TIMES)
    op.execute(FOLLOW_TIMES)
    op.execute(
        "create trigger copy_times before insert or update on register.episode_child "
        "for each row execute function register.copy_episode_times()"
    )
    op.execute(
        "create trigger a_follow_times after update on register.missing_episode referencing new table as new_rows "
        "for each statement execute function register.follow_episode_times()"
    )
    for table, (children, episodes) in CONCERNED.items():
        for event, (_, rows) in EVENTS.items():
            op.execute(ON_EVENT.format(table=table, event=event, rows=rows, children=children, episodes=episodes))
            _link_on(table, event)
    op.execute(HOME_MOVED)
    _link_on("home", "update")
    for signature in FUNCTIONS:
        op.execute(f"revoke all on function register.{signature} from public")


def _link_on(table: str, event: str) -> None:
    seen, _ = EVENTS[event]
    op.execute(
        f"create trigger link_{event} after {event} on register.{table} referencing {seen} "
        f"for each statement execute function register.link_by_{table}_{event}()"
    )


def downgrade() -> None:
    op.execute("drop trigger link_update on register.home")
    for table in ("child", "placement", "episode_child", "missing_episode"):
        for event in EVENTS:
            op.execute(f"drop trigger link_{event} on register.{table}")
    op.execute("drop trigger copy_times on register.episode_child")
    op.execute("drop trigger a_follow_times on register.missing_episode")
    for signature in reversed(FUNCTIONS):
        op.execute(f"drop function register.{signature}")
