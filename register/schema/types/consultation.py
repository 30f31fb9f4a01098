"""Consultations of children, as those see them whose child it is, and as others do who reach the child."""

from datetime import date, datetime

import strawberry

from register import tables
from register.catalogue import Beside, column, entity, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.vocabulary import Agency, Purpose

ASKED, DETAIL = tables.consultation.c, tables.consultation_detail.c


@entity(
    tables.consultation,
    audited=ASKED.id,
    order=(("askedOn", True), ("id", False)),
    beside=(Beside(tables.consultation_detail, DETAIL.consultation_id),),
)
class Consultation:
    """That a body asked about a child in the last 12 months, to protect a child or to keep the systems running.

    What a body asks for another purpose, such as an investigation or an inspection, is shown only to its own
    supervisor and to the auditor, in accessLog."""

    id: strawberry.ID = column(ASKED.id, "The register's own identifier. It never changes and has no meaning.")
    child_id: strawberry.ID = column(ASKED.child_id, "The register's identifier of the child.")
    asked_on: date = column(ASKED.asked_on, "The day in England on which the body asked.")
    by_agency: Agency = column(ASKED.agency, "The kind of body that asked.")
    asked_at: datetime | None = column(DETAIL.asked_at, "When the body asked.")
    by_area: str | None = column(DETAIL.area, "The ONS code of the area of the body that asked, if it has one.")
    by_organisation: str | None = column(DETAIL.organisation, "The code of the organisation that asked, if it has one.")
    purpose: Purpose | None = column(DETAIL.purpose, "The purpose that it stated.")
    withheld: list[Withheld] = withheld()


ConsultationConnection = connection_of("Consultation", __name__)
