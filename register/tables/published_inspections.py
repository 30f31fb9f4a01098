"""Inspections of areas as they were published, of every kind: their findings, and the actions that follow them."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import PUBLISHED, OfArea
from register.tables.area_inspections import area_inspection
from register.tables.areas import area
from register.tables.codes import code
from register.tables.declare import UNTOLD, Writes, common, declare, key
from register.tables.missing_episodes import INSTANT
from register.tables.texts import text
from register.vocabulary import Agency, AreaInspectionKind, FindingKind, Group, InspectedBody

# A letter of a joint inspection, or an inspection of another kind that was published elsewhere. It is never changed.
published_inspection = declare(
    "published_inspection",
    Group.PUBLISHED_INSPECTION,
    PUBLISHED,
    key(),
    code("kind", AreaInspectionKind, nullable=False),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    # The database fills it: the authority itself, or those that the force serves, so that an area has one timeline.
    sa.Column("authority_codes", postgresql.ARRAY(sa.Text), nullable=False),
    code("agency", Agency, nullable=False),
    *text("theme", 60),
    sa.Column("is_about_missing", sa.Boolean, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("published_on", sa.Date, nullable=False),
    *text("summary", 4_000, nullable=False),
    sa.Column("plan_due_on", sa.Date),
    sa.Column("joint_inspection_id", sa.ForeignKey(area_inspection.c.id), unique=True),
    # Its findings are added in the same transaction, or never.
    sa.Column("recorded_at", INSTANT, nullable=False, server_default=sa.func.now()),
    *common(),
    sa.CheckConstraint("published_on >= started_on", name="days_ordered"),
    sa.CheckConstraint("plan_due_on > published_on", name="plan_follows"),
    sa.CheckConstraint(
        "(agency = 'hmicfrs') = (kind in ('force', 'child_protection')) and agency in ('ofsted', 'hmicfrs')",
        name="of_its_body",
    ),
    sa.CheckConstraint(
        "(kind = 'joint') = (joint_inspection_id is not null) and (kind = 'joint') = (plan_due_on is not null)",
        name="joint_whole",
    ),
    sa.Index("ix_published_inspection_published_on", "published_on", "id"),
    changes=UNTOLD,
    writes=Writes(
        inserted=(
            "id", "kind", "area_code", "theme", "is_about_missing", "started_on", "published_on", "summary",
            "plan_due_on", "joint_inspection_id",
        ),
        updated={},
    ),
)  # fmt: skip

published_finding = declare(
    "published_finding",
    Group.PUBLISHED_INSPECTION,
    PUBLISHED,
    key(),
    sa.Column("inspection_id", sa.ForeignKey(published_inspection.c.id), nullable=False, index=True),
    code("kind", FindingKind, nullable=False),
    code("body", InspectedBody, nullable=False),
    sa.Column("is_about_missing", sa.Boolean, nullable=False),
    *text("narrative", 4_000, nullable=False),
    code("agency", Agency, nullable=False),
    changes=UNTOLD,
    writes=Writes(
        inserted=("id", "inspection_id", "kind", "body", "is_about_missing", "narrative", "agency"), updated={}
    ),
)

MOST_FINDINGS = 100

# What an authority will do about a finding, until when, and when it was done.
area_action = declare(
    "area_action",
    Group.ACTION_PLAN,
    OfArea(by="authority_code"),
    key(),
    sa.Column("finding_id", sa.ForeignKey(published_finding.c.id), nullable=False, index=True),
    sa.Column("authority_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    *text("action", 2_000, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("planned_at", INSTANT, nullable=False, server_default=sa.func.now()),
    sa.Column("done_on", sa.Date),
    *common(),
    changes=UNTOLD,
    writes=Writes(
        inserted=("id", "finding_id", "authority_code", "action", "due_on"),
        updated={Agency.LOCAL_AUTHORITY: ("done_on", "version")},
    ),
)
