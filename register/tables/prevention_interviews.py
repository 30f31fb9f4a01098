"""Prevention interviews: the police speak with a child who is back, to keep the child from going missing again."""

import sqlalchemy as sa

from register.tables.anchors import EPISODE, Of
from register.tables.codes import code
from register.tables.declare import declare
from register.tables.missing_episodes import INSTANT, missing_episode
from register.vocabulary import ChangeKind, Group, PreventionOutcome

# Source: data dictionary 2.7, prevention_interview.
prevention_interview = declare(
    "prevention_interview",
    Group.PREVENTION,
    Of(EPISODE, by="episode_id"),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), primary_key=True),
    sa.Column("held_at", INSTANT, nullable=False),
    code("outcome", PreventionOutcome, nullable=False),
    sa.Column("disclosures_passed", sa.Boolean, nullable=False),
    changes=ChangeKind.EPISODE,
)
