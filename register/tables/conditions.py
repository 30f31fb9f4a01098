"""Conditions of registration: which a home has, and what they say, in a table of its own."""

import sqlalchemy as sa

from register.tables.anchors import HOME, Of
from register.tables.codes import code
from register.tables.declare import WITHDRAWN, common, declare, key
from register.tables.homes import home
from register.tables.texts import text
from register.vocabulary import ChangeKind, ConditionChange, ConditionKind, Group

condition = declare(
    "condition",
    Group.ENFORCEMENT_STATUS,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False, index=True),
    code("kind", ConditionKind, nullable=False),
    code("change", ConditionChange, nullable=False),
    sa.Column("effective_from", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),
    # The most children, of a condition that limits their number.
    sa.Column("places", sa.Integer),
    sa.CheckConstraint("places is null or (places >= 1 and kind = 'max_places')", name="places_of_a_limit"),
    *common(),
    sa.CheckConstraint("ended_on >= effective_from", name="dates_ordered"),
    changes=ChangeKind.CONDITION,
    in_force=("effective_from", "ended_on"),
    writes=WITHDRAWN,
)

condition_detail = declare(
    "condition_detail",
    Group.ENFORCEMENT_DETAIL,
    Of(HOME, by="home_id"),
    sa.Column("condition_id", sa.ForeignKey(condition.c.id), primary_key=True),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    *text("wording", 2_000, nullable=False),
    changes=ChangeKind.CONDITION,
    writes=WITHDRAWN,
)
