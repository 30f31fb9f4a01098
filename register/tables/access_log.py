"""The access log of every consultation. It only grows."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import OfBody
from register.tables.codes import code
from register.tables.declare import UNKEPT, Writes, declare
from register.vocabulary import Agency, Group, Outcome, Purpose

access_log = declare(
    "access_log",
    Group.AUDIT,
    OfBody(),
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.clock_timestamp()),
    sa.Column("transaction", sa.BigInteger, nullable=False, server_default=sa.text("(txid_current())")),
    sa.Column("request", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    code("agency", Agency, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    code("purpose", Purpose),
    sa.Column("operation", sa.Text),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("root", sa.Text, nullable=False),
    code("outcome", Outcome, nullable=False),
    sa.Column("refusal", sa.Text),
    sa.Column("groups", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("row_count", sa.Integer, nullable=False),
    # Which node of the plan gave how many rows; keys holds their keys, node after node.
    sa.Column("nodes", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("node_sizes", postgresql.ARRAY(sa.Integer), nullable=False, server_default="{}"),
    sa.Column("keys", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("policy_version", sa.Text, nullable=False),
    # The access that a person gave and that this consultation rested on, beyond the matrix.
    sa.Column("live_grants", postgresql.ARRAY(sa.Uuid(as_uuid=True)), nullable=False, server_default="{}"),
    sa.Column("break_glass", sa.Boolean, nullable=False, server_default="false"),
    sa.Index("ix_access_log_transaction", "transaction", "id"),
    sa.Index("ix_access_log_subject", "subject", "id"),
    sa.Index("ix_access_log_outcome", "outcome", "id"),
    sa.Index("ix_access_log_break_glass", "break_glass", "id"),
    changes=UNKEPT,
    # Its numbers and times are the database's own.
    writes=Writes(
        inserted=(
            "request",
            "subject",
            "agency",
            "area",
            "organisation",
            "purpose",
            "operation",
            "document",
            "root",
            "outcome",
            "refusal",
            "groups",
            "row_count",
            "nodes",
            "node_sizes",
            "keys",
            "policy_version",
            "live_grants",
            "break_glass",
        ),
        everyone=True,
    ),
)
