"""Shields: while one is in force, nobody reaches the child but its authority and the bodies that the shield names."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import CHILD, Of
from register.tables.children import child
from register.tables.codes import code
from register.tables.declare import Writes, common, declare, key
from register.tables.missing_episodes import INSTANT
from register.tables.texts import text
from register.vocabulary import Agency, ChangeKind, Group

# The name under which the database refuses the person who asked for a shield to be lifted.
LIFTED_BY_TWO = "ck_child_shield_lifted_by_two"

# The database signs who set, confirmed and lifted a shield, and writes down who met the child and was answered nothing.
child_shield = declare(
    "child_shield",
    Group.SHIELD,
    Of(CHILD, by="child_id"),
    key(),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False),
    # The codes of the areas and organisations whose bodies keep what they reach of the child.
    sa.Column("holders", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
    *text("grounds", 500, nullable=False),
    sa.Column("set_at", INSTANT, nullable=False, server_default=sa.text("now()")),
    sa.Column("set_by", sa.Text, nullable=False, server_default=""),
    sa.Column("review_due_on", sa.Date, nullable=False),
    sa.Column("confirmed_at", INSTANT),
    sa.Column("confirmed_by", sa.Text),
    sa.Column("lift_asked_at", INSTANT),
    sa.Column("lift_asked_by", sa.Text),
    sa.Column("lifted_at", INSTANT),
    sa.Column("lifted_by", sa.Text),
    sa.Column("met_at", INSTANT),
    code("met_by_agency", Agency),
    sa.Column("met_by_area", sa.Text),
    sa.Column("met_by_organisation", sa.Text),
    *common(),
    sa.CheckConstraint("cardinality(holders) <= 20", name="holders_are_few"),
    sa.CheckConstraint("confirmed_by <> set_by", name="confirmed_by_another"),
    sa.CheckConstraint("lifted_at is null or (lift_asked_at is not null and lifted_by <> lift_asked_by)",
                       name="lifted_by_two"),
    # A child has one shield in force.
    sa.Index("ix_child_shield_in_force", "child_id", unique=True, postgresql_where=sa.text("lifted_at is null")),
    sa.Index("ix_child_shield_child_id", "child_id", "set_at"),
    changes=ChangeKind.CHILD,
    writes=Writes(
        inserted=("id", "child_id", "holders", "grounds", "review_due_on",
                  *(part.name for part in common() if isinstance(part, sa.Column))),
        updated={
            Agency.LOCAL_AUTHORITY: (
                "holders", "review_due_on", "confirmed_at", "lift_asked_at", "lifted_at", "version",
            )
        },
    ),
)  # fmt: skip
