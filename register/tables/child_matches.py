"""Records that may be of one child, what people decided of them, and which rows a merge moved."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import CHILD, Of, Unlinked
from register.tables.areas import area
from register.tables.children import child
from register.tables.codes import code
from register.tables.declare import SHOWN_NOWHERE, UNKEPT, WRITTEN_BY_NOBODY, Writes, declare, key
from register.tables.missing_episodes import INSTANT
from register.tables.texts import text
from register.vocabulary import ChangeKind, Group, MatchDecision, MatchStatus

# Of records of one authority there is one row. Of two authorities', the one with the older record has the first row;
# the other gets one of its own when the first says that they are of one child.
child_match = declare(
    "child_match",
    Group.CHILD_MATCH,
    Of(CHILD, by="child_id"),
    key(),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False),
    sa.Column("other_child_id", sa.ForeignKey(child.c.id), nullable=False, index=True),
    # None as long as the other authority has not said that they are of one child.
    sa.Column("other_authority_code", sa.ForeignKey(area.c.code)),
    sa.Column("score", sa.Double, nullable=False),
    sa.CheckConstraint("score between 0 and 1", name="score_is_a_share"),
    sa.Column("evidence", postgresql.ARRAY(sa.Text), nullable=False),
    *text("model", 40, nullable=False),
    sa.Column("found_at", INSTANT, nullable=False),
    code("status", MatchStatus, nullable=False, default=MatchStatus.OPEN),
    # When it was decided last: decisions up to then count no more.
    sa.Column("settled_at", INSTANT),
    sa.CheckConstraint("other_child_id <> child_id", name="with_another"),
    sa.UniqueConstraint("child_id", "other_child_id"),
    sa.UniqueConstraint("id", "child_id"),
    changes=ChangeKind.CHILD,
    writes=WRITTEN_BY_NOBODY,
)

# What one person decided. Who it was is signed by the database, which also acts on it.
match_decision = declare(
    "match_decision",
    Group.CHILD_MATCH,
    Of(CHILD, by="child_id"),
    key(),
    sa.Column("match_id", sa.Uuid(as_uuid=True), nullable=False, info=SHOWN_NOWHERE),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False, index=True),
    code("decision", MatchDecision, nullable=False),
    *text("grounds", 500, nullable=False),
    sa.Column(
        "person",
        sa.Text,
        nullable=False,
        server_default=sa.text("coalesce(nullif(current_setting('register.subject', true), ''), session_user)"),
    ),
    sa.Column("decided_at", INSTANT, nullable=False, server_default=sa.text("now()")),
    # A decision is of the child of its match, and so is reached with it.
    sa.ForeignKeyConstraint(("match_id", "child_id"), (child_match.c.id, child_match.c.child_id)),
    sa.Index("ix_match_decision_match_id", "match_id", "decided_at"),
    changes=ChangeKind.CHILD,
    writes=Writes(inserted=("id", "match_id", "child_id", "decision", "grounds"), updated={}),
)

# The rows that went to the record that is kept: a split takes them back. No role reads them.
merged_row = declare(
    "merged_row",
    Group.CHILD_MERGE,
    Unlinked("which rows a merge moved is for the split only"),
    key(),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False, index=True),
    sa.Column("moved_table", sa.Text, nullable=False),
    sa.Column("row_id", sa.Uuid(as_uuid=True), nullable=False),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)
