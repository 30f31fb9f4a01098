"""Hold records that may be of one child, and merge two once two people have decided; a split takes it back.

The database merges and splits: no role of the second wall reaches both records of two authorities. It acts only on
decisions of two different people, of two authorities one of each. What is recorded of the child goes to the record that
is kept. The names and numbers stay with the other, which leads to it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0039"
down_revision: str | None = "0038"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAINS: dict[str, tuple[str, ...]] = {
    "match_status_code": ("open", "same", "different"),
    "match_decision_code": ("keep_this", "keep_other", "different"),
}
TABLES: dict[str, str] = {
    "child_match": """
        id uuid default gen_random_uuid() not null,
        child_id uuid not null,
        other_child_id uuid not null,
        other_authority_code text,
        score double precision not null,
        evidence text[] not null,
        model text not null,
        found_at timestamptz not null,
        status register.match_status_code default 'open' not null,
        settled_at timestamptz,
        constraint pk_child_match primary key (id),
        constraint ck_child_match_score_is_a_share check (score between 0 and 1),
        constraint ck_child_match_model_fits check (length(model) between 1 and 40 and model !~ '[\\x01-\\x1f\\x7f]'),
        constraint ck_child_match_with_another check (other_child_id <> child_id),
        constraint uq_child_match_child_id_other_child_id unique (child_id, other_child_id),
        constraint uq_child_match_id_child_id unique (id, child_id),
        constraint fk_child_match_child_id foreign key (child_id) references register.child (id),
        constraint fk_child_match_other_child_id foreign key (other_child_id) references register.child (id),
        constraint fk_child_match_other_authority_code foreign key (other_authority_code) references register.area (code)
    """,
    "match_decision": """
        id uuid default gen_random_uuid() not null,
        match_id uuid not null,
        child_id uuid not null,
        decision register.match_decision_code not null,
        grounds text not null,
        person text default coalesce(nullif(current_setting('register.subject', true), ''), session_user) not null,
        decided_at timestamptz default now() not null,
        constraint pk_match_decision primary key (id),
        constraint ck_match_decision_grounds_fits check (length(grounds) between 1 and 500 and grounds !~
            '[\\x01-\\x1f\\x7f]'),
        constraint fk_match_decision_match_id_child_id foreign key (match_id, child_id) references
            register.child_match (id, child_id),
        constraint fk_match_decision_child_id foreign key (child_id) references register.child (id)
    """,
}
MERGED_ROW = """
create table register.merged_row (
    id uuid default gen_random_uuid() not null,
    child_id uuid not null,
    moved_table text not null,
    row_id uuid not null,
    constraint pk_merged_row primary key (id),
    constraint fk_merged_row_child_id foreign key (child_id) references register.child (id)
)
"""
INDEXES = (
    "ix_child_match_other_child_id on register.child_match (other_child_id)",
    "ix_match_decision_child_id on register.match_decision (child_id)",
    "ix_match_decision_match_id on register.match_decision (match_id, decided_at)",
    "ix_merged_row_child_id on register.merged_row (child_id)",
    "ix_child_merged_into_id on register.child (merged_into_id)",
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
# What is recorded of a child, each table by its key. Names and numbers stay with the record that they were given to,
# and which bodies reach a child follows from the rest.
MOVED: dict[str, str] = {
    "placement": "id",
    "episode_child": "episode_id",
    "exploitation_flag": "id",
    "exploitation_detail": "flag_id",
    "return_row": "id",
}
# What an authority returned is compared with its own children alone.
OWN_ALONE = {"return_row": " and authority_code = (select k.responsible_authority_code from child k where k.id = kept)"}
REFUSE = (
    "raise exclusion_violation using constraint = 'ex_child_merged_whole', message = 'cannot be merged as they are'"
)
MERGE = f"""
create function register.merge_children(kept uuid, gone uuid) returns void
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    if exists (select from child where (id in (kept, gone) and merged_into_id is not null) or merged_into_id = gone) then
        {REFUSE};
    end if;
    begin
        {{moves}}
    exception when unique_violation or exclusion_violation then
        {REFUSE};
    end;
    update child set merged_into_id = kept, version = version + 1 where id = gone;
    update child set version = version + 1 where id = kept;
end $$
"""
MOVE = """with moved as (update {table} set child_id = kept where child_id = gone{own} returning {key})
        insert into merged_row (child_id, moved_table, row_id) select gone, '{table}', {key} from moved;"""
SPLIT = """
create function register.split_children(kept uuid, gone uuid) returns void
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    {moves}
    delete from merged_row where child_id = gone;
    -- How often the other child was missing is counted again.
    update episode_child set child_id = child_id where child_id = kept;
    update child set merged_into_id = null, version = version + 1 where id = gone;
    update child set version = version + 1 where id = kept;
end $$
"""
TAKE_BACK = """update {table} t set child_id = gone from merged_row m
     where m.child_id = gone and m.moved_table = '{table}' and t.{key} = m.row_id and t.child_id = kept;"""
# The latest decision of each person counts, and none from before it was decided last.
SETTLE = """
create function register.settle_match() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    this child_match;
    twin child_match;
    own text;
    others text;
    agreed uuid;
    is_agreed boolean;
    gone uuid;
