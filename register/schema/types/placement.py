"""Placements: where a child is or was looked after."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from register import tables
from register.catalogue import Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.schema.types.area import Area
from register.schema.types.home import Home
from register.vocabulary import PlacementApprover, PlacementKind


@entity(
    tables.placement,
    audited=tables.placement.c.id,
    order=(("startedOn", True), ("id", False)),
)
class Placement:
    """A placement of a looked-after child."""

    id: strawberry.ID = column(
        tables.placement.c.id, "The register's own identifier. It never changes and has no meaning."
    )
    version: int = column(
        tables.placement.c.version, "The record's version number. Commands on the placement send it as expectedVersion."
    )
    kind: PlacementKind | None = column(tables.placement.c.kind, "The kind of placement.")
    started_on: date | None = column(tables.placement.c.started_on, "The first day of the placement.")
    ended_on: date | None = column(
        tables.placement.c.ended_on, "The day the placement ended, on which the next one begins; null if it has not."
    )
    area_authority_notified_at: datetime | None = column(
        tables.placement.c.area_authority_notified_at,
        "When the authority in whose area the child lives was notified (SI 2010/959, regulation 13); null "
        "if it was not, or if the child lives in the area of its own authority.",
    )
    is_emergency: bool | None = column(
        tables.placement.c.is_emergency,
        "True if the placement was made in an emergency, so that the other authority is notified within 5 working "
        "days; null if not known.",
    )
    notify_due_on: date | None = column(
        tables.placement.c.notify_due_on,
        "The last day on which the other authority is notified in time: the first day of the placement or, in an "
        "emergency, the fifth working day after it; null if the child lives in the area of its own authority.",
    )
    is_notified_late: bool | None = column(
        tables.placement.c.is_notified_late,
        "True if the other authority was notified after that day; null if it was not notified.",
    )
    is_at_a_distance: bool | None = column(
        tables.placement.c.is_at_a_distance,
        "True if the child lives neither in the authority's area nor in one beside it; null if not recorded.",
    )
    approver: PlacementApprover | None = column(
        tables.placement.c.approver, "Who approved the placement out of the authority's area; null if nobody has."
    )
    approved_at: datetime | None = column(tables.placement.c.approved_at, "When the placement was approved.")
    host_authority: Area | None = relation(
        Relation("", "Area", tables.placement.c.host_authority_code, tables.area.c.code),
        "The local authority in whose area the child lives there.",
    )
    home: Home | None = relation(
        Relation("", "Home", tables.placement.c.home_id, tables.home.c.id),
        "The home on this register in which the child is placed; null if the placement is elsewhere.",
    )
    child: Annotated["Child", strawberry.lazy("register.schema.types.child")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Child", tables.placement.c.child_id, tables.child.c.id), "The child who is placed."
    )


PlacementConnection = connection_of("Placement", __name__)
