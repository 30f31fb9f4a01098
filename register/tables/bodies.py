"""Agencies: the kinds of body that may ask."""

import sqlalchemy as sa

from register.tables.anchors import PUBLISHED
from register.tables.codes import code
from register.tables.declare import UNKEPT, declare
from register.vocabulary import Agency, Group

agency = declare(
    "agency",
    Group.REFERENCE,
    PUBLISHED,
    code("code", Agency, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    changes=UNKEPT,
)
