"""Organisations that have no ONS code."""

import sqlalchemy as sa

from register.tables.anchors import PUBLISHED
from register.tables.bodies import agency
from register.tables.declare import declare
from register.vocabulary import ChangeKind, Group

organisation = declare(
    "organisation",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.CheckConstraint("code ~ '^[a-z0-9-]{1,64}$'", name="code_form"),
    sa.Column("agency", sa.ForeignKey(agency.c.code), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    changes=ChangeKind.ORGANISATION,
)
