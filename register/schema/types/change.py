"""Changes to the register: one after another as a feed, and those of one home."""

from datetime import datetime

import strawberry

from register.catalogue import Beside, Kind, Relation, column, entity, left, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.scalars import Urn
from register.schema.building.withheld import Withheld
from register.schema.types.child import Child
from register.schema.types.correction_notice import CorrectionNotice
from register.schema.types.home import Home
from register.schema.types.missing_episode import MissingEpisode
from register.schema.types.opening import Opening
from register.schema.types.placement import Placement
from register.schema.types.provider import Provider
from register.tables import (
    CHILD,
    EPISODE,
    HOME,
    PLACEMENT,
    child,
    correction_notice,
    entry,
    entry_author,
    home,
    missing_episode,
    opening,
    placement,
    provider,
    return_duty,
)
from register.vocabulary import Agency, ChangeKind, ChangeOperation

# What the log has in place of an agency where no caller made the change.
SYSTEM = "system"


@entity(
    entry,
    audited=home.c.urn,
    order=(("change", True), ("id", False)),
    beside=(
        Beside(entry_author, entry_author.c.number),
        Beside(home, home.c.id, by=entry.c.subject_id, audited_else=(entry.c.subject_id, entry.c["key"])),
    ),
)
class Change:
    """A change to one record. You see it if you may read the record; it never shows what the record held."""

    id: strawberry.ID = column(
        entry.c.number,
        "Identifies the change for your organisation. It has no order, and others see another value.",
        kind=Kind.OPAQUE,
    )
    change: strawberry.ID = column(
        entry.c.transaction,
        "Identifies the transaction: records changed together have the same value. It has no order.",
        kind=Kind.OPAQUE,
    )
    at: datetime = column(entry.c.at, "When it was recorded, by the database's clock.")
    recorded_at: datetime | None = column(
        entry.c.recorded_at, "When the register first held this version. Use it as asOf."
    )
    kind: ChangeKind = column(entry.c.entity, "The kind of record that changed.", kind=Kind.FAMILY)
    operation: ChangeOperation = column(entry.c.operation, "What was done to the record.")
    fields: list[str] | None = column(
        entry.c["columns"],
        "The fields an update changed, by their names in this schema; null if it was not an update.",
        kind=Kind.FIELDS,
    )
    home_id: strawberry.ID | None = column(
        entry.c.subject_id,
        "The id of the home the change is about. It never changes.",
        only=(entry.c.subject_kind, HOME.kind),
    )
    home_urn: Urn | None = column(home.c.urn, "The current URN of the home the change is about.")
    child_id: strawberry.ID | None = column(
        entry.c.subject_id,
        "The id of the child the change is about. It never changes.",
        only=(entry.c.subject_kind, CHILD.kind),
    )
    placement_id: strawberry.ID | None = column(
        entry.c.subject_id,
        "The id of the placement the change is about. It never changes.",
        only=(entry.c.subject_kind, PLACEMENT.kind),
    )
    missing_episode_id: strawberry.ID | None = column(
        entry.c.subject_id,
        "The id of the missing episode the change is about. It never changes.",
        only=(entry.c.subject_kind, EPISODE.kind),
    )
    return_duty_id: strawberry.ID | None = column(
        entry.c["key"],
        "The id of the duty to return a list that the change is about: returnDuties has it. It never changes.",
        only=(entry.c.entity, return_duty.name),
    )
    correction_notice_id: strawberry.ID | None = column(
        entry.c["key"],
        "The id of the notice of a correction that the change is about: correctionNotices has it. It never changes.",
        only=(entry.c.entity, correction_notice.name),
    )
    left: bool = left()
    home: Home | None = relation(
        Relation("", "Home", entry.c.subject_id, home.c.id, in_area=True),
        "The home the change is about, as it is now; null if the change is not about a home, or if the "
        "home has left the area.",
    )
    provider: Provider | None = relation(
        Relation("", "Provider", entry.c.subject_id, provider.c.id),
        "The provider the change is about, as it is now; null if it is not about a provider.",
    )
    child: Child | None = relation(
        Relation("", "Child", entry.c.subject_id, child.c.id),
        "The child the change is about, as known now; null if the change is not about a child, or if you no longer "
        "see the child.",
    )
    placement: Placement | None = relation(
        Relation("", "Placement", entry.c.subject_id, placement.c.id),
        "The placement the change is about, as it is now; null if the change is not about a placement, or if you no "
        "longer see it.",
    )
    missing_episode: MissingEpisode | None = relation(
        Relation("", "MissingEpisode", entry.c.subject_id, missing_episode.c.id),
        "The missing episode the change is about, as it is now; null if the change is not about one, or if you no "
        "longer see it.",
    )
    opening: Opening | None = relation(
        Relation("", "Opening", entry.c.key, opening.c.id),
        "The opening of a home that the change is about: by which body, when and for which incident. null if the "
        "change is not about one.",
    )
    correction_notice: CorrectionNotice | None = relation(
        Relation("", "CorrectionNotice", entry.c.key, correction_notice.c.id),
        "The notice of a correction that the change is about, as it is now: which record that you have consulted was "
        "corrected. null if the change is not about one.",
    )
    who: str | None = column(entry_author.c.subject, "The person who made the change, as named by their token.")
    agency: Agency | None = column(
        entry_author.c.agency,
        "The agency they acted for; null if no caller made the change, but an import or an operator's command.",
        kind=Kind.CODE,
        codes=Agency,
        nobody=SYSTEM,
    )
    reason: str | None = column(entry_author.c.reason, "The reason given for the change.")
    withheld: list[Withheld] = withheld()


@strawberry.type(description="Changes after a point in the change log, each once.")
class ChangeFeed:
    """Changes after a point in the change log."""

    nodes: list[Change] = strawberry.field(description="The changes.")
    token: str = strawberry.field(
        description="Your place in the log, sealed for your organisation. Send it as since to continue."
    )
    has_more: bool = strawberry.field(description="True if more changes are waiting. If so, ask again at once.")


ChangeConnection = connection_of("Change", __name__)
