"""Notices: which were served on a home, and what they say, in a table of its own."""

import sqlalchemy as sa

from register.tables.anchors import HOME, Of
from register.tables.codes import code
from register.tables.declare import WITHDRAWN, common, declare, key
from register.tables.homes import home
from register.tables.texts import text
from register.vocabulary import AppealStatus, ChangeKind, Group, NoticeKind

notice = declare(
    "notice",
    Group.ENFORCEMENT_STATUS,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False, index=True),
    code("kind", NoticeKind, nullable=False),
    sa.Column("served_on", sa.Date, nullable=False),
    sa.Column("effective_from", sa.Date),
    sa.Column("ends_on", sa.Date),
    sa.Column("lifted_on", sa.Date),
    *common(),
    sa.CheckConstraint(
        "effective_from >= served_on and ends_on >= served_on and lifted_on >= served_on", name="dates_ordered"
    ),
    changes=ChangeKind.NOTICE,
    in_force=("served_on", "ends_on", "lifted_on"),
    last_day_but=(),
    writes=WITHDRAWN,
)

notice_detail = declare(
    "notice_detail",
    Group.ENFORCEMENT_DETAIL,
    Of(HOME, by="home_id"),
    sa.Column("notice_id", sa.ForeignKey(notice.c.id), primary_key=True),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    *text("reasons", 4_000, nullable=False),
    # The state in words: all that was recorded of an appeal before the list of its states.
    *text("appeal_status", 200),
    code("appeal", AppealStatus),
    changes=ChangeKind.NOTICE,
    writes=WITHDRAWN,
)
