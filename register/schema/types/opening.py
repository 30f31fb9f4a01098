"""A home that was opened by break-glass access: by which body, when, for which incident, and who reviewed it."""

from datetime import datetime

import strawberry

from register.catalogue import Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.schema.types.home import Home
from register.tables import home, opening
from register.vocabulary import Agency, Purpose


@entity(opening, audited=opening.c.id, order=(("openedAt", True), ("id", True)))
class Opening:
    """A home that was opened by break-glass access. It names the body and the incident, never the person."""

    id: strawberry.ID = column(opening.c.id, "The id of the access grant. It never changes and has no meaning.")
    home: Home | None = relation(Relation("", "Home", opening.c.home_id, home.c.id), "The home that was opened.")
    opened_by_agency: Agency = column(opening.c.holder_agency, "The kind of body that opened it.")
    opened_by_area: str | None = column(opening.c.holder_area, "The ONS code of the police force that opened it.")
    purpose: Purpose = column(
        opening.c.purpose, "The purpose, which the Register-Purpose header names in small letters."
    )
    incident: str = column(opening.c.incident, "The reference of the incident it was opened for.")
    opened_at: datetime = column(opening.c.opened_at, "When it was opened.")
    ends_at: datetime = column(opening.c.ends_at, "When the access ends without further action.")
    reviewed_at: datetime | None = column(opening.c.reviewed_at, "When somebody else reviewed it; null if nobody has.")
    reviewed_by_agency: Agency | None = column(opening.c.reviewed_agency, "The kind of body that reviewed it.")
    reviewed_by_area: str | None = column(
        opening.c.reviewed_area, "The ONS code of the police force that reviewed it; null if Ofsted did."
    )


OpeningConnection = connection_of("Opening", __name__)
