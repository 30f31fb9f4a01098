"""Timelines of areas: how they were inspected and what was decided about them, as far as the caller may read it."""

from datetime import datetime

import strawberry

from register.schema.building.connections import PageInfo
from register.schema.types.area_target import TargetDecision
from register.schema.types.published_inspection import PublishedInspection
from register.vocabulary import AreaTimelineKind


@strawberry.type(description="One entry of an area's timeline. Of the records, the one that kind names is set.")
class AreaTimelineEntry:
    """One entry of an area's timeline."""

    at: datetime = strawberry.field(
        description="When it was. What is known to the day is given as the instant at which the day begins in England."
    )
    kind: AreaTimelineKind = strawberry.field(description="What the entry is.")
    published_inspection: PublishedInspection | None = strawberry.field(
        description="The inspection as it was published; null if the entry is another record."
    )
    target_decision: TargetDecision | None = strawberry.field(
        description="What an inspectorate decided; null if the entry is another record. Only inspectorates see it."
    )


@strawberry.type(description="A page of an area's timeline, the latest entry first.")
class AreaTimeline:
    """A page of an area's timeline, the latest entry first."""

    nodes: list[AreaTimelineEntry] = strawberry.field(description="The entries.")
    page_info: PageInfo = strawberry.field(description="This page's place among all the entries.")
