"""Report a placement elsewhere that the other authority was not notified of by the day on which it had to be.

The day is stored with the placement, in working days of England. It runs out when the day has passed. Announced once, to
those who may read the placement, as every clock; a month back, so that a job that was stopped misses nothing.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0054"
down_revision: str | None = "0053"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ANNOUNCE = """
create function register.announce_unnotified() returns bigint
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    announced bigint;
    today date := (now() at time zone 'Europe/London')::date;
begin
    with made as (
        insert into entry (entity, key, subject_kind, subject_id, operation, columns, recorded_at)
        select 'placement', p.id::text, 'placement', p.id, 'due', array['notify_due_on'], now()
          from placement p
         where p.area_authority_notified_at is null and p.notify_due_on < today and p.notify_due_on > today - 31
           and not exists (
               select from entry e where e.entity = 'placement' and e.key = p.id::text and e.operation = 'due'
                  and e.at >= (p.notify_due_on + 1)::timestamp at time zone 'Europe/London')
         order by p.notify_due_on, p.id limit 1000
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
    op.execute("revoke all on function register.announce_unnotified() from public")


def downgrade() -> None:
    op.execute("drop function register.announce_unnotified()")
