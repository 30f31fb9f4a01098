"""The law that grants rest on, and the policy that the database holds."""

import sqlalchemy as sa

from register.tables.anchors import PUBLISHED, Unlinked
from register.tables.declare import UNKEPT, declare
from register.vocabulary import Group

legal_basis = declare(
    "legal_basis",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("in_force_from", sa.Date, nullable=False),
    changes=UNKEPT,
)

policy_state = declare(
    "policy_state",
    Group.REFERENCE,
    Unlinked("which policy the database holds"),
    sa.Column("single", sa.Boolean, primary_key=True, server_default="true"),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.CheckConstraint("single", name="only_one"),
    changes=UNKEPT,
)
