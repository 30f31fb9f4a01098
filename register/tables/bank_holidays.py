"""The bank holidays of England, by which working days are counted."""

import sqlalchemy as sa

from register.tables.anchors import PUBLISHED
from register.tables.declare import UNKEPT, declare
from register.tables.texts import text
from register.vocabulary import Group

# Those that fall on a Saturday or Sunday are left out: no working day is lost by them.
bank_holiday = declare(
    "bank_holiday",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("day", sa.Date, primary_key=True),
    *text("name", 80, nullable=False),
    changes=UNKEPT,
)
