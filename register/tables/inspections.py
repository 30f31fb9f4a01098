"""Inspections of homes and their judgements."""

import sqlalchemy as sa

from register.tables.anchors import HOME, Of
from register.tables.codes import code
from register.tables.declare import PLAIN, SHOWN_NOWHERE, WITHDRAWN, common, declare, key
from register.tables.homes import home
from register.vocabulary import ChangeKind, Group, InspectionKind, Judgement

JUDGEMENTS = (
    "overall_experiences_and_progress",
    "helped_and_protected",
    "leaders_and_managers",
    "education_and_learning",
    "health",
)

inspection = declare(
    "inspection",
    Group.HOME_PUBLIC,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("number", sa.Text, nullable=False, info=PLAIN),
    sa.CheckConstraint("number ~ '^[0-9A-Z]{1,20}$'", name="number_form"),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    # The duplicate that it was recorded for: it goes back there if the merge is undone.
    sa.Column("merged_from_id", sa.ForeignKey(home.c.id), info=SHOWN_NOWHERE),
    code("kind", InspectionKind, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("published_on", sa.Date),
    *(code(name, Judgement) for name in JUDGEMENTS),
    *common(),
    sa.CheckConstraint("ended_on >= started_on and published_on >= started_on", name="dates_ordered"),
    # Helped and protected limits the overall judgement; leaders and managers caps it. Ofsted has published
    # judgements above both: those are kept as published, and flagged.
    sa.CheckConstraint(
        "helped_and_protected <> 'inadequate'"
        " or overall_experiences_and_progress = 'inadequate'"
        " or 'protection_limit_broken' = any(quality_flags)",
        name="protection_limits_overall",
    ),
    sa.CheckConstraint(
        "leaders_and_managers <> 'inadequate'"
        " or overall_experiences_and_progress in ('requires_improvement', 'inadequate')"
        " or 'leadership_cap_broken' = any(quality_flags)",
        name="leadership_caps_overall",
    ),
    sa.UniqueConstraint("home_id", "number"),
    sa.Index("ix_inspection_home_id_started_on", "home_id", sa.text("started_on desc"), sa.text("id desc")),
    sa.Index("ix_inspection_started_on", sa.text("started_on desc"), sa.text("id desc")),
    changes=ChangeKind.INSPECTION,
    in_force=("started_on",),
    writes=WITHDRAWN,
)
