"""Exemptions: what is left out of the answer to a child, or a person for it, who asks what is held about the child."""

import sqlalchemy as sa

from register.tables.anchors import CHILD, Of
from register.tables.children import child
from register.tables.codes import code
from register.tables.declare import Writes, common, declare, key
from register.tables.texts import text
from register.vocabulary import Agency, ChangeKind, ExemptionLaw, Group

# The database signs who recorded an exemption.
access_exemption = declare(
    "access_exemption",
    Group.SUBJECT_ACCESS,
    Of(CHILD, by="child_id"),
    key(),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False),
    # A field group, by its name.
    *text("held_group", 60, nullable=False),
    # The one record of the group that is left out; null for all of them.
    sa.Column("record_id", sa.Uuid(as_uuid=True)),
    code("law", ExemptionLaw, nullable=False),
    *text("grounds", 500, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column(
        "recorded_by",
        sa.Text,
        nullable=False,
        server_default=sa.text("coalesce(nullif(current_setting('register.subject', true), ''), session_user)"),
    ),
    *common(),
    sa.CheckConstraint("ends_on > decided_on", name="ends_after_decided"),
    sa.Index("ix_access_exemption_child_id", "child_id", "decided_on"),
    changes=ChangeKind.CHILD,
    writes=Writes(
        inserted=("id", "child_id", "held_group", "record_id", "law", "grounds", "decided_on", "ends_on",
                  *(part.name for part in common() if isinstance(part, sa.Column))),
        updated={Agency.LOCAL_AUTHORITY: ("ended_on", "version")},
    ),
)  # fmt: skip
