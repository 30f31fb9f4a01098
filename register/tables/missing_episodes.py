"""Missing episodes: what happened, which child it was, and which bodies reach them."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import CHILD, EPISODE, Named, Of
from register.tables.areas import area
from register.tables.children import child
from register.tables.codes import any_of, code
from register.tables.declare import FEW, WRITTEN_BY_NOBODY, Writes, common, declare, key
from register.tables.homes import home
from register.tables.links import child_links, index_past_links
from register.tables.texts import text
from register.vocabulary import (
    ChangeKind,
    EpisodeOutcome,
    EpisodeStatus,
    FoundBy,
    Group,
    Harm,
    MissingKind,
    MissingSetting,
    PoliceCategory,
    Scope,
)

INSTANT = sa.DateTime(timezone=True)


# No child is named here: who it was stands in episode_child, in the child's own group.
missing_episode = declare(
    "missing_episode",
    Group.EPISODE,
    Of(EPISODE, by="id"),
    key(),
    *text("reference", 40),
    code("kind", MissingKind, nullable=False),
    code("police_category", PoliceCategory),
    code("setting", MissingSetting, nullable=False),
    code("status", EpisodeStatus, nullable=False),
    sa.Column("home_id", sa.ForeignKey(home.c.id), index=True),
    # The same child's in this home alone: a keyed hash of both, so that nobody follows a child to another home.
    sa.Column("child_pseudonym", sa.Text),
    sa.CheckConstraint("child_pseudonym ~ '^[0-9a-f]{32}$'", name="pseudonym_form"),
    sa.Column("owning_force_code", sa.ForeignKey(area.c.code), nullable=False),
    # The force that is asked to take the episode over, and the one that gave it away last.
    sa.Column("offered_force_code", sa.ForeignKey(area.c.code)),
    sa.Column("former_force_code", sa.ForeignKey(area.c.code)),
    sa.Column("responsible_authority_code", sa.ForeignKey(area.c.code), nullable=False),
    sa.Column("last_seen_at", INSTANT),
    sa.Column("started_at", INSTANT, nullable=False),
    sa.Column("reported_at", INSTANT),
    sa.Column("found_at", INSTANT),
    sa.Column("returned_at", INSTANT),
    sa.Column("ended_at", INSTANT),
    code("found_by", FoundBy),
    code("outcome", EpisodeOutcome),
    *common(),
    sa.CheckConstraint(
        "reported_at >= started_at and found_at >= started_at and returned_at >= coalesce(found_at, started_at)"
        " and ended_at >= started_at and last_seen_at <= started_at",
        name="instants_ordered",
    ),
    sa.CheckConstraint("offered_force_code <> owning_force_code", name="offered_to_another"),
    sa.CheckConstraint("(ended_at is null) = (status in ('reported', 'investigating'))", name="open_without_an_end"),
    sa.CheckConstraint("home_id is null or setting = 'care'", name="home_in_care"),
    # Few children are missing at any time, however many ever were: rows are looked up one by one from here.
    sa.Index("ix_missing_episode_open", "started_at", postgresql_where=sa.text("ended_at is null"), info={FEW: True}),
    sa.Index("ix_missing_episode_started_at", "started_at", "id"),
    sa.Index("ix_missing_episode_owning_force_code", "owning_force_code"),
    sa.Index("ix_missing_episode_responsible_authority_code", "responsible_authority_code"),
    changes=ChangeKind.EPISODE,
    writes=Writes(
        new=Named({Scope.OWNED: "owning_force_code", Scope.OWN_AUTHORITY: "responsible_authority_code"}),
    ),
)

episode_child = declare(
    "episode_child",
    Group.EPISODE_CHILD,
    Of(CHILD, by="child_id"),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), primary_key=True),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False, index=True),
    # Copies of the episode's, which the database keeps: no child has two episodes of a kind at one time.
    code("copied_kind", MissingKind),
    sa.Column("copied_start", INSTANT),
    sa.Column("copied_end", INSTANT),
    postgresql.ExcludeConstraint(
        ("child_id", "="),
        ("copied_kind", "="),
        (sa.text("tstzrange(copied_start, copied_end)"), "&&"),
        name="ex_episode_child_one_at_a_time",
    ),
    changes=ChangeKind.EPISODE,
    writes=Writes(inserted=("episode_id", "child_id"), updated={}),
)

episode_harm = declare(
    "episode_harm",
    Group.EPISODE_HARM,
    Of(EPISODE, by="episode_id"),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), primary_key=True),
    sa.Column("harms", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}", info={"codes": Harm}),
    sa.CheckConstraint(f"harms <@ array[{any_of(Harm)}]", name="harms_known"),
    changes=ChangeKind.EPISODE,
)

episode_reach = declare(
    "episode_reach",
    Group.EPISODE,
    Of(EPISODE, by="episode_id"),
    *child_links("episode", missing_episode.c.id),
    changes=ChangeKind.CHILD_LINK,
    writes=WRITTEN_BY_NOBODY,
)
index_past_links(episode_reach, "episode_id")

# Counted by the database over all of a child's episodes of kind missing, this one included.
episode_repeat = declare(
    "episode_repeat",
    Group.REPEATS,
    Of(EPISODE, by="episode_id"),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), primary_key=True),
    sa.Column("in_90_days", sa.Integer, nullable=False),
    sa.Column("in_12_months", sa.Integer, nullable=False),
    sa.CheckConstraint("in_90_days between 0 and in_12_months", name="counted"),
    changes=ChangeKind.EPISODE,
    writes=WRITTEN_BY_NOBODY,
)
