"""Placements of children, and which bodies reach them."""

import sqlalchemy as sa

from register.tables.anchors import CHILD, PLACEMENT, Of
from register.tables.areas import area
from register.tables.children import child
from register.tables.codes import any_of, code
from register.tables.declare import WRITTEN_BY_NOBODY, Writes, common, declare, key
from register.tables.homes import home
from register.tables.links import child_links, index_past_links
from register.vocabulary import IN_A_HOME, ChangeKind, Group, PlacementApprover, PlacementKind

# What a command writes; the database adds until when the other authority is to be notified.
OF_A_PLACEMENT = (
    "id", "child_id", "kind", "home_id", "host_authority_code", "started_on", "ended_on", "area_authority_notified_at",
    "is_emergency", "is_at_a_distance", "approver", "approved_at",
)  # fmt: skip

placement = declare(
    "placement",
    Group.PLACEMENT,
    Of(PLACEMENT, by="id"),
    key(),
    sa.Column("child_id", sa.ForeignKey(child.c.id), nullable=False),
    code("kind", PlacementKind, nullable=False),
    sa.Column("home_id", sa.ForeignKey(home.c.id), index=True),
    # The authority in whose area the child lives there.
    sa.Column("host_authority_code", sa.ForeignKey(area.c.code), nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    # The day on which the next one begins.
    sa.Column("ended_on", sa.Date),
    # When the authority in whose area the child lives was told of it (SI 2010/959, regulation 13).
    sa.Column("area_authority_notified_at", sa.DateTime(timezone=True)),
    sa.Column("is_emergency", sa.Boolean),
    # Until when it is to be: the database counts, in working days of England.
    sa.Column("notify_due_on", sa.Date),
    sa.Column(
        "is_notified_late",
        sa.Boolean,
        sa.Computed("(area_authority_notified_at at time zone 'Europe/London')::date > notify_due_on", persisted=True),
    ),
    # Who approved a placement out of the authority's area (SI 2010/959, regulation 11).
    sa.Column("is_at_a_distance", sa.Boolean),
    code("approver", PlacementApprover),
    sa.Column("approved_at", sa.DateTime(timezone=True)),
    *common(),
    sa.CheckConstraint("ended_on > started_on", name="days_ordered"),
    sa.CheckConstraint("num_nulls(approver, approved_at, is_at_a_distance) in (0, 3)", name="approval_whole"),
    sa.CheckConstraint("not is_at_a_distance or approver = 'director'", name="director_approves"),
    sa.CheckConstraint(f"home_id is null or kind in ({any_of(sorted(IN_A_HOME))})", name="home_suits_kind"),
    # A child is in one place at a time.
    sa.Index("ix_placement_open", "child_id", unique=True, postgresql_where=sa.text("ended_on is null")),
    sa.Index("ix_placement_child_id", "child_id", "started_on"),
    changes=ChangeKind.PLACEMENT,
    in_force=("started_on", "ended_on"),
    writes=Writes(
        inserted=(*OF_A_PLACEMENT, *(part.name for part in common() if isinstance(part, sa.Column))),
        new=Of(CHILD, by="child_id"),
    ),
)

placement_reach = declare(
    "placement_reach",
    Group.PLACEMENT,
    Of(PLACEMENT, by="placement_id"),
    *child_links("placement", placement.c.id),
    changes=ChangeKind.CHILD_LINK,
    writes=WRITTEN_BY_NOBODY,
)
index_past_links(placement_reach, "placement_id")
