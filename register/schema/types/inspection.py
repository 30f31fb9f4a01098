"""Inspections of homes and their judgements."""

from datetime import date
from typing import Annotated

import strawberry

from register.catalogue import Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.schema.building.words import InspectionKind, Judgement
from register.tables import home, inspection


@entity(inspection, audited=inspection.c.number, order=(("startedOn", True), ("id", True)))
class Inspection:
    """A visit by Ofsted to a home, under its social care common inspection framework."""

    id: strawberry.ID = column(inspection.c.id, "The register's own opaque key.")
    number: str = column(inspection.c.number, "Ofsted's event number.")
    kind: InspectionKind | None = column(inspection.c.kind, "What kind of visit it was.")
    started_on: date | None = column(inspection.c.started_on, "The first day of the visit.")
    ended_on: date | None = column(inspection.c.ended_on, "The last day of the visit, where known.")
    published_on: date | None = column(inspection.c.published_on, "The day on which the report was published.")
    overall_experiences_and_progress: Judgement | None = column(
        inspection.c.overall_experiences_and_progress,
        "The overall judgement: experiences and progress of children and young people.",
    )
    helped_and_protected: Judgement | None = column(
        inspection.c.helped_and_protected,
        "How well children are helped and protected; inadequate limits the overall judgement.",
    )
    leaders_and_managers: Judgement | None = column(
        inspection.c.leaders_and_managers,
        "The effectiveness of leaders and managers; inadequate caps the overall judgement.",
    )
    education_and_learning: Judgement | None = column(
        inspection.c.education_and_learning, "Outcomes in education and learning; secure homes alone."
    )
    health: Judgement | None = column(inspection.c.health, "Health services; secure homes alone.")
    home: Annotated["Home", strawberry.lazy("register.schema.types.home")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Home", inspection.c.home_id, home.c.id), "The home that was inspected."
    )


InspectionConnection = connection_of("Inspection", __name__)
