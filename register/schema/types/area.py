"""Areas: forces, authorities, regions and countries."""

from datetime import date
from typing import Annotated

import strawberry

from register.catalogue import Beside, Relation, Strand, column, entity, relation, timeline, withheld
from register.schema.building.arguments import AFTER, STATUS, first, takes
from register.schema.building.connections import connection_of
from register.schema.building.scalars import GeoJSON
from register.schema.building.withheld import Withheld
from register.tables import (
    area,
    area_drawing,
    area_successor,
    area_within,
    home,
    home_area,
    published_inspection,
    target_decision,
)
from register.vocabulary import AreaKind, AreaTimelineKind

STRANDS: tuple[Strand, ...] = (
    Strand(
        Relation(
            "publishedInspection", "PublishedInspection", area.c.code, published_inspection.c.area_code, many=True
        ),
        AreaTimelineKind.PUBLISHED_INSPECTION,
        at="publishedOn",
    ),
    Strand(
        Relation("targetDecision", "TargetDecision", area.c.code, target_decision.c.area_code, many=True),
        AreaTimelineKind.TARGET_DECISION,
        at="decidedAt",
    ),
)


@entity(
    area,
    audited=area.c.code,
    order=(("code", False),),
    beside=(Beside(area_drawing, area_drawing.c.code),),
)
class Area:
    """A police force area, a children's services authority, a region or a country, identified by its ONS code."""

    code: str = column(area.c.code, "The nine-character Office for National Statistics (ONS) code.")
    kind: AreaKind = column(area.c.kind, "The kind of area.")
    name: str = column(area.c.name, "The area's official name.")
    country: str = column(area.c.country, "The country the area is in: England or Wales.")
    valid_from: date | None = column(area.c.valid_from, "The date the area came into being; null if not known.")
    valid_to: date | None = column(area.c.valid_to, "The date another area replaced it; null while it exists.")
    outline: GeoJSON | None = column(
        area_drawing.c.geojson,
        "A simplified outline for drawing, in WGS 84. It is never used to decide what is inside the area.",
    )
    outline_label: str | None = column(
        area_drawing.c.label, "Text to show with the outline: its source, or that it is a demonstration outline."
    )
    within: list["Area"] | None = relation(
        Relation(
            "",
            "Area",
            area.c.code,
            area.c.code,
            many=True,
            plain=True,
            via=(area_within.c.code, area_within.c.within_code),
        ),
        "The larger areas it is in: force, region, country.",
    )
    successors: list["Area"] | None = relation(
        Relation(
            "",
            "Area",
            area.c.code,
            area.c.code,
            many=True,
            plain=True,
            via=(area_successor.c.code, area_successor.c.successor_code),
            ever=True,
        ),
        "The areas that replaced it; empty while it exists.",
    )
    homes: Annotated["HomeConnection", strawberry.lazy("register.schema.types.home")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation(
            "",
            "Home",
            area.c.code,
            home.c.id,
            many=True,
            via=(home_area.c.area_code, home_area.c.home_id),
            matchable=False,
        ),
        "The homes whose main premises are in the area: registered and suspended ones, unless you ask for others. A "
        "home on a boundary is shown in one area only.",
        takes(first=first(10), after=AFTER, status=STATUS),
    )
    timeline: Annotated["AreaTimeline", strawberry.lazy("register.schema.types.area_timeline")] | None = timeline(  # type: ignore[name-defined]  # noqa: F821
        "How the area was inspected, as published, and what inspectorates decided about it, the latest first, each as "
        "far as you may see it.",
        *STRANDS,
        resolver=takes(first=first(50), after=AFTER),
    )
    withheld: list[Withheld] = withheld()


AreaConnection = connection_of("Area", __name__)
