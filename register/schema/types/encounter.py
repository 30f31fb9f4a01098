"""Encounters: that a professional met a child who is missing, and asked."""

from datetime import datetime

import strawberry

from register.catalogue import column, entity
from register.schema.building.connections import connection_of
from register.tables import encounter
from register.vocabulary import Agency


@entity(encounter, audited=encounter.c.id, order=(("metAt", True), ("id", False)))
class Encounter:
    """That a professional met a child and asked if the child is missing. It names the body, never the person."""

    id: strawberry.ID = column(encounter.c.id, "The register's own identifier. It never changes and has no meaning.")
    met_at: datetime = column(encounter.c.met_at, "When the child was met.")
    asked_at: datetime = column(encounter.c.asked_at, "When the register was asked.")
    by_agency: Agency = column(encounter.c.holder_agency, "The kind of body that asked.")
    by_area: str | None = column(encounter.c.holder_area, "The ONS code of the area of the body that asked, if any.")
    by_organisation: str | None = column(
        encounter.c.holder_organisation, "The code of the organisation that asked, if it has one."
    )
    longitude: float | None = column(encounter.c.longitude, "Where: degrees east of Greenwich, WGS 84.")
    latitude: float | None = column(encounter.c.latitude, "Where: degrees north, WGS 84.")


EncounterConnection = connection_of("Encounter", __name__)
