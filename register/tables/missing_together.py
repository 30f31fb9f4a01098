"""Which missing episodes are of children who are missing together."""

import sqlalchemy as sa

from register.tables.anchors import EPISODE, Of
from register.tables.declare import Writes, declare, key
from register.tables.missing_episodes import INSTANT, missing_episode
from register.vocabulary import ChangeKind, Group

# One row for each side: whoever reads the one episode is told of the other, and sees it if it may.
missing_together = declare(
    "missing_together",
    Group.TOGETHER,
    Of(EPISODE, by="episode_id"),
    key(),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), nullable=False),
    sa.Column("other_episode_id", sa.ForeignKey(missing_episode.c.id), nullable=False, index=True),
    sa.Column("linked_at", INSTANT, nullable=False),
    sa.CheckConstraint("other_episode_id <> episode_id", name="with_another"),
    sa.UniqueConstraint("episode_id", "other_episode_id"),
    changes=ChangeKind.EPISODE,
    writes=Writes(updated={}),
)
