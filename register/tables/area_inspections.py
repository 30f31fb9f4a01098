"""Joint inspections of areas: the programme, each inspection, and the picture of its area as it was frozen."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import PUBLISHED, OfArea
from register.tables.areas import area
from register.tables.codes import any_of
from register.tables.declare import UNKEPT, UNTOLD, WRITTEN_BY_NOBODY, Writes, common, declare, key
from register.tables.missing_episodes import INSTANT
from register.tables.texts import text
from register.vocabulary import INSPECTORATES, Agency, Group

OF_AUTHORITY = OfArea(by="authority_code")
MOST_PLAN_DAYS = 120

# What is looked at in depth, and when: data, so that the next round needs no new code.
inspection_round = declare(
    "inspection_round",
    Group.PROGRAMME,
    PUBLISHED,
    key(),
    *text("theme", 60, nullable=False),
    *text("title", 200, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date),
    # True if it looks at children who go missing or are exploited.
    sa.Column("is_about_missing", sa.Boolean, nullable=False),
    *common(),
    sa.CheckConstraint("theme ~ '^[a-z][a-z_]*$'", name="theme_form"),
    sa.CheckConstraint("ends_on > starts_on", name="days_ordered"),
    sa.UniqueConstraint("theme", "starts_on"),
    changes=UNTOLD,
)

area_inspection = declare(
    "area_inspection",
    Group.AREA_INSPECTION,
    OF_AUTHORITY,
    key(),
    sa.Column("authority_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    sa.Column("round_id", sa.ForeignKey(inspection_round.c.id), nullable=False, index=True),
    # The bodies of the area, as they were when the inspection was asked for.
    sa.Column("force_codes", postgresql.ARRAY(sa.Text), nullable=False),
    sa.Column("health_codes", postgresql.ARRAY(sa.Text), nullable=False),
    sa.Column("inspectorates", postgresql.ARRAY(sa.Text), nullable=False, info={"codes": Agency}),
    sa.Column("notified_at", INSTANT, nullable=False),
    sa.Column("fieldwork_from", sa.Date, nullable=False),
    sa.Column("fieldwork_to", sa.Date, nullable=False),
    sa.Column("letter_due_on", sa.Date, nullable=False),
    sa.Column("plan_days", sa.Integer, nullable=False),
    # With the letter and the days of the action plan: the instant at which nobody has access any more.
    sa.Column("access_ends_at", INSTANT, nullable=False),
    *text("chosen_because", 1_000, nullable=False),
    # Signed by the database.
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("approved_by", sa.Text),
    sa.Column("approved_at", INSTANT),
    # Noted by the database with the approval: the areas most like this one, if areas had been compared by then, and the
    # versions that the picture shows. Both are others when figures are published again.
    sa.Column("neighbour_codes", postgresql.ARRAY(sa.Text)),
    sa.Column("figure_versions", postgresql.ARRAY(sa.Text)),
    # The database notes it with the letter, and lets the access end with the days of the action plan after it.
    sa.Column("letter_published_on", sa.Date),
    *common(),
    sa.CheckConstraint(
        f"inspectorates <@ array[{any_of(INSPECTORATES)}] and '{Agency.OFSTED_INSPECTOR}' = any (inspectorates)",
        name="inspectorates_known",
    ),
    sa.CheckConstraint(
        "fieldwork_from >= (notified_at at time zone 'Europe/London')::date and fieldwork_to >= fieldwork_from"
        " and letter_due_on >= fieldwork_to",
        name="days_ordered",
    ),
    sa.CheckConstraint(f"plan_days between 0 and {MOST_PLAN_DAYS}", name="plan_days_bounded"),
    sa.CheckConstraint("access_ends_at > notified_at", name="access_ordered"),
    sa.CheckConstraint("approved_by <> asked_by", name="second_person"),
    sa.CheckConstraint("num_nulls(approved_by, approved_at) in (0, 2)", name="approval_whole"),
    sa.Index("ix_area_inspection_notified_at", "notified_at", "id"),
    changes=UNTOLD,
    writes=Writes(
        inserted=(
            "id", "authority_code", "round_id", "force_codes", "health_codes", "inspectorates", "notified_at",
            "fieldwork_from", "fieldwork_to", "letter_due_on", "plan_days", "access_ends_at", "chosen_because",
        ),
        updated={Agency.OFSTED: ("approved_at", "version")},
    ),
)  # fmt: skip

# The database writes it when the second person approves. It is never changed: every inspectorate reads the same bytes.
area_pack = declare(
    "area_pack",
    Group.AREA_PACK,
    OF_AUTHORITY,
    sa.Column("inspection_id", sa.ForeignKey(area_inspection.c.id), primary_key=True),
    sa.Column("authority_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    sa.Column("frozen_at", INSTANT, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.CheckConstraint("digest ~ '^[0-9a-f]{64}$'", name="digest_form"),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)
