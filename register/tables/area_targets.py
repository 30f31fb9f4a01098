"""Where an inspectorate might look next: areas side by side in an order, made of published figures; and decisions.

Publication writes the areas, their components and their neighbours each time. The decisions are people's, and stay.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import PUBLISHED
from register.tables.areas import area
from register.tables.codes import code
from register.tables.declare import UNKEPT, UNTOLD, WRITTEN_BY_NOBODY, Writes, declare, key
from register.tables.statistics import INSTANT, PERIOD_FORM
from register.tables.texts import text
from register.vocabulary import Agency, AreaKind, Group, TargetChoice, TargetComponent, TargetPosition, TargetReason


def _of_target() -> sa.Column[int]:
    return sa.Column("target_id", sa.ForeignKey(area_target.c.id, ondelete="CASCADE"), nullable=False)


area_target = declare(
    "area_target",
    Group.STATISTICS,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    code("kind", AreaKind, nullable=False),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False, unique=True),
    sa.Column("period", sa.Text, nullable=False),
    sa.Column("made_at", INSTANT, nullable=False),
    # Areas with the same points and as many components far beyond their limits share a place.
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("among", sa.Integer, nullable=False),
    sa.Column("points", sa.Integer, nullable=False),
    sa.Column("very_unusual", sa.Integer, nullable=False),
    sa.Column("suppressed", sa.Integer, nullable=False),
    sa.Column("not_available", sa.Integer, nullable=False),
    # False if a component says that its records are less complete than England's; null if none says anything.
    sa.Column("is_complete", sa.Boolean),
    sa.CheckConstraint(f"period ~ '{PERIOD_FORM}'", name="period_form"),
    sa.CheckConstraint("place between 1 and among", name="place_among"),
    sa.Index("ix_area_target_place", "kind", "place", "area_code"),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

area_target_component = declare(
    "area_target_component",
    Group.STATISTICS,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    _of_target(),
    sa.Column("number", sa.Integer, nullable=False),
    code("component", TargetComponent, nullable=False),
    sa.Column("numerator", sa.Double),
    sa.Column("denominator", sa.Double),
    sa.Column("rate", sa.Double),
    sa.Column("england", sa.Double),
    sa.Column("lower_95", sa.Double),
    sa.Column("upper_95", sa.Double),
    sa.Column("lower_998", sa.Double),
    sa.Column("upper_998", sa.Double),
    sa.Column("neighbours_rate", sa.Double),
    sa.Column("neighbours_counted", sa.Integer, nullable=False),
    code("position", TargetPosition, nullable=False),
    code("reason", TargetReason, nullable=False),
    sa.Column("weight", sa.Integer, nullable=False),
    sa.Column("points", sa.Integer, nullable=False),
    # The versions that it was worked out of, so that anybody can work it out again.
    sa.Column("versions", postgresql.ARRAY(sa.Text), nullable=False),
    sa.CheckConstraint("rate is not null or position in ('suppressed', 'not_available')", name="rate_or_position"),
    sa.CheckConstraint("points between 0 and 2 * weight", name="points_of_weight"),
    sa.Index("ix_area_target_component_target_id", "target_id", "number", unique=True),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

area_target_neighbour = declare(
    "area_target_neighbour",
    Group.STATISTICS,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    _of_target(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False),
    sa.Column("distance", sa.Double, nullable=False),
    sa.Index("ix_area_target_neighbour_target_id", "target_id", "number", unique=True),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

# What a person decided about an area. The database signs it, and notes what the figures said then. It never changes.
target_decision = declare(
    "target_decision",
    Group.TARGET,
    PUBLISHED,
    key(),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    code("choice", TargetChoice, nullable=False),
    *text("reason", 2_000, nullable=False),
    sa.Column("period", sa.Text),
    sa.Column("place", sa.Integer),
    sa.Column("points", sa.Integer),
    code("agency", Agency, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("decided_at", INSTANT, nullable=False, server_default=sa.func.now()),
    sa.CheckConstraint("num_nulls(period, place, points) in (0, 3)", name="figures_whole"),
    sa.Index("ix_target_decision_decided_at", "decided_at", "id"),
    changes=UNTOLD,
    writes=Writes(inserted=("id", "area_code", "choice", "reason"), updated={}),
)
