"""Where an inspectorate might look next: areas by published figures, and what people decided about them."""

from datetime import datetime

import strawberry

from register import tables
from register.catalogue import Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.schema.types.area import Area
from register.schema.types.area_inspection import OWN_KEY
from register.vocabulary import Agency, AreaKind, TargetChoice, TargetComponent, TargetPosition, TargetReason

target, compared, near = tables.area_target, tables.area_target_component, tables.area_target_neighbour
decision = tables.target_decision
NO_MEANING = "The register's own identifier of it. It has no meaning."
LIMIT = "of what chance by itself would make of the area, if its rate were that of England; for each 100."


@entity(compared, audited=compared.c.id, order=(("number", False), ("id", False)))
class AreaTargetComponent:
    """One thing that areas are compared by, worked out of published figures and of nothing else."""

    id: strawberry.ID = column(compared.c.id, NO_MEANING)
    number: int = column(compared.c.number, "Its place among the components of the area.")
    component: TargetComponent = column(compared.c.component, "What is compared.")
    numerator: float | None = column(compared.c.numerator, "What is counted, as published; null if it is not.")
    denominator: float | None = column(
        compared.c.denominator,
        "What it is counted among, as published; for growth, the mean of up to three years before. Null if it is not "
        "published.",
    )
    rate: float | None = column(compared.c.rate, "The first for each 100 of the second; null if it is not known.")
    england: float | None = column(compared.c.england, "The same for England; null if it is not known.")
    lower_95: float | None = column(compared.c.lower_95, f"The lower limit of 95 % {LIMIT} Null if it is not compared.")
    upper_95: float | None = column(compared.c.upper_95, f"The upper limit of 95 % {LIMIT} Null if it is not compared.")
    lower_998: float | None = column(
        compared.c.lower_998, f"The lower limit of 99.8 % {LIMIT} Null if it is not compared."
    )
    upper_998: float | None = column(
        compared.c.upper_998, f"The upper limit of 99.8 % {LIMIT} Null if it is not compared."
    )
    neighbours_rate: float | None = column(
        compared.c.neighbours_rate, "The same for its statistical neighbours together; null if none has both figures."
    )
    neighbours_counted: int = column(compared.c.neighbours_counted, "How many neighbours have both figures.")
    position: TargetPosition = column(compared.c.position, "Where the rate lies beside the limits.")
    reason: TargetReason = column(compared.c.reason, "Why it adds points, or none.")
    weight: int = column(
        compared.c.weight,
        "The points of an unusual figure. A very unusual one adds twice as many, as does a low one of records that are "
        "less complete.",
    )
    points: int = column(compared.c.points, "What it adds to the points of the area.")
    versions: list[str] = column(
        compared.c.versions, "The questions and versions of statistics that it was worked out of, such as incidents 2."
    )


@entity(near, audited=near.c.id, order=(("number", False), ("id", False)))
class AreaTargetNeighbour:
    """A statistical neighbour: one of the areas of the same kind that are most like the area."""

    id: strawberry.ID = column(near.c.id, NO_MEANING)
    number: int = column(near.c.number, "1 for the area that is most like it, and so on.")
    area_code: str = column(near.c.area_code, "The ONS code of the neighbour.")
    area: Area | None = relation(
        Relation("", "Area", near.c.area_code, tables.area.c.code, ever=True), "The neighbour."
    )
    distance: float = column(
        near.c.distance, "How unlike they are, in standard deviations: by size, by homes, and by region."
    )


@entity(
    target,
    audited=target.c.id,
    order=(("kind", False), ("place", False), ("areaCode", False)),
)
class AreaTarget:
    """An area beside all others of its kind, for those who choose where to inspect. It is an order, not a judgement."""

    id: strawberry.ID = column(target.c.id, NO_MEANING)
    kind: AreaKind = column(target.c.kind, "The kind of area: a local authority or a police force.")
    area_code: str = column(target.c.area_code, "The ONS code of the area.")
    area: Area | None = relation(Relation("", "Area", target.c.area_code, tables.area.c.code, ever=True), "The area.")
    period: str = column(target.c.period, "The year from 1 April that is compared, for example 2025-26.")
    made_at: datetime = column(target.c.made_at, "When areas were last compared: when figures were last published.")
    place: int = column(
        target.c.place,
        "Which place in the order it has: most points first, then most components that are very unusual. Areas alike "
        "in both share a place.",
    )
    among: int = column(target.c.among, "How many areas of the kind are in the order.")
    points: int = column(target.c.points, "The points of its components together.")
    very_unusual: int = column(target.c.very_unusual, "How many components are very unusual.")
    suppressed: int = column(
        target.c.suppressed, "How many components are not compared because a figure is suppressed. They add no points."
    )
    not_available: int = column(
        target.c.not_available, "How many components are not compared because a figure is not available."
    )
    is_complete: bool | None = column(
        target.c.is_complete,
        "False if a component says that its records are less complete than those of England; null if none says "
        "anything.",
    )
    components: list[AreaTargetComponent] | None = relation(
        Relation("", "AreaTargetComponent", target.c.id, compared.c.target_id, many=True, plain=True),
        "What the area is compared by.",
    )
    neighbours: list[AreaTargetNeighbour] | None = relation(
        Relation("", "AreaTargetNeighbour", target.c.id, near.c.target_id, many=True, plain=True),
        "The areas of its kind that are most like it, the nearest first.",
    )


@entity(decision, audited=decision.c.id, order=(("decidedAt", True), ("id", True)))
class TargetDecision:
    """What a person of an inspectorate decided about an area, and why."""

    id: strawberry.ID = column(decision.c.id, OWN_KEY)
    area_code: str = column(decision.c.area_code, "The ONS code of the area.")
    area: Area | None = relation(Relation("", "Area", decision.c.area_code, tables.area.c.code, ever=True), "The area.")
    choice: TargetChoice = column(decision.c.choice, "What was decided.")
    reason: str = column(decision.c.reason, "Why. It names no child.")
    period: str | None = column(
        decision.c.period, "The year that was compared when it was decided; null if the area was not compared."
    )
    place: int | None = column(decision.c.place, "The area's place in the order then; null if it was not compared.")
    points: int | None = column(decision.c.points, "The area's points then; null if it was not compared.")
    agency: Agency = column(decision.c.agency, "The inspectorate that decided.")
    decided_by: str = column(decision.c.decided_by, "The person who decided.")
    decided_at: datetime = column(decision.c.decided_at, "When it was decided.")
    withheld: list[Withheld] = withheld()


AreaTargetConnection = connection_of("AreaTarget", __name__)
TargetDecisionConnection = connection_of("TargetDecision", __name__)
