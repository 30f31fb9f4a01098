"""Sessions of the pages that were signed out of, so that a copy of their cookie opens nothing in any process."""

import sqlalchemy as sa

from register.tables.anchors import OfBody
from register.tables.codes import code
from register.tables.declare import UNKEPT, declare, key
from register.vocabulary import Agency, Group

ended_session = declare(
    "ended_session",
    Group.CHANGE_REQUESTS,
    OfBody(),
    # The number of the session, which its cookie holds and nobody can read.
    key(),
    sa.Column("subject", sa.Text, nullable=False),
    code("agency", Agency, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    # Each that is added takes with it some that ended more than eight days ago.
    sa.Index("ix_ended_session_ended_at", "ended_at"),
    changes=UNKEPT,
)
