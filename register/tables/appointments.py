"""Appointments to supervise or approve access, and suspensions."""

import sqlalchemy as sa

from register.tables.anchors import OfBody
from register.tables.codes import code
from register.tables.declare import declare, key
from register.tables.texts import text
from register.vocabulary import Agency, AppointedRole, ChangeKind, Group

appointment = declare(
    "appointment",
    Group.APPOINTMENTS,
    OfBody(),
    key(),
    *text("subject", 200, nullable=False),
    code("agency", Agency, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    code("role", AppointedRole, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.Column("appointed_by", sa.Text, nullable=False),
    sa.CheckConstraint("valid_to > valid_from", name="valid_ordered"),
    sa.Index("ix_appointment_subject", "subject", "agency"),
    changes=ChangeKind.ACCESS,
)

suspension = declare(
    "suspension",
    Group.APPOINTMENTS,
    OfBody(anyone=True),
    key(),
    # What is left open holds for all: an agency alone suspends every body of that kind.
    code("agency", Agency),
    sa.Column("area", sa.Text),
    sa.Column("organisation", sa.Text),
    sa.Column("subject", sa.Text),
    *text("reason", 1_000, nullable=False),
    sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Column("lifted_at", sa.DateTime(timezone=True)),
    sa.CheckConstraint("num_nonnulls(agency, subject) > 0", name="someone"),
    sa.CheckConstraint("agency is not null or num_nonnulls(area, organisation) = 0", name="body_of_an_agency"),
    sa.Index("ix_suspension_standing", "agency", "subject", postgresql_where=sa.text("lifted_at is null")),
    changes=ChangeKind.ACCESS,
)
