"""Let what was recorded by mistake be withdrawn, with a reason; and keep the number of a condition that limits places.

A role of the second wall removes such a row if it may change it and has said why. The history keeps the row, and the log
of changes says who removed it and for which reason. Only the wording of a condition held its number: of the conditions
in force the home's places are the number, of those that have ended nobody knows it.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SIGN = "select set_config('register.reason', 'the number of a condition is kept', true)"
FILL = """
update register.condition c set places = h.places, version = c.version + 1
  from register.home h
 where h.id = c.home_id and c.kind = 'max_places' and c.ended_on is null and h.places is not null
"""
WITHDRAWN = ("inspection", "condition", "condition_detail", "notice", "notice_detail", "home_person")
GUARD = """
create function register.withdraw_with_reason() returns trigger
language plpgsql set search_path = register, public, pg_temp as $$
begin
    if coalesce(current_setting('register.reason', true), '') = ''
       and current_user <> (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = tg_relid) then
        raise exception 'a record is withdrawn with a reason' using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$
"""


def upgrade() -> None:
    op.execute(GUARD)
    op.execute("revoke all on function register.withdraw_with_reason() from public")
    for table in WITHDRAWN:
        op.execute(
            f"create trigger withdrawn_with_reason before delete on register.{table} "
            "for each row execute function register.withdraw_with_reason()"
        )
    for name in ("condition", "condition_history"):
        op.add_column(name, sa.Column("places", sa.Integer(), nullable=True), schema="register")
    op.create_check_constraint(
        op.f("ck_condition_places_of_a_limit"),
        "condition",
        "places is null or (places >= 1 and kind = 'max_places')",
        schema="register",
    )
    op.execute(SIGN)
    op.execute(FILL)


def downgrade() -> None:
    for table in WITHDRAWN:
        op.execute(f"drop trigger withdrawn_with_reason on register.{table}")
    op.execute("drop function register.withdraw_with_reason()")
    op.drop_constraint(op.f("ck_condition_places_of_a_limit"), "condition", schema="register")
    for name in ("condition", "condition_history"):
        op.drop_column(name, "places", schema="register")
