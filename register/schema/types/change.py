"""Changes of the register: one after the other as a feed, and those of one home."""

from datetime import datetime

import strawberry

from register.catalogue import Beside, Kind, Relation, column, entity, left, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.words import ChangeKind, ChangeOperation, Urn, Withheld
from register.schema.types.home import Home
from register.schema.types.provider import Provider
from register.tables import entry, entry_author, home, provider


@entity(
    entry,
    audited=home.c.urn,
    order=(("change", True), ("id", False)),
    beside=(Beside(entry_author, entry_author.c.number), Beside(home, home.c.id, by=entry.c.home_id)),
)
class Change:
    """That one record of the register changed. You are told where you may read that record; never what it held."""

    id: strawberry.ID = column(entry.c.number, "Its number in the log; they grow, with gaps.")
    change: strawberry.ID = column(entry.c.transaction, "What the records that were changed together share.")
    at: datetime = column(entry.c.at, "When it was written, by the database's clock.")
    recorded_at: datetime | None = column(
        entry.c.recorded_at, "From when the register says it: the instant to ask for with asOf."
    )
    kind: ChangeKind = column(entry.c.entity, "What changed.", kind=Kind.FAMILY)
    operation: ChangeOperation = column(entry.c.operation, "What was done to it.")
    fields: list[str] | None = column(
        entry.c["columns"],
        "The fields that an update changed, by their names in the schema; null where it was no update.",
        kind=Kind.FIELDS,
    )
    home_id: strawberry.ID | None = column(
        entry.c.home_id, "The opaque key of the home that it is of, the same for ever."
    )
    home_urn: Urn | None = column(home.c.urn, "The reference number of the home that it is of, as it is now.")
    left: bool = left()
    home: Home | None = relation(
        Relation("", "Home", entry.c.home_id, home.c.id, in_area=True),
        "The home that it is of, as it is now; null where it is of none, or where the home has left the area.",
    )
    provider: Provider | None = relation(
        Relation("", "Provider", entry.c.provider_id, provider.c.id), "The provider that it is of, as it is now."
    )
    who: str | None = column(entry_author.c.subject, "Who changed it, as the token named them.")
    agency: str | None = column(entry_author.c.agency, "For which kind of body; system where nobody asked for it.")
    reason: str | None = column(entry_author.c.reason, "The reason that was given.")
    withheld: list[Withheld] = withheld()


@strawberry.type(description="What changed after a place in the log of changes, each change once.")
class ChangeFeed:
    """What changed after a place in the log of changes."""

    nodes: list[Change] = strawberry.field(description="The changes.")
    token: str = strawberry.field(
        description="Where you stand now: send it as since to go on. It never expires, and holds nothing secret."
    )
    has_more: bool = strawberry.field(description="Whether more is waiting: ask again at once.")


ChangeConnection = connection_of("Change", __name__)
