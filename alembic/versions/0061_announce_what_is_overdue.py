"""Report a list that an authority has not returned, signed off, by its day; and a shield that was not looked at again.

Both days are stored, and true without this. A day runs out when it has passed. Announced once, to those who may read the
duty to return or the shield, as every clock; a month back, so that a job that was stopped misses nothing.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0061"
down_revision: str | None = "0060"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ANNOUNCE = """
create function register.announce_overdue() returns bigint
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    announced bigint;
    today date := (now() at time zone 'Europe/London')::date;
begin
    with due as (
        select 'return_duty' as entity, d.id, null::text as kind, null::uuid as subject, 'due_on' as clock,
               d.due_on as day
          from return_duty d
         where d.accepted_at is null and d.due_on < today and d.due_on > today - 31
         union all
        select 'child_shield', s.id, 'child', s.child_id, 'review_due_on', s.review_due_on
          from child_shield s
         where s.lifted_at is null and s.review_due_on < today and s.review_due_on > today - 31
    ), made as (
        insert into entry (entity, key, subject_kind, subject_id, operation, columns, recorded_at)
        select d.entity, d.id::text, d.kind, d.subject, 'due', array[d.clock], now()
          from due d
         where not exists (
               select from entry e where e.entity = d.entity and e.key = d.id::text and e.operation = 'due'
                  and e.at >= (d.day + 1)::timestamp at time zone 'Europe/London')
         order by d.day, d.id limit 1000
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
    op.execute(ANNOUNCE)
    op.execute("revoke all on function register.announce_overdue() from public")


def downgrade() -> None:
    op.execute("drop function register.announce_overdue()")
