"""Know the bank holidays of England, until when the other authority is to be notified of a placement, and who approved it.

The regulations count in working days: an authority in whose area a child is placed is notified before the placement
begins or, in an emergency, within 5 working days (SI 2010/959, regulation 13). The days are a table, so that one that is
proclaimed needs no release.
"""

import csv
from collections.abc import Sequence
from datetime import date
from importlib.resources import files

import sqlalchemy as sa
from alembic import op

revision: str = "0047"
down_revision: str | None = "0046"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Christmas and New Year with a bank holiday that is moved are the longest run of days that are none.
LONGEST = 14
WORKING_DAY = f"""
create function register.working_day_after(day date, working_days integer) returns date
language sql stable set search_path = register, public, pg_temp as $$
    select d::date from generate_series(day + 1, day + working_days * 2 + {LONGEST}, interval '1 day') d
     where extract(isodow from d) < 6 and not exists (select from bank_holiday b where b.day = d::date)
     order by d offset working_days - 1 limit 1
$$
"""
DUE = """
create function register.notify_by() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    new.notify_due_on := case
        when (select c.responsible_authority_code from child c where c.id = new.child_id) = new.host_authority_code
            then null
        when new.is_emergency then working_day_after(new.started_on, 5)
        else new.started_on end;
    return new;
end $$
"""
COLUMNS: dict[str, str] = {
    "notify_due_on": "date",
    "is_notified_late": "boolean generated always as "
    "((area_authority_notified_at at time zone 'Europe/London')::date > notify_due_on) stored",
    "is_at_a_distance": "boolean",
    "approver": "register.placement_approver_code",
    "approved_at": "timestamptz",
}


def upgrade() -> None:
    op.execute(
        "create table register.bank_holiday (day date not null, name text not null, "
        "constraint pk_bank_holiday primary key (day), "
        "constraint ck_bank_holiday_name_fits check (length(name) between 1 and 80 and name !~ '[\\x01-\\x1f\\x7f]'))"
    )
    holidays = sa.table("bank_holiday", sa.column("day", sa.Date), sa.column("name", sa.Text), schema="register")
    with (files("register") / "reference" / "bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        rows = [{"day": date.fromisoformat(row["day"]), "name": row["name"]} for row in csv.DictReader(file)]
    op.bulk_insert(holidays, rows)
    op.execute(
        "create domain register.placement_approver_code as text "
        "constraint placement_approver_code_known check (value in ('nominated_officer', 'director'))"
    )
    for name, kind in COLUMNS.items():
        op.execute(f"alter table register.placement add column {name} {kind}")
        kept = {"is_notified_late": "boolean", "approver": "text"}.get(name, kind)
        op.execute(f"alter table register.placement_history add column {name} {kept}")
    op.execute(
        "alter table register.placement add constraint ck_placement_approval_whole "
        "check (num_nulls(approver, approved_at, is_at_a_distance) in (0, 3))"
    )
    op.execute(
        "alter table register.placement add constraint ck_placement_director_approves "
        "check (not is_at_a_distance or approver = 'director')"
    )
    op.execute(WORKING_DAY)
    op.execute(DUE)
    op.execute(
        "create trigger notify_by before insert or update of started_on, is_emergency, host_authority_code, child_id "
        "on register.placement for each row execute function register.notify_by()"
    )
    for signature in ("working_day_after(date, integer)", "notify_by()"):
        op.execute(f"revoke all on function register.{signature} from public")
    op.execute("update register.placement set started_on = started_on where ended_on is null")


def downgrade() -> None:
    op.execute("drop trigger notify_by on register.placement")
    op.execute("drop function register.notify_by()")
    op.execute("drop function register.working_day_after(date, integer)")
    for name in reversed(COLUMNS):
        op.execute(f"alter table register.placement drop column {name} cascade")
        op.execute(f"alter table register.placement_history drop column {name} cascade")
    op.execute("drop domain register.placement_approver_code")
    op.execute("drop table register.bank_holiday")
