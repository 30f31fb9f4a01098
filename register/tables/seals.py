"""The seals of the logs: which row is which leaf, the trees over them, their signed heads, and who consulted what.

All of it only grows, except seal_state, which says how far the sealing is.
"""

import sqlalchemy as sa

from register.tables.anchors import Hashes, Unlinked, With
from register.tables.codes import code
from register.tables.declare import UNKEPT, declare
from register.vocabulary import Group, Log


def _of_log() -> sa.Column[str]:
    return code("log", Log, primary_key=True)


# A leaf's hash is the node of level 0. salt hides what the hash was made of; commitment is to a version of a record.
seal_leaf = declare(
    "seal_leaf",
    Group.AUDIT,
    Unlinked("what each hash was made of is for the sealer"),
    _of_log(),
    sa.Column("leaf", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("row_number", sa.BigInteger, nullable=False),
    sa.Column("form", sa.SmallInteger, nullable=False),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("commitment", sa.LargeBinary),
    sa.CheckConstraint("leaf >= 0", name="leaf_counted"),
    sa.CheckConstraint("length(salt) = 16 and length(commitment) = 32", name="lengths"),
    sa.Index("ix_seal_leaf_row_number", "log", "row_number", unique=True),
    changes=UNKEPT,
)

# Complete subtrees alone: they never change again.
seal_node = declare(
    "seal_node",
    Group.AUDIT,
    Hashes(),
    _of_log(),
    sa.Column("level", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("index", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.CheckConstraint("level between 0 and 62 and index >= 0", name="place"),
    sa.CheckConstraint("length(hash) = 32", name="lengths"),
    changes=UNKEPT,
)

seal_head = declare(
    "seal_head",
    Group.AUDIT,
    Hashes(),
    _of_log(),
    sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("root", sa.LargeBinary, nullable=False),
    sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("signature", sa.LargeBinary, nullable=False),
    sa.CheckConstraint("size > 0", name="size_counted"),
    sa.CheckConstraint("length(root) = 32 and length(public_key) = 32 and length(signature) = 64", name="lengths"),
    changes=UNKEPT,
)

# A head that the outside holder has taken.
seal_held = declare(
    "seal_held",
    Group.AUDIT,
    Hashes(),
    _of_log(),
    sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("held_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.ForeignKeyConstraint(["log", "size"], ["register.seal_head.log", "register.seal_head.size"]),
    changes=UNKEPT,
)

seal_state = declare(
    "seal_state",
    Group.REFERENCE,
    Hashes(),
    _of_log(),
    # Tells this log from that of any other database.
    sa.Column("origin", sa.Uuid(as_uuid=True), nullable=False, server_default=sa.text("gen_random_uuid()")),
    sa.Column("size", sa.BigInteger, nullable=False, server_default="0"),
    # The last leaf's place in the order of sealing: every row up to there is a leaf.
    sa.Column("sealed_transaction", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("sealed_number", sa.BigInteger, nullable=False, server_default="0"),
    # All that was written down until then is sealed, and held outside.
    sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    changes=UNKEPT,
)

# "Who saw this home": every key of every consultation, the other way round.
access_key = declare(
    "access_key",
    Group.AUDIT,
    With("access_log", by="access_id"),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("access_id", sa.BigInteger, primary_key=True, autoincrement=False),
    # No key holds what stands between keys where the log was written.
    sa.CheckConstraint(r"key !~ '[\x01-\x1f]'", name="key_plain"),
    sa.Index("ix_access_key_access_id", "access_id"),
    changes=UNKEPT,
)
