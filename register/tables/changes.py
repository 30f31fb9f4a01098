"""The entry log of every change, and who made it. It only grows."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import OfChanges, Unlinked
from register.tables.codes import code
from register.tables.declare import UNKEPT, declare
from register.vocabulary import ChangeOperation, Group

# That a record changed, and never what it holds: known to whoever may read that record's group there.
entry = declare(
    "entry",
    Group.CHANGES,
    OfChanges(entity="entity", row="key", kind="subject_kind", key="subject_id", columns="columns"),
    sa.Column("number", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    # The instant of the transaction: a clock that ran on between two entries would tell how much was written there.
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Column("transaction", sa.BigInteger, nullable=False, server_default=sa.text("(txid_current())")),
    sa.Column("entity", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    # Whose record it is: the kind of its subject and its key; of reference data, nobody's.
    sa.Column("subject_kind", sa.Text),
    sa.Column("subject_id", sa.Uuid(as_uuid=True)),
    sa.CheckConstraint("(subject_kind is null) = (subject_id is null)", name="subject_whole"),
    code("operation", ChangeOperation, nullable=False),
    # Which columns an update changed; nothing where it is no update, or older than this was written down.
    sa.Column("columns", postgresql.ARRAY(sa.Text)),
    # From when the change holds in the record's history, and which version it wrote there: a deletion writes none.
    sa.Column("recorded_at", sa.DateTime(timezone=True)),
    sa.Column("history_id", sa.BigInteger),
    sa.Index("ix_entry_entity_key", "entity", "key"),
    sa.Index("ix_entry_subject_id", "subject_id", "transaction", "number"),
    # The order in which rows are sealed and told: a transaction that has ended adds nothing more.
    sa.Index("ix_entry_transaction", "transaction", "number"),
    changes=UNKEPT,
)

entry_author = declare(
    "entry_author",
    Group.CHANGE_AUTHORS,
    Unlinked("who changes records is for the keeper and the auditor"),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("agency", sa.Text, nullable=False),
    # Written by a trigger, from what the transaction sets; so its length is held by the rules alone.
    sa.Column("reason", sa.Text, info={"longest": 1_000}),
    changes=UNKEPT,
)
