"""Sightings of a missing child: when, and where as exactly as it is known."""

import sqlalchemy as sa
from geoalchemy2 import Geometry

from register.tables.anchors import EPISODE, Of
from register.tables.codes import code
from register.tables.declare import common, declare, key
from register.tables.missing_episodes import INSTANT, missing_episode
from register.tables.premises import POINT_GEOJSON
from register.vocabulary import ChangeKind, Group, SightingKind

sighting = declare(
    "sighting",
    Group.SIGHTING,
    Of(EPISODE, by="episode_id"),
    key(),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), nullable=False),
    code("kind", SightingKind, nullable=False),
    sa.Column("seen_at", INSTANT, nullable=False),
    sa.Column("point_27700", Geometry("POINT", srid=27700, spatial_index=False)),
    sa.Column("longitude", sa.Double),
    sa.Column("latitude", sa.Double),
    sa.Column("easting", sa.Double, sa.Computed("st_x(point_27700)", persisted=True)),
    sa.Column("northing", sa.Double, sa.Computed("st_y(point_27700)", persisted=True)),
    sa.Column("geojson", sa.Text, sa.Computed(POINT_GEOJSON, persisted=True), info={"geojson": True}),
    *common(),
    sa.CheckConstraint("num_nulls(point_27700, longitude, latitude) in (0, 3)", name="position_whole"),
    sa.CheckConstraint("longitude between -9.1 and 2.1 and latitude between 49.8 and 61.0", name="position_in_britain"),
    sa.Index("ix_sighting_episode_id", "episode_id", "seen_at"),
    sa.Index("ix_sighting_last_seen", "episode_id", unique=True, postgresql_where=sa.text("kind = 'last_seen'")),
    sa.Index("ix_sighting_point_27700", "point_27700", postgresql_using="gist"),
    changes=ChangeKind.SIGHTING,
)
