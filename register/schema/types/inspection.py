"""Inspections of homes and their judgements."""

from datetime import date
from typing import Annotated

import strawberry

from register.catalogue import Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.tables import home, inspection
from register.vocabulary import InspectionKind, Judgement


@entity(inspection, audited=inspection.c.number, order=(("startedOn", True), ("id", True)))
class Inspection:
    """An Ofsted inspection of a home, under the social care common inspection framework (SCCIF)."""

    id: strawberry.ID = column(inspection.c.id, "The register's own identifier. It never changes and has no meaning.")
    number: str = column(inspection.c.number, "Ofsted's event number for the inspection.")
    kind: InspectionKind | None = column(inspection.c.kind, "The kind of inspection.")
    started_on: date | None = column(inspection.c.started_on, "The first day of the inspection.")
    ended_on: date | None = column(inspection.c.ended_on, "The last day of the inspection; null if not known.")
    published_on: date | None = column(inspection.c.published_on, "The date the report was published.")
    overall_experiences_and_progress: Judgement | None = column(
        inspection.c.overall_experiences_and_progress,
        "The overall judgement: the overall experiences and progress of children and young people.",
    )
    helped_and_protected: Judgement | None = column(
        inspection.c.helped_and_protected,
        "How well children are helped and protected. If inadequate, the overall judgement is inadequate.",
    )
    leaders_and_managers: Judgement | None = column(
        inspection.c.leaders_and_managers,
        "The effectiveness of leaders and managers. If inadequate, the overall judgement is at most "
        "requires improvement.",
    )
    education_and_learning: Judgement | None = column(
        inspection.c.education_and_learning, "Outcomes in education and learning. Secure children's homes only."
    )
    health: Judgement | None = column(inspection.c.health, "Health services. Secure children's homes only.")
    home: Annotated["Home", strawberry.lazy("register.schema.types.home")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Home", inspection.c.home_id, home.c.id), "The home inspected."
    )


InspectionConnection = connection_of("Inspection", __name__)
