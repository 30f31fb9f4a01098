"""Shield children: while a shield is in force, the links of every body end but those of the authority and of holders.

The links are derived as before, and then those of a shielded child are left out. The links that remain say so: an
inspection of the area of the authority or of a holder does not reach the child by them. A shield ends by two people, and
never by itself: no child is to be shown because a day has passed on which nobody looked.
Whoever meets a shielded child is answered as if nothing were known of it. That it was met is written in the shield.
"""

import runpy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic import op

revision: str = "0046"
down_revision: str | None = "0045"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LINKS = ("responsible", "host", "owner", "interest", "long_missing", "offered", "case")
# The links by which an inspected area reaches a child become links by which it does not.
SET_APART = ("responsible", "host", "owner")
TABLE = """
create table register.child_shield (
    id uuid default gen_random_uuid() not null,
    child_id uuid not null,
    holders text[] default '{}' not null,
    grounds text not null,
    set_at timestamptz default now() not null,
    set_by text default '' not null,
    review_due_on date not null,
    confirmed_at timestamptz,
    confirmed_by text,
    lift_asked_at timestamptz,
    lift_asked_by text,
    lifted_at timestamptz,
    lifted_by text,
    met_at timestamptz,
    met_by_agency register.agency_code,
    met_by_area text,
    met_by_organisation text,
    version integer default '1' not null,
    source_agency text default 'ofsted' not null,
    source_system text,
    source_ref text,
    assertion_basis register.assertion_basis_code default 'fact' not null,
    protective_marking register.protective_marking_code default 'official_sensitive' not null,
    quality_flags text[] default '{}' not null,
    retention_review_on date,
    constraint pk_child_shield primary key (id),
    constraint ck_child_shield_grounds_fits check (length(grounds) between 1 and 500 and grounds !~
        '[\\x01-\\x1f\\x7f]'),
    constraint ck_child_shield_holders_are_few check (cardinality(holders) <= 20),
    constraint ck_child_shield_confirmed_by_another check (confirmed_by <> set_by),
    constraint ck_child_shield_lifted_by_two check (lifted_at is null or (lift_asked_at is not null and
        lifted_by <> lift_asked_by)),
    constraint fk_child_shield_child_id foreign key (child_id) references register.child (id)
)
"""
INDEXES = (
    "unique index ix_child_shield_in_force on register.child_shield (child_id) where lifted_at is null",
    "index ix_child_shield_child_id on register.child_shield (child_id, set_at)",
)
SIGN = """
create function register.sign_shield() returns trigger
language plpgsql set search_path = register, public, pg_temp as $$
declare
    person text := coalesce(nullif(current_setting('register.subject', true), ''), session_user::text);
begin
    if tg_op = 'INSERT' then
        new.set_by := person;
        return new;
    end if;
    -- What was signed is not signed anew.
    new.confirmed_at := coalesce(old.confirmed_at, new.confirmed_at);
    new.lifted_at := coalesce(old.lifted_at, new.lifted_at);
    new.confirmed_by := case when old.confirmed_at is not null then old.confirmed_by
                             when new.confirmed_at is not null then person end;
    new.lift_asked_by := case when new.lift_asked_at is null then null
                              when new.lift_asked_at = old.lift_asked_at then old.lift_asked_by else person end;
    new.lifted_by := case when old.lifted_at is not null then old.lifted_by
                          when new.lifted_at is not null then person end;
    return new;
end $$
"""
# Of each kind of link: the records of shielded children that it leads to, and who is named.
OF_SHIELDED = "where s.lifted_at is null and s.child_id = any (children)"
SHIELDED_RECORDS: dict[str, str] = {
    "child": f"select s.child_id as key, s.holders from child_shield s {OF_SHIELDED}",
    "placement": "select p.id as key, s.holders from child_shield s join placement p on p.child_id = s.child_id "
    + OF_SHIELDED,
    "episode": "select e.episode_id as key, s.holders from child_shield s "
    f"join episode_child e on e.child_id = s.child_id {OF_SHIELDED}",
}
LEFT = f"""
with wanted (key, area_code, organisation, how, begins, ends) as ({{wanted}})
select w.key, w.area_code, w.organisation,
       case when s.key is not null and w.how in ({", ".join(f"'{how}'" for how in SET_APART)})
            then 'shielded_' || w.how else w.how end, w.begins, w.ends
  from wanted w left join ({{shielded}}) s on s.key = w.key
 where s.key is null or w.how = 'responsible' or w.area_code = any (s.holders) or w.organisation = any (s.holders)
"""
# Links follow from whose child is shielded and who is named, and from nothing else of a shield.
LINK = """
create function register.link_by_child_shield_{event}() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    concerned uuid[] := array({concerned});
begin
    if concerned <> '{{}}' then
        perform link_children(concerned, array[]::uuid[]);
    end if;
    return null;
end $$
"""
DIFFERING = """
select r.child_id from {one} r
 where not exists (select from {other} o where (o.child_id, o.holders, o.lifted_at is null)
                   = (r.child_id, r.holders, r.lifted_at is null))
"""
BOTH = ("new_rows", "old_rows")
CONCERNED: dict[str, tuple[str, str]] = {
    "insert": ("new table as new_rows", "select n.child_id from new_rows n"),
    "update": (
        "old table as old_rows new table as new_rows",
        " union ".join(DIFFERING.format(one=one, other=other) for one, other in (BOTH, BOTH[::-1])),
    ),
    "delete": ("old table as old_rows", "select o.child_id from old_rows o"),
}
HISTORY = """
create table register.child_shield_history (
    history_id bigint generated always as identity,
    id uuid, child_id uuid, holders text[], grounds text, set_at timestamptz, set_by text, review_due_on date,
    confirmed_at timestamptz, confirmed_by text, lift_asked_at timestamptz, lift_asked_by text,
    lifted_at timestamptz, lifted_by text, met_at timestamptz, met_by_agency text, met_by_area text,
    met_by_organisation text, version integer, source_agency text, source_system text, source_ref text,
    assertion_basis text, protective_marking text, quality_flags text[], retention_review_on date,
    recorded_from timestamptz not null, recorded_to timestamptz,
    constraint pk_child_shield_history primary key (history_id)
)
"""
HISTORY_INDEXES = (
    "index ix_child_shield_history_key on register.child_shield_history (id, recorded_from)",
    "index ix_child_shield_history_time on register.child_shield_history (recorded_from, recorded_to)",
    "index ix_child_shield_history_child on register.child_shield_history (child_id)",
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
MEETS = "register.meet_child(text, date, text, text, timestamptz, double precision, double precision)"
REPLACE = """
do $$
declare
    body text := pg_get_functiondef('{signature}'::regprocedure);
    before text := {before};
    after text := {after};
begin
    if position(before in body) = 0 then
        raise exception '{signature} is not as it was';
    end if;
    execute replace(body, before, after);
end $$
"""
KEPT = "insert into encounter (id, episode_id,"
# Whoever meets a shielded child and is not named in the shield is answered as if nothing were found. The same statements
# run for every question: of a child that is not shielded they find no row.
SHIELDED = """
    select s.id into shielded
      from child_shield s join episode_child c on c.child_id = s.child_id
     where c.episode_id = found and s.lifted_at is null
       and not coalesce(current_setting('register.area', true) = any (s.holders), false)
       and not coalesce(current_setting('register.organisation', true) = any (s.holders), false);
    found := case when shielded is null then found end;
    update child_shield s set met_at = now(), met_by_agency = current_setting('register.agency', true),
           met_by_area = nullif(current_setting('register.area', true), ''),
           met_by_organisation = nullif(current_setting('register.organisation', true), '')
     where s.id = shielded;
    """
DECLARED = "    found uuid;\n"
# Of a correction of a shielded child's record, whoever read it before and is not named in the shield learns nothing.
TELLS = "register.tell_of_correction()"
READERS = "where a.outcome = 'allowed' and a.groups && corrected"
UNSHIELDED = """
       and not exists (
            select from child_shield s left join episode_child e on e.child_id = s.child_id
             where s.lifted_at is null and c.key in (s.child_id::text, e.episode_id::text)
               and not coalesce(a.area = any (s.holders), false)
               and not coalesce(a.organisation = any (s.holders), false))"""
# A shield goes with the child's record when it is merged, and back when it is split.
MOVES_SHIELDS = {"child_shield": "id"}
SIGNATURES = (
    "sign_shield()",
    *(f"link_by_child_shield_{event}()" for event in CONCERNED),
)


def upgrade() -> None:
    _list((*LINKS, *(f"shielded_{how}" for how in SET_APART)))
    op.execute(TABLE)
    op.execute(HISTORY)
    for index in (*INDEXES, *HISTORY_INDEXES):
        op.execute(f"create {index}")
    op.execute(SIGN)
    op.execute(
        "create trigger sign before insert or update on register.child_shield "
        "for each row execute function register.sign_shield()"
    )
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.child_shield referencing {seen} "
            "for each statement execute function register.record_change('id', 'child', 'child_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        "on register.child_shield_history for each statement execute function register.refuse_by_hand()"
    )
    wanted: dict[str, str] = _before()["WANTED"]
    _settle({kind: LEFT.format(wanted=text, shielded=SHIELDED_RECORDS[kind]) for kind, text in wanted.items()})
    # An episode is linked when it is known whose it is: before that its force would learn of it, and lose it again.
    op.execute("drop trigger link_insert on register.missing_episode")
    op.execute("drop function register.link_by_missing_episode_insert()")
    for event, (seen, concerned) in CONCERNED.items():
        op.execute(LINK.format(event=event, concerned=concerned))
        op.execute(
            f"create trigger link_{event} after {event} on register.child_shield referencing {seen} "
            f"for each statement execute function register.link_by_child_shield_{event}()"
        )
    for signature in SIGNATURES:
        op.execute(f"revoke all on function register.{signature} from public")
    _replace(MEETS, DECLARED, DECLARED + "    shielded uuid;\n")
    _replace(MEETS, KEPT, SHIELDED.strip() + "\n    " + KEPT)
    _replace(TELLS, READERS, READERS + UNSHIELDED)
    _merge(MOVES_SHIELDS)


