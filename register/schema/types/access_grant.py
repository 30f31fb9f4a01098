"""Access that a person gave beyond the matrix: to whom, to what, why, by whom, and until when."""

from datetime import datetime

import strawberry

from register.catalogue import Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.schema.types.area import Area
from register.schema.types.home import Home
from register.tables import area, home, live_grant
from register.vocabulary import Agency, LiveGrantKind, Purpose


@entity(live_grant, audited=live_grant.c.id, order=(("startsAt", True), ("id", True)))
class LiveGrant:
    """Access beyond the permission matrix, granted by a named person to one home or area for one purpose and a time."""

    id: strawberry.ID = column(live_grant.c.id, "The register's own identifier. It never changes and has no meaning.")
    kind: LiveGrantKind | None = column(live_grant.c.kind, "The kind of access.")
    holder_agency: Agency | None = column(live_grant.c.holder_agency, "The agency it was granted to.")
    holder_area: str | None = column(
        live_grant.c.holder_area, "The ONS code of the organisation's area; null if it has none."
    )
    holder_organisation: str | None = column(
        live_grant.c.holder_organisation, "The organisation's code, if it has no ONS area code."
    )
    holder_subject: str | None = column(
        live_grant.c.holder_subject, "The person it was granted to; null if it covers several: see holderSubjects."
    )
    holder_subjects: list[str] | None = column(
        live_grant.c.holder_subjects, "The people that access for an inspection covers."
    )
    home: Home | None = relation(
        Relation("", "Home", live_grant.c.home_id, home.c.id, matchable=False), "The home it gives access to."
    )
    area: Area | None = relation(
        Relation("", "Area", live_grant.c.area_code, area.c.code, matchable=False),
        "The area whose homes it gives access to; null if it has several: see areaCodes.",
    )
    area_codes: list[str] | None = column(
        live_grant.c.area_codes, "The ONS codes of the areas whose homes access for an inspection covers."
    )
    inspection_id: strawberry.ID | None = column(
        live_grant.c.inspection_id, "The register's own identifier of the joint inspection that it is for."
    )
    purpose: Purpose | None = column(
        live_grant.c.purpose, "The purpose, which the Register-Purpose header names in small letters."
    )
    incident: str | None = column(live_grant.c.incident, "The reference of the incident it was granted for.")
    reason: str | None = column(
        live_grant.c.reason, "The reason, in the words of the person who granted it or asked for it."
    )
    issued_by: str | None = column(live_grant.c.issued_by, "The person who granted it or asked for it.")
    starts_at: datetime | None = column(live_grant.c.starts_at, "When it starts.")
    ends_at: datetime | None = column(live_grant.c.ends_at, "When it ends without further action.")
    approved_by: str | None = column(
        live_grant.c.approved_by, "The person who approved it, if it needs a second person."
    )
    approved_at: datetime | None = column(live_grant.c.approved_at, "When it was approved.")
    ended_by: str | None = column(live_grant.c.ended_by, "The person who ended it early; null if nobody did.")
    ended_at: datetime | None = column(live_grant.c.ended_at, "When it was ended early; null if it was not.")


LiveGrantConnection = connection_of("LiveGrant", __name__)
