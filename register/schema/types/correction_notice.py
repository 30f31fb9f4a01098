"""Notices that a record which the caller's body has consulted was corrected."""

from datetime import datetime

import strawberry

from register.catalogue import column, entity
from register.schema.building.connections import connection_of
from register.tables import correction_notice


@entity(correction_notice, audited=correction_notice.c.id, order=(("correctedAt", True), ("id", False)))
class CorrectionNotice:
    """That a record which your body has consulted was corrected after that. It says nothing of what it holds."""

    id: strawberry.ID = column(
        correction_notice.c.id, "The register's own identifier. It never changes and has no meaning."
    )
    record: str = column(correction_notice.c.record, "The record, as you read it: for a home its URN, else its id.")
    command: str = column(correction_notice.c.command, "The command that last corrected it.")
    groups: list[str] = column(
        correction_notice.c.groups, "Which of the field groups that you were shown were corrected."
    )
    consulted_at: datetime = column(
        correction_notice.c.consulted_at, "When your body was last shown the record before it was corrected."
    )
    corrected_at: datetime = column(correction_notice.c.corrected_at, "When it was last corrected.")
    acknowledged_at: datetime | None = column(
        correction_notice.c.acknowledged_at, "When your body acknowledged it; null if it has not."
    )


CorrectionNoticeConnection = connection_of("CorrectionNotice", __name__)
