"""Encounters: a professional met a child, and asked whether the child is missing."""

import sqlalchemy as sa

from register.tables.anchors import EPISODE, Of
from register.tables.codes import code
from register.tables.declare import WRITTEN_BY_NOBODY, declare, key
from register.tables.missing_episodes import INSTANT, missing_episode
from register.vocabulary import Agency, ChangeKind, Group

# The name under which the database refuses a person who asks too often.
ENCOUNTERS_AN_HOUR = "encounter_asked_an_hour"
MOST_AN_HOUR = 30

# The database writes a row with each question, if a child was found or not. It names the body, never the person.
encounter = declare(
    "encounter",
    Group.ENCOUNTERS,
    Of(EPISODE, by="episode_id", of_holder=True),
    key(),
    # None if no open episode was found.
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id)),
    code("holder_agency", Agency, nullable=False),
    sa.Column("holder_area", sa.Text),
    sa.Column("holder_organisation", sa.Text),
    # A digest of who asked, by which questions of one person are counted.
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("met_at", INSTANT, nullable=False),
    sa.Column("asked_at", INSTANT, nullable=False),
    sa.Column("longitude", sa.Double),
    sa.Column("latitude", sa.Double),
    sa.CheckConstraint("num_nulls(longitude, latitude) in (0, 2)", name="position_whole"),
    sa.CheckConstraint("person ~ '^[0-9a-f]{64}$'", name="person_form"),
    sa.Index("ix_encounter_episode_id", "episode_id", "met_at"),
    sa.Index("ix_encounter_person", "person", "asked_at"),
    changes=ChangeKind.ENCOUNTER,
    writes=WRITTEN_BY_NOBODY,
)
