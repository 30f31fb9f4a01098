"""Access that a person gave beyond the matrix: to whom, to what, why, by whom, and until when."""

from datetime import datetime

import strawberry

from register.catalogue import Kind, Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.schema.building.words import Agency, LiveGrantKind
from register.schema.types.area import Area
from register.schema.types.home import Home
from register.tables import area, home, live_grant


@entity(live_grant, audited=live_grant.c.id, order=(("startsAt", True), ("id", True)))
class LiveGrant:
    """Access that a person gave, for one home or for one area, for a purpose and for a time."""

    id: strawberry.ID = column(live_grant.c.id, "The register's own opaque key.")
    kind: LiveGrantKind | None = column(live_grant.c.kind, "Why it was given.")
    holder_agency: Agency | None = column(live_grant.c.holder_agency, "To which kind of body.")
    holder_area: str | None = column(live_grant.c.holder_area, "The ONS code of that body's area, where it has one.")
    holder_organisation: str | None = column(live_grant.c.holder_organisation, "That body's code, where it has none.")
    holder_subject: str | None = column(live_grant.c.holder_subject, "To whom; null where everyone of the body has it.")
    home: Home | None = relation(
        Relation("", "Home", live_grant.c.home_id, home.c.id, matchable=False), "The home that it opens."
    )
    area: Area | None = relation(
        Relation("", "Area", live_grant.c.area_code, area.c.code, matchable=False), "The area whose homes it opens."
    )
    purpose: str | None = column(live_grant.c.purpose, "For which purpose, as its header names it.", kind=Kind.TEXT)
    incident: str | None = column(live_grant.c.incident, "The incident that it was opened for.")
    reason: str | None = column(live_grant.c.reason, "Why, in words.")
    issued_by: str | None = column(live_grant.c.issued_by, "Who gave it, or asked for it.")
    starts_at: datetime | None = column(live_grant.c.starts_at, "From when it is live.")
    ends_at: datetime | None = column(live_grant.c.ends_at, "When it ends by itself.")
    approved_by: str | None = column(live_grant.c.approved_by, "The second person, where two are needed.")
    approved_at: datetime | None = column(live_grant.c.approved_at, "When that person approved it.")
    ended_by: str | None = column(live_grant.c.ended_by, "Who ended it before its time.")
    ended_at: datetime | None = column(live_grant.c.ended_at, "When it was ended before its time.")


LiveGrantConnection = connection_of("LiveGrant", __name__)
