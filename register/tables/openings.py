"""Homes that were opened by break-glass access: what the forces that they concern and Ofsted know about it."""

import sqlalchemy as sa

from register.tables.access_grants import live_grant
from register.tables.anchors import HOME, Of
from register.tables.codes import code
from register.tables.declare import Writes, declare
from register.tables.homes import home
from register.tables.texts import text
from register.vocabulary import Agency, ChangeKind, Group, Purpose

# The name under which the database refuses the person who opened a home as its reviewer, whatever their token.
SECOND_PERSON = "opening_second_person"

# The database writes a row with each break-glass access. It names the body, never the person or the reason.
# Decision: openings-reported
opening = declare(
    "opening",
    Group.OPENINGS,
    Of(HOME, by="home_id", of_holder=True),
    # The key of the access, as text: as the log of changes names it.
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    code("holder_agency", Agency, nullable=False),
    sa.Column("holder_area", sa.Text),
    sa.Column("holder_organisation", sa.Text),
    code("purpose", Purpose, nullable=False),
    *text("incident", live_grant.c.incident.info["longest"], nullable=False),
    sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
    # Somebody else has looked at it: when, and for which body.
    sa.Column("reviewed_at", sa.DateTime(timezone=True)),
    code("reviewed_agency", Agency),
    sa.Column("reviewed_area", sa.Text),
    sa.CheckConstraint("id ~ '^[0-9a-f-]{36}$'", name="id_form"),
    sa.CheckConstraint("num_nulls(reviewed_at, reviewed_agency) in (0, 2)", name="review_whole"),
    sa.Index("ix_opening_home_id", "home_id"),
    sa.Index("ix_opening_unreviewed", "opened_at", postgresql_where=sa.text("reviewed_at is null")),
    changes=ChangeKind.ACCESS,
    # Who looked is signed by the database.
    writes=Writes(inserted=(), updated={Agency.POLICE: ("reviewed_at",), Agency.OFSTED: ("reviewed_at",)}),
)