begin
    select * into this from child_match where id = new.match_id;
    perform from child where id in (this.child_id, this.other_child_id) order by id for update;
    select * into this from child_match where id = new.match_id for update;
    select * into twin from child_match
     where child_id = this.other_child_id and other_child_id = this.child_id for update;
    select responsible_authority_code into own from child where id = this.child_id;
    select responsible_authority_code into others from child where id = this.other_child_id;
    if new.decision <> 'different' and twin.id is null and own <> others then
        insert into child_match (child_id, other_child_id, other_authority_code, score, evidence, model, found_at)
        values (this.other_child_id, this.child_id, own, this.score, this.evidence, this.model, this.found_at);
        return null;
    end if;
    select said.kept, true into agreed, is_agreed
      from (select distinct on (d.person) d.person, d.child_id,
                   case d.decision when 'keep_this' then m.child_id when 'keep_other' then m.other_child_id end as kept
              from match_decision d join child_match m on m.id = d.match_id
             where d.match_id in (this.id, twin.id)
               and (this.settled_at is null or d.decided_at > this.settled_at)
             order by d.person, d.decided_at desc, d.id) said
     group by said.kept
    having count(*) >= 2 and (said.kept is null or own = others or count(distinct said.child_id) = 2)
     order by said.kept is not distinct from case new.decision when 'keep_this' then this.child_id
                                                               when 'keep_other' then this.other_child_id end desc
     limit 1;
    if is_agreed is null then
        return null;
    end if;
    if agreed is null and this.status = 'same' then
        select id into gone from child
         where id in (this.child_id, this.other_child_id)
           and merged_into_id in (this.child_id, this.other_child_id);
        perform split_children(case gone when this.child_id then this.other_child_id else this.child_id end, gone);
    elsif agreed is not null then
        gone := case agreed when this.child_id then this.other_child_id else this.child_id end;
        perform merge_children(agreed, gone);
    end if;
    update child_match m
       set status = case when agreed is null then 'different' else 'same' end, settled_at = now(),
           other_authority_code = case when agreed is null then m.other_authority_code
                                       when m.child_id = this.child_id then others else own end
     where m.id in (this.id, twin.id);
    return null;
end $$
"""
# Whoever meets the child by a name or number of a record that was merged is answered about the one that is kept.
MEETS_ANY_RECORD = """
do $$
declare
    body text := pg_get_functiondef(
        'register.meet_child(text, date, text, text, timestamptz, double precision, double precision)'::regprocedure);
    old text := 'c.child_id in (';
    new text := 'c.child_id in (select coalesce(k.merged_into_id, k.id) from child k where k.id in (';
    ending text := 'where i.upn = given_upn)';
begin
    if position({0} in body) = 0 or position({1} in body) = 0 then
        raise exception 'meet_child is not as it was';
    end if;
    execute replace(replace(body, {0}, {2}), {1}, {3});
end $$
"""
ENDING = "ending"
FUNCTIONS = ("merge_children(uuid, uuid)", "split_children(uuid, uuid)", "settle_match()")


def upgrade() -> None:
    for domain, codes in DOMAINS.items():
        listed = ", ".join(f"'{code}'" for code in codes)
        op.execute(f"create domain register.{domain} as text constraint {domain}_known check (value in ({listed}))")
    for name in ("child", "child_history"):
        op.execute(f"alter table register.{name} add column merged_into_id uuid")
    op.execute(
        "alter table register.child add constraint ck_child_merged_into_another check (merged_into_id <> id), "
        "add constraint fk_child_merged_into_id foreign key (merged_into_id) references register.child (id)"
    )
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
        op.execute(KEEP_HISTORY.format(table=table))
        _keep(table)
    op.execute(MERGED_ROW)
    for index in INDEXES:
        op.execute(f"create index {index}")
    op.execute(MERGE.format(moves="\n        ".join(_move(t, k) for t, k in MOVED.items())))
    op.execute(SPLIT.format(moves="\n    ".join(TAKE_BACK.format(table=t, key=k) for t, k in MOVED.items())))
    op.execute(SETTLE)
    for signature in FUNCTIONS:
        op.execute(f"revoke all on function register.{signature} from public")
    op.execute(
        "create trigger settle_match after insert on register.match_decision "
        "for each row execute function register.settle_match()"
    )
    op.execute(MEETS_ANY_RECORD.format("old", ENDING, "new", f"{ENDING} || ')'"))


def _move(table: str, key: str) -> str:
    return MOVE.format(table=table, key=key, own=OWN_ALONE.get(table, ""))


def _keep(table: str) -> None:
    op.create_index(f"ix_{table}_history_key", f"{table}_history", ["id", "recorded_from"], schema="register")
    op.create_index(f"ix_{table}_history_time", f"{table}_history", ["recorded_from", "recorded_to"], schema="register")
    op.create_index(f"ix_{table}_history_child", f"{table}_history", ["child_id"], schema="register")
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
            f"for each statement execute function register.record_change('id', 'child', 'child_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
    )


def downgrade() -> None:
    op.execute(MEETS_ANY_RECORD.format("new", f"({ENDING} || ')')", "old", ENDING))
    op.execute("drop table register.match_decision, register.match_decision_history cascade")
    op.execute("drop table register.child_match, register.child_match_history, register.merged_row cascade")
    for signature in FUNCTIONS:
        op.execute(f"drop function register.{signature}")
    for name in ("child", "child_history"):
        # The wall leans on it: it is raised again by what comes after a migration.
        op.execute(f"alter table register.{name} drop column merged_into_id cascade")
    for domain in DOMAINS:
        op.execute(f"drop domain register.{domain}")
