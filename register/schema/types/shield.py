"""Shields of children's records."""

from datetime import date, datetime

import strawberry

from register import tables
from register.catalogue import column, entity
from register.vocabulary import Agency

SHIELD = tables.child_shield.c


@entity(tables.child_shield, audited=SHIELD.id, order=(("setAt", True), ("id", False)))
class Shield:
    """That a child is in danger from a person who might look it up. Until the shield is lifted, only the responsible
    authority and the bodies that it names reach the child's record."""

    id: strawberry.ID = column(SHIELD.id, "The register's own identifier. It never changes and has no meaning.")
    version: int = column(
        SHIELD.version, "The record's version number. Commands on the shield send it as expectedVersion."
    )
    grounds: str = column(SHIELD.grounds, "Why the child is shielded.")
    holders: list[str] = column(
        SHIELD.holders,
        "The bodies that keep what they reach of the child: ONS codes of police force areas and local authorities, "
        "and codes of organisations.",
    )
    set_at: datetime = column(SHIELD.set_at, "When the child was shielded.")
    set_by: str = column(SHIELD.set_by, "Who shielded the child, as tokens name people by sub.")
    review_due_on: date = column(SHIELD.review_due_on, "The day by which the shield is to be reviewed.")
    confirmed_at: datetime | None = column(
        SHIELD.confirmed_at, "When a second person agreed to the shield; null if nobody has yet."
    )
    confirmed_by: str | None = column(SHIELD.confirmed_by, "Who agreed to the shield.")
    lift_asked_at: datetime | None = column(
        SHIELD.lift_asked_at, "When a person asked that the shield be lifted; null if nobody does."
    )
    lift_asked_by: str | None = column(SHIELD.lift_asked_by, "Who asked that the shield be lifted.")
    lifted_at: datetime | None = column(
        SHIELD.lifted_at, "When a second person lifted the shield; null while it is in force."
    )
    lifted_by: str | None = column(SHIELD.lifted_by, "Who lifted the shield.")
    met_at: datetime | None = column(
        SHIELD.met_at,
        "When a professional last met the child while it was missing, and asked if it was. A body that the shield does "
        "not name was answered that nothing is known. The history has each time.",
    )
    met_by_agency: Agency | None = column(SHIELD.met_by_agency, "The kind of body that met the child.")
    met_by_area: str | None = column(SHIELD.met_by_area, "The ONS code of the area of the body that met the child.")
    met_by_organisation: str | None = column(
        SHIELD.met_by_organisation, "The code of the organisation that met the child, if it has one."
    )
