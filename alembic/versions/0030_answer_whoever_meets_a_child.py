"""Answer whoever meets a child whether it is missing: one function, which finds one child or none, and writes it down.

It runs as the owner, for its caller may not search children. It says whether an episode is open, whose it is and how
great the risk is, and nothing else. Whether or not there is one, it says the same statements and writes one row.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0030"
down_revision: str | None = "0029"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = """
create table register.encounter (
    id uuid default gen_random_uuid() not null,
    episode_id uuid,
    holder_agency register.agency_code not null,
    holder_area text,
    holder_organisation text,
    person text not null,
    met_at timestamptz not null,
    asked_at timestamptz not null,
    longitude double precision,
    latitude double precision,
    constraint pk_encounter primary key (id),
    constraint ck_encounter_position_whole check (num_nulls(longitude, latitude) in (0, 2)),
    constraint ck_encounter_person_form check (person ~ '^[0-9a-f]{64}$'),
    constraint fk_encounter_episode_id foreign key (episode_id) references register.missing_episode (id)
)
"""
INDEXES = (
    "ix_encounter_episode_id on register.encounter (episode_id, met_at)",
    "ix_encounter_person on register.encounter (person, asked_at)",
)
HISTORY = """
create table register.encounter_history (
    history_id bigint generated always as identity,
    id uuid, episode_id uuid, holder_agency text, holder_area text, holder_organisation text, person text,
    met_at timestamptz, asked_at timestamptz, longitude double precision, latitude double precision,
    recorded_from timestamptz not null, recorded_to timestamptz,
    constraint pk_encounter_history primary key (history_id)
)
"""
HISTORY_INDEXES = (
    "ix_encounter_history_key on register.encounter_history (id, recorded_from)",
    "ix_encounter_history_time on register.encounter_history (recorded_from, recorded_to)",
    "ix_encounter_history_episode on register.encounter_history (episode_id)",
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
MOST_AN_HOUR = 30
# A child has the name or an alias and the day of birth, or one number; two records of one child are one child.
MEET = f"""
create function register.meet_child(
    given_name text, born date, given_nhs_number text, given_upn text, met timestamptz, east float, north float)
returns table (encounter_id uuid, episode_reference text, force_code text, risk_level text)
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    asker text := encode(sha256(convert_to(concat_ws('/',
        current_setting('register.agency', true), current_setting('register.subject', true)), 'utf8')), 'hex');
    found uuid;
    asked uuid := gen_random_uuid();
begin
    -- One question of a person after the other, so that no two are counted together.
    perform pg_advisory_xact_lock(hashtextextended(asker, 27));
    if (select count(*) from encounter e where e.person = asker and e.asked_at > now() - interval '1 hour')
       >= {MOST_AN_HOUR} then
        raise check_violation using constraint = 'encounter_asked_an_hour', message = 'asked too often';
    end if;
    select e.id into found
      from missing_episode e join episode_child c on c.episode_id = e.id
     where e.ended_at is null and e.status in ('reported', 'investigating')
       and c.child_id in (
            select m.child_id from child_minimum m left join child_identity i on i.child_id = m.child_id
             where m.date_of_birth = born
               and (folded(m.name) = folded(given_name)
                    or exists (select from unnest(i.aliases) a where folded(a) = folded(given_name)))
            union all
            select i.child_id from child_identity i where i.nhs_number = given_nhs_number
            union all
            select i.child_id from child_identity i where i.upn = given_upn)
     order by e.started_at desc limit 1;
    insert into encounter (id, episode_id, holder_agency, holder_area, holder_organisation, person, met_at, asked_at,
                           longitude, latitude)
    values (asked, found, current_setting('register.agency', true), nullif(current_setting('register.area', true), ''),
            nullif(current_setting('register.organisation', true), ''), asker, met, now(), east, north);
    return query
    select asked, e.reference, e.owning_force_code,
           (select r.level::text from risk_assessment r where r.episode_id = e.id
             order by r.assessed_at desc, r.id desc limit 1)
      from (select found as id) f left join missing_episode e on e.id = f.id;
end $$
"""
SIGNATURE = "register.meet_child(text, date, text, text, timestamptz, double precision, double precision)"


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(HISTORY)
    for index in (*INDEXES, *HISTORY_INDEXES):
        op.execute(f"create index {index}")
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.encounter referencing {seen} "
            "for each statement execute function register.record_change('id', 'episode', 'episode_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        "on register.encounter_history for each statement execute function register.refuse_by_hand()"
    )
    op.execute(MEET)
    op.execute(f"revoke all on function {SIGNATURE} from public")


def downgrade() -> None:
    op.execute(f"drop function {SIGNATURE}")
    op.execute("drop table register.encounter, register.encounter_history cascade")
