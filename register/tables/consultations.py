"""Consultations of children and homes: that a body asked about one, for those whose child or home it is."""

import sqlalchemy as sa

from register.tables.anchors import CHILD, HOME, Of
from register.tables.children import child
from register.tables.codes import code
from register.tables.declare import UNKEPT, WRITTEN_BY_NOBODY, declare, key
from register.tables.homes import home
from register.tables.missing_episodes import INSTANT
from register.vocabulary import Agency, Group, Purpose

# The database notes them from the log of consultations, of some purposes alone, when an entry is sealed.
# Decision: look-ups-are-news
consultation = declare(
    "consultation",
    Group.CONSULTATIONS,
    Of(CHILD, by="child_id"),
    key(),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False),
    sa.Column("asked_on", sa.Date, nullable=False),
    code("agency", Agency, nullable=False),
    sa.Index("ix_consultation_child_id", "child_id", "asked_on"),
    sa.Index("ix_consultation_asked_on", "asked_on"),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

consultation_detail = declare(
    "consultation_detail",
    Group.CONSULTING_BODIES,
    Of(CHILD, by="child_id"),
    sa.Column("consultation_id", sa.ForeignKey(consultation.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False),
    sa.Column("asked_at", INSTANT, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    code("purpose", Purpose, nullable=False),
    sa.Index("ix_consultation_detail_child_id", "child_id", "asked_at"),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

# Of a home that somebody asked for, few at a time: a list is no look-up of what is in it.
home_consultation = declare(
    "home_consultation",
    Group.HOME_CONSULTATIONS,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    sa.Column("asked_at", INSTANT, nullable=False),
    code("agency", Agency, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    code("purpose", Purpose, nullable=False),
    sa.Index("ix_home_consultation_home_id", "home_id", "asked_at"),
    sa.Index("ix_home_consultation_asked_at", "asked_at"),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)
