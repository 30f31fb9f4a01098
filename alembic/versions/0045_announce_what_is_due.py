"""Report a clock that ran out: an interview that was not held in time, a flag or a risk that was not looked at again.

What is due is stored, and true without this: a job only announces it, once for each time, to those who may read the
record. Looked for is a month back, so that a job that was stopped for some days misses nothing.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0045"
down_revision: str | None = "0044"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ANNOUNCE_DUE = """
create function register.announce_due() returns bigint
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    announced bigint;
    since timestamptz := now() - interval '31 days';
    today date := (now() at time zone 'Europe/London')::date;
begin
    with due as (
        select 'return_interview' as entity, i.id, 'episode' as kind, i.episode_id as subject, 'due_at' as clock,
               i.due_at as at
          from return_interview i
         where i.closed_at is null and i.due_at <= now() and i.due_at > since
         union all
        select 'exploitation_flag', f.id, 'child', f.child_id, 'review_due_on',
               f.review_due_on::timestamp at time zone 'Europe/London'
          from exploitation_flag f
         where f.ended_on is null and f.review_due_on <= today and f.review_due_on > today - 31
         union all
        select 'risk_assessment', k.id, 'episode', e.id, 'review_due_at', k.review_due_at
          from missing_episode e
         cross join lateral (
               select r.id, r.review_due_at from risk_assessment r where r.episode_id = e.id
                order by r.assessed_at desc, r.id desc limit 1) k
         where e.ended_at is null and e.status <> 'cancelled' and k.review_due_at <= now() and k.review_due_at > since
    ), made as (
        insert into entry (entity, key, subject_kind, subject_id, operation, columns, recorded_at)
        select d.entity, d.id::text, d.kind, d.subject, 'due', array[d.clock], now()
          from due d
         where not exists (
               select from entry e where e.entity = d.entity and e.key = d.id::text and e.operation = 'due'
                  and e.at >= d.at)
         order by d.at, d.id limit 1000
        returning number
    )
    insert into entry_author (number, subject, agency) select number, session_user, 'system' from made;
    get diagnostics announced = row_count;
    if announced > 0 then
        perform pg_notify('register_changed', '');
    end if;
    return announced;
end $$
"""


def upgrade() -> None:
    op.execute("alter domain register.change_operation_code drop constraint change_operation_code_known")
    op.execute(
        "alter domain register.change_operation_code add constraint change_operation_code_known "
        "check (value in ('insert', 'update', 'delete', 'due'))"
    )
    op.execute(ANNOUNCE_DUE)
    op.execute("revoke all on function register.announce_due() from public")


def downgrade() -> None:
    # What was announced is sealed and stays as it is, and with it the word for it.
    op.execute("drop function register.announce_due()")
