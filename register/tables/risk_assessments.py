"""Assessments of the risk to a missing child."""

import sqlalchemy as sa

from register.tables.anchors import EPISODE, Of
from register.tables.codes import code
from register.tables.declare import common, declare, key
from register.tables.missing_episodes import INSTANT, missing_episode
from register.vocabulary import ChangeKind, Group, RiskLevel, RiskScheme

risk_assessment = declare(
    "risk_assessment",
    Group.RISK,
    Of(EPISODE, by="episode_id"),
    key(),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), nullable=False),
    code("scheme", RiskScheme, nullable=False),
    code("level", RiskLevel, nullable=False),
    sa.Column("assessed_at", INSTANT, nullable=False),
    sa.Column("review_due_at", INSTANT),
    *common(),
    sa.CheckConstraint("review_due_at > assessed_at", name="review_after"),
    sa.CheckConstraint(
        "case scheme when 'app_2017' then level <> 'very_low' else level <> 'no_apparent_risk' end",
        name="level_of_scheme",
    ),
    sa.Index("ix_risk_assessment_episode_id", "episode_id", "assessed_at"),
    changes=ChangeKind.RISK_ASSESSMENT,
)
