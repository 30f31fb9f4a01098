"""Consultations of children and homes, as those see them whose it is, and of children, as others do who reach them."""

from datetime import date, datetime

import strawberry

from register import tables
from register.catalogue import Beside, column, entity, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.vocabulary import Agency, Purpose

ASKED, DETAIL = tables.consultation.c, tables.consultation_detail.c
OF_HOME = tables.home_consultation.c


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


@entity(tables.home_consultation, audited=OF_HOME.id, order=(("askedAt", True), ("id", False)))
class HomeConsultation:
    """That a body looked a home up in the last 12 months, to protect a child or to keep the systems running.

    A list of more than 20 homes is no look-up of any of them. What the force and the authority of its area ask is not
    noted."""

    id: strawberry.ID = column(OF_HOME.id, "The register's own identifier. It never changes and has no meaning.")
    asked_at: datetime = column(OF_HOME.asked_at, "When the body asked.")
    by_agency: Agency = column(OF_HOME.agency, "The kind of body that asked.")
    by_area: str | None = column(OF_HOME.area, "The ONS code of the area of the body that asked, if it has one.")
    by_organisation: str | None = column(
        OF_HOME.organisation, "The code of the organisation that asked, if it has one."
    )
    purpose: Purpose = column(OF_HOME.purpose, "The purpose that it stated.")
    withheld: list[Withheld] = withheld()


ConsultationConnection = connection_of("Consultation", __name__)
HomeConsultationConnection = connection_of("HomeConsultation", __name__)