def _merge(more: dict[str, str]) -> None:
    """Let a merge move these tables beside those that it moved before."""
    merging = _file("0039_merge_records_of_one_child.py")
    moved: dict[str, str] = {**merging["MOVED"], **more}
    moves = "\n        ".join(merging["_move"](table, key) for table, key in moved.items())
    back = "\n    ".join(merging["TAKE_BACK"].format(table=table, key=key) for table, key in moved.items())
    for text in (merging["MERGE"].format(moves=moves), merging["SPLIT"].format(moves=back)):
        op.execute(text.replace("create function", "create or replace function"))


def _list(codes: Sequence[str]) -> None:
    listed = ", ".join(f"'{code}'" for code in codes)
    op.execute("alter domain register.child_link_code drop constraint child_link_code_known")
    op.execute(
        f"alter domain register.child_link_code add constraint child_link_code_known check (value in ({listed}))"
    )


def _file(name: str) -> dict[str, Any]:
    return runpy.run_path(str(Path(__file__).with_name(name)))


def _before() -> dict[str, Any]:
    return _file("0029_link_cases_and_offers.py")


def _settle(wanted: dict[str, str]) -> None:
    """Let these queries say which links are wanted."""
    want = _before()["WANT"]
    for kind, text in wanted.items():
        op.execute(want.format(kind=kind, wanted=text).replace("create function", "create or replace function"))


