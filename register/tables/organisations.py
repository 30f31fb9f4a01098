"""Organisations that have no ONS code."""

import sqlalchemy as sa

from register.tables.anchors import PUBLISHED
from register.tables.areas import area
from register.tables.bodies import agency
from register.tables.declare import UNKEPT, declare
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

# Which authorities' areas an organisation serves: of a health body, those of its integrated care board.
organisation_area = declare(
    "organisation_area",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("organisation_code", sa.ForeignKey(organisation.c.code), primary_key=True),
    sa.Column("authority_code", sa.ForeignKey(area.c.code), primary_key=True),
    sa.Index("ix_organisation_area_authority_code", "authority_code"),
    changes=UNKEPT,
)
