"""What inspectors write while they inspect an area: its findings, and the cohorts of children that they look at."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.area_inspections import OF_AUTHORITY, area_inspection
from register.tables.areas import area
from register.tables.codes import code
from register.tables.declare import UNTOLD, Writes, common, declare, key
from register.tables.missing_episodes import INSTANT
from register.tables.texts import text
from register.vocabulary import Agency, FindingKind, Group, InspectedBody

LARGEST_COHORT = 50

# A finding before its letter: written by one inspectorate, agreed by the lead. The database signs both.
area_finding = declare(
    "area_finding",
    Group.AREA_FINDING,
    OF_AUTHORITY,
    key(),
    sa.Column("inspection_id", sa.ForeignKey(area_inspection.c.id), nullable=False, index=True),
    sa.Column("authority_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    code("kind", FindingKind, nullable=False),
    code("body", InspectedBody, nullable=False),
    sa.Column("is_about_missing", sa.Boolean, nullable=False),
    *text("narrative", 4_000, nullable=False),
    code("agency", Agency, nullable=False),
    sa.Column("written_by", sa.Text, nullable=False),
    sa.Column("written_at", INSTANT, nullable=False, server_default=sa.func.now()),
    sa.Column("agreed_by", sa.Text),
    sa.Column("agreed_at", INSTANT),
    *common(),
    sa.CheckConstraint("agreed_by <> written_by", name="second_person"),
    sa.CheckConstraint("num_nulls(agreed_by, agreed_at) in (0, 2)", name="agreement_whole"),
    changes=UNTOLD,
    writes=Writes(
        inserted=("id", "inspection_id", "authority_code", "kind", "body", "is_about_missing", "narrative"),
        updated={Agency.OFSTED_INSPECTOR: ("agreed_at", "version")},
    ),
)

# Which children are looked at, drawn by the database from a seed out of the past of the area's picture.
area_cohort = declare(
    "area_cohort",
    Group.AREA_COHORT,
    OF_AUTHORITY,
    key(),
    sa.Column("inspection_id", sa.ForeignKey(area_inspection.c.id), nullable=False),
    sa.Column("authority_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    *text("seed", 60, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    # How many children it was drawn from.
    sa.Column("drawn_from", sa.Integer, nullable=False),
    sa.Column("child_ids", postgresql.ARRAY(sa.Text), nullable=False),
    sa.Column("drawn_by", sa.Text, nullable=False),
    sa.Column("drawn_at", INSTANT, nullable=False, server_default=sa.func.now()),
    sa.CheckConstraint(f"size between 1 and {LARGEST_COHORT}", name="size_bounded"),
    sa.CheckConstraint("cardinality(child_ids) = least(size, drawn_from)", name="drawn_whole"),
    sa.UniqueConstraint("inspection_id", "seed", "size"),
    changes=UNTOLD,
    writes=Writes(inserted=("id", "inspection_id", "authority_code", "seed", "size"), updated={}),
)
