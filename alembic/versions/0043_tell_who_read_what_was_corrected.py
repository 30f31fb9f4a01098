"""Tell each body that consulted a record when the record is corrected, until it acknowledges that.

What was corrected is known from the changes of the command's transaction, and who was shown it from the log of
consultations. No role reads the log of others for it: the database writes the notices, with the command.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0043"
down_revision: str | None = "0042"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = """
create table register.correction_notice (
    id uuid default gen_random_uuid() not null,
    agency register.agency_code not null,
    area text,
    organisation text,
    record text not null,
    command text not null,
    groups text[] not null,
    consulted_at timestamptz not null,
    corrected_at timestamptz not null,
    acknowledged_at timestamptz,
    constraint pk_correction_notice primary key (id),
    constraint ck_correction_notice_record_fits check (length(record) between 1 and 60 and record !~
        '[\\x01-\\x1f\\x7f]'),
    constraint ck_correction_notice_command_fits check (length(command) between 1 and 60 and command !~
        '[\\x01-\\x1f\\x7f]'),
    constraint ck_correction_notice_instants_ordered check (consulted_at <= corrected_at and
        acknowledged_at >= corrected_at)
)
"""
INDEXES = (
    "create unique index ix_correction_notice_once on register.correction_notice (agency, area, organisation, record) "
    "nulls not distinct where acknowledged_at is null",
    "create index ix_correction_notice_corrected_at on register.correction_notice "
    "(agency, area, organisation, corrected_at)",
)
HISTORY = """
create table register.correction_notice_history (
    history_id bigint generated always as identity,
    id uuid, agency text, area text, organisation text, record text, command text, groups text[],
    consulted_at timestamptz, corrected_at timestamptz, acknowledged_at timestamptz,
    recorded_from timestamptz not null, recorded_to timestamptz,
    constraint pk_correction_notice_history primary key (history_id)
)
"""
HISTORY_INDEXES = (
    "create index ix_correction_notice_history_key on register.correction_notice_history (id, recorded_from)",
    "create index ix_correction_notice_history_time on register.correction_notice_history (recorded_from, recorded_to)",
)
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
# The commands that say that something on record was wrong.
CORRECT = (
    "correctHome", "correctRegistration", "correctInspection", "withdrawInspection", "correctCondition",
    "withdrawCondition", "correctNotice", "withdrawNotice", "correctPerson", "withdrawPerson", "correctChild",
    "cancelEpisode",
)  # fmt: skip
# The group of each table that they write.
GROUPS: dict[str, str] = {
    "home": "home public facts",
    "inspection": "home public facts",
    "home_identity": "home identity and location",
    "premises": "home identity and location",
    "home_person": "home people",
    "condition": "enforcement status",
    "notice": "enforcement status",
    "condition_detail": "enforcement detail",
    "notice_detail": "enforcement detail",
    "child_minimum": "child name and birth",
    "child_identity": "child identity",
    "child_characteristics": "child characteristics",
    "missing_episode": "missing episode",
}
# Of the log, what is not yet in the index of its keys: the sealer adds that some seconds later, and not in order.
BEHIND = 1000
COMMANDS = ", ".join(f"'{command}'" for command in CORRECT)
TELL = f"""
create function register.tell_of_correction() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    corrected text[];
begin
    if new.problems <> '[]'::jsonb or new.entity_key is null or new.command not in ({COMMANDS}) then
        return null;
    end if;
    select array_agg(distinct g.field_group) into corrected
      from entry e join (values {", ".join(f"('{table}', '{group}')" for table, group in GROUPS.items())})
           as g (entity, field_group) on g.entity = e.entity
     where e.transaction = txid_current();
    if corrected is null then
        return null;
    end if;
    insert into correction_notice (agency, area, organisation, record, command, groups, consulted_at, corrected_at)
    select a.agency, a.area, a.organisation, c.key, min(c.command),
           array(select unnest(corrected) intersect
                 select g from unnest(array_agg(array_to_string(a.groups, e'\\n'))) as read
                  cross join unnest(string_to_array(read, e'\\n')) as g),
           least(max(a.at), now()), now()
      from (select new.command as command, new.entity_key as key) c
      cross join lateral (
            select k.access_id as id from access_key k where k.key = c.key
             union
            select l.id from access_log l
             where l.id > coalesce((select max(access_id) from access_key), 0) - {BEHIND}
               and l.keys @> array[c.key]) consulted
      join access_log a on a.id = consulted.id
     where a.outcome = 'allowed' and a.groups && corrected
       and (a.agency::text, coalesce(a.area, ''), coalesce(a.organisation, ''))
           <> (new.agency::text, coalesce(new.area, ''), coalesce(new.organisation, ''))
     group by a.agency, a.area, a.organisation, c.key
    on conflict (agency, area, organisation, record) where acknowledged_at is null do update
       set command = excluded.command, consulted_at = excluded.consulted_at, corrected_at = excluded.corrected_at,
           groups = array(select unnest(correction_notice.groups) union select unnest(excluded.groups) order by 1);
    return null;
end $$
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(HISTORY)
    for index in (*INDEXES, *HISTORY_INDEXES):
        op.execute(index)
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.correction_notice referencing {seen} "
            "for each statement execute function register.record_change('id', '', '')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        "on register.correction_notice_history for each statement execute function register.refuse_by_hand()"
    )
    op.execute(TELL)
    op.execute("revoke all on function register.tell_of_correction() from public")
    op.execute(
        "create trigger tell_of_correction after insert or update on register.change_request "
        "for each row execute function register.tell_of_correction()"
    )


def downgrade() -> None:
    op.execute("drop function register.tell_of_correction() cascade")
    op.execute("drop table register.correction_notice, register.correction_notice_history cascade")
