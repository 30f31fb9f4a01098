"""Notices to bodies that a record which they have consulted was corrected, until each acknowledges its own."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import OfBody
from register.tables.codes import code
from register.tables.declare import Writes, declare, key
from register.tables.missing_episodes import INSTANT
from register.tables.texts import text
from register.vocabulary import Agency, ChangeKind, Group

# The database writes them with each correction, from the log of consultations. They name a body, never a person.
correction_notice = declare(
    "correction_notice",
    Group.CORRECTIONS,
    OfBody(of_person=False),
    key(),
    code("agency", Agency, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    # The key of the record, as the log of consultations has it.
    *text("record", 60, nullable=False),
    *text("command", 60, nullable=False),
    sa.Column("groups", postgresql.ARRAY(sa.Text), nullable=False),
    sa.Column("consulted_at", INSTANT, nullable=False),
    sa.Column("corrected_at", INSTANT, nullable=False),
    sa.Column("acknowledged_at", INSTANT),
    sa.CheckConstraint("consulted_at <= corrected_at and acknowledged_at >= corrected_at", name="instants_ordered"),
    sa.Index(
        "ix_correction_notice_once",
        "agency",
        "area",
        "organisation",
        "record",
        unique=True,
        postgresql_where=sa.text("acknowledged_at is null"),
        postgresql_nulls_not_distinct=True,
    ),
    sa.Index("ix_correction_notice_corrected_at", "agency", "area", "organisation", "corrected_at"),
    # Decision: corrections-in-the-feed
    changes=ChangeKind.CORRECTION,
    writes=Writes(inserted=(), updated=dict.fromkeys(Agency, ("acknowledged_at",))),
)
