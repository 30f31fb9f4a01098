"""Commands that were carried out, remembered so that a repeat is not carried out twice."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import OfBody
from register.tables.codes import code
from register.tables.declare import UNKEPT, declare, key
from register.tables.texts import text
from register.vocabulary import Agency, Group

change_request = declare(
    "change_request",
    Group.CHANGE_REQUESTS,
    OfBody(),
    key(),
    sa.Column("subject", sa.Text, nullable=False),
    code("agency", Agency, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    *text("idempotency_key", 200, nullable=False),
    sa.Column("command", sa.Text, nullable=False),
    # A digest of the command and its input; neither is kept, for it may hold what its reader may no longer see.
    sa.Column("digest", sa.Text, nullable=False),
    # What the command changed, by its key; its answer is read again from the record of that instant.
    sa.Column("entity_key", sa.Text),
    sa.Column("problems", postgresql.JSONB, nullable=False, server_default="[]"),
    # What it told beside what it changed: the counts of a file, never a withheld value.
    sa.Column("told", postgresql.JSONB),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Index(
        "ix_change_request_once",
        "subject",
        "agency",
        "area",
        "organisation",
        "idempotency_key",
        unique=True,
        postgresql_nulls_not_distinct=True,
    ),
    changes=UNKEPT,
)
