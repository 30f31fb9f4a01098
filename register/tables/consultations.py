"""Consultations of children: that a body asked about one, for those whose child it is."""

import sqlalchemy as sa

from register.tables.anchors import CHILD, Of
from register.tables.children import child
from register.tables.codes import code
from register.tables.declare import UNKEPT, WRITTEN_BY_NOBODY, declare, key
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
