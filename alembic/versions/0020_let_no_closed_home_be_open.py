"""Let no home be open whose registration has ended or is suspended: what is stored is mended, and then held.

The state of operation and the status of the registration are of different field groups, and so in different tables:
no check of one row can compare them. A deferred trigger does, when the transaction ends, whichever was written first.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NAME = "operation_agrees_with_registration"
AGREES = """
case h.registration_status::text
    when 'registered' then true
    when 'suspended' then i.operational_status in ('not_yet_accommodating', 'temporarily_closed')
    when 'application_received' then i.operational_status in ('not_yet_accommodating')
    else false
end
"""
MEND = f"""
update register.home_identity i
   set operational_status = case when h.registration_status = 'suspended' then 'temporarily_closed' end
  from register.home h
 where h.id = i.home_id and i.operational_status is not null and not ({AGREES})
"""
SIGN = "select set_config('register.reason', 'a home that has closed or is suspended is not open', true)"
CHECK = f"""
create function register.check_operation() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    perform from register.home h
      join register.home_identity i on i.home_id = h.id
     where h.id = (to_jsonb(new) ->> tg_argv[0])::uuid and i.operational_status is not null and not ({AGREES});
    if found then
        raise exception 'a home of this registration cannot have this operational status'
            using errcode = 'check_violation', constraint = '{NAME}';
    end if;
    return null;
end $$
"""
# Only rows that could contradict each other are looked at: a load of registered homes checks each once.
WATCHED: dict[str, tuple[str, str, str]] = {
    "home": ("id", "registration_status", "new.registration_status <> 'registered'"),
    "home_identity": ("home_id", "operational_status", "new.operational_status is not null"),
}


def upgrade() -> None:
    op.execute(SIGN)
    op.execute(MEND)
    op.execute(CHECK)
    op.execute("revoke all on function register.check_operation() from public")
    for table, (key, column, when) in WATCHED.items():
        op.execute(
            f"create constraint trigger {NAME} after insert or update of {column} on register.{table} "
            f"deferrable initially deferred for each row when ({when}) "
            f"execute function register.check_operation('{key}')"
        )


def downgrade() -> None:
    for table in WATCHED:
        op.execute(f"drop trigger {NAME} on register.{table}")
    op.execute("drop function register.check_operation()")