def _link_episodes_at_once() -> None:
    """Link an episode as soon as it is added, whoever's it is."""
    linking = _file("0022_link_children.py")
    children, episodes = linking["CONCERNED"]["missing_episode"]
    said = {"table": "missing_episode", "event": "insert", "rows": linking["EVENTS"]["insert"][1]}
    op.execute(linking["ON_EVENT"].format(**said, children=children, episodes=episodes))
    linking["_link_on"]("missing_episode", "insert")
    op.execute("revoke all on function register.link_by_missing_episode_insert() from public")


def _replace(signature: str, before: str, after: str) -> None:
    quoted = {"before": f"$was${before}$was$", "after": f"$is${after}$is$"}
    op.execute(REPLACE.format(signature=signature, **quoted))


def downgrade() -> None:
    _merge({})
    _replace(TELLS, READERS + UNSHIELDED, READERS)
    _replace(MEETS, SHIELDED.strip() + "\n    " + KEPT, KEPT)
    _replace(MEETS, DECLARED + "    shielded uuid;\n", DECLARED)
    op.execute("update register.child_shield set lift_asked_at = now() where lifted_at is null")
    op.execute("drop trigger sign on register.child_shield")
    op.execute("update register.child_shield set lifted_by = 'downgrade', lifted_at = now() where lifted_at is null")
    _settle(_before()["WANTED"])
    _link_episodes_at_once()
    op.execute("drop table register.child_shield, register.child_shield_history cascade")
    for signature in SIGNATURES:
        op.execute(f"drop function register.{signature}")
    op.execute("delete from register.child_reach where how like 'shielded%'")
    op.execute("delete from register.placement_reach where how like 'shielded%'")
    op.execute("delete from register.episode_reach where how like 'shielded%'")
    _list(LINKS)
