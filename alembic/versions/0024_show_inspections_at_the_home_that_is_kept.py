"""Show the inspections of a duplicate at the home that was kept, and know where they came from.

They stayed with the duplicate, which no list holds: the home that was kept seemed never to have been inspected.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SIGN = "select set_config('register.reason', 'shown at the home that was kept', true)"
BRING = """
update register.inspection i
   set home_id = d.merged_into_id, merged_from_id = d.id, version = i.version + 1
  from register.home d
 where d.id = i.home_id and d.merged_into_id is not null
   and not exists (select from register.inspection k where k.home_id = d.merged_into_id and k.number = i.number)
   and not exists (select from register.inspection o join register.home e on e.id = o.home_id
                    where e.merged_into_id = d.merged_into_id and o.number = i.number and o.id < i.id)
"""
TAKE_BACK = """
update register.inspection i set home_id = i.merged_from_id, version = i.version + 1 where i.merged_from_id is not null
"""


def upgrade() -> None:
    op.add_column("inspection", sa.Column("merged_from_id", sa.Uuid(), nullable=True), schema="register")
    op.add_column("inspection_history", sa.Column("merged_from_id", sa.Uuid(), nullable=True), schema="register")
    op.create_foreign_key(
        op.f("fk_inspection_merged_from_id"),
        "inspection",
        "home",
        ["merged_from_id"],
        ["id"],
        source_schema="register",
        referent_schema="register",
    )
    op.execute(SIGN)
    op.execute(BRING)


def downgrade() -> None:
    op.execute(TAKE_BACK)
    op.drop_constraint(op.f("fk_inspection_merged_from_id"), "inspection", schema="register")
    for name in ("inspection", "inspection_history"):
        op.drop_column(name, "merged_from_id", schema="register")
