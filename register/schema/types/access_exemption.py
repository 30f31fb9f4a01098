"""Exemptions: what is left out of the answer to a child who asks what is held about it."""

from datetime import date

import strawberry

from register import tables
from register.catalogue import column, entity
from register.vocabulary import ExemptionLaw

EXEMPTION = tables.access_exemption.c


@entity(tables.access_exemption, audited=EXEMPTION.id, order=(("decidedOn", True), ("id", False)))
class AccessExemption:
    """That something is left out of the answer to a child, or to a person for it, who asks what is held about it."""

    id: strawberry.ID = column(EXEMPTION.id, "The register's own identifier. It never changes and has no meaning.")
    version: int = column(
        EXEMPTION.version, "The record's version number. Commands on the exemption send it as expectedVersion."
    )
    group: str = column(
        EXEMPTION.held_group,
        "The field group that is left out, by its name; consultations: which bodies consulted the child.",
    )
    record: strawberry.ID | None = column(
        EXEMPTION.record_id, "The one record of the group that is left out; null if all of them are."
    )
    law: ExemptionLaw = column(EXEMPTION.law, "The law that allows it.")
    grounds: str = column(EXEMPTION.grounds, "Why that law applies here.")
    decided_on: date = column(EXEMPTION.decided_on, "The day on which it was decided. It holds from then on.")
    ends_on: date = column(EXEMPTION.ends_on, "The first day on which it does not hold any more.")
    ended_on: date | None = column(EXEMPTION.ended_on, "The day on which it was ended before that; null if it was not.")
    recorded_by: str = column(EXEMPTION.recorded_by, "Who recorded it, as tokens name people by sub.")
